"""Rows and files about the miniature, and what reading them gives."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from assessment.attempts import Attempt
from assessment.bank import coded
from assessment.batch.cells import Form
from assessment.batch.people import Person, Portion, SetAside, portions
from assessment.content.items import Answer, BestAndWorst, ChosenOption, DontKnow, TypedNumber
from tests.examples import miniature

VERSION = "2026.11.0"
"""Version of the miniature."""

OWN = frozenset([VERSION])

Row = Person | SetAside


@cache
def form() -> Form:
    """The columns of the miniature."""
    return Form(miniature())


def nobody(_read: int) -> None:
    """Hears how far reading is, and does not care."""


def portion_of(attempts: list[Attempt]) -> Portion:
    """Attempts as people who are scored together."""
    rows: list[Row] = []
    for at, each in enumerate(attempts):
        answers, ratings = coded(miniature(), each)
        rows.append(Person(f"p{at}", "", answers.tolist(), ratings.tolist()))
    (portion,) = portions(rows, refused)
    return portion


def refused(row: SetAside) -> None:
    """Where no row may be set aside."""
    raise AssertionError(row)


def cells(done: Attempt) -> Mapping[str, str]:
    """An attempt as the cells of a row."""
    rated = {sub: _rating(rating) for sub, rating in done.ratings.items()}
    return rated | {item: _answer(answer) for item, answer in done.answers.items()}


def told(rows: Iterator[Row]) -> list[tuple[str, int, str, str]]:
    """File, line, place and message of everything that is wrong."""
    return [
        (Path(problem.file).name, problem.line, problem.where, problem.message)
        for row in rows
        if isinstance(row, SetAside)
        for problem in row.problems
    ]


def _rating(rating: int | None) -> str:
    return "does-not-apply" if rating is None else str(rating)


def _answer(answer: Answer) -> str:
    match answer:
        case DontKnow():
            return "dont-know"
        case ChosenOption():
            return answer.option
        case BestAndWorst():
            return f"{answer.best}>{answer.worst}"
        case TypedNumber():
            return f"{answer.value:g}"
