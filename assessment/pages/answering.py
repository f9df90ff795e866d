"""Assessment: self-ratings by core skill, then items chosen one by one."""

import streamlit as st

from assessment.attempts import DOES_NOT_APPLY, EVIDENCE_LIMIT, Attempt
from assessment.content.model import Skill, SubSkill
from assessment.evaluation import choose_next
from assessment.pages import controls, session, text

_EMPTY = "—"
_NOT_APPLICABLE = "Doesn't apply to my work"


def draw() -> None:
    """Draw the page."""
    attempt = session.attempt()
    if attempt is None:
        st.title("Assessment", anchor=False)
        st.info("Begin on the Start page, or resume an attempt there.")
        return
    content = session.bank().content
    places = [*(skill.id for skill in content.skills), "items"]
    place = attempt.place.partition(":")[0]
    at = places.index(place) if place in places else 0
    if places[at] == "items":
        _items(attempt, places)
    else:
        _ratings(attempt, content.skills[at], places)


def _ratings(attempt: Attempt, skill: Skill, places: list[str]) -> None:
    content = session.bank().content
    at = places.index(skill.id)
    st.title(skill.name, anchor=False)
    progress = st.empty()  # filled last, so that it counts what this very run saved
    st.write(content.framework.self_rating_question)
    for sub in skill.sub_skills:
        attempt = _rating(attempt, sub)
    given = len(attempt.ratings)
    progress.progress(
        given / len(content.sub_skills), f"{given} of {len(content.sub_skills)} sub-skills rated"
    )
    back, forward = st.columns(2)
    if at and back.button("Back", key="back", width="stretch"):
        _go(attempt, places[at - 1])
    if forward.button("Next", key="next", type="primary", width="stretch"):
        _go(attempt, places[at + 1])


def _rating(attempt: Attempt, sub: SubSkill) -> Attempt:
    framework = session.bank().content.framework
    names = {level.level: level.name for level in framework.levels}
    words = {0: f"{names[0]}: {framework.not_yet}"}
    words |= {
        i: f"{names[i]}: I {anchor[0].lower()}{anchor[1:]}"
        for i, anchor in enumerate(sub.anchors, 1)
    }
    choices = [*words, _NOT_APPLICABLE]
    words_for = {
        **{str(k): text.label(v) for k, v in words.items()},
        _NOT_APPLICABLE: _NOT_APPLICABLE,
    }
    stored = attempt.ratings.get(sub.id, _EMPTY)
    held = _NOT_APPLICABLE if stored is DOES_NOT_APPLY else stored
    st.subheader(sub.name, anchor=False)
    key = f"rate-{sub.id}-{attempt.head.id}-{session.drawing()}"
    chosen = st.radio(
        text.label(sub.definition),
        choices,
        index=choices.index(held) if held in choices else None,
        format_func=lambda each: words_for[str(each)],
        key=key,
    )
    if chosen is not None and chosen != held:
        value = DOES_NOT_APPLY if chosen == _NOT_APPLICABLE else chosen
        attempt = session.save(attempt, "rating", sub.id, value)
    if sub.id in attempt.ratings:
        st.caption("Saved")
        return _evidence(attempt, sub)
    return attempt


def _evidence(attempt: Attempt, sub: SubSkill) -> Attempt:
    level = attempt.ratings[sub.id]
    asked_from = session.bank().content.framework.policy.evidence_from_level.value
    if level is DOES_NOT_APPLY or level < asked_from:
        return attempt
    stored = attempt.evidence.get(sub.id, "")
    typed = st.text_input(
        f"Evidence (optional). {text.label(sub.evidence_prompt)}",
        value=stored,
        max_chars=EVIDENCE_LIMIT,
        key=f"evidence-{sub.id}-{attempt.head.id}-{session.drawing()}",
    )
    if typed != stored:
        attempt = session.save(attempt, "evidence", sub.id, typed or None)
    return attempt


def _items(attempt: Attempt, places: list[str]) -> None:
    bank = session.bank()
    item_id = attempt.place.partition(":")[2]
    if item_id not in bank.index:
        chosen = choose_next(bank, attempt, session.role(attempt))
        if chosen is None:
            _finished(attempt, places)
            return
        item_id = chosen
        attempt = session.save(attempt, "place", "", f"items:{item_id}")
    sub, item = bank.content.items[item_id]
    st.title("Show it", anchor=False)
    st.caption(
        f"{len(attempt.answers)} questions answered · {sub.name}. "
        "Stop whenever you like: Results is always ready."
    )
    st.write(text.label(item.stem))
    if item.table:
        st.caption(text.label(item.table.caption))
        rows = [dict(zip(item.table.columns, row, strict=True)) for row in item.table.rows]
        st.table(rows)
    stored = attempt.answers.get(item_id)
    answer = controls.control(item, stored, f"item-{item_id}-{attempt.head.id}-{session.drawing()}")
    if answer is not None and answer != stored:
        attempt = session.save(attempt, "answer", item_id, answer)
    if item_id in attempt.answers:
        st.caption("Saved")
    back, forward = st.columns(2)
    if back.button("Back", key="back", width="stretch"):
        _go(attempt, _before(attempt, item_id, places))
    if forward.button(
        "Next", key="next", type="primary", width="stretch", disabled=item_id not in attempt.answers
    ):
        _go(attempt, _after(attempt, item_id))


def _before(attempt: Attempt, item_id: str, places: list[str]) -> str:
    given = list(attempt.answers)
    earlier = given[: given.index(item_id)] if item_id in given else given
    return f"items:{earlier[-1]}" if earlier else places[-2]


def _after(attempt: Attempt, item_id: str) -> str:
    given = list(attempt.answers)
    later = given[given.index(item_id) + 1 :]
    return f"items:{later[0]}" if later else "items"


def _finished(attempt: Attempt, places: list[str]) -> None:
    st.title("No question is left", anchor=False)
    st.write("You have answered everything that this role asks for. Results has the whole picture.")
    if st.button("Back", key="back"):
        _go(attempt, _before(attempt, "", places))


def _go(attempt: Attempt, place: str) -> None:
    session.save(attempt, "place", "", place)
    st.rerun()
