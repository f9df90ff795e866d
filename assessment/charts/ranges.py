"""Every requirement as a range with its mark, largest priority first."""

from collections.abc import Mapping
from typing import Final

import plotly.graph_objects as go

from assessment.charts import rows as drawn
from assessment.charts.escape import plain
from assessment.charts.radar import ROLE, YOU
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
_SEEN: Final = {"meets": 0.55, "gap": 0.55, "unclear": 0.22}
"""How strongly a range is drawn: what the evidence leaves open is drawn faint."""


def figure(result: Result, level_names: tuple[str, ...]) -> go.Figure:
    """One row per requirement: the name above, the likely range, and what the role asks."""
    chart = go.Figure()
    rows = [gap for gap in result.gaps if gap.verdict != "not assessed"]
    for at, gap in enumerate(rows):
        _row(chart, gap, -at)
    heights = [-at for at in range(len(rows))]
    drawn.marks(chart, [gap.estimate for gap in rows], heights, {"color": YOU, "size": 11})
    asked = {"color": ROLE, "size": 18, "symbol": "line-ns", "line": {"color": ROLE, "width": 4}}
    drawn.marks(chart, [gap.requirement.level for gap in rows], heights, asked)
    drawn.layout(chart, len(rows), level_names)
    return chart


def sentence(result: Result) -> str:
    """The rows in words."""
    counts = {verdict: sum(gap.verdict == verdict for gap in result.gaps) for verdict in SAID}
    return (
        f"Of {len(result.gaps)} requirements of {result.role.name}, {counts['meets']} are met, "
        f"{counts['gap']} are gaps, {counts['unclear']} need more evidence and "
        f"{counts['not assessed']} are not assessed."
    )


def key() -> str:
    """How to read the figure."""
    return (
        "The dot is you, the band its likely range (faint where the evidence does not settle it), "
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


def _row(chart: go.Figure, gap: Gap, at: int) -> None:
    chart.add_scatter(
        x=[drawn.inside(gap.low), drawn.inside(gap.high)],
        y=[at, at],
        mode="lines",
        line={"color": YOU, "width": 9},
        opacity=_SEEN[gap.verdict],
        hoverinfo="skip",
    )
    must = " · <b>must-have</b>" if gap.requirement.critical else ""
    drawn.name(chart, at, f"{plain(gap.sub_skill.name)}{must} · {_SIGN[gap.verdict]}")


def _cells(gap: Gap, questions: Mapping[str, int | None]) -> dict[str, str]:
    silent = gap.verdict == "not assessed"
    return {
        "Sub-skill": gap.sub_skill.name,
        "Must-have": "must-have" if gap.requirement.critical else "",
        "Asked": str(gap.requirement.level),
        "Weight": str(gap.requirement.weight),
        "Level": "" if silent else f"{gap.estimate:.1f}",
        "Likely range": "" if silent else f"{gap.low:.1f} to {gap.high:.1f}",
        "Chance of meeting it": "" if silent else f"{gap.chance:.0%}",
        "So": SAID[gap.verdict],
        "Questions to settle it": _questions(gap, questions),
    }


def _questions(gap: Gap, questions: Mapping[str, int | None]) -> str:
    if gap.sub_skill.id not in questions:
        return ""
    left = questions[gap.sub_skill.id]
    return "many" if left is None else f"about {left}"
