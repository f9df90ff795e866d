"""
User text on a page: always text, never Markdown.

Only what Markdown would read is escaped, because Streamlit takes the name that a screen reader
speaks from the label as written, backslashes included. Some things Streamlit replaces after it has
read the escapes (addresses become links, ``->`` an arrow, ``:smile:`` a picture); those are
parted by a word joiner, which has no width and no sound.
"""

import re
from typing import Final

_PARTED: Final = re.compile(
    r"(?<=http:)(?=//)|(?<=https:)(?=//)|(?<=www)(?=\.)|(?<=@)"
    r"|(?<=:)(?=[-+\w/]+:)|(?<=[-<>~])(?=[-=>])",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>#|~$]|&(?=[#\w])|:(?=\S)")
_BLOCK: Final = re.compile(r"^(\s*\d*)([-+=.)])", re.MULTILINE)
"""Signs that open a list or underline a heading, where they begin a line."""

_WORD_JOINER: Final = "\u2060"


def label(text: str) -> str:
    """``text`` as a Markdown label that reads exactly as typed."""
    marked = _MARKUP.sub(r"\\\g<0>", _PARTED.sub(_WORD_JOINER, text))
    return _BLOCK.sub(r"\1\\\2", marked)
