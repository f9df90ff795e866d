"""
As many rows and columns as our cohort, in Streamlit's own dataframe; read from nowhere.

``STOCK_PEOPLE`` and ``STOCK_COLUMNS`` say how many.
"""

import os
import random

import streamlit as st

PEOPLE, COLUMNS = int(os.environ["STOCK_PEOPLE"]), int(os.environ["STOCK_COLUMNS"])

st.title("Cohort")
shown = st.radio("Take people from", ["Result files", "Everybody on this machine"])
if shown != "Result files":
    order = st.selectbox("Order", ["Readiness", "Name"])
    levels = random.Random(0)
    rows = [
        {
            "Person": f"Person {person}",
            **{
                f"Sub-skill {at}": f"{levels.uniform(0, 5):.1f} (2.1 to 4.3)"
                for at in range(COLUMNS)
            },
        }
        for person in range(PEOPLE)
    ]
    rows.sort(key=lambda row: row["Person" if order == "Name" else "Sub-skill 0"])
    st.dataframe(rows, hide_index=True)
    st.caption(f"By {order}")
