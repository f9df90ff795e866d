"""What moved, in words: days told apart, what was met before, and what is too old."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assessment.charts import growth
from assessment.charts.words import said, told_apart
from tests.examples import numbers


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 1, 4)), max_size=8).map(sorted))
def test_no_two_attempts_have_one_name(days: list[date]) -> None:
    """Each begins with its day; alone on its day it is that day and no more."""
    names = told_apart(days)

    assert len(set(names)) == len(days)
    for day, name in zip(days, names, strict=True):
        assert name.startswith(said(day))
        assert (name == said(day)) == (days.count(day) == 1)


def test_days_by_hand() -> None:
    """Two of the second of January, numbered in their order."""
    first, second = date(2026, 1, 1), date(2026, 1, 2)

    assert told_apart([first, second, second]) == (
        "1 January 2026",
        "2 January 2026, no. 1",
        "2 January 2026, no. 2",
    )


def test_practice_is_said_with_its_numbers() -> None:
    """So many of so many, and how much is taken off; or that nothing is."""
    assert numbers(growth.practice(4, 24)) == [4, 24, 0.26]
    assert numbers(growth.practice(0, 24)) == []


def test_staleness_is_said_with_its_numbers() -> None:
    """How many months, and how much doubt they add."""
    assert numbers(growth.stale(8.4, 0.672)) == [8, 0.7]
