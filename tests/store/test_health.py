"""What is said about a database that is not well, or not well placed."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assessment.store import health, places
from assessment.store.backup import back_up
from assessment.store.database import open_database
from assessment.store.health import examine_database, wal_reset_bug
from assessment.store.places import file_system, unsafe_places
from assessment.store.store import Store

from .examples import LOCAL, address, begun

NOW = datetime.now(UTC)


@pytest.fixture
def used(tmp_path: Path) -> Path:
    """A database with somebody in it, in a folder for its owner alone, open to nobody any more."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    file = folder / "headway.sqlite3"
    engine = open_database(address(file))
    begun(Store(engine))
    engine.dispose()
    return file


def wrong(file: Path, now: datetime = NOW) -> list[str]:
    """What is wrong with a database."""
    return [found.text for found in examine_database(address(file), now) if found.wrong]


def test_a_full_disk_is_seen_coming(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Less room than a copy, a safety copy and a log need is too little."""
    little = places.shutil.disk_usage(used)._replace(free=50 * 2**20)
    monkeypatch.setattr(places.shutil, "disk_usage", lambda _: little)
    (line,) = unsafe_places(used)
    assert "has only 50 MB free" in line


def test_a_network_is_no_place_for_a_database(used: Path, tmp_path: Path) -> None:
    """The file system that counts is the deepest one above the file, whatever its name holds."""
    mounts = tmp_path / "mounts"
    here = str(used.parent).replace("data", "da\\040ta")
    mounts.write_text(
        f"server:/x {used.parent} nfs4 rw 0 0\n/dev/vda / ext4 rw 0 0\nx {here} cifs rw 0 0\n"
        "x /elsewhere/fil smb3 rw 0 0\n"
    )
    assert [line for line in unsafe_places(used, mounts) if "network (nfs4)" in line]
    assert file_system(Path("/elsewhere/files/x"), mounts) == "ext4"
    spaced = used.parent.with_name("da ta") / "headway.sqlite3"
    assert file_system(spaced, mounts) == "cifs"
    assert file_system(Path("/x"), tmp_path / "missing") == ""


def test_a_connection_that_does_not_wait_for_the_disk_is_named(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The settings are read back from a connection, not believed."""

    def careless(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode=MEMORY")
        connection.execute("PRAGMA synchronous=NORMAL")

    monkeypatch.setattr(health, "configure", careless)
    assert [line.split(" ", 3)[:3] for line in wrong(used)] == [
        ["The", "journal", "mode"],
        ["SQLite", "does", "not"],
    ]


def test_work_of_more_than_a_week_without_a_copy_is_named(used: Path) -> None:
    """Neither a new database nor an old copy of one that nobody used since is a fault."""
    assert wrong(used) == []
    back_up(used, NOW - timedelta(days=9))
    (line,) = wrong(used)
    assert line == (
        f"What was done since {NOW - timedelta(days=9):%Y-%m-%d} is in no copy; make one with: "
        "python -m assessment backup"
    )
    then = (NOW - timedelta(days=8)).timestamp()
    os.utime(used, (then, then))
    for log in used.parent.glob("*-wal"):
        os.utime(log, (then, then))
    assert wrong(used) == []
    back_up(used, NOW)
    os.utime(used)
    assert wrong(used) == []


def test_an_old_database_without_any_copy_is_named(used: Path) -> None:
    """What was begun weeks ago and was never copied is said so, with the day it began."""
    with closing(sqlite3.connect(used, isolation_level=None)) as connection:
        connection.execute("UPDATE person SET created_at = '2026-01-02T09:00:00.000000+00:00'")
    (line,) = wrong(used)
    assert "since 2026-01-02 is in no copy" in line


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 0), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 54, 1), False),
    ],
)
def test_the_versions_with_the_bug_are_known(version: tuple[int, ...], affected: bool) -> None:  # noqa: FBT001
    """SQLite 3.7.0 to 3.51.2 but for the mended 3.44.6 and 3.50.7; said, and no fault."""
    assert wal_reset_bug(version) is affected
    finding = health._version(version)
    assert ("run one Headway at a time" in finding.text) is affected
    assert not finding.wrong


def test_looking_changes_nothing(used: Path) -> None:
    """Neither a byte of the database nor its rights, and the store opens it as before."""
    before = used.read_bytes(), used.stat()[:2]
    assert wrong(used) == []
    assert (used.read_bytes(), used.stat()[:2]) == before
    engine = open_database(address(used))
    assert Store(engine).people(LOCAL)
    engine.dispose()
