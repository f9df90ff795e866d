"""What may be taken along: the report in every format, and the file that comes back in."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import streamlit as st

from assessment.attempts import Attempt
from assessment.decisions import Pace
from assessment.errors import AssessmentError
from assessment.evaluation import Result
from assessment.pages import session, text
from assessment.reports.document import Report
from assessment.reports.drafting import Plan, draft
from assessment.reports.names import file_name
from assessment.reports.pdf import pdf
from assessment.reports.summary import summary
from assessment.reports.tables import plan, requirements
from assessment.result_file import result_file, write
from assessment.reviews import Review
from assessment.schedule import USUAL_HOURS, retake_on, schedule


def _workbook(report: Report) -> bytes:
    from assessment.reports.workbook import workbook  # noqa: PLC0415  # its library takes 0.1 s

    return workbook(report)


def _calendar(report: Report) -> bytes:
    from assessment.reports.calendar import calendar  # noqa: PLC0415  # as above

    return calendar(report)


@dataclass(frozen=True)
class _Format:
    """
    One way to write the report.

    Attributes:
        name: What the button says.
        ending: Of the file's name.
        kind: Media type.
        use: What it is for.
        write: Makes the bytes.
    """

    name: str
    ending: str
    kind: str
    use: str
    write: Callable[[Report], bytes]


_FORMATS: Final = (
    _Format(
        "Report (PDF)",
        "pdf",
        "application/pdf",
        "To read, print or send: the answer, every requirement with its range, and the plan.",
        pdf,
    ),
    _Format(
        "Workbook (XLSX)",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Every number in five sheets, to sort and to compute with.",
        _workbook,
    ),
    _Format(
        "Calendar (ICS)",
        "ics",
        "text/calendar",
        "The steps before your retake, and the retake. Import it again and the events move along.",
        _calendar,
    ),
    _Format(
        "Summary (Markdown)",
        "md",
        "text/markdown",
        "A few lines to paste into a message to your mentor.",
        summary,
    ),
    _Format(
        "Requirements (CSV)",
        "csv",
        "text/csv",
        "A row for each requirement, for a table or a program of your own.",
        requirements,
    ),
    _Format("Plan (CSV)", "csv", "text/csv", "A row for each next step.", plan),
)
_FOR_MENTOR: Final = {
    "pdf": "All evidence with your ratings, and what you agreed on.",
    "xlsx": "The same as numbers.",
    "ics": "The actions, the next meeting and your mentee's steps.",
}
"""What a mentor takes along, by the ending of the file."""

_BACK: Final = (
    "What you did, from which Headway works everything out again, here or on another machine."
)

_LOOK: Final = 5.0
"""Seconds between two looks for files that failed, as long as a button's own notice stands."""

_NAMED: Final = "Your name stands in the PDF, the workbook, the summary and the result file."
_NOT_NAMED: Final = "No file holds your name."
_TOLD: Final = (
    "Your evidence lines stand in the workbook and the result file, your notes on next steps in "
    "the result file."
)
_NOT_TOLD: Final = "No file holds your evidence lines or your notes on next steps."


def draw(attempt: Attempt, result: Result) -> None:
    """Draw the section."""
    st.header("Take it with you", anchor=False)
    st.write("Each file is made on this machine when you press its button, and sent nowhere.")
    named, told = _choices()
    name = name_of(attempt) if named else ""
    shared = attempt if told else _without_own_words(attempt)
    decisions = session.decisions(attempt)
    pace = decisions.pace or Pace(hours_per_week=USUAL_HOURS, start=session.today())
    times = Plan(
        schedule(result.steps, pace), retake_on(pace), session.handed(attempt), decisions.steps
    )
    made = partial(draft, session.bank(), shared, result, times, session.today(), name)
    failed: list[str] = []
    for form in _FORMATS:
        make = partial(_written, form.write, made, failed)
        offer(form.name, form.ending, form.kind, form.use, make)
    offer("Result file (JSON)", "json", "application/json", _BACK, partial(_kept, shared, name))
    _failures(failed)


@st.fragment(run_every=_LOOK)
def _failures(failed: list[str]) -> None:
    """Why a file could not be made: its button can only say that it could not."""
    if failed:
        st.warning(text.label(failed[-1]))


def for_mentor(attempt: Attempt, review: Review, result: Result, name: str) -> None:
    """
    Draw the files that a mentor takes from a review: report, workbook and calendar.

    Args:
        attempt: What the mentee shares.
        review: What the mentor did, given to the mentee.
        result: All evidence, the mentor's ratings among it.
        name: Of the mentee.
    """
    pace = attempt.pace or Pace(hours_per_week=USUAL_HOURS, start=session.today())
    times = Plan(schedule(result.steps, pace), retake_on(pace), (review,), attempt.steps)
    made = partial(draft, session.bank(), attempt, result, times, session.today(), name)
    failed: list[str] = []
    for form in _FORMATS:
        if form.ending in _FOR_MENTOR:
            make = partial(_written, form.write, made, failed)
            offer(form.name, form.ending, form.kind, _FOR_MENTOR[form.ending], make)
    _failures(failed)


def _choices() -> tuple[bool, bool]:
    with st.container(horizontal=True):
        named = st.checkbox("With my name", value=True, key="report-name")
        told = st.checkbox("With my evidence lines and notes", value=True, key="report-words")
    st.caption(
        f"{_NAMED if named else _NOT_NAMED} {_TOLD if told else _NOT_TOLD} The workbook lists your "
        "self-ratings and how each answer did; the result file holds every answer itself."
    )
    return named, told


def offer(name: str, ending: str, kind: str, use: str, make: Callable[[], bytes]) -> None:
    """A button that makes a file when it is pressed, beside what the file is for."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            name,
            data=make,
            file_name=file_name(secrets.token_hex(4), session.today(), ending),
            mime=kind,
            on_click="ignore",
            key=f"download-{name}",
            width=220,
        )
        st.caption(use, width="stretch")


def _written(
    writer: Callable[[Report], bytes], made: Callable[[], Report], failed: list[str]
) -> bytes:
    try:
        return writer(made())
    except AssessmentError as fault:
        failed.append(str(fault))
        raise


def _kept(attempt: Attempt, name: str) -> bytes:
    return write(result_file(attempt, name))


def name_of(attempt: Attempt) -> str:
    """What the person of an attempt is called; empty where they gave no name."""
    people = session.store().people(session.ACTOR)
    return next((each.name for each in people if each.id == attempt.head.person_id), "")


def _without_own_words(attempt: Attempt) -> Attempt:
    steps = {step: said.model_copy(update={"note": ""}) for step, said in attempt.steps.items()}
    return replace(attempt, evidence={}, steps=steps)
