"""What stands beside the levels: what a person has done with tools."""

from playwright.sync_api import Page

from assessment.background import ToolUse
from assessment.content.model import Content

from . import examples
from .driving import go_to, open_at, settled, shown, until
from .server import Server


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
