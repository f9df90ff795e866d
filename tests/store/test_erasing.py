"""Erasing a person."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from assessment.errors import NotFoundError, StoreError
from assessment.store.backup import back_up, backups, beside
from assessment.store.database import open_database
from assessment.store.store import Store
from assessment.store.tables import erased

from .examples import LOCAL, address, begun, save
from .processes import read_until_told, start

SECRETS = ("Wilhelmina Featherstonehaugh", "Mina Featherstonehaugh", "reorganised the warehouse")


def with_somebody(store: Store) -> str:
    """Somebody with an old name, a new one and evidence, long enough to fill pages."""
    person = store.add_person(LOCAL, SECRETS[0])
    attempt = begun(store, person.id)
    for number in range(40):
        text = f"I {SECRETS[2]} {number} times. " * 20
        save(store, attempt.head.id, f"skill-{number}", text, kind="evidence")
    store.rename_person(LOCAL, person.id, SECRETS[1])
    return person.id


def traces(folder: Path) -> list[tuple[str, str]]:
    """Where in the files of a folder something of them is left."""
    return [(path.name, secret) for path in folder.iterdir() for secret in traces_in(path)]


def traces_in(path: Path) -> list[str]:
    """What of them is left in a file."""
    raw = path.read_bytes()
    return [secret for secret in SECRETS if secret.encode() in raw]


def test_an_erased_person_is_gone_and_others_stay(store: Store) -> None:
    """Everything of one person is deleted, nothing of another."""
    erased, other = with_somebody(store), begun(store)
    save(store, other.head.id, "seo", 3)
    store.erase_person(LOCAL, erased)
    assert [person.id for person in store.people(LOCAL)] == [other.head.person_id]
    assert store.attempt(LOCAL, other.head.id).ratings == {"seo": 3}
    with pytest.raises(NotFoundError):
        store.attempts(LOCAL, erased)


def test_no_trace_is_left_in_the_files(file: Path) -> None:
    """S7: neither the file nor its log nor a copy holds a name, an old name or a line of theirs."""
    store = Store(open_database(address(file)))
    person_id = with_somebody(store)
    begun(store)
    back_up(file, datetime.now(UTC))
    beside(file, datetime.now(UTC), "draft-").write_text(SECRETS[0])  # of a copy that was killed
    assert len({name for name, _ in traces(file.parent)}) >= 3
    store.erase_person(LOCAL, person_id)
    assert traces(file.parent) == []


def test_a_copy_that_cannot_be_deleted_is_named(file: Path) -> None:
    """The person is gone from the database all the same, and the copy to delete is said."""
    store = Store(open_database(address(file)))
    person_id = with_somebody(store)
    stubborn = beside(file, datetime.now(UTC))
    stubborn.mkdir()
    with pytest.raises(StoreError, match=r"is erased, but the copy.*Delete it yourself") as caught:
        store.erase_person(LOCAL, person_id)
    assert str(stubborn) in str(caught.value)
    assert traces_in(file) == []


def test_nobody_is_left_without_a_copy(file: Path) -> None:
    """The copies that held an erased person are replaced at once by one that holds the others."""
    store = Store(open_database(address(file)))
    person_id, other = with_somebody(store), begun(store)
    before = back_up(file, datetime.now(UTC))
    store.erase_person(LOCAL, person_id)
    (after,) = backups(file)
    assert after != before
    assert Store(open_database(address(after))).attempt(LOCAL, other.head.id) == other


def test_of_an_erased_person_a_hash_is_noted(store: Store, engine: Engine) -> None:
    """Only what names nobody, and when: so that a copy put back is rid of them again."""
    person_id = with_somebody(store)
    store.erase_person(LOCAL, person_id)
    with engine.connect() as connection:
        ((noted, at),) = connection.execute(select(erased)).all()
    assert noted == sha256(person_id.encode()).hexdigest()
    assert datetime.now(UTC) - at < timedelta(minutes=5)


def test_a_trace_that_cannot_be_removed_yet_is_admitted(file: Path) -> None:
    """While another program reads the old state that is said; afterwards nothing is left."""
    engine = open_database(address(file), busy_timeout=0.01)
    store = Store(engine)
    person_id = with_somebody(store)
    process, pipe = start(read_until_told, file)
    assert pipe.recv() == "reading"
    with pytest.raises(StoreError, match=r"is erased, but another program.*Close that program"):
        store.erase_person(LOCAL, person_id)
    assert store.people(LOCAL) == ()
    pipe.send("enough")
    process.join()
    engine.dispose()
    assert traces(file.parent) == []
