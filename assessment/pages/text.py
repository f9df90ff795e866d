"""User text on a page: always text, never Markdown."""

import re
from typing import Final

_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")


def label(text: str) -> str:
    """``text`` as a Markdown label that reads exactly as typed."""
    return _PUNCTUATION.sub(r"\\\1", text)
