"""
Time and size of each format of the report, over 1, 20 and 200 attempts.

``python -m tests.benchmarks.reports`` prints them alone. Aims: the PDF under 150 ms and 300 KB.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from assessment.reports.calendar import calendar
from assessment.reports.document import Report
from assessment.reports.pdf import pdf
from assessment.reports.summary import summary
from assessment.reports.tables import plan, requirements
from assessment.reports.workbook import workbook
from tests.benchmarks.printing import Row, machine, percentile, table
from tests.reports.examples import sized

FORMATS: Final[Mapping[str, Callable[[Report], bytes]]] = {
    "PDF": pdf,
    "XLSX": workbook,
    "ICS": calendar,
    "Markdown": summary,
    "CSV, requirements": requirements,
    "CSV, plan": plan,
}
HEADINGS: Final = ("", "attempts", "p50 ms", "p95 ms", "all s", "largest KB")


@dataclass(frozen=True)
class Size:
    """
    How much is measured.

    Attributes:
        attempts: Numbers of attempts in a row.
    """

    attempts: Sequence[int]


FULL: Final = Size((1, 20, 200))


def report(size: Size) -> str:
    """Figures for every format and number of attempts, as Markdown."""
    reports, drafted = [], []
    for at in range(max(size.attempts)):
        begun = perf_counter()
        reports.append(sized(24, 12 + at % 49))
        drafted.append(perf_counter() - begun)
    rows = [_row("evaluated and drafted", drafted[:count], 0) for count in size.attempts]
    for name, write in FORMATS.items():
        write(reports[0])  # warm: imports are not what is measured
        rows += [_measured(name, write, reports[:count]) for count in size.attempts]
    return table("Reports", HEADINGS, rows)


def _measured(name: str, write: Callable[[Report], bytes], reports: Sequence[Report]) -> Row:
    times, largest = [], 0
    for each in reports:
        begun = perf_counter()
        largest = max(largest, len(write(each)))
        times.append(perf_counter() - begun)
    return _row(name, times, largest)


def _row(name: str, times: Sequence[float], largest: int) -> Row:
    middle, slow = (1000 * percentile(times, share) for share in (50, 95))
    return name, len(times), middle, slow, sum(times), largest / 1000


if __name__ == "__main__":
    print(f"{machine()}\n\n{report(FULL)}")
