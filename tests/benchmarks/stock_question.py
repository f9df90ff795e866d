"""The smallest question page that Streamlit allows; it keeps nothing."""

import streamlit as st

number = st.session_state.setdefault("number", 1)


def _next() -> None:
    st.session_state["number"] += 1


st.title(f"Question {number}")
chosen = st.radio(
    "Which of these would you do first?",
    ["Ask the customers", "Count the orders", "Look at the prices", "Wait a week", "I don't know"],
    index=None,
    key=f"question-{number}",
)
if chosen is not None:
    st.caption("Saved")
st.button("Next question", on_click=_next)
