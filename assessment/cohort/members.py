"""Many people against one role: where each of them stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

import numpy as np

from assessment import gaps as gap_rules
from assessment.attempts import Attempt, Respondent
from assessment.bank import Bank, assessed, evidence
from assessment.content.model import Content, Requirement, Role
from assessment.gaps import Sight, Verdict
from assessment.measurement import summary
from assessment.measurement.grid import LOWEST_LEVEL, FloatArray
from assessment.measurement.tree import infer

_NO_NAME: Final = "No name"
_NO_AIM: Final = "a role that is not known here"


@dataclass(frozen=True)
class Person:
    """
    Somebody, before any role is asked.

    Attributes:
        name: As they gave it; where they gave none it says so.
        label: The name, with a number where others have the same.
        aim: Name of the role that they themselves compare with.
        changed: When their newest answer was stored.
        rated: Number of self-ratings.
        answered: Number of items answered.
        standings: Where they stand on each sub-skill; None where it is not assessed.
    """

    name: str
    label: str
    aim: str
    changed: date
    rated: int
    answered: int
    standings: tuple[Sight | None, ...]

    @property
    def has_evidence(self) -> bool:
        """Whether anything is assessed at all."""
        return any(self.standings)


@dataclass(frozen=True)
class Member:
    """
    Somebody against the role of a cohort.

    Attributes:
        person: Who.
        readiness: Expected weighted share of the requirements met, 0 to 1; None where nothing is
            rated or answered.
        chances: P(requirement met) for each sub-skill, 0 to 1; None where the role asks nothing
            or it is not assessed.
        verdicts: What may be said of each sub-skill; None where the role asks nothing.
    """

    person: Person
    readiness: float | None
    chances: tuple[float | None, ...]
    verdicts: tuple[Verdict | None, ...]

    def count(self, verdict: Verdict) -> int:
        """Number of requirements of which ``verdict`` may be said."""
        return self.verdicts.count(verdict)


@dataclass(frozen=True)
class Cohort:
    """
    Many people against one role.

    Attributes:
        content: What they were asked.
        role: The profile compared with.
        asked: What the role asks of each sub-skill; None where it asks nothing.
        members: The people, in the order to be shown.
    """

    content: Content
    role: Role
    asked: tuple[Requirement | None, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, eq=False)
class Measured:
    """
    What the evidence says of many people, before any role is asked.

    Attributes:
        people: Everybody.
        marginals: Their posteriors. Shape (people, sub_skills, 65).
    """

    people: tuple[Person, ...]
    marginals: FloatArray


def compare(bank: Bank, respondents: Sequence[Respondent], role: Role) -> Cohort:
    """
    Everybody against ``role``, on all evidence, in the order given.

    Args:
        bank: The content as curves.
        respondents: Name and attempt of each person; at least one.
        role: The profile compared with.
    """
    return against(bank, measure(bank, respondents), role)


def measure(bank: Bank, respondents: Sequence[Respondent]) -> Measured:
    """The posteriors of everybody, at least one, in one batch: what takes the time."""
    found = [evidence(bank, attempt, "combined") for _, attempt in respondents]
    keyed = np.concatenate([answers for answers, _ in found])
    ratings = np.concatenate([rated for _, rated in found if rated is not None])
    marginals = infer(bank.tree, keyed, ratings).marginals
    likely = bank.content.framework.policy.likely_range.value
    ends = summary.interval(marginals, likely)
    levels = np.concatenate([summary.mean(marginals)[..., None], ends], axis=-1)
    labels = _labels([name or _NO_NAME for name, _ in respondents])
    people = map(partial(_person, bank), respondents, labels, levels.tolist())
    return Measured(tuple(people), marginals)


def against(bank: Bank, measured: Measured, role: Role) -> Cohort:
    """People of whom the posteriors are known, against ``role``."""
    content = bank.content
    required = {each.sub_skill: each for each in role.requirements}
    asked = tuple(required.get(sub.id) for sub in content.sub_skills)
    levels = np.array([each.level if each else LOWEST_LEVEL for each in asked])
    chances = summary.probability_of_meeting(measured.marginals, levels).tolist()
    readiness = gap_rules.readiness(content, role, measured.marginals).tolist()
    members = (
        Member(
            person,
            ready if person.has_evidence else None,
            tuple(
                chance if wanted and standing else None
                for chance, wanted, standing in zip(met, asked, person.standings, strict=True)
            ),
            tuple(
                gap_rules.verdict(chance, content.framework.policy, assessed=standing is not None)
                if wanted
                else None
                for chance, wanted, standing in zip(met, asked, person.standings, strict=True)
            ),
        )
        for person, ready, met in zip(measured.people, readiness, chances, strict=True)
    )
    return Cohort(content, role, asked, tuple(members))


def _person(
    bank: Bank, respondent: Respondent, label: str, levels: Sequence[tuple[float, float, float]]
) -> Person:
    name, attempt = respondent
    known = assessed(bank, attempt, "combined")
    subs = bank.content.sub_skills
    return Person(
        name=name or _NO_NAME,
        label=label,
        aim=_aim(bank.content, attempt),
        changed=attempt.changed_at.date(),
        rated=sum(attempt.ratings.get(sub.id) is not None for sub in subs),
        answered=len(bank.answered(attempt)),
        standings=tuple(
            Sight(*each) if sub.id in known else None
            for sub, each in zip(subs, levels, strict=True)
        ),
    )


def _aim(content: Content, attempt: Attempt) -> str:
    """The role that somebody compares with, by its name; one of their own as they called it."""
    if attempt.target in content.roles_by_id:
        return content.roles_by_id[attempt.target].name
    own = attempt.own_roles.get(attempt.target)
    return "".join(filter(str.isprintable, own.name)) if own else _NO_AIM


def _labels(names: Sequence[str]) -> list[str]:
    """Names with a number where they are alike, so that each label is there once."""
    often, taken = Counter(names), set(names)
    labels = []
    for name in names:
        label, turn = name, 0
        while often[name] > 1 and label in taken:
            turn += 1
            label = f"{name} ({turn})"
        taken.add(label)
        labels.append(label)
    return labels
