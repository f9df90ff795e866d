"""What each outcome of an item is: how it is written, and what it earns."""

from itertools import permutations

import numpy as np

from assessment.content.items import DONT_KNOW, Item, Judgement, Numeric
from assessment.measurement.grid import BoolArray, FloatArray


def texts(item: Item) -> tuple[str, ...]:
    """
    How the answer behind each row of ``Bank.log_rows`` is written in a table.

    A wrong number is written as the one that the item's first known slip leads to.
    """
    if isinstance(item, Numeric):
        return (f"{item.answer:.15g}", f"{item.common_errors[0].value:.15g}", DONT_KNOW)
    options = [option.id for option in item.options]
    if isinstance(item, Judgement):
        return (*(f"{best}>{worst}" for best, worst in permutations(options, 2)), DONT_KNOW)
    return (*options, DONT_KNOW)


def earned(item: Item) -> FloatArray:
    """
    Share of the credit that each row earns, 0 to 1; not knowing earns nothing.

    Best and worst earn half each: the credit of what was called best, and what the other lacks.
    """
    if isinstance(item, Numeric):
        return np.array([1.0, 0.0, 0.0])
    if isinstance(item, Judgement):
        pairs = permutations(item.credits, 2)
        return np.array([*((best + 1 - worst) / 2 for best, worst in pairs), 0.0])
    return np.array([*item.credits, 0.0])


def best(item: Item) -> BoolArray:
    """Whether each row names the best option, or the right number."""
    if isinstance(item, Numeric):
        return np.array([True, False, False])
    credits = np.array(item.credits)
    if isinstance(item, Judgement):
        credits = np.array([first for first, _ in permutations(item.credits, 2)])
    return np.append(credits == 1, [False])


def use(item: Item, counts: list[int]) -> dict[str, float]:
    """
    Share of the answers that name each option; for a judgement as best and, apart, as worst.

    Args:
        item: The item.
        counts: How often each row was given; at least one of them more than 0.
    """
    total, shares = sum(counts), dict[str, float]()
    for text, count in zip(texts(item), counts, strict=True):
        for name in _names(item, text):
            shares[name] = shares.get(name, 0.0) + count / total
    return shares


def _names(item: Item, text: str) -> tuple[str, ...]:
    if isinstance(item, Numeric) and text != DONT_KNOW:
        return ("right" if text == texts(item)[0] else "wrong",)
    if isinstance(item, Judgement) and text != DONT_KNOW:
        first, last = text.split(">")
        return (f"{first} best", f"{last} worst")
    return (text,)
