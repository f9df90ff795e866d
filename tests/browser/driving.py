"""What a person does on a page, and what they see there."""

import re
import time
from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page

from assessment.attempts import Attempt
from assessment.content.items import Item, Judgement, Numeric
from assessment.content.model import Content

from .chromium import IDLE
from .examples import LOCAL
from .server import Server

_QUIET: Final = """(idle) => {
    if (!window.lastChange) {
        window.lastChange = performance.now();
        new MutationObserver(() => { window.lastChange = performance.now(); }).observe(
            document.body, { subtree: true, childList: true, attributes: true });
    }
    const charts = [...document.querySelectorAll("[data-testid=stPlotlyChart]")];
    return document.querySelector(idle) && document.querySelector("h1")
        && charts.every((chart) => !chart.checkVisibility() || (chart.querySelector(".main-svg")
            ?.getBoundingClientRect().width ?? Infinity) <= chart.clientWidth + 1)
        && document.getAnimations().every((each) => each.playState !== "running")
        && performance.now() - window.lastChange > 150;
}"""
"""Idle, with a title and every chart drawn to fit, and nothing moved for 150 ms: one run of the
script may be followed by another, and between the two a page is idle that is not finished."""

_PATIENCE: Final = 15
"""Longest wait for something to be stored, in seconds."""


def open_at(page: Page, server: Server, path: str = "/", attempt: Attempt | None = None) -> None:
    """Open a page of the app, with an attempt, and wait until it stands."""
    page.goto(f"{server.url}{path}" + (f"?attempt={attempt.head.id}" if attempt else ""))
    settled(page)


def settled(page: Page) -> None:
    """Wait until the page has a title, its charts, and nothing left to do."""
    page.wait_for_function(_QUIET, arg=IDLE, polling=30)


def unfold(page: Page) -> None:
    """Open everything that can be opened on the page."""
    page.evaluate(
        "document.querySelectorAll('details:not([open]) > summary').forEach((e) => e.click())"
    )
    settled(page)


def until(page: Page, condition: Callable[[], bool]) -> None:
    """Wait for something that shows outside the page, as in the database."""
    end = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > end:
            pytest.fail("what was waited for did not happen")
        page.wait_for_timeout(20)


def heading(page: Page, name: str) -> None:
    """Wait until the title of the page is ``name``."""
    page.get_by_role("heading", level=1, name=name, exact=True).wait_for()


def press(page: Page, name: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=name, exact=True).click()


def go_to(page: Page, name: str) -> None:
    """Follow a link of the page list, and wait until that page stands."""
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
    page.wait_for_function("(name) => document.title.startsWith(name)", arg=name)
    settled(page)


def page_names(page: Page) -> list[str]:
    """Names of all pages, as the page list has them."""
    links = page.get_by_role("navigation").get_by_role("link")
    links.first.wait_for()
    return [name.strip() for name in links.all_text_contents()]


def shown(page: Page, server: Server) -> Attempt:
    """The attempt in the address of the page, as it is stored now."""
    (named,) = parse_qs(urlsplit(page.url).query)["attempt"]
    return server.store.attempt(LOCAL, named)


def widget(page: Page, key: str) -> Locator:
    """The widget whose key begins so: its end changes with the revision that it was drawn from."""
    return page.locator(f"[class*='st-key-{key}-']")


def saved(page: Page) -> Locator:
    """The marks that say what is stored."""
    return page.get_by_text(re.compile("Saved$"))


def options(group: Locator) -> Locator:
    """The options of a group of radio buttons, as a person clicks them."""
    return group.get_by_test_id("stRadioOption")


def chosen(page: Page) -> dict[str, list[str]]:
    """For each group of radio buttons, by the key of its widget, the options that are chosen."""
    found = page.evaluate(
        """() => [...document.querySelectorAll("[data-testid=stRadio]")].map((radio) => [
            [...radio.closest("[class*=st-key-]").classList].find((c) => c.startsWith("st-key-")),
            [...radio.querySelectorAll("input:checked")].map((input) => input.value),
        ])"""
    )
    return {key.removeprefix("st-key-"): values for key, values in found}


def rate(page: Page, server: Server, sub_skill: str, level: int) -> None:
    """Choose a level for a sub-skill, and wait until it is stored."""
    options(widget(page, f"rate-{sub_skill}")).nth(level).click()
    until(page, lambda: shown(page, server).ratings.get(sub_skill) == level)


def question(page: Page, server: Server, content: Content, number: int) -> Item:
    """The item that question ``number`` asks, once the page shows it."""
    heading(page, f"Question {number}")
    settled(page)
    return content.items[shown(page, server).place.partition(":")[2]][1]


def answer(page: Page, item: Item) -> None:
    """Answer an item with its first options, or with a number."""
    if isinstance(item, Numeric):
        box = page.get_by_role("spinbutton")
        box.fill("12")
        box.press("Enter")
    elif isinstance(item, Judgement):
        options(page.get_by_role("radiogroup", name="The best of these")).nth(0).click()
        page.get_by_text("Saved once you have chosen both.").wait_for()
        options(page.get_by_role("radiogroup", name="The worst of these")).nth(1).click()
    else:
        options(widget(page, f"item-{item.id}")).nth(0).click()


def do_not_know(page: Page, item: Item) -> None:
    """Say "I don't know", wherever the item's control has it."""
    said = page.get_by_text("I don't know", exact=True)
    assert said.count() == 1, f"{item.id} offers no way out, or two"
    said.click()
