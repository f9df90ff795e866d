"""What radars share: outlines over the core skills, named where they lie furthest apart."""

from collections.abc import Mapping, Sequence
from math import pi, sin
from textwrap import wrap
from typing import Any, Final, TypeVar

import plotly.graph_objects as go

from assessment.charts.escape import plain
from assessment.charts.look import CLEAR, GREY, GRID

_Value = TypeVar("_Value")
Levels = Sequence[float | None]
"""A level for each skill, None where there is none."""

_HIGHEST: Final = 5
_NUMBERED: Final = 1
"""The spoke that the numbers of the levels stand under: the first to the right."""

_SIDEWAYS: Final = 0.8
"""Sine of the angle from which on a spoke points so far to the side that a word on it would run
into the skill's name."""

_BESIDE: Final = 0.55
"""Distance of an outline's name from the outline, in levels."""

_HEIGHT: Final = 360
_LEGEND: Final = 40
"""Height of a legend, in pixels."""

_DOT: Final = {"size": 8}
_LINE: Final = 14
"""Longest line of a label, in characters: at 390 pixels no more fits beside the radar."""


def outline(
    chart: go.Figure,
    levels: Levels,
    look: dict[str, Any],
    mode: str = "lines",
    marker: Mapping[str, Any] = _DOT,
    name: str = "",
) -> None:
    """
    Draw a closed outline through ``levels``; a skill without a level leaves a gap.

    Args:
        chart: Where to draw.
        levels: Level of each skill.
        look: Of the line.
        mode: Whether points are marked.
        marker: How they are marked.
        name: What a legend calls it; without one it stands in none.
    """
    chart.add_scatterpolar(
        r=closed([None if level is None else inside(level) for level in levels]),
        theta=closed(axes(len(levels))),
        mode=mode,
        line=look,
        marker=marker,
        name=plain(name),
        showlegend=bool(name),
        hoverinfo="skip",
    )


def name_outlines(
    chart: go.Figure, first: tuple[str, str, Levels], second: tuple[str, str, Levels]
) -> None:
    """
    Name two outlines where they lie furthest apart, in place of a legend.

    Args:
        chart: Where to write.
        first: Name, colour and levels of an outline; no name is written where it has no level.
        second: The same of the other.
    """
    pairs = list(zip(first[2], second[2], strict=True))
    at = max(range(len(pairs)), key=lambda spoke: _apart(spoke, pairs))
    one, other = pairs[at]
    if one is None or other is None:
        return
    step = -_BESIDE if other >= one else _BESIDE
    for (name, colour, _), level in ((first, one + step), (second, other - step)):
        chart.add_scatterpolar(
            r=[level],
            theta=[str(at)],
            mode="text",
            text=[f"<b>{plain(name)}</b>"],
            textfont={"color": colour, "size": 14},
            hoverinfo="skip",
        )


def frame(chart: go.Figure, names: Sequence[str], below: Sequence[str]) -> None:
    """
    Draw the scale, and name the spokes.

    Args:
        chart: Where to draw.
        names: Name of each skill.
        below: What stands below each name, already escaped.
    """
    _level_numbers(chart, len(names))
    chart.update_layout(
        showlegend=False,
        height=_HEIGHT,
        margin={"l": 92, "r": 92, "t": 54, "b": 48},
        paper_bgcolor=CLEAR,
        polar={
            "bgcolor": CLEAR,
            "gridshape": "linear",
            "radialaxis": {
                "range": [0, _HIGHEST],
                "tickvals": list(range(1, _HIGHEST + 1)),
                "showticklabels": False,
                "ticks": "",
                "gridcolor": GRID,
                "linecolor": CLEAR,
            },
            "angularaxis": {
                "type": "category",
                "rotation": 90,
                "direction": "clockwise",
                "tickmode": "array",
                "tickvals": axes(len(names)),
                "ticktext": [_label(*each) for each in zip(names, below, strict=True)],
                "tickfont": {"color": GREY, "size": 12},
                "ticks": "",
                "gridcolor": GRID,
                "linecolor": GRID,
            },
        },
    )


def legend(chart: go.Figure) -> None:
    """Name the outlines below the radar: where there are three, no spoke has room for the names."""
    chart.update_layout(
        showlegend=True,
        height=_HEIGHT + _LEGEND,
        margin={"b": 48 + _LEGEND},
        legend={
            "orientation": "h",
            "x": 0.5,
            "xanchor": "center",
            "y": -0.22,
            "yanchor": "top",
            "font": {"color": GREY, "size": 13},
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )


def inside(level: float) -> float:
    """``level``, moved to the end of the scale where it lies beyond."""
    return min(max(level, 0.0), float(_HIGHEST))


def axes(skills: int) -> list[str]:
    """Category of each spoke; names are only written, so that two may be alike."""
    return [str(spoke) for spoke in range(skills)]


def closed(values: list[_Value]) -> list[_Value]:
    """``values`` with the first again at the end."""
    return [*values, values[0]]


def _apart(spoke: int, pairs: Sequence[tuple[float | None, float | None]]) -> float:
    one, other = pairs[spoke]
    if one is None or other is None or abs(sin(2 * pi * spoke / len(pairs))) > _SIDEWAYS:
        return -1
    return abs(one - other)


def _level_numbers(chart: go.Figure, skills: int) -> None:
    """
    Write the numbers of the levels below a spoke, clear of the skill's name at its end.

    Plotly would set them onto the spoke, through the lines.
    """
    levels = range(1, _HIGHEST + 1)
    chart.add_scatterpolar(
        r=list(levels),
        theta=[axes(skills)[_NUMBERED % skills]] * _HIGHEST,
        mode="text",
        text=[str(level) for level in levels],
        textposition="bottom left",
        textfont={"color": GREY, "size": 11},
        showlegend=False,
        hoverinfo="skip",
    )


def _label(name: str, below: str) -> str:
    lines = "<br>".join(plain(line) for line in wrap(name, _LINE))
    return f"{lines}<br>{below}"
