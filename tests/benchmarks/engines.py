"""
Scoring one scale beside the engines that the Python registry has, on the same answers in one run.

All get answers as right or wrong, and the true slope, level and guessing of every question. What
each adds of its own (building its model, fitting) is left out.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

import mirt
import numpy as np
from catsim.estimation import NumericalSearchEstimator
from catsim.item_bank import ItemBank
from girth import ability_3pl_eap
from mirt.scoring.eap import EAPScorer

from assessment.measurement.grid import GRID, PRIOR_MEAN, FloatArray, IntArray
from assessment.measurement.likelihood import DISCRIMINATION, choice_curves
from assessment.measurement.summary import mean, standard_deviation
from assessment.measurement.tree import Tree, infer
from tests.benchmarks.people import SEED
from tests.benchmarks.printing import Row, percentile, table

ITEMS: Final = 60
OPTIONS: Final = 4
LEVELS: Final[IntArray] = np.tile(np.arange(1, 6), ITEMS // 5)
"""Where the questions lie, in levels: as many at each."""

POINTS: Final = GRID.size
"""Points that we integrate over; others are also given as many."""

OURS: Final = f"ours, {POINTS} points"
GIRTH: Final = f"girth, {POINTS} points"
CATSIM: Final = "catsim (most likely level, no error)"

PORTION: Final = 4_096
"""People whose answers we turn into likelihoods at once, so that they stay in the cache."""

ONE_SCALE: Final = Tree((0,), general=0.0, skill=0.0, own=1.0)

Scorer = Callable[[IntArray], FloatArray]


@dataclass(frozen=True)
class Size:
    """
    How much is measured.

    Attributes:
        people: Numbers of people scored at once.
        rounds: Times that each engine scores them, by turns.
        slow: Most people that an engine is given which takes them one by one or takes gigabytes;
            its time is then taken in proportion.
        repeats: Times that one person is scored.
    """

    people: tuple[int, ...]
    rounds: int
    slow: Mapping[str, int]
    repeats: int


FULL: Final = Size(
    (1_000, 10_000, 100_000), rounds=7, slow={CATSIM: 300, GIRTH: 10_000}, repeats=300
)


def report(size: Size) -> str:
    """Many at once, and one alone."""
    return f"{_many(size)}\n\n{_one(size)}"


def _many(size: Size) -> str:
    rows: list[Row] = []
    for people in size.people:
        ability, answers = _people(people)
        found = _scored(answers, size)
        quickest, ours = min(found[OURS][0]), found[OURS][-1]
        for name, (times, work, estimate) in found.items():
            given = len(estimate)
            error = float(((estimate - ability[:given]) ** 2).mean() ** 0.5)
            off = float(np.abs(estimate - ours[:given]).max())
            best = (1000 * min(times), 1000 * min(work), min(times) / quickest)
            rows.append((name, people, given, *best, f"{off:.0e}", error))
    headings = ("", "people", "of them scored", "best ms", "of processor time", "times ours")
    title = f"Scoring {ITEMS} questions of one scale, best of {size.rounds}"
    return table(title, (*headings, "furthest from ours, SD", "RMSE, SD"), rows)


def _scored(
    answers: IntArray, size: Size
) -> dict[str, tuple[list[float], list[float], FloatArray]]:
    """Seconds and processor seconds for all answers in each round, and estimates, by engine."""
    found: dict[str, tuple[list[float], list[float], FloatArray]] = {}
    for at in range(size.rounds + 1):
        for name, scorer in _engines().items():
            given = answers[: size.slow.get(name, len(answers))]
            start, worked = time.perf_counter(), time.process_time()
            estimate = scorer(given)
            spent, worked = time.perf_counter() - start, time.process_time() - worked
            all_of_them = len(answers) / len(given)
            times, work, _ = found.setdefault(name, ([], [], estimate))
            if at > 0:  # the first round fills caches
                times.append(spent * all_of_them)
                work.append(worked * all_of_them)
    return found


def _one(size: Size) -> str:
    _, answers = _people(1)
    times: dict[str, list[float]] = {name: [] for name in _engines()}
    for at in range(size.repeats + 1):
        for name, scorer in _engines().items():
            start = time.perf_counter()
            scorer(answers)
            times[name] += [1e6 * (time.perf_counter() - start)] if at > 0 else []
    ours = percentile(times[OURS], 50)
    rows: list[Row] = [
        (name, len(each), p50 := percentile(each, 50), percentile(each, 95), p50 / ours)
        for name, each in times.items()
    ]
    headings = ("", "n", "p50 µs", "p95 µs", "times ours")
    return table(f"Scoring one person on {ITEMS} questions of one scale", headings, rows)


def _people(people: int) -> tuple[FloatArray, IntArray]:
    """Abilities, in SDs, and answers, 1 right and 0 wrong. Shape (people, items)."""
    rng = np.random.default_rng(SEED)
    ability = rng.normal(size=people)
    known = 1 / (1 + np.exp(-DISCRIMINATION * (ability[:, None] + PRIOR_MEAN - LEVELS)))
    right = 1 / OPTIONS + (1 - 1 / OPTIONS) * known
    return ability, (rng.random(right.shape) < right).astype(np.int64)


@cache
def _engines() -> dict[str, Scorer]:
    known = {
        "discrimination": np.full(ITEMS, DISCRIMINATION),
        "difficulty": LEVELS - PRIOR_MEAN,
        "guessing": np.full(ITEMS, 1 / OPTIONS),
    }
    wrong, right = np.log(
        [choice_curves(level, np.eye(OPTIONS)[0], tau=0.0)[[1, 0]] for level in LEVELS]
    ).swapaxes(0, 1)
    model = mirt.ThreeParameterLogistic(n_items=ITEMS)
    model.set_parameters(**known)
    model._is_fitted = True  # it has no public way to score with parameters that are known
    bank = ItemBank(np.stack(list(known.values()), axis=1), validate=False)
    return {
        OURS: partial(_ours, wrong.sum(axis=0), right - wrong),
        f"mirt, {POINTS} points": partial(_mirt, model, POINTS),
        "mirt, 49 points (its default)": partial(_mirt, model, None),
        GIRTH: partial(_girth, known, {"quadrature_n": POINTS}),
        "girth, 41 points (its default)": partial(_girth, known, None),
        CATSIM: partial(_catsim, bank),
    }


def _ours(nothing_right: FloatArray, each_right: FloatArray, answers: IntArray) -> FloatArray:
    """Estimates; standard errors are computed too, as mirt does."""
    estimates = np.empty(len(answers))
    for start in range(0, len(answers), PORTION):
        rows = slice(start, start + PORTION)
        keyed = answers[rows].astype(np.float64) @ each_right + nothing_right
        marginals = infer(ONE_SCALE, keyed[:, None]).marginals[:, 0]
        estimates[rows] = mean(marginals) - PRIOR_MEAN
        standard_deviation(marginals)
    return estimates


def _mirt(model: mirt.ThreeParameterLogistic, points: int | None, answers: IntArray) -> FloatArray:
    return np.ravel(EAPScorer(n_quadpts=points).score(model, answers).theta)


def _girth(
    known: Mapping[str, FloatArray], options: dict[str, int] | None, answers: IntArray
) -> FloatArray:
    estimates: FloatArray = ability_3pl_eap(
        answers.T, known["difficulty"], known["discrimination"], known["guessing"], options
    )
    return estimates


def _catsim(bank: ItemBank, answers: IntArray) -> FloatArray:
    estimator, every = NumericalSearchEstimator(), list(range(ITEMS))
    return np.array(
        [
            estimator.estimate(
                item_bank=bank, administered_items=every, response_vector=row, est_theta=0.0
            )
            for row in (answers == 1).tolist()
        ]
    )
