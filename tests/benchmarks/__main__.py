"""
Runs the benchmarks and prints their tables.

``python -m tests.benchmarks`` runs all; ``python -m tests.benchmarks scoring load`` those named.
"""

import sys
from importlib import import_module
from typing import Final

from tests.benchmarks.printing import machine

BENCHMARKS: Final = (
    "scoring",
    "engines",
    "decisions",
    "adaptive",
    "programme",
    "clicks",
    "load",
    "reports",
    "results",
    "cohort",
)
"""Modules beside this one; each has ``report`` and the ``FULL`` size of its run."""


def main(names: list[str]) -> None:
    """Run the benchmarks called ``names``, or all."""
    if unknown := set(names) - set(BENCHMARKS):
        sys.exit(f"No benchmark is called {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}.")
    print(machine(), flush=True)
    for name in names or BENCHMARKS:
        benchmark = import_module(f"tests.benchmarks.{name}")
        print(f"\n{benchmark.report(benchmark.FULL)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
