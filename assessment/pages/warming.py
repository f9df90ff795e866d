"""
What pages need, loaded before they ask for it.

The first page waits for nothing that the browser leaves time for: the server loads while the
browser loads its own part. What only later pages need follows once that page is there. All of it
is taken out of garbage collection, which would otherwise go over it again and again.
"""

import gc
import inspect
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

_TURN: Final = 0.0005
"""Longest turn of the thread that loads, in seconds, while the other answers the browser; with
Python's own 0.005 each of the 70 files of a first visit waits for several turns."""

_PAINTING: Final = 1.0
"""Seconds that the first page is left alone, to be sent and painted."""

_drawn = threading.Event()


def begin() -> None:
    """Load in the background."""
    threading.Thread(target=_load, daemon=True).start()


def page_drawn() -> None:
    """Let what later pages need be loaded."""
    _drawn.set()


def _load() -> None:
    with _kept(), _in_short_turns():
        _load_for_the_first_page()
    _drawn.wait()
    time.sleep(_PAINTING)
    with _kept(), _in_short_turns():
        import pandas  # noqa: F401, ICN001, PLC0415  # for figures and tables


def _load_for_the_first_page() -> None:
    import streamlit.emojis  # noqa: F401, PLC0415  # for the icon of the page

    from assessment.errors import AssessmentError  # noqa: PLC0415
    from assessment.pages import (  # noqa: PLC0415
        about,  # noqa: F401
        answering,  # noqa: F401
        cohort,  # noqa: F401
        experience,  # noqa: F401
        mentoring,  # noqa: F401
        next_steps,  # noqa: F401
        opening,  # noqa: F401
        over_time,  # noqa: F401
        results,  # noqa: F401
        roles,  # noqa: F401
        session,
        sharing,  # noqa: F401
        start,  # noqa: F401
    )

    with suppress(AssessmentError):  # the page tries again, and says what is wrong
        session.bank()
        session.store()
    inspect.stack()  # Streamlit asks once where it was started; Python then looks up every module


@contextmanager
def _kept() -> Iterator[None]:
    """What is loaded here stays; looking for garbage in it meanwhile costs 0.2 s."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def _in_short_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
