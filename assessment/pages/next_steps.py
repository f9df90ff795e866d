"""Next steps: the plan in time, what to work on now, and what comes after."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assessment.attempts import Attempt
from assessment.charts import headline, timeline
from assessment.decisions import Decisions, Pace
from assessment.evaluation import Result, evaluate
from assessment.pages import agreed, deciding, focus, session, tables, worth
from assessment.pages.text import label
from assessment.plan import PlannedStep, finished
from assessment.schedule import AT_ONCE, USUAL_HOURS, retake_on, schedule

_PLAIN: Final = {"displayModeBar": False}


def page() -> StreamlitPage:
    """The page, to be listed and to be linked to."""
    return st.Page(draw, title="Next steps", url_path="next-steps")


def draw() -> None:
    """Draw the page."""
    attempt = session.attempt()
    heading = "Next steps"
    st.title(heading, anchor=False)
    focus.move("next-steps", heading)
    if attempt is None or not (attempt.ratings or attempt.answers):
        st.info("Rate one sub-skill on the Assessment page, and first steps stand here.")
        return
    decisions = session.decisions(attempt)
    role = session.role(attempt)
    result = evaluate(session.bank(), attempt, role, decisions=decisions)
    if not result.steps:
        st.success(label(headline.without_steps(result)))
        agreed.draw(attempt, decisions)
    else:
        st.write(
            f"Towards {label(result.role.name)}: must-haves first, then what adds most readiness "
            "for an hour. The hours of a step are our judgement; put in your own where you know "
            "better."
        )
        attempt = _timeline(attempt, result, decisions)
        agreed.draw(attempt, decisions)
        _steps(attempt, result.steps)
        worth.draw(attempt, result)
    _finished(result, decisions)
    session.heartbeat()


def brief(steps: Sequence[PlannedStep]) -> None:
    """Steps in two lines each, numbered."""
    lines = [
        f"{number}. **{label(planned.step.title)}**  \n   :gray[{label(planned.summary)}]"
        for number, planned in enumerate(steps, 1)
    ]
    st.markdown("\n".join(lines))


def _timeline(attempt: Attempt, result: Result, decisions: Decisions) -> Attempt:
    held = decisions.pace
    with st.container(horizontal=True):
        hours = st.number_input(
            "Hours a week",
            min_value=0.5,
            max_value=60.0,
            value=held.hours_per_week if held else USUAL_HOURS,
            step=0.5,
            format="%g",
            key=session.key(attempt, "pace-hours"),
            width=180,
        )
        start = st.date_input(
            "From",
            value=held.start if held else "today",
            key=session.key(attempt, "pace-start"),
            format="YYYY-MM-DD",
            width=180,
        )
    pace = Pace(
        hours_per_week=float(hours), start=start if isinstance(start, date) else session.today()
    )
    if pace != held:
        attempt = session.save(attempt, "pace", "", pace)
    slots, retake = schedule(result.steps, pace), retake_on(pace)
    st.plotly_chart(
        timeline.figure(slots, retake),
        key="timeline",
        alt=timeline.sentence(slots, retake),
        config=_PLAIN,
    )
    st.write(label(timeline.sentence(slots, retake)))
    with st.expander("The plan as a table"):
        tables.draw(timeline.table(slots))
    return attempt


def _steps(attempt: Attempt, steps: Sequence[PlannedStep]) -> None:
    st.header("Now", anchor=False)
    for planned in steps[:AT_ONCE]:
        _step(attempt, planned)
    later = steps[AT_ONCE:]
    if not later:
        return
    st.header("After that", anchor=False)
    brief(later)
    chosen = st.selectbox(
        "Look at one of these",
        later,
        index=None,
        format_func=lambda planned: planned.step.title,
        key="later-step",
        width=420,
    )
    if chosen is not None:
        _step(attempt, chosen)


def _step(attempt: Attempt, planned: PlannedStep) -> None:
    step = planned.step
    with st.container(border=True):
        st.subheader(label(step.title), anchor=False)
        st.caption(label(f"{planned.summary} · {step.cost}"))
        st.write(label(step.task))
        st.write(f"**Proof:** {label(step.artefact)}")
        st.write(f"**A mentor would ask:** {label(planned.gap.sub_skill.mentor_question)}")
        if step.resource:
            found = f"{step.resource.organisation}: {step.resource.title}"
            st.link_button(label(found), str(step.resource.url))
        deciding.draw(attempt, planned)


def _finished(result: Result, decisions: Decisions) -> None:
    rows = deciding.table(finished(result.gaps, decisions))
    if rows:
        st.header("Done, and not for you", anchor=False)
        tables.draw(rows)
