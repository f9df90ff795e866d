"""Start: pick a role, begin or resume."""

import streamlit as st

from assessment.attempts import NAME_LIMIT
from assessment.pages import answering, session, text


def draw() -> None:
    """Draw the page."""
    content = session.bank().content
    st.title("How ready are you to lead ecommerce?", anchor=False)
    st.write(
        f"Rate yourself on {len(content.sub_skills)} sub-skills, about eight minutes, and you have "
        "a result. Then show it with questions, as many as you like; each answer is kept at once. "
        "For development, never for selection. Everything stays on this machine."
    )
    role = st.selectbox(
        "Role to compare with", content.roles, format_func=lambda each: each.name, key="start-role"
    )
    name = st.text_input(
        "Your name (optional)", max_chars=NAME_LIMIT, key="start-name", autocomplete="off"
    )
    if st.button("Begin", type="primary", key="begin"):
        session.begin(session.store().add_person(session.ACTOR, name), role)
        st.switch_page(st.Page(answering.draw, title="Assessment", url_path="assessment"))
    _resume()


def _resume() -> None:
    people = session.store().people(session.ACTOR)
    if not people:
        return
    st.subheader("Or go on with one begun earlier", anchor=False)
    names = session.bank().content.roles_by_id
    for person in reversed(people):
        for attempt in session.store().attempts(session.ACTOR, person.id):
            target = names[attempt.target].name if attempt.target in names else attempt.target
            begun = f"{attempt.head.created_at:%d %B %Y}"
            words = text.label(f"{person.name or 'No name'}: {target}, begun {begun}")
            if st.button(words, key=f"resume-{attempt.head.id}"):
                session.show(attempt)
                st.switch_page(st.Page(answering.draw, title="Assessment", url_path="assessment"))
