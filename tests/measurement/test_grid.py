"""The scale and its band edges."""

import numpy as np
import pytest

from assessment.errors import MeasurementError
from assessment.measurement.grid import GRID, PRIOR_MEAN, STEP, meets, shortfall

from .examples import at


def test_every_band_edge_is_a_grid_point() -> None:
    """65 points from -1 to 7, the middle level in the middle and each band edge among them."""
    edges = {level - 0.5 for level in range(1, 6)}

    assert GRID.size == 65
    assert (GRID[0], GRID[-1]) == (-1.0, 7.0)
    assert GRID[32] == PRIOR_MEAN
    assert edges <= set(GRID.tolist())
    np.testing.assert_array_equal(STEP, np.diff(GRID))


def test_the_point_on_the_edge_counts_half() -> None:
    """Level 3 begins at 2.5: nothing below it counts, all above does, the edge itself half."""
    met = meets(3)

    assert met[at(2.375)] == 0.0
    assert met[at(2.5)] == 0.5
    assert met[at(2.625)] == 1.0
    assert met.sum() == 36 + 0.5


def test_level_one_asks_nothing() -> None:
    """The first band is open below: everyone meets it and nobody falls short."""
    np.testing.assert_array_equal(np.ones(65), meets(1))
    np.testing.assert_array_equal(np.zeros(65), shortfall(1))


def test_shortfall_is_the_distance_to_the_edge() -> None:
    """Someone at level 2.0 is half a level short of level 3, someone at 2.5 not at all."""
    short = shortfall(3)

    assert short[at(2.0)] == 0.5
    assert short[at(-1.0)] == 3.5
    assert short[at(2.5)] == 0.0
    assert short[at(7.0)] == 0.0


def test_a_higher_requirement_is_met_less() -> None:
    """At every point, raising a requirement meets it no more and falls short no less."""
    met = np.stack([meets(level) for level in range(1, 6)])
    short = np.stack([shortfall(level) for level in range(1, 6)])

    assert (np.diff(met, axis=0) <= 0).all()
    assert (np.diff(short, axis=0) >= 0).all()


def test_the_grid_cannot_be_changed_by_accident() -> None:
    """Everyone shares one grid, so it is read-only."""
    with pytest.raises(ValueError, match="read-only"):
        GRID[0] = 0.0


@pytest.mark.parametrize("level", [0, 6, -1, float("nan")])
def test_a_level_off_the_scale_is_refused(level: int) -> None:
    """A requirement outside 1 to 5 is a mistake, not an easy or an impossible requirement."""
    with pytest.raises(MeasurementError, match="levels run from 1 to 5"):
        meets(level)
    with pytest.raises(MeasurementError, match="levels run from 1 to 5"):
        shortfall(level)
