"""
``streamlit run app.py``: what the server starts.

Loads what every page needs while the first browser loads its own part, and takes it out of garbage
collection, which would otherwise go over all of it again and again; adds the security headers.
"""

import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from assessment.pages.headers import SecurityHeaders


@asynccontextmanager
async def _warm(_app: object) -> AsyncIterator[dict[str, object]]:
    threading.Thread(target=_load_what_pages_need, daemon=True).start()
    yield {}


def _load_what_pages_need() -> None:
    gc.disable()  # what is loaded here stays; looking for garbage in it meanwhile costs 0.2 s
    try:
        import streamlit.emojis  # noqa: F401, PLC0415  # for the icon of the page

        from assessment.errors import AssessmentError  # noqa: PLC0415
        from assessment.pages import answering, results, session, start  # noqa: F401, PLC0415

        with suppress(AssessmentError):  # the page tries again, and says what is wrong
            session.bank()
            session.store()
        import pandas  # noqa: F401, ICN001, PLC0415  # last: for figures and tables, later
    finally:
        gc.freeze()
        gc.enable()


app = st.App(
    str(Path(__file__).parent / "assessment" / "pages" / "router.py"),
    lifespan=_warm,
    middleware=[Middleware(SecurityHeaders)],
)
