"""Who was erased, by a hash that names nobody, so that restoring an old copy erases them again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the list of erased people."""
    op.create_table(
        "erased",
        sa.Column("person_hash", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.CheckConstraint("length(person_hash) = 64", name="erased_person_is_a_hash"),
        sqlite_strict=True,
    )
