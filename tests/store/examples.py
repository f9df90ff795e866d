"""A person, an attempt, and short ways to save into it."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from assessment.attempts import Attempt, AttemptHead, Kind
from assessment.content.items import ChosenOption, DontKnow
from assessment.result_file import result_file
from assessment.store.policy import Actor
from assessment.store.saving import Conflict, Saved
from assessment.store.store import Store

LOCAL = Actor("local")
NOW = datetime(2026, 11, 23, tzinfo=UTC)
FILE = result_file(
    Attempt(
        AttemptHead("a", "p", 7, "1.0", "0" * 64, NOW),
        1,
        open=True,
        target="head-of-ecommerce",
        changed_at=NOW,
        ratings={"seo": 3, "cro": None},
        evidence={"seo": "Led a move."},
        answers={"seo-01": ChosenOption(option="a"), "cro-01": DontKnow()},
        confidence={"seo-01": 75},
    ),
    "Ada",
)
MISSING_ID = "A" * 22


def begun(store: Store, person_id: str | None = None) -> Attempt:
    """A new attempt, of a new person where none is given."""
    person_id = person_id or store.add_person(LOCAL, "Ada").id
    return store.begin_attempt(
        LOCAL,
        person_id,
        target="head-of-ecommerce",
        seed=7,
        content_version="1.0",
        content_digest="0" * 64,
    )


def save(
    store: Store,
    attempt_id: str,
    subject: str,
    value: object,
    *,
    kind: Kind = "rating",
    writer: str = "page-1",
    loaded_rev: int = 0,
    idem: str | None = None,
) -> Saved | Conflict:
    """Save as the local actor, under a new key where none is given."""
    idem = idem or secrets.token_urlsafe(8)
    return store.record(
        LOCAL,
        attempt_id,
        kind,
        subject,
        value,
        writer=writer,
        loaded_rev=loaded_rev,
        idem=idem,
    )


def address(file: Path) -> str:
    """The address of an SQLite file."""
    return f"sqlite:///{file}"
