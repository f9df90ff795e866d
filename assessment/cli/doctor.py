"""Everything that is unsafe about this installation, each in one sentence."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import typer

from assessment.cli.settings import unsafe_settings
from assessment.content.loading import DATA
from assessment.errors import AssessmentError
from assessment.store.database import database_url
from assessment.store.health import Finding, examine_database


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
    try:
        found += examine_database(database_url(os.environ), datetime.now(UTC))
    except AssessmentError as fault:
        found.append(Finding(str(fault)))
    return found
