"""
``streamlit run app.py``: what the server starts.

Begins to load what pages need, adds the security headers, and names the script with the pages.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from assessment.pages import warming
from assessment.pages.headers import SecurityHeaders


@asynccontextmanager
async def _warm(_app: object) -> AsyncIterator[dict[str, object]]:
    warming.begin()
    yield {}


app = st.App(
    str(Path(__file__).parent / "assessment" / "pages" / "router.py"),
    lifespan=_warm,
    middleware=[Middleware(SecurityHeaders)],
)
