"""Documents on paper: a fixed template, set in a process with limits."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

from assessment.errors import AssessmentError

LONGEST: Final = 10.0
"""Longest time that setting may take, in seconds; it takes about a tenth of one."""

MOST_AT_ONCE: Final = 2
"""Most documents set at a time: each may take a gibibyte and two threads. Others wait."""

_TURNS: Final = BoundedSemaphore(MOST_AT_ONCE)

_HERE: Final = Path(__file__).parent
_KEPT: Final = ("SYSTEMROOT", "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What the process needs of our environment to start; the rest may hold secrets."""


def printed(
    template: str, data: Mapping[str, Any], day: date, instead: str, longest: float = LONGEST
) -> bytes:
    """
    A document as a tagged PDF; the same data always give the same bytes.

    Where a name holds characters that no font of ours has, they show as boxes and the document says
    so.

    Args:
        template: File name of the template.
        data: What it prints, as JSON can hold it; never read as markup.
        day: The day of the document.
        instead: What to do where it cannot be set.
        longest: Time after which setting is given up, in seconds; so is waiting for a turn.

    Raises:
        AssessmentError: If it cannot be set, or others are being set for too long.
    """
    job = {
        "template": str(_HERE / template),
        "fonts": str(_HERE / "fonts"),
        "data": json.dumps(data),
        "timestamp": int(datetime.combine(day, time(), UTC).timestamp()),
    }
    with _turn(instead, longest):
        return _set(json.dumps(job).encode(), instead, longest)


@contextmanager
def _turn(instead: str, longest: float) -> Iterator[None]:
    """Wait until fewer than ``MOST_AT_ONCE`` are being set, and count as one of them."""
    if not _TURNS.acquire(timeout=longest):
        raise AssessmentError(
            f"The PDF has to wait while others are being made; try again in a minute, or {instead}."
        )
    try:
        yield
    finally:
        _TURNS.release()


def _set(job: bytes, instead: str, longest: float) -> bytes:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and program, no shell
            [sys.executable, "-I", str(_HERE / "typesetting.py")],
            input=job,
            capture_output=True,
            check=False,
            timeout=longest,
            env={**kept, "RAYON_NUM_THREADS": "2"},
        )
    except (subprocess.TimeoutExpired, OSError) as fault:
        raise AssessmentError(f"The PDF was not ready in time; {instead}.") from fault
    if done.returncode or not done.stdout:
        reason = done.stderr.decode(errors="replace")
        raise AssessmentError(f"The PDF cannot be set; {instead}.") from RuntimeError(reason)
    return done.stdout
