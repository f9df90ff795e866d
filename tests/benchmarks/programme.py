"""
Scoring a whole programme with ``score``: from a CSV file to a CSV file, self-ratings included.

What is timed is the command as a person runs it: start, reading and checking every cell, the tree
with one shared leniency, ranges, five roles, writing. Memory is that of all its processes together.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from csv import writer
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

from assessment.bank import Bank, build_bank
from assessment.content.items import Answer, BestAndWorst, ChosenOption, TypedNumber
from assessment.content.loading import load
from tests.benchmarks.people import SEED, any_answer
from tests.benchmarks.printing import Row, table

ROOT: Final = Path(__file__).resolve().parents[2]

ITEMS: Final = 48
"""Items that each person has answered, any of the bank: a full run."""

_DIFFERENT: Final = 20
"""Different answers to an item that occur."""

_GLANCE: Final = 0.1
"""Time between two looks at the memory, in seconds."""


@dataclass(frozen=True)
class Size:
    """
    How much is measured.

    Attributes:
        people: Numbers of people.
        on_one_core: How many are also scored on one core alone.
    """

    people: Sequence[int]
    on_one_core: int


FULL: Final = Size((10_000, 100_000), on_one_core=10_000)


def report(size: Size) -> str:
    """Time and memory for each number of people."""
    bank = build_bank(load())
    jobs = [(size.on_one_core, 1)] if hasattr(os, "sched_setaffinity") else []
    jobs += [(people, os.cpu_count() or 1) for people in size.people]
    with TemporaryDirectory() as folder:
        rows = [_row(bank, Path(folder), people, cores) for people, cores in jobs]
    headings = (
        *("people", "cores", "seconds", "of processor time"),
        *("people a second", "peak MiB, all processes"),
    )
    title = f"`score`, CSV to CSV: {len(bank.content.sub_skills)} self-ratings, {ITEMS} items each"
    return table(title, headings, rows)


def _row(bank: Bank, folder: Path, people: int, cores: int) -> Row:
    given, scores = folder / f"{people}-{cores}.csv", folder / f"{people}-{cores}-scores.csv"
    _write(bank, given, people)
    held = partial(os.sched_setaffinity, 0, {0}) if cores == 1 else None
    start, before = time.perf_counter(), _worked()
    process = subprocess.Popen(
        [sys.executable, "-m", "assessment", "score", str(given), str(scores)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        preexec_fn=held,  # noqa: PLW1509 - no threads here
    )
    peaks: dict[int, float] = {}
    while process.poll() is None:
        peaks |= {each: peak for each in _family(process.pid) if (peak := _peak(each))}
        time.sleep(_GLANCE)
    seconds, worked = time.perf_counter() - start, _worked() - before
    lines = sum(1 for _ in scores.open("rb"))
    assert process.returncode == 0, "everybody should be scored"
    assert lines == people + 1, "and written"
    return people, cores, seconds, worked, round(people / seconds), round(sum(peaks.values()))


def _write(bank: Bank, file: Path, people: int) -> None:
    """People who rate themselves and answer items, all at random."""
    rng = np.random.default_rng(SEED)
    subs = [sub.id for sub in bank.content.sub_skills]
    texts = [_answers(bank, item, rng) for item in bank.ids]
    with file.open("w", encoding="utf-8", newline="") as opened:
        rows = writer(opened)
        rows.writerow(["person", *subs, *bank.ids])
        for person in range(people):
            answers = [""] * len(texts)
            for at in rng.permutation(len(texts))[:ITEMS].tolist():
                answers[at] = texts[at][person % _DIFFERENT]
            rows.writerow([f"p{person}", *rng.integers(6, size=len(subs)).tolist(), *answers])


def _answers(bank: Bank, item: str, rng: np.random.Generator) -> list[str]:
    drawn = (any_answer(bank.content.items[item][1], rng) for _ in range(_DIFFERENT))
    return [_cell(answer) for answer in drawn]


def _cell(answer: Answer) -> str:
    match answer:
        case ChosenOption():
            return answer.option
        case BestAndWorst():
            return f"{answer.best}>{answer.worst}"
        case TypedNumber():
            return str(answer.value)
        case _:
            return answer.kind


def _worked() -> float:
    """Seconds that the processes started so far have computed: what a busy machine leaves alone."""
    spent = getrusage(RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _family(process: int) -> list[int]:
    """The process and all that it started, as far as they still run."""
    children = Path(f"/proc/{process}/task/{process}/children")
    try:
        own = [int(child) for child in children.read_text(encoding="ascii").split()]
    except OSError:
        return []
    return [process, *(each for child in own for each in _family(child))]


def _peak(process: int) -> float:
    """Most memory that a process has held, in MiB; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(float(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
