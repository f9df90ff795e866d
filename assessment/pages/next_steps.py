"""Next steps: one for every requirement that is not met, most urgent first."""

from collections.abc import Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assessment.charts import headline
from assessment.evaluation import evaluate
from assessment.pages import focus, session
from assessment.pages.text import label
from assessment.plan import PlannedStep


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
    result = evaluate(session.bank(), attempt, session.role(attempt))
    if not result.steps:
        st.success(label(headline.without_steps(result)))
        return
    st.write(
        f"Towards {label(result.role.name)}: must-haves first, then by weight times gap. Hours "
        "are our judgement, not a measurement."
    )
    for number, planned in enumerate(result.steps, 1):
        _step(number, planned)


def brief(steps: Sequence[PlannedStep]) -> None:
    """Steps in two lines each, numbered."""
    lines = [
        f"{number}. **{label(planned.step.title)}**  \n   :gray[{label(planned.summary)}]"
        for number, planned in enumerate(steps, 1)
    ]
    st.markdown("\n".join(lines))


def _step(number: int, planned: PlannedStep) -> None:
    step = planned.step
    st.subheader(f"{number}. {label(step.title)}", anchor=False, divider="gray")
    st.caption(label(f"{planned.summary} · {step.cost}"))
    st.write(label(step.task))
    st.write(f"**Proof:** {label(step.artefact)}")
    st.write(f"**A mentor would ask:** {label(planned.gap.sub_skill.mentor_question)}")
    if step.resource:
        found = f"{step.resource.organisation}: {step.resource.title}"
        st.link_button(label(found), str(step.resource.url))
