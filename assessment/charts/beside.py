"""A result without a mentor's ratings beside the one with them: both stand, neither replaces."""

from collections.abc import Sequence
from typing import Final

from assessment.charts import headline
from assessment.charts.ranges import SAID
from assessment.charts.words import tenths
from assessment.evaluation import Result
from assessment.gaps import Gap

WITHOUT: Final = "Without the mentor"
WITH: Final = "With the mentor"

_COMPARED: Final = 2
"""Figures that stand beside each other: readiness and must-haves."""


def figures(result: Result) -> tuple[tuple[str, str, str, str], ...]:
    """Label, value, uncertainty and term of the glossary of what is compared."""
    found = headline.figures(result)[:_COMPARED]
    if result.assessed:
        return found
    return tuple((name, "not assessed", "no evidence", term) for name, _, _, term in found)


def sentence(without: Result, together: Result, rated: int) -> str:
    """
    The two results in words.

    Args:
        without: What the mentee's own evidence says.
        together: The same with the mentor's ratings.
        rated: Number of sub-skills that the mentor rated.
    """
    if not rated:
        return (
            "The mentor has rated nothing, so there is one result: the one of self-ratings and "
            "answers."
        )
    many = "rating counts" if rated == 1 else "ratings count"
    moved = len(_moved(without, together))
    return (
        f"Readiness for {without.role.name} is {_readiness(without)} without the mentor and "
        f"{_readiness(together)} with. What may be said changes on {moved} of {len(without.gaps)} "
        f"requirements. The mentor's {rated} {many} as evidence beside self-ratings and answers; "
        "neither result replaces the other."
    )


def table(without: Result, together: Result) -> list[dict[str, str]]:
    """The figures, each without and with the mentor."""
    pairs = zip(figures(without), figures(together), strict=True)
    return [
        {"Figure": name, WITHOUT: f"{one} ({doubt})", WITH: f"{other} ({with_doubt})"}
        for (name, one, doubt, _), (_, other, with_doubt, _) in pairs
    ]


def moved(without: Result, together: Result) -> list[dict[str, str]]:
    """Requirements of which the mentor's ratings change what may be said."""
    return [
        {
            "Sub-skill": one.sub_skill.name,
            "Asked": str(one.requirement.level),
            WITHOUT: _verdict(one),
            WITH: _verdict(other),
        }
        for one, other in _moved(without, together)
    ]


def _readiness(result: Result) -> str:
    _, value, doubt, _ = figures(result)[0]
    return f"{value} ({doubt})"


def _moved(without: Result, together: Result) -> Sequence[tuple[Gap, Gap]]:
    after = {gap.sub_skill.id: gap for gap in together.gaps}
    pairs = [(gap, after[gap.sub_skill.id]) for gap in without.gaps]
    return [(one, other) for one, other in pairs if one.verdict != other.verdict]


def _verdict(gap: Gap) -> str:
    if gap.verdict == "not assessed":
        return SAID[gap.verdict]
    return f"{SAID[gap.verdict]}, level {tenths(gap.estimate)}"
