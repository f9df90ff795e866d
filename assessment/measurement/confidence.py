"""How well people know what they know: what they say of their answers beside how those were."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from assessment.measurement.checks import check_shape, require
from assessment.measurement.grid import BoolArray, FloatArray

FEWEST: Final = 20
"""Fewest answers from which a figure is given: the index of people who know their chances exactly
still has an SD of about .10 there (simulation)."""

_SURELY: Final = 1.64
"""Standard errors from 0 that chance reaches in one of ten cases."""


@dataclass(frozen=True)
class Calibrated:
    """
    What confidence and answers say together.

    Brier score = reliability - resolution + uncertainty (Murphy 1973).

    Attributes:
        answers: Number of answers with a confidence.
        index: Mean confidence less share right: above 0 where people are surer than right.
        error: Standard error of the index, for somebody who knows their chances.
        brier: Mean squared distance of confidence and outcome; 0 is best.
        reliability: How far the share right lies from each confidence said; 0 is best.
        resolution: How far the shares right of different confidences lie apart; more is better.
        uncertainty: How open the outcomes are by themselves.
    """

    answers: int
    index: float
    error: float
    brier: float
    reliability: float
    resolution: float
    uncertainty: float

    @property
    def verdict(self) -> str:
        """In words; nothing is claimed that chance alone would explain."""
        if self.answers < FEWEST:
            return "too few answers"
        if abs(self.index) <= _SURELY * self.error:
            return "no more than chance"
        return "over-confident" if self.index > 0 else "under-confident"


def calibrated(confidence: FloatArray, right: BoolArray) -> Calibrated:
    """
    How confidence and answers go together.

    Args:
        confidence: Chance that each answer is right, as people said it, 0 to 1. Shape (answers,).
        right: Whether it was. Shape (answers,).

    Returns:
        The figures; exact, since answers are grouped by what was said and not by bins.

    Raises:
        MeasurementError: If there is no answer, or a confidence is no chance.

    Source:
        Brier (1950); Murphy (1973), Journal of Applied Meteorology 12, for the three parts;
        Lichtenstein & Fischhoff (1977) for the index.
    """
    check_shape(right, confidence.shape, "Answers")
    require(confidence.size > 0, "Without an answer there is no confidence to look at.")
    require(
        bool(((confidence >= 0) & (confidence <= 1)).all()), "Confidences are chances from 0 to 1."
    )
    hit = right.astype(np.float64)
    _, group = np.unique(confidence, return_inverse=True)
    share = np.bincount(group, hit) / np.bincount(group)
    base = hit.mean()
    return Calibrated(
        answers=confidence.size,
        index=float(confidence.mean() - base),
        error=float(np.sqrt((confidence * (1 - confidence)).sum()) / confidence.size),
        brier=float(((confidence - hit) ** 2).mean()),
        reliability=float(((confidence - share[group]) ** 2).mean()),
        resolution=float(((share[group] - base) ** 2).mean()),
        uncertainty=float(base * (1 - base)),
    )
