"""What is said when a database cannot be used, and that it is left as it is."""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from assessment.errors import StoreError
from assessment.store.database import database_url, open_database
from assessment.store.faults import TemporaryError
from assessment.store.store import Store

from .examples import LOCAL, address, begun, save
from .processes import lock_until_told, start


def refusal(url: str) -> str:
    """What is said when ``url`` cannot be opened: plain, on one line, without a secret."""
    with pytest.raises(StoreError) as caught:
        open_database(url, busy_timeout=0.01)
    told = str(caught.value)
    assert not any(word in told for word in ("\n", "Traceback", "Error", "SELECT", "hunter2"))
    return told


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder that holds data, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.stat().st_size}


def used_database(file: Path) -> None:
    """Leave a database with some answers at ``file``, with no open connection."""
    engine = open_database(address(file))
    store = Store(engine)
    attempt = begun(store)
    for number in range(60):
        save(store, attempt.head.id, f"item-{number}", "done " * 60, kind="evidence")
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", ["HEADWAY_DATABASE_URL", "sqlite:///FILE"]),
        ("headway.db", ["HEADWAY_DATABASE_URL", "sqlite:///FILE"]),
        ("postgresql://ann:hunter2@db:port/x", ["not a database address"]),
        ("mysql://ann:hunter2@db/x", ["mysql", "does not know", "postgresql://"]),
        ("postgresql+psycopg2://ann:hunter2@db/x", ["postgresql+psycopg2", "does not know"]),
        ("sqlite://", ["plain SQLite file", "answers are kept"]),
        ("sqlite:///:memory:", ["plain SQLite file"]),
        ("sqlite:///x.db?mode=memory", ["without options"]),
        ("sqlite:////no/such/folder/x.db", ["/no/such/folder is not a folder", "Make that"]),
    ],
)
def test_a_wrong_address_is_told_apart(url: str, words: list[str]) -> None:
    """Each kind of wrong address gets its own sentence, never with the password."""
    told = refusal(url)
    assert all(word in told for word in words), told


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL without its driver: what to install, and how."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    told = refusal("postgresql://ann:hunter2@localhost/headway")
    assert "pip install" in told
    assert "psycopg" in told


def test_a_server_that_is_away_is_named() -> None:
    """No PostgreSQL server at the address: which one, and what to check."""
    pytest.importorskip("psycopg")
    told = refusal("postgresql://ann:hunter2@127.0.0.1:9/headway")
    assert "headway at 127.0.0.1 does not answer" in told
    assert "Check that the server runs" in told


def test_a_file_in_place_of_the_data_folder_is_named(tmp_path: Path) -> None:
    """A folder that cannot be made, or is none, is said to be so; the file stays."""
    (tmp_path / "data").write_text("mine")
    for folder in (tmp_path / "data", tmp_path / "data" / "deeper"):
        with pytest.raises(StoreError, match=r"cannot be made.*HEADWAY_DATA_DIR"):
            database_url({"HEADWAY_DATA_DIR": str(folder)})
    assert "is not a folder" in refusal(address(tmp_path / "data" / "x.db"))
    assert (tmp_path / "data").read_text() == "mine"


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    """The address of a folder is no address of a database."""
    assert "is a folder" in refusal(address(tmp_path))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    """Where nothing may be written, that is said before anything else."""
    tmp_path.chmod(0o500)
    assert "may not be written to" in refusal(address(tmp_path / "x.db"))
    tmp_path.chmod(0o700)


def plain_text(file: Path) -> None:
    """A file that is no database."""
    file.write_text("Dear diary, " * 200)


