"""Levels, likely ranges, chances and readiness of many people: what ``evaluate`` says of each."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assessment import gaps
from assessment.bank import MISSING, Bank, View, evidence_of_many
from assessment.batch.people import Portion
from assessment.content.model import Content
from assessment.measurement import summary
from assessment.measurement.grid import BoolArray, FloatArray, IntArray
from assessment.measurement.tree import profiles


@dataclass(frozen=True, eq=False)
class Scores:
    """
    Some people's figures.

    Attributes:
        ids: Names each person.
        names: As the people wrote them.
        answered: Number of items answered. Shape (people,).
        rated: Number of self-ratings given. Shape (people,).
        values: Figures in the order of ``figures``; NaN where the person is not assessed.
            Shape (people, n_figures).
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    answered: IntArray
    rated: IntArray
    values: FloatArray


@dataclass(frozen=True, eq=False)
class Scorer:
    """
    What scores a portion of people.

    Attributes:
        bank: The content as curves.
        view: Which evidence counts.
    """

    bank: Bank
    view: View

    def score(self, portion: Portion) -> Scores:
        """Figures of each person of ``portion``."""
        content, known = self.bank.content, _assessed(self.bank, portion, self.view)
        evidence = evidence_of_many(self.bank, portion.answers, portion.ratings, self.view)
        found = profiles(self.bank.tree, *evidence, gaps.must_have_levels(content, content.roles))
        values = np.hstack(
            [
                _levels(content, found.skills, _of_skills(content, known)),
                _levels(content, found.marginals, known),
                *_of_roles(content, found.marginals, known),
                _where(_at_all(known), found.chances),
            ]
        )
        answered = (portion.answers != MISSING).sum(axis=1)
        rated = (portion.ratings != MISSING).sum(axis=1)
        return Scores(portion.ids, portion.names, answered, rated, values)


def figures(content: Content) -> tuple[str, ...]:
    """Name of each figure of a person, in order."""
    return tuple(_figures(content))


def _figures(content: Content) -> Iterator[str]:
    skills, subs = content.skills, content.sub_skills
    for each in (*(skill.id for skill in skills), *(sub.id for sub in subs)):
        yield from (f"level.{each}", f"likely_from.{each}", f"likely_to.{each}")
    for role in content.roles:
        yield from (f"meets.{role.id}.{asked.sub_skill}" for asked in role.requirements)
    yield from (f"readiness.{role.id}" for role in content.roles)
    yield from (f"all_must_haves.{role.id}" for role in content.roles)


def _assessed(bank: Bank, portion: Portion, view: View) -> BoolArray:
    """Whether there is evidence that ``view`` counts. Shape (people, sub_skills)."""
    owners = np.arange(portion.ratings.shape[1]) == bank.sub_skill_of[:, None]
    shown = (portion.answers != MISSING) @ owners
    rated = portion.ratings != MISSING
    known: BoolArray = (shown & (view != "self")) | (rated & (view != "shown"))
    return known


def _of_skills(content: Content, known: BoolArray) -> BoolArray:
    """Whether anything is known of each core skill. Shape (people, n_skills)."""
    owners = np.arange(len(content.skills)) == np.array(content.skill_index)[:, None]
    of_skills: BoolArray = known @ owners
    return of_skills


def _of_roles(content: Content, marginals: FloatArray, known: BoolArray) -> Iterator[FloatArray]:
    """Chance of each requirement, then readiness for each role."""
    for role in content.roles:
        at = [content.sub_skill_index[asked.sub_skill] for asked in role.requirements]
        asked = np.array([asked.level for asked in role.requirements], dtype=np.int64)
        yield _where(known[:, at], summary.probability_of_meeting(marginals[:, at], asked))
    ready = [gaps.readiness(content, role, marginals) for role in content.roles]
    yield _where(_at_all(known), np.stack(ready, axis=1))


def _levels(content: Content, posteriors: FloatArray, known: BoolArray) -> FloatArray:
    """Estimate and likely range, side by side. Shape (people, 3 * n)."""
    ends = summary.interval(posteriors, content.framework.policy.likely_range.value)
    levels = np.concatenate([summary.mean(posteriors)[..., None], ends], axis=-1)
    return _where(known[..., None], levels).reshape(len(levels), -1)


def _at_all(known: BoolArray) -> BoolArray:
    """Whether anything is known of each person. Shape (people, 1)."""
    return np.atleast_2d(known.any(axis=1)).T


def _where(known: BoolArray, values: FloatArray) -> FloatArray:
    """NaN, and never a level of people in general, where nothing is known of this person."""
    return np.where(known, values, np.nan)
