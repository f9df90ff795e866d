"""
What a power cut leaves of a database: all that was synced, and chance's share of the rest.

The model is SQLite's own (``src/test6.c``): of what was written since the last sync of its file,
each write has reached the disk, or has not, or is garbage. A pulled plug is no worse.
"""

from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Final

from assessment.store import sqlite
from assessment.store.database import open_database
from assessment.store.store import Store

from .examples import address, begun, save
from .recorder import Recorder, Step

_FILES: Final = ("", "-wal", "-journal")
"""Ends of the names of what lies on the disk; ``-shm`` is made anew after a crash."""


def record_saves(file: Path, saves: int, synchronous: str, pipe: Connection) -> None:
    """
    Save answers into a new database and note what reaches which file when.

    Sends the id of the attempt, and the steps with each acknowledged answer among them.
    """
    sqlite._SETTINGS = tuple(
        setting.replace("synchronous=FULL", f"synchronous={synchronous}")
        for setting in sqlite._SETTINGS
    )
    recorder = Recorder()
    store = Store(open_database(address(file)))
    attempt = begun(store)
    for number in range(saves):
        save(store, attempt.head.id, f"item-{number}", number % 101, kind="confidence")
        recorder.acknowledge(f"item-{number}")
    pipe.send((attempt.head.id, recorder.steps))


def acknowledged(steps: Sequence[Step]) -> list[str]:
    """What the store said it has kept."""
    return [step.path for step in steps if step.what == "acknowledged"]


def cut(steps: Sequence[Step], file: Path, folder: Path, chance: Random) -> Path:
    """Write to ``folder`` what the disk holds if the power is cut after ``steps``."""
    for end in _FILES:
        image = _left([s for s in steps if s.path == f"{file}{end}"], chance)
        if image is not None:
            (folder / f"{file.name}{end}").write_bytes(image)
    return folder / file.name


def _left(steps: Sequence[Step], chance: Random) -> bytes | None:
    synced = max((i for i, step in enumerate(steps, 1) if step.what == "sync"), default=0)
    image: bytearray | None = None
    for number, step in enumerate(steps, 1):
        if step.what == "delete":
            image = None
            continue
        image = bytearray() if image is None else image
        fate = "kept" if number <= synced else chance.choice(("kept", "lost", "garbage"))
        _do(image, step, fate, chance)
    return None if image is None else bytes(image)


def _do(image: bytearray, step: Step, fate: str, chance: Random) -> None:
    if step.what == "truncate" and fate != "lost":
        del image[step.at :]
    if step.what == "write" and fate != "lost":
        data = step.data if fate == "kept" else chance.randbytes(len(step.data))
        image.extend(bytes(max(0, step.at - len(image))))
        image[step.at : step.at + len(data)] = data
