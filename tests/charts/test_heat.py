"""The map tells what the table tells, by number as well as by colour."""

from math import isnan
from typing import Any

import pytest
from hypothesis import given, settings

from assessment.attempts import Respondent
from assessment.charts import heat
from assessment.charts.words import tenths
from assessment.cohort.arranging import parts
from assessment.cohort.members import compare
from tests.charts.examples import MARKUP, as_read, written
from tests.cohort.examples import HEAD, cohort, member, respondents
from tests.examples import miniature, numbers

few = settings(max_examples=25, deadline=None)
EVERYTHING, *OTHERS = parts(miniature().content)


def cells(chart: Any) -> dict[tuple[str, str], str]:
    """The number that stands in each cell, by column and row."""
    return {
        (column, row): text
        for trace in chart.select_traces({"type": "scatter"})
        for column, row, text in zip(trace.x, trace.y, trace.text, strict=True)
    }


def light(colour: str) -> float:
    """Relative luminance of a colour such as ``#0d857a`` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2.2)."""
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@few
@given(respondents())
def test_every_cell_has_its_number(people: list[Respondent]) -> None:
    """Colour, number and hover of a cell are of one level; a dash and no colour where none is."""
    found = compare(miniature(), people, HEAD)
    chart = heat.figure(found, EVERYTHING)
    (drawn,), numbered = chart.select_traces({"type": "heatmap"}), cells(chart)
    places = [at for _, run in EVERYTHING.runs for at in (None, *run)]

    assert len(numbered) == len(people) * len(EVERYTHING.places)
    for down, at in enumerate(places):
        for across, each in enumerate(found.members):
            shown, told = drawn.z[down][across], drawn.hovertext[down][across]
            number = numbered.get((drawn.x[across], drawn.y[down]))
            standing = each.person.standings[at] if at is not None else None
            if at is None:
                assert (isnan(shown), told, number) == (True, "", None)
            elif standing is None:
                assert (shown, number) == (-1, "\N{EN DASH}")
                assert "not assessed" in told
            else:
                assert number == f"{shown:.0f}" == str(heat.level(standing))
                assert f"{tenths(standing.low)} to {tenths(standing.high)}" in told


@pytest.mark.parametrize(
    ("estimate", "level"),
    [(-0.8, 0), (0.49, 0), (0.5, 1), (2.49, 2), (2.5, 3), (4.49, 4), (4.5, 5), (6.3, 5)],
)
def test_a_level_by_hand(estimate: float, level: int) -> None:
    """Level k is the band from half a level below to half above; 0 and 5 take what lies beyond."""
    (standing, *_) = member("x", [estimate, 1, 1]).person.standings

    assert standing is not None
    assert heat.level(standing) == level


def test_colours_are_told_apart_without_hue() -> None:
    """Each level is lighter than the one below, and every number stands out from its cell."""
    lights = [light(colour) for colour in heat.LEVELS]

    assert lights == sorted(lights)
    assert all(contrast(a, b) > 1.2 for a, b in zip(heat.LEVELS, heat.LEVELS[1:], strict=False))
    for at, colour in enumerate(heat.LEVELS):
        number = heat._DARK if at >= heat._DARK_FROM else heat._LIGHT
        assert contrast(number, colour) >= 4.5
    assert contrast(heat.LEVELS[0], "#171614") >= 2.5  # the dark page, where silence is darkest


@pytest.mark.parametrize("people", [heat.NAMED, heat.NAMED + 1, heat.NUMBERED, heat.NUMBERED + 1])
def test_what_has_room_is_written(people: int) -> None:
    """Names while they fit beside each other, numbers in cells while they fit, never a mixture."""
    found = cohort(*[member(f"P{at}", [1, None, 3]) for at in range(people)])
    chart = heat.figure(found, EVERYTHING)
    ticks = chart.layout.xaxis.ticktext

    assert bool(cells(chart)) == (people <= heat.NUMBERED)
    assert (len(ticks) == people) == (people <= heat.NAMED)
    assert all(each in {c.partition(" ")[0] for c in chart.data[0].x} for each in ticks) == (
        people > heat.NAMED
    )
    assert bool(heat.crowded(found)) == (people > heat.NUMBERED)


def test_a_part_shows_itself_alone() -> None:
    """Of one sub-skill there is its row and that of its core skill."""
    found = cohort(member("Ada", [1, 2, 3]))
    part = next(each for each in OTHERS if each.places == (2,))
    chart = heat.figure(found, part)

    assert [as_read(each) for each in chart.layout.yaxis.ticktext] == ["Leading", "Coaching"]
    assert numbers(heat.sentence(found, part)) == [1, 1, 1, 1, 3.0, 3.0]


def test_the_sentence_counts_what_is_assessed() -> None:
    """People, sub-skills, assessed cells and the lowest and highest level are in it."""
    found = cohort(member("Ada", [1.2, None, 3]), member("Bo", [None, None, 4.4]))
    silent = cohort(member("Cy", [None, None, None]))

    assert numbers(heat.sentence(found, EVERYTHING)) == [2, 3, 3, 6, 1.2, 4.4]
    assert numbers(heat.sentence(silent, EVERYTHING)) == [1, 3, 0, 3]


@pytest.mark.parametrize("name", [MARKUP, "x" * 200, "A\N{ZERO WIDTH JOINER}B", "=1+1"])
def test_a_name_is_text(name: str) -> None:
    """A name is read as typed, cut where it is long, and no tag of it reaches the figure."""
    found = cohort(member(name, [1, 2, 3]))
    chart = heat.figure(found, EVERYTHING)
    (tick,) = chart.layout.xaxis.ticktext

    assert as_read(chart.data[0].x[0]) == f"1 · {name}"
    assert as_read(tick).removesuffix("…") in f"1 · {name}"
    assert len(as_read(tick)) <= 20
    assert not [text for text in (*written(chart), *chart.data[0].x) if "<a" in text]
