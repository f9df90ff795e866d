"""Tables of text: real HTML tables, in which nothing is read as Markdown or HTML."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from assessment.content.parts import Table
from assessment.pages.text import label

_FIGURES: Final = (
    '<div role="region" aria-label="{caption}" tabindex="0" style="overflow-x: auto">'
    '<table style="width: 100%; border-collapse: collapse; text-align: left; '
    'font-size: 0.875rem"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
)
_CELL: Final = (
    '<{tag} style="padding: 0.25rem 0.5rem; font-weight: inherit; '
    'border-bottom: 1px solid rgb(128 128 128 / 40%)">{text}'
)


def draw(rows: Sequence[dict[str, str]]) -> None:
    """Draw ``rows``; their keys are the headings."""
    escaped = [{label(name): label(cell) for name, cell in row.items()} for row in rows]
    st.table(escaped, border="horizontal", hide_index=True)


def draw_figures(table: Table) -> None:
    """
    Draw the figures that an item asks to read; a narrow window scrolls them, not the page.

    ``st.table`` would load pandas for them: 0.3 s before the first question, and 80 MB.
    """
    st.html(_figures(table))


def _figures(table: Table) -> str:
    head = "".join(_cell('th scope="col"', name) for name in table.columns)
    body = "".join(f"<tr>{_named(row)}</tr>" for row in table.rows)
    return _FIGURES.format(caption=escape(table.caption), head=head, body=body)


def _named(row: Sequence[str]) -> str:
    """Cells of a row, the first of which names it."""
    name, *cells = row
    return _cell('th scope="row"', name) + "".join(_cell("td", cell) for cell in cells)


def _cell(tag: str, text: str) -> str:
    return _CELL.format(tag=tag, text=escape(text))
