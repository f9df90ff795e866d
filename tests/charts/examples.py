"""Results to draw, and ways to read a figure back."""

import html
import re
from typing import Any

import plotly.graph_objects as go
from hypothesis import strategies as st

from assessment.attempts import Attempt
from assessment.bank import Bank
from assessment.content.model import Role
from assessment.evaluation import Result, evaluate
from tests.examples import asks, attempts, changed, miniature, roles

MARKUP = "<b>Fast</b> &amp; 'loose' <a href=x>"
"""A name that is text and must stay text."""

LEVEL_NAMES = tuple(level.name for level in miniature().content.framework.levels)


def evaluated(done: Attempt, role: Role | None = None, bank: Bank | None = None) -> Result:
    """What an attempt at the miniature says."""
    bank = bank or miniature()
    return evaluate(bank, done, role or bank.content.roles[0])


@st.composite
def results(draw: st.DrawFn) -> Result:
    """Results of any attempt at the miniature against any role."""
    return evaluated(draw(attempts()), draw(roles()))


def with_markup(done: Attempt) -> Result:
    """A result on a sub-skill whose name looks like markup."""
    bank = changed("pricing", name=MARKUP)
    role = bank.content.roles[0].model_copy(update={"requirements": (asks("pricing", 3),)})
    return evaluated(done, role, bank)


def traces(chart: go.Figure, mode: str) -> list[Any]:
    """The traces that are drawn in a mode, such as ``markers``."""
    return [trace for trace in chart.data if trace.mode == mode]


def written(chart: go.Figure) -> list[str]:
    """Every text that the figure draws, as Plotly gets it."""
    texts = [text for trace in chart.data if trace.text is not None for text in trace.text]
    axes = (chart.layout.xaxis.ticktext, chart.layout.polar.angularaxis.ticktext)
    return [*texts, *(text for ticks in axes if ticks is not None for text in ticks)]


def as_read(label: str) -> str:
    """A label as a person reads it: our own tags do their work, entities are characters."""
    return html.unescape(re.sub(r"</?b>", "", label.replace("<br>", " ")))
