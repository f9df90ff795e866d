"""
The tables as the store queries them.

The revisions under ``migrations`` create them; a test holds the two to the same shape.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class UtcText(TypeDecorator[datetime]):
    """A moment as ISO text in UTC: the same on every engine, and in order when sorted as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Text of fixed width, to the microsecond."""
        del dialect
        return value.astimezone(UTC).isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The moment, with its time zone."""
        del dialect
        return datetime.fromisoformat(value) if value else None


METADATA: Final = MetaData()

person: Final = Table(
    "person",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("display_name", Text, nullable=False),
    Column("created_at", UtcText, nullable=False),
    Column("owner", Text, nullable=False),
)

attempt: Final = Table(
    "attempt",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("person.id"), nullable=False),
    Column("target", Text, nullable=False),
    Column("seed", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
    Column("content_version", Text, nullable=False),
    Column("content_digest", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("created_at", UtcText, nullable=False),
    Column("submitted_at", UtcText),
    Index("attempt_by_person", "person_id", "created_at"),
)


def _lines(name: str, of: str) -> Table:
    """The lines of the logs of ``of``; the first column names the log."""
    return Table(
        name,
        METADATA,
        Column(f"{of}_id", Text, ForeignKey(f"{of}.id"), primary_key=True),
        Column("rev", Integer, primary_key=True, autoincrement=False),
        Column("kind", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("value", Text),
        Column("writer", Text, nullable=False),
        Column("idem", Text, nullable=False),
        Column("at", UtcText, nullable=False),
        UniqueConstraint(f"{of}_id", "idem", name=f"{name}_once_per_key"),
        Index(f"{name}_newest", f"{of}_id", "kind", "subject", "rev"),
    )


response: Final = _lines("response", of="attempt")

share: Final = Table(
    "share",
    METADATA,
    Column("attempt_id", Text, ForeignKey("attempt.id"), primary_key=True),
    Column("mentor_id", Text, ForeignKey("person.id"), primary_key=True),
    Column("subject", Text, nullable=False),
    Column("evidence", Integer, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("experience", Integer, nullable=False),
    Column("shared_at", UtcText, nullable=False),
    Column("withdrawn_at", UtcText),
    Index("share_by_mentor", "mentor_id"),
)

review: Final = Table(
    "review",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("attempt_id", Text, ForeignKey("attempt.id"), nullable=False),
    Column("mentor_id", Text, ForeignKey("person.id"), nullable=False),
    Column("rev", Integer, nullable=False),
    Column("created_at", UtcText, nullable=False),
    UniqueConstraint("attempt_id", "mentor_id", name="review_once_per_mentor"),
    Index("review_by_mentor", "mentor_id"),
)

remark: Final = _lines("remark", of="review")

erasing: Final = Table(
    "erasing",
    METADATA,
    Column("person_id", Text, primary_key=True),
    Column(
        "never",
        Text,
        ForeignKey("person.id", deferrable=True, initially="DEFERRED"),
        nullable=False,
        server_default="",
    ),
)

erased: Final = Table(
    "erased",
    METADATA,
    Column("person_hash", Text, primary_key=True),
    Column("at", UtcText, nullable=False),
)
