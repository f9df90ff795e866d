"""Progress: every attempt of a person side by side, what moved, and the next blind retake."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from assessment.attempts import Attempt
from assessment.charts import growth as shown
from assessment.charts.words import told_apart
from assessment.evaluation import evaluate
from assessment.growth import (
    answered_on,
    changes,
    doubt_since,
    is_stale,
    met_before,
    months_since,
)
from assessment.pages import answering, focus, session, tables
from assessment.pages.text import label
from assessment.progress import progress

_PLAIN: Final = {"displayModeBar": False}


def draw() -> None:
    """Draw the page."""
    attempt = session.attempt()
    heading = "Progress"
    st.title(heading, anchor=False)
    focus.move("progress", heading)
    if attempt is None:
        st.info("Nothing is begun here yet. Begin on the Start page, or go on with one there.")
        return
    attempts = session.attempts(attempt)
    days = told_apart([answered_on(each).date() for each in attempts])
    named = dict(zip((each.head.id for each in attempts), days, strict=True))
    _retake(attempt)
    _list(attempt, attempts, named)
    filled = [each for each in attempts if each.ratings or each.answers]
    if filled:
        _over_time(attempt, filled, named)
    if len(filled) > 1:
        _moved(filled, named)
    session.heartbeat()


def _retake(attempt: Attempt) -> None:
    now = session.now()
    if is_stale(attempt, now):
        st.warning(shown.stale(months_since(attempt, now), doubt_since(attempt, now)))
    st.write(
        "A retake starts empty: earlier answers are hidden, and questions that you have not seen "
        "come first. Three months is a good distance."
    )
    if st.button("Begin a retake", type="primary", key="retake"):
        session.retake(attempt)
        st.switch_page(answering.page())


def _list(attempt: Attempt, attempts: Sequence[Attempt], named: Mapping[str, str]) -> None:
    st.header("Attempts", anchor=False)
    for each in reversed(attempts):
        at = progress(session.bank().content, each, each.place)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.write(
                f"**{named[each.head.id]}** · {label(session.role(each).name)} · "
                f"{at.rated} of {at.sub_skills} rated · {len(at.asked)} questions"
            )
            if each.head.id == attempt.head.id:
                st.badge("shown now")
            elif st.button("Show this one", key=f"show-{each.head.id}"):
                session.show(each)
                st.rerun()


def _over_time(attempt: Attempt, filled: Sequence[Attempt], named: Mapping[str, str]) -> None:
    bank, role = session.bank(), session.role(attempt)
    past = [shown.Past(named[each.head.id], evaluate(bank, each, role)) for each in filled]
    names = tuple(level.name for level in bank.content.framework.levels)
    st.header("Core skills over time", anchor=False)
    said_in_words = f"{len(past)} attempts, the newest filled; the band is the likely range."
    st.write(said_in_words)
    st.plotly_chart(shown.figure(past, names), key="over-time", alt=said_in_words, config=_PLAIN)
    with st.expander("The same as a table"):
        tables.draw(shown.skills(past))


def _moved(filled: Sequence[Attempt], named: Mapping[str, str]) -> None:
    *past, earlier, later = filled
    st.header("What moved", anchor=False)
    found = changes(session.bank(), earlier, later, past)
    st.write(
        f"From {named[earlier.head.id]} to {named[later.head.id]}: {label(shown.sentence(found))}"
    )
    st.caption(shown.practice(met_before(later, [*past, earlier]), len(later.answers)))
    if found:
        tables.draw(shown.table(found))
