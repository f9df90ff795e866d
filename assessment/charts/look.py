"""Colours that every chart shares, each legible on white and on near-black."""

from typing import Final

YOU: Final = "#0d857a"
"""The person, or the first of two; apart from ``ROLE`` for colour-blind readers too."""

ROLE: Final = "#c2620c"
"""What a role asks, or the second of two."""

GREY: Final = "#797979"
"""Words and numbers."""

GRID: Final = "rgba(128, 128, 128, 0.3)"
"""Lines that help to read a value."""

CLEAR: Final = "rgba(0, 0, 0, 0)"
"""No background: the page's own shows through, light or dark."""
