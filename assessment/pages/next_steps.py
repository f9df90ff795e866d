"""Next steps: one for every requirement that is not met, most urgent first."""

import streamlit as st

from assessment.evaluation import evaluate
from assessment.pages import session, text


def draw() -> None:
    """Draw the page."""
    attempt = session.attempt()
    st.title("Next steps", anchor=False)
    if attempt is None or not (attempt.ratings or attempt.answers):
        st.info("Rate at least one sub-skill on the Assessment page, and steps appear here.")
        return
    role = session.role(attempt)
    st.write(
        f"Towards {role.name}: must-haves first, then weight times gap. Hours are our judgement."
    )
    for planned in evaluate(session.bank(), attempt, role).steps:
        step, gap = planned.step, planned.gap
        st.subheader(step.title, anchor=False)
        must = " · must-have" if gap.requirement.critical else ""
        st.caption(
            text.label(
                f"{gap.sub_skill.name}{must} · level {step.from_level} to {step.to_level} · "
                f"{step.hours.least} to {step.hours.most} h · {step.cost}"
            )
        )
        st.write(text.label(step.task))
        st.write(f"**Proof:** {text.label(step.artefact)}")
        st.write(f"**A mentor would ask:** {text.label(gap.sub_skill.mentor_question)}")
        if step.resource:
            st.link_button(
                f"{step.resource.organisation}: {step.resource.title}", str(step.resource.url)
            )
