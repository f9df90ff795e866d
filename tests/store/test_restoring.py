"""Putting a copy back: entirely or not at all, and never with whoever was erased since."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessment.attempts import Attempt
from assessment.errors import StoreError
from assessment.store.backup import back_up, backups, copy_database
from assessment.store.database import open_database
from assessment.store.files import is_sound
from assessment.store.migrations.upgrade import upgrade
from assessment.store.restoring import Restored, restore
from assessment.store.store import Store

from .examples import LOCAL, address, begun, save
from .next_revision import with_next_revision
from .processes import read_until_told, restore_and_die, start
from .test_erasing import traces, with_somebody

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def used(file: Path, *ratings: int) -> Attempt:
    """A database with an attempt that holds these ratings, opened by nobody any more."""
    engine = open_database(address(file))
    store = Store(engine)
    attempt = begun(store)
    for number, value in enumerate(ratings):
        save(store, attempt.head.id, f"skill-{number}", value)
    attempt = store.attempt(LOCAL, attempt.head.id)
    engine.dispose()
    return attempt


def answers(file: Path, attempt: Attempt) -> Attempt:
    """The attempt as a database has it."""
    engine = open_database(address(file))
    found = Store(engine).attempt(LOCAL, attempt.head.id)
    engine.dispose()
    return found


def answered_since(file: Path, attempt: Attempt) -> Attempt:
    """The attempt with one more answer."""
    engine = open_database(address(file))
    save(Store(engine), attempt.head.id, "since", 1)
    engine.dispose()
    return answers(file, attempt)


def test_a_copy_comes_back_whole_and_the_present_is_kept(file: Path) -> None:
    """R11: what was copied is there again, sound; what it replaced lies beside it, whole too."""
    then = used(file, 1, 2, 3)
    copy = back_up(file, NOW)
    now = answered_since(file, then)
    done = restore(copy, file, datetime.now(UTC))
    assert done.kept is not None
    assert (answers(file, then), answers(done.kept, then)) == (then, now)
    assert done.kept.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(file)) as connection:
        assert is_sound(connection)


def copied_and_erased(file: Path) -> tuple[Path, Attempt]:
    """A copy with two people, of whom one was erased since, and the attempt of the other."""
    engine = open_database(address(file))
    store = Store(engine)
    erased, other = with_somebody(store), begun(store)
    copy = file.with_name("mine.sqlite3")
    copy_database(file, copy)
    store.erase_person(LOCAL, erased)
    engine.dispose()
    return copy, other


def test_whoever_was_erased_stays_erased(file: Path) -> None:
    """S7: a copy from before the erasing brings the others back, and of the erased no trace."""
    copy, other = copied_and_erased(file)
    for _ in range(2):  # the second copy put back must know of it too
        done = restore(copy, file, datetime.now(UTC))
        assert done.erased_again == 1
        assert answers(file, other) == other
        assert {name for name, _ in traces(file.parent)} == {copy.name}


def test_whoever_was_erased_stays_erased_over_several_copies(file: Path) -> None:
    """S7: after a copy from before they came, one that holds them is still rid of them."""
    other = used(file, 1)
    early, late = file.with_name("early.sqlite3"), file.with_name("late.sqlite3")
    copy_database(file, early)
    engine = open_database(address(file))
    erased = with_somebody(Store(engine))
    copy_database(file, late)
    Store(engine).erase_person(LOCAL, erased)
    engine.dispose()
    assert restore(early, file, datetime.now(UTC)).erased_again == 0
    assert restore(late, file, datetime.now(UTC)).erased_again == 1
    assert answers(file, other) == other
    assert {name for name, _ in traces(file.parent)} == {late.name}


def test_erasing_is_remembered_by_the_copies_of_a_damaged_database(file: Path) -> None:
    """S7: where the database is beyond reading, its newest copy says who was erased."""
    copy, other = copied_and_erased(file)
    file.write_bytes(b"nothing " * 4096)
    assert restore(copy, file, NOW).erased_again == 1
    assert answers(file, other) == other
    assert {name for name, _ in traces(file.parent)} == {copy.name}


def test_a_damaged_database_is_set_aside_with_its_log(file: Path) -> None:
    """The copy takes its place, no log of the old file is read into it, nothing is thrown away."""
    attempt = used(file, 1, 2)
    copy = file.with_name("mine.sqlite3")
    copy_database(file, copy)
    for end in ("", "-wal", "-shm"):
        file.with_name(file.name + end).write_bytes(f"junk{end}".encode() * 4096)
    done = restore(copy, file, NOW)
    assert answers(file, attempt) == attempt
    assert done.kept is not None
    assert done.kept.read_bytes() == b"junk" * 4096
    assert done.kept.with_name(f"{done.kept.name}-wal").read_bytes() == b"junk-wal" * 4096
    assert not done.erasures_known


def test_a_copy_is_put_where_no_database_is(file: Path, tmp_path: Path) -> None:
    """On a new machine the copy becomes the database, and there is nothing to keep."""
    attempt = used(file, 4)
    place = tmp_path / "new" / "headway.sqlite3"
    place.parent.mkdir()
    assert restore(file, place, NOW) == Restored(None, 0)
    assert answers(place, attempt) == attempt
    assert list(place.parent.glob("*draft*")) == []


def test_a_copy_of_an_older_revision_is_brought_up(file: Path, tmp_path: Path) -> None:
    """R9: a copy from before the list of erased people existed comes back, with its answers."""
    old = tmp_path / "old.sqlite3"
    attempt = used(old, 2, 3)
    back_to_first(old)
    used(file, 1)
    restore(old, file, NOW)
    assert answers(file, attempt) == attempt


def back_to_first(file: Path) -> None:
    """Make a database what revision 0001 had left."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for table in ("remark", "review", "share", "erased"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")


