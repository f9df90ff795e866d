"""
Many respondents at once on the page of self-ratings, beside a stock page with as many widgets.

Each thinks, chooses, waits for the page, and thinks again. At the end the database is compared
with what was chosen: every choice whose page was drawn must be in the log, in order.
"""

import asyncio
import json
import random
import sqlite3
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

from assessment.content.loading import load
from tests.benchmarks import people
from tests.benchmarks.printing import Row, percentile, table
from tests.benchmarks.respondents import Respondent, turns
from tests.benchmarks.servers import STOCK_RATINGS, Server, Usage, ours, stock

DOES_NOT_APPLY: Final = "does-not-apply"

_IDLE: Final = 0.05
"""Processor time in two seconds, in seconds, below which a server does nothing but wait."""


@dataclass(frozen=True)
class Crowd:
    """
    People at work at the same time.

    Attributes:
        size: How many.
        think: Mean time between a page and the next choice, in seconds.
        seconds: How long each goes on, in each of the rounds.
    """

    size: int
    think: float
    seconds: float


@dataclass(frozen=True)
class Size:
    """
    How much is measured.

    Attributes:
        crowds: One after the other.
        rounds: Turns of either page for each crowd.
        sessions: Numbers of pages held open, to see what one takes.
    """

    crowds: tuple[Crowd, ...]
    rounds: int
    sessions: tuple[int, ...]


FULL: Final = Size(
    (Crowd(1, 1, 20), Crowd(40, 1, 30), Crowd(100, 10, 30)),
    rounds=2,
    sessions=(0, 20, 40, 60, 80, 100),
)


@dataclass
class Side:
    """
    One of the two pages.

    Attributes:
        name: What the table calls it.
        server: Where it runs.
        page: Page of the app.
        attempts: Attempts that respondents take, one each; none on the stock page.
        chosen: What was chosen and drawn, by attempt, in order.
    """

    name: str
    server: Server
    page: str
    attempts: list[str]
    chosen: dict[str, list[str]] = field(default_factory=dict)

    def visitor(self) -> tuple[str, Respondent]:
        """Another respondent, and the attempt that they work on."""
        attempt = self.attempts.pop() if self.attempts else ""
        url = f"ws://{self.server.address}/_stcore/stream"
        return attempt, Respondent(url, self.page, f"attempt={attempt}" if attempt else "")


def report(size: Size) -> str:
    """Both tables."""
    with TemporaryDirectory() as folder:
        sides = _sides(Path(folder), size)
        with sides[0].server, sides[1].server:
            sessions: list[Row] = [
                (side.name, *asyncio.run(_sessions(side, size.sessions))) for side in sides
            ]
            rows = [row for crowd in size.crowds for row in _compare(sides, crowd, size.rounds)]
        lost = _lost(Path(folder), sides[0].chosen)
    given = sum(map(len, sides[0].chosen.values()))
    percentiles = ("p50 ms", "p95 ms", "p99 ms", "ratio p50")
    headings = ("", "page", "choices", "a second", "CPU ms each", *percentiles)
    shown = table("Rerun of the page of self-ratings under load", headings, rows)
    kept = f"Choices shown as made on our page: {given:,}; lost: {lost}."
    titles = ("", "USS KiB each", "RSS KiB each", "descriptors each", "server RSS MiB")
    held = table(f"What an open page takes, by {size.sessions[-1]} of them", titles, sessions)
    return f"{shown}\n\n{kept}\n\n{held}"


def _sides(folder: Path, size: Size) -> tuple[Side, Side]:
    content, store = load(), people.open_store(folder)
    visitors = 1 + size.sessions[-1] + size.rounds * sum(crowd.size for crowd in size.crowds)
    attempts = [people.begin(store, content, seed) for seed in range(visitors)]
    elsewhere = folder / "stock"
    elsewhere.mkdir()
    radios = str(len(content.skills[0].sub_skills))
    other = stock(STOCK_RATINGS, elsewhere, STOCK_RATINGS=radios)
    return Side("ours", ours(folder), "assessment", attempts), Side("stock", other, "", [])


