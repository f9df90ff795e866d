"""
Exact inference in a person -> skill -> sub-skill tree of normals: two passes of matrix products.

theta = mean + g + u + e: g is the person's (general), u the skill's, e the sub-skill's own part;
m is g + u.
Messages are kept as logarithms and lose their peak before every exponential, so no number of
answers can underflow.
"""

from dataclasses import dataclass

import numpy as np

from assessment.measurement.grid import FloatArray, IntArray

FEWEST_POINTS = 41
"""Points of the grids of g and m."""

EDGE = 5.0
"""Where the grids of g and m end, in their standard deviations; ending at 4 costs 6e-3."""

FINEST = 0.5
"""Largest step of those grids, in standard deviations of the narrowest kernel."""

TINY = 1e-280
"""Floor of a kernel, a probability: keeps logarithms finite and is lost in every sum."""


@dataclass(frozen=True, eq=False)
class Kernels:
    """
    A tree ready for message passing.

    Kernels are density times step and are not normalised by row: a row that loses mass over the
    edge must stay short of 1, or the extremes would be believed too much.

    Attributes:
        grid: Values of theta, in levels. Shape (n,).
        log_top: Log of the prior probability of each g. Shape (n_g,).
        to_skill: Probability of m given g. Shape (n_g, n_m).
        to_sub_skill: Probability of theta given m. Shape (n_m, n).
        member: 1 where a sub-skill belongs to a skill, else 0. Shape (n_skills, n_sub_skills).
        skill_of: Row of ``member`` of each sub-skill. Shape (n_sub_skills,).
    """

    grid: FloatArray
    log_top: FloatArray
    to_skill: FloatArray
    to_sub_skill: FloatArray
    member: FloatArray
    skill_of: IntArray


@dataclass(frozen=True, eq=False)
class Upward:
    """
    What the evidence says on its way up the tree.

    Attributes:
        likelihood: Evidence, its peak 1. Shape (..., n_sub_skills, n).
        log_sub_skill: Of each sub-skill, about m. Shape (..., n_sub_skills, n_m).
        log_skill: Of all sub-skills of a skill, about m. Shape (..., n_skills, n_m).
        log_person: Of each skill, about g. Shape (..., n_skills, n_g).
        log_root: Unnormalised posterior of g. Shape (..., n_g).
        log_evidence: Probability of the evidence. Shape (...).
    """

    likelihood: FloatArray
    log_sub_skill: FloatArray
    log_skill: FloatArray
    log_person: FloatArray
    log_root: FloatArray
    log_evidence: FloatArray


def kernels(
    skill_of: tuple[int, ...],
    variances: tuple[float, float, float],
    grid: FloatArray,
    mean: float,
) -> Kernels:
    """
    Discretise a tree.

    Args:
        skill_of: Label of the skill of each sub-skill.
        variances: General, skill and own, in levels squared; the first two may be 0.
        grid: Equally spaced values of theta, in levels. Shape (n,).
        mean: Prior mean of theta, in levels.

    Returns:
        The kernels.
    """
    general, skill, own = variances
    labels, index = np.unique(np.array(skill_of), return_inverse=True)
    g = _axis(general, skill or own)
    m = _axis(general + skill, min(skill or own, own)) if skill else g
    return Kernels(
        grid=grid,
        log_top=np.log(_kernel(np.zeros(1), g, general)[0]),
        to_skill=_kernel(g, m, skill),
        to_sub_skill=_kernel(mean + m, grid, own),
        member=(index == np.arange(labels.size)[:, None]).astype(np.float64),
        skill_of=index.astype(np.int64),
    )


def upward(tree: Kernels, log_likelihood: FloatArray) -> Upward:
    """
    Carry the evidence from the sub-skills to the person.

    Args:
        tree: The tree.
        log_likelihood: Log-likelihood of each sub-skill's evidence; -inf where impossible, but
            not everywhere. Shape (..., n_sub_skills, n).

    Returns:
        The messages and the evidence.
    """
    likelihood, peak = _lifted(log_likelihood)
    log_sub_skill = np.log(likelihood @ tree.to_sub_skill.T)
    log_skill = tree.member @ log_sub_skill
    log_person = _through(log_skill, tree.to_skill.T)
    log_root = tree.log_top + log_person.sum(axis=-2)
    log_evidence = normalise(log_root)[1] + peak.sum(axis=(-2, -1))
    return Upward(likelihood, log_sub_skill, log_skill, log_person, log_root, log_evidence)


