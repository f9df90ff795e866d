"""The schedule keeps the order, the hours and the number of sub-skills at once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.content.loading import load
from assessment.content.model import Requirement
from assessment.content.steps import Hours
from assessment.decisions import Pace
from assessment.gaps import Gap
from assessment.plan import PlannedStep
from assessment.schedule import AT_ONCE, RETAKE_AFTER, Slot, retake_on, schedule

MONDAY = date(2026, 11, 30)
SUBS = load().sub_skills


def planned(number: int, hours: int) -> PlannedStep:
    """A step of so many hours, on the sub-skill with this number."""
    sub = SUBS[number]
    asked = Requirement(sub_skill=sub.id, level=4, weight=1, critical=False)
    gap = Gap(sub, asked, 2.0, 1.0, 3.0, 0.1, 0.3, 1.5, "gap")
    return PlannedStep(
        gap, sub.steps[0].model_copy(update={"hours": Hours(least=hours, most=hours)})
    )


def slots(hours: list[int], per_week: float) -> tuple[Slot, ...]:
    """Steps of these hours in time."""
    steps = [planned(at, each) for at, each in enumerate(hours)]
    return schedule(steps, Pace(hours_per_week=per_week, start=MONDAY))


def test_one_step_by_hand() -> None:
    """14 hours at 7 a week take two weeks, from the first day to the last."""
    (slot,) = slots([14], 7)

    assert (slot.start, slot.end) == (MONDAY, MONDAY + timedelta(days=13))


def test_three_share_the_week_and_a_fourth_waits() -> None:
    """Of 7, 14, 14 and 7 hours at 21 a week the first ends after a week and the fourth begins."""
    first, second, third, fourth = slots([7, 14, 14, 7], 21)

    assert first.end == MONDAY + timedelta(days=6)
    assert second.start == third.start == MONDAY
    assert fourth.start == MONDAY + timedelta(days=7)
    assert {second.end, third.end, fourth.end} == {MONDAY + timedelta(days=13)}


@given(
    st.lists(st.integers(1, 200), max_size=12),
    st.floats(0.5, 60, allow_nan=False, allow_infinity=False),
)
def test_no_hour_is_lost_and_no_more_than_three_are_open(hours: list[int], per_week: float) -> None:
    """Whatever the steps, the last day is the total over the pace, and three at most overlap."""
    found = slots(hours, per_week)

    assert len(found) == len(hours)
    if not found:
        return
    days = (max(slot.end for slot in found) - MONDAY).days + 1
    needed = 7 * sum(hours) / per_week
    assert needed - 0.001 <= days < needed + 1.001
    for slot in found:
        middle = slot.start + (slot.end - slot.start) / 2
        overlapping = [o for o in found if o.start < middle < o.end and o is not slot]
        assert len(overlapping) < AT_ONCE


@given(st.lists(st.integers(1, 200), min_size=2, max_size=12))
def test_who_is_more_urgent_begins_no_later(hours: list[int]) -> None:
    """The order of the plan is the order of the first days."""
    steps = [planned(at, each) for at, each in enumerate(hours)]
    starts = {
        s.planned.step.id: s.start for s in schedule(steps, Pace(hours_per_week=5, start=MONDAY))
    }
    in_order = [starts[step.step.id] for step in steps]

    assert in_order == sorted(in_order)


@pytest.mark.parametrize(("slow", "fast"), [(2.0, 4.0), (5.0, 60.0)])
def test_more_time_never_ends_later(slow: float, fast: float) -> None:
    """With more hours a week no step ends later."""
    hours = [3, 50, 12, 80, 7]
    later = {s.planned.step.id: s.end for s in slots(hours, slow)}
    sooner = {s.planned.step.id: s.end for s in slots(hours, fast)}

    assert all(sooner[name] <= later[name] for name in later)


def test_the_retake_is_a_quarter_on() -> None:
    """The next blind retake lies three to six months after the start."""
    assert retake_on(Pace(hours_per_week=1, start=MONDAY)) == MONDAY + RETAKE_AFTER
    assert timedelta(days=85) < RETAKE_AFTER < timedelta(days=185)
