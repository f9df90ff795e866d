"""The report as CSV, for one's own computing; every row says what it is and what it is for."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from assessment.errors import AssessmentError
from assessment.reports.document import Report

USE: Final = "for development, never for selection"

_RISKY: Final = "=+-@\t\r\n|＝＋－＠"  # noqa: RUF001  # the wide forms are read as formulas too
"""Beginnings that a spreadsheet may take for a formula."""

Value = str | int | float | None


def requirements(report: Report) -> bytes:
    """Every requirement as a row."""
    names = (
        *("sub_skill", "core_skill", "must_have", "asked", "weight", "level", "likely_from"),
        *("likely_to", "chance", "verdict"),
    )
    return _table(
        report,
        names,
        (
            (
                *(line.name, line.skill, _yes(said=line.must_have), line.asked, line.weight),
                *((level.estimate, level.low, level.high) if (level := line.level) else _NONE),
                *(line.chance, line.said),
            )
            for line in report.requirements
        ),
    )


def plan(report: Report) -> bytes:
    """Every next step as a row."""
    names = (
        *("from", "to", "step", "builds", "from_level", "to_level", "must_have", "hours"),
        *("before_retake", "how", "proof", "mentor_question"),
    )
    return _table(
        report,
        names,
        (
            (
                *(step.start.isoformat(), step.end.isoformat(), step.title, step.builds),
                *(step.from_level, step.to_level, _yes(said=step.must_have), step.hours),
                *(_yes(said=step.soon), step.task, step.proof, step.mentor_question),
            )
            for step in report.steps
        ),
    )


_NONE: Final = (None, None, None)


def _table(report: Report, names: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """
    A table in UTF-8 with a byte order mark, so that spreadsheets see accents.

    The last columns repeat on every row what the whole table is, so that tables can be stacked.
    """
    whole = {
        "role": report.role,
        "day": report.day.isoformat(),
        "evidence": report.evidence,
        "content": report.content,
        "use": USE,
    }
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([*names, *whole])
    for row in rows:
        writer.writerow([safe(value) for value in (*row, *whole.values())])
    return written.getvalue().encode("utf-8-sig")


def safe(value: Value) -> Value:
    """
    A value that no spreadsheet takes for a formula.

    Raises:
        AssessmentError: If a text holds a character that ends it early elsewhere.
    """
    if not isinstance(value, str):
        return "" if value is None else value
    if "\0" in value:
        raise AssessmentError("A text of this result holds a NUL character; no table can hold it.")
    return f"'{value}" if value.lstrip()[:1] in _RISKY and value.strip() else value


def _yes(*, said: bool) -> str:
    return "yes" if said else "no"
