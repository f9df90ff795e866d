"""
``streamlit run app.py``: what the server starts.

Begins to load what pages need, adds the security headers, turns away pages that there is no room
for, and names the script with the pages.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from assessment.descriptors import lift_limit
from assessment.pages import warming
from assessment.pages.headers import SecurityHeaders
from assessment.pages.room import Room


@asynccontextmanager
async def _warm(_app: object) -> AsyncIterator[dict[str, object]]:
    lift_limit()
    warming.begin()
    yield {}


app = st.App(
    str(Path(__file__).parent / "assessment" / "pages" / "router.py"),
    lifespan=_warm,
    middleware=[Middleware(SecurityHeaders), Middleware(Room)],
)
