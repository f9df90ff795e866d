"""Result file: one from elsewhere, only looked at, or kept as a new person."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assessment.charts.words import said
from assessment.content.model import Role
from assessment.errors import AssessmentError, ContentError
from assessment.evaluation import evaluate
from assessment.own_roles import as_role
from assessment.pages import focus, results, session
from assessment.pages.text import label
from assessment.result_file import ResultFile, attempt_in, read


def page() -> StreamlitPage:
    """The page: reached from Start, and not in the list."""
    return st.Page(draw, title="Result file", url_path="result-file", visibility="hidden")


def draw() -> None:
    """Draw the page."""
    heading = "Open a result file"
    st.title(heading, anchor=False)
    focus.move("result-file", heading)
    st.write(
        "A file that Headway wrote, here or on another machine. It is only shown, and stored "
        "nowhere, until you keep it."
    )
    given = st.file_uploader(
        "Result file (JSON)", type=["json"], max_upload_size=2, key="result-file"
    )
    if given is None:
        return
    try:
        _show(read(given.getvalue()))
    except ContentError as fault:
        st.error("This file cannot be opened; nothing was changed.")
        st.code(str(fault), language=None, wrap_lines=True)
    except AssessmentError as fault:
        st.error(f"This file cannot be opened; nothing was changed. {label(str(fault))}")


def _show(file: ResultFile) -> None:
    attempt = attempt_in(file)
    content = session.bank().content
    with st.container(border=True):
        st.write(
            f"**{label(file.name or 'No name')}** · begun {said(file.created_at.date())}, last "
            f"changed {said(file.changed_at.date())}"
        )
        if file.content_digest != content.digest:
            st.caption(
                f"Begun with content version {label(file.content_version)}, shown with version "
                f"{label(content.framework.version)}. What no longer fits is left out, so numbers "
                "may differ from those of that day."
            )
        st.write("Kept, it is a new person with one attempt; the same file twice adds nothing.")
        if st.button("Keep as a new person", type="primary", key="keep-file"):
            session.keep_file(file)
            st.switch_page(results.page())
    result = evaluate(session.bank(), attempt, _role(file), roles=_roles(file))
    results.show(attempt, result)


def _roles(file: ResultFile) -> tuple[Role, ...]:
    content = session.bank().content
    own = (as_role(content, own_id, role) for own_id, role in file.own_roles.items())
    return (*content.roles, *filter(None, own))


def _role(file: ResultFile) -> Role:
    roles = _roles(file)
    return next((each for each in roles if each.id == file.target), roles[0])
