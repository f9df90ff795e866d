"""The tables are read back by the CSV reader, number for number, and hold no formula."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings

from assessment.errors import AssessmentError
from assessment.evaluation import Result
from assessment.reports.document import Level, Report
from assessment.reports.tables import USE, plan, requirements
from tests.reports.examples import HOSTILE, hostile, reports

FORMULAS = "=+-@\t\r\N{FULLWIDTH EQUALS SIGN}"


def rows(raw: bytes) -> list[dict[str, str]]:
    """The rows of a table as a reader finds them."""
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))


@settings(max_examples=40, deadline=None)
@given(reports())
def test_requirements_come_back(found: tuple[Report, Result]) -> None:
    """Every number in the table is that of the report, to the last digit."""
    report, _ = found

    for line, row in zip(report.requirements, rows(requirements(report)), strict=True):
        level = line.level
        known = [level.estimate, level.low, level.high] if level else ["", "", ""]
        assert [row["level"], row["likely_from"], row["likely_to"]] == [str(x) for x in known]
        assert row["chance"] == ("" if line.chance is None else str(line.chance))
        assert (row["sub_skill"], row["asked"]) == (line.name, str(line.asked))
        assert (row["use"], row["content"], row["day"]) == (USE, report.content, "2026-11-25")


@settings(max_examples=40, deadline=None)
@given(reports())
def test_the_plan_comes_back(found: tuple[Report, Result]) -> None:
    """A row for each step, in order, with its days."""
    report, _ = found

    assert [(row["step"], row["from"], row["to"]) for row in rows(plan(report))] == [
        (step.title, step.start.isoformat(), step.end.isoformat()) for step in report.steps
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_cell_begins_a_formula(text: str) -> None:
    """What a spreadsheet would compute gets an apostrophe in front; all other text stays."""
    for raw in (requirements(hostile(text)), plan(hostile(text))):
        for row in rows(raw):
            assert row["role"].removeprefix("'") == text
            assert not any(cell.startswith(tuple(FORMULAS)) for cell in row.values())


@pytest.mark.parametrize("text", ["  =1+1", "\t=1+1", "\N{NO-BREAK SPACE}+1"])
def test_space_before_a_formula_hides_nothing(text: str) -> None:
    """A reader that trims finds no formula either."""
    (row, *_) = rows(requirements(replace(hostile("x"), role=text)))

    assert row["role"] == f"'{text}"


def test_a_negative_number_stays_a_number() -> None:
    """The guard is for text only: a likely range may begin below zero."""
    report = hostile("x")
    below = replace(report.requirements[0], level=Level(0.4, -0.3, 1.1))

    (row, *_) = rows(requirements(replace(report, requirements=(below,))))
    assert row["likely_from"] == "-0.3"


def test_nul_is_refused() -> None:
    """A text that ends early elsewhere is written nowhere."""
    with pytest.raises(AssessmentError, match="NUL"):
        requirements(replace(hostile("x"), role="a\0b"))


def test_it_says_that_it_is_utf_8() -> None:
    """Spreadsheets see accents, because the byte order mark comes first."""
    raw = requirements(hostile("Zoë"))

    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw == requirements(hostile("Zoë"))
