"""What a person decides about one next step: begin, swap, later, done with proof, or not for me."""

from collections.abc import Sequence

import streamlit as st

from assessment.attempts import Attempt
from assessment.charts.words import said
from assessment.content.steps import NextStep
from assessment.decisions import NOTE_LIMIT, StepDecision, StepState
from assessment.pages import session
from assessment.plan import PlannedStep


def draw(attempt: Attempt, planned: PlannedStep) -> None:
    """Draw the buttons of ``planned``; each saves at once."""
    state = planned.decision.state if planned.decision else None
    with st.container(horizontal=True, vertical_alignment="center"):
        if state == "accepted":
            st.badge("In progress", icon=":material/play_arrow:")
        else:
            _button(attempt, planned, "Begin this", "accepted")
        if state != "postponed":
            _button(attempt, planned, "Later", "postponed")
        if planned.others:
            _button(attempt, planned, "Another way", "swapped")
        _with_note(attempt, planned, "Done", "done", "Proof: what exists now, or where it lies")
        _with_note(attempt, planned, "Not for me", "declined", "Why not (so that you remember)")
    _hours(attempt, planned)


def table(finished: Sequence[tuple[NextStep, StepDecision]]) -> list[dict[str, str]]:
    """Steps that are done or declined."""
    return [
        {
            "Step": step.title,
            "So": "done" if decision.state == "done" else "not for me",
            "On": said(decision.on),
            "Proof or reason": decision.note,
        }
        for step, decision in finished
    ]


def _button(attempt: Attempt, planned: PlannedStep, name: str, state: StepState) -> None:
    if st.button(name, key=session.key(attempt, f"{state}-{planned.step.id}")):
        _decide(attempt, planned, state, "")


def _with_note(
    attempt: Attempt, planned: PlannedStep, name: str, state: StepState, asked: str
) -> None:
    key = session.key(attempt, f"{state}-{planned.step.id}")
    with st.popover(name, key=f"{key}:open"), st.form(key, border=False):
        note = st.text_area(asked, max_chars=NOTE_LIMIT, key=f"{key}:note")
        if st.form_submit_button("Keep", type="primary"):
            _decide(attempt, planned, state, note)


def _hours(attempt: Attempt, planned: PlannedStep) -> None:
    hours = st.number_input(
        "Hours it takes you",
        min_value=0.5,
        max_value=1000.0,
        value=float(planned.hours),
        step=1.0,
        format="%g",
        key=session.key(attempt, f"hours-{planned.step.id}"),
        width=180,
    )
    if float(hours) != planned.hours:
        state = planned.decision.state if planned.decision else "accepted"
        _decide(attempt, planned, state, "", float(hours))


def _decide(
    attempt: Attempt, planned: PlannedStep, state: StepState, note: str, hours: float | None = None
) -> None:
    held = planned.decision.hours if planned.decision else None
    decision = StepDecision(state=state, on=session.today(), note=note, hours=hours or held)
    session.save(attempt, "step", planned.step.id, decision)
    st.rerun()
