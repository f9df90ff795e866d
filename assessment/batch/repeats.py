"""Which people were read before, in a few bytes each: ten million take 160 MB."""

from hashlib import blake2b
from typing import Final

import numpy as np

from assessment.measurement.grid import IntArray

RECENT: Final = 65_536
"""Newest keys kept as they are, before they are packed."""

_DIGEST: Final = 8
"""Bytes of a key that are compared; among ten million, two are alike by chance once in 400,000
runs."""


class Repeats:
    """
    Remembers where each key was first read.

    Args:
        recent: Newest keys kept as they are, before they are packed.
    """

    def __init__(self, recent: int = RECENT) -> None:
        self._most = recent
        self._recent: dict[int, int] = {}
        self._packed: list[tuple[IntArray, IntArray]] = []

    def first(self, key: str, place: int) -> int:
        """Where ``key`` was first read: ``place``, unless it was read before."""
        digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
        mark = int.from_bytes(digest, "big", signed=True)
        before = self._recent.get(mark)
        before = self._among_packed(mark) if before is None else before
        if before is not None:
            return before
        self._recent[mark] = place
        if len(self._recent) == self._most:
            self._pack()
        return place

    def _among_packed(self, mark: int) -> int | None:
        for marks, places in self._packed:
            at = int(np.searchsorted(marks, mark))
            if at < marks.size and marks[at] == mark:
                return int(places[at])
        return None

    def _pack(self) -> None:
        """Sort the newest; merge while the last is no smaller, so that few lists are searched."""
        marks = np.fromiter(self._recent.keys(), dtype=np.int64, count=len(self._recent))
        places = np.fromiter(self._recent.values(), dtype=np.int64, count=len(self._recent))
        while self._packed and self._packed[-1][0].size <= marks.size:
            older = self._packed.pop()
            marks = np.concatenate([older[0], marks])
            places = np.concatenate([older[1], places])
        order = np.argsort(marks)
        self._packed.append((marks[order], places[order]))
        self._recent = {}
