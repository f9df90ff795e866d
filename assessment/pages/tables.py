"""A table of text: a real HTML table, in which nothing is read as Markdown."""

from collections.abc import Sequence

import streamlit as st

from assessment.pages.text import label


def draw(rows: Sequence[dict[str, str]]) -> None:
    """Draw ``rows``; their keys are the headings."""
    escaped = [{label(name): label(cell) for name, cell in row.items()} for row in rows]
    st.table(escaped, border="horizontal", hide_index=True)
