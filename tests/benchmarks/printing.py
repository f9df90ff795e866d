"""Figures as Markdown, and the machine that they come from."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

import numpy as np

_PACKAGES: Final = (
    *("streamlit", "numpy", "pydantic", "SQLAlchemy", "playwright", "websockets"),
    *("mirt", "girth", "catsim"),
)
_CPU: Final = Path("/proc/cpuinfo")

Cell = str | int | float
Row = Sequence[Cell]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` percent of ``values`` do not exceed."""
    return float(np.percentile(values, share))


def side_by_side(name: str, ours: Sequence[float], other: Sequence[float]) -> Row:
    """A row for ``PAIR``: median and 95th percentile of both, and how they compare."""
    ends = [percentile(side, share) for side in (ours, other) for share in (50, 95)]
    return (name, len(ours), *ends, ends[0] / ends[2], ends[1] / ends[3])


PAIR: Final = ("", "n", "ours p50", "ours p95", "stock p50", "stock p95", "ratio p50", "ratio p95")
"""Headings of the rows that ``side_by_side`` makes."""


def table(title: str, headings: Sequence[str], rows: Sequence[Row]) -> str:
    """A Markdown table under a heading."""
    lines = [f"## {title}", "", _line(headings), "|" + "---|" * len(headings)]
    return "\n".join([*lines, *(_line([_cell(cell) for cell in row]) for row in rows)])


def machine() -> str:
    """Date, machine and versions, as the head of the report."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return "\n".join(
        [
            "# Benchmarks",
            "",
            f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load average {_load()} before",
            f"- {_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}",
            f"- Python {platform.python_version()}, {packages}",
        ]
    )


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _processor() -> str:
    lines = _CPU.read_text(encoding="utf-8").splitlines() if _CPU.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: Cell) -> str:
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else value
    return f"{value:.2f}" if abs(value) < 10 else f"{value:,.0f}"
