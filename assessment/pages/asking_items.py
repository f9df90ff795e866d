"""The questions of the assessment, chosen one by one for what the role still leaves open."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from assessment.asking import Stop, choose_next, outlook, soonest, stop
from assessment.attempts import Attempt
from assessment.charts import headline, stopping
from assessment.content.items import DontKnow, Item, fitting
from assessment.content.model import SubSkill
from assessment.pages import controls, focus, results, session, tables, text
from assessment.progress import ITEMS, Progress, goal, longer

SURE: Final[Mapping[int, str]] = {
    25: "A guess (25%)",
    50: "Unsure (50%)",
    75: "Fairly sure (75%)",
    95: "Certain (95%)",
}
"""How sure a respondent may be of an answer, in percent and in words."""


def draw(attempt: Attempt, at: Progress) -> None:
    """Draw the question that the person is at, or choose one."""
    bank, seen, target = session.bank(), session.seen(attempt), session.role(attempt)
    item_id = at.item
    if item_id not in bank.index:
        chosen = choose_next(bank, attempt, target, seen)
        if chosen is None:
            _finished(attempt, at)
            return
        pause = stop(bank, attempt, target)
        if pause is not None:
            _paused(attempt, at, pause)
            return
        item_id = chosen
        attempt = session.stay(attempt, f"{ITEMS}:{item_id}")
    sub, item = bank.content.items[item_id]
    number = at.number(item_id)
    heading = f"Question {number}"
    st.caption(f"Show it · {text.label(sub.name)}")
    st.title(heading, anchor=False)
    if item_id in seen:
        st.caption("You met this one before: no unseen one is left of those that are due now.")
    bar, outline = st.empty(), st.empty()  # filled last: they count what this very run saved
    attempt = _ask(attempt, sub, item)
    _moves(attempt, at, item_id)  # Next ends the run here, before what takes longest
    chosen_number = goal(bank.content.framework.policy, attempt.length)
    bar.progress(*stopping.questions(len(attempt.answers), chosen_number))
    outline.caption(headline.outlook(outlook(bank, attempt, target, item_id), target, sub))
    focus.move(item_id, heading)


def _ask(attempt: Attempt, sub: SubSkill, item: Item) -> Attempt:
    st.write(text.label(item.stem))
    if item.table:
        st.caption(text.label(item.table.caption))
        tables.draw_figures(item.table)
    stored = fitting(item, attempt.answers.get(item.id))
    answer = controls.control(item, stored, session.key(attempt, f"item-{item.id}"))
    if answer != stored:  # None takes the answer back
        attempt = session.save(attempt, "answer", item.id, answer)
    if item.id in attempt.answers:
        if not isinstance(attempt.answers[item.id], DontKnow):
            attempt = _confidence(attempt, item)
        st.caption(":material/check: Saved")
    return attempt


def _confidence(attempt: Attempt, item: Item) -> Attempt:
    stored = attempt.confidence.get(item.id)
    sure = st.radio(
        "How sure are you? (optional; it never changes a level)",
        list(SURE),
        index=None if stored is None or stored not in SURE else list(SURE).index(stored),
        format_func=SURE.__getitem__,
        horizontal=True,
        key=session.key(attempt, f"sure-{item.id}"),
    )
    if sure is not None and sure != stored:
        attempt = session.save(attempt, "confidence", item.id, sure)
    return attempt


def _moves(attempt: Attempt, at: Progress, item_id: str) -> None:
    answered = item_id in attempt.answers
    with st.container(horizontal=True):
        if st.button("Back", key="back"):
            session.go(attempt, at.before_item(attempt, item_id))
        if st.button("Next question", key="next", type="primary", disabled=not answered):
            session.go(attempt, at.after_item(attempt, item_id))
    st.caption("Stop whenever you like: Results is ready after every answer.")


def _paused(attempt: Attempt, at: Progress, pause: Stop) -> None:
    bank, target = session.bank(), session.role(attempt)
    policy = bank.content.framework.policy
    all_rated = at.rated == at.sub_skills
    heading = stopping.title(pause, len(at.asked), all_rated=all_rated)
    st.title(heading, anchor=False)
    if not at.asked and not all_rated:
        st.write(at.stopping)
    st.write(text.label(stopping.reason(pause, target, policy)))
    if pause.why == "length" and pause.open:
        st.write(text.label(stopping.ahead(soonest(bank, attempt, target))))
    with st.container(horizontal=True):
        if st.button("Back", key="back"):
            session.go(attempt, at.before_item(attempt, ""))
        if st.button("See your result", key="result", type="primary"):
            st.switch_page(results.page())
        _go_on(attempt, pause)
    focus.move("paused", heading)


def _go_on(attempt: Attempt, pause: Stop) -> None:
    policy = session.bank().content.framework.policy
    if pause.why != "length":
        if st.button("Go on all the same", key="go-on"):
            session.save(attempt, "went-on", pause.why, session.role(attempt).id)
            st.rerun()
        return
    for length in longer(policy, len(attempt.answers)):
        if st.button(stopping.onward(policy, length), key=f"go-on-{length}"):
            session.save(attempt, "length", "", length)
            st.rerun()


def _finished(attempt: Attempt, at: Progress) -> None:
    heading = "No question is left"
    st.title(heading, anchor=False)
    st.write(
        f"You have answered every question that {session.role(attempt).name} asks for. "
        "Results has the whole picture."
    )
    if st.button("Back", key="back"):
        session.go(attempt, at.before_item(attempt, ""))
    focus.move("finished", heading)
