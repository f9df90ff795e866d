"""A mentor's own ratings, given before anything of the mentee's result is seen."""

from typing import Final

import streamlit as st

from assessment.agreements import REMARK_LIMIT
from assessment.attempts import Attempt
from assessment.content.model import Skill, SubSkill
from assessment.pages import anchors, desk, focus, session
from assessment.pages.text import label
from assessment.reviews import Review
from assessment.store.rows import Person
from assessment.store.sharing import Mentee

_NOT_SEEN: Final = "Not seen in action"


def draw(mentor: Person, review: Review, attempt: Attempt, of: Mentee) -> None:
    """Draw the ratings of one core skill, or the end of them."""
    skills = session.bank().content.skills
    part = min(int(st.session_state.get("review-part", 0)), len(skills))
    name = label(of.person.name or "your mentee")
    st.caption(
        f"Your view of {name} · towards {label(session.role(attempt).name)} · "
        + (f"part {part + 1} of {len(skills)}" if part < len(skills) else "the last step")
    )
    if part == len(skills):
        _end(mentor, review, of)
    else:
        _skill(mentor, review, attempt, skills[part], part)


def _skill(mentor: Person, review: Review, attempt: Attempt, skill: Skill, part: int) -> None:
    st.title(skill.name, anchor=False)
    focus.move(f"review-{skill.id}", skill.name)
    st.write(
        "Choose what comes nearest to what you have seen them do in the last year, not to what "
        "they could do. What you have not seen stays open; it counts neither for nor against."
    )
    for sub in skill.sub_skills:
        review = _rating(mentor, review, attempt, sub)
    answered, whole = len(review.seen), len(session.bank().content.sub_skills)
    st.progress(min(answered / whole, 1.0), f"{answered} of {whole} sub-skills done")
    with st.container(horizontal=True):
        if part and st.button("Back", key="review-back"):
            _go(part - 1)
        if st.button("Next", key="review-next", type="primary"):
            _go(part + 1)
    st.caption("Each choice is kept at once. You may stop here and go on another day.")


def _rating(mentor: Person, review: Review, attempt: Attempt, sub: SubSkill) -> Review:
    framework = session.bank().content.framework
    words = anchors.choices(framework, sub, framework.not_yet_seen)
    choices = [_NOT_SEEN, *words]
    stored = review.seen.get(sub.id, "")
    held = _NOT_SEEN if stored is None else stored
    st.header(sub.name, anchor=False, divider="gray")
    if evidence := attempt.evidence.get(sub.id):
        st.caption(f"They wrote: {label(evidence)}")
    chosen = st.radio(
        label(sub.definition),
        choices,
        index=choices.index(held) if held in choices else None,
        format_func=lambda each: words.get(each, _NOT_SEEN),
        key=desk.key(review, f"seen-{sub.id}"),
    )
    if chosen is not None and chosen != held:
        value = None if chosen == _NOT_SEEN else chosen
        review = desk.save(mentor, review, "seen", sub.id, value)
    if review.seen.get(sub.id) is not None:
        review = _note(mentor, review, sub)
    if sub.id in review.seen:
        st.caption(":material/check: Saved")
    return review


def _note(mentor: Person, review: Review, sub: SubSkill) -> Review:
    stored = review.notes.get(sub.id, "")
    typed = st.text_input(
        "What did you see? (optional; they will read it)",
        value=stored,
        max_chars=REMARK_LIMIT,
        key=desk.key(review, f"note-{sub.id}"),
        autocomplete="off",
    )
    if typed != stored:
        review = desk.save(mentor, review, "note", sub.id, typed or None)
    return review


def _end(mentor: Person, review: Review, of: Mentee) -> None:
    name = of.person.name or "your mentee"
    heading = "Open their view?"
    st.title(heading, anchor=False)
    focus.move("review-end", heading)
    whole = len(session.bank().content.sub_skills)
    st.write(
        f"You rated {review.rated} of {whole} sub-skills; {whole - review.rated} you have not seen "
        f"in action. When you go on, {label(name)}'s own ratings and results open, and your "
        "ratings stay as they are: a rating given after seeing theirs would not be yours alone."
    )
    with st.container(horizontal=True):
        if st.button("Back", key="review-back"):
            _go(len(session.bank().content.skills) - 1)
        if st.button(
            "Done rating: open their view",
            key="open-review",
            type="primary",
            disabled=not review.rated,
        ):
            desk.save(mentor, review, "opened", "", value=True)
            st.rerun()
    if not review.rated:
        st.caption("Rate at least one sub-skill that you have seen in action.")


def _go(part: int) -> None:
    st.session_state["review-part"] = part
    st.rerun()
