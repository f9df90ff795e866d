"""A server that dies while somebody answers: tried twice by the tests, 30 times by the campaign."""

import time
from pathlib import Path
from random import Random
from typing import Final

from playwright.sync_api import Error, Page

from assessment.attempts import DOES_NOT_APPLY, Attempt
from assessment.content.loading import load
from assessment.content.model import Content
from assessment.pages.session import HEARTBEAT
from tests.benchmarks.clicks import open_browser
from tests.store.trials import Outcome

from . import examples
from .driving import chosen, open_at, options, shown, widget
from .server import Server

BEAT = int(HEARTBEAT * 1000)
"""How often an open page looks for itself, in milliseconds."""

CLICKS: Final = 10
"""Choices about each death of the server."""

_SEED: Final = 20261125
_PATIENCE: Final = 25.0
"""Longest time until the page shows what is stored, in seconds."""


def stored(attempt: Attempt, content: Content) -> dict[str, str]:
    """What the ratings on the first part must show: the option's place, by the widget's key."""
    ratings = attempt.ratings
    values = {
        sub: len(content.framework.levels) if r is DOES_NOT_APPLY else r
        for sub, r in ratings.items()
    }
    here = {sub.id for sub in content.skills[0].sub_skills}
    return {sub: str(value) for sub, value in values.items() if sub in here}


def on_screen(page: Page, content: Content) -> dict[str, str]:
    """What the ratings on the page do show."""
    keys = chosen(page)
    return {
        sub.id: values[0]
        for sub in content.skills[0].sub_skills
        for key, values in keys.items()
        if key.startswith(f"rate-{sub.id}-") and values
    }


def restarts(page: Page, server: Server, content: Content, runs: int) -> Outcome:
    """Kill the server at a random moment of ``CLICKS`` random choices, and start it again."""
    outcome, rng = Outcome(runs), Random(_SEED)
    page.clock.install()
    for _ in range(runs):
        attempt = examples.begun(server.store, content)
        open_at(page, server, "/assessment", attempt)
        dies, back = rng.randrange(CLICKS), rng.randint(1, 3)
        for click in range(CLICKS):
            _choose(page, content, rng)
            page.wait_for_timeout(rng.uniform(0, 200))
            if click == dies:
                server.kill()
            if click == min(dies + back, CLICKS - 1):
                server.start()
        page.clock.fast_forward(BEAT + 1000)
        seen = _screen_in_the_end(page, server, content)
        kept = stored(shown(page, server), content)
        outcome.acknowledged += len(seen)
        outcome.lost += sum(kept.get(sub) != value for sub, value in seen.items())
        outcome.expect(seen == kept, "the page does not show what is stored")
    return outcome


def restarts_in_a_browser(folder: Path, runs: int) -> Outcome:
    """``restarts`` on a server and in a browser of their own."""
    server, content = Server(folder), load()
    server.start()
    with open_browser() as browser:
        outcome = restarts(browser.new_page(), server, content, runs)
    server.kill()
    outcome.expect("Traceback" not in server.log.read_text("utf-8"), "a fault was not caught")
    return outcome


def _choose(page: Page, content: Content, rng: Random) -> None:
    """Click somewhere; without a server, nothing can be chosen, and the page may change midway."""
    sub, option = rng.choice(content.skills[0].sub_skills), rng.randrange(7)
    try:
        options(widget(page, f"rate-{sub.id}")).nth(option).click(force=True, timeout=1000)
    except Error:
        return


def _screen_in_the_end(page: Page, server: Server, content: Content) -> dict[str, str]:
    """What the page shows once it is what is stored, or when there is no more waiting."""
    end = time.monotonic() + _PATIENCE
    while True:
        seen = on_screen(page, content)
        if seen == stored(shown(page, server), content) or time.monotonic() > end:
            return seen
        page.wait_for_timeout(100)
