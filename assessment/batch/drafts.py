"""Files that appear under their name once they are whole, or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from assessment.errors import AssessmentError

_DRAFT: Final = ".draft"


@contextmanager
def draft_of(target: Path) -> Iterator[BinaryIO]:
    """
    A file beside ``target``, which takes its place when the block ends well.

    It is readable by its owner alone. Left empty, it takes no place.

    Raises:
        AssessmentError: If ``target`` is there already, or has no folder.
    """
    refuse_to_overwrite(target)
    handle, name = tempfile.mkstemp(_DRAFT, f".{target.name}.", target.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        if draft.stat().st_size:
            refuse_to_overwrite(target)  # somebody may have put it there meanwhile
            draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def refuse_to_overwrite(target: Path) -> None:
    """
    Accept a name that is free, in a folder that exists.

    Raises:
        AssessmentError: If it is not.
    """
    if target.exists():
        raise AssessmentError(f"{target} is there already and was left as it is. Name a new file.")
    if not target.parent.is_dir():
        raise AssessmentError(f"There is no folder {target.parent}. Make it, or name another.")
