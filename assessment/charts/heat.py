"""Sub-skills by people as a map: one cell each, coloured and numbered by level."""

from textwrap import wrap
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from assessment.charts import plot
from assessment.charts.cohort import stands
from assessment.charts.escape import plain
from assessment.charts.look import CLEAR, GREY
from assessment.charts.ranges import SAID
from assessment.charts.words import tenths
from assessment.cohort.arranging import Part
from assessment.cohort.members import Cohort, Member
from assessment.gaps import Sight

LEVELS: Final = ("#6a51a3", "#4a74b4", "#2f93ab", "#3fb08f", "#8ccb6a", "#f0d54d")
"""Colours of levels 0 to 5, each lighter than the one before, so that order is seen without hue;
the darkest stands out from a dark page, where a cell that is not assessed does not."""

SILENT: Final = "rgba(128, 128, 128, 0.16)"
"""A cell that is not assessed."""

NUMBERED: Final = 40
"""Most people whose cells have room for a number where the page is 390 pixels wide."""

NAMED: Final = 20
"""Most people whose names have room beside each other there."""

_NOT: Final = -1
"""What a cell that is not assessed holds in place of a level."""

_DASH: Final = "\N{EN DASH}"
_LIGHT: Final = "#ffffff"
_DARK: Final = "#141414"
_DARK_FROM: Final = 2
"""Level from which on a dark number stands out better from its cell than a light one."""

_ROW: Final = 30
_LINE: Final = 20
"""Longest line of a sub-skill's name, in characters."""

_NAME: Final = 16
"""Longest name of a person above the map, in characters."""

_TICKS: Final = (1, 2, 5, 10, 25, 50, 100, 250)
_MOST_TICKS: Final = 10


def figure(cohort: Cohort, part: Part) -> go.Figure:
    """One column per person, numbered as in the table; one row per sub-skill, by core skill."""
    chart = plot.blank()
    rows = _rows(part)
    columns = [_column(at, member) for at, member in enumerate(cohort.members, 1)]
    chart.add_heatmap(
        z=_grid([[_shown(member, at) for member in cohort.members] for _, at in rows], float),
        x=columns,
        y=[key for key, _ in rows],
        hovertext=_grid([_hovers(cohort, at) for _, at in rows], object),
        hovertemplate="<b>%{x}</b><br>%{hovertext}<extra></extra>",
        hoverongaps=False,
        colorscale=_scale(),
        zmin=_NOT - 0.5,
        zmax=len(LEVELS) - 0.5,
        showscale=False,
        xgap=1 if len(columns) <= NUMBERED else 0,  # of narrow columns gaps would wash colours out
        ygap=1,
    )
    if len(columns) <= NUMBERED:
        _numbers(chart, cohort, rows, columns)
    _layout(chart, cohort, rows, columns)
    return chart


def sentence(cohort: Cohort, part: Part) -> str:
    """The map in words."""
    found = [
        standing.estimate
        for member in cohort.members
        for standing in (member.person.standings[at] for at in part.places)
        if standing
    ]
    cells = len(cohort.members) * len(part.places)
    people = "1 person" if len(cohort.members) == 1 else f"{len(cohort.members)} people"
    subs = "1 sub-skill" if len(part.places) == 1 else f"{len(part.places)} sub-skills"
    ends = f", from {tenths(min(found))} to {tenths(max(found))}" if found else ""
    return f"{people} by {subs}: {len(found)} of {cells} levels are assessed{ends}."


def key() -> str:
    """How to read the map."""
    return (
        "Each cell holds the level, from 0 (darkest) to 5 (lightest); grey with a dash is not "
        "assessed, which is not low. Point at a cell, or open the table, for its likely range."
    )


def crowded(cohort: Cohort) -> str:
    """What a map of many people leaves out; nothing where there is room."""
    if len(cohort.members) <= NUMBERED:
        return ""
    return (
        f" Of more than {NUMBERED} people the cells have no room for numbers: point at one, open "
        "the table, or show fewer people."
    )


def level(standing: Sight) -> int:
    """The proficiency level that an estimate is nearest to, 0 to 5."""
    return min(max(int(standing.estimate + 0.5), 0), len(LEVELS) - 1)


def _rows(part: Part) -> list[tuple[str, int | None]]:
    """Key and place of each row, top first; the name of a core skill is a row without place."""
    found: list[tuple[str, int | None]] = []
    for skill, run in part.runs:
        found += [(skill.id, None), *((f"row {at}", at) for at in run)]
    return found


