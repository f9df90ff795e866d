"""A result file is taken in whole or not at all, once, and goes out again as it came."""

import pytest
from sqlalchemy import Engine, event

from assessment.attempts import EVIDENCE_LIMIT
from assessment.errors import AssessmentError
from assessment.result_file import result_file, write
from assessment.store.store import Store

from .examples import FILE, LOCAL


def test_what_came_in_goes_out(store: Store) -> None:
    """Taking in a file and writing it again gives the same bytes."""
    attempt = store.import_result(LOCAL, FILE)
    (person,) = store.people(LOCAL)

    assert person.name == "Ada"
    assert write(result_file(attempt, person.name)) == write(FILE)


def test_twice_is_once(store: Store) -> None:
    """The same file again adds nobody and nothing, also after answers were added."""
    first = store.import_result(LOCAL, FILE)
    store.record(
        LOCAL, first.head.id, "rating", "sea", 2, writer="page", loaded_rev=first.rev, idem="x"
    )
    again = store.import_result(LOCAL, FILE)

    assert len(store.people(LOCAL)) == 1
    assert again.ratings == {**first.ratings, "sea": 2}


def test_another_name_is_another_person(store: Store) -> None:
    """Two files that differ in anything are two attempts."""
    store.import_result(LOCAL, FILE)
    store.import_result(LOCAL, FILE.model_copy(update={"name": "Grace"}))

    assert [person.name for person in store.people(LOCAL)] == ["Ada", "Grace"]


def test_it_can_be_gone_on_with(store: Store) -> None:
    """An attempt from a file takes answers like any other."""
    attempt = store.import_result(LOCAL, FILE)
    store.record(
        LOCAL, attempt.head.id, "rating", "seo", 5, writer="p", loaded_rev=attempt.rev, idem="y"
    )

    assert store.attempt(LOCAL, attempt.head.id).ratings["seo"] == 5


def test_a_fault_half_way_leaves_nothing(store: Store, engine: Engine) -> None:
    """R6: where one row cannot be stored, none is, and no person stays behind."""

    def stop(_connection: object, clause: object, *_rest: object) -> None:
        if "INSERT INTO response" in str(clause):
            raise RuntimeError

    event.listen(engine, "before_execute", stop)
    with pytest.raises(RuntimeError):
        store.import_result(LOCAL, FILE)
    assert store.people(LOCAL) == ()


def test_what_cannot_be_kept_is_refused_before_anything_is_written(store: Store) -> None:
    """A line beyond the limit, put in by hand, is named, and nothing is stored."""
    long = FILE.model_copy(update={"evidence": {"seo": "x" * (EVIDENCE_LIMIT + 1)}})
    with pytest.raises(AssessmentError, match="2,001 characters"):
        store.import_result(LOCAL, long)

    assert store.people(LOCAL) == ()
