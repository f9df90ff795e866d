"""
Figures that others computed, and the data behind them.

LSAT7: five items of the Law School Admission Test, 1,000 people (Bock & Lieberman 1970), fitted
with the R package mirt 1.45.1.

Verbal aggression: 24 reactions of 316 people (De Boeck & Wilson 2004, Explanatory Item Response
Models), as the R package psychotools 0.7-2 has them, with "perhaps" counted as "yes"; statistics
by the R package difR 5.1.
"""

from pathlib import Path
from typing import Final

import numpy as np

_VERBAL_FILE: Final = Path(__file__).with_name("verbal_aggression.txt")

# fmt: off
_COUNTS = (
    12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28,
    7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308,
)
# fmt: on
"""How many people had each pattern of right answers, 00000 to 11111."""

LSAT7 = (np.repeat(np.arange(32), _COUNTS)[:, None] >> np.arange(4, -1, -1)) & 1
"""1 where an answer was right. Shape (1000, 5)."""

LSAT7_SLOPES = np.array([0.98755, 1.08084, 1.70748, 0.76499, 0.73567])
LSAT7_LEVELS = np.array([-1.87926, -0.74754, -1.05724, -0.63530, -2.52076])
LSAT7_LOG_LIKELIHOOD = -2658.8051
LSAT7_ALPHA = 0.45341
LSAT7_MARGINAL_RELIABILITY = 0.4418
LSAT7_EMPIRICAL_RELIABILITY = 0.4522

VERBAL_NAMES = tuple(
    f"S{situation}{mode}{act}"
    for situation in (1, 2, 3, 4)
    for act in ("Curse", "Scold", "Shout")
    for mode in ("Want", "Do")
)
"""Items of ``VERBAL``: four situations, what one would want to do and what one would do."""

_LINES = [line.split() for line in _VERBAL_FILE.read_text("ascii").splitlines()]

VERBAL = np.array([[mark == "1" for mark in marks] for _, marks in _LINES])
"""Whether each of 316 people would react aggressively in each of 24 ways. Shape (316, 24)."""

VERBAL_MEN = np.array([who == "m" for who, _ in _LINES])
"""Who of them is a man. Shape (316,)."""

VERBAL_CHI2 = {
    "S2WantShout": 9.6032,
    "S4WantShout": 4.1188,
    "S2DoCurse": 6.3029,
    "S2DoScold": 6.8395,
    "S3DoCurse": 5.7817,
    "S3DoScold": 3.8880,
}
"""Mantel-Haenszel statistics beyond the 5% point, by item."""

VERBAL_RATIOS = {"S2WantShout": (2.8804, -2.486), "S2DoCurse": (0.3209, 2.671)}
"""Odds ratio and delta, with men as the group looked at, by item."""
