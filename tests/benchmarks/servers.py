"""Real servers to measure: ours as the README starts it, and stock pages with default settings."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

ROOT: Final = Path(__file__).resolve().parents[2]
"""Folder of the app."""

STOCK_QUESTION: Final = Path(__file__).with_name("stock_question.py")
STOCK_COHORT: Final = Path(__file__).with_name("stock_cohort.py")
STOCK_RATINGS: Final = Path(__file__).with_name("stock_ratings.py")

PATIENCE: Final = 60.0
"""Longest time that a server may take to start, in seconds."""

_LOCAL_ONLY: Final = (
    "--server.headless=true",
    "--server.address=127.0.0.1",
    "--browser.serverAddress=127.0.0.1",
    "--browser.gatherUsageStats=false",
)
"""What a stock page needs to stay on this machine; all else is as Streamlit ships it."""

_KIB: Final = 1 / 1024


@dataclass(frozen=True)
class Usage:
    """
    What a process holds; NaN where the system does not say (other than Linux).

    Attributes:
        rss: Memory that it occupies, in MiB.
        uss: Memory that would be free without it, in MiB.
        descriptors: Number of open files and sockets.
        cpu: Processor time that it has used, in seconds.
    """

    rss: float
    uss: float
    descriptors: float
    cpu: float


@dataclass
class Server:
    """
    A Streamlit server on a free port.

    Attributes:
        script: What ``streamlit run`` starts.
        folder: Working folder, where Streamlit looks for its settings.
        environ: Environment variables beside those of this process.
        options: Settings on the command line.
        port: Where it listens.
        started: When the process was started, in seconds since 1970.
    """

    script: Path
    folder: Path
    environ: Mapping[str, str]
    options: tuple[str, ...] = ()
    port: int = 0
    started: float = 0.0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        """Start it, and wait until it answers."""
        self.port = _free_port()
        command = [sys.executable, "-m", "streamlit", "run", str(self.script), *self.options]
        # Compiled once and kept, as on everybody's machine, also where ours says otherwise.
        ignored = ("STREAMLIT_", "HEADWAY_", "PYTHONDONTWRITEBYTECODE")
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(ignored)}
        self.started = time.time()
        self._process = subprocess.Popen(
            [*command, f"--server.port={self.port}"],
            cwd=self.folder,
            env={**inherited, **self.environ},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()

    def usage(self) -> Usage:
        """What the process holds now."""
        place = Path(f"/proc/{self._process.pid}") if self._process else Path("/nowhere")
        try:
            lines = (place / "smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
            descriptors = len(list((place / "fd").iterdir()))
            times = (place / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
        except OSError:
            return Usage(*[float("nan")] * 4)
        sizes = {line.split(":")[0]: float(line.split()[1]) * _KIB for line in lines}
        private = sizes["Private_Clean"] + sizes["Private_Dirty"]
        cpu = sum(map(int, times)) / os.sysconf("SC_CLK_TCK")
        return Usage(sizes["Rss"], private, descriptors, cpu)

    def _wait(self) -> None:
        while time.time() < self.started + PATIENCE:
            try:
                with urllib.request.urlopen(f"http://{self.address}/_stcore/health", timeout=5):
                    return
            except OSError:
                time.sleep(0.01)
        self.__exit__()
        raise TimeoutError(f"{self.script.name} did not start.")


def ours(data: Path) -> Server:
    """The app, with its database in the folder ``data``."""
    return Server(Path("app.py"), ROOT, {"HEADWAY_DATA_DIR": str(data)})


def stock(script: Path, folder: Path, **environ: str) -> Server:
    """A stock page, started in an empty ``folder``, so that no settings of ours reach it."""
    return Server(script, folder, {"HOME": str(folder), **environ}, _LOCAL_ONLY)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