def downward(tree: Kernels, up: Upward) -> FloatArray:
    """
    Bring back to each sub-skill what the others say, and combine.

    Returns:
        Posterior of theta of each sub-skill. Shape (..., n_sub_skills, n).
    """
    log_skill = _log_from_others(tree, up) + up.log_skill
    siblings, _ = _lifted(log_skill[..., tree.skill_of, :] - up.log_sub_skill)
    posterior = siblings @ tree.to_sub_skill
    posterior *= up.likelihood
    posterior /= posterior.sum(axis=-1, keepdims=True)
    return posterior


def log_evidence_within(tree: Kernels, up: Upward, shares: FloatArray) -> FloatArray:
    """
    Log-probability of the evidence together with some sub-skills lying in part of the scale.

    Only what the held sub-skills say is computed again; it is floored, so that what is impossible
    comes out as a probability that is lost in every sum.

    Args:
        tree: The tree.
        up: The evidence on its way up.
        shares: How much of each grid point is allowed, 0 to 1; rows of ones hold nothing.
            Shape (n_sub_skills, n).

    Returns:
        Log-probabilities. Shape (...).
    """
    held = np.flatnonzero((shares < 1).any(axis=-1))
    part = (up.likelihood[..., held, :] * shares[held]) @ tree.to_sub_skill.T
    lost = np.log(np.maximum(part, TINY)) - up.log_sub_skill[..., held, :]
    log_person = _through(up.log_skill + tree.member[:, held] @ lost, tree.to_skill.T)
    log_root = tree.log_top + log_person.sum(axis=-2)
    return up.log_evidence + normalise(log_root)[1] - normalise(up.log_root)[1]


def skill_moments(tree: Kernels, up: Upward) -> tuple[FloatArray, FloatArray]:
    """
    Mean and variance of each skill's level, the mean of its sub-skills; exact up to the grid.

    Given m the sub-skills of a skill are independent, so their moments add up; what m leaves open
    is the variance of the conditional mean.

    Returns:
        Means, in levels, and variances, in levels squared. Shape (..., n_skills) each.
    """
    weights, _ = normalise(_log_from_others(tree, up) + up.log_skill)
    mass = np.exp(up.log_sub_skill)
    first = (up.likelihood * tree.grid) @ tree.to_sub_skill.T / mass
    second = (up.likelihood * tree.grid**2) @ tree.to_sub_skill.T / mass
    size = tree.member.sum(axis=-1, keepdims=True)
    given_m = tree.member @ first / size
    spread = tree.member @ (second - first**2) / size**2
    mean = (weights * given_m).sum(axis=-1)
    around = given_m - mean[..., None]
    return mean, (weights * (spread + around**2)).sum(axis=-1)


def draw(tree: Kernels, up: Upward, log_weights: FloatArray, chances: FloatArray) -> FloatArray:
    """
    Joint samples of all sub-skills, from the person down.

    Args:
        tree: The tree.
        up: Messages of alternative sets of evidence. Leading shape (sets,).
        log_weights: Log of how likely each set is, up to a constant. Shape (sets,).
        chances: Uniform numbers in [0, 1): for the set, g, each skill, each sub-skill.
            Shape (size, 2 + n_skills + n_sub_skills).

    Returns:
        Values of theta on the grid, in levels. Shape (size, n_sub_skills).
    """
    skills, sub_skills = len(tree.member), tree.skill_of.size
    (sets, n_g), n_m = up.log_root.shape, tree.to_skill.shape[1]
    which = _pick(_lifted(log_weights)[0][None], np.zeros(len(chances), np.int64), chances[:, 0])
    g = _pick(_lifted(up.log_root)[0], which, chances[:, 1])
    (of_set, of_g), rows = _distinct((which, g), (sets, n_g))
    skill = _lifted(np.log(tree.to_skill)[of_g][:, None] + up.log_skill[of_set])[0]
    rows = rows[:, None] * skills + np.arange(skills)
    m = _pick(skill.reshape(-1, n_m), rows, chances[:, 2 : 2 + skills])
    drawn = which[:, None], m[:, tree.skill_of], np.arange(sub_skills)
    (of_set, of_m, of_sub), rows = _distinct(drawn, (sets, n_m, sub_skills))
    weights = tree.to_sub_skill[of_m] * up.likelihood[of_set, of_sub]
    return tree.grid[_pick(weights, rows, chances[:, 2 + skills :])]


