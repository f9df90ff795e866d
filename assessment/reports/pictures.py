"""
The radar and the ranges as SVG, from the model of the report, in the colours of the charts.

A picture holds words only where they belong to a mark; its alt text is the sentence of the report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, pi, sin
from textwrap import wrap
from typing import Final
from xml.sax.saxutils import escape

from assessment.charts.look import ROLE, YOU
from assessment.charts.rows import inside
from assessment.reports.document import Level, RequirementLine, SkillLine

INK: Final = "#26292e"
"""Words and numbers on paper."""

FAINT: Final = "#5c636b"
"""Words and numbers that stand back; 6:1 on white."""

RULE: Final = "#d5d9dd"
"""Lines that help to read a value."""

_HIGHEST: Final = 5
_RADIUS: Final = 100
_LINE: Final = 17
"""Longest line of a label, in characters."""

_WIDTH: Final = 456
_CENTRE: Final = (228, 161)
_AWAY: Final = 17
"""From the outermost ring to a label."""

_BETWEEN: Final = 14.5
"""From one line of a label to the next."""

_SIDEWAYS: Final = 0.8
"""Sine of the angle from which on a word at a spoke would run into the skill's name."""

_UPRIGHT: Final = 0.2
"""Sine of the angle up to which a label stands above or below its spoke, not beside it."""

_BESIDE: Final = 0.85
"""Distance of an outline's name from the outline, in levels."""

_HALO: Final = 'stroke="#ffffff" stroke-width="3" paint-order="stroke" stroke-linejoin="round"'
"""Keeps a word apart from the lines that it stands on."""

_LOW: Final = 0.5
_FARTHEST: Final = 5.2
"""Where a level beyond the outermost ring is drawn."""

_LEVEL: Final = 40
"""Width of a level in the picture of a range."""

_STRIP: Final = (220, 30)
_MARGIN: Final = 8
"""Room beside the axis, so that a dot at its end is whole."""

_AMPLE: Final = 4.3
"""Highest level from which a name still stands inside the outermost ring."""

Point = tuple[float, float]
Levels = Sequence[float | None]


def radar(skills: Sequence[SkillLine]) -> str:
    """The core skills: likely ranges as a band, levels as a line, what the role asks dotted."""
    asked: Levels = [line.asked for line in skills]
    stands: Levels = [line.level.estimate if line.level else None for line in skills]
    parts = [
        *_web(len(skills)),
        *_bands([line.level for line in skills]),
        *_outline(asked, f'stroke="{ROLE}" stroke-width="2.2" stroke-dasharray="2 4"'),
        *_outline(stands, f'stroke="{YOU}" stroke-width="2.6"'),
        *_dots(stands),
        *_named(stands, asked),
        *(_label(spoke, len(skills), line) for spoke, line in enumerate(skills)),
    ]
    ends = [_rows(spoke, len(skills), line) for spoke, line in enumerate(skills)]
    top = floor(min(first for first, _ in ends) - _BETWEEN)
    bottom = ceil(max(_CENTRE[1], *(last for _, last in ends)) + _BETWEEN)
    return _svg((_WIDTH, bottom - top), parts, top)


def strip(line: RequirementLine) -> str:
    """One requirement: the likely range as a band, the level as a dot, what is asked as a mark."""
    width, height = _STRIP
    middle = height / 2
    parts = [_stroke((_at(k), 0), (_at(k), height), RULE, 0.8) for k in range(1, _HIGHEST + 1)]
    if line.level:
        low, high = _at(line.level.low), _at(line.level.high)
        opacity = 0 if line.verdict == "unclear" else 0.4
        parts.append(
            f'<rect x="{_n(low)}" y="{_n(middle - 4)}" width="{_n(high - low)}" height="8" '
            f'fill="{YOU}" fill-opacity="{opacity}" stroke="{YOU}"/>'
        )
        parts.append(_dot((_at(line.level.estimate), middle), 5))
    asked = _at(line.asked)
    parts.append(_stroke((asked, middle - 10), (asked, middle + 10), ROLE, 3.4))
    return _svg((width, height), parts)


