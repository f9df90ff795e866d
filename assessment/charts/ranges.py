"""Every requirement as a range with its mark, largest priority first."""

from collections.abc import Mapping
from typing import Final

import plotly.graph_objects as go

from assessment.charts.radar import ROLE, YOU
from assessment.evaluation import Result
from assessment.gaps import Gap, Verdict

SAID: Final[Mapping[Verdict, str]] = {
    "meets": "meets",
    "gap": "gap",
    "unclear": "not enough evidence yet",
    "not assessed": "not assessed",
}
_LINE: Final = {"meets": "solid", "gap": "solid", "unclear": "dot", "not assessed": "dot"}
_ROW: Final = 40


def figure(result: Result, level_names: tuple[str, ...]) -> go.Figure:
    """One row per requirement: the name above, the likely range, and where the role stands."""
    chart = go.Figure()
    rows = [gap for gap in result.gaps if gap.verdict != "not assessed"]
    for i, gap in enumerate(rows):
        chart.add_scatter(
            x=[max(gap.low, 0), min(gap.high, 6)],
            y=[-i, -i],
            mode="lines",
            line={"color": YOU, "width": 5, "dash": _LINE[gap.verdict]},
            opacity=0.45,
            hoverinfo="skip",
        )
        chart.add_annotation(
            x=0,
            y=-i,
            yshift=14,
            xanchor="left",
            showarrow=False,
            text=_name(gap),
            font={"size": 12},
        )
    chart.add_scatter(
        x=[gap.estimate for gap in rows],
        y=[-i for i in range(len(rows))],
        mode="markers",
        marker={"color": YOU, "size": 9},
        hoverinfo="skip",
    )
    chart.add_scatter(
        x=[gap.requirement.level for gap in rows],
        y=[-i for i in range(len(rows))],
        mode="markers",
        marker={
            "color": ROLE,
            "size": 14,
            "symbol": "line-ns",
            "line": {"color": ROLE, "width": 3},
        },
        hoverinfo="skip",
    )
    chart.update_layout(
        showlegend=False,
        height=90 + _ROW * len(rows),
        margin={"l": 8, "r": 8, "t": 40, "b": 10},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        yaxis={"visible": False, "range": [-len(rows) + 0.4, 0.9]},
        xaxis={
            "side": "top",
            "range": [0, 6],
            "tickvals": [1, 2, 3, 4, 5],
            "ticktext": list(level_names[1:]),
            "gridcolor": "rgba(128,128,128,0.3)",
            "fixedrange": True,
        },
    )
    return chart


def sentence(result: Result) -> str:
    """The rows in words."""
    counts = {verdict: sum(gap.verdict == verdict for gap in result.gaps) for verdict in SAID}
    return (
        f"Of {len(result.gaps)} requirements of {result.role.name}, {counts['meets']} are met, "
        f"{counts['gap']} are gaps, {counts['unclear']} need more evidence and "
        f"{counts['not assessed']} are not assessed. Dots are you, bands are likely ranges "
        "(dotted: not enough evidence yet), upright marks are what the role asks."
    )


def table(result: Result) -> list[dict[str, str]]:
    """The rows as a table."""
    return [_row(gap) for gap in result.gaps]


def _row(gap: Gap) -> dict[str, str]:
    silent = gap.verdict == "not assessed"
    return {
        "Sub-skill": gap.sub_skill.name,
        "Must-have": "must-have" if gap.requirement.critical else "",
        "Asked": str(gap.requirement.level),
        "Level": "" if silent else f"{gap.estimate:.1f}",
        "Likely range": "" if silent else f"{gap.low:.1f} to {gap.high:.1f}",
        "Chance of meeting it": "" if silent else f"{gap.chance:.0%}",
        "So": SAID[gap.verdict],
    }


def _name(gap: Gap) -> str:
    marks = [
        gap.sub_skill.name,
        *(["must-have"] if gap.requirement.critical else []),
        SAID[gap.verdict],
    ]
    return " · ".join(marks)
