"""The benchmarks still run and print their tables; how fast is for a quiet machine to say."""

import os
import re

import pytest

from tests.benchmarks import (
    adaptive,
    clicks,
    cohort,
    decisions,
    engines,
    load,
    programme,
    results,
    scoring,
)
from tests.benchmarks.__main__ import main
from tests.benchmarks.printing import machine
from tests.browser.chromium import CHROMIUM

BROWSER = CHROMIUM is not None or os.environ.get("HEADWAY_REQUIRE_BROWSER") == "1"


def rows(report: str) -> int:
    """Number of rows with a figure in every table of a report."""
    return len(re.findall(r"^\|.*\| [\d,.]+ \|$", report, re.MULTILINE))


@pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine")
def test_clicks_and_start_are_compared() -> None:
    """One question and one start on either page fill a row each, and memory two."""
    assert rows(clicks.report(clicks.Size(rounds=1, questions=1, starts=1))) == 5


@pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine")
def test_opening_results_is_measured() -> None:
    """One visit fills a row for either page, with one attempt and with two."""
    assert rows(results.report(results.Size((1, 2), visits=1))) == 4


@pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine")
def test_a_cohort_is_compared() -> None:
    """One visit with seven people fills two rows for showing them and one for another order."""
    assert rows(cohort.report(cohort.Size((7,), rounds=1))) == 3


def test_scoring_is_compared() -> None:
    """A few people fill a row for each way of scoring one, and many."""
    assert rows(scoring.report(scoring.Size(repeats=2, people=20, looped=5))) == 7


def test_engines_are_compared() -> None:
    """Each engine fills a row for many people and one for one."""
    few = engines.Size((50,), rounds=1, slow={engines.CATSIM: 5}, repeats=2)

    assert rows(engines.report(few)) == 12


def test_ways_to_a_decision_are_compared() -> None:
    """A fixed form, two choices of ours and two of the other engine fill a row each."""
    assert rows(decisions.report(decisions.Size(people=6))) == 5


def test_ways_of_asking_are_compared() -> None:
    """Fixed forms fill four rows with verdicts, three ways of choosing two each."""
    assert rows(adaptive.report(adaptive.Size(people=2, crowds=1))) == 10


def test_scoring_a_programme_is_measured() -> None:
    """A file of people is scored as a person would, on one core and on all."""
    assert 1 <= rows(programme.report(programme.Size((600,), on_one_core=20))) <= 2


def test_load_is_compared_and_loses_nothing() -> None:
    """Two respondents for two seconds fill a row for either page, and all they chose is stored."""
    report = load.report(load.Size((load.Crowd(2, 0.2, 2),), rounds=1, sessions=(0, 1)))

    assert rows(report) == 4
    assert re.search(r"Choices shown as made on our page: [1-9]\d*; lost: 0\.", report)


def test_the_head_names_machine_and_versions() -> None:
    """Figures never stand without the machine that they come from."""
    assert re.search(r"\d cores.*\n- Python 3\.\d+\.\d+, streamlit \d", machine())


def test_an_unknown_benchmark_is_refused_by_name() -> None:
    """A misspelt name ends with the names there are."""
    with pytest.raises(SystemExit, match=r"No benchmark is called speed; there are scoring"):
        main(["speed"])
