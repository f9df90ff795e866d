"""Each text of ``texts.json`` as paragraph, label and bold part of a line, all escaped by us."""

import json
import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from assessment.pages.text import label  # found by the line above

for number, text in enumerate(json.loads(Path(__file__).with_name("texts.json").read_bytes())):
    with st.container(key=f"paragraph-{number}"):
        st.write(label(text))
    with st.container(key=f"part-{number}"):
        st.write(f"**{label(text)}** end")
    with st.container(key=f"label-{number}"):
        st.checkbox(label(text), key=f"box-{number}")
st.title("All of them", anchor=False)
