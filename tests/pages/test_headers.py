"""The headers forbid what is not ours, and name Streamlit's inline script as it is now."""

import asyncio
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message

from assessment.pages.headers import SecurityHeaders, inline_script_hashes, security_headers


def answered(path: str) -> dict[str, str]:
    """Headers of the answer to a request for ``path``."""
    route = Route("/{path:path}", lambda _: PlainTextResponse("here"))
    app = SecurityHeaders(Starlette(routes=[route]))
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
    asyncio.run(app(scope, receive, send))
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_every_answer_carries_them() -> None:
    """No answer goes out without a policy, and none may be framed or sniffed."""
    headers = answered("/anything")

    assert headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == (
        "nosniff",
        "no-referrer",
    )


@pytest.mark.parametrize(("path", "kept"), [("/media/report.pdf", False), ("/", True)])
def test_downloads_are_not_cached(path: str, *, kept: bool) -> None:
    """A download is kept by no cache; other answers say what Streamlit says."""
    assert ("cache-control" not in answered(path)) is kept


def test_the_policy_names_nothing_from_elsewhere() -> None:
    """No host, no scheme that reaches out, no evaluation of text as code."""
    policy = security_headers()["Content-Security-Policy"]

    assert not any(bad in policy for bad in ("http:", "https:", "unsafe-eval", "*", "ws:"))
    assert "script-src 'self' blob: 'sha256-" in policy


def test_the_installed_start_page_is_allowed() -> None:
    """Each inline script that the installed Streamlit sends is named by its own hash."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    script = page.split("<script>")[1].split("</script>")[0]
    digest = next(inline_script_hashes(page)).removeprefix("'sha256-").removesuffix("'")

    assert b64decode(digest) == sha256(script.encode()).digest()
    assert digest in security_headers()["Content-Security-Policy"]
