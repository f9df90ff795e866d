"""Files between mentee and mentor: what goes out is chosen, what comes in is whole or refused."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.agreements import Action, AgreedLevel
from assessment.attempts import EVIDENCE_LIMIT, Attempt, Rating
from assessment.background import ToolUse
from assessment.decisions import StepDecision
from assessment.errors import AssessmentError, ContentError
from assessment.packs import (
    Agreement,
    Contents,
    Pack,
    agreement,
    blind,
    mark_of,
    pack,
    read_agreement,
    read_pack,
    shared,
    write_file,
)
from assessment.result_file import LARGEST_FILE, read, result_file, write
from assessment.reviews import Review, ReviewHead
from tests.examples import NOW, SUB_SKILLS, attempt, attempts, miniature

CONTENT = miniature().content
ALL = Contents(evidence=True, answers=True, experience=True)
NOTHING = Contents(evidence=False, answers=False, experience=False)
HEAD = ReviewHead("r" * 22, "a" * 22, "m" * 22, NOW)
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Zs")), min_size=1, max_size=40
)
CHOICES = st.builds(
    Contents, evidence=st.booleans(), answers=st.booleans(), experience=st.booleans()
)
DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2030, 1, 1))
LEVELS = st.sampled_from([None, 0, 1, 2, 3, 4, 5])


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    """Reviews that are no longer blind, with anything agreed."""
    subs = st.sampled_from(SUB_SKILLS)
    seen: dict[str, Rating] = draw(st.dictionaries(subs, LEVELS))
    agreed = draw(
        st.dictionaries(subs, st.builds(AgreedLevel, level=st.integers(0, 5), note=WORDS))
    )
    action = st.builds(
        Action,
        what=WORDS,
        owner=st.sampled_from(["mentee", "mentor"]),
        by=DAYS,
        proof=WORDS,
    )
    return Review(
        head=HEAD,
        mentor=draw(WORDS),
        rev=9,
        changed_at=NOW + timedelta(hours=draw(st.integers(0, 1000))),
        seen=seen,
        notes=draw(st.dictionaries(subs, WORDS)),
        opened_at=NOW,
        agreed=agreed,
        actions=draw(st.dictionaries(st.sampled_from(["1", "2", "3"]), action)),
        meeting=draw(st.none() | DAYS),
    )


def told() -> Attempt:
    """An attempt with something of everything."""
    return replace(
        attempt({"pricing": 4}, {}, {}),
        evidence={"pricing": "Led a move."},
        steps={"step-1": StepDecision(state="done", on=date(2026, 11, 1), note="A file.")},
        tools={"analytics": ToolUse(level=2)},
    )


@settings(max_examples=60, deadline=None)
@given(attempts(), WORDS, CHOICES)
def test_a_pack_comes_in_as_it_went_out(done: Attempt, name: str, contents: Contents) -> None:
    """Writing and reading a pack is the identity, and so is doing it once more."""
    made = pack(CONTENT, done, contents, name)
    raw = write_file(made)

    assert read_pack(CONTENT, raw) == made
    assert write_file(read_pack(CONTENT, raw)) == raw


@settings(max_examples=60, deadline=None)
@given(reviews())
def test_an_agreement_comes_in_as_it_went_out(review: Review) -> None:
    """Writing and reading an agreement is the identity, and holds all that the review holds."""
    made = agreement(CONTENT, review, "s")
    again = read_agreement(CONTENT, write_file(made))

    assert again == made
    assert (again.actions, again.agreed, again.meeting) == (
        review.actions,
        review.agreed,
        review.meeting,
    )
    assert len(list(again.entries())) == (
        len(review.seen)
        + len(review.notes)
        + len(review.agreed)
        + len(review.actions)
        + (review.meeting is not None)
        + 2
    )


def test_a_pack_holds_what_was_chosen() -> None:
    """Nothing that the mentee left out is anywhere in the file."""
    whole = write_file(pack(CONTENT, told(), ALL, "Ada")).decode()
    bare = write_file(pack(CONTENT, told(), NOTHING, "")).decode()

    for secret in ("Led a move.", "A file.", "analytics", "Ada"):
        assert secret in whole
        assert secret not in bare
    assert json.loads(bare)["result"]["ratings"] == {"pricing": 4}


def test_a_pack_names_no_record() -> None:
    """Who holds a pack learns no id of the mentee's database, and the marks stay the same."""
    made = pack(CONTENT, told(), ALL, "")

    assert made.subject == mark_of("attempt", told().head.id) != told().head.id
    assert mark_of("attempt", "x") != mark_of("person", "x")


