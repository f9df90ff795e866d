"""
A cohort of 10, 100 and 500 people, beside a bare page with a dataframe of the same size.

The clock is the page's own: from a click to the frame in which the run of the script is over, the
first row is another and, on ours, the map is drawn anew. Every turn is a new visitor's with nothing
cached: showing the people includes reading them from the database, working out their levels and,
the first time, fetching what draws the map, which a dataframe does without.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Page

from assessment.bank import Bank, build_bank
from assessment.content.loading import load
from assessment.result_file import result_file
from tests.benchmarks import people
from tests.benchmarks.clicks import IDLE, open_browser
from tests.benchmarks.printing import PAIR, Row, side_by_side, table
from tests.benchmarks.servers import STOCK_COHORT, Server, ours, stock

_ANSWERS: Final = 24
"""Items answered by each person, beside all self-ratings: the short form."""

_PAUSE: Final = 300
"""Rest before each click, in milliseconds."""

Part = tuple[str, str]
"""Selector of an element, and the attribute that changes; empty for its text."""

_OURS: Final[Sequence[Part]] = (
    ("[data-testid=stTable] tbody tr > :nth-child(2)", ""),
    (".heatmaplayer image", "href"),
)
_STOCK: Final[Sequence[Part]] = (
    ("[data-testid=stCaptionContainer]", ""),
    ("[data-testid=stCaptionContainer]", ""),
)
_CLOCK: Final = f"""
(parts) => {{
  const seen = () => parts.map(([selector, attribute]) => {{
    const found = document.querySelector(selector);
    return (attribute ? found?.getAttribute(attribute) : found?.textContent) ?? "";
  }});
  const before = seen();
  window.spent = new Promise((done, fail) => {{
    setTimeout(() => fail(new Error("nothing changed within a minute")), 60000);
    const clicked = () => {{
      const start = performance.now();
      const changed = () => {{
        if (!document.querySelector("{IDLE}")) return;
        if (seen().some((now, at) => now === "" || now === before[at])) return;
        observer.disconnect();
        requestAnimationFrame(() => done(performance.now() - start));
      }};
      const observer = new MutationObserver(changed);
      const all = {{ subtree: true, childList: true, characterData: true, attributes: true }};
      observer.observe(document.body, all);
    }};
    window.addEventListener("click", clicked, {{ capture: true, once: true }});
  }});
}}
"""


@dataclass(frozen=True)
class Size:
    """
    How much is measured.

    Attributes:
        people: Numbers of people in a cohort.
        rounds: Visits to either page for each of them.
    """

    people: Sequence[int]
    rounds: int


FULL: Final = Size((10, 100, 500), 8)


@dataclass
class Side:
    """
    One of the two pages, and what was measured on it.

    Attributes:
        server: Where it runs.
        path: Of the page.
        parts: What changes on it.
        painted: From asking for the people to their map or table, in milliseconds.
        again: The same once more in the same window, in milliseconds.
        ordered: From choosing an order to the people in that order, in milliseconds.
    """

    server: Server
    path: str
    parts: Sequence[Part]
    painted: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    ordered: list[float] = field(default_factory=list)


def report(size: Size) -> str:
    """Times for every number of people, as Markdown."""
    bank = build_bank(load())
    with open_browser() as browser:
        rows = [row for count in size.people for row in _rows(browser, bank, count, size.rounds)]
    return table("A cohort, in milliseconds", PAIR, rows)


def _rows(browser: Browser, bank: Bank, count: int, rounds: int) -> list[Row]:
    with TemporaryDirectory() as folder:
        mine, other = sides = _sides(Path(folder), bank, count)
        with mine.server, other.server:
            for side in sides:  # warm: a start has a row elsewhere
                _visit(browser, side)
                for measured in (side.painted, side.again, side.ordered):
                    measured.clear()
            for turn in range(rounds):
                for side in sides if turn % 2 else reversed(sides):
                    _visit(browser, side)
    return [
        side_by_side(f"{count} people: shown", mine.painted, other.painted),
        side_by_side(f"{count} people: shown again", mine.again, other.again),
        side_by_side(f"{count} people: another order", mine.ordered, other.ordered),
    ]


def _sides(folder: Path, bank: Bank, count: int) -> tuple[Side, Side]:
    _fill(folder, bank, count)
    elsewhere = folder / "stock"
    elsewhere.mkdir()
    columns = str(len(bank.content.sub_skills))
    bare = stock(STOCK_COHORT, elsewhere, STOCK_PEOPLE=str(count), STOCK_COLUMNS=columns)
    return Side(ours(folder), "cohort", _OURS), Side(bare, "", _STOCK)


def _fill(folder: Path, bank: Bank, count: int) -> None:
    """Put ``count`` people into the database, each with an attempt of their own."""
    store, items = people.open_store(folder), people.some_items(bank.content, _ANSWERS)
    for seed in range(count):
        file = result_file(people.answered(bank, items, seed), f"Person {seed}")
        store.import_result(people.ACTOR, file)


def _visit(browser: Browser, side: Side) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"http://{side.server.address}/{side.path}")
    side.painted.append(_clicked(page, side, "Everybody on this machine"))
    page.get_by_role("combobox", name="Order").click()
    side.ordered.append(_clicked(page, side, "Name"))
    page.get_by_text("Result files", exact=True).click()
    page.wait_for_selector(side.parts[0][0], state="detached")
    side.again.append(_clicked(page, side, "Everybody on this machine"))
    context.close()


def _clicked(page: Page, side: Side, text: str) -> float:
    where = page.get_by_text(text, exact=True)
    where.wait_for()
    page.wait_for_selector(IDLE)
    page.wait_for_timeout(_PAUSE)
    page.evaluate(_CLOCK, side.parts)
    where.click()
    return float(page.evaluate("window.spent"))
