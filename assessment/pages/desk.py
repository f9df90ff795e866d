"""A mentor's desk: who reviews here, which review this page shows, and how it saves."""

import secrets
from typing import Final

import streamlit as st

from assessment.attempts import Attempt, Kind
from assessment.errors import NotFoundError
from assessment.pages import session
from assessment.pages.marks import Mark, Pen, address, new_mark
from assessment.reviews import Review
from assessment.store.policy import Actor
from assessment.store.rows import Person
from assessment.store.saving import Conflict
from assessment.store.sharing import Mentee

_PEN: Final = Pen("review-mark", "rw")


def mentors() -> tuple[Person, ...]:
    """Everybody who reviews on this machine."""
    return session.shares().guests(session.ACTOR)["mentor"]


def mentor() -> Person | None:
    """Who sits at the desk; None where nobody does."""
    named = st.session_state.get("mentor") or st.query_params.get("mentor")
    found = next((each for each in mentors() if each.id == named), None)
    if found is not None:
        sit_down(found)
    return found


def sit_down(person: Person) -> None:
    """Let a mentor sit at the desk."""
    st.session_state["mentor"] = person.id
    address("mentor", person.id)


def stand_up() -> None:
    """Leave the desk."""
    close()
    st.session_state.pop("mentor", None)
    st.query_params.pop("mentor", None)


def begin(mentor: Person, mentee: Mentee) -> None:
    """Begin the review of a mentee, or go on with it."""
    review = session.reviews().begin_review(_actor(mentor), mentee.attempt_id)
    st.session_state["review"] = review.head.id
    _sign(review)


def close() -> None:
    """Put the review aside; everything in it is saved."""
    for key in ("review", "review-part", "review-seen"):
        st.session_state.pop(key, None)
    st.query_params.pop("review", None)
    _PEN.drop()


def review(mentor: Person) -> Review | None:
    """The review that this page shows; None where none is open, or its mentee took it back."""
    named = st.session_state.get("review") or st.query_params.get("review")
    if not named:
        return None
    try:
        found = session.reviews().review(_actor(mentor), named)
    except NotFoundError:
        close()
        st.warning(
            "This review is not open to you any more: the mentee has withdrawn it, or it is not "
            "on this machine. Nothing else was changed."
        )
        return None
    st.session_state["review"] = named
    address("review", named)
    address("rw", str(_mark(found)))
    if st.session_state.pop("review-conflict", False):
        st.warning("Another window changed this review since. The newer state is kept and shown.")
    st.session_state["review-seen"] = found.rev
    return found


def mentee(mentor: Person, of: Review) -> Mentee:
    """Whom a review is about."""
    shared = session.shares().shared_with(_actor(mentor))
    return next(each for each in shared if each.attempt_id == of.head.attempt_id)


def mentees(mentor: Person) -> tuple[Mentee, ...]:
    """Everybody who shares with a mentor, newest first."""
    return session.shares().shared_with(_actor(mentor))


def attempt(mentor: Person, of: Review) -> Attempt:
    """What the mentor may see of the mentee's attempt now."""
    return session.reviews().reviewed(_actor(mentor), of.head.id)


def key(of: Review, name: str) -> str:
    """Key of the widget that asks for ``name``: one per review and mark, so none is reused."""
    return f"{name}:{of.head.id}:{_mark(of)}"


def save(mentor: Person, of: Review, kind: Kind, subject: str, value: object) -> Review:
    """Save one line if it differs from what is stored, and return the review as it now stands."""
    mark = _mark(of)
    outcome = session.reviews().remark(
        _actor(mentor),
        of.head.id,
        kind,
        subject,
        value,
        writer=mark.writer,
        loaded_rev=mark.rev,
        idem=secrets.token_urlsafe(12),
    )
    if isinstance(outcome, Conflict):
        st.session_state["review-conflict"] = True
    st.session_state["review-seen"] = outcome.rev
    return session.reviews().review(_actor(mentor), of.head.id)


def settle() -> None:
    """After a run: go on under an own mark where it was inherited or another window was newer."""
    mark, sitting = _PEN.held(), st.session_state.get("mentor")
    if mark is None or sitting is None:
        return
    if mark.inherited or st.session_state.get("review-conflict"):
        _sign(session.reviews().review(Actor("person", sitting), mark.record))
        st.rerun()


@st.fragment(run_every=session.HEARTBEAT)
def heartbeat() -> None:
    """Draw the page anew where its session is gone, withdrawn, or another window wrote to it."""
    mark, sitting = _PEN.held(), st.session_state.get("mentor")
    if mark is None or sitting is None:
        st.rerun()
    try:
        now = session.reviews().review_revision(Actor("person", str(sitting)), mark.record)
    except NotFoundError:
        st.rerun()
    if now != st.session_state.get("review-seen"):
        _sign(session.reviews().review(Actor("person", str(sitting)), mark.record))
        st.rerun()


def _actor(mentor: Person) -> Actor:
    """The mentor asks as themselves: what was not shared with them is not theirs to see."""
    return Actor("person", mentor.id)


def _mark(of: Review) -> Mark:
    return _PEN.of(of.head.id, of.rev)


def _sign(of: Review) -> None:
    address("review", of.head.id)
    _PEN.sign(new_mark(of.head.id, of.rev))
