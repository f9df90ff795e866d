"""The proficiency scale as a grid, and where a required level begins on it."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from assessment.errors import MeasurementError

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

LOWEST_LEVEL: Final = 1
"""Lowest proficiency level that can be required or targeted; its band is open below."""

HIGHEST_LEVEL: Final = 5
"""Highest proficiency level; its band is open above."""

HALF_BAND: Final = 0.5
"""Half the width of a level's band, in levels: level k is [k - 0.5, k + 0.5)."""

PRIOR_MEAN: Final = 3.0
"""Mean of every sub-skill before any evidence, in levels: the middle of the scale (assumption)."""

STEP: Final = 0.125
"""Distance between grid points, in levels; every band edge falls on a grid point."""

GRID: Final[FloatArray] = np.linspace(-1.0, 7.0, 65)
"""Values of theta at which everything is computed, in levels: four prior SDs either side."""
GRID.setflags(write=False)


def meets(level: int) -> FloatArray:
    """
    Share of each grid point's cell that lies at or above the lower edge of a level.

    A grid point stands for the cell of width ``STEP`` about it, so the point that is exactly the
    edge counts half. Level 1 is open below and is met everywhere.

    Args:
        level: Required level, 1 to 5.

    Returns:
        0, 0.5 or 1. Shape (65,).

    Raises:
        MeasurementError: If the level is outside 1 to 5.
    """
    check_level(level)
    if level == LOWEST_LEVEL:
        return np.ones_like(GRID)
    return np.heaviside(GRID - (level - HALF_BAND), 0.5)


def shortfall(level: int) -> FloatArray:
    """
    How far each grid point lies below the lower edge of a level.

    Args:
        level: Required level, 1 to 5.

    Returns:
        Levels short, 0 where none is missing. Shape (65,).

    Raises:
        MeasurementError: If the level is outside 1 to 5.
    """
    check_level(level)
    if level == LOWEST_LEVEL:
        return np.zeros_like(GRID)
    return np.maximum(level - HALF_BAND - GRID, 0.0)


def check_level(level: float) -> None:
    """
    Accept a level that the scale has.

    Raises:
        MeasurementError: If it is outside 1 to 5.
    """
    if not LOWEST_LEVEL <= level <= HIGHEST_LEVEL:
        raise MeasurementError(
            f"Level {level} is not on the scale; levels run from {LOWEST_LEVEL} to {HIGHEST_LEVEL}."
        )
