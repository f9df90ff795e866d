"""Attempts over time: each core skill in every attempt, and which sub-skills moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import plotly.graph_objects as go

from assessment.charts import plot
from assessment.charts import rows as drawn
from assessment.charts.escape import plain
from assessment.charts.look import YOU
from assessment.charts.words import listed, tenths
from assessment.evaluation import Result, SkillLevel
from assessment.growth import PRACTICE, Change

_MOVED: Final = {"up": "higher", "down": "lower", "noise": "no more than chance"}

_MOST_NAMED: Final = 5
"""Most sub-skills named in a sentence; the table has them all."""


@dataclass(frozen=True)
class Past:
    """
    One attempt with its result.

    Attributes:
        name: The day of its newest answer, told apart from others of that day.
        result: What it says.
    """

    name: str
    result: Result


def figure(attempts: Sequence[Past], level_names: tuple[str, ...]) -> go.Figure:
    """For each core skill a row per attempt, oldest first, the newest filled."""
    chart = plot.blank()
    lines = list(_lines(attempts))
    heights = [-at for at in range(len(lines))]
    ends = [(level.low, level.high) for _, level in lines]
    drawn.ranges(chart, ends, heights, [past is attempts[-1] for past, _ in lines])
    drawn.marks(chart, [level.estimate for _, level in lines], heights, {"color": YOU, "size": 13})
    names = [f"{plain(level.skill.name)} · {plain(past.name)}" for past, level in lines]
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
        parts.append(f"Very likely higher: {_named(up)}.")
    if down:
        parts.append(f"Very likely lower: {_named(down)}.")
    rest = len(found) - len(up) - len(down)
    still = f"{rest} did not move" if rest else "there is none that did not move"
    parts.append(f"Of {len(found)} sub-skills compared, {still} by more than chance.")
    return " ".join(parts)


def practice(again: int, answered: int) -> str:
    """How many of the later attempt's questions were met before, and what became of that."""
    if not again:
        return "No question of the later attempt had been met before, so no practice is taken off."
    return (
        f"{again} of the {answered} questions of the later attempt had been met before, because "
        "no unseen one was left or due. Meeting a question again brings a rise of its own: up to "
        f"{PRACTICE:.2f} level is taken off where that was so, up to the third time."
    )


def stale(months: float, doubt: float) -> str:
    """That a result is old, and how much doubt that adds."""
    return (
        f"Re-check: your newest answer is {months:.0f} months old. Skills move on, those that are "
        f"not used fade, and stores change: allow another {doubt:.1f} level of doubt either way on "
        "every level, and take a retake before you rely on one."
    )


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
            "Attempt": past.name,
            "Level": tenths(level.estimate),
            "Likely range": f"{tenths(level.low)} to {tenths(level.high)}",
        }
        for past, level in _lines(attempts)
    ]


def _named(moved: Sequence[str]) -> str:
    """The sub-skills that moved; of many the surest, and how many more."""
    if len(moved) <= _MOST_NAMED:
        return listed(moved)
    return f"{', '.join(moved[:_MOST_NAMED])} and {len(moved) - _MOST_NAMED} more"


def _lines(attempts: Sequence[Past]) -> Iterator[tuple[Past, SkillLevel]]:
    for skill in range(len(attempts[-1].result.skills)):
        for past in attempts:
            level = past.result.skills[skill]
            if level.assessed:
                yield past, level