def said(line: RequirementLine) -> str:
    """The picture of a requirement in words."""
    if line.level is None:
        return f"{line.name}: asked {line.asked}, not assessed"
    level = f"level {line.level.estimate:.1f}, likely {line.level.likely}"
    return f"{line.name}: {level}, asked {line.asked}"


def scale() -> str:
    """The numbers of the levels, to stand above the ranges."""
    look = f'font-size="9.5" fill="{INK}"'
    levels = range(1, _HIGHEST + 1)
    return _svg((_STRIP[0], 12), [_text((_at(k), 9), str(k), look) for k in levels])


@dataclass(frozen=True)
class _Spoke:
    """Direction of a skill, clockwise from the top."""

    angle: float

    def at(self, level: float) -> Point:
        """Where a level lies."""
        reach = _RADIUS * min(max(level, 0), _FARTHEST) / _HIGHEST
        return self.beyond(reach - _RADIUS)

    def beyond(self, distance: float) -> Point:
        """A point that far outside the outermost ring."""
        reach = _RADIUS + distance
        return _CENTRE[0] + reach * sin(self.angle), _CENTRE[1] - reach * cos(self.angle)


def _spokes(count: int) -> list[_Spoke]:
    return [_Spoke(2 * pi * spoke / count) for spoke in range(count)]


def _web(count: int) -> list[str]:
    spokes = _spokes(count)
    web = f'fill="none" stroke="{RULE}" stroke-width="0.9"'
    rings = [
        f'<polygon points="{_points([spoke.at(level) for spoke in spokes])}" {web}/>'
        for level in range(1, _HIGHEST + 1)
    ]
    rays = [_stroke(_CENTRE, spoke.at(_HIGHEST), RULE, 0.9) for spoke in spokes]
    numbered = spokes[1 % count]  # the numbers stand below the first spoke to the right
    numbers = []
    for level in range(1, _HIGHEST + 1):
        x, y = numbered.at(level)
        look = f'font-size="8.5" fill="{FAINT}" {_HALO}'
        numbers.append(_text((x - 1, y + 11), str(level), look))
    return rings + rays + numbers


def _bands(levels: Sequence[Level | None]) -> list[str]:
    """A ring where every skill is assessed, else a bar on each spoke that is."""
    spokes = _spokes(len(levels))
    known = [(spoke, level) for spoke, level in zip(spokes, levels, strict=True) if level]
    if len(known) == len(spokes):
        outer = _points([spoke.at(level.high) for spoke, level in known], " L")
        inner = _points([spoke.at(level.low) for spoke, level in known], " L")
        look = f'fill="{YOU}" fill-opacity="0.22" fill-rule="evenodd"'
        return [f'<path d="M{outer} Z M{inner} Z" {look}/>']
    return [
        _stroke(spoke.at(level.low), spoke.at(level.high), YOU, 10, opacity=0.22)
        for spoke, level in known
    ]


def _outline(levels: Levels, look: str) -> list[str]:
    """Each edge between two neighbours that both have a level."""
    spokes = _spokes(len(levels))
    ends = [
        None if level is None else spoke.at(level)
        for spoke, level in zip(spokes, levels, strict=True)
    ]
    if None not in ends:
        return [f'<polygon points="{_points([e for e in ends if e])}" fill="none" {look}/>']
    edges = zip(ends, [*ends[1:], ends[0]], strict=True)
    return [f"<path {_line(one, other)} {look}/>" for one, other in edges if one and other]


def _dots(levels: Levels) -> list[str]:
    spokes = zip(_spokes(len(levels)), levels, strict=True)
    return [_dot(spoke.at(level), 4) for spoke, level in spokes if level is not None]


def _named(stands: Levels, asked: Levels) -> list[str]:
    """Name both outlines where they lie furthest apart, in place of a legend."""
    pairs = [
        (spoke, one, other)
        for spoke, one, other in zip(_spokes(len(stands)), stands, asked, strict=True)
        if one is not None and other is not None
    ]
    if not pairs:
        return []
    spoke, one, other = max(pairs, key=_room)
    both = [(one, "you", YOU), (other, "asked", ROLE)]
    inner, outer = sorted(both, key=lambda each: each[0])
    crowded = outer[0] > _AMPLE and outer[0] - inner[0] > 2 * _BESIDE
    edge = min(outer[0], _FARTHEST)
    return [
        _beside(spoke, inner[0] - _BESIDE, *inner[1:]),
        _beside(spoke, edge - _BESIDE if crowded else edge + _BESIDE, *outer[1:]),
    ]


