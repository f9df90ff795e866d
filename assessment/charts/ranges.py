"""Every requirement as a range with its mark, largest priority first."""

from collections.abc import Mapping
from typing import Final

import plotly.graph_objects as go

from assessment.charts import plot
from assessment.charts import rows as drawn
from assessment.charts.escape import plain
from assessment.charts.look import ROLE, YOU
from assessment.charts.words import tenths
from assessment.evaluation import Result
from assessment.gaps import Gap, Verdict

SAID: Final[Mapping[Verdict, str]] = {
    "meets": "meets",
    "gap": "gap",
    "unclear": "not enough evidence yet",
    "not assessed": "not assessed",
}
"""What may be said of a requirement, in words."""

_SIGN: Final = {"meets": "✓ meets", "gap": "✕ gap", "unclear": "? open"}
_SETTLED: Final = ("meets", "gap")
"""Verdicts whose range is drawn filled; what the evidence leaves open is drawn hollow."""


def figure(result: Result, level_names: tuple[str, ...]) -> go.Figure:
    """One row per requirement: the name above, the likely range, and what the role asks."""
    chart = plot.blank()
    rows = [gap for gap in result.gaps if gap.verdict != "not assessed"]
    heights = [-at for at in range(len(rows))]
    ends = [(gap.low, gap.high) for gap in rows]
    drawn.ranges(chart, ends, heights, [gap.verdict in _SETTLED for gap in rows])
    drawn.marks(chart, [gap.estimate for gap in rows], heights, {"color": YOU, "size": 13})
    asked = {"color": ROLE, "size": 18, "symbol": "line-ns", "line": {"color": ROLE, "width": 4}}
    drawn.marks(chart, [gap.requirement.level for gap in rows], heights, asked)
    drawn.names(chart, [_named(gap) for gap in rows])
    drawn.layout(chart, len(rows), level_names)
    return chart


def sentence(result: Result) -> str:
    """The rows in words."""
    count = result.requirements.count
    return (
        f"{result.role.name} asks for {len(result.gaps)} things. Met: {count('meets')}. Gaps: "
        f"{count('gap')}. Not enough evidence yet: {count('unclear')}. Not assessed: "
        f"{count('not assessed')}."
    )


def key() -> str:
    """How to read the figure."""
    return (
        "The dot is you, the band its likely range (hollow where the evidence does not settle it), "
        "the upright mark what the role asks. Open means not enough evidence yet."
    )


def table(result: Result, questions: Mapping[str, int | None]) -> list[dict[str, str]]:
    """
    The rows as a table.

    Args:
        result: What the attempt says.
        questions: About how many more items would settle each open requirement, by sub-skill.
    """
    return [_cells(gap, questions) for gap in result.gaps]


def _named(gap: Gap) -> str:
    must = " · <b>must-have</b>" if gap.requirement.critical else ""
    return f"{plain(gap.sub_skill.name)}{must} · {_SIGN[gap.verdict]}"


def _cells(gap: Gap, questions: Mapping[str, int | None]) -> dict[str, str]:
    silent = gap.verdict == "not assessed"
    return {
        "Sub-skill": gap.sub_skill.name,
        "Must-have": "must-have" if gap.requirement.critical else "",
        "Asked": str(gap.requirement.level),
        "Weight": str(gap.requirement.weight),
        "Level": "" if silent else tenths(gap.estimate),
        "Likely range": "" if silent else f"{tenths(gap.low)} to {tenths(gap.high)}",
        "Chance of meeting it": "" if silent else f"{gap.chance:.0%}",
        "So": SAID[gap.verdict],
        "Questions to settle it": _questions(gap, questions),
    }


def _questions(gap: Gap, questions: Mapping[str, int | None]) -> str:
    if gap.sub_skill.id not in questions:
        return ""
    left = questions[gap.sub_skill.id]
    return "many" if left is None else f"about {left}"
