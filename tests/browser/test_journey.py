"""From Start to Next steps in Chromium, on a real server and a real SQLite file."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
REQUIRED = os.environ.get("HEADWAY_REQUIRE_BROWSER") == "1"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
IDLE = (
    "[data-testid='stApp'][data-test-connection-state='CONNECTED']"
    "[data-test-script-state='notRunning']"
)

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not REQUIRED, reason="no Chromium on this machine"
)


class Server:
    """The app as the README starts it, on a free port and a folder of its own."""

    def __init__(self, folder: Path) -> None:
        """Choose a port."""
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        self.process = subprocess.Popen(
            [*command, "--server.port", str(self.port)],
            cwd=ROOT,
            env={**os.environ, "HEADWAY_DATA_DIR": str(self.folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):  # noqa: S310
                    return
            except OSError:
                if self.process.poll() is not None:
                    break
        pytest.fail("the server did not start")

    def kill(self) -> None:
        """End it without warning."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A running app."""
    server = Server(tmp_path)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def page() -> Iterator[Page]:
    """A page in a fresh browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page(viewport={"width": 1280, "height": 800})
        browser.close()


def rate_all(page: Page) -> None:
    """Rate every sub-skill on the page."""
    page.wait_for_selector(IDLE)
    groups = page.get_by_role("radiogroup")
    for at in range(groups.count()):
        groups.nth(at).locator("label").nth(3).click()
        page.get_by_text("Saved", exact=True).nth(at).wait_for()
        page.wait_for_selector(IDLE)


def checked(page: Page) -> int:
    """Number of options chosen on the page."""
    return int(page.evaluate("document.querySelectorAll('[role=radiogroup] input:checked').length"))


def test_from_start_to_next_steps(server: Server, page: Page) -> None:
    """A stranger rates one skill, reads the result, survives reload and restart, sees steps."""
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(server.url)
    page.locator(".st-key-begin button").click()
    page.get_by_role("heading", name="Ecommerce expertise").wait_for()
    rate_all(page)
    page.get_by_text("6 of 24 sub-skills rated").wait_for()
    page.reload()
    page.get_by_text("6 of 24 sub-skills rated").wait_for()
    assert checked(page) == 6

    server.kill()
    server.start()
    page.goto(page.url)
    page.get_by_text("6 of 24 sub-skills rated").wait_for()
    assert checked(page) == 6

    page.get_by_role("link", name="Results").click()
    page.get_by_role("heading", name="What first").wait_for()
    page.locator(".js-plotly-plot").first.wait_for()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("link", name="Next steps").click()
    page.get_by_text("A mentor would ask").first.wait_for()
    foreign = [url for url in requests if not url.startswith((server.url, "data:", "blob:"))]
    assert foreign == []
