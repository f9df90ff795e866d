"""Answers and self-ratings to posteriors: one tree of sub-skills, solved exactly per person."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from assessment.measurement.checks import (
    MISSING,
    check_finite,
    check_levels,
    check_shape,
    check_whole,
    require,
)
from assessment.measurement.grid import GRID, HIGHEST_LEVEL, PRIOR_MEAN, FloatArray, IntArray, meets
from assessment.measurement.likelihood import LENIENCY_WEIGHTS, self_rating_curves
from assessment.measurement.messages import (
    Kernels,
    Upward,
    downward,
    draw,
    kernels,
    normalise,
    upward,
)

PASSES: Final = 28
"""Passes through the tree (people times leniencies) in memory at once: few enough for the arrays
to stay in the processor's cache, which halved the time per person against 1,000."""

SMALLEST_VARIANCE: Final = 0.01
"""Smallest variance above 0, in levels squared: a narrower kernel falls between grid points."""

LARGEST_VARIANCE: Final = 4.0
"""Largest total variance, in levels squared: the grid ends four levels from the mean."""

NOT_REQUIRED: Final = 0
"""Required level of a sub-skill of which nothing is required."""


@dataclass(frozen=True)
class Tree:
    """
    Which sub-skills hang together, and how much: theta = mean + person + skill + own part.

    The variances are an assumption, chosen because likely ranges kept what they promise over the
    widest set of truths; sub-skills correlate .30 across skills and .45 within one.

    Attributes:
        skill_of: Label of the skill of each sub-skill, any whole numbers.
        general: Variance of the part that all of a person's sub-skills share, in levels squared.
        skill: Variance of the part that the sub-skills of one skill share, in levels squared.
        own: Variance of each sub-skill's own part, in levels squared.
    """

    skill_of: tuple[int, ...]
    general: float = 0.30
    skill: float = 0.15
    own: float = 0.55

    def __post_init__(self) -> None:
        """Refuse a tree that the grids cannot carry."""
        require(len(self.skill_of) > 0, "A tree needs at least one sub-skill.")
        for variance in (self.general, self.skill):
            require(
                variance == 0 or variance >= SMALLEST_VARIANCE,
                f"A variance is 0 or at least {SMALLEST_VARIANCE}, not {variance}.",
            )
        require(
            self.own >= SMALLEST_VARIANCE,
            f"The own variance is at least {SMALLEST_VARIANCE}, not {self.own}.",
        )
        total = self.general + self.skill + self.own
        require(
            total <= LARGEST_VARIANCE,
            f"The variances add up to at most {LARGEST_VARIANCE}, not {total}.",
        )


@dataclass(frozen=True, eq=False)
class Posterior:
    """
    What the evidence says about each person.

    Attributes:
        marginals: Probability of each grid point. Shape (people, sub_skills, 65).
        log_evidence: Log-probability of the evidence under the model. Shape (people,).
        leniency: Probability of each of ``likelihood.LENIENCY``. Shape (people, 7).
    """

    marginals: FloatArray
    log_evidence: FloatArray
    leniency: FloatArray


def infer(tree: Tree, keyed_log: FloatArray, ratings: IntArray | None = None) -> Posterior:
    """
    Posterior of every sub-skill of every person, given all of that person's evidence.

    Leniency is one unknown of the person, so the tree is solved once for each of its values and
    the answers are averaged: ratings that agree in being high are taken as one person's habit.

    Args:
        tree: How the sub-skills hang together.
        keyed_log: Sum of the log-likelihoods of the answers about each sub-skill, 0 where none
            was given. Shape (people, sub_skills, 65).
        ratings: Self-ratings, 0 to 5, -1 where missing; None uses keyed answers only.
            Shape (people, sub_skills).

    Returns:
        The posteriors. One person alone and within a batch get the same.

    Raises:
        MeasurementError: If shapes disagree, a rating is outside -1 to 5 or a number not finite.

    Source:
        Pearl (1988), Probabilistic Reasoning in Intelligent Systems, chapter 4 (belief
        propagation).
    """
    _check_evidence(tree, keyed_log, ratings)
    marginals = np.empty_like(keyed_log)
    log_evidence = np.empty(len(keyed_log))
    leniency = np.empty((len(keyed_log), LENIENCY_WEIGHTS.size))
    for rows in _chunks(len(keyed_log)):
        up = upward(_kernels(tree), _evidence(keyed_log, ratings, rows))
        weights, log_evidence[rows] = normalise(_log_leniency(up))
        marginals[rows] = np.einsum("pd,pdsx->psx", weights, downward(_kernels(tree), up))
        leniency[rows] = LENIENCY_WEIGHTS if ratings is None else weights
    return Posterior(marginals, log_evidence, leniency)