def other_program(file: Path) -> None:
    """A database that is not ours."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recipe (id INTEGER)")


def damaged_inside(file: Path) -> None:
    """A database of ours with a page overwritten."""
    used_database(file)
    with file.open("r+b") as opened:
        opened.seek(-4096 * 3, os.SEEK_END)
        opened.write(b"\xa5" * 4096)


def cut_short(file: Path) -> None:
    """A database of ours whose end is missing."""
    used_database(file)
    os.truncate(file, file.stat().st_size // 2)


def newer(file: Path) -> None:
    """A database of a later version, with writes not yet moved from its log to the file."""
    used_database(file)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    kept = contents(file.parent)
    connection.close()
    for name, content in kept.items():
        (file.parent / name).write_bytes(content)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (plain_text, ["is not a database", "Move it away"]),
        (other_program, ["belongs to another program", "Name another file"]),
        (damaged_inside, ["is damaged", "backup", ".recover"]),
        (cut_short, ["is damaged", "backup", ".recover"]),
        (newer, ["newer version of Headway", "Update Headway"]),
    ],
)
def test_a_file_that_cannot_be_used_is_left_as_it_is(
    file: Path, make: Callable[[Path], None], words: list[str]
) -> None:
    """It is named, with what is wrong and what to do, and not a byte of it changes."""
    make(file)
    before = contents(file.parent)
    told = refusal(address(file))
    assert all(word in told for word in (str(file), *words)), told
    after = contents(file.parent)
    after.pop(f"{file.name}-shm", None)
    before.pop(f"{file.name}-shm", None)
    assert after == before


def test_a_file_in_use_by_another_program_is_named(file: Path) -> None:
    """A save that waited in vain says so, stores nothing, and works once the file is free."""
    engine = open_database(address(file), busy_timeout=0.01)
    store = Store(engine, patience=0)
    attempt = begun(store)
    process, pipe = start(lock_until_told, file)
    assert pipe.recv() == "locked"
    with pytest.raises(TemporaryError, match="in use by another program") as caught:
        save(store, attempt.head.id, "seo", 3)
    assert str(file) in str(caught.value)
    assert store.attempt(LOCAL, attempt.head.id) == attempt
    pipe.send("enough")
    assert pipe.recv() == "released"
    save(store, attempt.head.id, "seo", 3)
    assert store.attempt(LOCAL, attempt.head.id).ratings == {"seo": 3}
    process.join()


def test_a_save_waits_for_a_passing_lock(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A save that fails for a passing reason is tried again, and lands once."""
    engine = open_database(address(file), busy_timeout=0.01)
    store = Store(engine)
    attempt = begun(store)
    process, pipe = start(lock_until_told, file)
    assert pipe.recv() == "locked"
    with caplog.at_level("INFO", logger="assessment.store"):
        caplog.handler.addFilter(lambda record: released(record.getMessage(), pipe))
        save(store, attempt.head.id, "seo", 3)
    assert store.attempt(LOCAL, attempt.head.id).rev == 1
    process.join()


def released(message: str, pipe: Connection) -> bool:
    """Let the other process go as soon as the first try has failed."""
    if message.startswith("Trying again"):
        pipe.send("enough")
    return True


def test_a_full_disk_costs_no_acknowledged_answer(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """R13: when there is no room, the save says so and quotes nothing; the same store goes on."""
    engine = open_database(address(file))
    store = Store(engine, patience=0)
    attempt = begun(store)
    saved = fill_up(engine, store, attempt.head.id, caplog)
    engine.dispose()
    save(store, attempt.head.id, "after", "room again", kind="evidence")
    saved.append("after")
    assert list(store.attempt(LOCAL, attempt.head.id).evidence) == saved


def fill_up(
    engine: Engine, store: Store, attempt_id: str, caplog: pytest.LogCaptureFixture
) -> list[str]:
    """Save until SQLite reports a full disk; return what was acknowledged."""
    engine.dispose()

    def limit(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute("PRAGMA max_page_count=40")

    event.listen(engine, "connect", limit)
    saved: list[str] = []
    with pytest.raises(StoreError, match=r"full.*make room") as caught:
        save_many(store, attempt_id, saved)
    event.remove(engine, "connect", limit)
    assert len(saved) > 10
    assert "secret" not in f"{caught.value}{caplog.text}"
    return saved


def save_many(store: Store, attempt_id: str, saved: list[str]) -> None:
    """Save one evidence line after another, noting each in ``saved`` once it is acknowledged."""
    for number in range(1000):
        save(store, attempt_id, f"item-{number}", f"secret {number} " * 99, kind="evidence")
        saved.append(f"item-{number}")
