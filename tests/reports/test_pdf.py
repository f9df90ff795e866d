"""The PDF is read by readers that are not ours: its text, its tags, its pages as pictures."""

import io
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from assessment.errors import AssessmentError
from assessment.reports import printing
from assessment.reports.document import Report
from assessment.reports.pdf import pdf
from assessment.reports.printing import MOST_AT_ONCE
from tests.examples import attempt
from tests.reports.examples import HOSTILE, hostile, report_on, sized

SIZES = {"nothing": (0, 0), "one": (1, 0), "half": (12, 6), "full": (24, 60)}
BOXES = "show as boxes"

PRINTED = {kind: words for kind, words in HOSTILE.items() if kind != "wide formula"}
"""What our fonts have the letters of."""


@cache
def of_size(name: str) -> tuple[Report, bytes]:
    """A report that is as full as its name says, and its PDF."""
    report = sized(*SIZES[name])
    return report, pdf(report)


@cache
def text(raw: bytes) -> str:
    """All text, without the spaces that depend on where a line ends."""
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages))


def squeezed(words: str) -> str:
    """Text without spaces, and with ligatures spelt out."""
    return "".join(words.replace("\ufb01", "fi").replace("\ufb02", "fl").split())


def root(raw: bytes) -> Any:
    """The catalogue of a PDF."""
    return PdfReader(io.BytesIO(raw)).trailer["/Root"]


@pytest.mark.parametrize("size", SIZES)
def test_everything_in_the_report_is_on_paper(size: str) -> None:
    """Title, lead, each requirement with level, range and verdict, roles, steps, limits, method."""
    report, raw = of_size(size)
    found = text(raw)

    for words in (report.name, report.title, report.lead, report.ranges, report.limits):
        assert squeezed(words) in found
    assert squeezed(report.method) in found
    for line in report.requirements:
        level = f"{line.level.estimate:.1f}{line.level.likely}" if line.level else ""
        must = "must-have" if line.must_have else ""
        assert squeezed(f"{line.name}{must}{level}{line.asked}{line.said}") in found
    for step in report.soon:
        for words in (step.title, step.summary, step.task, step.proof, step.mentor_question):
            assert squeezed(words) in found
    assert all(squeezed(step.title) in found for step in report.steps)


@pytest.mark.parametrize("size", ["one", "half", "full"])
def test_roles_are_ranked_with_their_figures(size: str) -> None:
    """Readiness, chance of all must-haves and ties stand beside each role."""
    report, raw = of_size(size)

    for role in report.roles:
        shares = f"{role.readiness:.0%}{role.all_must_haves:.0%}"
        assert squeezed(f"{role.name}{shares}{', '.join(role.tied_with) or 'none'}") in text(raw)
    for skill in report.skills:
        assert skill.level is None or f"{skill.level.estimate:.1f}" in text(raw)


@pytest.mark.parametrize("size", SIZES)
def test_it_is_small_and_short(size: str) -> None:
    """Not over 300 KB; three pages, unless more than six steps begin before the retake."""
    report, raw = of_size(size)

    assert len(raw) < 300_000
    assert len(PdfReader(io.BytesIO(raw)).pages) <= (3 if len(report.soon) <= 6 else 5)


def test_a_screen_reader_finds_its_way() -> None:
    """Tagged, in English, with a title, as PDF/UA-1; every figure has words of its own."""
    report, raw = of_size("full")
    catalogue = root(raw)

    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    assert report.title in str(PdfReader(io.BytesIO(raw)).metadata.title)
    figures = [tag for tag in tags(catalogue["/StructTreeRoot"]) if tag.get("/S") == "/Figure"]
    said = [str(tag.get("/Alt", "")) for tag in figures]
    assert all(said)
    assert report.radar in said
    assert {tag.get("/S") for tag in tags(catalogue["/StructTreeRoot"])} >= {"/TH", "/H1", "/H2"}


def test_it_does_nothing_by_itself() -> None:
    """No script, no attached file, no action; links lead where the steps say."""
    report, raw = of_size("full")

    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root(raw))
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(root(raw).get("/Names", {}))
    pages = PdfReader(io.BytesIO(raw)).pages
    notes = [note.get_object() for page in pages for note in page.get("/Annots", ())]
    led = {str(note["/A"]["/URI"]) for note in notes}
    assert led <= {step.address for step in report.steps}


@pytest.mark.parametrize("words", PRINTED.values(), ids=PRINTED)
def test_hostile_text_is_printed_as_typed(words: str) -> None:
    """Name and role are read back letter for letter, and nothing else happened."""
    raw = pdf(hostile(words))

    assert text(raw).startswith(squeezed(f"{words} · {words}"))
    assert len(PdfReader(io.BytesIO(raw)).pages) <= 3
    assert not {"/OpenAction", "/AA"} & set(root(raw))


def test_a_name_without_glyphs_still_exports_and_says_so() -> None:
    """What no font of ours has becomes a box, and the PDF, tagged all the same, says so."""
    raw = pdf(report_on(attempt({"pricing": 3}), name="漢字 \N{GRINNING FACE} Ada")[0])

    assert squeezed(BOXES) in text(raw)
    assert "Ada" in text(raw)
    assert root(raw)["/MarkInfo"]["/Marked"]
    assert squeezed(BOXES) not in text(pdf(report_on(attempt({"pricing": 3}))[0]))


@pytest.mark.parametrize("name", ["A" * 200, "A\u0301\u0302" * 66, "ab " * 66, "\u05d0\u05d1 Ada"])
def test_strange_names_export(name: str) -> None:
    """Long names without a space, towers of accents, right to left: all of them end in a PDF."""
    assert pdf(report_on(attempt({"pricing": 3}), name=name)[0]).startswith(b"%PDF")


