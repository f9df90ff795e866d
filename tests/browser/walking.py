"""One walk past every page in every state, and what is found wrong there by whatever measure."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

from assessment.attempts import Attempt
from assessment.content.model import Content

from . import examples
from .driving import go_to, open_at, page_names, settled, unfold
from .mentors import Mentor
from .server import Server

DESKTOP: Final = {"width": 1280, "height": 800}
TELEPHONE: Final = {"width": 390, "height": 844}
_LATER: Final = 3_000
"""Longest wait for a page to fit another width, in milliseconds."""

_EVERY_RULE: Final = {"resultTypes": ["violations"]}
_CONTRAST_ONLY: Final = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}

_SPOKEN: Final = """() => [...document.querySelectorAll("[aria-label], [alt], [title]")].map(
    (e) => [e.getAttribute("aria-label"), e.getAttribute("alt"), e.title].join(" "))"""
"""Names that a screen reader speaks and nobody sees."""

_OUTSIDE: Final = """() => {
    const main = document.querySelector("[data-testid=stMain]");
    const width = document.documentElement.clientWidth;
    const inside = (e) => { const held = e.textContent.trim() ? ["auto", "scroll"]
        : ["auto", "scroll", "hidden", "clip"];
        for (let p = e; p !== main; p = p.parentElement)
            if (held.includes(getComputedStyle(p).overflowX)) return true;
        return false; };
    const out = (e, left, right) => { const box = e.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && (box.left < left - 1 || box.right > right + 1); };
    const said = (e) => `${e.tagName} ${e.textContent.slice(0, 60)}`;
    const poking = [...main.querySelectorAll("*:not(svg *)")].filter(
        (e) => e.checkVisibility() && out(e, 0, width) && !inside(e));
    const cut = [...main.querySelectorAll(".main-svg text")].filter((e) => {
        const frame = e.closest(".js-plotly-plot").getBoundingClientRect();
        return out(e, frame.left, frame.right); });
    return [...(main.scrollWidth > main.clientWidth ? ["the page scrolls"] : []),
        ...poking.map(said), ...cut.map(said)];
}"""
"""What is wider than the page, but for what scrolls in a frame of its own; labels a chart cuts."""

_GROUND: Final = """(scheme) => {
    const app = document.querySelector("[data-testid=stApp]");
    const red = Number(getComputedStyle(app).backgroundColor.match(/[0-9]+/)[0]);
    return (red < 128) === (scheme === "dark");
}"""
"""Whether the page's background is that of a scheme."""

_PLACES: Final = """(targets) => targets.map((target) =>
    document.querySelector(target)?.closest("[data-testid]")?.dataset.testid ?? "")"""


@dataclass(frozen=True)
class Finding:
    """
    What one sight was found to be.

    Attributes:
        name: Page and state.
        faults: Rule of axe and kind of element, with an example; in the light.
        faint: The same for contrast in the dark.
        spoken: Names with marks that only Markdown knows.
        charts: Number of charts.
        named: Number of charts that have a sentence for a name.
        tables: Number of tables.
        outside: What is wider than a telephone.
    """

    name: str
    faults: dict[tuple[str, str], str]
    faint: dict[tuple[str, str], str]
    spoken: list[str]
    charts: int
    named: int
    tables: int
    outside: list[str]


def walk(page: Page, server: Server, content: Content) -> Iterator[Finding]:
    """Every page without an attempt, with an empty and a full one; every kind of question."""
    store = server.store
    open_at(page, server)
    names = page_names(page)
    full = examples.full(store, content, "Ada Lovelace")
    states: dict[str, Attempt | None] = {
        "no attempt": None,
        "nothing answered": examples.begun(store, content),
        "much answered": full,
    }
    for state, attempt in states.items():
        open_at(page, server, "/", attempt)
        for name in names:
            go_to(page, name)
            yield _look(page, f"{name}, {state}")
    for family in examples.families(content):
        item = examples.first_of(content, family)
        open_at(page, server, "/assessment", examples.at_item(store, content, item.id))
        yield _look(page, f"a {family} question")
    open_at(page, server, "/assessment", examples.exhausted(store, content))
    yield _look(page, "no question left")
    open_at(page, server, "/cohort")
    yield _look(page, "Cohort, nobody")
    page.get_by_text("Everybody on this machine", exact=True).click()
    page.get_by_role("heading", name="Averages", exact=True).wait_for()
    settled(page)
    yield _look(page, "Cohort, everybody")
    yield from _mentoring(page, server, content, full)


def _mentoring(page: Page, server: Server, content: Content, full: Attempt) -> Iterator[Finding]:
    """What a mentee shares, and every part of a mentor's review."""
    mentor = Mentor(server)
    review = mentor.begin(full)
    open_at(page, server, f"/mentor?mentor={mentor.id}")
    yield _look(page, "Mentor, the list")
    open_at(page, server, mentor.address(review))
    yield _look(page, "Mentor, rating blind")
    mentor.open(review, content)
    open_at(page, server, mentor.address(review))
    yield _look(page, "Mentor, comparing")
    page.get_by_text("Agree", exact=True).first.click()
    page.get_by_role("heading", name="What you agree on").wait_for()
    settled(page)
    yield _look(page, "Mentor, agreeing")
    mentor.agree(review, content)
    for name, path in (("Share", "/share"), ("Next steps", "/next-steps"), ("Results", "/results")):
        open_at(page, server, path, full)
        yield _look(page, f"{name}, reviewed")


def violations(page: Page, options: Mapping[str, Any] = _EVERY_RULE) -> dict[tuple[str, str], str]:
    """Each rule that the page breaks and the kind of element that breaks it, with an example."""
    found = {}
    for rule in Axe().run(page, options=dict(options)).response["violations"]:
        targets = [str(node["target"][-1]) for node in rule["nodes"]]
        for place, node in zip(page.evaluate(_PLACES, targets), rule["nodes"], strict=True):
            found[rule["id"], place] = f"{node['html'][:160]} {node['failureSummary']}"
    return found


def in_the_dark(page: Page) -> dict[tuple[str, str], str]:
    """Violations of contrast in the dark; the light goes on again."""
    _switch(page, "dark")
    found = violations(page, _CONTRAST_ONLY)
    _switch(page, "light")
    return found


def _switch(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Change the scheme, and wait until the page has taken it over."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(_GROUND, arg=scheme)
    settled(page)


def _look(page: Page, name: str) -> Finding:
    unfold(page)
    figures = page.get_by_role("figure", name=re.compile(r"\w+ \w+"))
    found = Finding(
        name=name,
        faults=violations(page),
        faint=in_the_dark(page),
        spoken=[each for each in page.evaluate(_SPOKEN) if "\\" in each or "**" in each],
        charts=page.get_by_test_id("stPlotlyChart").count(),
        named=figures.filter(has=page.locator(".js-plotly-plot")).count(),
        tables=page.get_by_role("table").count(),
        outside=_on_a_telephone(page),
    )
    page.set_viewport_size(DESKTOP)
    return found


def _on_a_telephone(page: Page) -> list[str]:
    page.set_viewport_size(TELEPHONE)
    settled(page)
    with suppress(Error):  # what Streamlit lays out anew by a script comes a little later
        page.wait_for_function(f"({_OUTSIDE})().length === 0", timeout=_LATER)
    outside: list[str] = page.evaluate(_OUTSIDE)
    return outside
