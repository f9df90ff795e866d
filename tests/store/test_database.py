"""Opening a database: where it is and how it is set."""

import os
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from sqlalchemy import event, make_url

import assessment
from assessment.store.database import database_url, open_database
from assessment.store.postgresql import connect_args
from assessment.store.sqlite import configure
from assessment.store.store import Store

from .examples import LOCAL, address, begun, save


def test_the_address_given_is_the_one_used(tmp_path: Path) -> None:
    """An address in the environment comes before the data folder, a blank one counts as none."""
    given = {"HEADWAY_DATABASE_URL": " postgresql://db/headway ", "HEADWAY_DATA_DIR": "/nowhere"}
    blank = {"HEADWAY_DATABASE_URL": " ", "HEADWAY_DATA_DIR": str(tmp_path)}
    assert database_url(given) == "postgresql://db/headway"
    assert database_url(blank) == address(tmp_path / "headway.sqlite3")


def test_without_settings_the_database_is_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With nothing set, the database lies in the user's place for application data."""
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    file = Path(str(make_url(database_url({})).database))
    assert file.is_relative_to(tmp_path)
    assert (file.name, file.parent.is_dir()) == ("headway.sqlite3", True)


@pytest.mark.parametrize("name", ["data", "a b%20c?d#e", "übung", "100% & <more>"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    """Signs that mean something in an address do not lead to another file."""
    open_database(database_url({"HEADWAY_DATA_DIR": str(tmp_path / name)})).dispose()
    assert (tmp_path / name / "headway.sqlite3").stat().st_size


@pytest.mark.skipif(os.name != "posix", reason="access rights of POSIX")
def test_the_folder_and_the_file_are_for_their_owner_alone(tmp_path: Path) -> None:
    """The folder made, the file, and its log: none is readable by others, nor stays so."""
    url = database_url({"HEADWAY_DATA_DIR": str(tmp_path / "deep" / "data")})
    folder = tmp_path / "deep" / "data"
    engine = open_database(url)
    begun(Store(engine))
    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}
    assert len(modes) == 4
    assert modes.pop("data") == 0o700
    assert set(modes.values()) == {0o600}
    engine.dispose()
    (folder / "headway.sqlite3").chmod(0o644)
    open_database(url).dispose()
    assert (folder / "headway.sqlite3").stat().st_mode & 0o777 == 0o600


def test_every_pooled_connection_has_the_settings(tmp_path: Path) -> None:
    """Read back, not believed: on every connection that the pool may ever give out."""
    engine = open_database(address(tmp_path / "headway.sqlite3"))
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
    questions = {
        "journal_mode": "PRAGMA journal_mode",
        "synchronous": "PRAGMA synchronous",
        "foreign_keys": "PRAGMA foreign_keys",
        "busy_timeout": "PRAGMA busy_timeout",
        "secure_delete": "PRAGMA secure_delete",
        "trusted_schema": "PRAGMA trusted_schema",
    }
    with ExitStack() as held:
        for _ in range(15):
            connection = held.enter_context(engine.connect())
            read = {
                name: connection.exec_driver_sql(ask).scalar() for name, ask in questions.items()
            }
            assert read == expected
    engine.dispose()


def test_postgresql_connections_have_the_settings() -> None:
    """Limits on every wait; a checked certificate wherever the server is another computer."""
    here = connect_args(make_url("postgresql://u@localhost/headway"))
    there = connect_args(make_url("postgresql://u@db.example.org/headway?options=-c%20a=b"))
    assert here == {
        "connect_timeout": 3,
        "options": "-c statement_timeout=5000 -c lock_timeout=3000",
    }
    assert there["sslmode"] == "verify-full"
    assert there["options"] == "-c a=b -c statement_timeout=5000 -c lock_timeout=3000"


@pytest.mark.skipif(os.name != "posix", reason="a locking style of POSIX")
def test_where_wal_cannot_be_had_a_rollback_journal_is_used(tmp_path: Path) -> None:
    """On a file system without shared memory the journal changes, and syncs stay full."""
    file = f"file:{tmp_path / 'headway.sqlite3'}?vfs=unix-dotfile"
    with closing(sqlite3.connect(file, uri=True, isolation_level=None)) as connection:
        configure(connection)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_write_says_so_when_it_begins(tmp_path: Path) -> None:
    """No transaction that writes begins as one that reads: it would fail when it upgrades."""
    statements: list[str] = []
    engine = open_database(address(tmp_path / "headway.sqlite3"))
    engine.dispose()
    event.listen(engine, "connect", lambda raw, _: raw.set_trace_callback(statements.append))
    use_everything(Store(engine))
    engine.dispose()
    began, writes, beginnings = "", 0, set()
    for statement in statements:
        beginnings.add(began := statement if statement.startswith("BEGIN") else began)
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            writes += 1
            assert began == "BEGIN IMMEDIATE", statement
    assert writes > 8
    assert beginnings == {"BEGIN", "BEGIN IMMEDIATE"}


def use_everything(store: Store) -> None:
    """Use every operation of the store once."""
    person = store.add_person(LOCAL, "Ada")
    attempt = begun(store, person.id)
    save(store, attempt.head.id, "seo", 3)
    store.submit(LOCAL, attempt.head.id)
    store.reopen(LOCAL, attempt.head.id)
    store.rename_person(LOCAL, person.id, "Grace")
    assert store.people(LOCAL)
    assert store.attempts(LOCAL, person.id) == (store.attempt(LOCAL, attempt.head.id),)
    assert store.revision(LOCAL, attempt.head.id) == 1
    store.erase_person(LOCAL, person.id)


def test_importing_the_store_does_nothing(tmp_path: Path) -> None:
    """No file, no folder and no connection before somebody opens a database."""
    root = Path(assessment.__file__).parent.parent
    known = {"PYTHONPATH": os.pathsep.join([str(root), *filter(None, sys.path)])}
    command = [
        sys.executable,
        "-B",
        "-c",
        "import assessment.store.store, assessment.store.database",
    ]
    homes = {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "HEADWAY_DATA_DIR": str(tmp_path),
    }
    subprocess.run(command, env=known | homes, cwd=tmp_path, check=True, timeout=60)
    assert list(tmp_path.iterdir()) == []
