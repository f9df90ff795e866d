"""Self, shown and mentor on each sub-skill: where the three witnesses differ, and how surely."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import plotly.graph_objects as go

from assessment.attempts import Rating
from assessment.bank import View
from assessment.charts import plot
from assessment.charts import rows as drawn
from assessment.charts.escape import plain
from assessment.charts.look import MENTOR, OWN, ROLE, YOU
from assessment.charts.words import tenths
from assessment.content.model import Policy
from assessment.differences import SURE, Difference, Zone
from assessment.gaps import Sight
from assessment.measurement.grid import HALF_BAND


@dataclass(frozen=True)
class Witness:
    """
    How one view is drawn: told apart by name, place, shape and colour.

    Attributes:
        name: What it is called.
        colour: Of its mark, its range and its name.
        symbol: Shape of its mark.
        dash: Of its line, where it has one.
        missing: What is said where it says nothing.
    """

    name: str
    colour: str
    symbol: str
    dash: str
    missing: str


WITNESSES: Final[Mapping[View, Witness]] = {
    "self": Witness("self", OWN, "diamond-open", "dash", "not rated"),
    "shown": Witness("shown", YOU, "circle", "solid", "not answered"),
    "mentor": Witness("mentor", MENTOR, "square", "dashdot", "not seen"),
}
"""The three views, in the order in which they are drawn."""

_ROW: Final = 78
"""Height of a row, in pixels: a name, and a lane for each view below it."""

_NAMED: Final = 3
"""Most sub-skills of a zone that the sentence names, most worth a talk first; others it counts."""

_LANE: Final = 0.2
"""From one lane to the next, in rows."""

_BELOW: Final = 0.05
"""From the middle of a row down to its middle lane, in rows, to part the lanes from the name."""

_GUTTER: Final = 0.75
"""Room for the names of the lanes, in levels."""


def parted(
    found: Sequence[Difference],
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """Sub-skills on which the views differ by more than chance, and the others compared."""
    here = [each for each in found if each.zone != "untested"]
    sure = tuple(each for each in here if each.zone in SURE)
    return sure, tuple(each for each in here if each.zone not in SURE)


def figure(found: Sequence[Difference], level_names: tuple[str, ...]) -> go.Figure:
    """One row per sub-skill, its zone in words, and in it a lane for each view with its range."""
    chart = plot.blank()
    for lane, (view, witness) in enumerate(WITNESSES.items(), -1):
        _lane(chart, found, view, witness, -lane * _LANE - _BELOW)
    asked = [
        (each.requirement.level, -at - _BELOW) for at, each in enumerate(found) if each.requirement
    ]
    drawn.uprights(chart, asked, 1.5 * _LANE, {"color": ROLE, "width": 3})
    drawn.names(chart, [_named(each) for each in found], _GUTTER)
    drawn.layout(chart, len(found), level_names, _ROW, _GUTTER)
    chart.update_xaxes(tickfont_size=10)  # the gutter leaves the levels' names less room
    return chart


def sentence(found: Sequence[Difference]) -> str:
    """The map in words."""
    sure, calm = parted(found)
    if not (sure or calm):
        return (
            "Nothing can be compared yet: no sub-skill has two of the three, a self-rating, an "
            "answer and a mentor's rating."
        )
    compared = len(sure) + len(calm)
    parts = [f"{compared} of {len(found)} sub-skills have two views or three."]
    parts += [said for zone, words in _SAID.items() if (said := _said(sure, zone, words))]
    if not sure:
        parts.append("Nowhere do they differ by more than chance would make them.")
    agree = sum(each.zone == "agree" for each in calm)
    parts.append(f"Agree: {agree}. Within noise: {len(calm) - agree}.")
    parts.append(f"Untested: {len(found) - compared}.")
    return " ".join([*parts, "A difference is a question for the talk, not a verdict."])


def alt(found: Sequence[Difference]) -> str:
    """What a figure of these rows shows, row by row."""
    return "; ".join(f"{each.sub_skill.name}: {each.zone}" for each in found)


def more(found: Sequence[Difference]) -> str:
    """What stands below the sub-skills that surely differ."""
    many = "sub-skill" if len(found) == 1 else "sub-skills"
    return f"{len(found)} {many} on which the views agree or differ within noise"


def rule(policy: Policy) -> str:
    """By which rule a sub-skill gets its zone."""
    return (
        "Each view is worked out alone. Two views differ where the chance that the one is higher "
        f"than the other is {policy.meets.value:.0%} or more. Blind spot: the self-rating says "
        "more than the answers or the mentor. Hidden strength: it says less. Others differ: "
        "answers and mentor differ from each other, or the one says more and the other less than "
        f"the self-rating. Within noise: estimates lie {HALF_BAND:g} level or more apart, and "
        "chance alone could do that. Agree: they lie closer. Untested: there are no two views. "
        f"A range holds the level with a chance of {policy.likely_range.value:.0%}."
    )


def key() -> str:
    """How to read the figure."""
    return (
        "Below each name three lanes: the open diamond is the self-rating, the dot what the "
        "answers show, the square what the mentor saw, each with its likely range; the upright "
        "line is what the role asks. A rating is one witness among people who rate kindly or "
        "strictly, so its estimate lies nearer to the middle than the rating itself."
    )


def table(found: Sequence[Difference]) -> list[dict[str, str]]:
    """The rows as a table, untested ones among them."""
    return [
        {
            "Sub-skill": each.sub_skill.name,
            "Zone": each.zone,
            "Asked": _asked(each),
            "Self": _cell(each, "self", each.rating),
            "Shown": _cell(each, "shown", None),
            "Mentor": _cell(each, "mentor", each.seen),
            "All together": likely(each.together) if each.together else "",
            "How sure that two differ": f"{each.surely:.0%}" if each.zone != "untested" else "",
        }
        for each in found
    ]


def likely(sight: Sight) -> str:
    """An estimate with its likely range."""
    return f"{tenths(sight.estimate)} ({tenths(sight.low)} to {tenths(sight.high)})"


_SAID: Final[Mapping[Zone, str]] = {
    "blind spot": "The self-rating says more than another view on: {} (blind spot).",
    "hidden strength": "The self-rating says less than another view on: {} (hidden strength).",
    "others differ": "The views differ among themselves on: {} (others differ).",
}


def _said(found: Sequence[Difference], zone: Zone, words: str) -> str:
    names = [each.sub_skill.name for each in found if each.zone == zone]
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return words.format("; ".join(names[:_NAMED] + more)) if names else ""


def _lane(
    chart: go.Figure, found: Sequence[Difference], view: View, witness: Witness, up: float
) -> None:
    there = [(at, each.sights[view]) for at, each in enumerate(found) if view in each.sights]
    heights = [up - at for at, _ in there]
    line: dict[str, object] = {"color": witness.colour, "width": 6}
    drawn.bands(chart, [(sight.low, sight.high) for _, sight in there], heights, line, 0.35)
    marker: dict[str, object] = {"color": witness.colour, "size": 10, "symbol": witness.symbol}
    if witness.symbol.endswith("open"):
        marker["line"] = {"width": 2}
    drawn.marks(chart, [sight.estimate for _, sight in there], heights, marker)
    drawn.beside(chart, witness.name, heights, witness.colour, _GUTTER)


def _named(each: Difference) -> str:
    zone = f"<b>{each.zone}</b>" if each.zone in SURE else each.zone
    return f"{plain(each.sub_skill.name)} · {zone}"


def _asked(each: Difference) -> str:
    if each.requirement is None:
        return "nothing"
    must = ", must-have" if each.requirement.critical else ""
    return f"level {each.requirement.level}{must}"


def _cell(each: Difference, view: View, given: Rating) -> str:
    if view not in each.sights:
        return WITNESSES[view].missing
    rated = "" if given is None else f"rated {given}: "
    return f"{rated}{likely(each.sights[view])}"
