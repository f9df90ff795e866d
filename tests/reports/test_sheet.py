"""The guide on paper: one page whatever it says, all of it there, and nothing of it read."""

import io
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from assessment.charts import agenda
from assessment.errors import AssessmentError
from assessment.guide import LENGTHS, Guide, Length
from assessment.reports.sheet import sheet
from tests.examples import SUB_SKILLS, asks, attempt, changed, role_that_asks
from tests.guides import Made, guides, made, shipped_guide
from tests.reports.examples import DAY, HOSTILE
from tests.reports.test_pdf import drawn, root, squeezed, tags

NAMES = st.one_of(st.text(max_size=200), st.sampled_from(["W" * 200, "Ab " * 66, "A\u0301" * 100]))
PRINTED = {kind: words for kind, words in HOSTILE.items() if kind != "wide formula"}
LONG_WORD, LONG_NOTE = "W" * 1000, "Saw it in two reviews, and again in June. " * 24


def pages(raw: bytes) -> int:
    """Number of pages."""
    return len(PdfReader(io.BytesIO(raw)).pages)


def text(raw: bytes) -> str:
    """All text, without the spaces that depend on where a line ends."""
    found = "".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages)
    return squeezed(found.replace("\u200b", ""))


@cache
def longest(length: Length) -> tuple[Guide, bytes]:
    """A guide on shipped content with every note as long as can be."""
    subs = shipped_guide(2, length)[2]
    notes = {each.sub_skill.id: LONG_WORD if at % 2 else LONG_NOTE for at, each in enumerate(subs)}
    talk = shipped_guide(2, length, notes)[0]
    return talk, sheet(talk, DAY, "W" * 200, "Ab " * 66)


@settings(max_examples=20, deadline=None)
@given(guides(), NAMES, NAMES)
def test_it_is_one_page(found: Made, mentor: str, mentee: str) -> None:
    """Whatever was rated, seen, noted and asked, at any length, whatever people are called."""
    assert pages(sheet(found[0], DAY, mentor, mentee)) == 1


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("seed", range(4))
def test_it_is_one_page_of_what_we_ship(seed: int, length: Length) -> None:
    """With the anchors, questions and steps that come with the product."""
    assert pages(sheet(shipped_guide(seed, length)[0], DAY)) == 1


@pytest.mark.parametrize("length", LENGTHS)
def test_long_words_leave_it_one_page(length: Length, tmp_path: Path) -> None:
    """The longest names and notes are cut; none of them runs towards the edge of the paper."""
    raw = longest(length)[1]

    assert pages(raw) == 1
    (page,) = drawn(raw, tmp_path)
    edge = round(8 / 25.4 * 60)
    page[edge:-edge, edge:-edge] = 255
    assert page.min() > 250


@pytest.mark.parametrize("length", LENGTHS)
def test_everything_of_the_guide_is_on_paper(length: Length) -> None:
    """Why, every section with its minutes, every line, and room for what is agreed."""
    talk = shipped_guide(3, length)[0]
    found = text(sheet(talk, DAY, "Grace", "Ada"))

    assert squeezed(agenda.sentence(talk)) in found
    for section in agenda.sections(talk):
        assert squeezed(f"{section.minutes} min") in found
        assert squeezed(section.title) in found
        for line in section.lines:
            assert squeezed(f"{line.lead}: {line.text}") in found
    for topic in talk.topics:
        assert squeezed(f"{topic.sub_skill.name}, agreed level:") in found
    assert squeezed("Mentee: Ada · Mentor: Grace · 25 November 2026") in found
    assert squeezed("What we agreed") in found
    assert squeezed("Next meeting:") in found


@pytest.mark.parametrize("words", PRINTED.values(), ids=PRINTED)
def test_hostile_text_is_printed_as_typed(words: str) -> None:
    """Names, role and notes are read back letter for letter, and nothing else happened."""
    role = role_that_asks(asks("pricing", 4), asks("returns", 1))
    role = role.model_copy(update={"name": words[:60]})
    talk = made(
        attempt({"pricing": 5, "returns": 4}),
        {"pricing": 1},
        role,
        60,
        dict.fromkeys(SUB_SKILLS, words),
    )[0]
    raw = sheet(talk, DAY, words[:60], words[:60])

    assert text(raw).startswith(squeezed(f"Mentee: {words[:60]} · Mentor: {words[:60]}"))
    assert squeezed(f"60 minutes towards {words[:60]}") in text(raw)
    assert squeezed(f"Noted: {words}") in text(raw)
    assert squeezed(f'Noted: "{words}"') in text(raw)
    assert pages(raw) == 1
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root(raw))
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(root(raw).get("/Names", {}))
    assert not [page for page in PdfReader(io.BytesIO(raw)).pages if page.get("/Annots")]


def test_a_screen_reader_finds_its_way() -> None:
    """Tagged, in English, with a title, as PDF/UA-1; sections are headings."""
    raw = longest(60)[1]
    catalogue = root(raw)
    kinds = [tag.get("/S") for tag in tags(catalogue["/StructTreeRoot"])]

    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    assert "60 minutes towards" in str(PdfReader(io.BytesIO(raw)).metadata.title)
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == len(agenda.sections(longest(60)[0])) + 1


def test_what_is_cut_shows() -> None:
    """A cut note or name ends in three dots, and the questions below it stand whole."""
    talk, raw = longest(60)
    noted = [topic for topic in talk.topics if topic.note]

    assert noted
    assert LONG_WORD not in text(raw)
    assert "W..." in text(raw)
    assert f"Mentor: {'W' * 57}... ·".replace(" ", "") in text(raw)
    for topic in talk.topics:
        assert squeezed(topic.sub_skill.mentor_question) in text(raw)


def test_a_short_note_is_not_cut() -> None:
    """As long as there is room for it."""
    role = role_that_asks(asks("pricing", 4))
    note = "Saw it twice, in May and in June."
    talk = made(attempt({"pricing": 5}), {"pricing": 1}, role, 45, {"pricing": note})[0]

    assert squeezed(f"Noted: {note}") in text(sheet(talk, DAY))


def test_the_same_guide_gives_the_same_bytes() -> None:
    """Neither clock nor chance is in it; the day is."""
    talk, raw = longest(45)

    assert sheet(talk, DAY, "W" * 200, "Ab " * 66) == raw
    assert sheet(talk, DAY.replace(day=1), "W" * 200, "Ab " * 66) != raw


def test_a_name_without_glyphs_still_prints_and_says_so() -> None:
    """What no font of ours has becomes a box, on one page, tagged all the same."""
    raw = sheet(shipped_guide(0, 60)[0], DAY, "漢字", "Ada")

    assert "showasboxes" in text(raw)
    assert pages(raw) == 1
    assert root(raw)["/MarkInfo"]["/Marked"]


def test_what_no_page_holds_is_refused_in_a_sentence() -> None:
    """Content too long for the smallest letters is neither cut in silence nor on a second page."""
    bank = changed("pricing", mentor_question="What is it? " * 2000)
    role = bank.content.roles[0].model_copy(update={"requirements": (asks("pricing", 4),)})
    talk = made(attempt({"pricing": 2}), {}, role, 45, {}, bank)[0]

    with pytest.raises(AssessmentError, match=r"^The PDF cannot be set; the same guide stands"):
        sheet(talk, DAY)
