"""The self-view beside the shown view, per sub-skill: where the two witnesses differ."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from assessment.charts import plot
from assessment.charts import rows as drawn
from assessment.charts.escape import plain
from assessment.charts.look import GREY, ROLE, YOU
from assessment.charts.words import listed, tenths
from assessment.gaps import Sight
from assessment.insight import RARE, Pair, differing


def sentence(found: tuple[Pair, ...]) -> str:
    """The differences in words."""
    if not found:
        return "Answer a question on a sub-skill that you rated, and the two views stand here."
    higher = [pair.sub_skill.name for pair in found if pair.differs == "higher"]
    lower = [pair.sub_skill.name for pair in found if pair.differs == "lower"]
    parts = []
    if higher:
        parts.append(f"You rate yourself higher than your answers show on {listed(higher)}.")
    if lower:
        parts.append(f"Your answers show more than you claim on {listed(lower)}.")
    if not parts:
        parts.append("Nowhere do the two views differ by more than chance would make them.")
    return " ".join([*parts, "Neither view is the truth; a difference is worth a conversation."])


def rule(found: tuple[Pair, ...]) -> str:
    """When a sub-skill is listed, and how often chance alone would list one."""
    return (
        f"{len(found)} sub-skills have both a self-rating and an answer. One is listed where, of "
        f"100 people with answers like yours, {100 * RARE:.0f} or fewer would rate themselves as "
        "high as you did, or as low. That most people rate themselves a little high is allowed "
        f"for. Chance alone lists at most {200 * RARE:.0f} in 100."
    )


def figure(found: tuple[Pair, ...], level_names: tuple[str, ...]) -> go.Figure:
    """A row for each difference: an open diamond for the own view, a dot for the shown view."""
    chart = plot.blank()
    listed_pairs = differing(found)
    heights = [-at for at in range(len(listed_pairs))]
    own = [pair.own.estimate for pair in listed_pairs]
    shown = [pair.shown.estimate for pair in listed_pairs]
    drawn.bands(chart, list(zip(own, shown, strict=True)), heights, {"color": GREY, "width": 2})
    diamond = {"color": ROLE, "size": 12, "symbol": "diamond-open", "line": {"width": 2}}
    drawn.marks(chart, own, heights, diamond)
    drawn.marks(chart, shown, heights, {"color": YOU, "size": 11})
    drawn.names(chart, [plain(pair.sub_skill.name) for pair in listed_pairs])
    drawn.layout(chart, len(listed_pairs), level_names)
    return chart


def table(found: Sequence[Pair], level_names: Mapping[int, str]) -> list[dict[str, str]]:
    """The differences as a table, the least likely first."""
    return [
        {
            "Sub-skill": pair.sub_skill.name,
            "You rated, so": f"{pair.rating} {level_names[pair.rating]}, so {_said(pair.own)}",
            "You showed": _said(pair.shown),
            "Would rate so": _share(pair.chance),
        }
        for pair in found
        if pair.differs
    ]


def _said(view: Sight) -> str:
    return f"{tenths(view.estimate)} ({tenths(view.low)} to {tenths(view.high)})"


def _share(chance: float) -> str:
    return f"{100 * chance:.0f} in 100" if chance >= 0.01 else "fewer than 1 in 100"
