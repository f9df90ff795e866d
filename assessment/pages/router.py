"""The page list; a fault in content or database becomes a readable screen."""

import streamlit as st

from assessment.errors import AssessmentError, ContentError
from assessment.pages import (
    about,
    answering,
    cohort,
    desk,
    experience,
    mentoring,
    next_steps,
    opening,
    over_time,
    results,
    roles,
    session,
    sharing,
    start,
    text,
    warming,
)

START = st.Page(start.draw, title="Start", default=True)
ASSESSMENT = answering.page()
EXPERIENCE = st.Page(experience.draw, title="Experience", url_path="experience")
RESULTS = results.page()
NEXT_STEPS = next_steps.page()
PROGRESS = st.Page(over_time.draw, title="Progress", url_path="progress")
ROLES = st.Page(roles.draw, title="Roles", url_path="roles")
FILE = opening.page()
COHORT = cohort.page()
SHARE = sharing.page()
MENTOR = mentoring.page()
ABOUT = st.Page(about.draw, title="About", url_path="about")

page = st.navigation(
    [
        START,
        ASSESSMENT,
        EXPERIENCE,
        RESULTS,
        NEXT_STEPS,
        PROGRESS,
        ROLES,
        MENTOR,
        ABOUT,
        FILE,
        SHARE,
        COHORT,
    ],
    position="top",
)
st.set_page_config(
    page_title=f"{page.title} · Headway",
    page_icon="🧭",
    layout="wide" if page in (RESULTS, FILE, COHORT) else "centered",
)
try:
    session.bank()
    page.run()
    session.settle()
    desk.settle()
except ContentError as fault:
    st.title("Headway cannot start: its content has faults", anchor=False)
    st.write("Nothing that anybody answered is touched. Mend these and load the page again.")
    st.code(str(fault), language=None, wrap_lines=True)
except AssessmentError as fault:
    st.error(text.label(str(fault)))
    st.caption("Nothing that was saved is lost. When the cause is mended, load the page again.")
warming.page_drawn()
