"""People, their attempts, and the log of responses that only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SQLITE_TRIGGERS = (
    """
    CREATE TRIGGER response_is_never_changed BEFORE UPDATE ON response
    BEGIN SELECT RAISE(ABORT, 'a response is never changed'); END
    """,
    """
    CREATE TRIGGER response_is_kept BEFORE DELETE ON response
    WHEN NOT EXISTS (
        SELECT 1 FROM erasing JOIN attempt ON attempt.person_id = erasing.person_id
        WHERE attempt.id = OLD.attempt_id
    )
    BEGIN SELECT RAISE(ABORT, 'a response is deleted only with its person'); END
    """,
)

_POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION response_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND EXISTS (
            SELECT 1 FROM erasing JOIN attempt ON attempt.person_id = erasing.person_id
            WHERE attempt.id = OLD.attempt_id
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'a response is never changed, and deleted only with its person';
    END $$
    """,
    """
    CREATE TRIGGER response_is_kept BEFORE UPDATE OR DELETE ON response
    FOR EACH ROW EXECUTE FUNCTION response_is_kept()
    """,
)


def upgrade() -> None:
    """Create the tables, and the triggers that keep the log."""
    _create_person()
    _create_attempt()
    _create_response()
    _create_erasing()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for trigger in _SQLITE_TRIGGERS if on_sqlite else _POSTGRESQL_TRIGGERS:
        op.execute(trigger)


def _create_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("display_name", sa.Text, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.CheckConstraint("length(id) = 22", name="person_id_is_128_bits"),
        sa.CheckConstraint("length(display_name) <= 200", name="person_name_fits"),
        sqlite_strict=True,
    )


def _create_attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("person_id", sa.Text, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("seed", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("content_version", sa.Text, nullable=False),
        sa.Column("content_digest", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("submitted_at", sa.Text),
        sa.CheckConstraint("length(id) = 22", name="attempt_id_is_128_bits"),
        sa.CheckConstraint("state IN ('open', 'submitted')", name="attempt_state_is_known"),
        sa.CheckConstraint("rev >= 0", name="attempt_rev_counts_up"),
        sqlite_strict=True,
    )
    op.create_index("attempt_by_person", "attempt", ["person_id", "created_at"])


def _create_response() -> None:
    op.create_table(
        "response",
        sa.Column("attempt_id", sa.Text, sa.ForeignKey("attempt.id"), primary_key=True),
        sa.Column("rev", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("writer", sa.Text, nullable=False),
        sa.Column("idem", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.UniqueConstraint("attempt_id", "idem", name="response_once_per_key"),
        sa.CheckConstraint("rev >= 1", name="response_rev_counts_from_1"),
        sqlite_strict=True,
    )
    op.create_index("response_newest", "response", ["attempt_id", "kind", "subject", "rev"])


def _create_erasing() -> None:
    # ``never`` points at a person who cannot exist, and the database looks only when the
    # transaction commits: so no row of this table outlives the transaction that wrote it.
    op.create_table(
        "erasing",
        sa.Column("person_id", sa.Text, primary_key=True),
        sa.Column(
            "never",
            sa.Text,
            sa.ForeignKey("person.id", deferrable=True, initially="DEFERRED"),
            nullable=False,
            server_default="",
        ),
        sa.CheckConstraint("never = ''", name="erasing_never_commits"),
        sqlite_strict=True,
    )
