"""The plan in time: a bar for each step, with the same as a sentence and a table."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import plotly.graph_objects as go

from assessment.charts import plot
from assessment.charts.escape import plain
from assessment.charts.look import CLEAR, GREY, GRID, ROLE, YOU
from assessment.charts.words import said
from assessment.schedule import Slot

_ROW: Final = 46
_ABOVE: Final = 0.4


def figure(slots: Sequence[Slot], retake: date) -> go.Figure:
    """One bar per step that begins before the retake, and a mark in each row on its day."""
    chart = plot.blank()
    slots = until(slots, retake)
    days: list[str | None] = []
    rows: list[float | None] = []
    for at, slot in enumerate(slots):
        days += [_day(slot.start), _day(slot.end + timedelta(days=1)), None]
        rows += [-at, -at, None]
    look = {"color": YOU, "width": 9}
    chart.add_scatter(x=days, y=rows, mode="lines", line=look, hoverinfo="skip")
    first = min((slot.start for slot in slots), default=retake)
    chart.add_scatter(
        x=[_day(first)] * len(slots),
        y=[_ABOVE - at for at in range(len(slots))],
        mode="text",
        text=[plain(slot.planned.step.title) for slot in slots],
        textposition="middle right",
        textfont={"size": 13, "color": GREY},
        cliponaxis=False,
        hoverinfo="skip",
    )
    _retake(chart, retake, len(slots))
    _layout(chart, len(slots))
    return chart


def sentence(slots: Sequence[Slot], retake: date) -> str:
    """The plan in words."""
    if not slots:
        return "No step is planned."
    soon = until(slots, retake)
    steps = "1 step begins" if len(soon) == 1 else f"{len(soon)} steps begin"
    rest = len(slots) - len(soon)
    waits = "1 more waits" if rest == 1 else f"{rest} more wait"
    later = f" {waits}; the retake will show what is still needed." if rest else ""
    return f"{steps} before your next blind retake on {said(retake)}, at most three at once.{later}"


def until(slots: Sequence[Slot], retake: date) -> Sequence[Slot]:
    """The steps that begin before the retake; what follows is planned anew then."""
    return [slot for slot in slots if slot.start < retake]


def table(slots: Sequence[Slot]) -> list[dict[str, str]]:
    """The plan as rows, by first day."""
    return [
        {
            "From": said(slot.start),
            "To": said(slot.end),
            "Step": slot.planned.step.title,
            "Builds": slot.planned.gap.sub_skill.name,
            "Hours": f"{slot.planned.hours:g}",
        }
        for slot in slots
    ]


def _retake(chart: go.Figure, retake: date, rows: int) -> None:
    beside_bars = [y for at in range(rows) for y in (0.22 - at, -0.3 - at, None)]  # names stay free
    chart.add_scatter(
        x=[_day(retake)] * len(beside_bars),
        y=beside_bars,
        mode="lines",
        line={"color": ROLE, "width": 3},
        hoverinfo="skip",
    )
    chart.add_scatter(
        x=[_day(retake)],
        y=[0.9],
        mode="text",
        text=["retake"],
        textfont={"size": 12, "color": ROLE},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _layout(chart: go.Figure, rows: int) -> None:
    chart.update_layout(
        showlegend=False,
        height=84 + _ROW * rows,
        margin={"l": 4, "r": 24, "t": 46, "b": 4},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        yaxis={"visible": False, "range": [-rows + 0.4, 1.1], "fixedrange": True},
        xaxis={
            "type": "date",
            "side": "top",
            "tickfont": {"size": 11, "color": GREY},
            "tickformat": "%-d %b<br>%Y",
            "gridcolor": GRID,
            "zeroline": False,
            "fixedrange": True,
            "nticks": 6,
        },
    )


def _day(day: date) -> str:
    return day.isoformat()
