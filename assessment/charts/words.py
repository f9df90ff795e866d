"""Small pieces of language that several charts need."""

from collections import Counter
from collections.abc import Sequence
from datetime import date


def short(role: str) -> str:
    """A role's name where there is little room."""
    return role.removeprefix("Ecommerce ").removesuffix(" of Ecommerce")


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def number(value: float) -> str:
    """A number as people write it: thousands parted, and no more digits than it has."""
    return f"{value:,.10g}"


def tenths(value: float) -> str:
    """A level as it is shown: to a tenth, and never "-0.0"."""
    return f"{round(value, 1) + 0.0:.1f}"


def said(day: date) -> str:
    """A day as people write it, with the month in letters, so that no order can be mistaken."""
    return f"{day.day} {day:%B %Y}"


def told_apart(days: Sequence[date]) -> tuple[str, ...]:
    """Days as ``said``, oldest first; those of one day are numbered, so that no two are alike."""
    every, met = Counter(days), Counter[date]()
    names = []
    for day in days:
        met[day] += 1
        names.append(f"{said(day)}, no. {met[day]}" if every[day] > 1 else said(day))
    return tuple(names)
