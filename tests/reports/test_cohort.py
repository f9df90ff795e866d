"""A cohort's files are read back: numbers as numbers, names as text, silence as nothing."""

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from assessment.attempts import Respondent
from assessment.charts.ranges import SAID
from assessment.cohort.members import Cohort, compare
from assessment.cohort.sharing import averages, averages_by_aim, shared
from assessment.reports.cohort_tables import levels
from assessment.reports.cohort_workbook import workbook
from assessment.reports.tables import USE
from tests.cohort.examples import HEAD, cohort, member, respondents
from tests.examples import attempt, miniature
from tests.reports.examples import DAY, HOSTILE

SHEETS = ["About", "People", "Levels", "Shared gaps", "Averages"]
FORMULAS = "=+-@\t\r\N{FULLWIDTH EQUALS SIGN}"


def rows(raw: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file as a reader finds them."""
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))


def sheets(raw: bytes) -> dict[str, list[dict[str, Any]]]:
    """The rows of each sheet, by the names in its first row."""
    found = {}
    for sheet in load_workbook(io.BytesIO(raw)).worksheets:
        names, *values = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, names), row, strict=True)) for row in values]
    return found


def hostile(text: str) -> Cohort:
    """A cohort in which a person, their aim and the role are called ``text``."""
    found = compare(miniature(), [(text, attempt({"pricing": 3})), ("Bo", attempt())], HEAD)
    one, other = found.members
    aiming = replace(one, person=replace(one.person, aim=text))
    role = found.role.model_copy(update={"name": text})
    return replace(found, role=role, members=(aiming, other))


@settings(max_examples=25, deadline=None)
@given(respondents())
def test_levels_come_back(people: list[Respondent]) -> None:
    """A row for each person and sub-skill, each number to the tenth or hundredth as shown."""
    found = compare(miniature(), people, HEAD)
    read = iter(rows(levels(found, DAY)))
    for each in found.members:
        for at, sub in enumerate(found.content.sub_skills):
            row, stands, chance = next(read), each.person.standings[at], each.chances[at]
            assert (row["person"], row["sub_skill"]) == (each.person.label, sub.name)
            assert (row["use"], row["day"], row["role"]) == (USE, "2026-11-25", HEAD.name)
            assert (row["level"] == "") == (stands is None)
            if stands:
                ends = [float(row[name]) for name in ("level", "likely_from", "likely_to")]
                assert ends == pytest.approx([stands.estimate, stands.low, stands.high], abs=0.0501)
            assert row["chance"] == ("" if chance is None else str(round(100 * chance) / 100))
            said = each.verdicts[at]
            assert row["verdict"] == (SAID[said] if said else "")
    assert next(read, None) is None


@settings(max_examples=15, deadline=None)
@given(respondents(most=8))
def test_the_workbook_holds_the_same(people: list[Respondent]) -> None:
    """Counts, levels, shared gaps and averages are those of the cohort, of their own type."""
    found = compare(miniature(), people, HEAD)
    read = sheets(workbook(found, DAY))

    assert list(read) == SHEETS
    assert len(read["People"]) == len(read["Levels"]) == len(people)
    for each, person, line in zip(found.members, read["People"], read["Levels"], strict=True):
        assert (person["Person"], line["Person"]) == (each.person.label,) * 2
        assert (person["Meets"], person["Gaps"]) == (each.count("meets"), each.count("gap"))
        assert (person["Readiness"] is None) == (each.readiness is None)
        for sub, stands in zip(found.content.sub_skills, each.person.standings, strict=True):
            level = line[sub.name]
            assert level == (pytest.approx(stands.estimate, abs=0.0501) if stands else None)
    assert [row["Sub-skill"] for row in read["Shared gaps"]] == [
        each.sub_skill.name for each in shared(found)
    ]
    told = [(row["Group"], row["Assessed"], row["Average"] is None) for row in read["Averages"]]
    assert told == [
        (group.group, group.assessed[at], group.levels[at] is None)
        for group in (averages(found), *averages_by_aim(found))
        for at in range(len(found.content.sub_skills))
    ]


def test_averages_by_hand() -> None:
    """Five at level 4 average 4 with no spread; four of them on another sub-skill average not."""
    found = cohort(*[member("x", [4, None if at == 0 else 2, 1]) for at in range(5)])
    pricing, returns, *_ = sheets(workbook(found, DAY))["Averages"]

    assert (pricing["Average"], pricing["Spread"], pricing["Assessed"]) == (4, 0, 5)
    assert (returns["Average"], returns["Spread"], returns["Assessed"]) == (None, None, 4)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_computes_nothing(text: str) -> None:
    """In neither file does a cell begin a formula, and the name reads as typed."""
    found = hostile(text)
    read = rows(levels(found, DAY))
    assert read[0]["person"].removeprefix("'") == text
    assert not any(cell.startswith(tuple(FORMULAS)) for row in read for cell in row.values())
    book = load_workbook(io.BytesIO(workbook(found, DAY)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert all(cell.quotePrefix for cell in cells if isinstance(cell.value, str))
    assert text in {cell.value for cell in cells}


@pytest.mark.parametrize("name", ["A\N{RIGHT-TO-LEFT OVERRIDE}B", "x\N{ZERO WIDTH SPACE}y"])
def test_what_hides_or_turns_text_is_left_out(name: str) -> None:
    """A stored name that only pretends to be another is written without its tricks."""
    (row, *_) = rows(levels(hostile(name), DAY))

    assert row["person"] == "".join(c for c in name if c.isprintable())


def test_the_same_cohort_gives_the_same_bytes() -> None:
    """Neither file holds the moment at which it was made; the day given is in both."""
    found = hostile("Ada")

    assert workbook(found, DAY) == workbook(found, DAY) != workbook(found, date(2027, 1, 1))
    assert levels(found, DAY) == levels(found, DAY) != levels(found, date(2027, 1, 1))
