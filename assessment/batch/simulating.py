"""
People from the model as a table that ``score`` and ``calibrate`` read, and what lies behind it.

What lies behind is a file of its own, since nobody knows it of real people: long rows of person,
kind, subject and value, where kind is ``difficulty`` (of an item, nobody's), ``level`` (of a
sub-skill), ``leniency`` (of all ratings) or ``confidence`` (in an answer, 0 to 100).
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO, Final

import numpy as np

from assessment.bank import MISSING, Bank, credits_of, difficulty
from assessment.batch.cells import PERSON
from assessment.batch.outcomes import best, texts
from assessment.batch.writing import text_over
from assessment.measurement.grid import PRIOR_MEAN, FloatArray, IntArray
from assessment.measurement.simulation import (
    chances,
    confidences,
    outcomes,
    self_ratings,
    true_difficulties,
    true_levels,
)

_AT_ONCE: Final = 1000
_DECIMALS: Final = 4
_BEHIND: Final = ("person", "kind", "subject", "value")

Row = tuple[str, str, str, float]
"""Person, kind, subject and value of something that lies behind."""


@dataclass(frozen=True, eq=False)
class Crowd:
    """
    Some simulated people.

    Attributes:
        first: Number of the first of them, from 1.
        levels: True levels. Shape (people, sub_skills).
        leniency: What each adds to all ratings, in levels. Shape (people,).
        ratings: Self-ratings. Shape (people, sub_skills).
        answers: Row of each answer, -1 where the item was not asked. Shape (people, n_items).
        confidence: How sure of each answer, 0 to 100, -1 likewise. Shape (people, n_items).
    """

    first: int
    levels: FloatArray
    leniency: FloatArray
    ratings: IntArray
    answers: IntArray
    confidence: IntArray


@dataclass(frozen=True, eq=False)
class Simulation:
    """
    People who are as the model supposes. Nobody in it says "I don't know": no model says who would.

    Attributes:
        bank: What they are asked.
        people: How many.
        questions: How many items each is asked, drawn at random, spread over the sub-skills.
        seed: The same seed gives the same people.
        mean: Where they stand on average, in levels.
    """

    bank: Bank
    people: int
    questions: int
    seed: int
    mean: float = PRIOR_MEAN

    def difficulties(self) -> FloatArray:
        """Where the items really lie: about where they are thought to. Shape (n_items,)."""
        items = [self.bank.content.items[name][1] for name in self.bank.ids]
        placed = np.array([difficulty(self.bank.content, item) for item in items])
        return true_difficulties(placed[:, 0], placed[:, 1], np.random.default_rng((self.seed, 0)))

    def crowds(self) -> Iterator[Crowd]:
        """Everybody, a thousand at a time."""
        lies = self.difficulties()
        for first in range(0, self.people, _AT_ONCE):
            rng = np.random.default_rng((self.seed, 1 + first))
            yield self._crowd(first, min(_AT_ONCE, self.people - first), lies, rng)

    def _crowd(self, first: int, people: int, lies: FloatArray, rng: np.random.Generator) -> Crowd:
        levels = true_levels(self.bank.tree, people, rng, self.mean)
        ratings, leniency = self_ratings(levels, rng)
        asked = _asked(self.bank.sub_skill_of, people, self.questions, rng)
        answers = np.full(asked.shape, MISSING)
        confidence = np.full(asked.shape, MISSING)
        for at, name in enumerate(self.bank.ids):
            item, who = self.bank.content.items[name][1], asked[:, at]
            mine = levels[who, self.bank.sub_skill_of[at]]
            chance = chances(item.likelihood, credits_of(item), lies[at], mine)
            answers[who, at] = outcomes(chance, rng)
            confidence[who, at] = confidences(np.minimum(chance @ best(item)[:-1], 1.0))
        return Crowd(first + 1, levels, leniency, ratings, answers, confidence)


def _asked(
    sub_skill_of: IntArray, people: int, questions: int, rng: np.random.Generator
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Which items each is asked: one of each sub-skill before a second. Shape (people, n_items)."""
    draw = rng.random((people, sub_skill_of.size))
    turn = np.empty(draw.shape)
    for sub_skill in np.unique(sub_skill_of):
        mine = sub_skill_of == sub_skill
        turn[:, mine] = draw[:, mine].argsort(axis=1).argsort(axis=1)
    return (turn + draw).argsort(axis=1).argsort(axis=1) < questions


def write_csv(simulation: Simulation, file: BinaryIO) -> None:
    """A heading, and a line for each person; an empty cell was not asked."""
    with text_over(file) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(_headings(simulation.bank))
        for person, cells in _rows(simulation):
            writer.writerow([person, *cells])


def write_jsonl(simulation: Simulation, file: BinaryIO) -> None:
    """An object on each line, with what was given."""
    headings = _headings(simulation.bank)
    for person, cells in _rows(simulation):
        given = dict(zip(headings, [person, *cells], strict=True))
        line = json.dumps({key: cell for key, cell in given.items() if cell})
        file.write(f"{line}\n".encode())


WRITERS: Final[Mapping[str, Callable[[Simulation, BinaryIO], None]]] = MappingProxyType(
    {".csv": write_csv, ".jsonl": write_jsonl}
)
"""How simulated people are written, by the ending of the file."""


def write_behind(simulation: Simulation, file: BinaryIO) -> None:
    """What lies behind the answers, as CSV in long rows."""
    with text_over(file) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(_BEHIND)
        for person, kind, subject, value in behind(simulation):
            writer.writerow([person, kind, subject, round(value, _DECIMALS)])


def behind(simulation: Simulation) -> Iterator[Row]:
    """Everything that nobody knows of real people."""
    bank = simulation.bank
    for name, lies in zip(bank.ids, simulation.difficulties(), strict=True):
        yield "", "difficulty", name, float(lies)
    for crowd in simulation.crowds():
        for at, levels in enumerate(crowd.levels):
            person = _person(crowd, at)
            for sub, level in zip(bank.content.sub_skills, levels, strict=True):
                yield person, "level", sub.id, float(level)
            yield person, "leniency", "", float(crowd.leniency[at])
            for item in np.flatnonzero(crowd.answers[at] != MISSING):
                yield person, "confidence", bank.ids[item], float(crowd.confidence[at, item])


def _rows(simulation: Simulation) -> Iterator[tuple[str, list[str]]]:
    items = simulation.bank.content.items
    written = [(*texts(items[name][1]), "") for name in simulation.bank.ids]  # -1 picks ""
    for crowd in simulation.crowds():
        pairs = zip(crowd.ratings.tolist(), crowd.answers.tolist(), strict=True)
        for at, (ratings, answers) in enumerate(pairs):
            cells = [text[row] for text, row in zip(written, answers, strict=True)]
            yield _person(crowd, at), [*map(str, ratings), *cells]


def _person(crowd: Crowd, at: int) -> str:
    return f"simulated-{crowd.first + at}"


def _headings(bank: Bank) -> list[str]:
    return [PERSON, *(sub.id for sub in bank.content.sub_skills), *bank.ids]
