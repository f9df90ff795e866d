"""What was agreed with a mentor goes into every format of the report."""

import io
from datetime import date

import openpyxl
from icalendar import Calendar
from pypdf import PdfReader

from assessment.agreements import Action, AgreedLevel
from assessment.evaluation import evaluate
from assessment.reports.calendar import calendar
from assessment.reports.document import Report
from assessment.reports.drafting import Plan, draft
from assessment.reports.pdf import pdf
from assessment.reports.summary import summary
from assessment.reports.workbook import workbook
from assessment.reviews import Review, ReviewHead
from assessment.schedule import retake_on, schedule
from tests.examples import NOW, attempt, miniature
from tests.reports.examples import DAY, PACE


def agreed_report() -> Report:
    """A report on a result that a mentor reviewed, with an action, a level and a meeting."""
    done, bank = attempt({"pricing": 2}), miniature()
    result = evaluate(bank, done, bank.content.roles[0])
    review = Review(
        head=ReviewHead("r" * 22, "a", "m", NOW),
        mentor="Mira",
        rev=5,
        changed_at=NOW,
        opened_at=NOW,
        handed_at=NOW,
        agreed={"pricing": AgreedLevel(level=3, note="=Seen")},
        actions={"1": Action(what="Ask two buyers", by=date(2026, 12, 18), proof="Notes")},
        meeting=date(2027, 1, 8),
    )
    plan = Plan(schedule(result.steps, PACE), retake_on(PACE), (review,))
    return draft(bank, done, result, plan, DAY, "Ada")


def test_what_was_agreed_is_in_the_report() -> None:
    """Action with its day, level with its note, and meeting stand in it, with the mentor's name."""
    report = agreed_report()

    (action,) = report.agreed
    assert (action.what, action.owner, action.by, action.said) == (
        "Ask two buyers",
        "mentee",
        date(2026, 12, 18),
        "open",
    )
    (level,) = report.agreed_levels
    assert (level.mentor, level.level, level.note) == ("Mira", 3, "=Seen")
    assert report.meetings == (("Mira", date(2027, 1, 8)),)


def test_what_was_agreed_is_in_every_format() -> None:
    """PDF, workbook, calendar and summary each hold the action, and the calendar its day."""
    report = agreed_report()
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(report))).pages)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(report)))["Agreed"]
    events = Calendar.from_ical(calendar(report)).walk("VEVENT")
    due = next(each for each in events if "Ask two buyers" in str(each["SUMMARY"]))
    meeting = next(each for each in events if "Meeting with Mira" in str(each["SUMMARY"]))

    assert "Ask two buyers" in text
    assert "Next meeting" in text
    assert [cell.value for cell in sheet[2]][:3] == ["action", "Mira", "Ask two buyers"]
    assert sheet["G3"].value == "=Seen"
    assert sheet["G3"].data_type == "s"
    assert due["DTSTART"].dt == date(2026, 12, 18)
    assert meeting["DTSTART"].dt == date(2027, 1, 8)
    assert "Ask two buyers" in summary(report).decode()
