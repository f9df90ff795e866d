"""
Differential item functioning: whether an item is harder for one group than for another.

Compared are people of the same level. A test that finds nothing has not shown that there is
nothing: more than half of the items that differ are missed with 500 people in a group (Mazor,
Clauser & Hambleton 1991), and with fewer than ``FEWEST`` nothing is said at all.
"""

import math
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from assessment.measurement.checks import check_shape, check_whole
from assessment.measurement.grid import BoolArray, FloatArray, IntArray

FEWEST: Final = 50
"""Fewest answers of each group from which anything is said (Fidalgo, Ferreres & Muniz 2004)."""

SMALL: Final = 100
"""Answers of a group below which the test is made at ``LENIENT``."""

STRICT: Final = 0.05
LENIENT: Final = 0.20
"""Chance of a false alarm; the larger one for 50 to 100 in a group (Fidalgo et al. 2004)."""

NEGLIGIBLE: Final = 1.0
LARGE: Final = 1.5
"""Bounds of the classes of the Educational Testing Service, on its delta scale (Zwick 2012)."""

_ONE_SIDED: Final = 1.645
_DELTA: Final = -2.35
"""Delta scale of the Educational Testing Service: -2.35 times the log of the odds ratio."""

CANNOT_TELL: Literal["cannot tell"] = "cannot tell"

Verdict = Literal["cannot tell", "A", "B", "C"]
"""No statement; negligible; moderate; large."""


@dataclass(frozen=True)
class Functioning:
    """
    One item for two groups of the same level.

    Attributes:
        reference: Answers of the group compared with.
        focal: Answers of the group looked at.
        chi2: Mantel-Haenszel statistic with continuity correction, one degree of freedom.
        p: Chance of one at least as large where nothing differs.
        odds_ratio: Odds of a right answer, reference over focal; None where no odds compare.
        delta: On the delta scale; negative where the item is harder for the focal group.
        error: Standard error of ``delta``.
    """

    reference: int
    focal: int
    chi2: float
    p: float
    odds_ratio: float | None
    delta: float | None
    error: float | None

    @property
    def bar(self) -> float:
        """Chance of a false alarm at which the test is made."""
        return LENIENT if min(self.reference, self.focal) < SMALL else STRICT

    @property
    def verdict(self) -> Verdict:
        """What may be said."""
        fewest = min(self.reference, self.focal)
        if fewest < FEWEST or self.delta is None or self.error is None:
            return CANNOT_TELL
        size = abs(self.delta)
        if size < NEGLIGIBLE or self.p >= self.bar:
            return "A"
        surely = size - NEGLIGIBLE > _ONE_SIDED * self.error
        return "C" if size >= LARGE and surely else "B"


def mantel_haenszel(right: BoolArray, focal: BoolArray, stratum: IntArray) -> Functioning:
    """
    Compare the two groups within each stratum of equal level.

    Args:
        right: Whether each person was right. Shape (people,).
        focal: Whether each belongs to the group looked at. Shape (people,).
        stratum: Stratum of each, from 0; strata with one group only say nothing. Shape (people,).

    Returns:
        The comparison.

    Raises:
        MeasurementError: If shapes disagree or a stratum is negative.

    Source:
        Mantel & Haenszel (1959); Holland & Thayer (1988); standard error by Phillips & Holland
        (1987), doi 10.2307/2531824.
    """
    check_shape(focal, right.shape, "Groups")
    check_shape(stratum, right.shape, "Strata")
    check_whole(stratum, 0, right.size, "Strata")
    a, b, c, d = (
        _counts(mine, stratum)
        for mine in (right & ~focal, ~right & ~focal, right & focal, ~right & focal)
    )
    chi2 = _chi2(a, b, c, d)
    ratio, error = _odds_ratio(a, b, c, d)
    return Functioning(
        reference=int((~focal).sum()),
        focal=int(focal.sum()),
        chi2=chi2,
        p=math.erfc(math.sqrt(chi2 / 2)),
        odds_ratio=ratio,
        delta=None if ratio is None else _DELTA * math.log(ratio),
        error=None if error is None else -_DELTA * error,
    )


def _counts(those: BoolArray, stratum: IntArray) -> FloatArray:
    size = int(stratum.max(initial=-1)) + 1
    return np.bincount(stratum[those], minlength=size).astype(np.float64)


def _chi2(a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray) -> float:
    total = a + b + c + d
    said = total > 1
    a, b, c, d, total = (counts[said] for counts in (a, b, c, d, total))
    expected = (a + b) * (a + c) / total
    variance = float(((a + b) * (c + d) * (a + c) * (b + d) / (total**2 * (total - 1))).sum())
    away = max(abs(float((a - expected).sum())) - 0.5, 0.0)
    return away**2 / variance if variance > 0 else 0.0


def _odds_ratio(
    a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray
) -> tuple[float | None, float | None]:
    """The common odds ratio, and the standard error of its logarithm."""
    total = np.maximum(a + b + c + d, 1.0)
    up, down = float((a * d / total).sum()), float((b * c / total).sum())
    if up == 0 or down == 0:
        return None, None
    ratio = up / down
    spread = (a * d + ratio * b * c) * (a + d + ratio * (b + c)) / total**2
    return ratio, math.sqrt(float(spread.sum()) / (2 * up**2))
