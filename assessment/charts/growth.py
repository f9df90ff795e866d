"""Attempts over time: each core skill in every attempt, and which sub-skills moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import plotly.graph_objects as go

from assessment.charts import plot
from assessment.charts import rows as drawn
from assessment.charts.escape import plain
from assessment.charts.look import YOU
from assessment.charts.words import listed, said, tenths
from assessment.evaluation import Result, SkillLevel
from assessment.growth import Change

_MOVED: Final = {"up": "higher", "down": "lower", "noise": "no more than chance"}


@dataclass(frozen=True)
class Past:
    """
    One attempt with its result.

    Attributes:
        day: When it was last changed.
        result: What it says.
    """

    day: date
    result: Result


def figure(attempts: Sequence[Past], level_names: tuple[str, ...]) -> go.Figure:
    """For each core skill a row per attempt, oldest first, the newest filled."""
    chart = plot.blank()
    lines = list(_lines(attempts))
    heights = [-at for at in range(len(lines))]
    ends = [(level.low, level.high) for _, level in lines]
    drawn.ranges(chart, ends, heights, [past is attempts[-1] for past, _ in lines])
    drawn.marks(chart, [level.estimate for _, level in lines], heights, {"color": YOU, "size": 13})
    names = [f"{plain(level.skill.name)} · {said(past.day)}" for past, level in lines]
    drawn.names(chart, names)
    drawn.layout(chart, len(lines), level_names)
    return chart


def sentence(found: Sequence[Change]) -> str:
    """What moved between two attempts, and what did not."""
    if not found:
        return "The two attempts hold evidence on no sub-skill in common, so nothing is compared."
    up = [change.sub_skill.name for change in found if change.movement == "up"]
    down = [change.sub_skill.name for change in found if change.movement == "down"]
    parts = []
    if up:
        parts.append(f"Very likely higher: {listed(up)}.")
    if down:
        parts.append(f"Very likely lower: {listed(down)}.")
    rest = len(found) - len(up) - len(down)
    parts.append(f"Of {len(found)} sub-skills compared, {rest} did not move by more than chance.")
    return " ".join(parts)


def table(found: Sequence[Change]) -> list[dict[str, str]]:
    """Every sub-skill compared, the surest movement first."""
    return [
        {
            "Sub-skill": change.sub_skill.name,
            "Before": tenths(change.before),
            "Now": tenths(change.after),
            "Chance that it is higher": f"{change.higher:.0%}",
            "So": _MOVED[change.movement],
        }
        for change in found
    ]


def skills(attempts: Sequence[Past]) -> list[dict[str, str]]:
    """The figure as a table: a row per core skill and attempt."""
    return [
        {
            "Core skill": level.skill.name,
            "Attempt": said(past.day),
            "Level": tenths(level.estimate),
            "Likely range": f"{tenths(level.low)} to {tenths(level.high)}",
        }
        for past, level in _lines(attempts)
    ]


def _lines(attempts: Sequence[Past]) -> Iterator[tuple[Past, SkillLevel]]:
    for skill in range(len(attempts[-1].result.skills)):
        for past in attempts:
            level = past.result.skills[skill]
            if level.assessed:
                yield past, level
