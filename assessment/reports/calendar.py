"""The plan as a calendar: an all-day event for each step, and the day of the retake."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event, vText

from assessment.reports.document import AgreedLine, Report, StepLine

_FIRST_DAY: Final = date(2020, 1, 1)
_SPACE: Final = uuid5(NAMESPACE_URL, "urn:headway:plan")
_DAY: Final = timedelta(days=1)
_USE: Final = "For development, never for selection."


def calendar(report: Report) -> bytes:
    """
    The steps that begin before the retake, the retake, and what was agreed with mentors.

    An event keeps its id as long as attempt and step are the same, and counts up by the day, so
    that importing the calendar again moves the events instead of doubling them.
    """
    found = Calendar()
    found.add("PRODID", "-//Headway//Plan//EN")
    found.add("VERSION", "2.0")
    found.add("CALSCALE", "GREGORIAN")
    found.add("METHOD", "PUBLISH")
    about = f"{report.plan} {_USE} Content {report.content}. {report.method}"
    found.add("X-WR-CALNAME", vText(f"Headway: towards {report.role}"))  # escaped only as vText
    found.add("X-WR-CALDESC", vText(about))
    for step in report.soon:
        found.add_component(_step(report, step))
    found.add_component(_retake(report))
    for agreed in report.agreed:
        if agreed.said != "done":
            found.add_component(_agreed(report, agreed))
    for number, (mentor, day) in enumerate(report.meetings, 1):
        found.add_component(_meeting(report, number, mentor, day))
    written: bytes = found.to_ical()
    return written


def _step(report: Report, step: StepLine) -> Event:
    lines = [
        step.summary,
        "",
        step.task,
        "",
        f"Proof: {step.proof}",
        f"A mentor would ask: {step.mentor_question}",
        *([f"Helps: {step.resource} {step.address}"] if step.resource else []),
        "",
        f"{_USE} Content {report.content}.",
    ]
    return _event(report, step.id, (step.start, step.end), step.title, lines)


def _retake(report: Report) -> Event:
    lines = [
        "A retake starts empty: earlier answers are hidden, and unseen questions come first.",
        f"{_USE} Content {report.content}.",
    ]
    day = report.retake
    return _event(report, "retake", (day, day), f"Blind retake: {report.role}", lines)


def _agreed(report: Report, agreed: AgreedLine) -> Event:
    mentor = agreed.mentor or "your mentor"
    lines = [
        f"Agreed with {mentor}; to be done by: {agreed.owner}.",
        *([f"Proof: {agreed.proof}"] if agreed.proof else []),
        "",
        _USE,
    ]
    title = f"Due: {agreed.what}"
    return _event(report, f"agreed/{agreed.id}", (agreed.by, agreed.by), title, lines)


def _meeting(report: Report, number: int, mentor: str, day: date) -> Event:
    title = f"Meeting with {mentor or 'your mentor'}"
    return _event(report, f"meeting/{number}", (day, day), title, [_USE])


def _event(
    report: Report, subject: str, days: tuple[date, date], title: str, lines: list[str]
) -> Event:
    """One event; its id lets nobody guess the attempt."""
    event = Event()
    event.add("UID", str(uuid5(_SPACE, f"{report.attempt}/{subject}")))
    event.add("DTSTAMP", datetime.combine(report.day, time(), UTC))
    event.add("SEQUENCE", (report.day - _FIRST_DAY).days)
    event.add("DTSTART", days[0])
    event.add("DTEND", days[1] + _DAY)
    event.add("SUMMARY", title)
    event.add("DESCRIPTION", "\n".join(lines))
    event.add("TRANSP", "TRANSPARENT")
    event.add("CLASS", "PRIVATE")
    return event
