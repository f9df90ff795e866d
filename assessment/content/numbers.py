"""Numbers as the text of content writes them: found, read and printed."""

import re
from collections.abc import Iterator
from typing import Final

_NUMBER: Final = re.compile(r"(?<![\w.])\d+(?:,\d+)*(?:\.\d+)?")
_PLAIN: Final = re.compile(r"-?\d+(\.\d+)?")
_IN_A_NUMBER: Final = re.compile(r"(?<=[\d.,])")
_A_NUMBER_GOES_ON: Final = re.compile(r"\d|[.,]\d")


def numbers_in(text: str) -> Iterator[tuple[str, float]]:
    """Each number in ``text``: as it is written, and what it is."""
    for number in _NUMBER.findall(text):
        yield number, float(number.replace(",", ""))


def stands_in(shown: str, text: str) -> bool:
    """
    Whether ``shown`` is there whole, and not as digits of a longer number.

    Searched for as plain text: a pattern for each number of the content, to be used once, took a
    third of the time that loading all content takes.
    """
    at = text.find(shown)
    while at >= 0:
        after = at + len(shown)
        if not (_IN_A_NUMBER.match(text, at) or _A_NUMBER_GOES_ON.match(text, after)):
            return True
        at = text.find(shown, at + 1)
    return False


def is_plain(text: str) -> bool:
    """Whether ``text`` is one number: digits and a point, no unit."""
    return _PLAIN.fullmatch(text) is not None


def printed(value: float) -> str:
    """The number without needless zeros."""
    return f"{value:.12g}"
