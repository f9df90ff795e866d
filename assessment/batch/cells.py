"""
One documented form of many people's answers: a row per person, a column per thing asked.

A column is headed by the id of a sub-skill (a self-rating) or of an item (an answer); ``person``
names the row, ``name`` and ``content_version`` may be there. An empty cell was not given.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from itertools import permutations
from types import MappingProxyType
from typing import Any, Final

from assessment.bank import MISSING, Bank, row_of
from assessment.content.items import (
    DONT_KNOW,
    BestAndWorst,
    ChosenOption,
    DontKnow,
    Judgement,
    SingleBest,
    TypedNumber,
)

PERSON: Final = "person"
NAME: Final = "name"
VERSION: Final = "content_version"

DOES_NOT_APPLY: Final = "does-not-apply"
"""Cell of a self-rating that the person's work never touches: missing, not zero."""

_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_LONGEST_NUMBER: Final = 40
_REMEMBERED: Final = 1_000
"""Different numbers of an item that are looked up, not worked out again."""

_RATINGS: Final[Mapping[str, int]] = {
    DOES_NOT_APPLY: MISSING,
    **{f"{rating}{end}": rating for rating in range(6) for end in ("", ".0")},
}
"""Rating by its text; tables that hold missing values write whole numbers as 3.0."""


_Code = tuple[Callable[[str], int | None], str]
"""What turns a cell's text into its number, and what the text may be, in words."""


@dataclass(frozen=True)
class Column:
    """
    What is asked in a column.

    Attributes:
        at: Index of the item or sub-skill.
        rates: Whether it holds self-ratings, and not answers.
        code: Number of a cell's text; None where it is none that the column can hold.
        allowed: What it can hold, in words.
    """

    at: int
    rates: bool
    code: Callable[[str], int | None]
    allowed: str


@dataclass(frozen=True)
class Form:
    """
    The columns that there can be.

    Attributes:
        bank: The content as curves.
    """

    bank: Bank

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Every column by its heading, but for those about the person."""
        rated = f"a rating from 0 to 5, or {DOES_NOT_APPLY}"
        return {
            sub.id: Column(at, rates=True, code=_RATINGS.get, allowed=rated)
            for at, sub in enumerate(self.bank.content.sub_skills)
        } | {item: _column(self.bank, at) for at, item in enumerate(self.bank.ids)}

    def near(self, heading: str) -> str:
        """A hint at the heading that was meant, to end a sentence with."""
        known = [PERSON, NAME, VERSION, *self.columns]
        close = get_close_matches(heading, known, n=1)
        return f"; did you mean '{close[0]}'?" if close else "."


def _column(bank: Bank, at: int) -> Column:
    item = bank.content.items[bank.ids[at]][1]
    code, allowed = _CODES[item.control](bank, at, item)
    return Column(at, rates=False, code=code, allowed=f"{allowed}, or {DONT_KNOW}")


def _choices(bank: Bank, at: int, item: SingleBest) -> _Code:
    options = [option.id for option in item.options]
    codes = {option: row_of(bank, at, ChosenOption(option=option)) for option in options}
    return (codes | _dont_know(bank, at)).get, f"one of {', '.join(options)}"


def _pairs(bank: Bank, at: int, item: Judgement) -> _Code:
    options = [option.id for option in item.options]
    codes = {
        f"{best}>{worst}": row_of(bank, at, BestAndWorst(best=best, worst=worst))
        for best, worst in permutations(options, 2)
    }
    known = codes | _dont_know(bank, at)
    allowed = f"best>worst, two different ones of {', '.join(options)}"
    return (lambda text: known.get(text.replace(" ", ""))), allowed


def _numbers(bank: Bank, at: int, item: object) -> _Code:
    known = _dont_know(bank, at)

    @lru_cache(maxsize=_REMEMBERED)
    def code(text: str) -> int | None:
        if text in known or len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
            return known.get(text)
        value = float(text)
        return row_of(bank, at, TypedNumber(value=value)) if math.isfinite(value) else None

    return code, "a number such as 1250.5, without unit or thousands mark"


def _dont_know(bank: Bank, at: int) -> dict[str, int]:
    return {DONT_KNOW: row_of(bank, at, DontKnow())}


_CODES: Final[Mapping[str, Callable[[Bank, int, Any], _Code]]] = MappingProxyType(
    {"choose-one": _choices, "best-and-worst": _pairs, "number": _numbers}
)
"""How the answers of a family are written, by its control."""
