"""What a save does to the log of an attempt."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, Executable, delete, event, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from assessment.attempts import EVIDENCE_LIMIT, NAME_LIMIT, Kind
from assessment.content.items import BestAndWorst, ChosenOption, DontKnow, TypedNumber
from assessment.errors import AssessmentError, StoreError
from assessment.store.saving import ClosedError, Conflict, Saved
from assessment.store.store import Store
from assessment.store.tables import erasing, response

from .examples import LOCAL, begun, save


@pytest.mark.parametrize(
    ("kind", "subject", "value", "where"),
    [
        ("rating", "seo", 0, "ratings"),
        ("rating", "seo", 5, "ratings"),
        ("rating", "seo", None, "ratings"),
        ("evidence", "seo", 'Léad \U0001f680 "a\\b" %s :x $1 {0} \' -- <b>', "evidence"),
        ("evidence", "seo", '"' * EVIDENCE_LIMIT, "evidence"),
        ("answer", "seo-01", DontKnow(), "answers"),
        ("answer", "seo-01", ChosenOption(option="b"), "answers"),
        ("answer", "seo-01", BestAndWorst(best="a", worst="c"), "answers"),
        ("answer", "seo-01", TypedNumber(value=-0.1), "answers"),
        ("confidence", "seo-01", 100, "confidence"),
        ("went-on", "settled", "head-of-ecommerce", "went_on"),
    ],
)
def test_what_is_saved_comes_back(
    store: Store, kind: Kind, subject: str, value: object, where: str
) -> None:
    """Every kind of answer comes back exactly as given, also from a list of attempts."""
    attempt = begun(store)
    outcome = save(store, attempt.head.id, subject, value, kind=kind)
    again = store.attempt(LOCAL, attempt.head.id)
    assert outcome == Saved(1)
    assert getattr(again, where) == {subject: value}
    assert store.attempts(LOCAL, attempt.head.person_id) == (again,)


@pytest.mark.parametrize(
    ("kind", "value"), [("place", "rate/seo"), ("target", "category-lead"), ("length", "short")]
)
def test_place_target_and_length_come_back(store: Store, kind: Kind, value: str) -> None:
    """Where the person is, the role they compare with and how much they do come back as saved."""
    attempt = begun(store)
    save(store, attempt.head.id, "", value, kind=kind)
    assert getattr(store.attempt(LOCAL, attempt.head.id), kind) == value


def test_a_new_attempt_reads_as_it_began(store: Store) -> None:
    """What ``begin_attempt`` returns is what is stored."""
    attempt = begun(store)
    assert store.attempt(LOCAL, attempt.head.id) == attempt
    assert (attempt.rev, attempt.open, attempt.target) == (0, True, "head-of-ecommerce")


@pytest.mark.parametrize(
    ("kind", "value"),
    [("evidence", "Led it"), ("answer", DontKnow()), ("confidence", 50)],
)
def test_an_answer_taken_back_is_gone(store: Store, kind: Kind, value: object) -> None:
    """Taking an answer back leaves none, and the log keeps both steps."""
    attempt = begun(store)
    save(store, attempt.head.id, "seo", value, kind=kind)
    save(store, attempt.head.id, "seo", None, kind=kind)
    again = store.attempt(LOCAL, attempt.head.id)
    assert (again.evidence, again.answers, again.confidence) == ({}, {}, {})
    assert again.rev == 2


def test_an_empty_evidence_line_is_none(store: Store) -> None:
    """Evidence of only spaces is no evidence, and saving it where none was stores nothing."""
    attempt = begun(store)
    assert save(store, attempt.head.id, "seo", "  \u200b ", kind="evidence") == Saved(0)
    save(store, attempt.head.id, "seo", "Led it", kind="evidence")
    save(store, attempt.head.id, "seo", " ", kind="evidence")
    assert store.attempt(LOCAL, attempt.head.id).evidence == {}


def test_the_same_value_again_does_not_grow_the_log(store: Store) -> None:
    """Giving an answer that stands already is saved, by whomever, and adds no entry."""
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    assert save(store, attempt.head.id, "seo", 3) == Saved(1)
    assert save(store, attempt.head.id, "seo", 3, writer="page-2") == Saved(1)
    assert save(store, attempt.head.id, "", attempt.target, kind="target") == Saved(1)
    assert save(store, attempt.head.id, "cro", None, kind="confidence") == Saved(1)
    assert store.revision(LOCAL, attempt.head.id) == 1


def test_a_newer_answer_from_another_page_is_kept(store: Store) -> None:
    """A page that has not seen another's answer is told what stands; nothing is overwritten."""
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    save(store, attempt.head.id, "cro", 1)
    outcome = save(store, attempt.head.id, "seo", 5, writer="page-2", loaded_rev=0)
    assert isinstance(outcome, Conflict)
    assert outcome.rev == 2
    assert (outcome.stored.value, outcome.stored.rev, outcome.stored.writer) == ("3", 1, "page-1")
    again = store.attempt(LOCAL, attempt.head.id)
    assert (again.ratings, again.rev) == ({"seo": 3, "cro": 1}, 2)


