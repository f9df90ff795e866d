"""Pay and places: read as a person says it, and drawn so that every name can be read."""

from itertools import permutations
from math import cos, radians

import pytest

from assessment.charts import market
from assessment.content.loading import load
from tests.charts.examples import traces
from tests.content.references import market as shipped

SHOWN = shipped()
TELEPHONE = 350
"""Width of the map on a telephone of 390 pixels."""

LETTER, LINE, DOT = 7, 16, 6
"""Width of a letter and height of a line of 13 pixels, and half a dot, in pixels."""


def test_the_country_keeps_its_shape() -> None:
    """However wide the page, a mile north is as long as a mile east: at 38 degrees north."""
    axis = market.figure(SHOWN.places).layout.yaxis

    assert axis.scaleanchor == "x"
    assert axis.scaleratio == pytest.approx(1 / cos(radians(38)), abs=0.01)


def test_no_name_covers_another_place_on_a_telephone() -> None:
    """The box of each name is clear of every other dot and every other name."""
    chart = market.figure(SHOWN.places)
    (trace,) = traces(chart, "markers+text")
    low, high = chart.layout.xaxis.range
    pixel = TELEPHONE / (high - low)
    places = [
        (x * pixel, -y * pixel * chart.layout.yaxis.scaleratio, name, side)
        for x, y, name, side in zip(trace.x, trace.y, trace.text, trace.textposition, strict=True)
    ]

    for (*_, name, _), (x, y, *_) in permutations(places, 2):
        box = next(named(*place) for place in places if place[2] == name)
        assert apart(box, (x - DOT, x + DOT, y - DOT, y + DOT)), name
    boxes = [named(*place) for place in places]
    assert all(apart(one, other) for one, other in permutations(boxes, 2))


def named(x: float, y: float, name: str, side: str) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a name beside its dot, in pixels."""
    width = LETTER * len(name)
    across, along = side.split()[::-1]
    left = {"right": x + DOT, "center": x - width / 2, "left": x - DOT - width}[across]
    middle = y + {"middle": 0, "top": -1, "bottom": 1}[along] * (DOT + LINE / 2)
    return (left, left + width, middle - LINE / 2, middle + LINE / 2)


def apart(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two boxes have no point in common."""
    beside = one[1] <= other[0] or other[1] <= one[0]
    return beside or one[3] <= other[2] or other[3] <= one[2]


def test_a_range_reads_as_one() -> None:
    """What is paid at least and at most stand in one breath: from so much, up to so much."""
    head = load().roles_by_id["head-of-ecommerce"]

    said = [text for _, text in market.pay(SHOWN, head)]
    assert any(text.startswith("from 100,000, up to 150,000 USD a year, ") for text in said)
