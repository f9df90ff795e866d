"""
Scoring beside another engine: ``mirt`` from the Python registry, in the same run.

Where it integrates on Gauss-Hermite nodes the number of nodes is its error, not ours: with 49, its
default, sixty questions differ by 1.5e-3 level, with 121 by 3e-7.
"""

import mirt
import numpy as np
import pytest
from mirt.scoring.eap import EAPScorer

from assessment.measurement.grid import FloatArray, IntArray
from assessment.measurement.likelihood import choice_curves
from assessment.measurement.messages import downward, kernels, upward
from assessment.measurement.summary import mean, standard_deviation
from assessment.measurement.tree import infer

from .examples import ALONE, one_key

NODES = 121
"""Gauss-Hermite nodes of the other engine: enough that they are not what is compared."""

GRID_OF_ABILITY = np.linspace(-6.0, 6.0, 61)
"""Where the R package mirt 1.45.1 integrated, in SDs of ability."""

LSAT7_COUNTS = np.array(
    [
        [12, 19, 1, 7, 3, 19, 3, 17],
        [10, 5, 3, 7, 7, 23, 8, 28],
        [7, 39, 11, 34, 14, 51, 15, 90],
        [6, 25, 7, 35, 18, 136, 32, 308],
    ]
).ravel()
"""People by pattern of five answers, 00000 to 11111 (Bock & Lieberman 1970)."""

LSAT7_PATTERNS = np.arange(32)[:, None] >> np.arange(4, -1, -1) & 1
"""The patterns, 1 right and 0 wrong. Shape (32, 5)."""

LSAT7 = {
    "discrimination": np.array([0.98755, 1.08084, 1.70748, 0.76499, 0.73567]),
    "difficulty": np.array([-1.87926, -0.74754, -1.05724, -0.63530, -2.52076]),
    "guessing": np.zeros(5),
}
"""Two-parameter calibration of LSAT section 7, R package mirt 1.45.1."""


def scored(parameters: dict[str, FloatArray], answers: IntArray) -> tuple[FloatArray, ...]:
    """EAP, standard error and log-evidence of each person, by our tree with one sub-skill."""
    slope, level, guessing = (values[:, None] for values in parameters.values())
    right = guessing + (1 - guessing) / (1 + np.exp(-slope * (GRID_OF_ABILITY - level)))
    logs = answers @ np.log(right) + (1 - answers) @ np.log(1 - right)
    tree = kernels((0,), (0.0, 0.0, 1.0), GRID_OF_ABILITY, 0.0)
    up = upward(tree, logs[:, None])
    posterior = downward(tree, up)[:, 0]
    centre = posterior @ GRID_OF_ABILITY
    spread = np.sqrt(posterior @ GRID_OF_ABILITY**2 - centre**2)
    return centre, spread, up.log_evidence


def told(parameters: dict[str, FloatArray]) -> mirt.ThreeParameterLogistic:
    """The other engine's model with these parameters."""
    model = mirt.ThreeParameterLogistic(n_items=parameters["difficulty"].size)
    model.set_parameters(**parameters)
    model._is_fitted = True  # it has no public way to score with parameters that are known
    return model


def drawn(levels: FloatArray, slopes: FloatArray, people: int) -> tuple[FloatArray, IntArray]:
    """Abilities, and their answers to questions with four options. Shape (people, items)."""
    rng = np.random.default_rng(20261125)
    ability = rng.normal(size=people)
    right = 0.25 + 0.75 / (1 + np.exp(-slopes * (ability[:, None] - levels)))
    return ability, (rng.random(right.shape) < right).astype(np.int64)


@pytest.mark.parametrize(
    ("pattern", "estimate", "error"),
    [
        ([0, 0, 0, 0, 0], -1.86978, 0.69270),
        ([1, 0, 0, 0, 0], -1.41370, 0.66950),
        ([0, 1, 1, 0, 0], -0.60861, 0.67960),
        ([1, 1, 1, 0, 0], -0.13059, 0.71511),
        ([1, 1, 1, 1, 1], 0.72718, 0.80093),
    ],
)
def test_published_answers_score_as_elsewhere(
    pattern: list[int], estimate: float, error: float
) -> None:
    """LSAT section 7 gets the estimates and standard errors that the R package gives it."""
    ours, spread, _ = scored(LSAT7, np.array([pattern]))

    assert estimate == pytest.approx(ours[0], abs=1e-5)
    assert error == pytest.approx(spread[0], abs=1e-5)