def test_a_page_that_has_seen_the_answer_may_change_it(store: Store) -> None:
    """Drawn from the revision that holds the answer, a page may replace it."""
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    assert save(store, attempt.head.id, "seo", 5, writer="page-2", loaded_rev=1) == Saved(2)


def test_a_page_may_change_its_own_newer_answer(store: Store) -> None:
    """Clicking twice on one page is no conflict although the page is older than the first click."""
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    assert save(store, attempt.head.id, "seo", 5, loaded_rev=0) == Saved(2)


def test_pages_do_not_conflict_on_different_items(store: Store) -> None:
    """Two pages that answer different items hear nothing of each other."""
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    assert save(store, attempt.head.id, "cro", 2, writer="page-2", loaded_rev=0) == Saved(2)


@pytest.mark.parametrize(
    ("kind", "first", "then"),
    [("place", "one", "two"), ("target", "one", "two"), ("length", "short", "full")],
)
def test_what_concerns_the_whole_never_conflicts(
    store: Store, kind: Kind, first: str, then: str
) -> None:
    """Of two pages that move on, change the role or go further, the last one holds."""
    attempt = begun(store)
    save(store, attempt.head.id, "", first, kind=kind)
    outcome = save(store, attempt.head.id, "", then, kind=kind, writer="page-2", loaded_rev=0)
    assert outcome == Saved(2)


def test_a_repeated_save_has_no_further_effect(store: Store) -> None:
    """A save whose answer got lost on the way may be sent again, whatever came in between."""
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3, idem="click-1")
    save(store, attempt.head.id, "seo", 4, writer="page-2", loaded_rev=1)
    assert save(store, attempt.head.id, "seo", 3, idem="click-1") == Saved(1)
    again = store.attempt(LOCAL, attempt.head.id)
    assert (again.ratings, again.rev) == ({"seo": 4}, 2)


def test_a_save_that_landed_before_submitting_stays_saved(store: Store) -> None:
    """Repeating a save that landed says so, even if the attempt was submitted since."""
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3, idem="click-1")
    store.submit(LOCAL, attempt.head.id)
    assert save(store, attempt.head.id, "seo", 3, idem="click-1") == Saved(1)


def test_one_key_never_passes_for_two_answers(store: Store) -> None:
    """A key used for one answer cannot make another look saved."""
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3, idem="click-1")
    with pytest.raises(StoreError, match="not saved"):
        save(store, attempt.head.id, "cro", 4, idem="click-1")
    assert store.attempt(LOCAL, attempt.head.id).ratings == {"seo": 3}


def test_a_submitted_attempt_takes_no_answer(store: Store) -> None:
    """After submitting nothing is added; after reopening it is; both may be said twice."""
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    store.submit(LOCAL, attempt.head.id)
    store.submit(LOCAL, attempt.head.id)
    with pytest.raises(ClosedError, match="Reopen it"):
        save(store, attempt.head.id, "seo", 4)
    assert not store.attempt(LOCAL, attempt.head.id).open
    store.reopen(LOCAL, attempt.head.id)
    store.reopen(LOCAL, attempt.head.id)
    assert save(store, attempt.head.id, "seo", 4) == Saved(2)


@pytest.mark.parametrize(
    ("kind", "subject", "value"),
    [
        ("rating", "seo", 6),
        ("rating", "", 3),
        ("place", "seo", "here"),
        ("target", "", None),
        ("length", "", "endless"),
        ("length", "seo", "short"),
        ("went-on", "settled", ""),
        ("target", "", "a\x00b"),
        ("evidence", "seo", "x" * (EVIDENCE_LIMIT + 1)),
        ("evidence", "seo", "\ud800"),
        ("place", "", "x" * 9000),
        ("answer", "seo-01", "b"),
        ("answer", "seo-01", TypedNumber.model_construct(value=float("nan"))),
        ("rating", "s\x00o", 3),
        ("rating", "s" * 201, 3),
    ],
)
def test_what_could_not_be_read_back_is_never_stored(
    store: Store, kind: Kind, subject: str, value: object
) -> None:
    """A value that does not fit its kind is refused, and the attempt stays readable."""
    attempt = begun(store)
    with pytest.raises(AssessmentError):
        save(store, attempt.head.id, subject, value, kind=kind)
    assert store.attempt(LOCAL, attempt.head.id) == attempt