def _room(pair: tuple[_Spoke, float, float]) -> tuple[bool, bool, float]:
    """How well two names can stand on a spoke; sorts better higher."""
    spoke, one, other = pair
    upright = abs(sin(spoke.angle)) <= _SIDEWAYS
    return upright, max(one, other) <= _AMPLE, abs(one - other)


def _beside(spoke: _Spoke, level: float, name: str, colour: str) -> str:
    x, y = spoke.at(level)
    look = f'font-size="11.5" font-weight="600" fill="{colour}" {_HALO}'
    return _text((x, y + 4), name, look)


def _label(spoke: int, count: int, line: SkillLine) -> str:
    """A skill's name and figures, turned away from the radar, so that nothing is overwritten."""
    found = _spokes(count)[spoke]
    x, side = found.beyond(_AWAY)[0], sin(found.angle)
    anchor = "middle" if abs(side) < _UPRIGHT else "start" if side > 0 else "end"
    first, last = _rows(spoke, count, line)
    look = f'font-size="12" fill="{INK}" text-anchor="{anchor}"'
    names = [
        _text((x, first + _BETWEEN * row), words, look)
        for row, words in enumerate(wrap(line.name, _LINE))
    ]
    return "".join([*names, _figures((x, last), line, anchor)])


def _rows(spoke: int, count: int, line: SkillLine) -> Point:
    """Height of the first and of the last line of a skill's label."""
    found = _spokes(count)[spoke]
    below = len(wrap(line.name, _LINE))
    height = -cos(found.angle)
    first = found.beyond(_AWAY)[1] + _BETWEEN * below * (height - 1) / 2 + 4 + 5 * max(height, 0)
    return first, first + _BETWEEN * below


def _figures(at: Point, line: SkillLine, anchor: str) -> str:
    look = f'font-size="12" fill="{FAINT}" text-anchor="{anchor}"'
    if line.level is None:
        return _text(at, "not assessed", look)
    asked = "" if line.asked is None else f" of {line.asked:.1f}"
    strong = f'<tspan font-weight="600" fill="{INK}">{line.level.estimate:.1f}</tspan>'
    return f'<text x="{_n(at[0])}" y="{_n(at[1])}" {look}>{strong}{asked}</text>'


def _at(level: float) -> float:
    return _MARGIN + (inside(level) - _LOW) * _LEVEL


def _svg(size: tuple[int, int], parts: Sequence[str], top: int = 0) -> str:
    width, height = size
    frame = f'viewBox="0 {top} {width} {height}" width="{width}" height="{height}"'
    look = f'xmlns="http://www.w3.org/2000/svg" {frame} font-family="Source Sans 3"'
    return f"<svg {look}>{''.join(parts)}</svg>"


def _text(at: Point, words: str, look: str) -> str:
    anchor = "" if "text-anchor" in look else ' text-anchor="middle"'
    return f'<text x="{_n(at[0])}" y="{_n(at[1])}"{anchor} {look}>{escape(words)}</text>'


def _stroke(one: Point, other: Point, colour: str, width: float, opacity: float = 1) -> str:
    seen = "" if opacity == 1 else f' stroke-opacity="{opacity}"'
    return f'<path {_line(one, other)} stroke="{colour}" stroke-width="{width}"{seen}/>'


def _line(one: Point, other: Point) -> str:
    return f'd="M{_n(one[0])},{_n(one[1])} L{_n(other[0])},{_n(other[1])}"'


def _dot(at: Point, radius: float) -> str:
    return f'<circle cx="{_n(at[0])}" cy="{_n(at[1])}" r="{radius}" fill="{YOU}"/>'


def _points(points: Sequence[Point], between: str = " ") -> str:
    return between.join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(number: float) -> str:
    """A coordinate to the hundredth, the same on every machine."""
    return f"{number:.2f}"
