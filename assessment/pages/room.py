"""Room for another page, and a plain sentence where there is none."""

from collections.abc import Iterable
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assessment.descriptors import PER_PAGE, has_room, limit

_FULL: Final = (
    "Headway has no room for another page at the moment.\n\n"
    "Nothing is lost, and pages that are open go on. Close one that nobody needs, wait a few "
    "minutes and load this page again.\n\n"
    "For whoever runs Headway: the system lets it hold only {limit:,} files open, and a page takes "
    "{each}. Start it under a higher limit (ulimit -n 4096, or LimitNOFILE=4096 of a service)."
)
_WAIT: Final = "60"
"""Seconds after which a browser may try again."""


class Room:
    """ASGI middleware that turns away a new page before the last descriptor is taken."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the wrapped application answer, unless a page is asked for and there is no room."""
        asked = scope["type"] == "http" and _for_a_page(scope["headers"])
        answer = self._app if not asked or has_room() else _refusal()
        await answer(scope, receive, send)


def _for_a_page(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in headers)


def _refusal() -> ASGIApp:
    text = _FULL.format(limit=limit(), each=PER_PAGE)
    return PlainTextResponse(text, status_code=503, headers={"Retry-After": _WAIT})