@pytest.mark.parametrize("mark", ["", "x" * 201, "a b", "\x00", "\ud800", "é"])
def test_a_writer_or_key_that_cannot_be_compared_is_refused(store: Store, mark: str) -> None:
    """Both come back from the browser's address line, so they may hold anything."""
    attempt = begun(store)
    for marks in ({"writer": mark, "idem": "1"}, {"writer": "page-1", "idem": mark}):
        with pytest.raises(StoreError, match="load the page again"):
            store.record(LOCAL, attempt.head.id, "rating", "seo", 3, loaded_rev=0, **marks)


def test_names_are_kept_as_plain_text(store: Store) -> None:
    """Marks that hide or turn text round are dropped; too long a name is refused."""
    person = store.add_person(LOCAL, " Zoë\u202e  O'Neil\n")
    renamed = store.rename_person(LOCAL, person.id, "<i>%s</i>")
    assert (person.name, renamed.name) == ("Zoë O'Neil", "<i>%s</i>")
    assert store.people(LOCAL) == (renamed,)
    with pytest.raises(AssessmentError, match="Shorten it"):
        store.add_person(LOCAL, "x" * (NAME_LIMIT + 1))


def test_an_entry_keeps_the_moment_of_its_save(engine: Engine) -> None:
    """The clock given to the store says when; the moment comes back in UTC."""
    moments = iter([datetime(2026, 3, 29, 1, minute, tzinfo=UTC) for minute in (1, 2, 3)])
    store = Store(engine, clock=lambda: next(moments))
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    again = store.attempt(LOCAL, attempt.head.id)
    assert attempt.changed_at == datetime(2026, 3, 29, 1, 2, tzinfo=UTC)
    assert again.changed_at == datetime(2026, 3, 29, 1, 3, tzinfo=UTC)


def test_attempts_come_newest_first_without_a_query_each(engine: Engine) -> None:
    """However many attempts a person has, reading them takes the same number of statements."""
    minutes = iter(range(60))
    store = Store(engine, clock=lambda: datetime(2026, 1, 1, 9, next(minutes), tzinfo=UTC))
    first = begun(store)
    person_id, statements = first.head.person_id, []
    save(store, first.head.id, "seo", 3)
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    store.attempts(LOCAL, person_id)
    for_one = len(statements)
    others = [begun(store, person_id) for _ in range(5)]
    save(store, others[2].head.id, "cro", 1)
    statements.clear()
    found = store.attempts(LOCAL, person_id)
    assert len(statements) == for_one
    assert [one.head.id for one in found] == [one.head.id for one in (*others[::-1], first)]
    assert [len(one.ratings) for one in found] == [0, 0, 1, 0, 0, 1]


def test_the_log_refuses_to_be_changed(engine: Engine, store: Store) -> None:
    """No statement changes or deletes an entry of the log, not even past the store."""
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    for statement in (update(response).values(value="5"), delete(response)):
        with pytest.raises(DBAPIError, match="a response is"), engine.begin() as connection:
            connection.execute(statement)
    assert store.attempt(LOCAL, attempt.head.id).ratings == {"seo": 3}


def test_the_erasing_flag_lifts_the_guard_for_one_person_only(engine: Engine, store: Store) -> None:
    """Under the flag one person's entries may be deleted; nobody's may be changed."""
    mine, other = begun(store), begun(store)
    for attempt in (mine, other):
        save(store, attempt.head.id, "seo", 3)
    flag = insert(erasing).values(person_id=mine.head.person_id)
    for statement in (update(response).values(value="5"), delete(response)):
        with pytest.raises(DBAPIError, match="a response is"):
            in_one_transaction(engine, flag, statement)
    assert store.attempt(LOCAL, mine.head.id).ratings == {"seo": 3}


def in_one_transaction(engine: Engine, *statements: Executable) -> None:
    """All of the statements, or none."""
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


def test_the_erasing_flag_does_not_outlive_its_transaction(engine: Engine, store: Store) -> None:
    """A transaction that leaves the flag set cannot commit."""
    attempt = begun(store)
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(insert(erasing).values(person_id=attempt.head.person_id))
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(erasing)).scalar() == 0
