"""Ids of people and attempts: 128 bits, as 22 letters that a command and an address take as is."""

import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Final

_BYTES: Final = 16
"""Length before it is written, in bytes: too many to be guessed."""


def new_id() -> str:
    """An id that nothing else has."""
    return _written(secrets.token_bytes(_BYTES))


def id_from(kind: bytes, raw: bytes) -> str:
    """The id of something of a kind with these bytes: the same for the same bytes."""
    return _written(sha256(kind + b"\0" + raw).digest()[:_BYTES])


def _written(raw: bytes) -> str:
    """Without hyphens, since a command takes "-x" for an option."""
    return urlsafe_b64encode(raw).decode().rstrip("=").replace("-", "_")
