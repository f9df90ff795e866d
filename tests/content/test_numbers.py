"""Numbers in prose are found whole, read and printed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.content import numbers

SNIPPETS = st.text("12.,- %x", max_size=12)


@pytest.mark.parametrize(
    ("shown", "text", "there"),
    [
        ("12%", "It rose by 12%.", True),
        ("12", "112, 12.5 and 1,200", False),
        ("12", "112 and 12.", True),
        ("1.5", "21.5", False),
        (".5", "0.5", False),
        ("5", "5,5 5", True),
        ("800", "", False),
    ],
)
def test_a_number_stands_whole_in_a_text(shown: str, text: str, *, there: bool) -> None:
    """Digits inside a longer number are not that number; a full stop after it is no decimal."""
    assert numbers.stands_in(shown, text) is there


@given(SNIPPETS.filter(bool), SNIPPETS)
def test_looking_is_what_a_pattern_says(shown: str, text: str) -> None:
    """Plain search agrees with one pattern that says the same at once, wherever the text stands."""
    pattern = rf"(?<![\d.,]){re.escape(shown)}(?!\d|[.,]\d)"

    assert numbers.stands_in(shown, text) is (re.search(pattern, text) is not None)


def test_numbers_are_found_and_read() -> None:
    """Commas between thousands are left out; digits of a word or a version are no number."""
    assert list(numbers.numbers_in("1,200 of 3.5 in a4 at v1.2")) == [("1,200", 1200), ("3.5", 3.5)]


@pytest.mark.parametrize(
    ("text", "plain"), [("-3.5", True), ("12", True), ("12 %", False), ("1e3", False), ("", False)]
)
def test_a_plain_number_has_neither_unit_nor_exponent(text: str, *, plain: bool) -> None:
    """Digits and a point, perhaps a sign."""
    assert numbers.is_plain(text) is plain


@pytest.mark.parametrize(("value", "text"), [(3.0, "3"), (0.1 + 0.2, "0.3"), (-2.5, "-2.5")])
def test_a_number_is_printed_without_needless_zeros(value: float, text: str) -> None:
    """Neither trailing zeros nor the noise of binary fractions."""
    assert numbers.printed(value) == text
