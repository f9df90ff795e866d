"""
From a click to what it brings, as the browser sees it, beside the smallest stock page.

The clock is the page's own: from the click's event to the frame after the change is in the
document. Ours saves to the disk in between; the stock page keeps nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Locator, Page

from assessment.content.loading import load
from tests.benchmarks import people
from tests.benchmarks.printing import PAIR, Row, side_by_side, table
from tests.benchmarks.servers import STOCK_QUESTION, Server, ours, stock
from tests.browser.chromium import IDLE, open_browser

_PAUSE: Final = 150
"""Rest before each click, in milliseconds: people are slower, and servers tidy up after a run."""

_CLOCK: Final = """
(what) => {
  const saved = (each) => each.textContent.trim().endsWith("Saved");
  const seen = {
    heading: () => document.querySelector("h1")?.textContent ?? "",
    saved: () =>
      [...document.querySelectorAll("[data-testid=stCaptionContainer]")].filter(saved).length,
  }[what];
  const before = seen();
  window.spent = new Promise((done, fail) => {
    setTimeout(() => fail(new Error(`no other ${what} within half a minute`)), 30000);
    const clicked = () => {
      const start = performance.now();
      const changed = () => {
        if (seen() === "" || seen() === before) return;
        observer.disconnect();
        requestAnimationFrame(() => done(performance.now() - start));
      };
      const observer = new MutationObserver(changed);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    };
    window.addEventListener("click", clicked, { capture: true, once: true });
  });
}
"""
_PAINTED: Final = """
window.painted = new Promise((done, fail) => {
  setTimeout(() => fail(new Error("no question within a minute")), 60000);
  const look = () => {
    if (!document.querySelector("h1")?.textContent.startsWith("Question")) return;
    observer.disconnect();
    requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, characterData: true });
});
"""


@dataclass(frozen=True)
class Size:
    """
    How much is measured.

    Attributes:
        rounds: Turns of either page.
        questions: Questions answered in a turn.
        starts: Starts of either server.
    """

    rounds: int
    questions: int
    starts: int


FULL: Final = Size(rounds=6, questions=20, starts=8)


@dataclass
class Side:
    """
    One of the two pages, and what was measured on it.

    Attributes:
        server: Where it runs.
        places: Address of the first question of each turn, then of each start.
        saved: From choosing to "Saved", in milliseconds.
        moved: From Next to the next question, in milliseconds.
        started: From starting the process to the first question, in milliseconds.
    """

    server: Server
    places: list[str]
    saved: list[float] = field(default_factory=list)
    moved: list[float] = field(default_factory=list)
    started: list[float] = field(default_factory=list)


def report(size: Size) -> str:
    """Both tables."""
    with TemporaryDirectory() as folder, open_browser() as browser:
        sides = _sides(Path(folder), size)
        with sides[0].server, sides[1].server:
            for turn in range(size.rounds):
                for side in sides if turn % 2 else reversed(sides):
                    _answer(browser, side, size.questions)
            held = [side.server.usage() for side in sides]
        for turn in range(size.starts):
            for side in sides if turn % 2 else reversed(sides):
                _start(browser, side)
    left, right = sides
    rows: list[Row] = [
        side_by_side('choose -> "Saved" shown', left.saved, right.saved),
        side_by_side("Next -> next question shown", left.moved, right.moved),
        side_by_side("process start -> first question shown", left.started, right.started),
    ]
    names = ("RSS", "USS")
    sizes = [(each.rss, each.uss) for each in held]
    memory: list[Row] = [
        (name, mine, its, mine / its) for name, mine, its in zip(names, *sizes, strict=True)
    ]
    return "\n\n".join(
        [
            table("Clicks and start, in milliseconds", PAIR, rows),
            table("Server after the clicks, in MiB", ("", "ours", "stock", "ratio"), memory),
        ]
    )


def _sides(folder: Path, size: Size) -> tuple[Side, Side]:
    content, store = load(), people.open_store(folder)
    places = [
        f"/assessment?attempt={people.begin_rated(store, content, turn)}"
        for turn in range(size.rounds + size.starts)
    ]
    elsewhere = folder / "stock"
    elsewhere.mkdir()
    bare = ["/"] * len(places)
    return Side(ours(folder), places), Side(stock(STOCK_QUESTION, elsewhere), bare)


@contextmanager
def _open(browser: Browser, side: Side) -> Iterator[Page]:
    """A fresh visitor, with nothing cached, at the next place of ``side``."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(_PAINTED)
    page = context.new_page()
    page.goto(f"http://{side.server.address}{side.places.pop(0)}")
    page.evaluate("window.painted")
    yield page
    context.close()


def _answer(browser: Browser, side: Side, questions: int) -> None:
    with _open(browser, side) as page:
        for _ in range(questions):
            side.saved.append(_clicked(page, "saved", _last_choice(page)))
            side.moved.append(_clicked(page, "heading", page.get_by_text("Next question")))


def _last_choice(page: Page) -> Locator:
    """Make all choices that the question asks for but one, and return that one."""
    page.wait_for_selector(IDLE)
    groups = page.get_by_role("radiogroup")
    options = [groups.nth(at).locator("label").nth(at) for at in range(groups.count())]
    if not options:
        return page.get_by_text("I don't know")
    for option in options[:-1]:
        option.click()
        page.wait_for_timeout(_PAUSE)
        page.wait_for_selector(IDLE)
    return options[-1]


def _clicked(page: Page, what: str, where: Locator) -> float:
    page.wait_for_selector(IDLE)
    page.wait_for_timeout(_PAUSE)
    page.evaluate(_CLOCK, what)
    where.click()
    return float(page.evaluate("window.spent"))


def _start(browser: Browser, side: Side) -> None:
    with side.server as server, _open(browser, side) as page:
        side.started.append(float(page.evaluate("window.painted")) - server.started * 1000)
