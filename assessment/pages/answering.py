"""Assessment: where the person is in it, and the self-ratings by core skill."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assessment.attempts import DOES_NOT_APPLY, EVIDENCE_LIMIT, Attempt
from assessment.content.model import Skill, SubSkill
from assessment.pages import anchors, asking_items, focus, session, text
from assessment.progress import Progress, progress

_NOT_APPLICABLE = "Doesn't apply to my work"


def page() -> StreamlitPage:
    """The page, to be listed and to be switched to."""
    return st.Page(draw, title="Assessment", url_path="assessment")


def draw() -> None:
    """Draw the page."""
    attempt = session.attempt()
    if attempt is None:
        st.title("Assessment", anchor=False)
        st.info("Nothing is begun here yet. Begin on the Start page, or go on with one there.")
        return
    at = progress(session.bank().content, attempt, session.place(attempt))
    if at.skill is None:
        asking_items.draw(attempt, at)
    else:
        _ratings(attempt, at.skill, at)
    session.heartbeat()


def _ratings(attempt: Attempt, skill: Skill, at: Progress) -> None:
    framework = session.bank().content.framework
    st.caption(f"Your own view · part {at.part} of {at.parts}")
    st.title(skill.name, anchor=False)
    bar = st.empty()  # filled last, so that it counts what this very run saved
    st.write(text.label(framework.self_rating_question))
    for sub in skill.sub_skills:
        attempt = _rating(attempt, sub)
    now = progress(session.bank().content, attempt, session.place(attempt))
    bar.progress(now.rated_share, now.rated_sentence)
    _moves(attempt, now)
    focus.move(skill.id, skill.name)


def _moves(attempt: Attempt, at: Progress) -> None:
    with st.container(horizontal=True):
        if at.before is not None and st.button("Back", key="back"):
            session.go(attempt, at.before)
        if st.button(at.onward, key="next", type="primary"):
            session.go(attempt, at.after)
    st.caption(at.stopping)


def _rating(attempt: Attempt, sub: SubSkill) -> Attempt:
    framework = session.bank().content.framework
    words = anchors.choices(framework, sub, framework.not_yet)
    choices = [*words, _NOT_APPLICABLE]
    stored = attempt.ratings.get(sub.id, "")
    held = _NOT_APPLICABLE if stored is DOES_NOT_APPLY else stored
    st.header(sub.name, anchor=False, divider="gray")
    chosen = st.radio(
        text.label(sub.definition),
        choices,
        index=choices.index(held) if held in choices else None,
        format_func=lambda each: words.get(each, _NOT_APPLICABLE),
        key=session.key(attempt, f"rate-{sub.id}"),
    )
    if chosen is not None and chosen != held:
        value = DOES_NOT_APPLY if chosen == _NOT_APPLICABLE else chosen
        attempt = session.save(attempt, "rating", sub.id, value)
    if sub.id not in attempt.ratings:
        return attempt
    attempt = _evidence(attempt, sub)
    st.caption(":material/check: Saved")
    return attempt


def _evidence(attempt: Attempt, sub: SubSkill) -> Attempt:
    if not session.bank().content.framework.asks_for_evidence(attempt.ratings[sub.id]):
        return attempt
    stored = attempt.evidence.get(sub.id, "")
    typed = st.text_input(
        f"Evidence (optional). {text.label(sub.evidence_prompt)}",
        value=stored,
        max_chars=EVIDENCE_LIMIT,
        key=session.key(attempt, f"evidence-{sub.id}"),
        autocomplete="off",
    )
    if typed != stored:
        attempt = session.save(attempt, "evidence", sub.id, typed or None)
    return attempt
