"""The page list; a fault in content or database becomes a readable screen."""

import streamlit as st

from assessment.errors import AssessmentError, ContentError
from assessment.pages import about, answering, next_steps, results, session, start, text

PAGES = (
    st.Page(start.draw, title="Start", url_path="start", default=True),
    st.Page(answering.draw, title="Assessment", url_path="assessment"),
    st.Page(results.draw, title="Results", url_path="results"),
    st.Page(next_steps.draw, title="Next steps", url_path="next-steps"),
    st.Page(about.draw, title="About", url_path="about"),
)

st.set_page_config(page_title="Headway", page_icon="🧭", layout="wide")
page = st.navigation(list(PAGES), position="top")
try:
    session.bank()
    page.run()
except ContentError as fault:
    st.title("Headway cannot start: its content has faults", anchor=False)
    st.write("Nothing that anybody answered is touched. Mend these and load the page again.")
    st.code(str(fault), language=None, wrap_lines=True)
except AssessmentError as fault:
    st.error(text.label(str(fault)))
