"""How well scores tell people apart: alpha, marginal reliability, and what subscores add."""

from dataclasses import dataclass

import numpy as np

from assessment.measurement.checks import check_finite, check_shape, require
from assessment.measurement.grid import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Covariances:
    """
    How the credits of items vary together, over the people who answered both.

    Attributes:
        values: Covariances; NaN where fewer than two people answered both. Shape (items, items).
        freedom: Degrees of freedom of each: people less one, at least 0. Shape (items, items).
    """

    values: FloatArray
    freedom: FloatArray


@dataclass(frozen=True)
class Subscore:
    """
    Shares of the variance of a true subscore that can be predicted (PRMSE).

    Attributes:
        own: From the subscore: its reliability.
        total: From the total score.
        both: From the two together.
    """

    own: float
    total: float
    both: float

    @property
    def adds_value(self) -> bool:
        """Whether the subscore says more about itself than the total does."""
        return self.own > self.total


def covariances(credits: FloatArray) -> Covariances:
    """
    Covariances of items, each over the people who answered both.

    Args:
        credits: Share of the credit earned, NaN where not answered. Shape (people, items).

    Returns:
        The covariances; with no answer missing those of any textbook.
    """
    there = (~np.isnan(credits)).astype(np.float64)
    held = np.where(there > 0, credits, 0.0)
    together = there.T @ there
    sums = held.T @ there
    with np.errstate(divide="ignore", invalid="ignore"):
        shared = held.T @ held - sums * sums.T / together
        values = np.where(together > 1, shared / (together - 1), np.nan)
    return Covariances(values, np.maximum(together - 1, 0.0))


def alpha(found: Covariances, length: float) -> float | None:
    """
    Cronbach's alpha of a test of ``length`` items like these.

    length * c / (v + (length - 1) c) with v the mean variance and c the mean covariance; where
    everybody answered all items and ``length`` is their number, that is alpha itself.

    Args:
        found: Covariances of the items.
        length: Number of items that one person answers, 2 or more.

    Returns:
        Alpha; None where no two items were answered by the same people.

    Raises:
        MeasurementError: If ``length`` is less than 2.

    Source:
        Cronbach (1951), doi 10.1007/BF02310555, in the form of Spearman (1910) and Brown (1910).
    """
    require(length >= 2, f"Alpha needs at least two items, not {length:g}.")  # noqa: PLR2004
    everything = np.ones(len(found.values), dtype=bool)
    variance, covariance = _variance(found, everything), _covariance(found, everything, everything)
    if variance is None or covariance is None or variance == 0:
        return None
    return length * covariance / (variance + (length - 1) * covariance)


def subscores(found: Covariances, group_of: IntArray, lengths: FloatArray) -> list[Subscore | None]:
    """
    Whether each group of items is worth a score of its own.

    Args:
        found: Covariances of the items.
        group_of: Group of each item, from 0. Shape (items,).
        lengths: Number of items of each group that one person answers. Shape (groups,).

    Returns:
        For each group its shares; None where answers do not tell, because too few were given
        together or because the group's items do not hang together at all.

    Raises:
        MeasurementError: If shapes disagree.

    Source:
        Haberman (2008), doi 10.3102/1076998607302636. With answers missing, variances of scores
        are put together from mean covariances of items, as in ``alpha``.
    """
    check_shape(group_of, found.values.shape[:1], "Groups of items")
    groups = [group_of == group for group in range(len(lengths))]
    true = np.array([[_of(_covariance(found, one, other)) for other in groups] for one in groups])
    true *= np.outer(lengths, lengths)
    single = np.array([_of(_variance(found, group)) for group in groups]) * lengths
    with np.errstate(divide="ignore", invalid="ignore"):
        error = single - np.diag(true) / lengths
    # A group that nobody answers two items of is left out of the total, not taken for nothing.
    whole = ~np.isnan(error)
    total = float(true[np.ix_(whole, whole)].sum() + error[whole].sum())
    return [
        _subscore(true[at, at], error[at], float(true[at, whole].sum()), total)
        for at in range(len(groups))
    ]


def marginal_reliability(
    information: FloatArray, density: FloatArray, variance: float = 1.0
) -> float:
    """
    Share of the variance of estimates that is true, averaged over people.

    Args:
        information: Of all items, at each level, per squared level. Shape (n,).
        density: Probability of each level. Shape (n,).
        variance: Of levels over people, in levels squared.

    Returns:
        0 to 1.

    Source:
        Green, Bock, Humphreys, Linn & Reckase (1984), doi 10.1111/j.1745-3984.1984.tb01039.x.
    """
    check_finite(information, "Information")
    return float((density * information / (information + 1 / variance)).sum())


def empirical_reliability(estimates: FloatArray, errors: FloatArray) -> float | None:
    """
    Share of the variance of levels that these estimates explain.

    Args:
        estimates: Expected levels. Shape (people,).
        errors: Their standard errors, in levels. Shape (people,).

    Returns:
        Variance of the estimates over that variance plus the mean squared error; None for fewer
        than two people.
    """
    check_shape(errors, estimates.shape, "Standard errors")
    if estimates.size < 2:  # noqa: PLR2004
        return None
    explained = float(estimates.var(ddof=1))
    return explained / (explained + float((errors**2).mean()))


def _subscore(true: float, error: float, with_total: float, total: float) -> Subscore | None:
    if not (true > 0 and total > 0 and true + error > 0):  # NaN fails too
        return None
    own, whole = true / (true + error), with_total**2 / (true * total)
    matrix = np.array([[true + error, with_total + error], [with_total + error, total]])
    known = np.array([true, with_total])
    both = float(known @ np.linalg.lstsq(matrix, known, rcond=None)[0]) / true
    return Subscore(own, whole, both)


def _variance(found: Covariances, items: BoolArray) -> float | None:
    mine = np.diag(items)
    return _pooled(found, mine)


def _covariance(found: Covariances, one: BoolArray, other: BoolArray) -> float | None:
    pairs = np.outer(one, other)
    np.fill_diagonal(pairs, val=False)
    return _pooled(found, pairs)


def _pooled(found: Covariances, pairs: BoolArray) -> float | None:
    freedom = found.freedom[pairs]
    total = freedom.sum()
    if total == 0:
        return None
    return float((np.nan_to_num(found.values[pairs]) * freedom).sum() / total)


def _of(value: float | None) -> float:
    return np.nan if value is None else value
