"""The lower half of Results: what drove each number, the two views, every question with its key."""

from typing import Final

import streamlit as st

from assessment.attempts import Attempt
from assessment.charts import evidence, views
from assessment.content.items import Answer, Item, Numeric
from assessment.drivers import drivers
from assessment.evaluation import Result, evaluate
from assessment.pages import session, tables
from assessment.pages.text import label

_PLAIN: Final = {"displayModeBar": False}


def draw(attempt: Attempt, result: Result) -> None:
    """Draw the sections."""
    _drivers(attempt, result)
    _views(attempt, result)
    _answers(attempt)


def _drivers(attempt: Attempt, result: Result) -> None:
    st.subheader("What drove each number", anchor=False)
    names = {gap.sub_skill.id: gap.sub_skill for gap in result.assessed}
    chosen = st.selectbox(
        "Sub-skill", list(names), format_func=lambda sub: names[sub].name, key="driver", width=420
    )
    if chosen is None:  # the chosen evidence holds nothing about any sub-skill
        return
    found = drivers(session.bank(), attempt, chosen, result.view)
    st.write(label(evidence.sentence(names[chosen], found)))
    levels = session.bank().content.framework.levels
    rows = evidence.table(found, {level.level: level.name for level in levels})
    if rows:
        tables.draw(rows)
        st.caption("The moves do not add up: two answers that say the same share their weight.")


def _views(attempt: Attempt, result: Result) -> None:
    bank = session.bank()
    found = views.pairs(
        evaluate(bank, attempt, result.role, "self"), evaluate(bank, attempt, result.role, "shown")
    )
    st.subheader("Your own view beside what you showed", anchor=False)
    st.write(label(views.sentence(found)))
    if not found:
        return
    names = tuple(level.name for level in bank.content.framework.levels)
    with st.expander("Chart and table of both views"):
        st.caption("The open diamond is your own view, the dot what your answers show.")
        st.plotly_chart(
            views.figure(found, names), key="views", alt=views.sentence(found), config=_PLAIN
        )
        tables.draw(views.table(found))


def _answers(attempt: Attempt) -> None:
    items = {name: pair[1] for name, pair in session.bank().content.items.items()}
    st.subheader("Every question you answered", anchor=False)
    if not attempt.answers:
        st.write("None so far. Key and reasons of each stand here once you have answered it.")
        return
    sure = evidence.confidence(attempt, items)
    if sure:
        st.write("How sure you were, beside how often you were fully right:")
        tables.draw(sure)
    for number, (item_id, answer) in enumerate(attempt.answers.items(), 1):
        if item_id in items:
            _reasons(number, items[item_id], answer)


def _reasons(number: int, item: Item, answer: Answer) -> None:
    title = f"Question {number}: {evidence.result_of(item, answer)}"
    with st.expander(label(title)):
        st.write(label(item.stem))
        if item.table:
            tables.draw(
                [dict(zip(item.table.columns, row, strict=True)) for row in item.table.rows]
            )
        st.write(f"**{label(item.question)}**")
        st.write(f"You: {label(evidence.said(item, answer))}")
        if isinstance(item, Numeric):
            st.write(f"**Key: {item.answer:g} {label(item.unit)}.** {label(item.rationale)}")
            for error in item.common_errors:
                st.caption(f"{error.value:g}: {label(error.rationale)}")
        else:
            for option in sorted(item.options, key=lambda each: -each.credit):
                st.write(f"**{option.credit:.0%}** {label(option.text)}")
                st.caption(label(option.rationale))
        st.caption(label(f"Level {item.level}: {item.why_level} Source: {item.source}."))
