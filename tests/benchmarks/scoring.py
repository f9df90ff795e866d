"""Scoring one person, and ten thousand, beside a plain loop over people."""

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from assessment.bank import build_bank, evidence
from assessment.content.loading import load
from assessment.evaluation import evaluate
from assessment.measurement.grid import GRID, PRIOR_MEAN, FloatArray, IntArray
from assessment.measurement.tree import Tree, infer
from tests.benchmarks.people import answered, crowd, some_items
from tests.benchmarks.printing import Row, percentile, table

Case = Callable[[Tree, FloatArray, IntArray], None]

ITEMS: Final = 48
"""Items that a person of the benchmark has answered, about a full run."""

PORTION: Final = 500
"""People at a time where only the estimates are kept."""


@dataclass(frozen=True)
class Size:
    """
    How much is measured.

    Attributes:
        repeats: Times that one person is scored.
        people: People in the batch.
        looped: People that are scored one by one; the time is taken times ``people / looped``.
    """

    repeats: int
    people: int
    looped: int


FULL: Final = Size(repeats=300, people=10_000, looped=500)


def report(size: Size) -> str:
    """Both tables."""
    return f"{_one_person(size)}\n\n{_many_people(size)}"


def _one_person(size: Size) -> str:
    content = load()
    bank, role = build_bank(content), content.roles[0]
    attempt = answered(bank, some_items(content, ITEMS))
    keyed, ratings = evidence(bank, attempt, "combined")
    cases: dict[str, Callable[[], object]] = {
        "`infer`: posterior of every sub-skill": partial(infer, bank.tree, keyed, ratings),
        "`evaluate`: levels, gaps, roles, steps": partial(evaluate, bank, attempt, role),
        "each sub-skill for itself, plain NumPy": partial(_apart, keyed[0]),
    }
    times: dict[str, list[float]] = {name: [] for name in cases}
    for case in cases.values():
        case()  # fills the caches that a server has filled
    for _ in range(size.repeats):
        for name, case in cases.items():
            times[name].append(_milliseconds(case))
    base = percentile(times["each sub-skill for itself, plain NumPy"], 50)
    rows: list[Row] = [
        (name, len(found), p50 := percentile(found, 50), percentile(found, 95), p50 / base)
        for name, found in times.items()
    ]
    title = f"Scoring one person: {len(content.sub_skills)} self-ratings, {ITEMS} items"
    return table(title, ("", "n", "p50 ms", "p95 ms", "times plain"), rows)


def _many_people(size: Size) -> str:
    portion = min(PORTION, size.people)
    cases = {  # how, people drawn, times over
        "`infer`, one person after another": (_one_by_one, size.looped, 1),
        "`infer`, all at once, every posterior kept": (_at_once, size.people, 1),
        f"`infer`, {PORTION} at a time, estimates kept": (
            _estimates,
            portion,
            size.people // portion,
        ),
        "each sub-skill for itself, plain NumPy loop": (_apart_in_a_loop, size.looped, 1),
    }
    rows: list[Row] = []
    base = 0.0
    for name, (case, drawn, times) in cases.items():
        seconds, peak = _in_a_process(case, drawn, times)
        seconds *= size.people / (drawn * times)
        base = base or seconds
        rows.append((name, seconds, round(size.people / seconds), peak, seconds / base))
    headings = ("", "seconds", "people a second", "peak MiB", "ratio")
    return table(f"Scoring {size.people:,} people: {ITEMS} items each", headings, rows)


def _one_by_one(tree: Tree, keyed: FloatArray, ratings: IntArray) -> None:
    for person in range(len(keyed)):
        infer(tree, keyed[person : person + 1], ratings[person : person + 1])


def _at_once(tree: Tree, keyed: FloatArray, ratings: IntArray) -> None:
    infer(tree, keyed, ratings)


def _estimates(tree: Tree, keyed: FloatArray, ratings: IntArray) -> None:
    infer(tree, keyed, ratings).marginals @ GRID


def _apart_in_a_loop(_tree: Tree, keyed: FloatArray, _ratings: IntArray) -> None:
    for person in keyed:
        _apart(person)


def _apart(keyed: FloatArray) -> FloatArray:
    """Bayes on the same grid, no tree and no self-ratings: what a short script would do."""
    prior = np.exp(-((GRID - PRIOR_MEAN) ** 2) / 2)
    levels = np.empty(len(keyed))
    for at, log_likelihood in enumerate(keyed):
        posterior = prior * np.exp(log_likelihood - log_likelihood.max())
        levels[at] = posterior @ GRID / posterior.sum()
    return levels


def _in_a_process(case: Case, people: int, times: int) -> tuple[float, float]:
    """Seconds that a case takes, and the peak memory of a process that does nothing else."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (case, people, times))


def _measured(case: Case, people: int, times: int) -> tuple[float, float]:
    bank = build_bank(load())
    keyed, ratings = crowd(bank, some_items(bank.content, ITEMS), people)
    case(bank.tree, keyed[:1], ratings[:1])  # fills the caches that a server has filled
    spent = [_milliseconds(partial(case, bank.tree, keyed, ratings)) for _ in range(times)]
    return sum(spent) / 1000, _peak()


def _peak() -> float:
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    peaks = [float(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")]
    return peaks[0] if peaks else float("nan")


def _milliseconds(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return (time.perf_counter() - start) * 1000
