"""The house keeps its shape: imports point one way, the code is linted and typed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = (
    "pages",
    "cli",
    "batch explanation",
    "reports",
    "charts store",
    "guide",
    "differences",
    "asking cohort drivers growth insight what_if",
    "evaluation",
    "schedule",
    "plan",
    "gaps",
    "bank",
    "measurement",
    "agreed packs",
    "progress result_file experience reviews",
    "attempts",
    "agreements decisions background own_roles",
    "content",
    "errors descriptors",
)
"""From the roof to the ground; rooms on one floor do not know each other."""

HEIGHT = {room: -i for i, floor in enumerate(FLOORS) for room in floor.split()}


def room(module: str) -> str:
    """The room of a module such as ``assessment.store.policy``."""
    return module.split(".")[1] if "." in module else ""


def imports(path: Path) -> set[str]:
    """Modules of ours that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def violations(here: str, imported: set[str]) -> set[str]:
    """Imports that point up, or sideways to a neighbour."""
    mine = [name for name in imported if name.startswith("assessment.") and room(name) in HEIGHT]
    return {n for n in mine if room(n) != here and HEIGHT[room(n)] >= HEIGHT[here]}


MODULES = sorted(path for path in (ROOT / "assessment").rglob("*.py") if path.name != "__main__.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_point_down(path: Path) -> None:
    """No room imports from above, or from its neighbour."""
    here = path.relative_to(ROOT / "assessment").parts[0].removesuffix(".py")

    assert violations(here, imports(path)) == set() or here not in HEIGHT


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_streamlit_is_known_to_the_pages_only(path: Path) -> None:
    """Nothing but the pages imports Streamlit."""
    knows = any(name.split(".")[0] == "streamlit" for name in imports(path))

    assert not knows or "pages" in path.parts


def test_a_planted_violation_is_seen() -> None:
    """The reader of imports sees an import that points up and one to a neighbour."""
    planted = {"assessment.pages.session", "assessment.store.store.Store", "assessment.errors"}

    assert violations("charts", planted) == {
        "assessment.pages.session",
        "assessment.store.store.Store",
    }


def test_every_room_has_a_floor() -> None:
    """A new package or module must be given its place."""
    rooms = {p.relative_to(ROOT / "assessment").parts[0].removesuffix(".py") for p in MODULES}

    assert rooms - {"__init__"} <= set(HEIGHT)


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]],
    ids=["lint", "format", "types"],
)
def test_lint_format_and_types(command: list[str]) -> None:
    """Nothing in the tree for the linter, the formatter or, in the app, the type checker to say."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
