"""What a level more would be worth, drawn below the plan."""

import streamlit as st

from assessment.attempts import Attempt
from assessment.charts import worth
from assessment.evaluation import Result
from assessment.pages import session, tables
from assessment.pages.text import label
from assessment.what_if import moves, what_if


def draw(attempt: Attempt, result: Result) -> None:
    """Draw the section."""
    st.header("What would a level more be worth?", anchor=False)
    names = {gap.sub_skill.id: gap.sub_skill.name for gap in result.gaps}
    raised = st.multiselect(
        "Raise by one level",
        list(names),
        format_func=names.__getitem__,
        key="raised",
        persist_state="session",
    )
    after = what_if(session.bank(), attempt, result.role, raised, session.roles(attempt))
    st.write(label(worth.sentence(result, after, [names[sub] for sub in raised])))
    if raised:
        tables.draw(worth.roles(result, after))
    with st.expander("Each next step, by what it adds for an hour"):
        st.write(
            "If the step leads where it should: what the level would add to readiness, over the "
            "hours that it takes."
        )
        tables.draw(worth.moves(moves(result)))
