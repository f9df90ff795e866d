"""
Files that a process may hold open: every open page takes some, and systems set a limit.

At the limit a server takes in nobody: a browser that comes then waits in front of a white page.
So the limit is lifted as far as the system allows, and whoever comes before it is reached is told.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

try:
    import resource
except ImportError:  # on Windows, where sockets are no files and none of this holds
    resource = None  # type: ignore[assignment]

PER_PAGE: Final = 4
"""Descriptors of an open page: its connection, and three of the loop that runs it (measured)."""

KEPT_FREE: Final = 64
"""Descriptors that no new page may take: pages that are open need some to come back and to save."""

_WANTED: Final = (65_536, 10_240)
"""Limits to ask for; macOS grants none above the second, even where it says that none is set."""

_OPEN_FILES: Final = Path("/dev/fd")


def lift_limit() -> None:
    """Allow this process as many open files as the system lets it allow itself."""
    if resource is None:
        return
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in _WANTED:
        new = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        if new > allowed != resource.RLIM_INFINITY:
            with suppress(ValueError, OSError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (new, most))
                return


def limit() -> int | None:
    """Most files that this process may hold open; None where nothing limits it."""
    if resource is None:
        return None
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return None if allowed == resource.RLIM_INFINITY else allowed


def pages(limit: int) -> int:
    """Number of pages that may be open at once under a limit."""
    return max(0, limit - KEPT_FREE) // PER_PAGE


def has_room() -> bool:
    """Whether another page may be opened."""
    allowed = limit()
    if allowed is None:
        return True
    try:
        held = sum(1 for _ in _OPEN_FILES.iterdir())
    except FileNotFoundError:
        return True  # this system does not list them
    except OSError:
        return False  # not even the list can be opened
    return held <= allowed - KEPT_FREE
