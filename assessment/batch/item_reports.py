"""How one item works: by the answers to it, beside what its author supposed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from assessment.bank import Bank, credits_of
from assessment.batch.outcomes import best, earned, use
from assessment.content.calibration import PROVISIONAL_FROM, Standing, standing
from assessment.content.items import Item
from assessment.measurement.calibration import Calibration
from assessment.measurement.functioning import Functioning, mantel_haenszel
from assessment.measurement.grid import GRID, BoolArray, FloatArray, IntArray
from assessment.measurement.likelihood import CURVES
from assessment.measurement.selection import expected_gains
from assessment.measurement.tree import Tree, infer

STRATA: Final = 10
"""Strata of equal level within which groups are compared: tenths of those who answered."""


@dataclass(frozen=True)
class ItemReport:
    """
    How one item works; figures that the answers do not give are None.

    Attributes:
        item: Its id.
        sub_skill: Id of what it shows.
        answers: How many answered it.
        author: Its author's level.
        level: Difficulty by the answers and the author, in levels.
        error: SD of the true one about it, in levels.
        facility: Mean share of the credit earned, 0 to 1.
        discrimination: Correlation of that share with the person's level by all other answers.
        information: Expected fall of the variance of one person's level, in levels squared.
        use: Share of the answers that name each option.
        functioning: Comparison of each group with the largest, by the group's name.
    """

    item: str
    sub_skill: str
    answers: int
    author: int
    level: float
    error: float
    facility: float | None
    discrimination: float | None
    information: float
    use: Mapping[str, float]
    functioning: Mapping[str, Functioning]

    @property
    def standing(self) -> Standing:
        """What the difficulty rests on."""
        return standing(self.answers)

    @property
    def may_act(self) -> bool:
        """Whether there are enough answers to change or drop the item for its figures."""
        return self.answers >= PROVISIONAL_FROM


@dataclass(frozen=True, eq=False)
class Given:
    """
    Answers to one item.

    Attributes:
        outcome: Row of each. Shape (answers,).
        whole: Level of who gave it, by all of their answers. Shape (answers,).
        rest: The same by all others. Shape (answers,).
        group: Group of who gave it; empty where they are in none. Shape (answers,), or none.
    """

    outcome: IntArray
    whole: FloatArray
    rest: FloatArray
    group: np.ndarray[tuple[int], np.dtype[np.object_]]


def item_report(bank: Bank, at: int, found: Calibration, given: Given, largest: str) -> ItemReport:
    """
    How the item at index ``at`` works.

    Args:
        bank: What was asked.
        at: Index of the item.
        found: Where the items lie.
        given: Answers to it.
        largest: Group with which the others are compared.
    """
    sub_skill, item = bank.content.items[bank.ids[at]]
    share = earned(item)[given.outcome]
    counts = np.bincount(given.outcome, minlength=len(earned(item))).tolist()
    level, error = float(np.clip(found.levels[at], GRID[0], GRID[-1])), float(found.errors[at])
    return ItemReport(
        item=item.id,
        sub_skill=sub_skill.id,
        answers=int(found.counts[at]),
        author=item.level,
        level=level,
        error=error,
        facility=float(share.mean()) if share.size else None,
        discrimination=_correlation(share, given.rest),
        information=_information(item, level, error),
        use=use(item, counts) if share.size else {},
        functioning=dict(_functioning(best(item)[given.outcome], given, largest)),
    )


def _functioning(right: BoolArray, given: Given, largest: str) -> Iterator[tuple[str, Functioning]]:
    for group in sorted(set(given.group) - {"", largest}):
        both = (given.group == group) | (given.group == largest)
        cuts = np.quantile(given.whole[both], np.linspace(0, 1, STRATA + 1)[1:-1])
        stratum = np.digitize(given.whole[both], cuts)
        yield group, mantel_haenszel(right[both], given.group[both] == group, stratum)


def largest_of(names: np.ndarray[tuple[int], np.dtype[np.object_]]) -> str:
    """The group with most people; empty where there is none."""
    counts = {name: int((names == name).sum()) for name in sorted(set(names) - {""})}
    return max(counts, key=counts.__getitem__) if counts else ""


def _correlation(one: FloatArray, other: FloatArray) -> float | None:
    if one.size < PROVISIONAL_FROM or np.ptp(one) == 0 or np.ptp(other) == 0:
        return None
    return float(np.corrcoef(one, other)[0, 1])


def _information(item: Item, level: float, error: float) -> float:
    alone = Tree((0,), general=0.0, skill=0.0, own=1.0)
    prior = infer(alone, np.zeros((1, 1, GRID.size))).marginals[0]
    table = CURVES[item.likelihood](level, credits_of(item), error)
    one = np.zeros(1, dtype=np.int64)
    return float(expected_gains([table], one, prior, GRID[None], np.ones(1))[0])
