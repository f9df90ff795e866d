"""Self, shown and mentor over the five core skills: figure, sentence and table."""

from collections.abc import Mapping

import plotly.graph_objects as go

from assessment.bank import View
from assessment.charts import plot, polar
from assessment.charts.differences import WITNESSES, Witness
from assessment.charts.words import tenths
from assessment.evaluation import Result, SkillLevel

Views = Mapping[View, Result]
"""What each of the three views says, against one role."""


def figure(views: Views) -> go.Figure:
    """
    Three outlines that differ in colour, dash and mark.

    A skill of which a view says nothing has no point on its outline.
    """
    chart = plot.blank()
    for view, witness in WITNESSES.items():
        levels = [level.estimate if level.assessed else None for level in views[view].skills]
        look = {"color": witness.colour, "dash": witness.dash, "width": 2.5}
        marker = {"size": 9, "symbol": witness.symbol}
        polar.outline(chart, levels, look, "lines+markers", marker, witness.name)
    rows = _rows(views)
    polar.frame(chart, [row[0].skill.name for row in rows], [_below(row) for row in rows])
    polar.legend(chart)
    return chart


def sentence(views: Views) -> str:
    """The radar in words."""
    return f"Levels by core skill: {'; '.join(_said(row) for row in _rows(views))}."


def key() -> str:
    """How to read the figure."""
    return (
        "Dashed with open diamonds is the self-rating, drawn through with dots what the answers "
        "show, dash and dot with squares what the mentor saw; below each name the three in this "
        "order."
    )


def table(views: Views) -> list[dict[str, str]]:
    """The radar as rows."""
    named = list(WITNESSES.values())
    return [
        {
            "Core skill": row[0].skill.name,
            **{
                witness.name.capitalize(): _cell(level, witness)
                for witness, level in zip(named, row, strict=True)
            },
        }
        for row in _rows(views)
    ]


def _rows(views: Views) -> list[tuple[SkillLevel, ...]]:
    """Each core skill as the three views have it, in their order."""
    return list(zip(*(views[view].skills for view in WITNESSES), strict=True))


def _below(row: tuple[SkillLevel, ...]) -> str:
    """The numbers of the three views, each in the colour of its outline."""
    if not any(level.assessed for level in row):
        return "not assessed"
    return " ".join(
        f'<span style="color:{witness.colour}">{_short(level)}</span>'
        for witness, level in zip(WITNESSES.values(), row, strict=True)
    )


def _short(level: SkillLevel) -> str:
    return f"<b>{tenths(level.estimate)}</b>" if level.assessed else "-"


def _said(row: tuple[SkillLevel, ...]) -> str:
    if not any(level.assessed for level in row):
        return f"{row[0].skill.name}: not assessed"
    parts = [
        f"{witness.name} {tenths(level.estimate) if level.assessed else 'not assessed'}"
        for witness, level in zip(WITNESSES.values(), row, strict=True)
    ]
    return f"{row[0].skill.name}: {', '.join(parts)}"


def _cell(level: SkillLevel, witness: Witness) -> str:
    if not level.assessed:
        return witness.missing
    here = f"{level.assessed} of {len(level.skill.sub_skills)} sub-skills"
    return f"{tenths(level.estimate)} ({tenths(level.low)} to {tenths(level.high)}), {here}"