def test_the_same_report_gives_the_same_bytes() -> None:
    """Neither clock nor chance nor the machine's fonts are in it; the day is."""
    report, raw = of_size("half")

    assert pdf(report) == raw
    assert pdf(replace(report, day=report.day + timedelta(days=1))) != raw


def test_only_our_fonts_are_used() -> None:
    """Every font is embedded and is one of those that come with the product or with Typst."""
    _, raw = of_size("full")
    pages = PdfReader(io.BytesIO(raw)).pages
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert fonts
    assert all(name.startswith(("SourceSans3-", "LibertinusSerif-")) for name in fonts)


def test_setting_is_stopped_in_time() -> None:
    """A document that takes too long is given up with one sentence."""
    with pytest.raises(AssessmentError, match="was not ready in time; download the workbook"):
        pdf(of_size("one")[0], longest=0.001)


BUSY = """
import os, pathlib, sys
here = pathlib.Path(__file__).parent
(here / f"{os.getpid()}.busy").touch()
while not (here / "go").exists():
    pass
sys.stdout.write("done")
"""
"""A program that says that it runs, and goes on running until it is let go."""


def test_only_so_many_are_set_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more waits its turn; it is told so in a sentence where its turn takes too long."""
    (tmp_path / "typesetting.py").write_text(BUSY)
    monkeypatch.setattr(printing, "_HERE", tmp_path)
    report = of_size("one")[0]
    with ThreadPoolExecutor() as pool:
        running = [pool.submit(pdf, report, 60) for _ in range(MOST_AT_ONCE)]
        while len(list(tmp_path.glob("*.busy"))) < MOST_AT_ONCE:
            assert not any(each.done() for each in running)
        with pytest.raises(AssessmentError, match=r"^The PDF has to wait [^\n]*; try again in a"):
            pdf(report, longest=0.01)
        waiting = pool.submit(pdf, report, 60)
        (tmp_path / "go").touch()

    assert [each.result() for each in (*running, waiting)] == [b"done"] * (MOST_AT_ONCE + 1)


def test_a_fault_gives_the_turn_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often setting fails, the next report is set."""
    report, raw = of_size("one")
    with monkeypatch.context() as patch:
        patch.setattr(printing, "_HERE", tmp_path)
        for _ in range(MOST_AT_ONCE + 1):
            with pytest.raises(AssessmentError, match="cannot be set"):
                pdf(report)

    assert pdf(report) == raw


def test_a_fault_in_setting_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong in there, no traceback comes out."""
    (tmp_path / "typesetting.py").write_text("raise SystemExit(3)")
    monkeypatch.setattr(printing, "_HERE", tmp_path)

    with pytest.raises(AssessmentError, match=r"^The PDF cannot be set; [^\n]*$"):
        pdf(of_size("one")[0])


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited where the system can")
def test_memory_is_limited() -> None:
    """Asking for more than the limit fails in the process, not on the machine."""
    program = Path(printing.__file__).with_name("typesetting.py")
    code = (
        f"import runpy; found = runpy.run_path({str(program)!r}); found['_limit_memory'](); "
        "bytearray(found['MOST_MEMORY'])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False
    )

    assert "MemoryError" in done.stderr


def test_secrets_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process gets nothing of our environment but what it needs to start."""
    monkeypatch.setenv("HEADWAY_DATABASE_URL", "postgresql://u:secret@h/d")
    seen: dict[str, Any] = {}
    run = subprocess.run

    def watched(*args: Any, **kept: Any) -> Any:
        seen.update(kept["env"])
        return run(*args, **kept)

    monkeypatch.setattr(printing.subprocess, "run", watched)
    pdf(of_size("one")[0])
    assert "PATH" in seen
    assert "HEADWAY_DATABASE_URL" not in seen


@pytest.mark.parametrize("size", SIZES)
def test_nothing_touches_the_edge_of_the_paper(size: str, tmp_path: Path) -> None:
    """Every page has ink, and none of it within eight millimetres of the edge."""
    for page in drawn(of_size(size)[1], tmp_path):
        edge = round(8 / 25.4 * 60)
        inside = page[edge:-edge, edge:-edge]
        assert inside.min() < 128
        page[edge:-edge, edge:-edge] = 255
        assert page.min() > 250


def drawn(raw: bytes, folder: Path) -> list[Any]:
    """The pages as grey pictures at 60 dots an inch, drawn by Poppler."""
    if shutil.which("pdftoppm") is None:
        if os.environ.get("HEADWAY_REQUIRE_BROWSER") == "1":
            pytest.fail("HEADWAY_REQUIRE_BROWSER is 1, but pdftoppm is not on this machine")
        pytest.skip("no pdftoppm on this machine")
    (folder / "a.pdf").write_bytes(raw)
    subprocess.run(["pdftoppm", "-gray", "-r", "60", "a.pdf", "page"], cwd=folder, check=True)
    return [np.array(Image.open(page)) for page in sorted(folder.glob("page*.pgm"))]


def tags(element: Any) -> list[Any]:
    """Every element of the tree of tags."""
    below = element.get("/K", ()) if hasattr(element, "get") else ()
    children = below if isinstance(below, list) else [below]
    found = [child.get_object() for child in children if hasattr(child, "get_object")]
    nested = [each for each in found if hasattr(each, "get")]
    return nested + [deep for each in nested for deep in tags(each)]
