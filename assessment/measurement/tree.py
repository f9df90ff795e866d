"""Answers and self-ratings to posteriors: one tree of sub-skills, solved exactly per person."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
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
from assessment.measurement.grid import (
    GRID,
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    PRIOR_MEAN,
    FloatArray,
    IntArray,
    meets,
)
from assessment.measurement.likelihood import LENIENCY_WEIGHTS, self_rating_curves
from assessment.measurement.messages import (
    Kernels,
    Upward,
    downward,
    draw,
    kernels,
    log_evidence_within,
    normalise,
    skill_moments,
    upward,
)

MESSAGES: Final = 700
"""Messages (people times leniencies times sub-skills) in memory at once: few enough for the arrays
to stay in the processor's cache, which halved the time per person against 24,000, and so many that
the cost of a step in Python is spread over people also where nobody rated, or one scale is all."""

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


@dataclass(frozen=True, eq=False)
class Profiles:
    """
    People beside the requirements of some roles.

    Attributes:
        marginals: Posterior of each sub-skill. Shape (people, sub_skills, 65).
        skills: Posterior of each skill's level, the mean of its sub-skills: mean and variance at
            each leniency are exact, the shape about them is taken as normal. Skills stand in the
            order of their labels. Shape (people, skills, 65).
        chances: Probability that all that a role requires is met. Shape (people, roles).
    """

    marginals: FloatArray
    skills: FloatArray
    chances: FloatArray


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
    marginals = np.empty_like(keyed_log)
    log_evidence = np.empty(len(keyed_log))
    leniency = np.empty((len(keyed_log), LENIENCY_WEIGHTS.size))
    for rows, up in _passes(tree, keyed_log, ratings):
        weights, log_evidence[rows] = normalise(_log_leniency(up))
        marginals[rows] = _averaged(weights, downward(_kernels(tree), up))
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
        levels: Required levels, 1 to 5, or 0 where nothing is required; of one role, or of
            several over the leading axes. Shape (..., sub_skills).

    Returns:
        Probabilities. Shape (people, ...).

    Raises:
        MeasurementError: If shapes disagree or a value is out of range.
    """
    chances = profiles(tree, keyed_log, ratings, levels.reshape(-1, levels.shape[-1])).chances
    return chances.reshape(len(keyed_log), *levels.shape[:-1])


def profiles(
    tree: Tree, keyed_log: FloatArray, ratings: IntArray | None, levels: IntArray
) -> Profiles:
    """
    All that is said of people beside the requirements of some roles, the tree solved once.

    Args:
        tree: How the sub-skills hang together.
        keyed_log: As for ``infer``. Shape (people, sub_skills, 65).
        ratings: As for ``infer``. Shape (people, sub_skills), or None.
        levels: Required levels of each role, 1 to 5, or 0 where nothing is required.
            Shape (roles, sub_skills).

    Returns:
        The posteriors and chances. One person alone and within a batch get the same.

    Raises:
        MeasurementError: If shapes disagree or a value is out of range.
    """
    sets = _allowed(tree, levels)
    marginals = np.empty_like(keyed_log)
    skills = np.empty((len(keyed_log), len(_kernels(tree).member), GRID.size))
    chances = np.empty((len(keyed_log), len(sets)))
    for rows, up in _passes(tree, keyed_log, ratings):
        weights, _ = normalise(_log_leniency(up))
        marginals[rows] = _averaged(weights, downward(_kernels(tree), up))
        skills[rows] = _averaged(weights, _skill_levels(tree, up))
        chances[rows] = _chances_of_all(tree, up, sets)
    return Profiles(marginals, skills, chances)


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


def _passes(
    tree: Tree, keyed_log: FloatArray, ratings: IntArray | None
) -> Iterator[tuple[slice, Upward]]:
    """Some people at a time, and what their evidence says on its way up."""
    _check_evidence(tree, keyed_log, ratings)
    leniencies = 1 if ratings is None else LENIENCY_WEIGHTS.size
    step = max(1, MESSAGES // (leniencies * len(tree.skill_of)))
    for start in range(0, len(keyed_log), step):
        rows = slice(start, start + step)
        yield rows, upward(_kernels(tree), _evidence(keyed_log, ratings, rows))


def _averaged(weights: FloatArray, posteriors: FloatArray) -> FloatArray:
    """Mean over leniencies. Shapes (people, leniencies) and (people, leniencies, n, 65)."""
    averaged: FloatArray = np.einsum("pd,pdsx->psx", weights, posteriors)
    return averaged


def _skill_levels(tree: Tree, up: Upward) -> FloatArray:
    """Normal about the moments at each leniency. Shape (people, leniencies, skills, 65)."""
    mean, variance = skill_moments(_kernels(tree), up)
    return normalise(-((GRID - mean[..., None]) ** 2) / variance[..., None] / 2)[0]


def _allowed(tree: Tree, levels: IntArray) -> list[FloatArray]:
    """What of the grid each role allows. Shape (sub_skills, 65) each."""
    check_shape(levels, (*levels.shape[:1], len(tree.skill_of)), "Required levels")
    check_levels(levels, lowest=NOT_REQUIRED)
    return [np.stack([meets(max(int(level), LOWEST_LEVEL)) for level in each]) for each in levels]


def _chances_of_all(tree: Tree, up: Upward, sets: list[FloatArray]) -> FloatArray:
    """Probability that the sub-skills lie where each set allows. Shape (people, sets)."""
    _, free = normalise(_log_leniency(up))
    chances = np.empty((len(free), len(sets)))
    for at, allowed in enumerate(sets):
        within = replace(up, log_evidence=log_evidence_within(_kernels(tree), up, allowed))
        chances[:, at] = np.exp(normalise(_log_leniency(within))[1] - free)
    # The quotient can pass 1 by a rounding error only.
    return np.minimum(chances, 1.0)


def _evidence(keyed_log: FloatArray, ratings: IntArray | None, rows: slice) -> FloatArray:
    """Log-likelihood at each leniency. Shape (people, leniencies, sub_skills, 65)."""
    keyed = keyed_log[rows, None]
    return keyed if ratings is None else keyed + _log_ratings()[:, ratings[rows]].swapaxes(0, 1)


def _log_leniency(up: Upward) -> FloatArray:
    """Log of prior times evidence of each leniency. Shape (..., leniencies)."""
    without_ratings = up.log_evidence.shape[-1] == 1
    return up.log_evidence if without_ratings else up.log_evidence + np.log(LENIENCY_WEIGHTS)


def _check_evidence(tree: Tree, keyed_log: FloatArray, ratings: IntArray | None) -> None:
    shape = (*keyed_log.shape[:1], len(tree.skill_of))
    check_shape(keyed_log, (*shape, GRID.size), "The log-likelihoods")
    check_finite(keyed_log, "The log-likelihoods")
    if ratings is not None:
        check_shape(ratings, shape, "The self-ratings")
        check_whole(ratings, MISSING, HIGHEST_LEVEL, "Self-ratings")
