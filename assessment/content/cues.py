"""
Could a stranger guess the keys? What picks by style alone hit, beside what chance would hit.

Each strategy scores the options of an item without understanding it, and picks the highest; where
several tie it takes one of them at random, so its share of a hit is one over their number. The
strategies are those that test-wise people are known to use (Millman, Bishop and Ebel, 1965).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from assessment.content.items import Item, Judgement, SingleBest

Choice = SingleBest | Judgement
"""An item with options to choose from."""

Strategy = Callable[[Choice], Sequence[float]]
"""Scores each option of an item, in the order shown; the highest is picked."""

_WORD: Final = re.compile(r"[a-z']+")
_STOP: Final = frozenset(
    _WORD.findall(
        "a an and are as at be before by for from has have if in into is it its of on or so that "
        "the their them then they this to until what when where which who will with you your"
    )
)
_HEDGES: Final = frozenset(
    _WORD.findall(
        "about after could each first if likely may might most often once or otherwise rather "
        "should some sometimes still unless until usually where whether while"
    )
)
_VIRTUES: Final = frozenset(
    _WORD.findall(
        "agree agreed analyse both check compare customer customers data evidence explain figures "
        "feedback interview joint jointly listen measure pilot research results review shared "
        "test tested testing together trial"
    )
)


@dataclass(frozen=True)
class Hits:
    """
    How often a strategy picks the key of some items.

    Attributes:
        share: Share of the items hit, 0 to 1.
        chance: Share that picking at random would hit, 0 to 1.
    """

    share: float
    chance: float

    @property
    def excess(self) -> float:
        """How far the strategy is from chance; above 0 where it helps."""
        return self.share - self.chance


def choices(items: Iterable[Item]) -> tuple[Choice, ...]:
    """The items with options."""
    return tuple(item for item in items if isinstance(item, SingleBest | Judgement))


def hits(items: Sequence[Choice], strategy: Strategy) -> Hits:
    """
    How often ``strategy`` picks the best option of ``items``.

    Raises:
        ValueError: If there is no item.
    """
    if not items:
        raise ValueError("there is no item to guess at")
    chance = sum(1 / len(item.options) for item in items) / len(items)
    return Hits(sum(_hit(item, strategy(item)) for item in items) / len(items), chance)


def key_position(item: Choice) -> int:
    """Place of the best option, from 0."""
    return item.credits.index(1)


def length_ratio(item: Choice) -> float:
    """Length of the longest option by that of the shortest, in characters."""
    lengths = [len(option.text) for option in item.options]
    return max(lengths) / min(lengths)


def words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning."""
    return frozenset(_WORD.findall(text.lower())) - _STOP


def _hit(item: Choice, scores: Sequence[float]) -> float:
    best = max(scores)
    picked = [at for at, score in enumerate(scores) if score == best]
    return (key_position(item) in picked) / len(picked)


def _longest(item: Choice) -> Sequence[float]:
    return [len(option.text) for option in item.options]


def _shortest(item: Choice) -> Sequence[float]:
    return [-len(option.text) for option in item.options]


def _hedged(item: Choice) -> Sequence[float]:
    return [_count(option.text, _HEDGES) for option in item.options]


def _virtuous(item: Choice) -> Sequence[float]:
    return [_count(option.text, _VIRTUES) for option in item.options]


def _middle(item: Choice) -> Sequence[float]:
    centre = (len(item.options) - 1) / 2
    return [-abs(at - centre) for at in range(len(item.options))]


def _echoes_stem(item: Choice) -> Sequence[float]:
    stem = words(f"{item.stem} {item.question}")
    return [len(words(option.text) & stem) for option in item.options]


def _like_the_others(item: Choice) -> Sequence[float]:
    own = [words(option.text) for option in item.options]
    return [
        sum(len(mine & other) for at, other in enumerate(own) if at != here)
        for here, mine in enumerate(own)
    ]


def _count(text: str, wanted: frozenset[str]) -> int:
    return sum(word in wanted for word in _WORD.findall(text.lower()))


STRATEGIES: Final[Mapping[str, Strategy]] = MappingProxyType(
    {
        "longest": _longest,
        "shortest": _shortest,
        "most hedged": _hedged,
        "middle": _middle,
        "data, test, customer, both": _virtuous,
        "most words of the stem": _echoes_stem,
        "most words of the others": _like_the_others,
    }
)
"""Every way to guess, by the name that the report gives it."""
