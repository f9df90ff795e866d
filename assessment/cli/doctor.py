"""Everything that is unsafe about this installation, each in one sentence."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import typer

from assessment.cli.settings import unsafe_settings
from assessment.content.loading import DATA
from assessment.descriptors import lift_limit, limit, pages
from assessment.errors import AssessmentError
from assessment.store.database import database_url
from assessment.store.health import Finding, examine_database

_FEWEST_PAGES: Final = 100
"""Open pages that a Headway shared by a class must have room for."""


def doctor() -> None:
    """Name every unsafe setting, and a damaged database."""
    found = _findings()
    wrong = [finding.text for finding in found if finding.wrong]
    for finding in found:
        if not finding.wrong:
            sys.stdout.write(f"{finding.text}\n")
    for text in wrong:
        sys.stderr.write(f"{text}\n")
    if wrong:
        raise typer.Exit(1)
    sys.stdout.write("Nothing is wrong.\n")


def folders() -> tuple[Path, ...]:
    """Where Streamlit's settings may lie; a later folder overrules."""
    return Path.home() / ".streamlit", DATA.parent / ".streamlit"


def _findings() -> list[Finding]:
    found = [Finding(text) for text in unsafe_settings(folders(), os.environ)]
    lift_limit()  # as a start does
    found += open_files(limit())
    try:
        found += examine_database(database_url(os.environ), datetime.now(UTC))
    except AssessmentError as fault:
        found.append(Finding(str(fault)))
    return found


def open_files(limit: int | None) -> list[Finding]:
    """How many pages the system's limit of open files has room for; nothing where none is set."""
    if limit is None:
        return []
    said = f"The system allows {limit:,} open files, room for {pages(limit):,} open pages"
    if pages(limit) >= _FEWEST_PAGES:
        return [Finding(f"{said}.", wrong=False)]
    return [Finding(f"{said}; raise it before the start with: ulimit -n 4096")]