async def _sessions(side: Side, counts: Sequence[int]) -> tuple[float, float, float, float]:
    """
    What one open page takes: the slope of what the server holds over the number of pages.

    The difference between two numbers of pages would count what all share and grows in steps.
    """
    async with AsyncExitStack() as pages:
        _, first = side.visitor()
        await pages.enter_async_context(first)  # what all share is loaded with it, or after it
        await _idle(side.server)
        held: list[Usage] = []
        opened = 0
        for count in counts:
            for _ in range(count - opened):
                await pages.enter_async_context(side.visitor()[1])
            opened = count
            held.append(await _idle(side.server))
    found = [[each.uss * 1024, each.rss * 1024, each.descriptors] for each in held]
    uss, rss, descriptors = np.polyfit(counts, found, 1)[0].tolist()
    return uss, rss, descriptors, held[-1].rss


async def _idle(server: Server) -> Usage:
    """What the server holds once it has done nothing for two seconds."""
    before = server.usage()
    while True:
        await asyncio.sleep(2)
        now = server.usage()
        if now.cpu - before.cpu < _IDLE:
            return now
        before = now


def _compare(sides: Sequence[Side], crowd: Crowd, rounds: int) -> list[Row]:
    times: dict[str, list[float]] = {side.name: [] for side in sides}
    cpu = dict.fromkeys(times, 0.0)
    for turn in range(rounds):
        for side in sides if turn % 2 else reversed(sides):
            before = side.server.usage().cpu
            times[side.name] += asyncio.run(_work(side, crowd))
            cpu[side.name] += side.server.usage().cpu - before
    base = percentile(times["stock"], 50)
    return [
        (
            f"{crowd.size} at {crowd.think:g} s",
            name,
            len(found),
            len(found) / crowd.seconds / rounds,
            1000 * cpu[name] / len(found),
            *(percentile(found, share) for share in (50, 95, 99)),
            percentile(found, 50) / base,
        )
        for name, found in times.items()
    ]


async def _work(side: Side, crowd: Crowd) -> list[float]:
    """Milliseconds of every rerun of every respondent."""
    until = time.monotonic() + crowd.seconds
    every = await asyncio.gather(
        *(_respond(side, crowd.think, until, random.Random(seed)) for seed in range(crowd.size))
    )
    return [spent for each in every for spent in each]


async def _respond(side: Side, think: float, until: float, rng: random.Random) -> list[float]:
    await asyncio.sleep(rng.uniform(0, think))  # nobody arrives at the same moment
    attempt, respondent = side.visitor()
    spent, chosen = [], side.chosen.setdefault(attempt, [])
    async with respondent:
        choices = turns(respondent.options)
        while time.monotonic() < until:
            await asyncio.sleep(rng.uniform(0.5, 1.5) * think)
            radio, option = next(choices)
            spent.append(1000 * await respondent.choose(radio, option))
            chosen.append(_as_stored(respondent.options[radio].index(option)))
            await respondent.beat()
    return spent


def _as_stored(option: int) -> str:
    """The option at an index, as the log keeps it: levels from 0, then "doesn't apply"."""
    return json.dumps(option if option <= 5 else DOES_NOT_APPLY)


def _lost(folder: Path, chosen: dict[str, list[str]]) -> int:
    """Number of choices that the log of their attempt does not hold at their place."""
    (database,) = folder.glob("*.sqlite3")
    log = "SELECT value FROM response WHERE attempt_id = ? AND kind = 'rating' ORDER BY rev"
    connection = sqlite3.connect(database)
    lost = 0
    for attempt, given in chosen.items():
        stored = [value for (value,) in connection.execute(log, (attempt,))]
        lost += sum(a != b for a, b in zip(given, stored, strict=False))
        lost += max(0, len(given) - len(stored))
    connection.close()
    return lost
