"""What is written to the log of the program."""

import logging
from contextlib import suppress

import pytest
from sqlalchemy import make_url

from assessment.attempts import EVIDENCE_LIMIT, NAME_LIMIT, Kind
from assessment.content.items import ChosenOption
from assessment.errors import AssessmentError
from assessment.store.database import open_database
from assessment.store.policy import Actor
from assessment.store.store import Store

from .examples import LOCAL, MISSING_ID, begun, save

NAMES = ("Wilhelmina Featherstonehaugh", "Mina Harker")
EVIDENCE = "I reorganised the warehouse"
OPTION = "option-that-was-chosen"


def test_nothing_personal_is_logged(engine_url: str, caplog: pytest.LogCaptureFixture) -> None:
    """S6: whatever is done, goes wrong or is refused, no name, answer, id or password is logged."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "sqlalchemy")  # every statement; more, and it tells rows too
    engine = open_database(engine_url)
    store = Store(engine, patience=0)
    ids = session(store)
    engine.dispose()
    open_database(engine_url).dispose()
    told = "\n".join(f"{each.getMessage()} {each.exc_text or ''}" for each in caplog.records)
    private = (*NAMES, EVIDENCE, OPTION, *ids, make_url(engine_url).password or "no-password")
    assert len(caplog.records) > 50
    assert [each for each in private if each in told] == []


def session(store: Store) -> tuple[str, ...]:
    """Everything that a person does, and much of what goes wrong; returns ids."""
    person = store.add_person(LOCAL, NAMES[0])
    store.rename_person(LOCAL, person.id, NAMES[1])
    attempt = begun(store, person.id)
    answers: list[tuple[Kind, object]] = [
        ("rating", 4),
        ("evidence", EVIDENCE),
        ("answer", ChosenOption(option=OPTION)),
        ("rating", EVIDENCE),
        ("evidence", f"{EVIDENCE} " * EVIDENCE_LIMIT),
        ("evidence", f"{EVIDENCE} \ud800"),
        ("answer", OPTION),
    ]
    for page in ("page-1", "page-2"):
        for kind, value in answers:
            with suppress(AssessmentError):
                save(store, attempt.head.id, "seo", value, kind=kind, writer=page)
    with suppress(AssessmentError):
        store.rename_person(LOCAL, person.id, NAMES[0] * NAME_LIMIT)
    with suppress(AssessmentError):
        store.attempt(Actor("person", MISSING_ID), attempt.head.id)
    store.submit(LOCAL, attempt.head.id)
    with suppress(AssessmentError):
        save(store, attempt.head.id, "seo", EVIDENCE, kind="evidence", writer="page-3")
    other = begun(store).head.person_id
    store.erase_person(LOCAL, person.id)
    return person.id, attempt.head.id, other
