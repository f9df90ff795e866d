"""Packs into a mentor's database, agreements into a mentee's: whole, once, and of the right one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event, func, select

from assessment.agreements import Action, AgreedLevel
from assessment.attempts import Attempt
from assessment.content.items import DontKnow
from assessment.errors import AssessmentError
from assessment.packs import Agreement, Contents, Pack, agreement, mark_of, pack
from assessment.reviews import Review, ReviewHead
from assessment.store.policy import Actor
from assessment.store.reviewing import Reviews
from assessment.store.sharing import Shares
from assessment.store.store import Store
from assessment.store.tables import METADATA
from tests.examples import miniature

from .examples import LOCAL, NOW, begun, save

CONTENT = miniature().content
ALL = Contents(evidence=True, answers=True, experience=True)
ACTION = Action(what="Ask two buyers", by=date(2026, 12, 18), proof="Notes")


def packed(store: Store, name: str = "Ada") -> tuple[Attempt, Pack]:
    """An attempt of a new person, and its pack."""
    attempt = begun(store)
    save(store, attempt.head.id, "pricing", 4)
    save(store, attempt.head.id, "pricing", "Led it", kind="evidence")
    save(store, attempt.head.id, "pricing-01", DontKnow(), kind="answer")
    whole = store.attempt(LOCAL, attempt.head.id)
    return whole, pack(CONTENT, whole, ALL, name)


def about(attempt_id: str, **changed: object) -> Agreement:
    """An agreement about an attempt."""
    head = ReviewHead("r" * 22, "x" * 22, "m" * 22, NOW)
    review = Review(
        head=head,
        mentor="Mira",
        rev=5,
        changed_at=NOW,
        seen={"pricing": 3, "returns": None},
        notes={"pricing": "Saw one launch."},
        opened_at=NOW,
        agreed={"pricing": AgreedLevel(level=3)},
        actions={"1": ACTION},
        meeting=date(2027, 1, 8),
    )
    return agreement(CONTENT, replace(review, **changed), mark_of("attempt", attempt_id))  # type: ignore[arg-type]


def counted(engine: Engine) -> dict[str, int]:
    """Rows of every table."""
    with engine.connect() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in METADATA.tables.items()
        }


def test_a_pack_is_taken_in_once(store: Store, engine: Engine) -> None:
    """R6: the mentor has the mentee among those who share; the same pack twice is once."""
    _, made = packed(store)
    shares = Shares(engine)
    mentor = shares.add_mentor(LOCAL, "Mira")
    first = shares.import_pack(LOCAL, made, mentor.id)
    rows = counted(engine)

    assert shares.import_pack(LOCAL, made, mentor.id) == first
    assert counted(engine) == rows
    (mentee,) = shares.shared_with(Actor("person", mentor.id))
    assert (mentee.person.name, mentee.subject, mentee.contents) == ("Ada", made.subject, ALL)


def test_a_newer_pack_of_the_same_person_is_another_attempt_of_theirs(
    store: Store, engine: Engine
) -> None:
    """What was reviewed stays; the newer one stands beside it, under the same person."""
    attempt, made = packed(store)
    shares = Shares(engine)
    mentor = shares.add_mentor(LOCAL, "Mira")
    shares.import_pack(LOCAL, made, mentor.id)
    save(store, attempt.head.id, "returns", 2)
    newer = pack(CONTENT, store.attempt(LOCAL, attempt.head.id), ALL, "Ada")
    shares.import_pack(LOCAL, newer, mentor.id)

    found = shares.shared_with(Actor("person", mentor.id))

    assert len({each.attempt_id for each in found}) == 2
    assert len({each.person.id for each in found}) == 1
    assert len({each.subject for each in found}) == 1


def test_two_mentors_at_one_machine_have_a_pack_each(store: Store, engine: Engine) -> None:
    """A pack that both open is shared with each of them apart."""
    _, made = packed(store)
    shares = Shares(engine)
    mentors = [shares.add_mentor(LOCAL, name) for name in ("Mira", "Noah")]
    taken = {shares.import_pack(LOCAL, made, mentor.id) for mentor in mentors}

    assert len(taken) == 2
    for mentor in mentors:
        assert len(shares.shared_with(Actor("person", mentor.id))) == 1


def test_a_pack_that_fails_half_way_leaves_nothing(store: Store, engine: Engine) -> None:
    """R6: where one row cannot be stored, none is."""
    _, made = packed(store)
    shares = Shares(engine)
    mentor = shares.add_mentor(LOCAL, "Mira")
    before = counted(engine)

    def stop(_connection: object, clause: object, *_rest: object) -> None:
        if "INSERT INTO share" in str(clause):
            raise RuntimeError

    event.listen(engine, "before_execute", stop)
    with pytest.raises(RuntimeError):
        shares.import_pack(LOCAL, made, mentor.id)
    event.remove(engine, "before_execute", stop)

    assert counted(engine) == before


def test_an_agreement_is_taken_in_once(store: Store, engine: Engine) -> None:
    """R6: the mentee has the mentor's ratings, levels and actions; twice is once."""
    attempt, _ = packed(store)
    reviews = Reviews(engine)
    reviews.import_agreement(LOCAL, attempt.head.id, about(attempt.head.id))
    rows = counted(engine)
    reviews.import_agreement(LOCAL, attempt.head.id, about(attempt.head.id))

    assert counted(engine) == rows
    (found,) = reviews.handed_reviews(LOCAL, attempt.head.id)
    assert found.mentor == "Mira"
    assert found.seen == {"pricing": 3, "returns": None}
    assert found.actions == {"1": ACTION}
    assert (found.meeting, found.opened_at) == (date(2027, 1, 8), NOW)