def test_lsat7_is_as_likely_as_elsewhere() -> None:
    """The 1,000 published answer sheets get the log-likelihood that the R package found."""
    evidence = scored(LSAT7, LSAT7_PATTERNS)[2]
    log_likelihood = LSAT7_COUNTS @ evidence

    assert LSAT7_COUNTS.sum() == 1_000
    assert pytest.approx(log_likelihood, abs=1e-4) == -2658.8051
    assert pytest.approx(2 * 10 - 2 * log_likelihood, abs=1e-3) == 5337.610


def test_lsat7_is_as_reliable_as_elsewhere() -> None:
    """Of the variance of estimates and errors over the 1,000 people, .4522 is estimates'."""
    estimate, error, _ = scored(LSAT7, LSAT7_PATTERNS)
    spread = np.cov(estimate, fweights=LSAT7_COUNTS)
    noise = LSAT7_COUNTS @ error**2 / 1_000

    assert pytest.approx(spread / (spread + noise), abs=2e-4) == 0.4522


def test_lsat7_calibrated_and_scored_by_the_other_engine() -> None:
    """On its own calibration of LSAT7, both give every pattern one estimate, error and chance."""
    people = LSAT7_PATTERNS.repeat(LSAT7_COUNTS, axis=0)
    fit = mirt.fit_mirt(people, model="2PL", n_quadpts=61, tol=1e-8, compute_standard_errors=False)
    found = {**fit.model.parameters, "guessing": np.zeros(5)}
    theirs = EAPScorer(n_quadpts=61).score(fit.model, LSAT7_PATTERNS)

    estimate, error, evidence = scored(found, LSAT7_PATTERNS)

    for name, value in LSAT7.items():
        np.testing.assert_allclose(found[name], value, atol=1e-3)
    np.testing.assert_allclose(estimate, np.ravel(theirs.theta), atol=1e-6)
    np.testing.assert_allclose(error, np.ravel(theirs.standard_error), atol=1e-6)
    assert fit.log_likelihood == pytest.approx(LSAT7_COUNTS @ evidence, abs=1e-4)


def test_sixty_questions_score_as_elsewhere() -> None:
    """Sixty questions that can be guessed, slopes and levels of all kinds: within 1e-6."""
    rng = np.random.default_rng(7)
    parameters = {
        "discrimination": rng.lognormal(np.log(1.2), 0.3, 60),
        "difficulty": rng.normal(size=60),
        "guessing": np.full(60, 0.25),
    }
    _, answers = drawn(parameters["difficulty"], parameters["discrimination"], people=300)

    theirs = EAPScorer(n_quadpts=NODES).score(told(parameters), answers)
    estimate, error, _ = scored(parameters, answers)

    np.testing.assert_allclose(estimate, np.ravel(theirs.theta), atol=1e-6)
    np.testing.assert_allclose(error, np.ravel(theirs.standard_error), atol=2e-6)


def test_our_scale_scores_as_elsewhere() -> None:
    """
    Our curves on our grid, from question to estimate: within 0.001 level from level 1 to 5.

    Nearer the ends of the grid, four SDs from the middle, what it cuts off is felt: 0.01 at most.
    """
    levels = np.tile(np.arange(1, 6), 8)
    ability, answers = drawn(levels - 3.0, np.full(40, 1.2), people=300)
    curves = np.log([choice_curves(level, one_key(4), tau=0.0)[[0, 3]] for level in levels])
    keyed = curves[np.arange(40), answers].sum(axis=1)[:, None]
    known = {
        "discrimination": np.full(40, 1.2),
        "difficulty": levels - 3.0,
        "guessing": np.full(40, 0.25),
    }

    theirs = EAPScorer(n_quadpts=NODES).score(told(known), answers)
    marginals = infer(ALONE, keyed).marginals[:, 0]
    off = np.abs(mean(marginals) - 3 - np.ravel(theirs.theta))
    wider = np.abs(standard_deviation(marginals) - np.ravel(theirs.standard_error))

    on_the_scale = np.abs(np.ravel(theirs.theta)) <= 2
    assert ability.std() == pytest.approx(1, abs=0.1)
    assert off[on_the_scale].max() < 1e-3
    assert off.max() < 1e-2
    assert wider[on_the_scale].max() < 1.5e-3
