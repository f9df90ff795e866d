"""The five core skills against a role: figure, sentence and table from one result."""

from math import pi, sin
from textwrap import wrap
from typing import Final, TypeVar

import plotly.graph_objects as go

from assessment.charts.escape import plain
from assessment.evaluation import Result, SkillLevel

_Value = TypeVar("_Value")

YOU: Final = "#0f9488"
"""Legible on white and on near-black, and apart from ``ROLE`` for colour-blind readers."""

ROLE: Final = "#c2620c"

GREY: Final = "#808080"

_BAND: Final = "rgba(15, 148, 136, 0.22)"
_GRID: Final = "rgba(128, 128, 128, 0.35)"
_HIGHEST: Final = 5
_NUMBERED: Final = 1
"""The spoke that the numbers of the levels stand under: the first to the right."""

_SIDEWAYS: Final = 0.8
"""Sine of the angle from which on a spoke points so far to the side that a word on it would run
into the skill's name."""

_HEIGHT: Final = 360
_LINE: Final = 14
"""Longest line of a label, in characters: at 390 pixels no more fits beside the radar."""


def figure(result: Result) -> go.Figure:
    """
    Radar of levels with their likely range as a band, and the role's requirement dotted.

    A skill that nobody said or showed anything about has no point: it is not assessed.
    """
    axes = [str(i) for i in range(len(result.skills))]
    chart = go.Figure()
    _band(chart, result, axes)
    chart.add_scatterpolar(
        r=_closed([level.required for level in result.skills]),
        theta=_closed(axes),
        mode="lines",
        line={"color": ROLE, "dash": "dot", "width": 2.5},
        hoverinfo="skip",
    )
    chart.add_scatterpolar(
        r=_closed([level.estimate if level.assessed else None for level in result.skills]),
        theta=_closed(axes),
        mode="lines+markers",
        line={"color": YOU, "width": 3},
        marker={"size": 8},
        hoverinfo="skip",
    )
    _direct_labels(chart, result, axes)
    _level_numbers(chart, axes)
    _layout(chart, result, axes)
    return chart


def sentence(result: Result) -> str:
    """The radar in words."""
    return f"Levels by core skill: {'; '.join(_said(level) for level in result.skills)}."


def table(result: Result) -> list[dict[str, str]]:
    """The radar as rows."""
    return [
        {
            "Core skill": level.skill.name,
            "Level": f"{level.estimate:.1f}" if level.assessed else "not assessed",
            "Likely range": _range(level) if level.assessed else "",
            "Sub-skills assessed": f"{level.assessed} of {len(level.skill.sub_skills)}",
            f"{result.role.name} asks (mean)": _asked(level),
        }
        for level in result.skills
    ]


def _band(chart: go.Figure, result: Result, axes: list[str]) -> None:
    """The likely range: a ring where every skill is assessed, else a bar on each assessed axis."""
    look = {"mode": "lines", "hoverinfo": "skip"}
    if all(level.assessed for level in result.skills):
        chart.add_scatterpolar(
            r=_closed([level.high for level in result.skills])
            + _closed([level.low for level in result.skills])[::-1],
            theta=_closed(axes) + _closed(axes)[::-1],
            fill="toself",
            fillcolor=_BAND,
            line={"width": 0},
            **look,
        )
        return
    for axis, level in zip(axes, result.skills, strict=True):
        if level.assessed:
            chart.add_scatterpolar(
                r=[level.low, level.high],
                theta=[axis, axis],
                line={"color": _BAND, "width": 14},
                **look,
            )


def _direct_labels(chart: go.Figure, result: Result, axes: list[str]) -> None:
    """Name the two outlines where they lie furthest apart, in place of a legend."""
    apart = [
        abs(level.required - level.estimate) if level.assessed and level.required else -1
        for level in result.skills
    ]
    for at in range(len(apart)):
        if abs(sin(2 * pi * at / len(apart))) > _SIDEWAYS:
            apart[at] = -1
    at = apart.index(max(apart))
    skill = result.skills[at]
    if skill.required is None or not skill.assessed:
        return
    asked = skill.required
    outside = asked >= skill.estimate
    step = 0.55
    for text, radius, colour in (
        ("you", skill.estimate + (-step if outside else step), YOU),
        ("asked", asked + (step if outside else -step), ROLE),
    ):
        chart.add_scatterpolar(
            r=[radius],
            theta=[axes[at]],
            mode="text",
            text=[f"<b>{text}</b>"],
            textfont={"color": colour, "size": 14},
            hoverinfo="skip",
        )


def _level_numbers(chart: go.Figure, axes: list[str]) -> None:
    """Plotly sets the numbers of an axis onto its spoke, through the lines; these stand beside."""
    levels = range(1, _HIGHEST + 1)
    chart.add_scatterpolar(
        r=list(levels),
        theta=[axes[_NUMBERED]] * _HIGHEST,
        mode="text",
        text=[str(level) for level in levels],
        textposition="bottom center",
        textfont={"color": GREY, "size": 11},
        hoverinfo="skip",
    )


def _layout(chart: go.Figure, result: Result, axes: list[str]) -> None:
    chart.update_layout(
        showlegend=False,
        height=_HEIGHT,
        margin={"l": 92, "r": 92, "t": 54, "b": 48},
        paper_bgcolor="rgba(0,0,0,0)",
        polar={
            "bgcolor": "rgba(0,0,0,0)",
            "gridshape": "linear",
            "radialaxis": {
                "range": [0, _HIGHEST],
                "tickvals": list(range(1, _HIGHEST + 1)),
                "showticklabels": False,
                "ticks": "",
                "gridcolor": _GRID,
                "linecolor": "rgba(0,0,0,0)",
            },
            "angularaxis": {
                "type": "category",
                "rotation": 90,
                "direction": "clockwise",
                "tickmode": "array",
                "tickvals": axes,
                "ticktext": [_axis(level) for level in result.skills],
                "tickfont": {"color": GREY, "size": 12},
                "ticks": "",
                "gridcolor": _GRID,
                "linecolor": _GRID,
            },
        },
    )


def _axis(level: SkillLevel) -> str:
    name = "<br>".join(plain(line) for line in wrap(level.skill.name, _LINE))
    if not level.assessed:
        return f"{name}<br>not assessed"
    asked = "" if level.required is None else f" of {level.required:.1f}"
    return f"{name}<br><b>{level.estimate:.1f}</b>{asked}"


def _said(level: SkillLevel) -> str:
    if not level.assessed:
        return f"{level.skill.name} not assessed"
    return f"{level.skill.name} {level.estimate:.1f} (likely {_range(level)})"


def _range(level: SkillLevel) -> str:
    return f"{level.low:.1f} to {level.high:.1f}"


def _asked(level: SkillLevel) -> str:
    return "nothing" if level.required is None else f"{level.required:.1f}"


def _closed(values: list[_Value]) -> list[_Value]:
    return [*values, values[0]]
