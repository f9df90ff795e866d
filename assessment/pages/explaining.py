"""The lower half of Results: what drove each number, the two views, every question with its key."""

from typing import Final

import streamlit as st

from assessment.attempts import Attempt
from assessment.charts import evidence, views
from assessment.charts.words import number
from assessment.content.items import Answer, Item, Numeric
from assessment.drivers import drivers
from assessment.evaluation import Result
from assessment.insight import differing, pairs
from assessment.pages import session, tables
from assessment.pages.text import label

_PLAIN: Final = {"displayModeBar": False}


def draw(attempt: Attempt, result: Result) -> None:
    """Draw the sections."""
    _drivers(attempt, result)
    _views(attempt)
    _answers(attempt)


def _drivers(attempt: Attempt, result: Result) -> None:
    st.header("What drove each number", anchor=False)
    names = {gap.sub_skill.id: gap.sub_skill for gap in result.assessed}
    chosen = st.selectbox(
        "Sub-skill", list(names), format_func=lambda sub: names[sub].name, key="driver", width=420
    )
    if chosen is None:  # the chosen evidence holds nothing about any sub-skill
        return
    found = drivers(session.bank(), attempt, chosen, result.view, result.seen)
    st.write(label(evidence.sentence(names[chosen], found)))
    levels = session.bank().content.framework.levels
    rows = evidence.table(found, {level.level: level.name for level in levels})
    if rows:
        tables.draw(rows)
        st.caption("The moves do not add up: two answers that say the same share their weight.")


def _views(attempt: Attempt) -> None:
    bank = session.bank()
    found = pairs(bank, attempt)
    st.header("Your own view beside what you showed", anchor=False)
    st.write(label(views.sentence(found)))
    if not found:
        return
    st.caption(views.rule(found))
    names = {level.level: level.name for level in bank.content.framework.levels}
    if differing(found):
        with st.expander("Chart and table of where they differ"):
            st.caption("The open diamond is your own view, the dot what your answers show.")
            drawn = views.figure(found, tuple(names.values()))
            st.plotly_chart(drawn, key="views", alt=views.sentence(found), config=_PLAIN)
            tables.draw(views.table(found, names))


def _answers(attempt: Attempt) -> None:
    bank = session.bank()
    asked = evidence.asked(bank, attempt)
    st.header("Every question you answered", anchor=False)
    if not asked:
        st.write("None so far. Key and reasons of each stand here once you have answered it.")
        return
    with st.expander("All of them in a table"):
        tables.draw(evidence.answers(bank, attempt))
    number = st.selectbox(
        "Question, with its key and reasons",
        range(len(asked)),
        format_func=lambda at: f"{at + 1}: {evidence.title(bank, *asked[at])}",
        key="reasons",
        width=620,
    )
    _reasons(*asked[number])
    sure = evidence.confidence(bank, attempt)
    if sure:
        st.header("How sure you were, beside how often you were right", anchor=False)
        st.write(evidence.sureness(bank, attempt))
        tables.draw(sure)


def _reasons(item: Item, answer: Answer) -> None:
    with st.container(border=True):
        st.write(label(item.stem))
        if item.table:
            st.caption(label(item.table.caption))
            tables.draw(
                [dict(zip(item.table.columns, row, strict=True)) for row in item.table.rows]
            )
        st.write(f"**{label(item.question)}**")
        st.write(f"You: {label(evidence.said(item, answer))}")
        _key(item)
        st.caption(label(f"Level {item.level}: {item.why_level} Source: {item.source}."))


def _key(item: Item) -> None:
    if isinstance(item, Numeric):
        st.write(f"**Key: {number(item.answer)} {label(item.unit)}.** {label(item.rationale)}")
        for error in item.common_errors:
            st.caption(f"{number(error.value)}: {label(error.rationale)}")
        return
    for option in sorted(item.options, key=lambda each: -each.credit):
        st.write(f"**{option.credit:.0%}** {label(option.text)}")
        st.caption(label(option.rationale))
