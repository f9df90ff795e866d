"""People as the inputs give them: who, from which line, and their evidence as numbers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np

from assessment.errors import Problem
from assessment.measurement.grid import IntArray

PORTION: Final = 500
"""People who are scored together: their arrays take about 20 MB."""


@dataclass(frozen=True)
class Person:
    """
    A person whose evidence can be scored.

    Attributes:
        id: Names the person in the table.
        name: As the person wrote it; may be empty.
        answers: Row of ``Bank.log_rows`` for each item, -1 where it was not answered.
        ratings: Self-rating of each sub-skill, -1 where there is none.
    """

    id: str
    name: str
    answers: list[int]
    ratings: list[int]


@dataclass(frozen=True)
class SetAside:
    """
    A row that cannot be scored.

    Attributes:
        person: Whose it is, as far as that can be told.
        row: The line as it was read; empty for a result file.
        problems: What is wrong with it.
    """

    person: str
    row: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, eq=False)
class Portion:
    """
    Some people who are scored together.

    Attributes:
        ids: Names each person in the table.
        names: As the people wrote them.
        answers: Shape (people, n_items).
        ratings: Shape (people, sub_skills).
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    answers: IntArray
    ratings: IntArray


def portions(
    rows: Iterable[Person | SetAside], set_aside: Callable[[SetAside], None]
) -> Iterator[Portion]:
    """The people of ``rows``, ``PORTION`` at a time; the others are handed to ``set_aside``."""
    people = _sound(rows, set_aside)
    while some := tuple(islice(people, PORTION)):
        yield Portion(
            tuple(person.id for person in some),
            tuple(person.name for person in some),
            np.array([person.answers for person in some], dtype=np.int64),
            np.array([person.ratings for person in some], dtype=np.int64),
        )


def _sound(
    rows: Iterable[Person | SetAside], set_aside: Callable[[SetAside], None]
) -> Iterator[Person]:
    for row in rows:
        if isinstance(row, SetAside):
            set_aside(row)
        else:
            yield row
