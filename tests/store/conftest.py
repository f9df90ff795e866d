"""A new database for every test, on SQLite and, where an address is given, on PostgreSQL."""

import os
import secrets
import sys
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.schema import CreateSchema, DropSchema

from assessment.store.database import open_database
from assessment.store.store import Store

from .processes import HOW

POSTGRESQL = os.environ.get("HEADWAY_TEST_POSTGRES_URL", "")


@pytest.fixture(scope="session", autouse=True)
def fork_server() -> None:
    """Start the server that processes are forked from, where it finds our modules."""
    if HOW == "forkserver":
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
            forkserver.ensure_running()


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRESQL else [])])
def engine_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database that does not exist yet."""
    if request.param == "sqlite":
        yield URL.create("sqlite", database=str(tmp_path / "headway.sqlite3")).render_as_string()
    else:
        yield from _new_schema()


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


def _new_schema() -> Iterator[str]:
    address = make_url(POSTGRESQL).set(drivername="postgresql+psycopg")
    schema = f"headway_{secrets.token_hex(8)}"
    server = create_engine(address)
    with server.begin() as connection:
        connection.execute(CreateSchema(schema))
    own = address.update_query_dict({"options": f"-c search_path={schema}"})
    yield own.render_as_string(hide_password=False)
    with server.begin() as connection:
        connection.execute(DropSchema(schema, cascade=True))
    server.dispose()
