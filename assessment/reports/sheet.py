"""The guide to a talk on one printed page, with room to write down what is agreed."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from assessment.agreements import MOST_ACTIONS
from assessment.charts import agenda
from assessment.charts.agenda import Section
from assessment.charts.words import said
from assessment.guide import Guide
from assessment.reports.drafting import clean
from assessment.reports.printing import printed

_NAME: Final = 60
"""Longest name on the page, in characters."""

_NOTE: Final = 180
"""Longest note on the page, in characters; the screen has all of it."""

_INSTEAD: Final = "the same guide stands on the screen"


def sheet(guide: Guide, day: date, mentor: str = "", mentee: str = "") -> bytes:
    """
    The guide as a tagged PDF of exactly one page; the same guide always gives the same bytes.

    Names and notes are cut where they would push the questions off the page, which shows as "...".

    Args:
        guide: What to talk about.
        day: The day it is printed.
        mentor: The mentor's name; empty to leave it out.
        mentee: The mentee's name; empty to leave it out.

    Raises:
        AssessmentError: If it cannot be set, on one page or at all.
    """
    return printed("sheet.typ", _data(_bounded(guide), day, mentor, mentee), day, _INSTEAD)


def _data(guide: Guide, day: date, mentor: str, mentee: str) -> dict[str, Any]:
    """The page in strings, as the template prints them."""
    named = {"Mentee": _cut(mentee, _NAME), "Mentor": _cut(mentor, _NAME)}
    return {
        "title": f"{guide.length} minutes towards {guide.role.name}",
        "head": [*(f"{who}: {name}" for who, name in named.items() if name), said(day)],
        "lead": agenda.sentence(guide),
        "sections": [_section(each) for each in agenda.sections(guide)],
        "levels": [topic.sub_skill.name for topic in guide.topics],
        "actions": MOST_ACTIONS,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "minutes": section.minutes,
        "lines": [[line.lead, line.text] for line in section.lines],
    }


def _bounded(guide: Guide) -> Guide:
    """The guide with people's own words cut to what a page has room for."""
    return replace(
        guide,
        role=guide.role.model_copy(update={"name": _cut(guide.role.name, _NAME)}),
        strengths=tuple(replace(s, note=_cut(s.note, _NOTE)) for s in guide.strengths),
        topics=tuple(replace(t, note=_cut(t.note, _NOTE)) for t in guide.topics),
    )


def _cut(text: str, longest: int) -> str:
    text = clean(text)
    return text if len(text) <= longest else f"{text[: longest - 3].rstrip()}..."
