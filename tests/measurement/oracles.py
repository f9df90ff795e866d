"""
Figures that others computed, and the data behind them.

LSAT7: five items of the Law School Admission Test, 1,000 people (Bock & Lieberman 1970), fitted
with the R package mirt 1.45.1.
"""

import numpy as np

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
