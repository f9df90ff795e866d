"""Results: the answer, the radar, every sub-skill, the roles, and what drove each number."""

from collections.abc import Mapping

import streamlit as st

from assessment.attempts import Attempt
from assessment.charts import headline, radar, ranges
from assessment.content.items import Item, Numeric
from assessment.evaluation import Result, View, evaluate
from assessment.pages import session, text

_PLAIN = {"displayModeBar": False}
_VIEWS: Mapping[View, str] = {
    "combined": "All evidence",
    "shown": "Questions only",
    "self": "Self-ratings only",
}


def draw() -> None:
    """Draw the page."""
    attempt = session.attempt()
    if attempt is None:
        st.title("Results", anchor=False)
        st.info("Begin on the Start page, or resume an attempt there.")
        return
    content = session.bank().content
    stored = session.role(attempt)
    pick, view_pick = st.columns(2)
    role = pick.selectbox(
        "Compare with",
        content.roles,
        index=content.roles.index(stored),
        format_func=lambda r: r.name,
        key="role",
    )
    if role != stored:
        attempt = session.save(attempt, "target", "", role.id)
    view = view_pick.selectbox("Evidence", list(_VIEWS), format_func=_VIEWS.__getitem__, key="view")
    result = evaluate(session.bank(), attempt, role, view)
    st.title(headline.title(result), anchor=False)
    if not (result.rated or result.answered):
        st.write("Rate at least one sub-skill on the Assessment page, and a result exists.")
        return
    st.write(headline.lead(result))
    _first_screen(result)
    _sub_skills(result)
    _roles(result)
    _limits(result)
    _answers(attempt)


def _first_screen(result: Result) -> None:
    left, right = st.columns(2)
    with left:
        st.plotly_chart(
            radar.figure(result), key="radar", alt=radar.sentence(result), config=_PLAIN
        )
        st.caption(radar.sentence(result))
    with right:
        for name, value, doubt in headline.figures(result):
            st.metric(name, value, doubt, delta_color="off", delta_arrow="off")
        st.subheader("What first", anchor=False)
        for planned in result.steps[:3]:
            st.write(f"**{text.label(planned.step.title)}**")
            st.caption(
                text.label(
                    f"{planned.gap.sub_skill.name} · {planned.step.hours.least} to "
                    f"{planned.step.hours.most} h"
                )
            )
    with st.expander("The radar as a table"):
        st.table(radar.table(result))


def _sub_skills(result: Result) -> None:
    names = tuple(level.name for level in session.bank().content.framework.levels)
    st.subheader("Every requirement, largest gap first", anchor=False)
    st.write(ranges.sentence(result))
    st.plotly_chart(
        ranges.figure(result, names), key="ranges", alt=ranges.sentence(result), config=_PLAIN
    )
    with st.expander("The same as a table"):
        st.table(ranges.table(result))


def _roles(result: Result) -> None:
    st.subheader("All roles", anchor=False)
    st.write("Roles that the evidence cannot tell apart are named as ties, not ranked.")
    st.table(headline.ranking(result))


def _limits(result: Result) -> None:
    st.info(
        "For development, never for selection. Question levels, role levels and weights were set "
        "by authors, not measured: if all questions were judged half a level too easy or too hard, "
        "every level here would move by about a third of a level, and no answer could reveal it. "
        f"This result rests on {result.rated} self-ratings and {result.answered} questions."
    )


def _answers(attempt: Attempt) -> None:
    bank = session.bank()
    with st.expander("Every question you answered, with key and reasons"):
        for item_id in attempt.answers:
            if item_id in bank.index:
                _reasons(bank.content.items[item_id][1])


def _reasons(item: Item) -> None:
    st.write(f"**{text.label(item.stem)}** {text.label(item.question)}")
    if isinstance(item, Numeric):
        st.write(text.label(f"{item.answer:g} {item.unit}. {item.rationale}"))
        return
    for option in item.options:
        st.write(text.label(f"{option.credit:g} of 1: {option.text} {option.rationale}"))
