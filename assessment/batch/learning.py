"""What a programme's answers say about the items: where they lie, and how well they work."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from assessment.bank import MISSING, Bank, View, credits_of, evidence_of_many
from assessment.batch.item_reports import Given, ItemReport, item_report, largest_of
from assessment.batch.people import Portion
from assessment.batch.qualities import Quality, qualities
from assessment.measurement import summary
from assessment.measurement.calibration import calibrate, levels_behind
from assessment.measurement.grid import FloatArray, IntArray
from assessment.measurement.keyed import Answers, KeyedItem
from assessment.measurement.tree import profiles

_VIEW: Final[View] = "shown"
"""Evidence that reliabilities rest on: self-ratings would add what answers did not show."""


@dataclass(frozen=True, eq=False)
class Programme:
    """
    Everybody's answers.

    Attributes:
        ids: Names each person.
        answers: The answers.
        estimates: Levels of sub-skills and then skills, from answers. Shape (people, n).
        errors: Their standard errors, in levels. Shape (people, n).
    """

    ids: tuple[str, ...]
    answers: Answers
    estimates: FloatArray
    errors: FloatArray


@dataclass(frozen=True)
class Report:
    """
    What was learned.

    Attributes:
        people: How many answered.
        people_mean: Where they stand on average above the middle, in levels.
        settled: Whether the search for the difficulties came to rest.
        items: In the order of the bank.
        qualities: Of all, of each skill and of each sub-skill.
    """

    people: int
    people_mean: float
    settled: bool
    items: tuple[ItemReport, ...]
    qualities: tuple[Quality, ...]


def gather(bank: Bank, portions: Iterable[Portion]) -> Programme:
    """Everybody's answers, in one place; only what was answered takes room."""
    ids: list[str] = []
    parts: list[tuple[IntArray, IntArray, IntArray]] = [(np.zeros(0, dtype=np.int64),) * 3]
    width = len(bank.content.sub_skills) + len(bank.content.skills)
    levels: list[tuple[FloatArray, FloatArray]] = [(np.zeros((0, width)),) * 2]
    for portion in portions:
        person, item = np.nonzero(portion.answers != MISSING)
        outcome = portion.answers[person, item]
        parts.append((person + len(ids), item, outcome))
        levels.append(_levels(bank, portion))
        ids += portion.ids
    person, item, outcome = (np.concatenate(each) for each in zip(*parts, strict=True))
    estimates, errors = (np.concatenate(each) for each in zip(*levels, strict=True))
    return Programme(tuple(ids), Answers(len(ids), person, item, outcome), estimates, errors)


def keyed_items(bank: Bank) -> list[KeyedItem]:
    """The bank as calibration sees it: at the authors' levels, whatever was learned before."""
    items = [bank.content.items[name][1] for name in bank.ids]
    return [
        KeyedItem(item.likelihood, credits_of(item), int(sub_skill), float(item.level))
        for item, sub_skill in zip(items, bank.sub_skill_of, strict=True)
    ]


def learn(bank: Bank, programme: Programme, groups: Mapping[str, str]) -> Report:
    """
    Where the items lie and how they work.

    Args:
        bank: What was asked.
        programme: What was answered.
        groups: Group by person; whoever is in none is compared with nobody.
    """
    items, answers = keyed_items(bank), programme.answers
    found = calibrate(bank.tree, items, answers)
    whole, rest = levels_behind(bank.tree, items, found, answers)
    order = np.argsort(answers.item, kind="stable")
    ends = np.cumsum(found.counts)
    names = np.array([groups.get(person, "") for person in programme.ids], dtype=object)
    largest, reports = largest_of(names), []
    for at, end in enumerate(ends):
        mine = order[end - found.counts[at] : end]
        who = names[answers.person[mine]] if groups else np.zeros(0, dtype=object)
        given = Given(answers.outcome[mine], whole[mine], rest[mine], who)
        reports.append(item_report(bank, at, found, given, largest))
    judged = tuple(qualities(bank, answers, programme.estimates, programme.errors))
    return Report(answers.people, found.people_mean, found.settled, tuple(reports), judged)


def _levels(bank: Bank, portion: Portion) -> tuple[FloatArray, FloatArray]:
    """Levels of sub-skills and then skills, and their errors. Shape (people, n) each."""
    keyed, ratings = evidence_of_many(bank, portion.answers, portion.ratings, _VIEW)
    nothing = np.zeros((0, keyed.shape[1]), dtype=np.int64)
    solved = profiles(bank.tree, keyed, ratings, nothing)
    found = np.concatenate([solved.marginals, solved.skills], axis=1)
    return summary.mean(found), summary.standard_deviation(found)
