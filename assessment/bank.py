"""Content as curves, and what an attempt's answers say on them: where evidence becomes numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal

import numpy as np

from assessment.attempts import Attempt, Rating
from assessment.content.items import Answer, DontKnow, Item, fitting
from assessment.content.model import Content
from assessment.measurement.grid import GRID, FloatArray, IntArray
from assessment.measurement.likelihood import AUTHOR_ERROR, CURVES, dont_know_curve
from assessment.measurement.raters import Evidence, with_mentor, without_mentor
from assessment.measurement.tree import Tree

View = Literal["combined", "shown", "self", "mentor", "with-mentor"]
"""
Which evidence counts: all that the person gave, keyed answers only, self-ratings only, one mentor's
ratings only, all that the person gave with one mentor's ratings.
"""

NOT_SEEN: Final[Mapping[str, Rating]] = MappingProxyType({})
"""What a mentor who saw nothing in action rated."""

MISSING: Final = -1

COUNTS_ANSWERS: Final = frozenset[View]({"combined", "shown", "with-mentor"})
COUNTS_RATINGS: Final = frozenset[View]({"combined", "self", "with-mentor"})
COUNTS_MENTOR: Final = frozenset[View]({"mentor", "with-mentor"})
"""What each view counts."""


@dataclass(frozen=True)
class Bank:
    """
    Content turned into arrays, once.

    Attributes:
        content: Where it comes from.
        tree: How the sub-skills hang together.
        ids: Item ids; the order of everything below.
        tables: Probability of each outcome of each item. Shape (n_outcomes, 65) each.
        sub_skill_of: Sub-skill of each item. Shape (n_items,).
        families: Family of each item.
    """

    content: Content
    tree: Tree
    ids: tuple[str, ...]
    tables: tuple[FloatArray, ...]
    sub_skill_of: IntArray
    families: tuple[str, ...]

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Index of each item by its id."""
        return {item: i for i, item in enumerate(self.ids)}

    @cached_property
    def log_rows(self) -> tuple[FloatArray, ...]:
        """
        Log-likelihood of each outcome of each item; the last row is that of "I don't know".

        Shape (n_outcomes + 1, 65) each.
        """
        placed = (difficulty(self.content, self.content.items[item][1]) for item in self.ids)
        return tuple(
            np.log(np.vstack([table, dont_know_curve(*each)]))
            for table, each in zip(self.tables, placed, strict=True)
        )

    def answered(self, attempt: Attempt) -> Mapping[int, Answer]:
        """
        The answers that count, by index of their item, in the order given.

        An answer counts unless its item, or what it chose, is no longer in the content.
        """
        return {
            self.index[name]: answer
            for name, answer in attempt.answers.items()
            if name in self.index and fitting(self.content.items[name][1], answer)
        }


def build_bank(content: Content) -> Bank:
    """Curves of every item, and the tree of the sub-skills."""
    pairs = list(content.items.values())
    tables = tuple(_curves(content, item) for _, item in pairs)
    owners = [content.sub_skill_index[sub.id] for sub, _ in pairs]
    families = tuple(item.family for _, item in pairs)
    return Bank(
        content, Tree(content.skill_index), tuple(content.items), tables, np.array(owners), families
    )


def evidence(bank: Bank, attempt: Attempt, view: View) -> tuple[FloatArray, IntArray | None]:
    """
    What a view lets count.

    Returns:
        Log-likelihoods of the answers, shape (1, sub_skills, 65), and the self-ratings, shape
        (1, sub_skills) or None.
    """
    answers, ratings = coded(bank, attempt)
    return evidence_of_many(bank, answers[None], ratings[None], view)


def coded(bank: Bank, attempt: Attempt) -> tuple[IntArray, IntArray]:
    """
    What an attempt holds that counts, as numbers.

    Returns:
        Row of ``Bank.log_rows`` that each item's answer picks, shape (n_items,), and self-ratings,
        shape (sub_skills,); -1 where there is none.
    """
    answers = np.full(len(bank.ids), MISSING)
    for at, answer in bank.answered(attempt).items():
        answers[at] = row_of(bank, at, answer)
    return answers, _levels(bank, attempt.ratings)


