"""What all operations of the store share: an engine, a clock, and a transaction that asks first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine

from assessment.store.policy import Actor, require
from assessment.store.transactions import PATIENCE, reading, writing


def utc_now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


class Desk:
    """
    A place where an actor asks for something.

    Every operation takes the actor first and raises ``NotFoundError`` where the record is missing
    or not the actor's, and ``StoreError`` where the database cannot do it; then nothing changed.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], datetime] = utc_now,
        patience: float = PATIENCE,
    ) -> None:
        """Keep ``engine``, and try a save again for at most ``patience`` seconds."""
        self._engine = engine
        self._clock = clock
        self._patience = patience

    @contextmanager
    def _reading(self, operation: str, actor: Actor, subject: str = "") -> Iterator[Connection]:
        with reading(self._engine) as connection:
            require(connection, operation, actor, subject)
            yield connection

    @contextmanager
    def _writing(self, operation: str, actor: Actor, subject: str = "") -> Iterator[Connection]:
        with writing(self._engine) as connection:
            require(connection, operation, actor, subject)
            yield connection