def test_shared_again_is_no_more() -> None:
    """Taking out what is not shared twice takes out no more than once."""
    once = shared(told(), NOTHING)

    assert shared(once, NOTHING) == once
    assert shared(told(), ALL) == told()


def test_blind_is_without_a_result() -> None:
    """A blind mentor gets evidence and nothing that a level follows from."""
    seen = blind(told())

    assert (seen.ratings, seen.answers, seen.steps, seen.tools) == ({}, {}, {}, {})
    assert seen.evidence == told().evidence


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (("subject",), "somebody-else"),
        (("result", "ratings", "pricing"), 5),
        (("result", "name"), "Eve"),
        (("contents", "answers"), False),
        (("checksum",), "0" * 64),
    ],
)
def test_a_pack_edited_by_hand_is_found_out(at: tuple[str, ...], value: object) -> None:
    """Any change after Headway wrote it is a clear refusal."""
    held = json.loads(write_file(pack(CONTENT, told(), ALL, "Ada")))
    *path, last = at
    part = held
    for key in path:
        part = part[key]
    part[last] = value

    with pytest.raises(AssessmentError, match="was changed after Headway wrote it"):
        read_pack(CONTENT, json.dumps(held).encode())


def test_another_version_of_the_content_is_named() -> None:
    """Ratings on other anchors are not compared; both versions are said."""
    other = pack(CONTENT, told(), ALL, "Ada")
    newer = CONTENT.framework.model_copy(update={"version": "2031.1.0"})
    with pytest.raises(AssessmentError, match=r"this copy has version 2031\.1\.0"):
        read_pack(CONTENT.model_copy(update={"framework": newer}), write_file(other))


def test_a_truncated_pack_is_named() -> None:
    """Cut anywhere, a pack is refused in a sentence."""
    raw = write_file(pack(CONTENT, told(), ALL, "Ada"))
    for end in range(0, len(raw) - 2, 97):
        with pytest.raises(AssessmentError, match=r"problem|not valid|nothing"):
            read_pack(CONTENT, raw[:end])


def test_a_huge_pack_is_refused_by_its_size() -> None:
    """Beyond the limit nothing is parsed."""
    with pytest.raises(ContentError, match="are the limit"):
        read_pack(CONTENT, b" " * (LARGEST_FILE + 1))


def test_another_of_our_files_is_called_by_its_name() -> None:
    """A result file where a pack belongs, and the other way round, is said so."""
    result = write(result_file(told(), "Ada"))
    packed = write_file(pack(CONTENT, told(), ALL, "Ada"))

    with pytest.raises(ContentError, match="This is a result file; a pack for a mentor is wanted"):
        read_pack(CONTENT, result)
    with pytest.raises(ContentError, match="This is a pack for a mentor; a result file is wanted"):
        read(packed)
    with pytest.raises(ContentError, match="an agreement is wanted"):
        read_agreement(CONTENT, packed)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("evidence", {"pricing": "x" * (EVIDENCE_LIMIT + 1)}),
        ("ratings", {"pricing": 9}),
        ("ratings", {"../pricing": 3}),
        ("answers", [{"item": "pricing-01", "answer": {"given": "<script>"}}]),
    ],
)
def test_a_hostile_pack_is_refused_by_its_form(name: str, value: object) -> None:
    """What no attempt may hold is named before anything is taken in."""
    held = json.loads(write_file(pack(CONTENT, told(), ALL, "Ada")))
    held["result"][name] = value

    with pytest.raises(ContentError):
        read_pack(CONTENT, json.dumps(held).encode())


def test_a_blind_review_makes_no_agreement() -> None:
    """Before the mentor's own ratings are done there is nothing to give."""
    with pytest.raises(AssessmentError, match="own ratings first"):
        agreement(CONTENT, Review(HEAD, "Mira", 0, NOW), "s")


def test_more_than_three_actions_are_refused() -> None:
    """An agreement that somebody blew up holds too many actions to be one."""
    review = Review(HEAD, "Mira", 1, NOW, opened_at=NOW)
    held = json.loads(write_file(agreement(CONTENT, review, "s")))
    one = {"what": "Ask", "step": "", "owner": "mentee", "by": "2026-12-01", "proof": ""}
    held["actions"] = {str(number): one for number in range(1, 5)}

    with pytest.raises(ContentError):
        read_agreement(CONTENT, json.dumps(held).encode())


def test_files_are_what_they_say() -> None:
    """The two formats name themselves and their version."""
    made = pack(CONTENT, told(), ALL, "")
    assert isinstance(made, Pack)
    assert (made.format, made.schema_version) == ("headway-pack", 1)
    assert Agreement.model_fields["format"].default == "headway-agreement"
