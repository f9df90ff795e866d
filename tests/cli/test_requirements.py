"""What Headway is built from."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

from assessment.content.loading import DATA

FLOORS = {"streamlit": (1, 67), "starlette": (1, 1)}
"""
Oldest versions without a known hole that matters here: Streamlit before 1.54 leaks credentials on
Windows, Starlette before 1.1 too (CVE-2026-33682, CVE-2026-48818); the app needs 1.67.
"""


@pytest.mark.parametrize("name", FLOORS)
def test_no_part_is_older_than_its_floor(name: str) -> None:
    """S9: what is installed is not older than the last fault known in it."""
    installed = tuple(int(part) for part in version(name).split(".")[:2])
    assert installed >= FLOORS[name]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_part_is_pinned_and_has_a_reason(name: str) -> None:
    """S9: the same versions everywhere, each with a line that says what it is for."""
    lines = Path(DATA.parent / name).read_text("utf-8").splitlines()
    for reason, part in zip(lines[::2], lines[1::2], strict=True):
        assert reason.startswith("# ")
        assert re.fullmatch(r"[A-Za-z0-9_-]+(\[\w+\])?==[\w.]+", part)
