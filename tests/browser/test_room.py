"""A server that may open no more files: who is there goes on, who comes is told."""

import asyncio
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack

import pytest

from assessment.content.model import Content
from assessment.descriptors import KEPT_FREE
from tests.benchmarks.respondents import Respondent

from . import examples
from .server import Server

resource = pytest.importorskip("resource", reason="this system has no limit of open files")
if not hasattr(resource, "prlimit"):
    pytest.skip("this system cannot limit another process", allow_module_level=True)

LIMIT = KEPT_FREE + 64
"""Open files that the server is let have: some dozen pages."""


def visited(server: Server) -> tuple[int, str]:
    """Status and text that a browser gets that comes to the server."""
    request = urllib.request.Request(server.url, headers={"Accept": "text/html"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read().decode()


async def filled(server: Server, content: Content) -> tuple[int, str, int]:
    """What who comes to a full server gets, and how many of the open pages then still save."""
    attempts = [examples.begun(server.store, content) for _ in range(LIMIT)]
    address = f"ws{server.url.removeprefix('http')}/_stcore/stream"
    async with AsyncExitStack() as stack:
        pages = []
        while (answer := await asyncio.to_thread(visited, server))[0] == 200:
            query = f"attempt={attempts[len(pages)].head.id}"
            pages.append(await stack.enter_async_context(Respondent(address, "assessment", query)))
        for page in pages:
            radio, choices = next(iter(page.options.items()))
            await page.choose(radio, choices[2])
    kept = [server.store.attempt(examples.LOCAL, each.head.id).ratings for each in attempts]
    return (*answer, len(pages) - sum(map(len, kept)))


def test_a_full_server_says_so_and_loses_nothing(server: Server, content: Content) -> None:
    """Who comes gets a sentence, who is there saves on, and there is room again afterwards."""
    resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (LIMIT, LIMIT))
    with ThreadPoolExecutor() as elsewhere:  # the browser has a loop in this thread
        outcome = elsewhere.submit(lambda: asyncio.run(filled(server, content)))
        status, sentence, lost = outcome.result()

    assert (status, lost) == (503, 0)
    assert f"the system lets it hold only {LIMIT} files open" in sentence
    assert "Too many open files" not in server.log.read_text("utf-8")
    assert visited(server)[0] == 200
