"""
Fewer questions on one scale: ours and ``catsim``, from the first question to the decision.

Simulated people, whose answers follow the very curves that every engine is given: how an engine
fares where people or questions are unlike what it supposes is not seen here.
"""

from dataclasses import dataclass
from math import erf
from typing import Final, NamedTuple

import numpy as np
from catsim.estimation import NumericalSearchEstimator
from catsim.irt import see
from catsim.item_bank import ItemBank
from catsim.selection import MaxInfoSelector

from assessment.measurement.grid import GRID, HALF_BAND, PRIOR_MEAN, FloatArray, IntArray, meets
from assessment.measurement.likelihood import DISCRIMINATION, choice_curves
from assessment.measurement.selection import SETTLED_AT, expected_gains
from assessment.measurement.summary import mean, probability_of_meeting
from assessment.measurement.tree import infer
from tests.benchmarks.engines import ONE_SCALE, OPTIONS
from tests.benchmarks.people import SEED
from tests.benchmarks.printing import Row, table

REQUIRED: Final = 4
"""Level that people are compared with: about three in ten are there."""

LEVELS: Final[IntArray] = np.tile(np.arange(1, 6), 60)
"""Where the 300 questions lie, in levels; the fixed form takes them in this order."""

CURVES: Final[FloatArray] = np.stack(
    [choice_curves(level, np.eye(OPTIONS)[0], tau=0.0)[0] for level in range(1, 6)]
)
"""Chance of a right answer to a question of each level. Shape (5, 65)."""

FIXED: Final = 96
CHOSEN: Final = 60
"""Questions asked of everyone, fixed and chosen one by one; a decision may come before."""

_LENGTHS: Final = (24, 48, FIXED)

_BANK: Final = ItemBank(
    np.stack(
        [
            np.full(LEVELS.size, DISCRIMINATION),
            LEVELS - PRIOR_MEAN,
            np.full(LEVELS.size, 1 / OPTIONS),
        ],
        axis=1,
    ),
    validate=False,
)
_SELECTOR: Final = MaxInfoSelector()
_ESTIMATOR: Final = NumericalSearchEstimator()


@dataclass(frozen=True)
class Size:
    """
    How much is measured.

    Attributes:
        people: People who are asked.
    """

    people: int


FULL: Final = Size(people=400)


class Course(NamedTuple):
    """
    A way of asking, after 0, 1, 2, ... questions.

    Attributes:
        name: The way.
        estimate: In levels. Shape (people, questions + 1).
        chance: Of meeting the requirement. Shape (people, questions + 1).
    """

    name: str
    estimate: FloatArray
    chance: FloatArray


def report(size: Size) -> str:
    """Errors by number of questions, and questions to a decision."""
    rng = np.random.default_rng(SEED)
    levels = rng.normal(PRIOR_MEAN, 1, size.people)
    known = 1 / (1 + np.exp(-DISCRIMINATION * (levels[:, None] - LEVELS)))
    right = rng.random(known.shape) < 1 / OPTIONS + (1 - 1 / OPTIONS) * known
    courses = [
        _ours("a fixed form", right, np.tile(np.arange(FIXED), (size.people, 1))),
        _ours("our choice, for the level", right, _chosen(right, GRID)),
        _ours("our choice, for the requirement", right, _chosen(right, meets(REQUIRED))),
        *_catsim(right),
    ]
    headings = (
        *("", *(f"RMSE at {length}" for length in _LENGTHS)),
        *("questions to a decision, mean", f"decided within {CHOSEN}, %", "of them right, %"),
    )
    title = f"Asking {size.people} simulated people on one scale of {LEVELS.size} questions"
    return table(title, headings, [_row(course, levels) for course in courses])


