"""The five core skills against a role: figure, sentence and table from one result."""

from typing import Final

import plotly.graph_objects as go

from assessment.evaluation import Result

YOU: Final = "#0f9488"
"""Legible on white and on near-black, and apart from ``ROLE`` for colour-blind readers."""

ROLE: Final = "#c2620c"

_GREY: Final = "rgba(128, 128, 128, 0.45)"


def figure(result: Result) -> go.Figure:
    """Radar of levels with their likely range as a band, and the role's requirement dotted."""
    names = [_wrapped(level.skill.name) for level in result.skills]
    angles = [*names, names[0]]
    required = [level.required or 0 for level in result.skills]
    chart = go.Figure()
    chart.add_scatterpolar(
        r=_closed([level.high for level in result.skills])
        + _closed([level.low for level in result.skills])[::-1],
        theta=angles + angles[::-1],
        mode="lines",
        fill="toself",
        fillcolor="rgba(15, 148, 136, 0.22)",
        line={"width": 0},
        hoverinfo="skip",
        name="likely range",
    )
    chart.add_scatterpolar(
        r=_closed(required),
        theta=angles,
        line={"color": ROLE, "dash": "dot", "width": 2},
        name="required",
    )
    chart.add_scatterpolar(
        r=_closed([level.estimate for level in result.skills]),
        theta=angles,
        mode="lines+markers",
        line={"color": YOU, "width": 3},
        name="you",
    )
    chart.update_layout(
        showlegend=True,
        legend={"orientation": "h", "y": -0.18, "x": 0.5, "xanchor": "center"},
        height=380,
        margin={"l": 70, "r": 70, "t": 40, "b": 40},
        paper_bgcolor="rgba(0,0,0,0)",
        polar={
            "bgcolor": "rgba(0,0,0,0)",
            "gridshape": "linear",
            "radialaxis": {
                "range": [0, 5.2],
                "tickvals": [1, 2, 3, 4, 5],
                "angle": 54,
                "tickangle": 54,
                "tickfont": {"color": "#808080"},
                "gridcolor": _GREY,
                "linecolor": _GREY,
            },
            "angularaxis": {
                "rotation": 90,
                "direction": "clockwise",
                "gridcolor": _GREY,
                "linecolor": _GREY,
            },
        },
    )
    return chart


def sentence(result: Result) -> str:
    """The radar in words."""
    parts = [
        f"{level.skill.name} {level.estimate:.1f} (likely {level.low:.1f} to {level.high:.1f})"
        for level in result.skills
    ]
    return f"Levels by core skill: {'; '.join(parts)}."


def table(result: Result) -> list[dict[str, str]]:
    """The radar as rows."""
    return [
        {
            "Core skill": level.skill.name,
            "Level": f"{level.estimate:.1f}",
            "Likely range": f"{level.low:.1f} to {level.high:.1f}",
            f"{result.role.name} asks (mean)": "nothing"
            if level.required is None
            else f"{level.required:.1f}",
        }
        for level in result.skills
    ]


def _closed(values: list[float]) -> list[float]:
    return [*values, values[0]]


def _wrapped(name: str) -> str:
    head, _, tail = name.rpartition(" and ")
    return f"{head}<br>and {tail}" if head else name.replace(" ", "<br>", 1)
