"""The picture of Results that the README shows, taken of a full attempt."""

import os
import struct
from pathlib import Path

from assessment.content.model import Content

from . import examples
from .conftest import NewPage
from .driving import open_at, settled
from .server import Server

WIDTH, HEIGHT = 1280, 1340  # the answer, the radar and the first requirements


def test_the_picture_of_results(
    server: Server, new_page: NewPage, content: Content, tmp_path: Path
) -> None:
    """The top of Results, in the light; kept where HEADWAY_PICTURE names a file."""
    attempt = examples.full(server.store, content)
    page = new_page(color_scheme="light")
    open_at(page, server, "/results", attempt)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    settled(page)
    target = Path(os.environ.get("HEADWAY_PICTURE") or tmp_path / "results.png")
    picture = page.screenshot(path=target, animations="disabled")

    width, height = struct.unpack(">II", picture[16:24])
    assert picture.startswith(b"\x89PNG")
    assert (width, height) == (WIDTH, HEIGHT)
    assert len(picture) > 100_000
    assert target.read_bytes() == picture
