"""Start: pick a role, begin, or go on with an attempt begun earlier."""

import streamlit as st

from assessment.attempts import NAME_LIMIT, Attempt
from assessment.charts import stopping
from assessment.pages import answering, focus, opening, session, text
from assessment.progress import progress
from assessment.store.rows import Person


def draw() -> None:
    """Draw the page."""
    content = session.bank().content
    heading = "Where do you stand, and what first?"
    st.title(heading, anchor=False)
    focus.move("start", heading)
    skills = [skill.name.lower() for skill in content.skills]
    st.write(
        f"Headway asks about {', '.join(skills[:-1])}, and {skills[-1]}. It compares you with a "
        "role in ecommerce, says how sure it is, and what to do next. It is made for development, "
        "never for selection."
    )
    here = session.attempt()
    _begin()
    _resume(here)
    st.page_link(
        opening.page(), label="Open a result file from elsewhere", icon=":material/file_open:"
    )
    st.header("How it goes", anchor=False)
    st.markdown(
        f"1. **Your own view.** Rate yourself on {len(content.sub_skills)} sub-skills, about eight "
        "minutes. A first result exists from the first one on.\n"
        "2. **Show it.** Answer questions chosen for what your role still leaves open. Stop after "
        "any of them; the page says when more would change little.\n"
        "3. **Results and next steps.** Levels with their likely range, gaps, and what first."
    )
    st.caption(
        "Every answer is kept at once, in a database on this machine. Nothing is sent anywhere."
    )


def _begin() -> None:
    content = session.bank().content
    with st.container(border=True):
        role = st.selectbox(
            "Role to compare with",
            content.roles,
            format_func=lambda each: each.name,
            key="start-role",
            persist_state="session",
        )
        st.caption(f"{text.label(role.purpose.text)} You can change the role at any time.")
        lengths = stopping.lengths(content.framework.policy)
        length = st.radio(
            "How much to do now",
            list(lengths),
            index=list(lengths).index("short"),
            format_func=lengths.__getitem__,
            key="start-length",
        )
        st.caption(
            "Each goes on where the one before it ends, and repeats nothing: you can go further "
            "at any time."
        )
        name = st.text_input(
            "Your name (optional)", max_chars=NAME_LIMIT, key="start-name", autocomplete="off"
        )
        if st.button("Begin", type="primary", key="begin"):
            session.begin(session.store().add_person(session.ACTOR, name), role, length)
            st.switch_page(answering.page())


def _resume(here: Attempt | None) -> None:
    store = session.store()
    found = [
        (person, attempt)
        for person in store.people(session.ACTOR)
        for attempt in store.attempts(session.ACTOR, person.id)
    ]
    if not found:
        return
    st.header("Go on with one begun earlier", anchor=False)
    shown = here.head.id if here else ""
    newest = sorted(found, key=lambda pair: pair[1].changed_at, reverse=True)
    for person, attempt in sorted(newest, key=lambda pair: pair[1].head.id != shown):
        _earlier(person, attempt, shown_now=attempt.head.id == shown)


def _earlier(person: Person, attempt: Attempt, *, shown_now: bool) -> None:
    name = text.label(person.name or "No name")
    at = progress(session.bank().content, attempt, attempt.place)
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        with st.container():
            st.write(f"**{name}** · {session.role(attempt).name}")
            if shown_now:
                st.badge("shown now")
            st.caption(
                f"{at.rated} of {at.sub_skills} rated · {len(at.asked)} questions · last changed "
                f"{attempt.changed_at:%d %B %Y}"
            )
        if st.button("Go on", key=f"resume-{attempt.head.id}"):
            session.show(attempt)
            st.switch_page(answering.page())
        with st.popover("Erase", key=f"erasing-{attempt.head.id}"):
            st.write(f"Erase {name} with every attempt, for good? Backups go too.")
            if st.button("Erase everything", key=f"erase-{attempt.head.id}"):
                session.forget(person)
                st.rerun()
