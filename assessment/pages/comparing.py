"""What a mentor sees once they have rated: where the views differ, both results, the guide."""

import secrets
from functools import partial
from typing import Final

import streamlit as st

from assessment.attempts import Attempt
from assessment.bank import View
from assessment.charts import agenda, beside, overlay
from assessment.charts import differences as shown
from assessment.content.model import Role
from assessment.differences import VIEWS, Difference, differences
from assessment.evaluation import Result, evaluate
from assessment.guide import LENGTHS, Guide, guide
from assessment.pages import session, tables
from assessment.pages.text import label
from assessment.reports.names import file_name
from assessment.reports.sheet import sheet
from assessment.reviews import Review

_PLAIN: Final = {"displayModeBar": False}


def draw(attempt: Attempt, review: Review, role: Role, mentee: str = "") -> None:
    """
    Draw the sections.

    Args:
        attempt: What the mentee did.
        review: What the mentor did; its ratings are done.
        role: The role that both look at.
        mentee: The mentee's name, to stand on the printed page; empty to leave it out.
    """
    found = differences(session.bank(), attempt, role, review.seen)
    together = _result(attempt, review, role, "with-mentor")
    _map(review, found)
    _overlay(attempt, review, role)
    _beside(_result(attempt, review, role, "combined"), together, review)
    _guide(review, found, together, mentee)


def _result(attempt: Attempt, review: Review, role: Role, view: View) -> Result:
    return evaluate(session.bank(), attempt, role, view, seen=review.seen)


def _key(review: Review, name: str) -> str:
    return f"compare-{name}:{review.head.id}"


def _map(review: Review, found: tuple[Difference, ...]) -> None:
    framework = session.bank().content.framework
    names = tuple(level.name for level in framework.levels)
    sure, rest = shown.parted(found)
    st.header("Where the views differ", anchor=False)
    st.write(label(shown.sentence(found)))
    if sure or rest:
        st.caption(label(shown.key()))
    if sure:
        _figure(review, "sure", sure, names)
    if rest:
        with st.expander(shown.more(rest), expanded=not sure):
            _figure(review, "rest", rest, names)
    with st.expander("By which rule"):
        st.write(label(shown.rule(framework.policy)))
    with st.expander("The map as a table"):
        tables.draw(shown.table(found))


def _figure(
    review: Review, name: str, found: tuple[Difference, ...], names: tuple[str, ...]
) -> None:
    st.plotly_chart(
        shown.figure(found, names), key=_key(review, name), alt=shown.alt(found), config=_PLAIN
    )


def _overlay(attempt: Attempt, review: Review, role: Role) -> None:
    views = {view: _result(attempt, review, role, view) for view in VIEWS}
    st.header("The three views by core skill", anchor=False)
    said = overlay.sentence(views)
    st.plotly_chart(overlay.figure(views), key=_key(review, "radar"), alt=said, config=_PLAIN)
    st.caption(label(overlay.key()))
    st.write(label(said))
    with st.expander("The radar as a table"):
        tables.draw(overlay.table(views))


def _beside(without: Result, together: Result, review: Review) -> None:
    st.header("The result without and with the mentor", anchor=False)
    st.write(label(beside.sentence(without, together, review.rated)))
    sides = ((beside.WITHOUT, without), (beside.WITH, together))
    for side, (name, result) in zip(st.columns(2, gap="medium"), sides, strict=True):
        with side.container(border=True):
            st.write(f"**{name}**")
            with st.container(horizontal=True, gap="medium"):
                for figure, value, doubt, term in beside.figures(result):
                    _metric(figure, value, doubt, term)
    moved = beside.moved(without, together)
    with st.expander("Both as a table"):
        tables.draw(beside.table(without, together))
        if moved:
            st.write("What the mentor's ratings change:")
            tables.draw(moved)


def _metric(name: str, value: str, doubt: str, term: str) -> None:
    st.metric(
        name,
        label(value),
        label(doubt),
        delta_color="off",
        delta_arrow="off",
        help=session.meaning(term),
        width="content",
    )


@st.fragment
def _guide(review: Review, found: tuple[Difference, ...], together: Result, mentee: str) -> None:
    """A fragment, so that another length does not work out the five results anew: 0.2 s."""
    st.header("A guide for the talk", anchor=False)
    length = st.radio(
        "Length of the talk",
        LENGTHS,
        index=1,
        format_func="{} minutes".format,
        horizontal=True,
        key=_key(review, "length"),
    )
    made = guide(together, found, review.notes, length)
    st.write(label(agenda.sentence(made)))
    for section in agenda.sections(made):
        with st.container(border=True):
            _section(section)
    with st.expander("The time as a table"):
        tables.draw(agenda.table(made))
    _printed(review, made, mentee)


def _section(section: agenda.Section) -> None:
    minutes = f":gray[·\N{NO-BREAK SPACE}{section.minutes}\N{NO-BREAK SPACE}min]"
    st.subheader(f"{label(section.title)} {minutes}", anchor=False)
    for line in section.lines:
        st.write(f"**{label(line.lead)}:** {label(line.text)}")


def _printed(review: Review, made: Guide, mentee: str) -> None:
    day = session.today()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Guide on one page (PDF)",
            data=partial(sheet, made, day, review.mentor, mentee),
            file_name=file_name(secrets.token_hex(4), day, "pdf"),
            mime="application/pdf",
            on_click="ignore",
            key=_key(review, "sheet"),
            width=220,
        )
        st.caption(
            "To print for the talk: the guide, and room to write down what you agree. Made on this "
            "machine, and sent nowhere.",
            width="stretch",
        )
