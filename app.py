"""
``streamlit run app.py``: what the server starts.

Warms up the heavy imports once and takes them out of garbage collection, which Streamlit
otherwise runs over everything after each rerun; adds the security headers.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from assessment.pages.headers import SecurityHeaders


@asynccontextmanager
async def _warm(_app: object) -> AsyncIterator[dict[str, object]]:
    import plotly.graph_objects  # noqa: F401, PLC0415  # warmed here, so that no visitor waits
    import streamlit.elements.plotly_chart  # noqa: F401, PLC0415

    import assessment.evaluation  # noqa: F401, PLC0415

    gc.collect()
    gc.freeze()
    yield {}


app = st.App(
    str(Path(__file__).parent / "assessment" / "pages" / "router.py"),
    lifespan=_warm,
    middleware=[Middleware(SecurityHeaders)],
)
