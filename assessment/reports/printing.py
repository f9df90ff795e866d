"""Documents on paper: a fixed template, set in a process with limits."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

from assessment.errors import AssessmentError

LONGEST: Final = 10.0
"""Longest time that setting may take, in seconds; it takes about a tenth of one."""

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
        longest: Time after which setting is given up, in seconds.

    Raises:
        AssessmentError: If it cannot be set.
    """
    job = {
        "template": str(_HERE / template),
        "fonts": str(_HERE / "fonts"),
        "data": json.dumps(data),
        "timestamp": int(datetime.combine(day, time(), UTC).timestamp()),
    }
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and program, no shell
            [sys.executable, "-I", str(_HERE / "typesetting.py")],
            input=json.dumps(job).encode(),
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
