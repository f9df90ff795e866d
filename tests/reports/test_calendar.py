"""The calendar is read back by a reader; importing it again moves events instead of doubling."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from icalendar import Calendar
from icalendar.cal import Component

from assessment.evaluation import Result
from assessment.reports.calendar import calendar
from assessment.reports.document import Report
from tests.reports.examples import DAY, HOSTILE, hostile, reports


def events(raw: bytes) -> list[Component]:
    """The events of a calendar, in order."""
    return list(Calendar.from_ical(raw).walk("VEVENT"))


@settings(max_examples=40, deadline=None)
@given(reports())
def test_every_step_before_the_retake_and_the_retake(found: tuple[Report, Result]) -> None:
    """All-day events, from the first day to the day after the last, with proof and question."""
    report, _ = found
    *steps, retake = events(calendar(report))

    for step, event in zip(report.soon, steps, strict=True):
        assert event["SUMMARY"] == step.title
        assert event.decoded("DTSTART") == step.start
        assert event.decoded("DTEND") == step.end + timedelta(days=1)
        assert f"Proof: {step.proof}" in event["DESCRIPTION"]
        assert f"A mentor would ask: {step.mentor_question}" in event["DESCRIPTION"]
        assert "never for selection" in event["DESCRIPTION"]
    assert (retake.decoded("DTSTART"), retake.decoded("DTEND")) == (
        report.retake,
        report.retake + timedelta(days=1),
    )


def test_importing_again_updates() -> None:
    """A later report on the same attempt has the same events, with a higher sequence."""
    before, now = hostile("x"), replace(hostile("x"), day=DAY + timedelta(days=3))
    old, new = events(calendar(before)), events(calendar(now))

    assert [event["UID"] for event in old] == [event["UID"] for event in new]
    assert len({event["UID"] for event in new}) == len(new)
    assert all(one["SEQUENCE"] < two["SEQUENCE"] for one, two in zip(old, new, strict=True))
    assert old[0].decoded("DTSTAMP") == datetime(2026, 11, 25, tzinfo=UTC)


def test_another_attempt_has_other_events() -> None:
    """Two attempts do not overwrite each other, and no id gives the attempt's away."""
    report = replace(hostile("x"), attempt="secret-attempt")
    raw = calendar(report)

    assert b"secret-attempt" not in raw
    ids = {event["UID"] for event in events(raw)}
    assert not ids & {event["UID"] for event in events(calendar(hostile("x")))}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_adds_no_event(text: str) -> None:
    """The name of a role is one value, whatever it holds."""
    raw = calendar(hostile(text))

    assert str(events(raw)[-1]["SUMMARY"]) == f"Blind retake: {text}"
    assert len(events(raw)) == len(hostile(text).soon) + 1
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


def test_line_ends_stay_inside_their_value() -> None:
    """A line end in a text begins no property."""
    report = replace(hostile("x"), role="x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nX-EVIL:1")

    raw = calendar(report)
    assert len(events(raw)) == len(report.soon) + 1
    assert b"\nX-EVIL" not in raw


def test_the_same_report_gives_the_same_bytes() -> None:
    """Neither clock nor chance is in it: every stamp is the day of the report."""
    raw = calendar(replace(hostile("x"), day=date(2031, 5, 6)))

    assert raw == calendar(replace(hostile("x"), day=date(2031, 5, 6)))
    assert {event.decoded("DTSTAMP") for event in events(raw)} == {datetime(2031, 5, 6, tzinfo=UTC)}
