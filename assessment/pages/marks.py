"""
Under which name an open page writes, and since when: in the session and in the address.

After a restart of the server the browser sends its widgets and the address again, but no callback;
a mark in both is what lets the page save what the browser still holds.
"""

import re
import secrets
from dataclasses import dataclass
from typing import Final

import streamlit as st

_MARK: Final = re.compile(r"([0-9a-f]{16})-([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True)
class Mark:
    """
    Under which name a page saves, and since when.

    Attributes:
        record: Attempt or review that the page shows.
        writer: Name of the open page, random.
        rev: Revision of the record that the page's widgets were drawn from.
        inherited: True while it comes from the address, from a session that may be gone.
    """

    record: str
    writer: str
    rev: int
    inherited: bool = False

    def __str__(self) -> str:
        """The mark as widget keys and the address carry it."""
        return f"{self.writer}-{self.rev}"


def new_mark(record: str, rev: int) -> Mark:
    """A mark of its own for a page that shows ``record`` as of ``rev``."""
    return Mark(record, secrets.token_hex(8), rev)


class Pen:
    """The mark of one kind of record, kept in the session and in the address."""

    def __init__(self, state: str, parameter: str) -> None:
        """
        Name the places.

        Args:
            state: Key in the session.
            parameter: Name in the address.
        """
        self._state = state
        self._parameter = parameter

    def held(self) -> Mark | None:
        """The mark of this session; None where it has none yet."""
        held = st.session_state.get(self._state)
        return held if isinstance(held, Mark) else None

    def of(self, record: str, rev: int) -> Mark:
        """The mark for a record at ``rev``: the one held, else inherited, else a new one."""
        held = self.held()
        if held is not None and held.record == record:
            return held
        found = _MARK.fullmatch(st.query_params.get(self._parameter, ""))
        mark = new_mark(record, rev)
        if found:
            mark = Mark(record, found[1], min(int(found[2]), rev), inherited=True)
        st.session_state[self._state] = mark
        return mark

    def sign(self, mark: Mark) -> None:
        """Go on under ``mark``."""
        st.session_state[self._state] = mark
        address(self._parameter, str(mark))

    def drop(self) -> None:
        """Forget the mark."""
        st.session_state.pop(self._state, None)
        st.query_params.pop(self._parameter, None)


def address(name: str, value: str) -> None:
    """Put a value into the address, if it is not there."""
    if st.query_params.get(name) != value:
        st.query_params[name] = value
