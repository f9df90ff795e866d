"""The pictures draw what the report says, inside their frame, and hold no markup but ours."""

from collections.abc import Sequence
from dataclasses import replace
from math import cos, hypot, pi, sin
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.charts.look import ROLE, YOU
from assessment.evaluation import Result
from assessment.reports import pictures
from assessment.reports.document import Level, Report, SkillLine
from tests.examples import attempt
from tests.reports.examples import HOSTILE, report_on, reports

SVG = "{http://www.w3.org/2000/svg}"
few = settings(max_examples=40, deadline=None)

LEVELS = st.none() | st.builds(
    lambda low, one, two: Level(round(low + one, 1), round(low, 1), round(low + one + two, 1)),
    st.floats(-1, 5),
    st.floats(0, 1),
    st.floats(0, 1),
)
SKILLS = st.lists(
    st.builds(
        SkillLine,
        st.text(st.characters(categories=("Lu", "Ll", "Zs")), min_size=1, max_size=60),
        LEVELS,
        st.none() | st.floats(1, 5).map(lambda level: round(level, 1)),
        st.just(1),
        st.just(2),
    ),
    min_size=1,
    max_size=9,
)


def parsed(svg: str) -> ET.Element:
    """A picture as an XML reader finds it."""
    return ET.fromstring(svg)  # noqa: S314  # our own picture


def dots(svg: str) -> list[tuple[float, float]]:
    """Where the person's dots are."""
    found = parsed(svg).iter(f"{SVG}circle")
    return [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in found]


def on_spoke(levels: Sequence[float], centre: tuple[float, float]) -> list[tuple[float, float]]:
    """Where levels lie on the spokes of a radar, worked out anew."""
    angles = [2 * pi * at / len(levels) for at in range(len(levels))]
    return [
        (centre[0] + 20 * level * sin(angle), centre[1] - 20 * level * cos(angle))
        for level, angle in zip(levels, angles, strict=True)
    ]


def test_the_radar_by_hand() -> None:
    """Five dots stand at their levels: a level is twenty units on its spoke."""
    levels = [1.0, 2.0, 3.0, 4.0, 5.0]
    skills = [SkillLine("Skill", Level(x, x - 0.5, x + 0.5), 3.0, 1, 1) for x in levels]

    for (x, y), (right, down) in zip(
        dots(pictures.radar(skills)), on_spoke(levels, (228, 161)), strict=True
    ):
        assert hypot(x - right, y - down) < 0.02


@few
@given(SKILLS)
def test_nothing_is_cut_off(skills: list[SkillLine]) -> None:
    """Every mark and every word lies inside the frame, however many skills and lines there are."""
    picture = parsed(pictures.radar(skills))
    _, top, width, height = map(float, picture.attrib["viewBox"].split())

    for x, y in dots(pictures.radar(skills)):
        assert 0 < x < width
        assert top < y < top + height
    for words in picture.iter(f"{SVG}text"):
        left, right = span(words)
        assert left > 0
        assert right < width
        assert top + 8 < float(words.attrib["y"]) < top + height - 3


@few
@given(SKILLS)
def test_only_what_is_assessed_has_a_dot(skills: list[SkillLine]) -> None:
    """A skill without a level has neither dot nor number."""
    svg = pictures.radar(skills)

    assert len(dots(svg)) == sum(skill.level is not None for skill in skills)
    said = ["".join(words.itertext()) for words in parsed(svg).iter(f"{SVG}text")]
    assert said.count("not assessed") == sum(skill.level is None for skill in skills)


@few
@given(reports())
def test_a_strip_shows_range_level_and_what_is_asked(found: tuple[Report, Result]) -> None:
    """The band runs from end to end of the likely range, forty units a level."""
    report, _ = found

    for line in report.requirements:
        picture = parsed(pictures.strip(line))
        bands = list(picture.iter(f"{SVG}rect"))
        assert len(bands) == len(dots(pictures.strip(line))) == (line.level is not None)
        marks = [path for path in picture.iter(f"{SVG}path") if path.attrib["stroke"] == ROLE]
        assert marks[0].attrib["d"].startswith(f"M{8 + (line.asked - 0.5) * 40:.2f},")
        if line.level:
            low = max(line.level.low, 0.5)
            assert float(bands[0].attrib["x"]) == pytest.approx(8 + (low - 0.5) * 40, abs=0.01)
            assert bands[0].attrib["fill"] == YOU


@pytest.mark.parametrize("level", [-1.0, 0.5, 5.6, 7.0])
def test_a_dot_at_the_end_of_the_axis_is_whole(level: float) -> None:
    """Levels beyond the axis stand at its end, five units clear of the frame."""
    line = replace(
        report_on(attempt({"pricing": 3}))[0].requirements[0], level=Level(level, level, level)
    )
    picture = pictures.strip(line)

    ((x, _),) = dots(picture)
    assert 5 <= x <= float(parsed(picture).attrib["width"]) - 5


def test_what_is_open_is_hollow_and_a_gap_is_filled() -> None:
    """Not enough evidence looks different though as clear, and the words beside it differ too."""
    line = report_on(attempt({"pricing": 3}))[0].requirements[0]
    line = replace(line, level=Level(2.0, 1.0, 3.0))
    hollow, filled = [
        next(parsed(pictures.strip(replace(line, verdict=v))).iter(f"{SVG}rect")).attrib
        for v in ("unclear", "gap")
    ]

    assert hollow["stroke"] == filled["stroke"] == YOU
    assert float(hollow["fill-opacity"]) == 0
    assert float(filled["fill-opacity"]) > 0.3


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_adds_no_element(text: str) -> None:
    """A skill's name is text, and its letters are all there."""
    calm = [SkillLine("Skill", Level(3.0, 2.0, 4.0), 3.0, 1, 1)]
    picture = parsed(pictures.radar([replace(calm[0], name=text)]))

    kinds = {element.tag for element in picture.iter()}
    assert kinds <= {element.tag for element in parsed(pictures.radar(calm)).iter()}
    assert "".join(text.split()) in "".join("".join(picture.itertext()).split())


def span(words: ET.Element) -> tuple[float, float]:
    """About where a text begins and ends, at the mean width of our font."""
    size, at = float(words.attrib["font-size"]), float(words.attrib["x"])
    width = 0.53 * size * len("".join(words.itertext()))
    anchor = words.attrib["text-anchor"]
    before = {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return at - before, at - before + width
