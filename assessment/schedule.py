"""When each next step is worked on: a few sub-skills at a time, in the hours that there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Final

from assessment.decisions import Pace
from assessment.plan import PlannedStep

AT_ONCE: Final = 3
"""Most sub-skills worked on at the same time: more are started than finished (our judgement)."""

USUAL_HOURS: Final = 4.0
"""Hours a week where a person has said none: an evening or two (our judgement)."""

RETAKE_AFTER: Final = timedelta(weeks=13)
"""Time from the plan's start to the next blind retake: within the three to six months in which
practice shows and has not faded (spacing: Cepeda et al. 2008; decay: Tatel and Ackerman 2024)."""

_WEEK: Final = 7
_NOTHING: Final = 1e-9


@dataclass(frozen=True)
class Slot:
    """
    One step in time.

    Attributes:
        planned: The step.
        start: First day.
        end: Last day; never before ``start``.
    """

    planned: PlannedStep
    start: date
    end: date


@dataclass
class _Open:
    """A step that is being worked on: since when, in days from the start, and the hours left."""

    planned: PlannedStep
    since: float
    left: float


def schedule(steps: Sequence[PlannedStep], pace: Pace) -> tuple[Slot, ...]:
    """
    The steps in time, by their first day, and on the same day in the order given.

    The hours of a week are shared equally by the steps that are open, at most ``AT_ONCE``; when
    one ends, the next in order begins.

    Args:
        steps: Most urgent first, one a sub-skill.
        pace: Hours a week and first day.
    """
    waiting = list(steps)
    opened: list[_Open] = []
    slots: list[Slot] = []
    now = 0.0
    while waiting or opened:
        while waiting and len(opened) < AT_ONCE:
            opened.append(_Open(waiting[0], now, waiting[0].hours))
            del waiting[0]
        share = pace.hours_per_week / _WEEK / len(opened)  # hours a day for each open step
        passed = min(each.left for each in opened) / share
        now += passed
        for each in opened:
            each.left -= passed * share
        slots += [_slot(each, now, pace.start) for each in opened if each.left <= _NOTHING]
        opened = [each for each in opened if each.left > _NOTHING]
    order = {planned.step.id: at for at, planned in enumerate(steps)}
    return tuple(sorted(slots, key=lambda slot: (slot.start, order[slot.planned.step.id])))


def retake_on(pace: Pace) -> date:
    """The day of the next blind retake."""
    return pace.start + RETAKE_AFTER


def _slot(done: _Open, now: float, start: date) -> Slot:
    first = int(done.since)
    last = max(first, ceil(now - _NOTHING) - 1)
    return Slot(done.planned, start + timedelta(days=first), start + timedelta(days=last))
