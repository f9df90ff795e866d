"""
A new database for every test, on SQLite and on PostgreSQL.

PostgreSQL is a throw-away server where its programs are installed, and must be there where
``HEADWAY_REQUIRE_POSTGRESQL`` is 1; ``HEADWAY_TEST_POSTGRES_URL`` names another server.
"""

import os
import re
import secrets
import sys
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, NullPool, create_engine, make_url
from sqlalchemy.schema import CreateSchema, DropSchema

from assessment.store.database import open_database
from assessment.store.store import Store

from .cluster import Cluster, cluster, programs
from .processes import HOW

GIVEN = os.environ.get("HEADWAY_TEST_POSTGRES_URL", "")
REQUIRED = os.environ.get("HEADWAY_REQUIRE_POSTGRESQL") == "1"
ENGINES = ["sqlite", *(["postgresql"] if GIVEN or REQUIRED or programs() else [])]


@pytest.fixture(scope="session", autouse=True)
def fork_server() -> None:
    """Start the server that processes are forked from, where it finds our modules."""
    if HOW == "forkserver":
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
            forkserver.ensure_running()


PERSONAL = re.compile(
    r"\b(Ada|Grace|Gone|Mallory|Stranger|Zo.|Wilhelmina|Mina|warehouse|Led it|hunter2|secret)\b"
)
"""Names, answers and passwords that tests of the store use."""


@pytest.fixture(autouse=True)
def nothing_personal_in_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """S6: no test of the store leaves a name, an answer or a password in the log."""
    yield
    told = [f"{each.getMessage()} {each.exc_text or ''}" for each in caplog.get_records("call")]
    assert [line for line in told if PERSONAL.search(line)] == []


@pytest.fixture(scope="session")
def server() -> Iterator[Cluster]:
    """A PostgreSQL server of our own; skipped without its programs, unless it is required."""
    binaries = programs()
    if binaries is None and REQUIRED:
        pytest.fail("HEADWAY_REQUIRE_POSTGRESQL is 1, but no initdb is on this machine")
    if binaries is None:
        pytest.skip("no PostgreSQL on this machine")
    with cluster(binaries) as running:
        yield running


@pytest.fixture(params=ENGINES)
def engine_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database that does not exist yet."""
    if request.param == "sqlite":
        yield URL.create("sqlite", database=str(tmp_path / "headway.sqlite3")).render_as_string()
    else:
        yield from new_schema(GIVEN or request.getfixturevalue("server").url)


@pytest.fixture
def postgresql_url(server: Cluster) -> Iterator[str]:
    """Address of a database that does not exist yet, on the server of our own."""
    yield from new_schema(server.url)


@pytest.fixture
def engine(engine_url: str) -> Iterator[Engine]:
    """An engine on a new database."""
    engine = open_database(engine_url)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine) -> Store:
    """A store on a new database."""
    return Store(engine)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Path of an SQLite database that does not exist yet."""
    return tmp_path / "headway.sqlite3"


def new_schema(url: str) -> Iterator[str]:
    """Address of an empty schema on a PostgreSQL server."""
    address = make_url(url).set(drivername="postgresql+psycopg")
    schema = f"headway_{secrets.token_hex(8)}"
    server = create_engine(address, poolclass=NullPool)
    with server.begin() as connection:
        connection.execute(CreateSchema(schema))
    own = address.update_query_dict({"options": f"-c search_path={schema}"})
    yield own.render_as_string(hide_password=False)
    with server.begin() as connection:
        connection.execute(DropSchema(schema, cascade=True))
