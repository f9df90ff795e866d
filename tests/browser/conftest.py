"""One browser for the folder, one server for each file, and pages that are watched."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from assessment.content.loading import load
from assessment.content.model import Content

from .chromium import CHROMIUM, open_browser
from .server import Server, running
from .walking import DESKTOP, Finding, walk

_PATIENCE: Final = 15_000
"""Longest wait for something to appear, in milliseconds."""

NewPage = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium; skipped without it, unless it is required."""
    if CHROMIUM is None and os.environ.get("HEADWAY_REQUIRE_BROWSER") == "1":
        pytest.fail("HEADWAY_REQUIRE_BROWSER is 1, but no Chromium is on this machine")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running app."""
    assert browser.is_connected()  # without a browser no server is worth its start
    with running(Server(tmp_path_factory.mktemp("headway"))) as server:
        yield server


@pytest.fixture(scope="package")
def content() -> Content:
    """The content as the app has it."""
    return load()


@pytest.fixture(scope="package")
def findings(
    browser: Browser, content: Content, tmp_path_factory: pytest.TempPathFactory
) -> list[Finding]:
    """What a walk past every page in every state found."""
    with running(Server(tmp_path_factory.mktemp("walk"))) as server:
        watched = Watched(browser.new_context(viewport=DESKTOP))
        found = list(walk(watched.context.new_page(), server, content))
        watched.close()
    return found


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Opens pages, each in a context of its own, that must stay among themselves."""
    with ExitStack() as stack:

        def opened(**options: Any) -> Page:
            watched = Watched(browser.new_context(**{"viewport": DESKTOP, **options}))
            stack.callback(watched.close)
            return watched.context.new_page()

        yield opened


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """One page of desktop size."""
    return new_page()


class Watched:
    """A browser context that remembers what it asked for and what went wrong in it."""

    def __init__(self, context: BrowserContext) -> None:
        """Listen to ``context``."""
        context.set_default_timeout(_PATIENCE)
        self.context = context
        self.hosts: set[str | None] = set()
        self.faults: list[str] = []
        context.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))
        context.on("page", lambda page: page.on("websocket", self._socket))
        context.on("weberror", lambda fault: self.faults.append(str(fault.error)))
        context.on("console", self._console)

    def close(self) -> None:
        """Close it; nothing may have come from elsewhere, or broken the policy or a script."""
        exceptions = [page.get_by_test_id("stException").count() for page in self.context.pages]
        self.context.close()
        assert self.hosts <= {"127.0.0.1", None}  # None: data and blobs
        assert self.faults == []
        assert not any(exceptions)

    def _socket(self, socket: Any) -> None:
        self.hosts.add(urlsplit(socket.url).hostname)

    def _console(self, message: Any) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)