def normalise(log_weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """
    Probabilities from log-weights, and the log of what they summed to.

    Args:
        log_weights: Finite at one point of the last axis at least. Shape (..., n).

    Returns:
        Probabilities, shape (..., n), and log-sums, shape (...).
    """
    weights, peak = _lifted(log_weights)
    total = weights.sum(axis=-1, keepdims=True)
    return weights / total, (np.log(total) + peak)[..., 0]


def _log_from_others(tree: Kernels, up: Upward) -> FloatArray:
    """What prior and other skills say about m of each skill. Shape (..., n_skills, n_m)."""
    return _through(up.log_root[..., None, :] - up.log_person, tree.to_skill)


def _through(log_message: FloatArray, kernel: FloatArray) -> FloatArray:
    """Log of ``exp(log_message) @ kernel``, without underflow."""
    message, peak = _lifted(log_message)
    passed: FloatArray = np.log(message @ kernel) + peak
    return passed


def _lifted(log_message: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The message with its peak at 1, and the log of its peak."""
    peak = log_message.max(axis=-1, keepdims=True)
    return np.exp(log_message - peak), peak


def _axis(variance: float, narrowest: float) -> FloatArray:
    """Deviations out to ``EDGE``, fine enough for a kernel of variance ``narrowest``."""
    if variance == 0:
        return np.zeros(1)
    half = EDGE * variance**0.5
    needed = 2 * int(np.ceil(half / (FINEST * narrowest**0.5))) + 1
    return np.linspace(-half, half, max(FEWEST_POINTS, needed))


def _kernel(centres: FloatArray, points: FloatArray, variance: float) -> FloatArray:
    """Normal density times step; the identity where there is no variance."""
    if variance == 0:
        return np.maximum(np.eye(centres.size, points.size), TINY)
    step = points[1] - points[0]
    away = points - centres[:, None]
    density = np.exp(-(away**2) / (2 * variance)) / (2 * np.pi * variance) ** 0.5
    kernel: FloatArray = np.maximum(density * step, TINY)
    return kernel


def _distinct(
    indices: tuple[IntArray, ...], shape: tuple[int, ...]
) -> tuple[tuple[IntArray, ...], IntArray]:
    """
    The combinations of ``indices`` that occur, each once, and which of them stands where.

    A thousand samples meet few of all combinations, so weights are made for these alone.
    """
    flat = np.ravel_multi_index(indices, shape)
    occurs = np.zeros(np.prod(shape), dtype=np.bool_)
    occurs[flat] = True
    return np.unravel_index(np.flatnonzero(occurs), shape), occurs.cumsum()[flat] - 1


def _pick(weights: FloatArray, rows: IntArray, chances: FloatArray) -> IntArray:
    """
    Index drawn by inverting the distribution of a row, by halving; rows may repeat.

    Args:
        weights: Not negative. Shape (n_rows, n).
        rows: Row of ``weights`` to draw each index from. Broadcasts to the shape of ``chances``.
        chances: Uniform numbers in [0, 1).
    """
    last = weights.shape[-1] - 1
    cumulated, start = weights.cumsum(axis=-1).ravel(), rows * weights.shape[-1]
    wanted = chances * cumulated[start + last]
    index = np.zeros(wanted.shape, dtype=np.int64)
    for step in 2 ** np.arange(int(last).bit_length())[::-1]:
        probe = np.minimum(index + step, last + 1) - 1
        index += step * (cumulated[start + probe] <= wanted)
    drawn: IntArray = np.minimum(index, last)
    return drawn
