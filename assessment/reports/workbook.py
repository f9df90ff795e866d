"""The report as a workbook: numbers that can be computed with, text that stays text."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assessment.reports.document import Report

Value = str | int | float | date | None
Row = Sequence[Value]

_LEVEL: Final = "0.0"
_SHARE: Final = "0%"
_DAY: Final = "yyyy-mm-dd"
_WIDEST: Final = 60
"""Widest column, in characters; longer text wraps."""

_NARROWEST: Final = 9
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a part of the file can carry; all parts carry it."""

LONGEST_CELL: Final = 32_767
"""Most characters that a cell holds."""


def workbook(report: Report) -> bytes:
    """The report as XLSX; the same report always gives the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    fill(book, "Summary", ("What", "Value", "Likely from", "Likely to"), _summary(report))
    fill(book, "Requirements", _REQUIREMENTS, _requirements(report))
    fill(book, "Roles", _ROLES, _roles(report))
    fill(book, "Plan", _PLAN, _plan(report))
    fill(book, "Answers", _ANSWERS, _answers(report))
    if report.agreed or report.agreed_levels or report.meetings:
        fill(book, "Agreed", _AGREED, _agreed(report))
    return saved(book, report.title, report.day)


_REQUIREMENTS: Final = (
    *("Sub-skill", "Core skill", "Must-have", "Asked", "Weight", "Level"),
    *("Likely from", "Likely to", "Chance of meeting it", "So"),
)
_ROLES: Final = ("Role", "Readiness", "Chance of all must-haves", "Cannot be told from")
_PLAN: Final = (
    *("From", "To", "Step", "Builds", "From level", "To level", "Must-have", "Hours"),
    *("Before the retake", "How", "Proof", "A mentor would ask", "Cost", "Helps", "Address"),
)
_ANSWERS: Final = (
    *("Kind", "About", "Item level", "Self-rating", "Said or earned"),
    *("How sure, in percent", "Evidence line"),
)


_AGREED: Final = ("Kind", "With", "What", "Level", "Who", "By", "Proof or note", "So")


def _summary(report: Report) -> Iterable[Row]:
    low, expected, high = report.readiness
    known: list[Row] = [("Name", report.name)] if report.name else []
    yield from known
    yield "Role", report.role
    yield "Day", report.day
    yield "Result", report.title
    yield "In words", report.lead
    if report.rated or report.answered:
        yield "Readiness", Share(expected), Share(low), Share(high)
    for line in report.skills:
        if line.level:
            level = line.level
            yield line.name, Level(level.estimate), Level(level.low), Level(level.high)
        else:
            yield line.name, "not assessed"
    yield "Self-ratings", report.rated
    yield "Questions answered", report.answered
    yield "Evidence that counts", report.evidence
    yield "Next blind retake", report.retake
    yield "Content", report.content
    yield "Method", report.method
    yield "Limits", report.limits


def _requirements(report: Report) -> Iterable[Row]:
    for line in report.requirements:
        level = line.level
        known: Row = (None, None, None)
        if level:
            known = (Level(level.estimate), Level(level.low), Level(level.high))
        chance = None if line.chance is None else Share(line.chance)
        must = "must-have" if line.must_have else ""
        yield line.name, line.skill, must, line.asked, line.weight, *known, chance, line.said


def _roles(report: Report) -> Iterable[Row]:
    for line in report.roles:
        ties = ", ".join(line.tied_with) or "none"
        yield line.name, Share(line.readiness), Share(line.all_must_haves), ties


def _plan(report: Report) -> Iterable[Row]:
    for step in report.steps:
        must, soon = "must-have" if step.must_have else "", "yes" if step.soon else "no"
        when: Row = (step.start, step.end, step.title, step.builds)
        move: Row = (step.from_level, step.to_level, must, step.hours, soon)
        yield (
            *when,
            *move,
            step.task,
            step.proof,
            step.mentor_question,
            step.cost,
            *(
                step.resource,
                step.address,
            ),
        )


def _answers(report: Report) -> Iterable[Row]:
    for rating in report.ratings:
        yield "self-rating", rating.name, None, rating.rating, rating.said, None, rating.evidence
    for answer in report.answers:
        said = answer.result
        yield "question", answer.about, answer.item_level, None, said, answer.confidence, None


def _agreed(report: Report) -> Iterable[Row]:
    for line in report.agreed:
        when: Row = (line.owner, line.by, line.proof, line.said)
        yield ("action", line.mentor, line.what, None, *when)
    for level in report.agreed_levels:
        note: Row = (None, None, level.note, level.said)
        yield ("level", level.mentor, level.name, level.level, *note)
    for mentor, day in report.meetings:
        yield "meeting", mentor, "Next meeting", None, None, day, None, None


class Level(float):
    """A level, printed to the tenth."""

    __slots__ = ()


class Share(float):
    """A share, printed as a percentage."""

    __slots__ = ()


def fill(book: Workbook, title: str, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Add a sheet called ``title`` with ``names`` above ``rows``."""
    sheet = book.create_sheet(title)
    widths = [len(name) for name in names]
    for down, row in enumerate([tuple(names), *rows], 1):
        for across, value in enumerate(row, 1):
            cell = sheet.cell(down, across)
            _write(cell, value)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            widths[across - 1] = max(widths[across - 1], len(str(value or "")))
    _dress(sheet, widths)


def _write(cell: Cell, value: Value) -> None:
    """A number as a number, and text as text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = value[:LONGEST_CELL]
        cell.data_type = "s"
        cell.quotePrefix = True
        return
    cell.value = float(value) if isinstance(value, float) else value
    if isinstance(value, Level):
        cell.number_format = _LEVEL
    elif isinstance(value, Share):
        cell.number_format = _SHARE
    elif isinstance(value, date):
        cell.number_format = _DAY


def _dress(sheet: Worksheet, widths: Sequence[int]) -> None:
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for at, width in enumerate(widths, 1):
        fitting = min(max(width + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(at)].width = fitting


def saved(book: Workbook, title: str, day: date) -> bytes:
    """The file's bytes, without the moment of saving that openpyxl writes into it."""
    moment = datetime.combine(day, time())
    book.properties.creator = "Headway"
    book.properties.title = title
    book.properties.created = book.properties.modified = moment
    raw = io.BytesIO()
    book.save(raw)
    stamped = f"{book.properties.modified:%Y-%m-%dT%H:%M:%SZ}".encode()
    steady = io.BytesIO()
    with ZipFile(raw) as found, ZipFile(steady, "w", ZIP_DEFLATED) as kept:
        for part in sorted(found.namelist()):
            data = found.read(part).replace(stamped, f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode())
            kept.writestr(ZipInfo(part, _EPOCH), data, ZIP_DEFLATED)
    return steady.getvalue()
