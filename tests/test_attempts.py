"""An attempt is its log, replayed: the newest entry counts, nothing else is remembered."""

import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.attempts import DOES_NOT_APPLY, Entry, Kind, decode, encode, personal_text, replay
from assessment.content.items import BestAndWorst, ChosenOption, DontKnow, TypedNumber
from assessment.errors import AssessmentError
from tests.examples import NOW, attempt

HEAD = attempt().head
slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)
numbers = st.floats(allow_nan=False, allow_infinity=False)
VALUES = {
    "rating": st.sampled_from([0, 1, 2, 3, 4, 5, DOES_NOT_APPLY]),
    "evidence": st.text(),
    "answer": st.one_of(
        st.just(DontKnow()),
        st.builds(ChosenOption, option=slugs),
        st.builds(BestAndWorst, best=slugs, worst=slugs),
        st.builds(TypedNumber, value=numbers),
    ),
    "confidence": st.integers(0, 100),
    "place": st.text(),
    "target": slugs,
    "length": st.sampled_from(["ratings", "short", "full", "open"]),
    "went-on": slugs,
}


def entries(*given: tuple[Kind, str, object]) -> list[Entry]:
    """A log of these, a minute apart."""
    return [
        Entry(kind, subject, encode(kind, value), rev, "page", NOW + timedelta(minutes=rev))
        for rev, (kind, subject, value) in enumerate(given, 1)
    ]


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_what_is_stored_comes_back(kind: Kind, data: st.DataObject) -> None:
    """Every value of every kind survives the log unchanged."""
    value = data.draw(VALUES[kind])
    stored = encode(kind, value)

    assert stored is not None
    assert decode(kind, stored) == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("rating", 6),
        ("rating", -1),
        ("rating", 2.5),
        ("rating", "3"),
        ("evidence", 3),
        ("answer", "a"),
        ("answer", {"kind": "guess"}),
        ("confidence", "60"),
        ("confidence", 60.5),
        ("length", "endless"),
        ("length", 24),
        ("went-on", ""),
    ],
)
def test_what_cannot_be_is_not_stored(kind: Kind, value: object) -> None:
    """Outside the scale, of another type or of no known kind: refused before it is written."""
    with pytest.raises(AssessmentError, match=kind):
        encode(kind, value)


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        ("rating", "7"),
        ("rating", '"often"'),
        ("answer", "{}"),
        ("answer", "{"),
        ("confidence", "x"),
    ],
)
def test_a_damaged_entry_is_said_to_be_damaged(kind: Kind, stored: str) -> None:
    """Never a guess at what it meant, and never what a library says of it."""
    with pytest.raises(AssessmentError, match="damaged"):
        decode(kind, stored)


def test_the_newest_entry_counts_by_hand() -> None:
    """A rating changed, one taken back and one that does not apply."""
    log = entries(
        ("rating", "pricing", 2),
        ("rating", "returns", 1),
        ("rating", "pricing", 4),
        ("rating", "coaching", DOES_NOT_APPLY),
        ("target", "", "analyst"),
        ("place", "", "leading"),
    )
    log.append(Entry("rating", "returns", None, 7, "page", NOW + timedelta(minutes=7)))
    stands = replay(HEAD, "head", log, is_open=True)

    assert stands.ratings == {"pricing": 4, "coaching": DOES_NOT_APPLY}
    assert (stands.target, stands.place, stands.rev) == ("analyst", "leading", 7)
    assert stands.changed_at == NOW + timedelta(minutes=7)


def test_only_what_is_evidence_counts_as_answering() -> None:
    """Looking at a question or deciding about the plan makes no answer any newer."""
    log = entries(
        ("rating", "pricing", 2),
        ("answer", "pricing-01", DontKnow()),
        ("confidence", "pricing-01", 50),
        ("length", "", "full"),
        ("place", "", "leading"),
    )

    assert replay(HEAD, "head", log, is_open=True).answered_at == NOW + timedelta(minutes=2)
    assert replay(HEAD, "head", log[3:], is_open=True).answered_at is None


def test_a_log_from_before_lengths_has_none() -> None:
    """Nobody is taken to have chosen what they were never asked; what was chosen last counts."""
    before = entries(("rating", "pricing", 2))
    after = [*before, *entries(("length", "", "ratings"), ("length", "", "short"))]

    assert replay(HEAD, "head", before, is_open=True).length is None
    assert replay(HEAD, "head", before, is_open=True).went_on == {}
    assert replay(HEAD, "head", after, is_open=True).length == "short"


def test_an_empty_log_is_the_beginning() -> None:
    """Nothing done: the target chosen at the start, the time of the start."""
    stands = replay(HEAD, "head", [], is_open=False)

    assert (stands.target, stands.rev, stands.changed_at) == ("head", 0, HEAD.created_at)
    assert not any((stands.open, stands.ratings, stands.answers, stands.place))


def test_answers_keep_the_order_in_which_they_were_first_given() -> None:
    """Changing an answer, or taking it back and giving it again, does not move the question."""
    log = entries(
        ("answer", "a", DontKnow()),
        ("answer", "b", DontKnow()),
        ("answer", "a", None),
        ("answer", "b", TypedNumber(value=3)),
        ("answer", "a", DontKnow()),
    )

    assert list(replay(HEAD, "head", log, is_open=True).answers) == ["a", "b"]
    assert list(replay(HEAD, "head", log[:4], is_open=True).answers) == ["b"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["pricing", "returns"]), st.sampled_from([0, 3, None])),
        max_size=8,
    )
)
def test_only_the_last_on_each_subject_counts(given: list[tuple[str, int | None]]) -> None:
    """However often a mind is changed, the attempt is that of the last words alone."""
    long = replay(
        HEAD, "head", entries(*(("rating", sub, value) for sub, value in given)), is_open=True
    )

    assert long.ratings == dict(given)
    assert long.rev == len(given)


@given(st.text())
def test_kept_text_has_nothing_hidden(text: str) -> None:
    """What is kept has no control, invisible or direction marks, one line, and stays as it is."""
    try:
        kept = personal_text(text, 50, "The name")
    except AssessmentError:
        return

    assert len(kept) <= 50
    assert not [c for c in kept if unicodedata.category(c) in {"Cc", "Cs"}]
    assert not set(kept) & set("\u200b\ufeff\u202a\u202e\u2066\u2069")
    assert kept == kept.strip()
    assert personal_text(kept, 50, "The name") == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada \n Lovelace\t", "Ada Lovelace"),
        ("Zoë \u202egnirob", "Zoë gnirob"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("=1+1", "=1+1"),
        ("", ""),
    ],
)
def test_kept_text_by_hand(typed: str, kept: str) -> None:
    """Line ends become spaces, direction marks go, and whatever looks like code is just text."""
    assert personal_text(typed, 50, "The name") == kept


def test_text_that_does_not_fit_is_refused_with_both_numbers() -> None:
    """The message names what, how long it is, and how much fits; it does not repeat the text."""
    with pytest.raises(
        AssessmentError, match=r"^The note has 1,201 characters; 1,000 fit\."
    ) as told:
        personal_text("x" * 1201, 1000, "The note")
    assert "xxx" not in str(told.value)


def test_a_control_character_is_refused() -> None:
    """What a database may not be able to keep is never half kept."""
    with pytest.raises(AssessmentError, match="cannot be kept"):
        personal_text("A\x00da", 50, "The name")
