"""What the measurement model refuses, said in one sentence each."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assessment.errors import MeasurementError
from assessment.measurement.grid import (
    GRID,
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    FloatArray,
)

MISSING = -1
"""A self-rating that was not given, or a sub-skill that does not apply."""

SUM_TOLERANCE = 1e-6
"""How far the sum of a distribution may lie from 1 through rounding."""


def require(holds: bool, sentence: str) -> None:  # noqa: FBT001 - a condition, not a switch
    """
    Refuse what does not hold.

    Raises:
        MeasurementError: With ``sentence``, if ``holds`` is false.
    """
    if not holds:
        raise MeasurementError(sentence)


def check_shape(values: NDArray[Any], shape: tuple[int, ...], what: str) -> None:
    """
    Accept an array of exactly this shape.

    Raises:
        MeasurementError: If the shapes disagree.
    """
    require(values.shape == shape, f"{what} should have shape {shape}, not {values.shape}.")


def check_finite(values: FloatArray, what: str) -> None:
    """
    Accept an array without NaN or infinity.

    Raises:
        MeasurementError: If one is there.
    """
    require(bool(np.isfinite(values).all()), f"{what} should hold finite numbers only.")


def check_distributions(marginals: FloatArray) -> None:
    """
    Accept distributions on the grid: non-negative, each summing to 1. Shape (..., 65).

    Raises:
        MeasurementError: If one is not.
    """
    require(
        marginals.ndim > 0 and marginals.shape[-1] == GRID.size,
        f"A posterior should have {GRID.size} grid points on its last axis; "
        f"this array has shape {marginals.shape}.",
    )
    sums = marginals @ np.ones(GRID.size)  # three times as fast as a sum over the last axis
    # NaN fails both comparisons, so it needs no check of its own.
    proper = (marginals >= 0).all() and (np.abs(sums - 1) <= SUM_TOLERANCE).all()
    require(bool(proper), "A posterior should hold probabilities that sum to 1.")


def check_broadcast(levels: tuple[int, ...], posteriors: tuple[int, ...]) -> None:
    """
    Accept shapes of which one fits the other, axis by axis from the last.

    Raises:
        MeasurementError: If they do not.
    """
    try:
        np.broadcast_shapes(levels, posteriors)
    except ValueError as fault:
        raise MeasurementError(
            f"Required levels of shape {levels} do not fit posteriors of leading shape "
            f"{posteriors}."
        ) from fault


def check_tables(tables: Sequence[FloatArray]) -> None:
    """
    Accept items' tables: a distribution over outcomes at each grid point, (n_outcomes, 65) each.

    Raises:
        MeasurementError: If one is not.
    """
    for table in tables:
        require(
            table.ndim == 2 and len(table) > 0 and table.shape[1] == GRID.size,  # noqa: PLR2004
            f"An item's table should have one row per outcome and {GRID.size} columns; "
            f"this one has shape {table.shape}.",
        )
    if tables:
        starts = np.cumsum([0] + [len(table) for table in tables[:-1]])
        rows = np.concatenate(tables)
        sums = np.add.reduceat(rows, starts)
        require(
            bool((rows >= 0).all() and (np.abs(sums - 1) <= SUM_TOLERANCE).all()),
            "The probabilities of an item's outcomes should sum to 1 at every level.",
        )


def check_whole(values: NDArray[Any], low: int, high: int, what: str) -> None:
    """
    Accept whole numbers from ``low`` to ``high``.

    Raises:
        MeasurementError: If one is outside, or not a whole number.
    """
    require(
        np.issubdtype(values.dtype, np.integer),
        f"{what} should be whole numbers, not {values.dtype}.",
    )
    inside = (values >= low) & (values <= high)
    require(
        bool(inside.all()),
        f"{what} run from {low} to {high}; {values[~inside][:1].tolist()} is outside.",
    )


def check_levels(levels: NDArray[Any], lowest: int = LOWEST_LEVEL) -> None:
    """
    Accept an array of required levels.

    Raises:
        MeasurementError: If one is outside ``lowest`` to 5.
    """
    check_whole(levels, lowest, HIGHEST_LEVEL, "Required levels")
