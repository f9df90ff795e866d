"""Content may state arithmetic, and nothing else."""

import pytest

from assessment.content.arithmetic import calculate


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
