"""What a mentee shares with a mentor, the mentor's reviews, and their log that only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_SQLITE_TRIGGERS = (
    """
    CREATE TRIGGER remark_is_never_changed BEFORE UPDATE ON remark
    BEGIN SELECT RAISE(ABORT, 'a remark is never changed'); END
    """,
    """
    CREATE TRIGGER remark_is_kept BEFORE DELETE ON remark
    WHEN NOT EXISTS (
        SELECT 1 FROM review JOIN attempt ON attempt.id = review.attempt_id
        JOIN erasing ON erasing.person_id IN (attempt.person_id, review.mentor_id)
        WHERE review.id = OLD.review_id
    )
    BEGIN SELECT RAISE(ABORT, 'a remark is deleted only with its mentor or mentee'); END
    """,
)

_POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION remark_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND EXISTS (
            SELECT 1 FROM review JOIN attempt ON attempt.id = review.attempt_id
            JOIN erasing ON erasing.person_id IN (attempt.person_id, review.mentor_id)
            WHERE review.id = OLD.review_id
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'a remark is never changed, and deleted only with its mentor or mentee';
    END $$
    """,
    """
    CREATE TRIGGER remark_is_kept BEFORE UPDATE OR DELETE ON remark
    FOR EACH ROW EXECUTE FUNCTION remark_is_kept()
    """,
)


def upgrade() -> None:
    """Create the tables, and the triggers that keep the log."""
    _create_share()
    _create_review()
    _create_remark()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for trigger in _SQLITE_TRIGGERS if on_sqlite else _POSTGRESQL_TRIGGERS:
        op.execute(trigger)


def _create_share() -> None:
    op.create_table(
        "share",
        sa.Column("attempt_id", sa.Text, sa.ForeignKey("attempt.id"), primary_key=True),
        sa.Column("mentor_id", sa.Text, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("evidence", sa.Integer, nullable=False),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.Column("experience", sa.Integer, nullable=False),
        sa.Column("shared_at", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.Text),
        sa.CheckConstraint("evidence IN (0, 1)", name="share_evidence_is_yes_or_no"),
        sa.CheckConstraint("answers IN (0, 1)", name="share_answers_is_yes_or_no"),
        sa.CheckConstraint("experience IN (0, 1)", name="share_experience_is_yes_or_no"),
        sqlite_strict=True,
    )
    op.create_index("share_by_mentor", "share", ["mentor_id"])


def _create_review() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("attempt_id", sa.Text, sa.ForeignKey("attempt.id"), nullable=False),
        sa.Column("mentor_id", sa.Text, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.UniqueConstraint("attempt_id", "mentor_id", name="review_once_per_mentor"),
        sa.CheckConstraint("length(id) = 22", name="review_id_is_128_bits"),
        sa.CheckConstraint("rev >= 0", name="review_rev_counts_up"),
        sqlite_strict=True,
    )
    op.create_index("review_by_mentor", "review", ["mentor_id"])


def _create_remark() -> None:
    op.create_table(
        "remark",
        sa.Column("review_id", sa.Text, sa.ForeignKey("review.id"), primary_key=True),
        sa.Column("rev", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("writer", sa.Text, nullable=False),
        sa.Column("idem", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.UniqueConstraint("review_id", "idem", name="remark_once_per_key"),
        sa.CheckConstraint("rev >= 1", name="remark_rev_counts_from_1"),
        sqlite_strict=True,
    )
    op.create_index("remark_newest", "remark", ["review_id", "kind", "subject", "rev"])