def text(file: Path) -> None:
    """No database at all."""
    file.write_text("Dear diary, " * 500)


def foreign(file: Path) -> None:
    """A database of another program."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmark (url)")


def newer(file: Path) -> None:
    """A database of a program that is not yet."""
    engine = open_database(address(file))
    upgrade(engine, with_next_revision(file.parent))
    engine.dispose()


def damaged(file: Path) -> None:
    """A database with holes."""
    used(file, *range(6))
    raw = bytearray(file.read_bytes())
    raw[4096 * 5 : 4096 * 12] = b"\xff" * 4096 * 7
    file.write_bytes(raw)


def missing(_file: Path) -> None:
    """No file."""


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (text, "is no copy of Headway's database"),
        (foreign, "is no copy of Headway's database"),
        (newer, "made by a newer version of Headway"),
        (damaged, "is damaged. Name an older one"),
        (missing, "There is no file"),
    ],
)
def test_what_is_no_sound_copy_is_refused(
    file: Path, tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    """Said in a sentence with the file's name, and the database is as it was."""
    attempt = used(file, 1, 2)
    copy = tmp_path / "mine" / "copy.sqlite3"
    copy.parent.mkdir()
    make(copy)
    before = {path.name: path.read_bytes() for path in file.parent.glob("headway*")}
    with pytest.raises(StoreError, match=said) as caught:
        restore(copy, file, NOW)
    assert str(copy) in str(caught.value)
    assert before == {path.name: path.read_bytes() for path in file.parent.glob("headway*")}
    assert answers(file, attempt) == attempt


def test_a_database_in_use_is_not_replaced(file: Path) -> None:
    """Under a running Headway nothing is put back: it would go on with what is no longer there."""
    attempt = used(file, 1)
    copy = back_up(file, NOW)
    now = answered_since(file, attempt)
    process, pipe = start(read_until_told, file)
    assert pipe.recv() == "reading"
    with pytest.raises(StoreError, match="in use by another program"):
        restore(copy, file, datetime.now(UTC))
    assert list(file.parent.glob("*draft*")) == []
    pipe.send("enough")
    process.join()
    assert answers(file, attempt) == now
    restore(copy, file, datetime.now(UTC))
    assert answers(file, attempt) == attempt


@pytest.mark.parametrize("moment", ["before it writes", "while it writes"])
def test_restoring_killed_on_the_way_is_old_or_new(file: Path, moment: str) -> None:
    """R10: killed at the worst moment, the database is the one from before."""
    then = used(file, *range(6))
    copy = back_up(file, NOW)
    now = answered_since(file, then)
    process, _ = start(restore_and_die, copy, file, moment)
    process.join()
    assert process.exitcode == -9
    assert answers(file, then) == now
    restore(copy, file, datetime.now(UTC))
    assert answers(file, then) == then
    assert backups(file)
