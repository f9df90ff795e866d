"""A cohort as a workbook: people, levels, shared gaps and averages, in a sheet each."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from openpyxl import Workbook

from assessment.charts import cohort as said
from assessment.cohort.members import Cohort
from assessment.cohort.sharing import Averages, averages, averages_by_aim, shared
from assessment.reports.drafting import COUNTED, clean, method, share, tenth
from assessment.reports.workbook import Level, Row, Share, fill, saved

_PEOPLE: Final = (
    *("Person", "Readiness", "Meets", "Gaps", "Not enough evidence yet", "Not assessed"),
    *("Compares with", "Self-ratings", "Questions answered", "Last changed"),
)
_SHARED: Final = (
    *("Sub-skill", "Must-have", "Asked", "Assessed", "Expected to meet it", "Gaps"),
    *("Not enough evidence yet", "Meet it", "Not assessed"),
)
_AVERAGES: Final = ("Group", "People", "Sub-skill", "Assessed", "Average", "Spread")


def workbook(cohort: Cohort, day: date) -> bytes:
    """The cohort as XLSX; the same cohort always gives the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    subs = [sub.name for sub in cohort.content.sub_skills]
    ends = [f"{name}{end}" for name in subs for end in ("", ", likely from", ", likely to")]
    fill(book, "About", ("What", "Value"), _about(cohort, day))
    fill(book, "People", _PEOPLE, _people(cohort))
    fill(book, "Levels", ("Person", *ends), _levels(cohort))
    fill(book, "Shared gaps", _SHARED, _shared(cohort))
    fill(book, "Averages", _AVERAGES, _averages(cohort))
    return saved(book, said.title(cohort), day)


def _about(cohort: Cohort, day: date) -> Iterable[Row]:
    yield "Cohort", said.title(cohort)
    yield "Day", day
    yield "Evidence that counts", COUNTED["combined"]
    yield "Content", cohort.content.framework.version
    yield "Method", method(cohort.content.framework)
    yield "Averages", f"{said.rule()} {said.rule_by_aim()}"
    yield "Limits", said.limits()


def _people(cohort: Cohort) -> Iterable[Row]:
    for member in cohort.members:
        person = member.person
        yield (
            clean(person.label),
            None if member.readiness is None else Share(share(member.readiness)),
            *(member.count("meets"), member.count("gap"), member.count("unclear")),
            member.count("not assessed"),
            clean(person.aim),
            *(person.rated, person.answered, person.changed),
        )


def _levels(cohort: Cohort) -> Iterable[Row]:
    for member in cohort.members:
        row: list[str | Level | None] = [clean(member.person.label)]
        for stands in member.person.standings:
            found = (stands.estimate, stands.low, stands.high) if stands else ()
            row += map(_level, found) if found else (None, None, None)
        yield row


def _shared(cohort: Cohort) -> Iterable[Row]:
    for each in shared(cohort):
        must = "must-have" if each.requirement.critical else ""
        expected = _level(each.expected)
        head: Row = (each.sub_skill.name, must, each.requirement.level, each.assessed, expected)
        yield *head, each.gaps, each.unclear, each.meets, each.not_assessed


def _averages(cohort: Cohort) -> Iterator[Row]:
    for group in (averages(cohort), *averages_by_aim(cohort)):
        yield from _group(cohort, group)


def _group(cohort: Cohort, group: Averages) -> Iterator[Row]:
    for at, sub in enumerate(cohort.content.sub_skills):
        found = group.levels[at]
        ends: Row = (_level(found.mean), _level(found.spread)) if found else (None, None)
        yield clean(group.group), group.members, sub.name, group.assessed[at], *ends


def _level(exact: float) -> Level:
    return Level(tenth(exact))
