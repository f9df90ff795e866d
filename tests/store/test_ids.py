"""Ids can be typed after a command and stand in an address, whatever bits they have."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from assessment.store.ids import _written, id_from, new_id

SAFE = re.compile(r"[A-Za-z0-9_]{22}")


@given(st.binary(min_size=16, max_size=16))
@example(b"\xfb" * 16)
@example(b"\xff" * 16)
def test_no_id_looks_like_an_option(raw: bytes) -> None:
    """Letters, digits and underscores only, also where the alphabet of addresses has a hyphen."""
    assert SAFE.fullmatch(_written(raw))


def test_new_ids_differ() -> None:
    """No id is given twice."""
    found = {new_id() for _ in range(100)}

    assert len(found) == 100
    assert all(map(SAFE.fullmatch, found))


@given(st.binary(max_size=40))
def test_the_same_file_has_the_same_id(raw: bytes) -> None:
    """What kind of thing it is of makes an id another, a second look does not."""
    assert SAFE.fullmatch(id_from(b"person", raw))
    assert id_from(b"person", raw) == id_from(b"person", raw) != id_from(b"attempt", raw)


def test_an_id_of_a_file_never_changes() -> None:
    """A file opened years ago is known again: kind, null and bytes through SHA-256, cut to 128."""
    # printf 'attempt\0' | sha256sum | head -c 32 | xxd -r -p | base64 | tr '+/' '__'
    assert id_from(b"attempt", b"") == "NjZCCLF_m8Mgwqjfu8LglQ"
