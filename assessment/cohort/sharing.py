"""What many people have in common: gaps that they share, and averages where there are enough."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Final

from assessment.cohort.members import Cohort, Member
from assessment.content.model import Requirement, SubSkill

FEWEST: Final = 5
"""Fewest people behind an average: of fewer, one person's level could be worked out by whoever
knows the others', and the fewer, the closer. A convention, the one of Pluralsight's team pages."""


@dataclass(frozen=True)
class Shared:
    """
    One requirement of the role, and how many meet it.

    Attributes:
        sub_skill: The sub-skill.
        requirement: What the role asks of it.
        meets: Number of people who meet it.
        gaps: Number of people with a gap.
        unclear: Number of people about whom the evidence does not settle it.
        not_assessed: Number of people about whom there is no evidence on it.
        expected: Expected number who meet it, of those assessed: the sum of their chances.
    """

    sub_skill: SubSkill
    requirement: Requirement
    meets: int
    gaps: int
    unclear: int
    not_assessed: int
    expected: float

    @property
    def assessed(self) -> int:
        """Number of people about whom there is evidence."""
        return self.meets + self.gaps + self.unclear

    @property
    def short(self) -> float:
        """Expected number who do not meet it, of those assessed."""
        return self.assessed - self.expected


@dataclass(frozen=True)
class Average:
    """
    The estimates of some people on one sub-skill.

    Attributes:
        mean: Their mean, in levels.
        spread: Their standard deviation, in levels.
        people: How many they are.
    """

    mean: float
    spread: float
    people: int


@dataclass(frozen=True)
class Averages:
    """
    The averages of a group.

    Attributes:
        group: What its members have in common.
        members: How many there are.
        assessed: How many of them are assessed on each sub-skill.
        levels: Average on each sub-skill; None where it could give a person away.
    """

    group: str
    members: int
    assessed: tuple[int, ...]
    levels: tuple[Average | None, ...]


def shared(cohort: Cohort) -> tuple[Shared, ...]:
    """Every requirement of the role, the one that most people are expected to miss first."""
    found = [
        _shared(cohort, at, requirement)
        for at, requirement in enumerate(cohort.asked)
        if requirement is not None
    ]
    return tuple(sorted(found, key=lambda each: each.short, reverse=True))


def averages(cohort: Cohort) -> Averages:
    """The averages of everybody."""
    return _averages("Everyone", cohort.members)


def averages_by_aim(cohort: Cohort) -> tuple[Averages, ...]:
    """
    The averages of those who compare with the same role, the largest group first.

    Those of a group that is too small could be worked out from everybody's and the other groups'.
    So on a sub-skill no group has an average, unless the groups without one hold nobody or enough.
    """
    groups: dict[str, list[Member]] = {}
    for member in cohort.members:
        groups.setdefault(member.person.aim, []).append(member)
    found = [_averages(aim, members) for aim, members in groups.items()]
    rest = [
        sum(each.assessed[at] for each in found if each.levels[at] is None)
        for at in range(len(cohort.asked))
    ]
    safe = [not 0 < hidden < FEWEST for hidden in rest]
    return tuple(
        Averages(
            each.group,
            each.members,
            each.assessed,
            tuple(level if keep else None for level, keep in zip(each.levels, safe, strict=True)),
        )
        for each in sorted(found, key=lambda each: each.members, reverse=True)
    )


def average(estimates: Sequence[float]) -> Average | None:
    """The average of some people's estimates, in levels; None where they are too few."""
    if len(estimates) < FEWEST:
        return None
    return Average(fmean(estimates), stdev(estimates), len(estimates))


def _averages(group: str, members: Sequence[Member]) -> Averages:
    people = zip(*(member.person.standings for member in members), strict=True)
    estimates = [[each.estimate for each in standings if each] for standings in people]
    return Averages(group, len(members), tuple(map(len, estimates)), tuple(map(average, estimates)))


def _shared(cohort: Cohort, at: int, requirement: Requirement) -> Shared:
    said = [member.verdicts[at] for member in cohort.members]
    return Shared(
        sub_skill=cohort.content.sub_skills[at],
        requirement=requirement,
        meets=said.count("meets"),
        gaps=said.count("gap"),
        unclear=said.count("unclear"),
        not_assessed=said.count("not assessed"),
        expected=sum(_known(member.chances[at] for member in cohort.members)),
    )


def _known(chances: Iterable[float | None]) -> Iterable[float]:
    return (chance for chance in chances if chance is not None)
