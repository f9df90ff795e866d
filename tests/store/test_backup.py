"""Copies of a database: complete, whole, private, and not too many."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assessment.errors import StoreError
from assessment.store import backup
from assessment.store.backup import (
    KEPT,
    back_up,
    backups,
    copy_database,
    copy_of_the_day,
    draft_beside,
)
from assessment.store.database import open_database
from assessment.store.store import Store

from .examples import LOCAL, address, begun, save
from .trials import copies_under_load

MORNING = datetime(2026, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def used(file: Path) -> Engine:
    """An SQLite database with somebody in it."""
    engine = open_database(address(file))
    begun(Store(engine))
    return engine


def test_a_copy_made_under_load_holds_every_acknowledged_answer(file: Path) -> None:
    """R11: copied while another process saves, a copy opens and misses nothing acknowledged."""
    outcome = copies_under_load(file, 8)
    assert (outcome.lost, outcome.wrong) == (0, [])
    assert outcome.acknowledged > 8


def test_what_is_still_in_the_log_is_in_the_copy(file: Path) -> None:
    """A copy needs no checkpoint, and is one file for its owner alone."""
    store = Store(open_database(address(file)))
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    copy = back_up(file, MORNING)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert not copy.with_name(f"{copy.name}-wal").exists()
    again = Store(open_database(address(copy)))
    assert again.attempt(LOCAL, attempt.head.id) == store.attempt(LOCAL, attempt.head.id)


def test_the_first_start_of_a_day_makes_a_copy(file: Path) -> None:
    """Of a database with people in it; a second start on that day makes no other."""
    engine = open_database(address(file))
    assert backups(file) == ()
    begun(Store(engine))
    open_database(address(file)).dispose()
    made = backups(file)
    open_database(address(file)).dispose()
    assert len(made) == 1
    assert backups(file) == made


def test_the_newest_seven_copies_are_kept(file: Path, used: Engine) -> None:
    """After ten days of use: those of the last seven, and nothing that a killed program left."""
    left = draft_beside(file, MORNING - DAY)
    left.touch()
    for day in range(10):
        copy_of_the_day(used, MORNING + day * DAY)
        copy_of_the_day(used, MORNING + day * DAY + timedelta(hours=1))
    assert KEPT == 7
    assert [backup.made_at(file, copy) for copy in backups(file)] == [
        MORNING + day * DAY for day in range(9, 2, -1)
    ]
    assert not left.exists()


def test_a_copy_for_which_there_is_no_room_keeps_nobody_from_working(
    file: Path, used: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The daily copy is given up with a word in the log; a copy asked for says why."""
    full = shutil.disk_usage(file)._replace(free=0)
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _: full)
    copy_of_the_day(used, MORNING)
    assert "copy of the database could not be made" in caplog.text
    with pytest.raises(StoreError, match=r"no room for the copy.*make room"):
        back_up(file, MORNING)
    assert backups(file) == ()


def test_a_damaged_database_is_not_copied(file: Path, used: Engine) -> None:
    """A copy that is not whole never takes its name, and the fault is said."""
    store = Store(used)
    for number in range(40):
        save(store, begun(store).head.id, f"item-{number}", "done " * 60, kind="evidence")
    used.dispose()
    raw = bytearray(file.read_bytes())
    raw[-4096 * 4 : -4096] = os.urandom(4096 * 3)
    file.write_bytes(raw)
    with pytest.raises(StoreError, match="is damaged"):
        back_up(file, MORNING)
    assert backups(file) == ()
    assert not [path for path in file.parent.iterdir() if "draft" in path.name]


def test_a_copy_that_cannot_be_written_changes_nothing(file: Path, used: Engine) -> None:
    """No folder, no copy, and no traceback."""
    with pytest.raises(StoreError, match="cannot be written"):
        copy_database(file, file.parent / "missing" / "copy.sqlite3")
    assert Store(used).people(LOCAL)
