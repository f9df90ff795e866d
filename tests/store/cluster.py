"""A throw-away PostgreSQL server: made in a folder of its own, killed at will, gone at the end."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL

_DEBIAN: Final = Path("/usr/lib/postgresql")
_WITHOUT_RIGHTS: Final = ("postgres", "nobody")
"""Users to start the server as where we are root, whom PostgreSQL refuses."""


def programs() -> Path | None:
    """The folder with ``initdb`` of the newest PostgreSQL on this machine; None without one."""
    debian = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).parent if found else None


_PATIENCE: Final = 60
"""Longest time that a start or an end may take, in seconds."""


class Cluster:
    """
    A running server.

    Attributes:
        url: Address of its database, with the password.
        password: Which nobody else may learn, and no log may hold.
    """

    def __init__(self, folder: Path, binaries: Path) -> None:
        """Make the server's files in ``folder``, which belongs to the server's user."""
        self._folder, self._binaries = folder, binaries
        self._data = folder / "data"
        self._as_other: dict[str, Any] = {"cwd": folder}
        if user := _other_user():
            self._as_other |= {"user": user, "group": _group_of(user), "extra_groups": []}
        self.password = secrets.token_urlsafe(16)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        self.url = URL.create(
            "postgresql", "headway", self.password, "127.0.0.1", self._port, "postgres"
        ).render_as_string(hide_password=False)
        self._make()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = ["-p", str(self._port), "-c", "listen_addresses=127.0.0.1"]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._program("postgres"), "-D", self._data, "-k", self._folder, *options],
                stdout=log,
                stderr=log,
                **self._as_other,
            )
        self.wait()

    def wait(self) -> None:
        """Wait until it answers."""
        end = time.monotonic() + _PATIENCE
        while not self._answers():
            if self._ended() or time.monotonic() > end:
                raise RuntimeError((self._folder / "log").read_text())

    def stop(self) -> None:
        """Stop it; whoever is connected is cut off."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(_PATIENCE)

    def kill(self) -> None:
        """Kill it with all its processes, as a power cut would, and leave it dead."""
        self._process.send_signal(signal.SIGSTOP)  # or it would start new ones meanwhile
        for child in _children(self._process.pid):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self._process.kill()
        self._process.wait(_PATIENCE)

    def _make(self) -> None:
        secret = self._folder / "password"
        secret.write_text(self.password)
        arguments = ["-U", "headway", "-A", "scram-sha-256", "--pwfile", secret]
        subprocess.run(
            [self._program("initdb"), "-D", self._data, "-E", "UTF8", "--no-locale", *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            **self._as_other,
        )

    def _program(self, name: str) -> Path:
        return self._binaries / name

    def _answers(self) -> bool:
        asked = [self._program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self._port)]
        return subprocess.run(asked, check=False, cwd=self._folder).returncode == 0

    def _ended(self) -> bool:
        try:
            self._process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            return False
        return True


@contextmanager
def cluster(binaries: Path) -> Iterator[Cluster]:
    """A running server that is gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="headway-postgresql-"))
    try:
        if user := _other_user():
            shutil.chown(folder, user)
        server = Cluster(folder, binaries)
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder)


def kill_backend(process: int) -> None:
    """Kill one process of a server; the server then restarts all of them."""
    os.kill(process, signal.SIGKILL)


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in listed]


def _other_user() -> str | None:
    """Who the server may run as where we are root; None where it may run as us."""
    import pwd  # POSIX alone has it, and only there we get here

    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(user for user in _WITHOUT_RIGHTS if user in known)


def _group_of(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid
