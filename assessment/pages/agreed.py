"""What was agreed with a mentor: actions with their day, and both versions where they differ."""

import streamlit as st

from assessment.agreed import AgreedAction, agreed_actions
from assessment.attempts import Attempt
from assessment.charts.words import said
from assessment.decisions import NOTE_LIMIT, Decisions, StepDecision, StepState
from assessment.pages import session
from assessment.pages.text import label

_OWN: dict[StepState, str] = {
    "declined": "You decided that it is not for you",
    "postponed": "You put it off",
    "swapped": "You asked for another way",
}


def draw(attempt: Attempt, decisions: Decisions) -> None:
    """Draw the actions and meetings of every review that was given; nothing where there is none."""
    reviews = session.handed(attempt)
    found = agreed_actions(reviews, decisions.steps)
    meetings = sorted(review.meeting for review in reviews if review.meeting)
    if not found and not meetings:
        return
    st.header("Agreed with your mentor", anchor=False)
    for each in found:
        with st.container(border=True):
            _action(attempt, each)
    for day in meetings:
        st.write(f"**Next meeting:** {said(day)}")


def _action(attempt: Attempt, agreed: AgreedAction) -> None:
    action = agreed.action
    mentor = agreed.mentor or "your mentor"
    owner = "you" if action.owner == "mentee" else mentor
    st.subheader(label(action.what), anchor=False)
    st.caption(label(f"Until {said(action.by)} · {owner} · agreed with {mentor}"))
    if action.proof:
        st.write(f"**Proof:** {label(action.proof)}")
    if agreed.state == "done" and agreed.decision:
        st.badge("Done", icon=":material/check:", color="green")
        if agreed.decision.note:
            st.write(label(agreed.decision.note))
        return
    if agreed.state == "decided otherwise" and agreed.decision:
        _both(attempt, agreed, agreed.decision)
        return
    if action.owner == "mentee":
        _done(attempt, agreed)


def _both(attempt: Attempt, agreed: AgreedAction, own: StepDecision) -> None:
    reason = f": {own.note}" if own.note else ""
    st.warning(
        label(
            f"Two versions. {_OWN[own.state]} on {said(own.on)}{reason}. On "
            f"{said(agreed.agreed_on)} it was agreed on until {said(agreed.action.by)}. Yours "
            "counts in your plan until you take the other."
        )
    )
    if st.button("Take what was agreed", key=session.key(attempt, f"take-{agreed.id}")):
        _decide(attempt, agreed, StepDecision(state="accepted", on=session.today()))


def _done(attempt: Attempt, agreed: AgreedAction) -> None:
    key = session.key(attempt, f"agreed-{agreed.id}")
    with st.popover("Done", key=f"{key}:open"), st.form(key, border=False):
        note = st.text_area(
            "Proof: what exists now, or where it lies", max_chars=NOTE_LIMIT, key=f"{key}:note"
        )
        if st.form_submit_button("Keep", type="primary"):
            decision = StepDecision(state="done", on=session.today(), note=note)
            _decide(attempt, agreed, decision)


def _decide(attempt: Attempt, agreed: AgreedAction, decision: StepDecision) -> None:
    session.save(attempt, "step", agreed.id, decision)
    st.rerun()
