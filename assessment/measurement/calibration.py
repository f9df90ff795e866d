"""
Difficulties learned from answers: maximum a posteriori by EM, with the author's levels as priors.

Answers alone cannot say whether people are able or items easy. So difficulties are found for
people who stand at the middle of the scale, and then moved together to where the authors' levels
lie on average: what an author misjudged in one item is corrected, what all authors misjudged in
common is not, and no number of answers would reveal it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from assessment.measurement.checks import require
from assessment.measurement.grid import GRID, FloatArray, IntArray
from assessment.measurement.keyed import Answers, KeyedItem, check_keyed, rows_of, scores, table
from assessment.measurement.likelihood import AUTHOR_ERROR, DISCRIMINATION
from assessment.measurement.tree import Tree, infer

PEOPLE_SD: Final = 1.0
"""SD of where the average respondent may stand about the middle of the scale, in levels: as wide
as people themselves are spread (our judgement; the authors' levels decide)."""

SETTLED: Final = 1e-4
"""Largest change of a difficulty, in levels, at which the search ends."""

MOST_ROUNDS: Final = 500
"""Rounds after which the search ends without having settled."""

_PEOPLE_AT_ONCE: Final = 1000
_LEAST: Final = 1e-6
"""Step below which a halving ends: rounding would decide whether it leads up."""


@dataclass(frozen=True)
class Priors:
    """
    What is supposed before any answer.

    Attributes:
        level_sd: SD of an author's level about the true one, in levels.
        slope_sd: SD of the logarithm of a slope about that of ``DISCRIMINATION``; 0 holds slopes
            fixed, since even 200 answers an item hardly improve on the common one.
        people_sd: SD of the people's average about the middle of the scale, in levels; 0 takes
            them for people of the middle.
    """

    level_sd: float = AUTHOR_ERROR
    slope_sd: float = 0.0
    people_sd: float = PEOPLE_SD


@dataclass(frozen=True, eq=False)
class Calibration:
    """
    What the answers say about the items.

    Attributes:
        levels: Difficulties on the scale of the authors, in levels. Shape (n_items,).
        errors: Posterior SD of each, in levels. Shape (n_items,).
        slopes: Per level. Shape (n_items,).
        counts: Number of answers. Shape (n_items,).
        people_mean: Where the average of these people lies above the middle, in levels.
        log_posterior: After each round, up to a constant.
        settled: Whether the search came to rest.
    """

    levels: FloatArray
    errors: FloatArray
    slopes: FloatArray
    counts: IntArray
    people_mean: float
    log_posterior: tuple[float, ...]
    settled: bool


def calibrate(
    tree: Tree, items: Sequence[KeyedItem], answers: Answers, priors: Priors = Priors()
) -> Calibration:
    """
    Difficulties, and slopes where the priors leave them free, given everybody's answers.

    Each round takes the posterior of everybody's levels (E), moves each item uphill on its
    expected log-likelihood and prior (M), and then the people's average to where the priors of
    all answered items are best met. Self-ratings are left out: what people claim must not move
    what a question is worth.

    Args:
        tree: How the sub-skills hang together.
        items: What was asked.
        answers: What was answered.
        priors: What is supposed before.

    Returns:
        The calibration. An item without answers keeps its author's level and error.

    Raises:
        MeasurementError: If a value is out of range.

    Source:
        Bock & Aitkin (1981), doi 10.1007/BF02293801; Mislevy (1986), doi 10.1007/BF02293979, for
        the priors. Errors by the outer product of each person's expected score (Meilijson 1989).
    """
    check_keyed(items, len(tree.skill_of), answers)
    require(
        priors.level_sd > 0 and priors.slope_sd >= 0 and priors.people_sd >= 0,
        "The SD of a level is more than 0, those of slopes and people are 0 or more.",
    )
    return _Search(tree, items, answers, priors).calibration()


@dataclass(eq=False)
class _Expectation:
    """
    What is expected of everybody's levels.

    Attributes:
        expected: How often each row is given at each level. Shape (n_rows, 65).
        scores: Slope of each row's logarithm by difficulty and by log slope. Shape (2, n_rows, 65).
        information: About each difficulty. Shape (n_items,).
        log_likelihood: Of all answers.
    """

    expected: FloatArray
    scores: FloatArray
    information: FloatArray
    log_likelihood: float = 0.0


class _Search:
    """One run of EM; ``places`` holds (difficulty for people of the middle, log slope) by item."""

    def __init__(
        self, tree: Tree, items: Sequence[KeyedItem], answers: Answers, priors: Priors
    ) -> None:
        self._tree, self._items, self._answers, self._priors = tree, items, answers, priors
        self._counts = np.bincount(answers.item, minlength=len(items))
        self._starts = np.cumsum([0, *(rows_of(item) for item in items)])
        self._sub_skill_of = np.array([item.sub_skill for item in items])
        self._authors = np.array([[item.level, np.log(DISCRIMINATION)] for item in items])
        self._variance = np.array([priors.level_sd**2, priors.slope_sd**2])
        self.places = self._authors.copy()
        self._mean = 0.0

    def calibration(self) -> Calibration:
        """Round after round, until nothing moves."""
        trace: list[float] = []
        moved = np.inf
        while moved > SETTLED and len(trace) < MOST_ROUNDS:
            before = self.places.copy()
            found = self._expectation()
            trace.append(found.log_likelihood + self._log_prior())
            self._move_all(found)
            for at in np.flatnonzero(self._counts):
                rows = slice(self._starts[at], self._starts[at + 1])
                self._improve(int(at), found.expected[rows], found.scores[:, rows])
            self._move_people()
            moved = float(np.abs(self.places - before).max(initial=0.0))
        found = self._expectation()
        trace.append(found.log_likelihood + self._log_prior())
        return Calibration(
            levels=self.places[:, 0] + self._mean,
            errors=1 / np.sqrt(found.information + 1 / self._variance[0]),
            slopes=np.exp(self.places[:, 1]),
            counts=self._counts,
            people_mean=self._mean,
            log_posterior=tuple(trace),
            settled=moved <= SETTLED,
        )

    def _prior_means(self) -> FloatArray:
        means: FloatArray = self._authors - np.array([self._mean, 0.0])
        return means

    def _log_prior(self) -> float:
        free = self._variance > 0
        away = (self.places - self._prior_means())[:, free] ** 2 / self._variance[free]
        people = self._mean**2 / self._priors.people_sd**2 if self._priors.people_sd else 0.0
        return float(-(away.sum() + people) / 2)

    def log_rows(self) -> FloatArray:
        """Logarithm of every row of every item's table. Shape (n_rows, 65)."""
        pairs = zip(self._items, self.places, strict=True)
        rows: FloatArray = np.log(np.concatenate([table(*pair) for pair in pairs]))
        return rows

    def posteriors(
        self, rows: FloatArray
    ) -> Iterator[tuple[slice, IntArray, FloatArray, FloatArray]]:
        """
        Everybody's levels, a thousand people at a time.

        Yields:
            Which answers, the row of each, the posterior of the sub-skill of each, shape
            (answers, 65), and the log-likelihood of each person's answers.
        """
        for start in range(0, self._answers.people, _PEOPLE_AT_ONCE):
            stop = min(start + _PEOPLE_AT_ONCE, self._answers.people)
            low, high = np.searchsorted(self._answers.person, [start, stop])
            part = slice(int(low), int(high))
            item = self._answers.item[part]
            row = self._starts[item] + self._answers.outcome[part]
            at = (self._answers.person[part] - start, self._sub_skill_of[item])
            keyed = np.zeros((stop - start, len(self._tree.skill_of), GRID.size))
            np.add.at(keyed, at, rows[row])
            found = infer(self._tree, keyed)
            yield part, row, found.marginals[at], found.log_evidence

    def _expectation(self) -> _Expectation:
        rows, size = self.log_rows(), len(self._items)
        pairs = zip(self._items, self.places, strict=True)
        found = _Expectation(
            expected=np.zeros_like(rows),
            scores=np.concatenate([scores(*pair) for pair in pairs], axis=1),
            information=np.zeros(size),
        )
        for part, row, levels, log_evidence in self.posteriors(rows):
            np.add.at(found.expected, row, levels)
            score = np.einsum("ax,ax->a", levels, found.scores[0, row])
            found.information += np.bincount(self._answers.item[part], score**2, minlength=size)
            found.log_likelihood += float(log_evidence.sum())
        return found

    def _improve(self, at: int, expected: FloatArray, scores: FloatArray) -> None:
        """One step uphill, halved until it does not lead down."""
        place, centre = self.places[at].copy(), self._prior_means()[at]
        gradient = np.einsum("rx,prx->p", expected, scores)
        information = np.einsum("rx,prx,qrx->pq", expected, scores, scores)
        # Multiplied by the prior's variance, which may be 0 and then holds a parameter fast.
        step = np.linalg.solve(
            self._variance[:, None] * information + np.eye(len(place)),
            self._variance * gradient - (place - centre),
        )
        now = self._height(at, place, centre, expected)
        while np.abs(step).max() > _LEAST:
            there = place + step
            if self._height(at, there, centre, expected) >= now:
                self.places[at] = there
                return
            step /= 2

    def _height(
        self, at: int, place: FloatArray, centre: FloatArray, expected: FloatArray
    ) -> float:
        free = self._variance > 0
        prior = ((place - centre)[free] ** 2 / self._variance[free]).sum() / 2
        return float((expected * np.log(table(self._items[at], place))).sum() - prior)

    def _move_all(self, found: _Expectation) -> None:
        """
        Everybody up or down with the items left where authors see them: one step, halved as above.

        Where priors are tight, steps of single items and of the average hold one another back.
        """
        if not self._priors.people_sd:
            return
        precision = 1 / self._priors.people_sd**2
        uphill = -float((found.expected * found.scores[0]).sum()) - self._mean * precision
        step = uphill / (float((found.expected * found.scores[0] ** 2).sum()) + precision)
        now, places, mean = self._height_of_all(found), self.places.copy(), self._mean
        while abs(step) > _LEAST:
            self.places, self._mean = places - [step, 0.0], mean + step
            if self._height_of_all(found) >= now:
                return
            step /= 2
        self.places, self._mean = places, mean

    def _height_of_all(self, found: _Expectation) -> float:
        return float((found.expected * self.log_rows()).sum()) + self._log_prior()

    def _move_people(self) -> None:
        """Put the people's average where the answered items' priors, and its own, are best met."""
        answered = self._counts > 0
        above = (self._authors - self.places)[answered, 0]
        own = self._variance[0] / self._priors.people_sd**2 if self._priors.people_sd else np.inf
        self._mean = float(above.sum() / (above.size + own))
        self.places[~answered, 0] = self._authors[~answered, 0] - self._mean


def levels_behind(
    tree: Tree, items: Sequence[KeyedItem], found: Calibration, answers: Answers
) -> tuple[FloatArray, FloatArray]:
    """
    Level of who gave each answer, on the item's sub-skill.

    Args:
        tree: How the sub-skills hang together.
        items: What was asked.
        found: Where the items lie.
        answers: What was answered.

    Returns:
        Expected levels for people of the middle: as all of a person's answers have it, and as all
        but this one have it. Shape (n_answers,) each.
    """
    search = _Search(tree, items, answers, Priors())
    search.places = np.stack([found.levels - found.people_mean, np.log(found.slopes)], axis=1)
    rows, whole, rest = search.log_rows(), np.empty(answers.item.size), np.empty(answers.item.size)
    for part, row, posterior, _ in search.posteriors(rows):
        without = posterior / np.exp(rows[row])
        whole[part] = posterior @ GRID
        rest[part] = (without @ GRID) / without.sum(axis=1)
    return whole, rest
