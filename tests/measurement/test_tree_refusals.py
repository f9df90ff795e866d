"""What does not fit the tree is named, and nothing is computed from it."""

import numpy as np
import pytest

from assessment.errors import MeasurementError
from assessment.measurement.grid import FloatArray, IntArray
from assessment.measurement.tree import Tree, infer, probability_of_all, sample

from .examples import (
    FIVE_SKILLS,
    NOTHING,
)


@pytest.mark.parametrize(
    ("keyed_log", "ratings", "said"),
    [
        (np.zeros((1, 23, 65)), None, "should have shape"),
        (np.zeros((24, 65)), None, "should have shape"),
        (np.full((1, 24, 65), np.nan), None, "finite"),
        (np.full((1, 24, 65), -np.inf), None, "finite"),
        (NOTHING, np.full((1, 24), 6), "run from -1 to 5"),
        (NOTHING, np.full((1, 24), -2), "run from -1 to 5"),
        (NOTHING, np.full((1, 24), 3.0), "whole numbers"),
        (NOTHING, np.full((2, 24), 3), "should have shape"),
    ],
)
def test_unusable_evidence_is_refused(
    keyed_log: FloatArray, ratings: IntArray | None, said: str
) -> None:
    """Evidence that does not fit the tree, or is no number, is named and not scored."""
    with pytest.raises(MeasurementError, match=said):
        infer(FIVE_SKILLS, keyed_log, ratings)
    with pytest.raises(MeasurementError, match=said):
        sample(FIVE_SKILLS, keyed_log, ratings, size=1, seed=0)
    with pytest.raises(MeasurementError, match=said):
        probability_of_all(FIVE_SKILLS, keyed_log, ratings, np.full(24, 3))


@pytest.mark.parametrize("required", [np.full(24, 6), np.full(24, -1), np.full(23, 3)])
def test_unusable_requirements_are_refused(required: IntArray) -> None:
    """A requirement off the scale, or one too few, is a mistake in the role."""
    with pytest.raises(MeasurementError, match="Required levels"):
        probability_of_all(FIVE_SKILLS, NOTHING, None, required)


@pytest.mark.parametrize(
    "variances",
    [(-0.1, 0.15, 0.55), (0.3, 1e-6, 0.55), (0.3, 0.15, 0.0), (3.0, 1.0, 1.0), (np.nan, 0.1, 0.5)],
)
def test_a_tree_the_grids_cannot_carry_is_refused(variances: tuple[float, float, float]) -> None:
    """Variances are 0 or wide enough for the grid, and no wider than it in total."""
    with pytest.raises(MeasurementError, match="variance"):
        Tree((0, 0, 1), *variances)


def test_an_empty_tree_is_refused() -> None:
    """There is nothing to measure without a sub-skill."""
    with pytest.raises(MeasurementError, match="at least one sub-skill"):
        Tree(())


def test_unusable_sampling_is_refused() -> None:
    """No samples, or a negative seed, cannot be drawn."""
    with pytest.raises(MeasurementError, match="At least one sample"):
        sample(FIVE_SKILLS, NOTHING, None, size=0, seed=0)
    with pytest.raises(MeasurementError, match="seed"):
        sample(FIVE_SKILLS, NOTHING, None, size=1, seed=-1)
