"""The tree on other grids, against what is known exactly."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from assessment.measurement.grid import GRID, FloatArray
from assessment.measurement.messages import _distinct, _pick, downward, kernels, normalise, upward

from .examples import patient

WIDE = np.linspace(-6.0, 12.0, 241)
"""A grid on which nothing is cut off, in levels."""


def scored(
    skill_of: tuple[int, ...],
    variances: tuple[float, float, float],
    grid: FloatArray,
    mean: float,
    log_likelihood: FloatArray,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """EAP and SD of each sub-skill, and the log-evidence."""
    tree = kernels(skill_of, variances, grid, mean)
    up = upward(tree, log_likelihood)
    posterior = downward(tree, up)
    centre = posterior @ grid
    return centre, np.sqrt(posterior @ grid**2 - centre**2), up.log_evidence


def prior_covariance(
    skill_of: tuple[int, ...], variances: tuple[float, float, float]
) -> FloatArray:
    """Covariance of the sub-skills."""
    general, skill, own = variances
    same = np.equal.outer(skill_of, skill_of)
    return general + skill * same + own * np.eye(len(skill_of))


@patient
@example([(0.0, 2.0), (0.0, 0.375), (0.0, 0.5), (0.0, 0.5), (0.0, 0.5)], (0.30, 0.15, 0.55))
@given(
    st.lists(st.tuples(st.floats(0, 6), st.floats(0.3, 3)), min_size=5, max_size=5),
    st.sampled_from([(0.30, 0.15, 0.55), (0.45, 0.20, 0.35), (0.30, 0.0, 0.70), (0.0, 0.4, 0.6)]),
)
def test_normal_evidence_gives_the_normal_posterior(
    seen: list[tuple[float, float]], variances: tuple[float, float, float]
) -> None:
    """
    With normal likelihoods, means, SDs and evidence are those of the multivariate normal.

    To 0.0025 level, for people up to three SDs from the mean in all they do: what they have in
    common then reaches the ends of its grid.
    """
    skill_of = (0, 0, 1, 1, 1)
    value, sd = np.array(seen).T
    prior = prior_covariance(skill_of, variances)
    total = prior + np.diag(sd**2)
    gain = prior @ np.linalg.inv(total)
    away = value - 3
    expected_mean = 3 + gain @ away
    expected_sd = np.sqrt(np.diag(prior - gain @ prior))
    determinant = np.linalg.slogdet(2 * np.pi * total)[1]
    expected_log = -(away @ np.linalg.solve(total, away) + determinant) / 2
    log_likelihood = -((WIDE - value[:, None]) ** 2) / (2 * sd[:, None] ** 2)
    log_likelihood -= np.log(2 * np.pi * sd[:, None] ** 2) / 2

    mean, spread, log_evidence = scored(skill_of, variances, WIDE, 3.0, log_likelihood)

    np.testing.assert_allclose(mean, expected_mean, atol=2.5e-3)
    np.testing.assert_allclose(spread, expected_sd, atol=2.5e-3)
    assert expected_log == pytest.approx(log_evidence, abs=1e-2)


def test_usual_normal_evidence_is_exact() -> None:
    """Evidence near what the prior expects leaves no error but rounding."""
    skill_of, variances = (0, 0, 1, 1, 1), (0.30, 0.15, 0.55)
    value, sd = np.array([2.4, 3.3, 3.6, 2.9, 3.1]), np.full(5, 0.8)
    prior = prior_covariance(skill_of, variances)
    total = prior + np.diag(sd**2)
    gain, away = prior @ np.linalg.inv(total), value - 3
    exponent = -(away @ np.linalg.solve(total, away)) / 2
    expected_log = exponent + (np.log(sd**2).sum() - np.linalg.slogdet(total)[1]) / 2

    mean, spread, log_evidence = scored(
        skill_of, variances, WIDE, 3.0, -((WIDE - value[:, None]) ** 2) / (2 * sd[:, None] ** 2)
    )

    assert expected_log == pytest.approx(log_evidence, abs=1e-9)
    np.testing.assert_allclose(mean, 3 + gain @ away, atol=1e-9)
    np.testing.assert_allclose(spread, np.sqrt(np.diag(prior - gain @ prior)), atol=1e-9)


@patient
@given(st.lists(st.tuples(st.integers(1, 5), st.booleans()), min_size=3, max_size=12))
def test_a_finer_grid_says_the_same(answers: list[tuple[int, bool]]) -> None:
    """
    Twice as many points move no estimate on the scale by 0.003 level, and none by 0.005.

    Twelve wrong answers in a row put a sub-skill so far below level 1 that the end of the grid
    is felt; what is shown has one decimal.
    """
    skill_of, variances = (0, 0, 1), (0.30, 0.15, 0.55)
    estimates = []
    for grid in (GRID, np.linspace(-1.0, 7.0, 129)):
        log_likelihood = np.zeros((3, grid.size))
        for item, (level, right) in enumerate(answers):
            known = 1 / (1 + np.exp(-1.2 * (grid - level)))
            log_likelihood[item % 3] += np.log(0.25 + 0.75 * known if right else 1 - known)
        estimates.append(scored(skill_of, variances, grid, 3.0, log_likelihood)[0])

    coarse, fine = estimates
    on_the_scale = (fine >= 1) & (fine <= 5)
    assert (np.abs(coarse - fine)[on_the_scale] <= 3e-3).all()
    assert (np.abs(coarse - fine) <= 5e-3).all()


def test_kernels_keep_what_falls_over_the_edge_lost() -> None:
    """A kernel's row holds the mass that lies on the grid: all in the middle, part outside."""
    tree = kernels((0, 0, 1), (0.30, 0.15, 0.55), GRID, 3.0)
    mass = tree.to_sub_skill.sum(axis=1)

    assert pytest.approx(mass[mass.size // 2], abs=1e-6) == 1
    # The lowest m is 5 SD below 3, at -0.354; 81 % of a normal about it lies above -1.
    assert pytest.approx(mass[0], abs=0.03) == 0.81
    assert pytest.approx(np.exp(tree.log_top).sum(), abs=1e-5) == 1


def test_a_narrow_skill_gets_a_finer_grid() -> None:
    """However little the sub-skills of a skill share, the grids resolve it."""
    skill_of, variances = (0, 0, 1), (0.30, 0.01, 0.69)
    value, sd = np.array([2.4, 3.3, 3.6]), np.full(3, 0.8)
    prior = prior_covariance(skill_of, variances)
    expected = 3 + prior @ np.linalg.solve(prior + np.diag(sd**2), value - 3)

    mean, _, _ = scored(
        skill_of, variances, WIDE, 3.0, -((WIDE - value[:, None]) ** 2) / (2 * sd[:, None] ** 2)
    )

    np.testing.assert_allclose(mean, expected, atol=1e-9)


def test_normalise_by_hand() -> None:
    """Log-weights log 1 and log 3, both lifted by 1000: a quarter, three quarters, log 4 + 1000."""
    probabilities, log_sum = normalise(np.log([1.0, 3.0]) + 1000)

    np.testing.assert_allclose(probabilities, [0.25, 0.75], atol=1e-12)
    assert np.log(4) + 1000 == pytest.approx(float(log_sum))


@given(st.data(), st.integers(1, 70), st.integers(1, 4))
def test_picking_inverts_the_distribution(data: st.DataObject, size: int, rows: int) -> None:
    """By halving or by counting the cumulated weights up to the chance: the same index."""
    weights = data.draw(arrays.arrays(float, (rows, size), elements=st.floats(0, 1)))
    weights[:, data.draw(st.integers(0, size - 1))] += 0.5
    chances = data.draw(arrays.arrays(float, (5, 2), elements=st.floats(0, 1, exclude_max=True)))
    of = data.draw(arrays.arrays(np.int64, (5, 1), elements=st.integers(0, rows - 1)))
    cumulated = weights.cumsum(axis=1)[of]
    counted = (cumulated <= chances[..., None] * cumulated[..., -1:]).sum(axis=-1)

    np.testing.assert_array_equal(_pick(weights, of, chances), np.minimum(counted, size - 1))


def test_what_occurs_is_listed_once() -> None:
    """Two of six combinations occur, in three places."""
    (first, second), which = _distinct((np.array([1, 0, 1]), np.array([2])), (2, 3))

    assert list(zip(first, second, strict=True)) == [(0, 2), (1, 2)]
    assert which.tolist() == [1, 0, 1]
