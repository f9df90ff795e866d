"""Colours that every chart shares, each legible on white and on near-black."""

from typing import Final

YOU: Final = "#0d857a"
"""The person, or the first of two; apart from ``ROLE`` for colour-blind readers too."""

ROLE: Final = "#c2620c"
"""What a role asks, or the second of two."""

OWN: Final = "#3f74d1"
"""What a person says of themselves, where what they show stands beside it in ``YOU``."""

MENTOR: Final = "#b8459a"
"""What a mentor saw."""

GREY: Final = "#797979"
"""Words and numbers."""

GRID: Final = "rgba(128, 128, 128, 0.3)"
"""Lines that help to read a value."""

CLEAR: Final = "rgba(0, 0, 0, 0)"
"""No background: the page's own shows through, light or dark."""
