"""From one revision to the next: entirely or not at all."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from assessment.errors import StoreError
from assessment.store.backup import backups
from assessment.store.database import open_database
from assessment.store.files import sqlite_url
from assessment.store.migrations.upgrade import REVISIONS, known_revisions, upgrade
from assessment.store.sqlite import sqlite_engine
from assessment.store.store import Store
from assessment.store.tables import METADATA

from .examples import LOCAL, address, begun, save
from .next_revision import HEAD, NEXT, with_next_revision
from .processes import start, upgrade_and_die
from .trials import first_starts


@pytest.fixture
def next_revisions(tmp_path: Path) -> Path:
    """The revisions with one more."""
    return with_next_revision(tmp_path)


def revision(engine: Engine) -> str | None:
    """The revision a database is at."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_the_revisions_lead_to_the_tables_the_store_queries(engine: Engine) -> None:
    """What the revisions create and what the queries are built on do not drift apart."""
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_names_of_the_files_say_the_revisions() -> None:
    """What a start reads off the file names is what Alembic finds inside, in the same order."""
    newest_first = [script.revision for script in ScriptDirectory(REVISIONS).walk_revisions()]

    assert known_revisions() == newest_first[::-1]


def test_a_start_loads_alembic_only_to_upgrade(file: Path) -> None:
    """A database at the newest revision is opened without it."""
    open_database(address(file)).dispose()
    program = (
        "import sys\n"
        "from assessment.store.database import open_database\n"
        "open_database(sys.argv[1])\n"
        "sys.exit('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", program, address(file)]
    done = subprocess.run(command, cwd=REVISIONS.parents[2], check=False)

    assert done.returncode == 0


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
    assert revision(engine) == NEXT
    assert (store.attempt(LOCAL, attempt.head.id), store.people(LOCAL)) == before


def test_a_newer_database_is_refused(engine: Engine, engine_url: str, next_revisions: Path) -> None:
    """R9: an older program leaves a newer database alone and says what to do."""
    upgrade(engine, next_revisions)
    with pytest.raises(StoreError, match=r"newer version of Headway.*Update Headway"):
        open_database(engine_url)
    assert revision(engine) == NEXT


def test_a_backup_comes_before_an_upgrade(file: Path, next_revisions: Path) -> None:
    """The state before the upgrade lies beside it, sound, complete and for its owner alone."""
    engine = open_database(address(file))
    store = Store(engine)
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    before = store.attempt(LOCAL, attempt.head.id)
    upgrade(engine, next_revisions)
    (backup,) = backups(file)
    assert backup.stat().st_mode & 0o777 == 0o600
    restored = open_database(address(backup))
    assert Store(restored).attempt(LOCAL, attempt.head.id) == before
    assert revision(restored) == HEAD


@pytest.mark.parametrize("statement", range(0, 16, 3))
def test_a_new_database_killed_on_the_way_is_none_or_whole(engine_url: str, statement: int) -> None:
    """R10: killed before any statement or before the commit, it opens the next time."""
    process, _ = start(upgrade_and_die, engine_url, None, statement)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    engine = open_database(engine_url)
    assert revision(engine) == HEAD
    assert begun(Store(engine)).open


@pytest.mark.parametrize("statement", range(0, 10, 2))
def test_an_upgrade_killed_on_the_way_is_old_or_new(
    engine: Engine, engine_url: str, next_revisions: Path, statement: int
) -> None:
    """R10: killed before any statement or before the commit, the old database is whole."""
    store = Store(engine)
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    before = store.attempt(LOCAL, attempt.head.id)
    engine.dispose()
    process, _ = start(upgrade_and_die, engine_url, next_revisions, statement)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert revision(engine) == HEAD
    assert set(inspect(engine).get_table_names()) == {*METADATA.tables, "alembic_version"}
    assert store.attempt(LOCAL, attempt.head.id) == before
    upgrade(engine, next_revisions)
    assert revision(engine) == NEXT
    assert store.attempt(LOCAL, attempt.head.id) == before


def test_three_processes_may_open_a_new_database_at_once(
    tmp_path: Path,
) -> None:
    """R10: one makes it, the others wait their turn, and all can use it."""
    outcome = first_starts([address(tmp_path / f"new-{number}.sqlite3") for number in range(3)])
    assert outcome.wrong == []


def test_three_processes_may_open_a_new_schema_at_once(postgresql_url: str) -> None:
    """R10: the same on PostgreSQL."""
    assert first_starts([postgresql_url]).wrong == []


def test_a_database_of_the_first_revision_opens(file: Path, tmp_path: Path) -> None:
    """R9: what the first revision stored is there after today's revisions, behind a copy."""
    first = tmp_path / "first"
    shutil.copytree(REVISIONS, first, ignore=shutil.ignore_patterns("r000[2-9]*", "__pycache__"))
    engine = sqlite_engine(sqlite_url(file), 1)
    upgrade(engine, first)
    store = Store(engine)
    attempt = begun(store)
    save(store, attempt.head.id, "seo", 3)
    before = store.attempt(LOCAL, attempt.head.id)
    assert revision(engine) == "0001"
    engine.dispose()
    engine = open_database(address(file))
    assert revision(engine) == HEAD
    assert Store(engine).attempt(LOCAL, attempt.head.id) == before
    assert len(backups(file)) == 1
