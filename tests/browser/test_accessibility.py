"""No page has an accessibility fault that Streamlit, left alone, does not have as well."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .driving import open_at
from .server import ROOT, Server, running
from .walking import Finding, in_the_dark, violations


@pytest.fixture
def bare(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a page that holds nothing of ours."""
    assert browser.is_connected()
    folder = tmp_path_factory.mktemp("bare")
    with running(Server(folder, root=ROOT, script="tests/browser/bare_page.py")) as server:
        yield server


def test_no_fault_of_ours(findings: list[Finding], bare: Server, page: Page) -> None:
    """In light and dark every page breaks no rule, where a bare page does not break it too."""
    open_at(page, bare)
    allowed = violations(page)
    allowed_dark = in_the_dark(page)
    print(f"Streamlit itself, in the light: {allowed}; in the dark: {allowed_dark}")
    ours = {
        each.name: {**less(each.faults, allowed), **less(each.faint, allowed_dark)}
        for each in findings
    }

    assert {name: faults for name, faults in ours.items() if faults} == {}


def less(
    found: dict[tuple[str, str], str], allowed: dict[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """What is found and not allowed."""
    return {rule: example for rule, example in found.items() if rule not in allowed}


def test_what_is_read_out_is_what_is_written(findings: list[Finding]) -> None:
    """No name that a screen reader speaks holds marks that only Markdown knows."""
    assert {each.name: each.spoken for each in findings if each.spoken} == {}


def test_every_chart_has_words(findings: list[Finding]) -> None:
    """Each chart is named by a sentence, and a table with the same facts stands by."""
    drawn = {each.name: each.charts for each in findings}
    assert drawn["Results, much answered"] > drawn["Results, nothing answered"] == 0
    assert [e.name for e in findings if e.named < e.charts or e.tables < e.charts] == []


@pytest.mark.parametrize("path", ["/", "/about"])
def test_the_page_says_its_language(server: Server, page: Page, path: str) -> None:
    """A screen reader knows which voice to take."""
    open_at(page, server, path)

    assert page.locator("html").get_attribute("lang") == "en"
