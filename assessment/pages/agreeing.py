"""What mentor and mentee agree on: levels with a note, at most three actions, the next meeting."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

import streamlit as st

from assessment.agreements import (
    ACTION_LIMIT,
    MOST_ACTIONS,
    REMARK_LIMIT,
    Action,
    AgreedLevel,
    Owner,
)
from assessment.attempts import Attempt
from assessment.charts.words import said
from assessment.content.model import SubSkill
from assessment.differences import SURE, differences
from assessment.evaluation import evaluate
from assessment.packs import agreement, write_file
from assessment.pages import desk, reporting, session
from assessment.pages.text import label
from assessment.plan import PlannedStep
from assessment.reports.names import file_name
from assessment.reviews import Review
from assessment.store.rows import Person
from assessment.store.sharing import Mentee

_USUAL_WEEKS: Final = 6
"""Weeks until an action is due where nothing else is said: a habit of ours, to be changed."""

_OWN: Final = "An action of your own"
_OWNERS: Final[Mapping[Owner, str]] = {"mentee": "The mentee", "mentor": "The mentor"}


def draw(mentor: Person, review: Review, attempt: Attempt, of: Mentee) -> None:
    """Draw the section."""
    st.header("What you agree on", anchor=False)
    st.write(
        "Fill this in during the talk or right after it. Agreed levels stand beside the estimates "
        "and never change one."
    )
    review = _levels(mentor, review, attempt)
    role = session.role(attempt)
    result = evaluate(session.bank(), attempt, role, "with-mentor", seen=review.seen)
    _actions(mentor, review, result.steps)
    review = _meeting(mentor, review)
    _hand_over(mentor, review, of)
    if review.handed_at is not None:
        st.subheader("For your own files", anchor=False)
        reporting.for_mentor(attempt, review, result, of.person.name)


def _levels(mentor: Person, review: Review, attempt: Attempt) -> Review:
    subs = session.bank().content.sub_skills
    talked = st.multiselect(
        "Sub-skills you talked about",
        subs,
        default=[sub for sub in subs if sub.id in _suggested(review, attempt)],
        format_func=lambda sub: sub.name,
        key=desk.key(review, "talked"),
        placeholder="Choose sub-skills",
    )
    for sub in talked:
        review = _level(mentor, review, sub)
    return review


def _suggested(review: Review, attempt: Attempt) -> frozenset[str]:
    """What was agreed on already, or else what is most worth a talk."""
    if review.agreed:
        return frozenset(review.agreed)
    found = differences(session.bank(), attempt, session.role(attempt), review.seen)
    return frozenset(each.sub_skill.id for each in found[:MOST_ACTIONS] if each.zone in SURE)


def _level(mentor: Person, review: Review, sub: SubSkill) -> Review:
    levels = session.bank().content.framework.levels
    held = review.agreed.get(sub.id)
    with st.container(border=True):
        left, right = st.columns([2, 3])
        level = left.selectbox(
            f"Agreed: {sub.name}",
            [each.level for each in levels],
            index=held.level if held else None,
            format_func=lambda each: f"{each} {levels[each].name}",
            key=desk.key(review, f"agreed-{sub.id}"),
            placeholder="Not agreed yet",
        )
        note = right.text_input(
            "Why, in a line (optional)",
            value=held.note if held else "",
            max_chars=REMARK_LIMIT,
            key=desk.key(review, f"agreed-note-{sub.id}"),
            autocomplete="off",
        )
    agreed = None if level is None else AgreedLevel(level=level, note=note)
    if agreed != held:
        review = desk.save(mentor, review, "agreed", sub.id, agreed)
    return review


def _actions(mentor: Person, review: Review, steps: Sequence[PlannedStep]) -> None:
    st.subheader("At most three actions", anchor=False)
    for place in map(str, range(1, MOST_ACTIONS + 1)):
        held = review.actions.get(place)
        if held is None and place != "1" and str(int(place) - 1) not in review.actions:
            return
        _action(mentor, review, place, steps)


def _action(mentor: Person, review: Review, place: str, steps: Sequence[PlannedStep]) -> None:
    held = review.actions.get(place)
    with st.container(border=True):
        if held is not None:
            _kept(mentor, review, place, held)
            return
        step = st.selectbox(
            f"Action {place}",
            [_OWN, *steps],
            format_func=lambda each: each if isinstance(each, str) else each.step.title,
            key=desk.key(review, f"action-{place}"),
        )
        _form(mentor, review, place, step if isinstance(step, PlannedStep) else None)


def _form(mentor: Person, review: Review, place: str, chosen: PlannedStep | None) -> None:
    about = chosen.step.id if chosen else ""
    with st.form(desk.key(review, f"action-{place}-{about}"), border=False):
        what = st.text_input(
            "What to do, in a line",
            value=chosen.step.title if chosen else "",
            max_chars=ACTION_LIMIT,
            autocomplete="off",
        )
        with st.container(horizontal=True):
            owner = st.radio(
                "Who does it",
                list(_OWNERS),
                format_func=_OWNERS.__getitem__,
                horizontal=True,
                width="content",
            )
            by = st.date_input(
                "Until",
                value=session.today() + timedelta(weeks=_USUAL_WEEKS),
                format="YYYY-MM-DD",
                width=180,
            )
        proof = st.text_input(
            "What will show that it is done",
            value=chosen.step.artefact if chosen else "",
            max_chars=REMARK_LIMIT,
            autocomplete="off",
        )
        if st.form_submit_button("Keep this action", type="primary"):
            if not what.strip():
                st.error("Say in a line what to do, and keep it again.")
                return
            action = Action(what=what.strip(), step=about, owner=owner, by=by, proof=proof)
            desk.save(mentor, review, "action", place, action)
            st.rerun()


def _kept(mentor: Person, review: Review, place: str, action: Action) -> None:
    st.write(f"**{place}. {label(action.what)}**")
    st.caption(label(f"{_OWNERS[action.owner]} · until {said(action.by)}"))
    if action.proof:
        st.write(f"**Proof:** {label(action.proof)}")
    if st.button("Take it out", key=desk.key(review, f"action-out-{place}")):
        desk.save(mentor, review, "action", place, None)
        st.rerun()


def _meeting(mentor: Person, review: Review) -> Review:
    day = st.date_input(
        "Next meeting",
        value=review.meeting,
        format="YYYY-MM-DD",
        key=desk.key(review, "meeting"),
        width=180,
    )
    if day != review.meeting:
        review = desk.save(mentor, review, "meeting", "", day)
    return review


def _hand_over(mentor: Person, review: Review, of: Mentee) -> None:
    name = label(of.person.name or "your mentee")
    st.subheader(f"Give it to {name}", anchor=False)
    if review.handed_at is None:
        st.write(
            f"{name} will see your ratings and notes, the agreed levels and the actions. Nothing "
            "of it has reached them yet."
        )
        if st.button("Give it to them", key="hand-over", type="primary"):
            desk.save(mentor, review, "handed", "", value=True)
            st.rerun()
        return
    if not of.from_pack:
        st.success(f"{name} has it since {said(review.handed_at.date())}, with later changes too.")
        return
    st.write(
        f"Send this file to {name}, who opens it under Results, Share with a mentor. Export it "
        "again after a change: a newer file replaces an older one."
    )
    content = session.bank().content
    st.download_button(
        "Agreement (JSON)",
        data=lambda: write_file(agreement(content, review, of.subject)),
        file_name=file_name(secrets.token_hex(4), session.today(), "json", "agreement"),
        mime="application/json",
        on_click="ignore",
        key="download-agreement",
    )
