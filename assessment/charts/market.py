"""Pay beside a role, and places on a map that needs no network; each with date and doubt."""

from collections.abc import Mapping, Sequence
from typing import Final

import plotly.graph_objects as go

from assessment.charts import plot
from assessment.charts.escape import plain
from assessment.charts.look import CLEAR, GREY, GRID, YOU
from assessment.content.base import Certainty
from assessment.content.market import Market, Measure, PayFact, Place
from assessment.content.model import Role

_MEASURES: Final[Mapping[Measure, str]] = {
    "low": "from",
    "p10": "lowest tenth up to",
    "p25": "lower quartile",
    "median": "median",
    "about": "about",
    "mean": "mean",
    "p75": "upper quartile",
    "p90": "highest tenth from",
    "high": "up to",
}
_SHOWN: Final = ("low", "p25", "median", "about", "p75", "high")
_CERTAIN: Final[Mapping[Certainty, str]] = {
    "verified": "read in the source",
    "second-hand": "second-hand",
    "memory": "unverified",
    "judgement": "our judgement",
}
_KIND: Final = {"official": "official statistics", "stated": "stated", "seen-in": "seen in"}

_OUTLINE: Final = (
    (-124.7, 48.4), (-123.0, 49.0), (-95.2, 49.0), (-94.6, 48.7), (-92.0, 48.3), (-89.6, 48.0),
    (-88.4, 47.4), (-84.8, 46.7), (-83.5, 45.8), (-82.5, 45.3), (-82.4, 43.0), (-83.1, 42.1),
    (-80.5, 42.3), (-79.0, 42.8), (-79.2, 43.5), (-76.8, 43.6), (-75.0, 45.0), (-71.5, 45.0),
    (-70.3, 45.9), (-69.2, 47.4), (-67.8, 47.1), (-67.0, 44.8), (-70.0, 43.7), (-70.8, 42.6),
    (-70.0, 41.7), (-72.0, 41.2), (-74.0, 40.6), (-74.1, 39.7), (-75.5, 38.0), (-76.0, 36.9),
    (-75.6, 35.3), (-77.9, 33.9), (-79.2, 33.2), (-81.1, 31.9), (-81.4, 30.4), (-80.1, 26.8),
    (-80.4, 25.2), (-81.8, 26.1), (-82.8, 27.9), (-83.9, 30.0), (-85.4, 29.7), (-87.5, 30.3),
    (-89.6, 30.2), (-89.2, 29.1), (-91.5, 29.5), (-93.8, 29.7), (-95.2, 28.9), (-97.2, 27.6),
    (-97.2, 25.9), (-99.2, 26.5), (-100.6, 28.9), (-101.4, 29.8), (-103.0, 29.0), (-104.6, 29.7),
    (-106.5, 31.8), (-108.2, 31.8), (-108.2, 31.3), (-111.1, 31.3), (-114.8, 32.5), (-117.1, 32.5),
    (-118.4, 33.8), (-120.6, 34.5), (-121.9, 36.6), (-122.5, 37.7), (-123.8, 39.3), (-124.4, 40.4),
    (-124.1, 42.0), (-124.5, 43.0), (-123.9, 46.2), (-124.7, 48.4),
)  # fmt: skip
"""A coarse outline of the contiguous United States, drawn by hand: longitude and latitude."""


_WEST: Final = -105
_EAST: Final = -80
"""Longitudes between which the middle of the country lies."""

_STRETCH: Final = 1.27
"""Length of a degree of latitude in degrees of longitude, at 38 degrees north: 1 / cos 38."""


def pay(market: Market, role: Role) -> list[tuple[str, str]]:
    """Every pay fact that may stand beside a role: whose pay, and what is known with its doubt."""
    return [(fact.label, _known(fact, role)) for fact in market.pay_beside(role.id)]


def figure(places: Sequence[Place]) -> go.Figure:
    """The places as dots on an outline of the country."""
    chart = plot.blank()
    chart.add_scatter(
        x=[longitude for longitude, _ in _OUTLINE],
        y=[latitude for _, latitude in _OUTLINE],
        mode="lines",
        line={"color": GREY, "width": 1.2},
        fill="toself",
        fillcolor=GRID.replace("0.3", "0.12"),
        hoverinfo="skip",
    )
    chart.add_scatter(
        x=[place.position.longitude for place in places],
        y=[place.position.latitude for place in places],
        mode="markers+text",
        marker={"color": YOU, "size": 11},
        text=[plain(place.name) for place in places],
        textposition=[_side(place) for place in places],
        textfont={"size": 13, "color": GREY},
        cliponaxis=False,
        hoverinfo="skip",
    )
    hidden = {"visible": False, "fixedrange": True}
    chart.update_layout(
        showlegend=False,
        height=340,
        margin={"l": 4, "r": 4, "t": 8, "b": 8},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        xaxis={**hidden, "range": [-128, -64]},
        yaxis={**hidden, "range": [24, 50.5], "scaleanchor": "x", "scaleratio": _STRETCH},
    )
    return chart


def sentence(places: Sequence[Place]) -> str:
    """The map in words."""
    names = [f"{place.name}, {place.state}" for place in places]
    return f"Named as places with many such jobs in the USA: {'; '.join(names)}."


def table(places: Sequence[Place]) -> list[dict[str, str]]:
    """The places, why each is named, and what is known about wages there."""
    return [
        {
            "Place": f"{place.name}, {place.state}",
            "Why it is named": place.why.text,
            "Wages, all jobs": _above(place.wages.all_jobs_above_us),
            "Wages, management": _above(place.wages.management_above_us),
            "Of": _dated(place),
        }
        for place in places
    ]


def notes(market: Market) -> list[str]:
    """What is known about pay and demand in general, each with its date and source."""
    return [
        f"{note.text} ({note.dated or 'undated'}; {note.source}; {_CERTAIN[note.certainty]})"
        for note in market.notes
    ]


def _known(fact: PayFact, role: Role) -> str:
    why = next(beside.why for beside in fact.beside if beside.role == role.id)
    dated = f"of {fact.dated}" if fact.dated else "undated"
    return (
        f"{_amount(fact)}, {fact.region}, {dated}. {why} {_KIND[fact.kind].capitalize()}: "
        f"{fact.source}; {_CERTAIN[fact.certainty]}."
    )


def _amount(fact: PayFact) -> str:
    parts = [
        f"{_MEASURES[figure.measure]} {figure.amount:,}"
        for figure in fact.figures
        if figure.measure in _SHOWN or len(fact.figures) == 1
    ]
    return f"{', '.join(parts)} {fact.currency} a {fact.per}"


def _above(share: float | None) -> str:
    if share is None:
        return "not known"
    return f"{abs(share):.0%} {'above' if share >= 0 else 'below'} the country"


def _dated(place: Place) -> str:
    old = ", too old to count as today's" if place.wages.historic else ""
    return f"{place.wages.dated}{old}"


def _side(place: Place) -> str:
    """Names stand where there is room, and on a telephone none meets another's dot."""
    if place.position.longitude > _EAST:
        return "bottom left"
    return "top center" if place.position.longitude > _WEST else "middle right"
