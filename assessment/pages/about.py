"""About: how it measures, what it cannot say, where the data lies."""

import streamlit as st

from assessment.pages import session, text


def draw() -> None:
    """Draw the page."""
    framework = session.bank().content.framework
    st.title("About Headway", anchor=False)
    st.write(text.label(framework.status))
    st.subheader("How it measures", anchor=False)
    st.write(
        "Each answer and each self-rating makes some levels more likely and others less. A tree "
        "links the sub-skills of one person, so every answer says a little about the others. "
        "A self-rating weighs about as much as one multiple-choice question, and a habit of "
        "rating oneself high or low is shared by all of one person's ratings. "
        '"I don\'t know" counts exactly as a wrong answer, never more. "Doesn\'t apply" counts '
        "as nothing. Levels come with a likely range that holds the true level eight times in ten."
    )
    st.subheader("What it cannot say", anchor=False)
    st.write(
        "It is made for development and for preparing a talk, not for selecting people. Question "
        "levels, role levels and weights are drafts by their authors; nobody has calibrated them "
        "on real answers yet."
    )
    st.subheader("Your data", anchor=False)
    st.write("Everything stays in one database on this machine. Nothing is sent anywhere.")
    st.subheader("The scale", anchor=False)
    st.table(
        [
            {"Level": str(level.level), "Name": level.name, "Meaning": level.meaning}
            for level in framework.levels
        ]
    )
    st.subheader("Closest, not equal: public frameworks", anchor=False)
    for attribution in framework.attributions:
        st.write(f"**{text.label(attribution.name)}.** {text.label(attribution.text)}")
