"""
The headers that every answer of the server carries: nothing from elsewhere, nothing framed.

Streamlit sends none of its own. Its start page holds one inline script, which the policy names by
its hash; the hash is computed from the installed Streamlit, so that an update cannot break it.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_START_PAGE: Final = Path(streamlit.__file__).parent / "static" / "index.html"
_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_MEDIA: Final = "/media/"
"""Where downloads lie: whoever has the link has the file, so no cache may keep it."""


class SecurityHeaders:
    """ASGI middleware that adds the headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the wrapped application answer, and add the headers to what it sends."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(security_headers())
                if scope["path"].startswith(_MEDIA):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


@cache
def security_headers() -> Mapping[str, str]:
    """Name and value of each header; the same for every answer."""
    return {
        "Content-Security-Policy": "; ".join(_policy()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def inline_script_hashes(page: str) -> Iterator[str]:
    """Source expression for each inline script of an HTML page."""
    for script in _INLINE_SCRIPT.findall(page):
        yield f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _policy() -> Iterator[str]:
    scripts = " ".join(inline_script_hashes(_START_PAGE.read_text(encoding="utf-8")))
    yield "default-src 'none'"
    yield f"script-src 'self' blob: {scripts}"  # blob: for our own component, see focus.py
    yield "style-src 'self' 'unsafe-inline'"
    yield "img-src 'self' data: blob:"
    yield "font-src 'self' data:"
    yield "connect-src 'self'"
    yield "worker-src 'self' blob:"
    yield "media-src 'self' blob:"
    yield "manifest-src 'self'"
    yield "object-src 'none'"
    yield "base-uri 'none'"
    yield "form-action 'self'"
    yield "frame-ancestors 'none'"
