"""Experience: the five-step path and the tools, optional, and never part of a level."""

from typing import Final

import streamlit as st

from assessment.attempts import Attempt
from assessment.background import PathAnswer, ToolUse
from assessment.charts import experience as shown
from assessment.content.path import PathQuestion
from assessment.content.tools import ToolCategory
from assessment.experience import Milestone, StepReached, path_reached, tools_reached
from assessment.pages import focus, session, tables
from assessment.pages.text import label

_TOOLS: Final = "tools"


def draw() -> None:
    """Draw the page."""
    attempt = session.attempt()
    heading = "Experience"
    st.title(heading, anchor=False)
    focus.move("experience", heading)
    if attempt is None:
        st.info("Nothing is begun here yet. Begin on the Start page, or go on with one there.")
        return
    content = session.bank().content
    st.write(label(content.path.purpose))
    standing = st.container()  # filled last, so that it counts what this very run saved
    parts = {step.id: step.name for step in content.path.steps} | {_TOOLS: "Tools"}
    part = st.radio(
        "Part", list(parts), format_func=parts.__getitem__, horizontal=True, key="experience-part"
    )
    st.header(label(parts[part]), anchor=False)
    if part == _TOOLS:
        for category in content.tools.categories:
            attempt = _tool(attempt, category)
    else:
        attempt = _step(attempt, part)
    with standing:
        _standing(attempt)
    session.heartbeat()


def _standing(attempt: Attempt) -> None:
    content, role = session.bank().content, session.role(attempt)
    found = path_reached(content, attempt, role)
    st.write(label(shown.sentence(role, found)))
    with st.expander(f"The path to {label(role.name)}, step by step"):
        tables.draw(shown.steps(found))
        st.caption(label(content.path.rule.text))
    with st.expander("Tools beside what the role needs"):
        tables.draw(shown.tools(tools_reached(content, attempt, role), content.tools))


def _step(attempt: Attempt, part: str) -> Attempt:
    content, role = session.bank().content, session.role(attempt)
    reached = next(r for r in path_reached(content, attempt, role) if r.step.id == part)
    st.write(label(reached.step.meaning))
    for milestone in reached.milestones:
        attempt = _question(attempt, milestone.question, reached)
    return attempt


def _question(attempt: Attempt, question: PathQuestion, reached: StepReached) -> Attempt:
    milestone = next(each for each in reached.milestones if each.question is question)
    held = attempt.path.get(question.id)
    option = _option(attempt, question, milestone)
    backed = _evidence(attempt, question, held) if option is not None else None
    st.caption(label(shown.expected(question, milestone)))
    answer = _answer(question, option, backed)
    if answer is not None and answer != held:
        attempt = session.save(attempt, "path", question.id, answer)
    if question.id in attempt.path:
        st.caption(":material/check: Saved")
    st.space("small")
    return attempt


def _option(attempt: Attempt, question: PathQuestion, milestone: Milestone) -> str | None:
    words = {option.id: option.text for option in question.options}
    if question.tool_level is not None:
        said = words.get(milestone.given or "", "not said yet")
        st.write(f"{label(question.text)}  \nCounted from the part on tools: **{label(said)}**")
        return milestone.given
    options = list(words)
    held = attempt.path.get(question.id)
    chosen: str | None = st.selectbox(
        label(question.text),
        options,
        index=options.index(held.option) if held and held.option in words else None,
        format_func=words.__getitem__,
        key=session.key(attempt, f"path-{question.id}"),
    )
    return chosen


def _evidence(attempt: Attempt, question: PathQuestion, held: PathAnswer | None) -> int | None:
    grades = shown.evidence(session.bank().content.path)
    return st.selectbox(
        "How is it backed?",
        list(grades),
        index=held.evidence if held else None,
        format_func=grades.__getitem__,
        key=session.key(attempt, f"backed-{question.id}"),
    )


def _answer(question: PathQuestion, option: str | None, backed: int | None) -> PathAnswer | None:
    if question.tool_level is not None:
        return None if backed is None else PathAnswer(option=None, evidence=backed)
    return None if option is None else PathAnswer(option=option, evidence=backed or 0)


def _tool(attempt: Attempt, category: ToolCategory) -> Attempt:
    scale = session.bank().content.tools
    held = attempt.tools.get(category.id)
    words = {0: scale.scale[0].meaning} | dict(enumerate(category.statements, 1))
    st.subheader(label(category.name), anchor=False)
    level = st.radio(
        f"{label(category.purpose)} {label(scale.question)}",
        list(words),
        index=held.level if held else None,
        format_func=lambda each: label(words[each]),
        key=session.key(attempt, f"tool-{category.id}"),
    )
    if level is None:
        return attempt
    names = {product.id: product.name for product in category.products}
    products = st.multiselect(
        scale.products_question,
        list(names),
        default=[each for each in held.products if each in names] if held else [],
        format_func=names.__getitem__,
        key=session.key(attempt, f"products-{category.id}"),
    )
    use = ToolUse(level=level, products=tuple(products))
    if use != held:
        attempt = session.save(attempt, "tool", category.id, use)
    st.caption(":material/check: Saved")
    return attempt
