"""The workbook is read back: numbers are numbers, text is text, and no cell computes."""

import io
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from assessment.evaluation import Result
from assessment.reports.document import Report
from assessment.reports.workbook import workbook
from tests.examples import attempt
from tests.reports.examples import HOSTILE, hostile, report_on, reports, sized

SHEETS = ["Summary", "Requirements", "Roles", "Plan", "Answers"]


def rows(raw: bytes) -> Mapping[str, list[dict[str, Any]]]:
    """The rows of each sheet, by the names in its first row."""
    book = load_workbook(io.BytesIO(raw))
    found = {}
    for sheet in book.worksheets:
        names, *values = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, names), row, strict=True)) for row in values]
    return found


@settings(max_examples=25, deadline=None)
@given(reports())
def test_numbers_come_back_as_numbers(found: tuple[Report, Result]) -> None:
    """Levels, ranges, chances, hours and days are those of the report, of their own type."""
    report, _ = found
    sheets = rows(workbook(report))

    assert list(sheets) == SHEETS
    for line, row in zip(report.requirements, sheets["Requirements"], strict=True):
        level = line.level
        known = (level.estimate, level.low, level.high) if level else (None, None, None)
        assert (row["Level"], row["Likely from"], row["Likely to"]) == known
        assert (row["Chance of meeting it"], row["Asked"]) == (line.chance, line.asked)
    for role, row in zip(report.roles, sheets["Roles"], strict=True):
        assert (row["Role"], row["Readiness"]) == (role.name, role.readiness)
    for step, row in zip(report.steps, sheets["Plan"], strict=True):
        assert (row["From"], row["Hours"]) == (datetime.combine(step.start, time()), step.hours)
    assert len(sheets["Answers"]) == len(report.ratings) + len(report.answers)


def test_the_summary_says_what_it_is_for() -> None:
    """Limits, method, content, evidence and the counts stand on the first sheet."""
    report, _ = report_on(attempt({"pricing": 3}))
    said = {row["What"]: row["Value"] for row in rows(workbook(report))["Summary"]}

    assert said["Limits"] == report.limits
    assert (said["Method"], said["Content"]) == (report.method, report.content)
    assert (said["Self-ratings"], said["Questions answered"]) == (1, 0)
    assert said["Readiness"] == report.readiness[1]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    """No cell holds a formula, and text reads as typed."""
    raw = workbook(hostile(text))
    book = load_workbook(io.BytesIO(raw))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]

    assert not any(cell.data_type == "f" for cell in cells)
    assert all(cell.quotePrefix for cell in cells if isinstance(cell.value, str))
    assert {text} <= {cell.value for cell in cells}
    with ZipFile(io.BytesIO(raw)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())
        assert not any("external" in name or "vba" in name for name in parts.namelist())


def test_head_rows_stay_in_sight() -> None:
    """Each sheet is frozen below its names, and no column is too narrow to read."""
    book = load_workbook(io.BytesIO(workbook(sized(24, 48))))

    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert all(8 < each.width <= 60 for each in sheet.column_dimensions.values())
    assert book["Requirements"]["F2"].number_format == "0.0"


def test_the_same_report_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is not in it, not even in the file's parts; the day of the report is."""
    report = hostile("x")
    first = workbook(report)
    from openpyxl.writer import excel

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Later":
            return cls(2031, 5, 6, 7, 8, 9, tzinfo=tz)

    monkeypatch.setattr(excel.datetime, "datetime", Later)
    assert workbook(report) == first
    assert workbook(replace(report, day=report.day + timedelta(days=1))) != first


def test_a_spreadsheet_program_computes_nothing(tmp_path: Path) -> None:
    """LibreOffice, where it is, opens the workbook and shows every text as typed."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice on this machine")
    text = HOSTILE["formula"]
    (tmp_path / "a.xlsx").write_bytes(workbook(hostile(text)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    to_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", to_csv, "--outdir", tmp_path, "a.xlsx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )

    (made,) = tmp_path.glob("*.csv")
    assert text.replace('"', '""') in made.read_text("utf-8")
