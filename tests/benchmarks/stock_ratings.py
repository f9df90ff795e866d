"""
As many radios, texts and buttons as our page of self-ratings, by Streamlit alone; kept nowhere.

``STOCK_RATINGS`` is the number of sub-skills on the page.
"""

import os

import streamlit as st

LEVELS = [
    f"Level {level}. Plans, does and explains the work of this level without being asked to"
    for level in range(6)
]

st.title("Ratings")
for sub_skill in range(int(os.environ["STOCK_RATINGS"])):
    st.subheader(f"Sub-skill {sub_skill}")
    chosen = st.radio(
        "Which of these is closest to what you do today?",
        [*LEVELS, "Doesn't apply"],
        index=None,
        key=f"rate-{sub_skill}",
    )
    if chosen is not None:
        st.text_input("Evidence (optional)", key=f"evidence-{sub_skill}")
        st.caption("Saved")
st.button("Back", key="back")
st.button("Next", key="next")
