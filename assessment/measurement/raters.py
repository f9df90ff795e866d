"""
A mentor's ratings as evidence: one unknown leniency, halo included, behind all of one mentor's.

The tree knows one leniency, the person's own. A mentor's is an unknown beside it, so the tree is
solved once for each of its values, and the answers are averaged by how well each explains all of
the evidence. Without a mentor there is one value and nothing changes.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from assessment.measurement.checks import MISSING, check_shape, check_whole
from assessment.measurement.grid import HIGHEST_LEVEL, FloatArray, IntArray
from assessment.measurement.likelihood import LENIENCY_WEIGHTS, mentor_rating_curves
from assessment.measurement.messages import normalise
from assessment.measurement.tree import Tree, infer, profiles, sample


@dataclass(frozen=True, eq=False)
class Evidence:
    """
    All evidence on one person, for each value of what only a mentor's ratings depend on.

    Attributes:
        keyed_log: Sum of the log-likelihoods of all but the self-ratings.
            Shape (values, sub_skills, 65).
        ratings: Self-ratings, the same for each value, or None. Shape (values, sub_skills).
        prior: Probability of each value. Shape (values,).
    """

    keyed_log: FloatArray
    ratings: IntArray | None
    prior: FloatArray


@dataclass(frozen=True, eq=False)
class Profile:
    """
    One person beside the requirements of some roles; as ``Profiles``, without its first axis.

    Attributes:
        marginals: Posterior of each sub-skill. Shape (sub_skills, 65).
        skills: Posterior of each skill's level. Shape (skills, 65).
        chances: Probability that all that a role requires is met. Shape (roles,).
    """

    marginals: FloatArray
    skills: FloatArray
    chances: FloatArray


def without_mentor(keyed_log: FloatArray, ratings: IntArray | None) -> Evidence:
    """
    The evidence as it is.

    Args:
        keyed_log: As for ``infer``, of one person. Shape (1, sub_skills, 65).
        ratings: Self-ratings as for ``infer``, or None. Shape (1, sub_skills).
    """
    return Evidence(keyed_log, ratings, np.ones(1))


def with_mentor(keyed_log: FloatArray, ratings: IntArray | None, mentor: IntArray) -> Evidence:
    """
    The evidence, and what one mentor saw.

    Args:
        keyed_log: As for ``infer``, of one person. Shape (1, sub_skills, 65).
        ratings: Self-ratings as for ``infer``, or None. Shape (1, sub_skills).
        mentor: Ratings, 0 to 5, -1 where the mentor has not seen it. Shape (sub_skills,).

    Raises:
        MeasurementError: If shapes disagree or a rating is outside -1 to 5.
    """
    check_shape(mentor, keyed_log.shape[1:2], "A mentor's ratings")
    check_whole(mentor, MISSING, HIGHEST_LEVEL, "A mentor's ratings")
    seen = _log_ratings()[:, mentor]
    repeated = None if ratings is None else np.repeat(ratings, len(seen), axis=0)
    return Evidence(keyed_log + seen, repeated, LENIENCY_WEIGHTS)


def marginals(tree: Tree, evidence: Evidence) -> FloatArray:
    """Posterior of every sub-skill. Shape (sub_skills, 65)."""
    found = infer(tree, evidence.keyed_log, evidence.ratings)
    weights = _weights(evidence, found.log_evidence)
    mixed: FloatArray = np.einsum("v,vsx->sx", weights, found.marginals)
    return mixed


def joint_samples(tree: Tree, evidence: Evidence, size: int, seed: int) -> FloatArray:
    """
    Joint samples of all sub-skills, in levels. Shape (size, sub_skills).

    Args:
        tree: How the sub-skills hang together.
        evidence: On one person.
        size: Number of samples.
        seed: Seeds the draws, 0 or more.
    """
    drawn = sample(tree, evidence.keyed_log, evidence.ratings, size, seed)
    if len(drawn) == 1:
        only: FloatArray = drawn[0]
        return only
    weights = _weights_of(tree, evidence)
    # Another stream than that of the draws, or value and level would hang together.
    chances = np.random.default_rng((seed, 1)).random(size)
    which = np.minimum(np.searchsorted(weights.cumsum(), chances), weights.size - 1)
    chosen: FloatArray = drawn[which, np.arange(size)]
    return chosen


def profile(tree: Tree, evidence: Evidence, required: IntArray) -> Profile:
    """
    The person beside what some roles require.

    Args:
        tree: How the sub-skills hang together.
        evidence: On one person.
        required: Required levels of each role, 1 to 5, or 0 where nothing is required.
            Shape (roles, sub_skills).
    """
    found = profiles(tree, evidence.keyed_log, evidence.ratings, required)
    weights = _weights_of(tree, evidence)
    return Profile(
        np.einsum("v,vsx->sx", weights, found.marginals),
        np.einsum("v,vcx->cx", weights, found.skills),
        # Rounding may go beyond.
        np.minimum(weights @ found.chances, 1.0),
    )


@cache
def _log_ratings() -> FloatArray:
    """Log-likelihood of each rating; the last row, which -1 picks, says nothing."""
    log_curves = np.log(mentor_rating_curves())
    return np.concatenate([log_curves, np.zeros_like(log_curves[:, :1])], axis=1)


def _weights(evidence: Evidence, log_evidence: FloatArray) -> FloatArray:
    """How likely each value is, given the evidence. Shape (values,)."""
    return normalise(np.log(evidence.prior) + log_evidence)[0]


def _weights_of(tree: Tree, evidence: Evidence) -> FloatArray:
    """The same, of evidence that is still to be weighed; one value needs no weighing."""
    if evidence.prior.size == 1:
        return evidence.prior
    return _weights(evidence, infer(tree, evidence.keyed_log, evidence.ratings).log_evidence)
