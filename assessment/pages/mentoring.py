"""Mentor: who shares with you, rating before you see their results, and the talk that follows."""

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assessment.attempts import NAME_LIMIT, Attempt
from assessment.charts.words import said
from assessment.errors import AssessmentError, ContentError
from assessment.packs import read_pack
from assessment.pages import agreeing, blind_rating, cohort, comparing, desk, focus, session
from assessment.pages.text import label
from assessment.result_file import LARGEST_FILE
from assessment.reviews import Review
from assessment.store.rows import Person
from assessment.store.sharing import Mentee

_PARTS: Final = ("Compare and prepare", "Agree")
_ADD: Final = "Somebody who is not in this list"


def page() -> StreamlitPage:
    """The page, to be listed and to be linked to."""
    return st.Page(draw, title="Mentor", url_path="mentor")


def draw() -> None:
    """Draw the page."""
    heading = "Review a mentee"
    try:
        mentor = desk.mentor()
        review = desk.review(mentor) if mentor else None
    except AssessmentError:
        st.title(heading, anchor=False)  # above what the page list says of the fault
        raise
    if mentor and review:
        _reviewing(mentor, review)
        desk.heartbeat()
        return
    st.title(heading, anchor=False)
    focus.move("mentor", heading)
    st.write(
        "You rate what you have seen in action before you see how they rate themselves. Then both "
        "views open, with where they differ and how surely, a guide for your talk, and a place "
        "for what you agree on. A first review takes about 15 minutes before the talk."
    )
    mentor = _who(mentor)
    if mentor is None:
        return
    _mentees(mentor, desk.mentees(mentor))
    _packs(mentor)
    st.page_link(cohort.page(), label="Compare many people", icon=":material/groups:")


def _who(sitting: Person | None) -> Person | None:
    known = desk.mentors()
    if sitting is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"You review as **{label(sitting.name)}**.", width="content")
            if st.button("Not you?", key="stand-up", type="tertiary"):
                desk.stand_up()
                st.rerun()
        return sitting
    with st.container(border=True):
        chosen = None
        if known:
            chosen = st.selectbox(
                "Who are you?",
                [*known, None],
                format_func=lambda each: each.name if each else _ADD,
                key="mentor-choice",
            )
        name = ""
        if chosen is None:
            name = st.text_input(
                "Your name, as mentees should see it",
                max_chars=NAME_LIMIT,
                key="mentor-name",
                autocomplete="off",
            )
        if st.button("Go on", type="primary", key="sit-down"):
            person = chosen or _added(name)
            if person is not None:
                desk.sit_down(person)
                st.rerun()
    return None


def _added(name: str) -> Person | None:
    try:
        return session.shares().add_mentor(session.ACTOR, name)
    except AssessmentError as fault:
        st.error(label(str(fault)))
        return None


def _mentees(mentor: Person, found: Sequence[Mentee]) -> None:
    st.header("Shared with you", anchor=False)
    if not found:
        st.info(
            "Nobody shares a result with you yet. Your mentee chooses you under Results, Share "
            "with a mentor; or sends you a pack, which you open below."
        )
        return
    for each in found:
        _mentee(mentor, each)


def _mentee(mentor: Person, of: Mentee) -> None:
    name = label(of.person.name or "No name")
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        with st.container():
            st.write(f"**{name}**")
            st.caption(f"{_state(of.review)} · shared {said(of.shared_at.date())}")
        if st.button("Review" if of.review is None else "Go on", key=f"review-{of.attempt_id}"):
            desk.begin(mentor, of)
            st.rerun()
        if of.from_pack:
            with st.popover("Remove", key=f"removing-{of.attempt_id}"):
                st.write(f"Delete {name} and your reviews of them from this machine, for good?")
                if st.button("Delete", key=f"remove-{of.attempt_id}"):
                    session.store().erase_person(session.ACTOR, of.person.id)
                    st.rerun()


def _state(review: Review | None) -> str:
    if review is None:
        return "Not begun"
    if review.blind:
        return f"Rating: {review.rated} rated so far"
    if review.handed_at:
        return f"Given to the mentee {said(review.handed_at.date())}"
    return f"Ratings done {said(review.opened_at.date())}" if review.opened_at else ""


def _packs(mentor: Person) -> None:
    st.header("Open a pack", anchor=False)
    st.write("A file that a mentee exported for you. It is kept on this machine and sent nowhere.")
    given = st.file_uploader(
        "Packs (JSON)",
        type=["json"],
        accept_multiple_files=True,
        max_upload_size=LARGEST_FILE // 1024 // 1024,
        key=f"packs-{st.session_state.get('packs-taken', 0)}",
    )
    if given and _taken(mentor, given):
        # A new, empty uploader: what was taken in stands in the list, and is not taken in again.
        st.session_state["packs-taken"] = st.session_state.get("packs-taken", 0) + 1
        st.rerun()


def _taken(mentor: Person, given: Sequence[Any]) -> bool:
    """Take in every pack that can be; whether all could."""
    whole = True
    for file in given:
        try:
            pack = read_pack(session.bank().content, file.getvalue())
            session.shares().import_pack(session.ACTOR, pack, mentor.id)
        except ContentError as fault:
            whole = False
            st.error(f"{label(file.name)} cannot be opened; nothing was changed.")
            st.code(str(fault), language=None, wrap_lines=True)
        except AssessmentError as fault:
            whole = False
            st.error(f"{label(file.name)} cannot be opened. {label(str(fault))}")
    return whole


def _reviewing(mentor: Person, review: Review) -> None:
    of, attempt = desk.mentee(mentor, review), desk.attempt(mentor, review)
    if st.button("All mentees", key="close-review", icon=":material/arrow_back:", type="tertiary"):
        desk.close()
        st.rerun()
    if review.blind:
        blind_rating.draw(mentor, review, attempt, of)
    else:
        _opened(mentor, review, attempt, of)


def _opened(mentor: Person, review: Review, attempt: Attempt, of: Mentee) -> None:
    name = of.person.name or "your mentee"
    heading = f"You and {name}"
    st.title(label(heading), anchor=False)
    focus.move("review-opened", heading)
    part = st.radio(
        "Part of the review",
        _PARTS,
        horizontal=True,
        key=f"review-part-{review.head.id}",
        label_visibility="collapsed",
    )
    if part == _PARTS[1]:
        agreeing.draw(mentor, review, attempt, of)
    else:
        comparing.draw(attempt, review, session.role(attempt), of.person.name)
