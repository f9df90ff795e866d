"""What mentors gave back: each one's ratings beside one's own, agreed levels, and actions."""

from collections.abc import Sequence

import streamlit as st

from assessment.attempts import Attempt
from assessment.charts.words import said
from assessment.content.model import ProficiencyLevel
from assessment.pages import session, tables
from assessment.pages.text import label
from assessment.reviews import Review


def draw(attempt: Attempt) -> None:
    """Draw every review that was given to the mentee, each mentor's apart."""
    for review in session.handed(attempt):
        _review(attempt, review)


def _review(attempt: Attempt, review: Review) -> None:
    name = label(review.mentor or "Your mentor")
    when = said(review.opened_at.date()) if review.opened_at else ""
    with st.container(border=True):
        st.subheader(f"{name}, rated {when}", anchor=False)
        st.write(
            f"{name} rated {review.rated} sub-skills before seeing your result. Results shows what "
            f"all evidence says with {name}'s ratings, beside what it says without."
        )
        with st.expander("Their ratings beside yours"):
            tables.draw(_ratings(attempt, review))
        if review.agreed:
            st.write("**Agreed levels**")
            tables.draw(_agreed(review))
        if review.meeting:
            st.write(f"**Next meeting:** {said(review.meeting)}")


def _ratings(attempt: Attempt, review: Review) -> Sequence[dict[str, str]]:
    levels = session.bank().content.framework.levels
    return [
        {
            "Sub-skill": sub.name,
            "You": _level(levels, attempt.ratings.get(sub.id)),
            "Mentor": _level(levels, review.seen[sub.id]) or "not seen",
            "Note": review.notes.get(sub.id, ""),
        }
        for sub in session.bank().content.sub_skills
        if sub.id in review.seen
    ]


def _agreed(review: Review) -> Sequence[dict[str, str]]:
    content = session.bank().content
    return [
        {
            "Sub-skill": sub.name,
            "Agreed": _level(content.framework.levels, review.agreed[sub.id].level),
            "Note": review.agreed[sub.id].note,
        }
        for sub in content.sub_skills
        if sub.id in review.agreed
    ]


def _level(levels: Sequence[ProficiencyLevel], rating: int | None) -> str:
    return "" if rating is None else f"{rating} {levels[rating].name}"
