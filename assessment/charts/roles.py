"""Role profiles, alone or two side by side, as figure, sentence and table; facts in words."""

from collections.abc import Mapping, Sequence
from typing import Final

import plotly.graph_objects as go

from assessment.charts import plot, polar
from assessment.charts.look import ROLE, YOU
from assessment.charts.words import short, tenths
from assessment.content.base import Certainty, Fact
from assessment.content.model import Content, Requirement, Role
from assessment.gaps import mean_required

_NOTHING: Final = "not asked"
_DOUBT: Final[Mapping[Certainty, str]] = {
    "verified": "",
    "second-hand": "second-hand",
    "memory": "unverified",
    "judgement": "our judgement",
}


def figure(content: Content, role: Role, other: Role | None) -> go.Figure:
    """Mean required level of each core skill, of one role or of two."""
    chart = plot.blank()
    mine = mean_required(content, role)
    names = [skill.name for skill in content.skills]
    polar.outline(chart, mine, {"color": YOU, "width": 3}, "lines+markers")
    if other is None:
        polar.frame(chart, names, [f"<b>{_level(level)}</b>" for level in mine])
        return chart
    theirs = mean_required(content, other)
    polar.outline(chart, theirs, {"color": ROLE, "dash": "dot", "width": 2.5}, "lines+markers")
    polar.name_outlines(chart, (short(role.name), YOU, mine), (short(other.name), ROLE, theirs))
    both = zip(mine, theirs, strict=True)
    polar.frame(chart, names, [f"<b>{_level(one)}</b> | {_level(two)}" for one, two in both])
    return chart


def sentence(content: Content, role: Role, other: Role | None) -> str:
    """The radar in words: what the role asks, or where two roles differ."""
    mine = mean_required(content, role)
    pairs = list(zip([skill.name for skill in content.skills], mine, strict=True))
    if other is None:
        asked = "; ".join(f"{name} {_level(level)}" for name, level in pairs)
        return f"{role.name} asks, as the mean of each core skill: {asked}."
    more, less = _differences(content, role, other)
    return (
        f"Of {len(content.sub_skills)} sub-skills, {role.name} asks a higher level than "
        f"{other.name} on {more or 'none'} and a lower one on {less or 'none'}."
    )


def table(content: Content, role: Role, other: Role | None) -> list[dict[str, str]]:
    """Every sub-skill with what the role asks, and what another asks."""
    mine = _by_sub_skill(role)
    theirs = _by_sub_skill(other) if other else {}
    rows = []
    for sub in content.sub_skills:
        row = {"Sub-skill": sub.name, f"{role.name} asks": _asked(mine.get(sub.id))}
        if other:
            row[f"{other.name} asks"] = _asked(theirs.get(sub.id))
        rows.append(row)
    return rows


def doubt(said: Fact) -> str:
    """How sure a fact is, in words; empty where it was read in its source."""
    return _DOUBT[said.certainty]


def sources(facts: Sequence[Fact]) -> list[str]:
    """Who says so, each once, in the order of ``facts``."""
    return list(dict.fromkeys(each.source for each in facts if each.source))


def _differences(content: Content, role: Role, other: Role) -> tuple[int, int]:
    mine, theirs = _by_sub_skill(role), _by_sub_skill(other)
    levels = [
        (
            mine[sub.id].level if sub.id in mine else 0,
            theirs[sub.id].level if sub.id in theirs else 0,
        )
        for sub in content.sub_skills
    ]
    return sum(one > two for one, two in levels), sum(one < two for one, two in levels)


def _by_sub_skill(role: Role) -> dict[str, Requirement]:
    return {asked.sub_skill: asked for asked in role.requirements}


def _asked(requirement: Requirement | None) -> str:
    if requirement is None:
        return _NOTHING
    must = ", must-have" if requirement.critical else ""
    return f"level {requirement.level}, weight {requirement.weight}{must}"


def _level(level: float | None) -> str:
    return _NOTHING if level is None else tenths(level)
