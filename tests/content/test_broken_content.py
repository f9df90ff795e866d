"""Every way to break the content is told completely: what, where, and what to do about it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.cli import main
from assessment.content import checks, explaining, loading
from assessment.content.model import Content
from assessment.content.reading import LARGEST_FILE, read_sheet
from assessment.errors import ContentError, Problem
from tests.examples import SOUND

BROKEN = SOUND.parent
FAULTS = sorted(path for path in BROKEN.iterdir() if path.is_dir() and path != SOUND)
ABOUT_A_FAULT = {"expected.txt", "without.txt"}
FILES = sorted(path.relative_to(SOUND).as_posix() for path in SOUND.rglob("*.yaml"))


@pytest.fixture(autouse=True, scope="module")
def _few_items() -> Iterator[None]:
    """The miniature has few items, and that is not its fault."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, "FEWEST_ITEMS", 1)
        yield


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the miniature; who changes a file puts it back."""
    return Path(shutil.copytree(SOUND, tmp_path_factory.mktemp("workbench") / "data"))


def laid_over(fault: Path, folder: Path) -> Path:
    """The miniature with the files of ``fault`` in place of its own, and without some of them."""
    shutil.copytree(SOUND, folder)
    without = fault / "without.txt"
    for name in without.read_text("utf-8").split() if without.exists() else ():
        gone = folder / name
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    shutil.copytree(
        fault, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*ABOUT_A_FAULT)
    )
    return folder


def faults_of(workbench: Path, file: str, raw: bytes) -> tuple[Problem, ...]:
    """What is wrong with the miniature if one of its files holds ``raw``."""
    path = workbench / file
    sound = path.read_bytes()
    path.write_bytes(raw)
    try:
        loading.load(workbench)
    except ContentError as caught:
        return caught.problems
    else:
        return ()
    finally:
        path.write_bytes(sound)


def test_the_miniature_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    """What the faults are laid over has none itself."""
    assert main(["check", str(SOUND)]) == 0
    assert "is sound" in capsys.readouterr().out


@pytest.mark.parametrize("fault", FAULTS, ids=lambda path: path.name)
def test_a_fault_is_told_in_full(
    fault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The check prints every fault with file, line, place and fix, and nothing besides."""
    folder = laid_over(fault, tmp_path / "data")

    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().err == (fault / "expected.txt").read_text("utf-8")


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder misspelt on the command line is one fault, not one for each file missed in it."""
    assert main(["check", str(tmp_path / "date")]) == 1
    told = capsys.readouterr().err.replace(str(tmp_path), "...")
    assert told == (
        "1 problem in date/\n\n"
        ".../date\n  There is no such folder.\n  Fix: Check how it is spelt.\n"
    )


def test_the_current_folder_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Checked from inside, the folder is called what it is called from outside."""
    fault = BROKEN / "repeated-key"
    monkeypatch.chdir(laid_over(fault, tmp_path / "data"))

    assert main(["check", "."]) == 1
    assert capsys.readouterr().err == (fault / "expected.txt").read_text("utf-8")


def test_a_file_that_is_too_large_is_not_read(workbench: Path) -> None:
    """One byte above the limit is refused by size alone; at the limit the file is read."""
    comment = (workbench / FILES[0]).read_bytes() + b"#"
    at_limit = comment.ljust(LARGEST_FILE, b"#")

    assert faults_of(workbench, FILES[0], at_limit) == ()
    (fault,) = faults_of(workbench, FILES[0], at_limit + b"#")
    assert (fault.line, fault.message) == (
        0,
        "The file has 262,145 bytes; 262,144 are the limit.",
    )


def test_a_text_that_is_too_long_is_told_with_its_length(workbench: Path) -> None:
    """Neither the text nor a library's word for it is in the message."""
    file = "skills/trading/skill.yaml"
    raw = (SOUND / file).read_text("utf-8").replace("Selling goods", "s" * 2000)
    (fault,) = faults_of(workbench, file, raw.encode())

    assert (fault.line, fault.message) == (3, "The text has 2,013 characters; 2,000 fit.")


def test_quoted_text_is_cut_short(workbench: Path) -> None:
    """A message quotes no more of a long value than it takes to find it."""
    file = "skills/trading/skill.yaml"
    raw = (SOUND / file).read_text("utf-8").replace("order: 1", f'order: "{"x" * 99}"')
    (fault,) = faults_of(workbench, file, raw.encode())

    assert fault.message == f"'{'x' * 40}...' is not a whole number."


def test_every_form_that_text_must_have_is_put_in_words() -> None:
    """No author is shown a regular expression."""
    schema = json.dumps(Content.model_json_schema(ref_template="{model}"))
    patterns = {
        node["pattern"]
        for node in _nodes(json.loads(schema))
        if isinstance(node.get("pattern"), str)
    }

    assert patterns <= set(explaining._FORMS)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of the miniature after a few slips of the hand: lines and bytes gone, twice, moved."""
    file = draw(st.sampled_from(FILES))
    lines = (SOUND / file).read_bytes().splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 3))):
        at, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(["delete", "repeat", "replace", "indent", "byte"])):
            case "delete" if len(lines) > 1:
                del lines[at]
            case "repeat":
                lines.insert(other, lines[at])
            case "replace":
                lines[at] = lines[other]
            case "indent":
                lines[at] = b" " * draw(st.integers(0, 8)) + lines[at].lstrip(b" ")
            case _:
                cut = draw(st.integers(0, len(lines[at])))
                new = draw(st.sampled_from(list(b"\"'#:-[]{},&*!|>%@\\\t\n 019-\x00\xff\xc3")))
                kept = draw(st.integers(cut, min(cut + 1, len(lines[at]))))
                lines[at] = lines[at][:cut] + bytes([new]) + lines[at][kept:]
    return file, b"".join(lines)


@settings(max_examples=200, deadline=None)
@given(damaged())
def test_a_damaged_file_is_told_or_harmless(workbench: Path, slip: tuple[str, bytes]) -> None:
    """Whatever slips, the content loads or its faults are told: never anything else."""
    file, raw = slip
    for fault in faults_of(workbench, file, raw):
        assert fault.message
        assert fault.fix
        assert 0 <= fault.line <= raw.count(b"\n") + 2 or not fault.file.endswith(file)


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    """Every mapping in a document."""
    if isinstance(value, dict):
        yield value
    for part in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _nodes(part)


def _places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Path of every value inside a document."""
    if path:
        yield path
    parts = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, part in parts:
        yield from _places(part, (*path, key))


VALUES = {file: read_sheet((SOUND / file).read_bytes(), file).value for file in FILES}
PLACES = [(file, path) for file in FILES for path in _places(VALUES[file])]


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(PLACES),
    st.sampled_from(
        [None, True, -1, 0, 7, 2.5, 1e30, "", "x", "\u00e9" * 2001, [], ["x"] * 9, {}, {"x": 1}]
    ),
)
def test_any_value_in_any_place_is_told_in_our_words(
    workbench: Path, place: tuple[str, tuple[str | int, ...]], value: object
) -> None:
    """A value of the wrong kind is told as what it is; no library speaks, no catch-all steps in."""
    file, path = place
    document = json.loads(json.dumps(VALUES[file]))
    around = document
    for part in path[:-1]:
        around = around[part]
    around[path[-1]] = value
    told = faults_of(workbench, file, json.dumps(document).encode())

    assert not [fault for fault in told if "should" in fault.message]
    assert not [fault for fault in told if fault.fix == explaining._UNKNOWN[1]]
