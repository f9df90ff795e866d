"""What is loaded before a page asks for it, and in what order."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STARTED = ("headers", "room", "router")
"""Pages' modules that the start file loads itself, or names."""


def said(program: str, data: Path) -> str:
    """What a program of its own prints, with its database in the folder ``data``."""
    environ = {**os.environ, "HEADWAY_DATA_DIR": str(data)}
    environ.pop("HEADWAY_DATABASE_URL", None)
    command = [sys.executable, "-c", f"from assessment.pages import warming\n{program}"]
    done = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_the_first_page_waits_for_nothing_that_only_later_ones_need(tmp_path: Path) -> None:
    """Every page, the content and the database come first, and pandas is not among them."""
    program = (
        "import sys\n"
        "warming._load_for_the_first_page()\n"
        "print('pandas' in sys.modules, *sorted(sys.modules))"
    )
    pandas, *loaded = said(program, tmp_path).split()
    pages = {
        f"assessment.pages.{file.stem}" for file in (ROOT / "assessment/pages").glob("[!_]*.py")
    }

    assert pandas == "False"
    assert pages - set(loaded) == {f"assessment.pages.{each}" for each in STARTED}
    assert (tmp_path / "headway.sqlite3").exists()


def test_a_fault_is_left_to_the_page_to_say(tmp_path: Path) -> None:
    """Where no database can be made, loading ends without a word."""
    in_the_way = tmp_path / "file"
    in_the_way.touch()

    assert said("warming._load_for_the_first_page(); print('ended')", in_the_way) == "ended"


def test_after_loading_everything_is_as_python_has_it(tmp_path: Path) -> None:
    """Garbage is collected again, without what was loaded; and turns have their usual length."""
    program = (
        "import gc, sys\n"
        "before = sys.getswitchinterval()\n"
        "warming.page_drawn()\n"
        "warming._load()\n"
        "same = sys.getswitchinterval() == before\n"
        "print(gc.isenabled(), gc.get_freeze_count() > 100_000, same, 'pandas' in sys.modules)"
    )

    assert said(program, tmp_path) == "True True True True"
