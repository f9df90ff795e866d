"""Content may state arithmetic, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.content.arithmetic import calculate, quantities


@pytest.mark.parametrize(
    ("formula", "value"),
    [("50 / 1600 * 100", 3.125), ("-(2 + 3) ** 2", -25), ("sqrt(16) + ceil(0.2)", 5)],
)
def test_arithmetic_is_computed(formula: str, value: float) -> None:
    """A formula has the value that a calculator gives."""
    assert calculate(formula) == pytest.approx(value)


@pytest.mark.parametrize(
    "formula",
    [
        "1 / 0",
        "__import__('os')",
        "a + 1",
        "9 ** 9 ** 9",
        "1e308 * 10",
        "(1).real",
        "True + 1",
        "1 +",
    ],
)
def test_everything_else_is_refused(formula: str) -> None:
    """Names, attributes, calls, huge powers and what has no value are refused."""
    with pytest.raises(ValueError, match=r"."):
        calculate(formula)


def test_named_quantities_stand_for_their_numbers() -> None:
    """A formula may name what it computes with."""
    assert calculate("orders / sessions", {"orders": 50, "sessions": 2000}) == 0.025


@given(
    price=st.floats(min_value=0.01, max_value=1e6), cost=st.floats(min_value=0.01, max_value=1e6)
)
def test_names_and_written_numbers_give_the_same(price: float, cost: float) -> None:
    """A quantity is worth its number, as if that had been written in its place."""
    named = calculate("(price - cost) / price", {"price": price, "cost": cost})

    assert named == calculate(f"({price!r} - {cost!r}) / {price!r}")


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("orders / sessions", "'sessions' has no number"),
        ("orders(2)", "not allowed"),
        ("orders.real", "not allowed"),
        ("orders / 0", "no"),
    ],
)
def test_a_quantity_is_a_number_and_nothing_else(formula: str, said: str) -> None:
    """Quantities without a number, and anything done to one but arithmetic, are refused."""
    with pytest.raises(ValueError, match=said):
        calculate(formula, {"orders": 50})


@pytest.mark.parametrize(
    ("formula", "named"),
    [
        ("orders / sessions", {"orders", "sessions"}),
        ("sqrt(a) + max(a, b) * 2", {"a", "b"}),
        ("1 + 2", set()),
        ("orders /", set()),
    ],
)
def test_the_quantities_of_a_formula_are_found(formula: str, named: set[str]) -> None:
    """Functions are no quantities, and what cannot be read names none."""
    assert quantities(formula) == named