def evidence_of_many(
    bank: Bank, answers: IntArray, ratings: IntArray, view: View
) -> tuple[FloatArray, IntArray | None]:
    """
    What a view lets count of several people.

    Args:
        bank: The content as curves.
        answers: As ``coded`` gives them. Shape (people, n_items).
        ratings: As ``coded`` gives them. Shape (people, sub_skills).
        view: Which evidence counts.

    Returns:
        Log-likelihoods of the answers, shape (people, sub_skills, 65), and the self-ratings, shape
        (people, sub_skills) or None.
    """
    keyed = np.zeros((*ratings.shape, GRID.size))
    if view in COUNTS_ANSWERS:
        given = answers != MISSING
        for at in np.flatnonzero(given.any(axis=0)).tolist():
            people = np.flatnonzero(given[:, at])
            keyed[people, bank.sub_skill_of[at]] += bank.log_rows[at][answers[people, at]]
    return keyed, ratings if view in COUNTS_RATINGS else None


def row_of(bank: Bank, at: int, answer: Answer) -> int:
    """Row of ``Bank.log_rows`` that a fitting ``answer`` to the item at index ``at`` picks."""
    if isinstance(answer, DontKnow):
        return len(bank.tables[at])
    return bank.content.items[bank.ids[at]][1].outcome(answer)  # type: ignore[arg-type]


def all_evidence(bank: Bank, attempt: Attempt, view: View, seen: Mapping[str, Rating]) -> Evidence:
    """
    What a view lets count, a mentor's ratings among it.

    Args:
        bank: The content as curves.
        attempt: What the person did.
        view: Which evidence counts.
        seen: One mentor's rating by sub-skill; what is not in it was not seen.
    """
    own = evidence(bank, attempt, view)
    if view in COUNTS_MENTOR:
        return with_mentor(*own, _levels(bank, seen))
    return without_mentor(*own)


def assessed(
    bank: Bank, attempt: Attempt, view: View, seen: Mapping[str, Rating] = NOT_SEEN
) -> frozenset[str]:
    """Sub-skills about which there is evidence that ``view`` counts."""
    subs = bank.content.sub_skills
    found: set[str] = set()
    if view in COUNTS_RATINGS:
        found |= {sub for sub, rating in attempt.ratings.items() if rating is not None}
    if view in COUNTS_ANSWERS:
        found |= {subs[bank.sub_skill_of[at]].id for at in bank.answered(attempt)}
    if view in COUNTS_MENTOR:
        found |= {sub for sub, rating in seen.items() if rating is not None}
    return frozenset(found)


def likelihood(bank: Bank, at: int, answer: Answer) -> FloatArray:
    """Likelihood of ``answer`` to the item at index ``at``. Shape (65,)."""
    row: FloatArray = np.exp(bank.log_rows[at][row_of(bank, at, answer)])
    return row


def _levels(bank: Bank, ratings: Mapping[str, Rating]) -> IntArray:
    """Rating of each sub-skill, -1 where there is none. Shape (sub_skills,)."""
    levels = np.full(len(bank.content.sub_skills), MISSING)
    for sub_skill, rating in ratings.items():
        if rating is not None and sub_skill in bank.content.sub_skill_index:
            levels[bank.content.sub_skill_index[sub_skill]] = rating
    return levels


def credits_of(item: Item) -> FloatArray:
    """Credit of each option; empty for a number. Shape (n_options,)."""
    return np.array(getattr(item, "credits", ()), dtype=np.float64)


def _curves(content: Content, item: Item) -> FloatArray:
    level, error = difficulty(content, item)
    return CURVES[item.likelihood](level, credits_of(item), error)


def difficulty(content: Content, item: Item) -> tuple[float, float]:
    """Where an item lies, and how far it may truly lie from there (SD), in levels."""
    placed = content.placed.get(item.id)
    return (placed.level, placed.error) if placed else (item.level, AUTHOR_ERROR)
