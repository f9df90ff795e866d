"""A content file may hold anything; it gets sentences, and quickly."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assessment.cli import main
from assessment.content.loading import DATA
from tests.examples import SOUND

from .hostile import BOMBS, damaged_files

LONGEST = 1.0
"""Longest time that one file may take, in seconds."""

MOST_MEMORY = 300
"""Most memory that all of them may take, in MB."""


def test_a_damaged_file_is_told_quickly(tmp_path: Path) -> None:
    """R7: whatever chance makes of a file, it is read or its faults are told, within a second."""
    wrong, longest = damaged_files(tmp_path, 1000)
    assert wrong == []
    assert longest < LONGEST


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read where Linux tells it")
def test_a_bomb_does_no_harm(tmp_path: Path) -> None:
    """R7: made to explode, run or never end, a file is refused in a second and little memory."""
    program = "import sys; from tests.cli.test_hostile import explode; explode(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path],
        cwd=DATA.parent,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told = json.loads(done.stdout)
    assert {name: code for name, (code, _) in told["bombs"].items()} == dict.fromkeys(BOMBS, 1)
    assert [name for name, (_, took) in told["bombs"].items() if took > LONGEST] == []
    assert told["megabytes"] < MOST_MEMORY
    assert "Traceback" not in done.stderr
    assert not (DATA.parent / "harm").exists()


def explode(folder: str) -> None:
    """Check the content with each bomb in place of a file, and print what it took."""
    content = Path(shutil.copytree(SOUND, Path(folder) / "content"))
    file = content / "framework.yaml"
    bombs = {}
    for name, raw in BOMBS.items():
        file.write_bytes(raw)
        begun = time.perf_counter()
        bombs[name] = (main(["check", str(content)]), time.perf_counter() - begun)
    status = Path("/proc/self/status").read_text("utf-8")  # getrusage would tell pytest's as well
    most = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    sys.stdout.write(json.dumps({"bombs": bombs, "megabytes": most}))


@pytest.mark.parametrize("name", ["/dev/null", "/etc"])
def test_what_is_no_folder_of_content_is_told(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """R7: a file or another folder in place of the content is a fault like any other."""
    assert main(["check", name]) == 1
    assert "Traceback" not in capsys.readouterr().err
