"""About: how it measures, what it cannot say, where the data lies."""

import streamlit as st

from assessment.charts import scale
from assessment.pages import focus, session, tables
from assessment.pages.text import label


def draw() -> None:
    """Draw the page."""
    content = session.bank().content
    heading = "About Headway"
    st.title(heading, anchor=False)
    focus.move("about", heading)
    st.write(label(content.framework.status))
    _measuring()
    st.header("The scale", anchor=False)
    tables.draw(scale.levels(content.framework))
    st.header("Where the lines are drawn", anchor=False)
    st.write("Nobody can derive these numbers; they are choices, each with its reason.")
    with st.expander("Every threshold, with its reason"):
        tables.draw(scale.thresholds(content.framework.policy))
    _privacy()
    _frameworks()


def _measuring() -> None:
    st.header("How it measures", anchor=False)
    st.markdown(
        "- **Every answer and every self-rating** makes some levels more likely and others less. "
        "What remains likely is your level: its middle is the estimate, and the likely range "
        "holds the true level about eight times in ten.\n"
        "- **One answer says a little about everything.** The sub-skills of one person hang "
        "together, in a skill more than across skills, so each answer also narrows the others.\n"
        "- **A self-rating** counts about as much as one multiple-choice question. People differ "
        "in how high they rate themselves; that habit is estimated once for all of your ratings.\n"
        '- **"I don\'t know"** counts exactly as a wrong answer, never as more. '
        '**"Doesn\'t apply"** counts as nothing at all.\n'
        "- **Stopping early** is allowed at any time. What is open then is called open."
    )
    st.header("What it cannot say", anchor=False)
    st.write(
        "It is made for development and for preparing a talk, not for choosing people. Question "
        "levels, role levels and weights are drafts by their authors; nobody has measured them on "
        "real answers. If all questions were judged half a level too easy or too hard, every "
        "level here would move by about a third of a level, and no answer could reveal it. "
        "Comparing your own skills with one another is sounder than the absolute level."
    )


def _privacy() -> None:
    st.header("Your data", anchor=False)
    st.write(
        "What you answer is kept in one database on this machine. Nothing is sent anywhere, and "
        "no page loads anything from elsewhere. A name is optional. Start lists every attempt, "
        "and beside each stands a button that erases a person with everything they answered."
    )


def _frameworks() -> None:
    content = session.bank().content
    st.header("Closest, not equal: public frameworks", anchor=False)
    for attribution in content.framework.attributions:
        st.write(f"**{label(attribution.name)}.** {label(attribution.text)}")
        st.write(str(attribution.url))
    with st.expander("The closest entries for each sub-skill"):
        tables.draw(scale.crosswalk(content))
