"""The app as the README starts it: a process on a free port, with a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Final

import pytest

from assessment.store.database import database_url, open_database
from assessment.store.store import Store

ROOT: Final = Path(__file__).resolve().parents[2]
_PATIENCE: Final = 60
"""Longest time that a start may take, in seconds."""


class Server:
    """A running app whose people and answers a test can read behind its back."""

    def __init__(self, folder: Path, *, root: Path = ROOT, script: str = "app.py") -> None:
        """Choose a port; the data folder is made by the app."""
        self.folder = folder / "data"
        self.log = folder / "server.log"
        self.root, self.script = root, script
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def file(self) -> Path:
        """The database."""
        return self.folder / "headway.sqlite3"

    @cached_property
    def store(self) -> Store:
        """What is stored, read past the server."""
        return Store(open_database(database_url({"HEADWAY_DATA_DIR": str(self.folder)})))

    def start(self) -> None:
        """Start it, and wait until it answers."""
        environ = {**os.environ, "HEADWAY_DATA_DIR": str(self.folder)}
        environ.pop("HEADWAY_DATABASE_URL", None)
        command = [sys.executable, "-m", "streamlit", "run", self.script]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--server.port", str(self.port)],
                cwd=self.root,
                env=environ,
                stdout=log,
                stderr=log,
            )
        end = time.monotonic() + _PATIENCE
        while not self._answers():
            if self._ended() or time.monotonic() > end:
                pytest.fail(f"the server did not start:\n{self.log.read_text('utf-8')}")

    def freeze(self) -> None:
        """Let it do nothing more: what is sent to it arrives, and is never read."""
        self.process.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        """End it without warning."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):  # noqa: S310
                return True
        except OSError:
            return False

    def _ended(self) -> bool:
        try:
            self.process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            return False
        return True


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """A server while it runs; nothing that it writes to its log may be a fault it did not catch."""
    server.start()
    try:
        yield server
    finally:
        server.kill()
    assert "Traceback" not in server.log.read_text("utf-8")
