"""Share with a mentor: what goes in, with whom, and what came back."""

import secrets

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assessment.attempts import Attempt
from assessment.charts.words import said
from assessment.errors import AssessmentError, ContentError
from assessment.packs import Contents, pack, read_agreement, write_file
from assessment.pages import focus, handed, reporting, session
from assessment.pages.text import label
from assessment.reports.names import file_name
from assessment.result_file import LARGEST_FILE


def page() -> StreamlitPage:
    """The page: reached from Results, and not in the list."""
    return st.Page(draw, title="Share", url_path="share", visibility="hidden")


def draw() -> None:
    """Draw the page."""
    heading = "Share with a mentor"
    st.title(heading, anchor=False)
    focus.move("share", heading)
    attempt = session.attempt()
    if attempt is None or not attempt.ratings:
        st.info("Rate one sub-skill on the Assessment page; then there is something to share.")
        return
    st.write(
        "A mentor rates what they have seen of you before they see this result. Then both views "
        "open, for a talk about where they differ. Nothing is shared unless you do it here."
    )
    contents, name = _contents(attempt)
    _here(attempt, contents)
    _elsewhere(attempt, contents, name)
    _came_back(attempt)
    handed.draw(attempt)
    session.heartbeat()


def _contents(attempt: Attempt) -> tuple[Contents, str]:
    st.header("What goes in", anchor=False)
    with st.container(horizontal=True):
        evidence = st.checkbox("Evidence lines and notes", value=True, key="share-evidence")
        answers = st.checkbox("Answers to questions", value=True, key="share-answers")
        experience = st.checkbox("Experience: path and tools", value=False, key="share-experience")
        named = st.checkbox("My name", value=True, key="share-name")
    contents = Contents(evidence=evidence, answers=answers, experience=experience)
    st.caption(_summary(attempt, contents))
    return contents, reporting.name_of(attempt) if named else ""


def _summary(attempt: Attempt, contents: Contents) -> str:
    rated = sum(rating is not None for rating in attempt.ratings.values())
    sees = [f"{rated} self-ratings", "your plan"]
    first = "only your role"
    if contents.evidence and attempt.evidence:
        count = len(attempt.evidence)
        sees.append(f"{count} evidence line{'s' * (count > 1)} with your notes")
        first = "only your role and your evidence lines"
    if contents.answers and attempt.answers:
        count = len(attempt.answers)
        sees.append(f"{count} answer{'s' * (count > 1)} with what they show")
    if contents.experience and (attempt.path or attempt.tools):
        sees.append("your path and tools")
    without = "" if contents.answers else " Without answers they see your own view alone."
    return (
        f"Your mentor will see {first} until their own ratings are done; then "
        f"{', '.join(sees[:-1])} and {sees[-1]}.{without}"
    )


def _here(attempt: Attempt, contents: Contents) -> None:
    st.header("On this machine", anchor=False)
    mentors = session.shares().guests(session.ACTOR)["mentor"]
    standing = session.shares().shares(session.ACTOR, attempt.head.id)
    if not mentors:
        st.write(
            "No mentor has introduced themselves here yet. Let yours open the Mentor page once and "
            "give their name; then they stand in a list here."
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mentor = st.selectbox(
            "Mentor", mentors, format_func=lambda each: each.name, key="share-with", width=320
        )
        if st.button("Share", type="primary", key="share"):
            session.shares().share(session.ACTOR, attempt.head.id, mentor.id, contents)
            st.rerun()
    for share in standing:
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            with st.container():
                st.write(f"**{label(share.mentor.name)}** sees this result")
                st.caption(f"Since {said(share.shared_at.date())}: {_listed(share.contents)}.")
            if st.button("Withdraw", key=f"withdraw-{share.mentor.id}"):
                session.shares().withdraw(session.ACTOR, attempt.head.id, share.mentor.id)
                st.rerun()
    if standing:
        st.caption("Withdrawn, it is gone from their page with their next click.")


def _listed(contents: Contents) -> str:
    parts = ["self-ratings and plan"]
    parts += ["evidence lines"] if contents.evidence else []
    parts += ["answers"] if contents.answers else []
    parts += ["experience"] if contents.experience else []
    return ", ".join(parts)


def _elsewhere(attempt: Attempt, contents: Contents, name: str) -> None:
    st.header("On another machine", anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Pack (JSON)",
            data=lambda: write_file(pack(session.bank().content, attempt, contents, name)),
            file_name=file_name(secrets.token_hex(4), session.today(), "json", "pack"),
            mime="application/json",
            on_click="ignore",
            key="download-pack",
            width=220,
        )
        st.caption(
            "One file with what is ticked above. Your mentor opens it on the Mentor page of their "
            "own copy. A file that you gave away cannot be called back.",
            width="stretch",
        )


def _came_back(attempt: Attempt) -> None:
    st.header("What came back", anchor=False)
    given = st.file_uploader(
        "Agreement from your mentor (JSON)",
        type=["json"],
        max_upload_size=LARGEST_FILE // 1024 // 1024,
        key=f"agreement-{st.session_state.get('agreements-taken', 0)}",
    )
    if given is None:
        return
    try:
        file = read_agreement(session.bank().content, given.getvalue())
        session.reviews().import_agreement(session.ACTOR, attempt.head.id, file)
    except ContentError as fault:
        st.error("This file cannot be opened; nothing was changed.")
        st.code(str(fault), language=None, wrap_lines=True)
    except AssessmentError as fault:
        st.error(f"This file was not taken in; nothing was changed. {label(str(fault))}")
    else:
        st.session_state["agreements-taken"] = st.session_state.get("agreements-taken", 0) + 1
        st.rerun()
