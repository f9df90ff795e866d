"""A result file comes back as it went out, and a bad one is refused in one sentence."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Attempt, AttemptHead
from assessment.background import PathAnswer, ToolUse
from assessment.content.items import BestAndWorst, ChosenOption, DontKnow, TypedNumber
from assessment.decisions import Pace, StepDecision
from assessment.errors import ContentError
from assessment.result_file import (
    DEEPEST,
    LARGEST_FILE,
    MOST_PARTS,
    ResultFile,
    attempt_in,
    read,
    result_file,
    write,
)

NOW = datetime(2026, 11, 23, 12, 30, 15, 123456, tzinfo=UTC)
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
ANSWERS = st.one_of(
    st.builds(DontKnow),
    st.builds(ChosenOption, option=SLUGS),
    st.builds(BestAndWorst, best=SLUGS, worst=SLUGS),
    st.builds(TypedNumber, value=st.floats(allow_nan=False, allow_infinity=False)),
)
DECISIONS = st.builds(
    StepDecision,
    state=st.sampled_from(["accepted", "postponed", "done", "declined", "swapped"]),
    on=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    note=TEXT,
    hours=st.none() | st.floats(0.5, 900),
)
PATHS = st.builds(PathAnswer, option=st.none() | SLUGS, evidence=st.integers(0, 4))
TOOLS = st.builds(ToolUse, level=st.integers(0, 4), products=st.lists(SLUGS, max_size=3).map(tuple))


@st.composite
def attempts(draw: st.DrawFn) -> Attempt:
    """Any attempt that a person may have made."""
    answers = draw(st.dictionaries(SLUGS, ANSWERS, max_size=6))
    return Attempt(
        AttemptHead(
            "a" * 22, "p" * 22, draw(st.integers(0, 2**63 - 1)), "2026.11.0", "d" * 64, NOW
        ),
        3,
        open=True,
        target=draw(SLUGS),
        changed_at=NOW,
        ratings=draw(st.dictionaries(SLUGS, st.none() | st.integers(0, 5), max_size=6)),
        evidence=draw(st.dictionaries(SLUGS, TEXT, max_size=3)),
        answers=answers,
        confidence={item: draw(st.integers(0, 100)) for item in list(answers)[:2]},
        pace=draw(st.none() | st.builds(Pace, hours_per_week=st.floats(0.5, 60), start=st.dates())),
        steps=draw(st.dictionaries(SLUGS, DECISIONS, max_size=3)),
        path=draw(st.dictionaries(SLUGS, PATHS, max_size=3)),
        tools=draw(st.dictionaries(SLUGS, TOOLS, max_size=3)),
        length=draw(st.sampled_from([None, "ratings", "short", "full", "open"])),
        went_on=draw(st.dictionaries(st.sampled_from(["settled", "little"]), SLUGS)),
    )


def sample() -> dict[str, Any]:
    """A small sound file as Python values."""
    head = AttemptHead("a" * 22, "p" * 22, 7, "2026.11.0", "d" * 64, NOW)
    attempt = Attempt(
        head,
        1,
        open=True,
        target="head-of-ecommerce",
        changed_at=NOW,
        ratings={"search-content": 3},
        answers={"search-content-01": ChosenOption(option="a")},
    )
    value: dict[str, Any] = json.loads(write(result_file(attempt, "Ada")))
    return value


@settings(max_examples=60, deadline=None)
@given(attempts(), TEXT)
def test_what_goes_out_comes_back(attempt: Attempt, name: str) -> None:
    """Writing, reading and writing again gives the same bytes and the same answers."""
    raw = write(result_file(attempt, name))
    back = read(raw)

    assert write(back) == raw
    given = {(kind, subject): value for kind, subject, value in back.entries()}
    assert {s: v for (k, s), v in given.items() if k == "rating"} == attempt.ratings
    assert {s: v for (k, s), v in given.items() if k == "answer"} == attempt.answers
    assert [s for (k, s) in given if k == "answer"] == list(attempt.answers)
    assert {s: v for (k, s), v in given.items() if k == "confidence"} == attempt.confidence
    assert given.get(("length", "")) == attempt.length
    assert {s: v for (k, s), v in given.items() if k == "went-on"} == attempt.went_on
    assert (attempt_in(back).length, attempt_in(back).went_on) == (attempt.length, attempt.went_on)


def test_a_file_from_before_lengths_keeps_its_bytes() -> None:
    """Read and written again it is the same, so that importing it twice still adds nothing."""
    raw = write(result_file(attempt_in(ResultFile.model_validate_json(json.dumps(sample()))), ""))

    assert b"length" not in raw
    assert b"went_on" not in raw
    assert write(read(raw)) == raw


BROKEN = {
    "no JSON": (b"{", "not valid JSON"),
    "cut off": (json.dumps(sample()).encode()[:-40], "not valid JSON"),
    "not text": (b"\xff\xfe\x00", "not UTF-8"),
    "a list": (b"[1]", "holds no result"),
    "too large": (b" " * (LARGEST_FILE + 1), "bytes"),
    "too deep": (b"[" * (DEEPEST + 1), "nested too deeply"),
    "very deep": (b"[" * 200_000, "nested too deeply"),
    "many quotes": (b'"\\"' * 200_000, "not valid JSON"),
    "too many parts": (b"[" + b"1," * MOST_PARTS + b"1]", "too many values"),
    "NaN": (json.dumps({**sample(), "seed": float("nan")}).encode(), "NaN"),
    "a long number": (b'{"seed": ' + b"9" * 5000 + b"}", "too many digits"),
    "a key twice": (b'{"seed": 1, "seed": 2}', "twice"),
    "a rating of 6": (json.dumps({**sample(), "ratings": {"seo": 6}}).encode(), "ratings.seo"),
    "a rating of true": (json.dumps({**sample(), "ratings": {"seo": True}}).encode(), "ratings"),
    "a number as text": (json.dumps({**sample(), "seed": "7"}).encode(), "seed"),
    "no such length": (json.dumps({**sample(), "length": "endless"}).encode(), "length"),
    "no such rule": (json.dumps({**sample(), "went_on": {"bored": "a"}}).encode(), "went_on"),
    "an unknown field": (json.dumps({**sample(), "level": 4}).encode(), "'level' is not a field"),
    "another format": (json.dumps({**sample(), "format": "survey"}).encode(), "headway-result"),
    "a newer schema": (json.dumps({**sample(), "schema_version": 2}).encode(), "schema_version"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_bad_file_is_refused_in_words(fault: str) -> None:
    """Whatever is wrong, the message names it and nothing else is raised."""
    raw, said = BROKEN[fault]

    with pytest.raises(ContentError) as caught:
        read(raw)

    assert said in str(caught.value)
    assert all(problem.fix for problem in caught.value.problems)


ITEM = "search-content-01"
WORDS: dict[str, tuple[dict[str, Any], str, str]] = {
    "an object for a list": ({"answers": {}}, "answers", "square brackets"),
    "a list for an object": ({"ratings": []}, "ratings", "curly brackets"),
    "a number for a text": ({"name": 3}, "name", "Write one text, in quotes."),
    "a day for a moment": ({"created_at": "2026-11-23"}, "created_at", "2026-11-23T12:30:15Z"),
    "no zone": ({"changed_at": "2026-11-23T12:30:15"}, "changed_at", "2026-11-23T12:30:15Z"),
    "a blank in a mark": ({"target": "a b"}, "target", "without spaces"),
    "no answer": ({"answers": [{"item": ITEM}]}, "answers.1.answer", 'Add "answer"'),
    "an answer of no kind": (
        {"answers": [{"item": ITEM, "answer": {}}]},
        "answers.1.answer",
        'Add "kind"',
    ),
    "an unknown kind": (
        {"answers": [{"item": ITEM, "answer": {"kind": "guess"}}]},
        "answers.1.answer.kind",
        "dont-know, option",
    ),
    "a number for an option": (
        {"answers": [{"item": ITEM, "answer": {"kind": "option", "option": 3}}]},
        "answers.1.answer.option",
        "Write one text, in quotes.",
    ),
    "a rating that is a word": ({"ratings": {"seo": "often"}}, "ratings.seo", "does-not-apply"),
    "a blank in a key": ({"ratings": {"s e o": 3}}, "ratings.s e o", "hyphens"),
    "a newer layout": ({"schema_version": 2}, "schema_version", "2 is not one of 1."),
}


@pytest.mark.parametrize("fault", WORDS)
def test_a_fault_is_worded_for_json(fault: str) -> None:
    """The place is that of the file, and the fix is how JSON writes it, never how YAML does."""
    change, place, said = WORDS[fault]

    with pytest.raises(ContentError) as caught:
        read(json.dumps({**sample(), **change}).encode())

    assert {problem.where for problem in caught.value.problems} == {place}
    assert said in str(caught.value)
    assert not any(yaml in str(caught.value) for yaml in ("dash", "per line", "`"))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=6), st.integers(0, 600), st.integers(0, 30))
def test_no_mutant_gets_through_as_something_else(insert: bytes, at: int, cut: int) -> None:
    """A file with bytes replaced is read or refused, and never fails in another way."""
    raw = json.dumps(sample()).encode()
    mutant = raw[:at] + insert + raw[at + cut :]

    try:
        file = read(mutant)
    except ContentError:
        return
    assert read(write(file)) == file


def test_the_published_schema_is_that_of_the_reader() -> None:
    """The schema in ``docs`` is what files are read with."""
    published = Path(__file__).parents[1] / "docs" / "result-file.schema.json"

    assert json.loads(published.read_text("utf-8")) == ResultFile.model_json_schema()
