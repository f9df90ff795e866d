"""
Opening Results and Progress of somebody with 1, 20 and 200 attempts, as the browser sees it.

The clock is the page's own: from the navigation to the first frame in which the run of the script
is over and the heading is there. Every visit is a fresh one, with nothing cached.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser

from assessment.bank import Bank, build_bank
from assessment.content.loading import load
from assessment.store.store import Store
from tests.benchmarks import people
from tests.benchmarks.printing import Row, percentile, table
from tests.benchmarks.servers import Server, ours
from tests.browser.chromium import IDLE, open_browser

PAGES: Final = ("results", "progress")
HEADINGS: Final = ("Page", "attempts", "p50 ms", "p95 ms")
_ANSWERS: Final = 24
"""Items answered in each attempt, beside all self-ratings: the short form."""

_DRAWN: Final = f"""
() => document.querySelector("h1")?.textContent && document.querySelector("{IDLE}")
  && performance.now()
"""


@dataclass(frozen=True)
class Size:
    """
    How much is measured.

    Attributes:
        attempts: Numbers of attempts of one person.
        visits: Visits to each page for each of them.
    """

    attempts: Sequence[int]
    visits: int


FULL: Final = Size((1, 20, 200), 10)


def report(size: Size) -> str:
    """Times for every page and number of attempts, as Markdown."""
    with TemporaryDirectory() as folder, open_browser() as browser:
        store, bank = people.open_store(Path(folder)), build_bank(load())
        places = {count: _person(store, bank, count) for count in size.attempts}
        with ours(Path(folder)) as server:
            for page in PAGES:  # warm: a start has a row elsewhere
                _visit(browser, server, f"{page}?attempt={places[size.attempts[0]]}")
            rows = [
                _row(browser, server, page, count, attempt, size.visits)
                for page in PAGES
                for count, attempt in places.items()
            ]
    return table("Opening a page, by attempts of the person", HEADINGS, rows)


def _person(store: Store, bank: Bank, attempts: int) -> str:
    """Id of the newest attempt of somebody new who has made ``attempts``."""
    items = people.some_items(bank.content, _ANSWERS)
    owner = store.add_person(people.ACTOR, "").id
    newest = ""
    for seed in range(attempts):
        newest = people.begin_of(store, bank.content, owner, seed)
        people.fill(store, newest, people.answered(bank, items))
    return newest


def _row(browser: Browser, server: Server, page: str, count: int, attempt: str, visits: int) -> Row:
    times = [_visit(browser, server, f"{page}?attempt={attempt}") for _ in range(visits)]
    return page, count, percentile(times, 50), percentile(times, 95)


def _visit(browser: Browser, server: Server, place: str) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"http://{server.address}/{place}")
    drawn = float(page.wait_for_function(_DRAWN, timeout=60_000).json_value())
    context.close()
    return drawn
