"""From one revision to the next: entirely or not at all."""

import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from assessment.errors import StoreError
from assessment.store.database import open_database
from assessment.store.migrations.backup import back_up
from assessment.store.migrations.upgrade import REVISIONS, upgrade
from assessment.store.store import Store
from assessment.store.tables import METADATA

from .examples import LOCAL, address, begun, save
from .processes import PROCESSES, open_at_once, start, upgrade_and_die

NEXT_REVISION = '''
"""A revision that is not yet."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("person", sa.Column("note", sa.Text))
    op.execute("UPDATE person SET note = display_name")
    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))
    for _ in range(3):
        op.execute("INSERT INTO extra (id) SELECT count(*) + 1 FROM extra")
'''


@pytest.fixture
def next_revisions(tmp_path: Path) -> Path:
    """The revisions with one more."""
    folder = tmp_path / "revisions"
    shutil.copytree(REVISIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "r0002_next.py").write_text(NEXT_REVISION)
    return folder


def revision(engine: Engine) -> str | None:
    """The revision a database is at."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_the_revisions_lead_to_the_tables_the_store_queries(engine: Engine) -> None:
    """What the revisions create and what the queries are built on do not drift apart."""
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_tables_are_strict_on_sqlite(file: Path) -> None:
    """SQLite refuses text where a number belongs, in every table of ours."""
    open_database(address(file)).dispose()
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute("SELECT name, strict FROM pragma_table_list").fetchall()
    strict = {name for name, is_strict in tables if is_strict}
    assert strict == set(METADATA.tables)


def test_opening_again_changes_nothing(engine_url: str) -> None:
    """A database at the newest revision is used as it is."""
    store = Store(open_database(engine_url))
    attempt = begun(store)
    assert Store(open_database(engine_url)).attempt(LOCAL, attempt.head.id) == attempt


def test_an_upgrade_keeps_what_is_stored(engine: Engine, next_revisions: Path) -> None:
    """People and answers are there after an upgrade as before it."""
    store = Store(engine)
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    before = store.attempt(LOCAL, attempt.head.id), store.people(LOCAL)
    upgrade(engine, next_revisions)
    assert revision(engine) == "0002"
    assert (store.attempt(LOCAL, attempt.head.id), store.people(LOCAL)) == before


def test_a_newer_database_is_refused(engine: Engine, engine_url: str, next_revisions: Path) -> None:
    """An older program leaves a newer database alone and says what to do."""
    upgrade(engine, next_revisions)
    with pytest.raises(StoreError, match=r"newer version of Headway.*Update Headway"):
        open_database(engine_url)
    assert revision(engine) == "0002"


def test_a_backup_comes_before_an_upgrade(file: Path, next_revisions: Path) -> None:
    """The state before the upgrade lies beside it, sound, complete and for its owner alone."""
    engine = open_database(address(file))
    store = Store(engine)
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    before = store.attempt(LOCAL, attempt.head.id)
    upgrade(engine, next_revisions)
    (backup,) = file.parent.glob("*.backup-of-revision-*")
    assert backup.stat().st_mode & 0o777 == 0o600
    restored = open_database(address(backup))
    assert Store(restored).attempt(LOCAL, attempt.head.id) == before
    assert revision(restored) == "0001"


def test_a_new_database_needs_no_backup(file: Path) -> None:
    """Nothing is copied where there is nothing yet."""
    open_database(address(file)).dispose()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_backup_of_a_file_in_use_holds_every_acknowledged_answer(file: Path) -> None:
    """What is still in the log of the database is in the backup."""
    store = Store(open_database(address(file)))
    attempt = begun(store)
    for number in range(20):
        save(store, attempt.head.id, f"item-{number}", number % 6)
        backup = back_up(file, "0001")
    restored = Store(open_database(address(backup)))
    assert restored.attempt(LOCAL, attempt.head.id) == store.attempt(LOCAL, attempt.head.id)


@pytest.mark.parametrize("statement", range(0, 16, 3))
def test_a_new_database_killed_on_the_way_is_none_or_whole(engine_url: str, statement: int) -> None:
    """Killed before any statement or before the commit, it opens the next time."""
    process, _ = start(upgrade_and_die, engine_url, None, statement)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    engine = open_database(engine_url)
    assert revision(engine) == "0001"
    assert begun(Store(engine)).open


@pytest.mark.parametrize("statement", range(0, 10, 2))
def test_an_upgrade_killed_on_the_way_is_old_or_new(
    engine: Engine, engine_url: str, next_revisions: Path, statement: int
) -> None:
    """Killed before any statement or before the commit, the old database is whole."""
    store = Store(engine)
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    before = store.attempt(LOCAL, attempt.head.id)
    engine.dispose()
    process, _ = start(upgrade_and_die, engine_url, next_revisions, statement)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert revision(engine) == "0001"
    assert set(inspect(engine).get_table_names()) == {*METADATA.tables, "alembic_version"}
    assert store.attempt(LOCAL, attempt.head.id) == before
    upgrade(engine, next_revisions)
    assert revision(engine) == "0002"
    assert store.attempt(LOCAL, attempt.head.id) == before


@pytest.mark.parametrize("_time", range(3))
def test_three_processes_may_open_a_new_database_at_once(engine_url: str, _time: int) -> None:
    """One makes it, the others wait their turn, and all can use it."""
    together = PROCESSES.Barrier(3)
    started = [start(open_at_once, engine_url, together) for _ in range(3)]
    assert [pipe.recv() for _, pipe in started] == ["opened"] * 3
    for process, _ in started:
        process.join()
