"""Items as calibration moves them, and who answered what: tables whose level and slope are free."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from assessment.measurement.checks import check_finite, check_shape, check_whole, require
from assessment.measurement.grid import GRID, FloatArray, IntArray
from assessment.measurement.likelihood import DISCRIMINATION, RESPONSES, numeric_response

_STEP: Final = 1e-3
"""Half the distance, in units of slope times levels, over which slopes of curves are taken."""


@dataclass(frozen=True, eq=False)
class KeyedItem:
    """
    An item as calibration sees it.

    Attributes:
        family: Name of its likelihood, as in ``RESPONSES``.
        credits: Credits of its options; empty for a number. Shape (n_options,).
        sub_skill: Index of what it shows.
        level: Where its author places it, in levels.
    """

    family: str
    credits: FloatArray
    sub_skill: int
    level: float


@dataclass(frozen=True, eq=False)
class Answers:
    """
    Who gave which outcome on which item; one entry per answer, in the order of the people.

    Attributes:
        people: Number of people.
        person: Index of the person, never falling. Shape (n,).
        item: Index of the item. Shape (n,).
        outcome: Row of the item's table; the row after the last is "I don't know". Shape (n,).
    """

    people: int
    person: IntArray
    item: IntArray
    outcome: IntArray


def information(item: KeyedItem, level: float, slope: float = DISCRIMINATION) -> FloatArray:
    """
    Fisher's information of an item about the level of who answers it.

    Args:
        item: Its family and credits.
        level: Where it lies, in levels.
        slope: Per level.

    Returns:
        Per squared level, at each point of ``GRID``. Shape (65,).
    """
    place = np.array([level, np.log(slope)])
    known = table(item, place)[:-1]
    # By the item's level an answer turns as fast as by the person's, the other way round.
    score = scores(item, place)[0, :-1]
    found: FloatArray = (known * score**2).sum(axis=0)
    return found


def rows_of(item: KeyedItem) -> int:
    """Number of rows of an item's table, with that of "I don't know"."""
    return len(table(item, np.array([item.level, np.log(DISCRIMINATION)])))


def table(item: KeyedItem, place: FloatArray) -> FloatArray:
    """
    Probability of each outcome, and likelihood of not knowing.

    Args:
        item: Its family and credits.
        place: Difficulty, in levels, and logarithm of the slope. Shape (2,).

    Returns:
        Shape (n_rows, 65).
    """
    return _rows(item, np.exp(place[1]) * (GRID - place[0]))


def _rows(item: KeyedItem, slope: FloatArray) -> FloatArray:
    known = RESPONSES[item.family](slope[None, :], item.credits)
    unknown = numeric_response(slope[None, :], item.credits)[1:]
    rows: FloatArray = np.concatenate([known, unknown])[:, 0]
    return rows


def scores(item: KeyedItem, place: FloatArray) -> FloatArray:
    """
    Slope of the table's logarithm by difficulty and by log slope.

    Args:
        item: Its family and credits.
        place: Difficulty, in levels, and logarithm of the slope. Shape (2,).

    Returns:
        Shape (2, n_rows, 65).
    """
    power = np.exp(place[1])
    slope = power * (GRID - place[0])
    rise = np.log(_rows(item, slope + _STEP) / _rows(item, slope - _STEP)) / (2 * _STEP)
    found: FloatArray = np.stack([-power * rise, slope * rise])
    return found


def check_keyed(items: Sequence[KeyedItem], sub_skills: int, answers: Answers) -> None:
    """
    Accept items that there can be, and answers to them.

    Raises:
        MeasurementError: If a value is out of range.
    """
    require(len(items) > 0, "There is no item to calibrate.")
    for item in items:
        require(item.family in RESPONSES, f"No likelihood is called '{item.family}'.")
    check_finite(np.array([item.level for item in items]), "The authors' levels")
    owners = np.array([item.sub_skill for item in items])
    check_whole(owners, 0, sub_skills - 1, "Sub-skills of items")
    for values, what in ((answers.item, "Items"), (answers.outcome, "Outcomes")):
        check_shape(values, answers.person.shape, f"{what} of the answers")
    check_whole(answers.person, 0, answers.people - 1, "People")
    check_whole(answers.item, 0, len(items) - 1, "Items")
    rows = np.array([rows_of(item) for item in items])
    outside = (answers.outcome < 0) | (answers.outcome >= rows[answers.item])
    require(not outside.any(), "An outcome is none that its item has.")
    require(bool((np.diff(answers.person) >= 0).all()), "Answers stand in the order of people.")
