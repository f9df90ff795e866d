"""A cohort as CSV: a row for each person and sub-skill."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from assessment.charts.ranges import SAID
from assessment.cohort.members import Cohort, Member
from assessment.reports.drafting import COUNTED, clean, share, tenth
from assessment.reports.tables import USE, Value, table, yes

_NAMES: Final = (
    *("person", "compares_with", "last_changed", "self_ratings", "questions", "readiness"),
    *("sub_skill", "core_skill", "must_have", "asked", "level", "likely_from", "likely_to"),
    *("chance", "verdict"),
)
_NONE: Final = (None, None, None)


def levels(cohort: Cohort, day: date) -> bytes:
    """
    Everybody's levels, with the likely range and what may be said of the requirement.

    Where something is not assessed or not asked, cells are empty.
    """
    whole = {
        "role": cohort.role.name,
        "day": day.isoformat(),
        "evidence": COUNTED["combined"],
        "content": cohort.content.framework.version,
        "use": USE,
    }
    rows = (
        (*_person(member), *line)
        for member in cohort.members
        for line in _sub_skills(cohort, member)
    )
    return table(whole, _NAMES, rows)


def _person(member: Member) -> tuple[Value, ...]:
    person = member.person
    made = (person.rated, person.answered)
    ready = None if member.readiness is None else share(member.readiness)
    return (clean(person.label), clean(person.aim), person.changed.isoformat(), *made, ready)


def _sub_skills(cohort: Cohort, member: Member) -> Iterator[tuple[Value, ...]]:
    content = cohort.content
    for at, sub in enumerate(content.sub_skills):
        asked, stands, said = cohort.asked[at], member.person.standings[at], member.verdicts[at]
        chance = member.chances[at]
        found = (stands.estimate, stands.low, stands.high) if stands else ()
        yield (
            sub.name,
            content.skills[content.skill_index[at]].name,
            yes(said=asked.critical) if asked else None,
            asked.level if asked else None,
            *(map(tenth, found) if found else _NONE),
            None if chance is None else share(chance),
            SAID[said] if said else None,
        )