def probability_of_all(
    tree: Tree, keyed_log: FloatArray, ratings: IntArray | None, levels: IntArray
) -> FloatArray:
    """
    Probability that every requirement is met at once.

    The evidence with all requirements imposed, divided by the evidence: exact, where the product
    of each sub-skill's probability ignores that they hang together.

    Args:
        tree: How the sub-skills hang together.
        keyed_log: As for ``infer``. Shape (people, sub_skills, 65).
        ratings: As for ``infer``. Shape (people, sub_skills), or None.
        levels: Required levels, 1 to 5, or 0 where nothing is required; leading axes hold
            several sets of requirements, each taken for itself. Shape (..., sub_skills).

    Returns:
        Probabilities. Shape (people, ...).

    Raises:
        MeasurementError: If shapes disagree or a value is out of range.
    """
    _check_evidence(tree, keyed_log, ratings)
    check_shape(levels, (*levels.shape[:-1], len(tree.skill_of)), "Required levels")
    check_levels(levels, lowest=NOT_REQUIRED)
    every = levels.reshape(-1, len(tree.skill_of))
    shares = np.empty((len(keyed_log), len(every)))
    for rows in _chunks(len(keyed_log)):
        evidence = _evidence(keyed_log, ratings, rows)
        free = _log_evidence(tree, evidence)
        for i, imposed in enumerate(_log_meets()[every]):
            shares[rows, i] = np.exp(_log_evidence(tree, evidence + imposed) - free)
    # The quotient can pass 1 by a rounding error only.
    return np.minimum(shares, 1.0).reshape(-1, *levels.shape[:-1])


def sample(
    tree: Tree, keyed_log: FloatArray, ratings: IntArray | None, size: int, seed: int
) -> FloatArray:
    """
    Joint samples of all sub-skills, for whatever the marginals cannot answer.

    Drawn from the person down to the sub-skills, so exact up to the grid. The same random numbers
    serve every person: alone or within a batch a person gets the same samples, and comparisons
    between people are not blurred by luck.

    Args:
        tree: How the sub-skills hang together.
        keyed_log: As for ``infer``. Shape (people, sub_skills, 65).
        ratings: As for ``infer``. Shape (people, sub_skills), or None.
        size: Number of samples per person.
        seed: Seeds the draws, 0 or more.

    Returns:
        Values of theta on ``GRID``, in levels. Shape (people, size, sub_skills).

    Raises:
        MeasurementError: If shapes disagree or a value is out of range.
    """
    _check_evidence(tree, keyed_log, ratings)
    require(size >= 1, f"At least one sample is drawn, not {size}.")
    require(seed >= 0, f"A seed is 0 or more, not {seed}.")
    kernel, sub_skills = _kernels(tree), len(tree.skill_of)
    chances = np.random.default_rng(seed).random((size, 2 + len(kernel.member) + sub_skills))
    samples = np.empty((len(keyed_log), size, sub_skills))
    for person in range(len(keyed_log)):
        up = upward(kernel, _evidence(keyed_log, ratings, slice(person, person + 1))[0])
        samples[person] = draw(kernel, up, _log_leniency(up), chances)
    return samples


@cache
def _kernels(tree: Tree) -> Kernels:
    return kernels(tree.skill_of, (tree.general, tree.skill, tree.own), GRID, PRIOR_MEAN)


@cache
def _log_ratings() -> FloatArray:
    """Log-likelihood of each rating; the last row, which -1 picks, says nothing."""
    log_curves = np.log(self_rating_curves())
    return np.concatenate([log_curves, np.zeros_like(log_curves[:, :1])], axis=1)


@cache
def _log_meets() -> FloatArray:
    """Log of the share of each grid point that meets a level, by level; that of 0 meets all."""
    with np.errstate(divide="ignore"):  # Below a requirement the log of 0 is meant: impossible.
        return np.log(np.stack([meets(max(level, 1)) for level in range(HIGHEST_LEVEL + 1)]))


def _log_evidence(tree: Tree, evidence: FloatArray) -> FloatArray:
    """Log-probability of evidence at each leniency, over all of them. Shape (people,)."""
    return normalise(_log_leniency(upward(_kernels(tree), evidence)))[1]


def _evidence(keyed_log: FloatArray, ratings: IntArray | None, rows: slice) -> FloatArray:
    """Log-likelihood at each leniency. Shape (people, leniencies, sub_skills, 65)."""
    keyed = keyed_log[rows, None]
    return keyed if ratings is None else keyed + _log_ratings()[:, ratings[rows]].swapaxes(0, 1)


def _log_leniency(up: Upward) -> FloatArray:
    """Log of prior times evidence of each leniency. Shape (..., leniencies)."""
    without_ratings = up.log_evidence.shape[-1] == 1
    return up.log_evidence if without_ratings else up.log_evidence + np.log(LENIENCY_WEIGHTS)


def _chunks(people: int) -> Iterator[slice]:
    step = PASSES // LENIENCY_WEIGHTS.size
    return (slice(start, start + step) for start in range(0, people, step))


def _check_evidence(tree: Tree, keyed_log: FloatArray, ratings: IntArray | None) -> None:
    shape = (*keyed_log.shape[:1], len(tree.skill_of))
    check_shape(keyed_log, (*shape, GRID.size), "The log-likelihoods")
    check_finite(keyed_log, "The log-likelihoods")
    if ratings is not None:
        check_shape(ratings, shape, "The self-ratings")
        check_whole(ratings, MISSING, HIGHEST_LEVEL, "Self-ratings")
