"""What moved, in words: days told apart, what was met before, and what is too old."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assessment.charts import growth
from assessment.charts.words import said, told_apart
from assessment.growth import Change, Movement
from tests.examples import numbers, sub_skill


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


def change(name: str, movement: Movement) -> Change:
    """A change of a sub-skill."""
    sub = sub_skill("pricing").model_copy(update={"name": name})
    return Change(sub, 2.0, 3.0, {"up": 0.9, "down": 0.1, "noise": 0.5}[movement], movement)


def test_what_moved_is_named_and_counted() -> None:
    """Each way by name, the rest by number; nothing in common is said as that."""
    found = (change("Up", "up"), change("Down", "down"), change("Still", "noise"))
    said_of_three = growth.sentence(found)

    assert said_of_three.index("higher: Up.") < said_of_three.index("lower: Down.")
    assert "Still" not in said_of_three
    assert numbers(said_of_three) == [3, 1]
    assert numbers(growth.sentence(())) == []
    assert [row["So"] for row in growth.table(found)] == ["higher", "lower", "no more than chance"]


def test_of_many_that_moved_the_surest_are_named() -> None:
    """Nobody reads a sentence of twenty-five names: five, and how many more."""
    found = tuple(change(f"Skill {chr(65 + at)}", "up") for at in range(7))

    assert numbers(growth.sentence(found)) == [2, 7]
    assert growth.sentence(found).count("Skill") == 5


def test_practice_is_said_with_its_numbers() -> None:
    """So many of so many, and how much is taken off; or that nothing is."""
    assert numbers(growth.practice(4, 24)) == [4, 24, 0.26]
    assert numbers(growth.practice(0, 24)) == []


def test_staleness_is_said_with_its_numbers() -> None:
    """How many months, and how much doubt they add."""
    assert numbers(growth.stale(8.4, 0.672)) == [8, 0.7]
