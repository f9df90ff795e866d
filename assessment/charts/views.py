"""The self-view beside the shown view, per sub-skill: where the two witnesses differ."""

from dataclasses import dataclass
from math import hypot
from typing import Final

import plotly.graph_objects as go

from assessment.charts import plot
from assessment.charts import rows as drawn
from assessment.charts.escape import plain
from assessment.charts.look import GREY, ROLE, YOU
from assessment.charts.words import listed, tenths
from assessment.content.model import SubSkill
from assessment.evaluation import Result
from assessment.gaps import Gap

_NOTABLE: Final = 1.28
"""Difference of the two views from which it is worth a sentence, in its standard errors: as two
views that agree would differ one time in five."""

_RANGE: Final = 2 * 1.2816
"""Width of an 80 % range of a normal distribution, in standard deviations."""


@dataclass(frozen=True)
class Pair:
    """
    Two views of one sub-skill.

    Attributes:
        sub_skill: Which one.
        own: What the self-ratings alone say.
        shown: What the answers alone say.
    """

    sub_skill: SubSkill
    own: Gap
    shown: Gap

    @property
    def difference(self) -> float:
        """Own view less shown view, in levels; above 0 where the person rates higher."""
        return self.own.estimate - self.shown.estimate

    @property
    def notable(self) -> bool:
        """Whether the views differ by more than chance would make two that agree differ."""
        widths = (self.own.high - self.own.low, self.shown.high - self.shown.low)
        return abs(self.difference) > _NOTABLE * hypot(*widths) / _RANGE


def pairs(own: Result, shown: Result) -> tuple[Pair, ...]:
    """Sub-skills with both a self-rating and an answer, largest difference first."""
    answered = {g.sub_skill.id: g for g in shown.gaps if g.verdict != "not assessed"}
    found = [
        Pair(gap.sub_skill, gap, answered[gap.sub_skill.id])
        for gap in own.gaps
        if gap.verdict != "not assessed" and gap.sub_skill.id in answered
    ]
    return tuple(sorted(found, key=lambda pair: abs(pair.difference), reverse=True))


def sentence(found: tuple[Pair, ...]) -> str:
    """The differences in words."""
    if not found:
        return "Answer a question on a sub-skill that you rated, and the two views stand here."
    notable = [pair for pair in found if pair.notable]
    higher = [pair.sub_skill.name for pair in notable if pair.difference > 0]
    lower = [pair.sub_skill.name for pair in notable if pair.difference < 0]
    parts = []
    if higher:
        parts.append(f"You rate yourself higher than your answers show on {listed(higher)}.")
    if lower:
        parts.append(f"Your answers show more than you claim on {listed(lower)}.")
    if not parts:
        parts.append("Nowhere do the two views differ by more than chance would make them.")
    return " ".join([*parts, "Neither view is the truth; a difference is worth a conversation."])


def figure(found: tuple[Pair, ...], level_names: tuple[str, ...]) -> go.Figure:
    """One row per sub-skill: an open diamond for the own view, a dot for the shown view."""
    chart = plot.blank()
    heights = [-at for at in range(len(found))]
    ends = [(pair.own.estimate, pair.shown.estimate) for pair in found]
    drawn.bands(chart, ends, heights, {"color": GREY, "width": 2})
    own = {"color": ROLE, "size": 12, "symbol": "diamond-open", "line": {"width": 2}}
    drawn.marks(chart, [pair.own.estimate for pair in found], heights, own)
    drawn.marks(chart, [pair.shown.estimate for pair in found], heights, {"color": YOU, "size": 11})
    drawn.names(chart, [plain(pair.sub_skill.name) for pair in found])
    drawn.layout(chart, len(found), level_names)
    return chart


def table(found: tuple[Pair, ...]) -> list[dict[str, str]]:
    """The rows as a table."""
    return [
        {
            "Sub-skill": pair.sub_skill.name,
            "Own view": tenths(pair.own.estimate),
            "Likely range, own": f"{tenths(pair.own.low)} to {tenths(pair.own.high)}",
            "Shown view": tenths(pair.shown.estimate),
            "Likely range, shown": f"{tenths(pair.shown.low)} to {tenths(pair.shown.high)}",
            "Difference": f"{pair.difference:+.1f}",
        }
        for pair in found
    ]
