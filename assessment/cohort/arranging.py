"""A cohort as somebody wants to look at it: which part, which people, in which order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from assessment.cohort.members import Cohort, Member
from assessment.content.model import Content, Skill
from assessment.gaps import Verdict

READINESS: Final = "readiness"
NAME: Final = "name"
"""Orders of people; the id of a sub-skill is one as well: its level, highest first."""


@dataclass(frozen=True)
class Part:
    """
    Some of the sub-skills, to be looked at alone.

    Attributes:
        name: What they are together.
        runs: Core skills, each with the places of its sub-skills among all of them.
    """

    name: str
    runs: tuple[tuple[Skill, tuple[int, ...]], ...]

    @property
    def places(self) -> tuple[int, ...]:
        """Places of its sub-skills among all of them, in order."""
        return tuple(at for _, run in self.runs for at in run)


def parts(content: Content) -> tuple[Part, ...]:
    """Everything, then each core skill, each followed by its sub-skills."""
    runs: list[tuple[Skill, tuple[int, ...]]] = []
    for place, skill in enumerate(content.skills):
        mine = (at for at, owner in enumerate(content.skill_index) if owner == place)
        runs.append((skill, tuple(mine)))
    found = [Part("All sub-skills", tuple(runs))]
    for skill, run in runs:
        found.append(Part(skill.name, ((skill, run),)))
        found += [Part(content.sub_skills[at].name, ((skill, (at,)),)) for at in run]
    return tuple(found)


def arranged(cohort: Cohort, order: str) -> Cohort:
    """
    The cohort in another order; people about whom there is nothing to order by come last.

    Args:
        cohort: The people.
        order: ``READINESS``, ``NAME`` or the id of a sub-skill.
    """
    if order == NAME:
        named = sorted(cohort.members, key=lambda each: each.person.name.casefold())
        return replace(cohort, members=tuple(named))
    values = [_value(cohort, member, order) for member in cohort.members]
    return replace(cohort, members=_highest_first(cohort.members, values))


def together(cohort: Cohort) -> Cohort:
    """The cohort with those side by side who compare with the same role, else as it was."""
    aims = list(dict.fromkeys(member.person.aim for member in cohort.members))
    rank = {aim: at for at, aim in enumerate(sorted(aims, key=str.casefold))}
    ordered = sorted(cohort.members, key=lambda each: rank[each.person.aim])
    return replace(cohort, members=tuple(ordered))


def holding(cohort: Cohort, part: Part, verdict: Verdict) -> Cohort:
    """Only the people of whom ``verdict`` may be said on something in ``part``."""
    members = (
        member
        for member in cohort.members
        if verdict in {member.verdicts[at] for at in part.places}
    )
    return replace(cohort, members=tuple(members))


def _value(cohort: Cohort, member: Member, order: str) -> float | None:
    if order == READINESS:
        return member.readiness
    standing = member.person.standings[cohort.content.sub_skill_index[order]]
    return standing.estimate if standing else None


def _highest_first(members: Sequence[Member], values: Sequence[float | None]) -> tuple[Member, ...]:
    pairs = list(zip(members, values, strict=True))
    known = [(member, value) for member, value in pairs if value is not None]
    known.sort(key=lambda pair: pair[1], reverse=True)
    silent = [member for member, value in pairs if value is None]
    return (*(member for member, _ in known), *silent)
