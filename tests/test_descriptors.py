"""The limit of open files is lifted as far as it goes, and heeded."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.descriptors import KEPT_FREE, PER_PAGE, pages

resource = pytest.importorskip("resource", reason="this system has no limit of open files")
ROOT = Path(__file__).resolve().parents[1]


def said(program: str, soft: int, hard: int) -> str:
    """What a program of its own prints under a limit of open files."""
    begin = (
        "import resource\n"
        "from assessment.descriptors import *\n"
        f"resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))\n"
    )
    command = [sys.executable, "-c", begin + program]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize(("soft", "hard", "then"), [(128, 2048, 2048), (512, 512, 512)])
def test_the_limit_is_lifted_as_far_as_the_system_allows(soft: int, hard: int, then: int) -> None:
    """A limit that the process may change itself is no limit; the other stays."""
    assert said("lift_limit(); print(limit())", soft, hard) == str(then)


def test_there_is_room_until_the_reserve_is_reached() -> None:
    """Files are opened one by one: there is no more room from the first of the reserve on."""
    program = (
        "held = []\n"
        "while has_room(): held.append(open('/dev/null'))\n"
        "free = 0\n"
        "try:\n"
        "    while True: held.append(open('/dev/null')); free += 1\n"
        "except OSError: print(free, has_room())"
    )
    free, room = said(program, 128, 128).split()

    assert abs(int(free) - KEPT_FREE) <= 1  # looking takes one itself
    assert room == "False"


@given(st.integers(0, 100_000))
def test_pages_that_fit_leave_the_reserve(limit: int) -> None:
    """As many pages as are said to fit do, and one more would not."""
    fitting = pages(limit)

    assert fitting == 0 or fitting * PER_PAGE + KEPT_FREE <= limit
    assert (fitting + 1) * PER_PAGE + KEPT_FREE > limit
