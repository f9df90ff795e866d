"""What stands beside the levels: the way that a person has come, and what they did with tools."""

from playwright.sync_api import Locator, Page

from assessment.background import PathAnswer, ToolUse
from assessment.content.model import Content

from . import examples
from .driving import go_to, open_at, settled, shown, until
from .server import Server


def test_an_answer_about_the_path_is_kept(server: Server, page: Page, content: Content) -> None:
    """What is said of a step of the path, and of what backs it, is there after a reload."""
    step = content.path.steps[0]
    question = step.questions[0]
    best, grade = question.options[-1], content.path.evidence[2]
    open_at(page, server, "/experience", examples.full(server.store, content))
    asked = page.get_by_role("combobox", name=question.text)
    _choose(page, asked, best.text)
    until(page, lambda: question.id in shown(page, server).path)
    settled(page)
    backed = page.get_by_role("combobox", name="How is it backed?")
    _choose(page, backed, f"{grade.name}: {grade.meaning}")
    kept = PathAnswer(option=best.id, evidence=grade.level)
    until(page, lambda: shown(page, server).path[question.id] == kept)

    page.reload()
    settled(page)
    assert asked.input_value() == best.text
    assert backed.input_value() == f"{grade.name}: {grade.meaning}"
    page.get_by_text(f"In place for {content.roles[0].name}: {step.name}.").wait_for()


def _choose(page: Page, box: Locator, option: str) -> None:
    """Open a list, and take an option of it."""
    box.click()
    page.get_by_role("option", name=option, exact=True).click()


def test_a_kind_of_tool_is_kept(server: Server, page: Page, content: Content) -> None:
    """How far somebody goes with a kind of tool is stored, and still there after another page."""
    category = content.tools.categories[0]
    open_at(page, server, "/experience", examples.full(server.store, content))

    page.get_by_role("radiogroup", name="Part").get_by_text("Tools", exact=True).click()
    group = page.get_by_role("radiogroup", name=category.purpose)
    group.get_by_text(category.statements[1], exact=True).click()
    until(page, lambda: shown(page, server).tools.get(category.id) == ToolUse(level=2, products=()))
    go_to(page, "Roles")
    go_to(page, "Experience")
    page.get_by_role("radiogroup", name="Part").get_by_text("Tools", exact=True).click()
    settled(page)

    assert group.get_by_role("radio").nth(2).is_checked()