def _column(number: int, member: Member) -> str:
    return f"{number} · {plain(member.person.label)}"


def _shown(member: Member, at: int | None) -> int | None:
    if at is None:
        return None
    standing = member.person.standings[at]
    return level(standing) if standing else _NOT


def _grid(rows: list[list[Any]], kind: type) -> NDArray[Any]:
    """Values as an array, which a figure takes as it is; a list it goes through cell by cell."""
    return np.array(rows, dtype=kind).reshape(len(rows), -1)


def _hovers(cohort: Cohort, at: int | None) -> list[str]:
    """What is read where one points at each cell of a row."""
    if at is None:
        return [""] * len(cohort.members)
    asked = cohort.asked[at]
    name = plain(cohort.content.sub_skills[at].name)
    wanted = "" if asked is None else f"<br>asked {asked.level}"
    found = []
    for member in cohort.members:
        said = member.verdicts[at]
        so = f": {SAID[said]}" if said else ""
        found.append(f"{name}<br>{_standing(member, at)}{wanted}{so}")
    return found


def _standing(member: Member, at: int) -> str:
    known = member.person.standings[at] is not None
    return f"level {stands(member, at)}" if known else stands(member, at)


def _scale() -> list[tuple[float, str]]:
    """Each colour from one edge of its band to the other, so that none runs into the next."""
    bands = (SILENT, *LEVELS)
    return [(edge / len(bands), colour) for at, colour in enumerate(bands) for edge in (at, at + 1)]


def _numbers(
    chart: go.Figure, cohort: Cohort, rows: list[tuple[str, int | None]], columns: list[str]
) -> None:
    """The number in each cell; a trace for each colour of text."""
    cells = [
        (column, row, _shown(member, at))
        for row, at in rows
        if at is not None
        for column, member in zip(columns, cohort.members, strict=True)
    ]
    for colour, wanted in (
        (GREY, range(_NOT, 0)),
        (_LIGHT, range(_DARK_FROM)),
        (_DARK, range(_DARK_FROM, len(LEVELS))),
    ):
        mine = [cell for cell in cells if cell[2] in wanted]
        chart.add_scatter(
            x=[column for column, _, _ in mine],
            y=[row for _, row, _ in mine],
            mode="text",
            text=[_DASH if shown == _NOT else str(shown) for _, _, shown in mine],
            textfont={"size": 11, "color": colour},
            hoverinfo="skip",
        )


def _layout(
    chart: go.Figure, cohort: Cohort, rows: list[tuple[str, int | None]], columns: list[str]
) -> None:
    named = len(columns) <= NAMED
    step = 1 if named else _step(len(columns))
    numbers = range(step, len(columns) + 1, step)
    ticks = [_short(at, cohort.members[at - 1]) if named else str(at) for at in numbers]
    top = 12 + 6 * max(map(len, ticks)) if named else 28
    chart.update_layout(
        showlegend=False,
        height=top + 8 + _ROW * len(rows),
        margin={"l": 126, "r": 4, "t": top, "b": 8},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        xaxis={
            "type": "category",
            "side": "top",
            "tickvals": [columns[at - 1] for at in numbers],
            "ticktext": [plain(tick) for tick in ticks],
            "tickangle": -90 if named else 0,
            "tickfont": {"size": 11, "color": GREY},
            "ticks": "",
            "showgrid": False,
            "fixedrange": True,
        },
        yaxis={
            "type": "category",
            "autorange": "reversed",
            "tickvals": [key for key, _ in rows],
            "ticktext": [_row_name(cohort, key, at) for key, at in rows],
            "tickfont": {"size": 11, "color": GREY},
            "ticks": "",
            "showgrid": False,
            "fixedrange": True,
        },
    )


def _row_name(cohort: Cohort, skill: str, at: int | None) -> str:
    if at is None:
        name = next(each.name for each in cohort.content.skills if each.id == skill)
        return f"<b>{_broken(name)}</b>"
    return _broken(cohort.content.sub_skills[at].name)


def _broken(name: str) -> str:
    lines = wrap(name, _LINE, max_lines=2, placeholder="…")
    return "<br>".join(plain(line) for line in lines)


def _short(number: int, member: Member) -> str:
    label = member.person.label
    return f"{number} · {label if len(label) <= _NAME else f'{label[: _NAME - 1]}…'}"


def _step(people: int) -> int:
    return next((step for step in _TICKS if people <= step * _MOST_TICKS), _TICKS[-1])
