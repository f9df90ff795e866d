"""The five core skills against a role: figure, sentence and table from one result."""

from typing import Final

import plotly.graph_objects as go

from assessment.charts import plot, polar
from assessment.charts.look import ROLE, YOU
from assessment.charts.words import tenths
from assessment.evaluation import Result, SkillLevel

_BAND: Final = "rgba(13, 133, 122, 0.22)"


def figure(result: Result) -> go.Figure:
    """
    Radar of levels with their likely range as a band, and the role's requirement dotted.

    A skill that nobody said or showed anything about has no point: it is not assessed.
    """
    chart = plot.blank()
    _band(chart, result)
    asked = [level.required for level in result.skills]
    stands = [level.estimate if level.assessed else None for level in result.skills]
    polar.outline(chart, asked, {"color": ROLE, "dash": "dot", "width": 2.5})
    polar.outline(chart, stands, {"color": YOU, "width": 3}, "lines+markers")
    polar.name_outlines(chart, ("you", YOU, stands), ("asked", ROLE, asked))
    names = [level.skill.name for level in result.skills]
    polar.frame(chart, names, [_figures(level) for level in result.skills])
    return chart


def sentence(result: Result) -> str:
    """The radar in words."""
    return f"Levels by core skill: {'; '.join(_said(level) for level in result.skills)}."


def table(result: Result) -> list[dict[str, str]]:
    """The radar as rows."""
    return [
        {
            "Core skill": level.skill.name,
            "Level": tenths(level.estimate) if level.assessed else "not assessed",
            "Likely range": _range(level) if level.assessed else "",
            "Sub-skills assessed": f"{level.assessed} of {len(level.skill.sub_skills)}",
            f"{result.role.name} asks (mean)": _asked(level),
        }
        for level in result.skills
    ]


def _band(chart: go.Figure, result: Result) -> None:
    """The likely range: a ring where every skill is assessed, else a bar on each assessed axis."""
    axes = polar.axes(len(result.skills))
    look = {"mode": "lines", "hoverinfo": "skip"}
    if all(level.assessed for level in result.skills):
        chart.add_scatterpolar(
            r=polar.closed([polar.inside(level.high) for level in result.skills])
            + polar.closed([polar.inside(level.low) for level in result.skills])[::-1],
            theta=polar.closed(axes) + polar.closed(axes)[::-1],
            fill="toself",
            fillcolor=_BAND,
            line={"width": 0},
            **look,
        )
        return
    for axis, level in zip(axes, result.skills, strict=True):
        if level.assessed:
            chart.add_scatterpolar(
                r=[polar.inside(level.low), polar.inside(level.high)],
                theta=[axis, axis],
                line={"color": _BAND, "width": 14},
                **look,
            )


def _figures(level: SkillLevel) -> str:
    if not level.assessed:
        return "not assessed"
    asked = "" if level.required is None else f" of {tenths(level.required)}"
    return f"<b>{tenths(level.estimate)}</b>{asked}"


def _said(level: SkillLevel) -> str:
    if not level.assessed:
        return f"{level.skill.name} not assessed"
    return f"{level.skill.name} {tenths(level.estimate)} (likely {_range(level)})"


def _range(level: SkillLevel) -> str:
    return f"{tenths(level.low)} to {tenths(level.high)}"


def _asked(level: SkillLevel) -> str:
    return "nothing" if level.required is None else tenths(level.required)