def _row(course: Course, levels: FloatArray) -> Row:
    errors = (course.estimate - levels[:, None]) ** 2
    at = [
        float(errors[:, length].mean() ** 0.5) if length < errors.shape[1] else ""
        for length in _LENGTHS
    ]
    chance = course.chance[:, 1 : CHOSEN + 1]
    settled = (chance >= SETTLED_AT[0]) | (chance <= SETTLED_AT[1])
    decided = settled.any(axis=1)
    first = settled.argmax(axis=1)
    met = np.take_along_axis(chance, first[:, None], axis=1)[:, 0] > 1 / 2
    right = met == (levels >= REQUIRED - HALF_BAND)
    # Who was never decided has been asked them all.
    asked = float(np.where(decided, first + 1, CHOSEN).mean())
    shares = [f"{100 * share.mean():.0f}" for share in (decided, right[decided])]
    return course.name, *at, f"{asked:.1f}", *shares


def _ours(name: str, right: FloatArray, asked: IntArray) -> Course:
    """What our posterior says after each of the questions ``asked``. Shape (people, questions)."""
    logs = _logs(np.take_along_axis(right, asked, axis=1), LEVELS[asked])
    keyed = np.concatenate([np.zeros_like(logs[:, :1]), logs.cumsum(axis=1)], axis=1)
    marginals = infer(ONE_SCALE, keyed.reshape(-1, 1, GRID.size)).marginals.reshape(keyed.shape)
    chance = probability_of_meeting(marginals, np.array(REQUIRED))
    return Course(name, mean(marginals), chance)


def _chosen(right: FloatArray, utility: FloatArray) -> IntArray:
    """Questions of the level that gains most for ``utility``, one by one."""
    tables = [np.stack([curve, 1 - curve]) for curve in CURVES]
    own, people = np.zeros(len(tables), dtype=np.int64), np.arange(len(right))
    left = np.tile(np.arange(len(tables)), (len(right), 1))  # next question of each level
    keyed = np.zeros((len(right), 1, GRID.size))
    asked = np.zeros((len(right), CHOSEN), dtype=np.int64)
    for turn in range(CHOSEN):
        marginals = infer(ONE_SCALE, keyed).marginals
        gains = [expected_gains(tables, own, each, utility[None], np.ones(1)) for each in marginals]
        best = np.where(left < LEVELS.size, gains, -1).argmax(axis=1)
        asked[:, turn] = left[people, best]
        left[people, best] += len(tables)
        keyed[:, 0] += _logs(right[people, asked[:, turn]], best + 1)
    return asked


def _catsim(right: FloatArray) -> list[Course]:
    """Its choice with its own estimates, and its choice with our posterior."""
    people = len(right)
    asked = np.zeros((people, CHOSEN), dtype=np.int64)
    estimate, chance = np.zeros((2, people, CHOSEN + 1))
    for person, answers in enumerate(right.tolist()):
        asked[person], estimate[person], chance[person] = _asked_by_catsim(answers)
    own = Course("catsim, choice and estimate", estimate, chance)
    return [own, _ours("the choice of catsim, our estimate", right, asked)]


def _asked_by_catsim(answers: list[bool]) -> tuple[list[int], list[float], list[float]]:
    """Questions, estimates and chances of one person; its errors are taken as normal."""
    asked: list[int] = []
    theta, edge = 0.0, REQUIRED - HALF_BAND - PRIOR_MEAN
    estimates, chances = [PRIOR_MEAN], [0.5]
    for _ in range(CHOSEN):
        chosen = _SELECTOR.select(item_bank=_BANK, administered_items=asked, est_theta=theta)
        asked.append(int(chosen))
        theta = _ESTIMATOR.estimate(
            item_bank=_BANK,
            administered_items=asked,
            response_vector=[answers[at] for at in asked],
            est_theta=theta,
        )
        error = see(theta, _BANK.get_items(asked))
        estimates.append(theta + PRIOR_MEAN)
        chances.append((1 + erf((theta - edge) / error / 2**0.5)) / 2)
    return asked, estimates, chances


def _logs(right: FloatArray, levels: IntArray) -> FloatArray:
    """Log-likelihood of each answer to a question of each level. Shape (..., 65)."""
    curves = CURVES[levels - 1]
    return np.log(np.where(right[..., None], curves, 1 - curves))
