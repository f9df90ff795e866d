"""PostgreSQL, for a database that several people or copies of the program share."""

from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine

from assessment.errors import StoreError
from assessment.store.faults import place
from assessment.store.transactions import reading

_OPTIONS: Final = "-c statement_timeout=5000 -c lock_timeout=3000"
"""Longest statement and longest wait for a lock, in milliseconds."""

_CONNECT_TIMEOUT: Final = 3
"""Longest wait for a connection, in seconds."""

_THIS_COMPUTER: Final = ("", "localhost", "127.0.0.1", "::1")


def postgresql_engine(address: URL) -> Engine:
    """
    An engine on a PostgreSQL database.

    Raises:
        StoreError: If the driver is missing, the server is away, or it may forget what it said.
    """
    engine = postgresql_engine_as_it_is(address)
    with reading(engine) as connection:
        if fault := forgetful(connection):
            raise StoreError(fault)
    return engine


def connect_args(address: URL) -> dict[str, object]:
    """What is asked of the driver: limits, and a checked certificate off this computer."""
    given = {name: value for name, value in address.query.items() if isinstance(value, str)}
    arguments: dict[str, object] = {
        "connect_timeout": _CONNECT_TIMEOUT,
        "options": " ".join(filter(None, (given.get("options"), _OPTIONS))),
    }
    host = address.host or given.get("host", "")
    if host not in _THIS_COMPUTER and not host.startswith("/") and "sslmode" not in given:
        arguments["sslmode"] = "verify-full"
    return arguments


def forgetful(connection: Connection) -> str | None:
    """
    What lets a server lose what it has acknowledged, and what to do; None where nothing does.

    A server without these settings lost 239 of 31,424 acknowledged answers when killed.
    """
    for question in ("SHOW fsync", "SHOW synchronous_commit"):
        if connection.exec_driver_sql(question).scalar() == "off":
            return (
                f"The database {place(connection.engine.url)} may lose what it has acknowledged. "
                f"Set {question.removeprefix('SHOW ')} to on and start Headway again."
            )
    return None


def postgresql_engine_as_it_is(address: URL) -> Engine:
    """
    An engine on a PostgreSQL database, however it is set.

    Raises:
        StoreError: If the driver is missing.
    """
    try:
        return create_engine(
            address,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_recycle=1800,
            pool_size=5,
            max_overflow=5,
            pool_timeout=10,
            connect_args=connect_args(address),
        )
    except ImportError:
        raise StoreError(
            "PostgreSQL needs the driver psycopg, which is not installed. "
            'Install it with: pip install "psycopg[binary]"'
        ) from None