def test_a_newer_agreement_replaces_and_keeps_what_stood(store: Store, engine: Engine) -> None:
    """An action taken out is gone from the plan, and the log still has it."""
    attempt, _ = packed(store)
    reviews = Reviews(engine)
    reviews.import_agreement(LOCAL, attempt.head.id, about(attempt.head.id))
    later = about(
        attempt.head.id,
        actions={"2": ACTION},
        agreed={"pricing": AgreedLevel(level=4, note="Second talk")},
        meeting=None,
        changed_at=NOW + timedelta(days=30),
    )
    reviews.import_agreement(LOCAL, attempt.head.id, later)

    (found,) = reviews.handed_reviews(LOCAL, attempt.head.id)
    assert found.actions == {"2": ACTION}
    assert found.agreed["pricing"].level == 4
    assert found.meeting is None
    assert found.rev > 10


def test_an_older_agreement_changes_nothing(store: Store, engine: Engine) -> None:
    """A file found again after a newer one is refused in a sentence."""
    attempt, _ = packed(store)
    reviews = Reviews(engine)
    newer = about(attempt.head.id, changed_at=NOW + timedelta(days=1))
    reviews.import_agreement(LOCAL, attempt.head.id, newer)
    before = counted(engine)

    with pytest.raises(AssessmentError, match="newer version of this agreement"):
        reviews.import_agreement(LOCAL, attempt.head.id, about(attempt.head.id))

    assert counted(engine) == before


def test_an_agreement_about_another_is_refused(store: Store, engine: Engine) -> None:
    """Somebody else's agreement never reaches a plan."""
    mine, _ = packed(store)
    theirs, _ = packed(store)
    before = counted(engine)

    with pytest.raises(AssessmentError, match="about another result"):
        Reviews(engine).import_agreement(LOCAL, mine.head.id, about(theirs.head.id))

    assert counted(engine) == before


def test_a_mentor_elsewhere_is_nobody_to_share_with(store: Store, engine: Engine) -> None:
    """Who came in an agreement is named with it, and is not in the list of mentors here."""
    attempt, _ = packed(store)
    Reviews(engine).import_agreement(LOCAL, attempt.head.id, about(attempt.head.id))

    guests = Shares(engine).guests(LOCAL)
    assert [each.name for each in guests["agreement"]] == ["Mira"]
    assert guests["mentor"] == ()
