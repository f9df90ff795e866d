"""A revision that is not yet, to upgrade to."""

import shutil
from pathlib import Path

from assessment.store.migrations.upgrade import REVISIONS, newest_revision

HEAD = newest_revision()
NEXT = "9999"

_SOURCE = '''
"""A revision that is not yet."""

import sqlalchemy as sa
from alembic import op

revision = "NEXT"
down_revision = "HEAD"


def upgrade() -> None:
    op.add_column("person", sa.Column("note", sa.Text))
    op.execute("UPDATE person SET note = display_name")
    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))
    for _ in range(3):
        op.execute("INSERT INTO extra (id) SELECT count(*) + 1 FROM extra")
'''


def with_next_revision(folder: Path) -> Path:
    """The revisions with one more, in ``folder``."""
    revisions = folder / "revisions"
    shutil.copytree(REVISIONS, revisions, ignore=shutil.ignore_patterns("__pycache__"))
    (revisions / "versions" / "r9999_next.py").write_text(
        _SOURCE.replace("NEXT", NEXT).replace("HEAD", str(HEAD))
    )
    return revisions
