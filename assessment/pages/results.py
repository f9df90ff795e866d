"""Results: the answer, the radar, every requirement, the roles, and what it rests on."""

from collections.abc import Mapping
from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assessment.asking import questions_left
from assessment.attempts import Attempt, Rating
from assessment.bank import NOT_SEEN, View
from assessment.charts import growth, headline, radar, ranges
from assessment.content.model import Role
from assessment.evaluation import Result, evaluate
from assessment.growth import doubt_since, is_stale, months_since
from assessment.pages import (
    explaining,
    focus,
    next_steps,
    reporting,
    session,
    sharing,
    tables,
    text,
)

PLAIN: Final = {"displayModeBar": False, "scrollZoom": False}
_VIEWS: Final[Mapping[View, str]] = {
    "combined": "All evidence",
    "shown": "Questions only",
    "self": "Self-ratings only",
}


def page() -> StreamlitPage:
    """The page, to be listed and to be switched to."""
    return st.Page(draw, title="Results", url_path="results")


def draw() -> None:
    """Draw the page."""
    attempt = session.attempt()
    if attempt is None:
        st.title("Results", anchor=False)
        st.info("Nothing is begun here yet. Begin on the Start page, or go on with one there.")
        return
    top = st.container()  # drawn first, filled once role and view are chosen below it
    attempt, role, view, seen = _choices(attempt)
    result = evaluate(
        session.bank(),
        attempt,
        role,
        view,
        roles=session.roles(attempt),
        decisions=session.decisions(attempt),
        seen=seen,
    )
    heading = headline.title(result)
    with top:
        st.title(text.label(heading), anchor=False)
        st.write(text.label(headline.lead(result)))
        now = session.now()
        if is_stale(attempt, now):
            st.warning(growth.stale(months_since(attempt, now), doubt_since(attempt, now)))
    focus.move("results", heading)
    if not result.has_evidence:
        st.info("Rate one sub-skill on the Assessment page, and a first result stands here.")
        return
    _first_screen(result, own=True)
    _evidence(attempt, result)
    st.page_link(sharing.page(), label="Share with a mentor", icon=":material/group:")
    reporting.draw(attempt, result)
    st.info(text.label(headline.limits(result)))
    session.heartbeat()


def show(attempt: Attempt, result: Result) -> None:
    """Draw a result that is only looked at, below whatever says where it comes from."""
    st.header(text.label(headline.title(result)), anchor=False)
    st.write(text.label(headline.lead(result)))
    if result.has_evidence:
        _first_screen(result, own=False)
        _evidence(attempt, result)
    st.info(text.label(headline.limits(result)))


def _choices(attempt: Attempt) -> tuple[Attempt, Role, View, Mapping[str, Rating]]:
    known, stored = session.roles(attempt), session.role(attempt)
    mentors = {review.head.id: review for review in session.handed(attempt)}
    names: dict[View | str, str] = {**_VIEWS} | {
        each: f"All, with {text.label(review.mentor or 'your mentor')}"
        for each, review in mentors.items()
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        role = st.selectbox(
            "Compare with",
            known,
            index=[each.id for each in known].index(stored.id),
            format_func=lambda each: each.name,
            key=session.key(attempt, "role"),
            width=300,
        )
        chosen = st.radio(
            "Evidence that counts",
            list(names),
            format_func=names.__getitem__,
            horizontal=True,
            help=session.meaning("combined-view"),
            key="view",
            width="content",
        )
    if role.id != stored.id:
        attempt = session.save(attempt, "target", "", role.id)
    if chosen in mentors:
        return attempt, role, "with-mentor", mentors[chosen].seen
    return attempt, role, next(view for view in _VIEWS if view == chosen), NOT_SEEN


def _first_screen(result: Result, *, own: bool) -> None:
    left, right = st.columns([5, 6], gap="medium")
    with left:
        st.plotly_chart(radar.figure(result), key="radar", alt=radar.sentence(result), config=PLAIN)
    with right:
        with st.container(horizontal=True, gap="medium"):
            for name, value, doubt, term in headline.figures(result):
                st.metric(
                    name,
                    text.label(value),
                    text.label(doubt),
                    delta_color="off",
                    delta_arrow="off",
                    help=session.meaning(term),
                    width="content",
                )
        st.header("What first", anchor=False)
        next_steps.brief(result.steps[:3])
        if not result.steps:
            st.write(headline.without_steps(result))
        if own:
            steps = next_steps.page()
            st.page_link(steps, label="All next steps", icon=":material/arrow_forward:")
    st.caption(text.label(radar.sentence(result)))
    with st.expander("The radar as a table"):
        tables.draw(radar.table(result))


def _evidence(attempt: Attempt, result: Result) -> None:
    _requirements(attempt, result)
    _roles(result)
    explaining.draw(attempt, result)


def _requirements(attempt: Attempt, result: Result) -> None:
    names = tuple(level.name for level in session.bank().content.framework.levels)
    st.header(
        "Every requirement, most urgent first", anchor=False, help=session.meaning("likely-range")
    )
    st.write(text.label(f"{ranges.sentence(result)} {ranges.key()}"))
    st.plotly_chart(
        ranges.figure(result, names), key="ranges", alt=ranges.sentence(result), config=PLAIN
    )
    with st.expander("The same as a table"):
        left = questions_left(session.bank(), attempt, result.role)
        tables.draw(ranges.table(result, left))


def _roles(result: Result) -> None:
    st.header("All roles", anchor=False, help=session.meaning("readiness"))
    st.write("Roles that the evidence cannot tell apart are named as ties.")
    tables.draw(headline.ranking(result))
