"""What a download is called: never after what a person typed."""

import re
from datetime import date
from typing import Final

from assessment.errors import AssessmentError

_RANDOM: Final = re.compile(r"[0-9a-f]{8}", re.ASCII)
_ENDING: Final = re.compile(r"[a-z]{2,4}", re.ASCII)


def file_name(random: str, day: date, ending: str, what: str = "") -> str:
    """
    Name of a file.

    Args:
        random: Eight hexadecimal digits that nobody can guess.
        day: The day of the report.
        ending: Says what kind of file it is, without the dot.
        what: A word of ours for what it is, for example ``pack``; empty for a report.

    Raises:
        AssessmentError: If a part is not of that form.
    """
    if not (_RANDOM.fullmatch(random) and _ENDING.fullmatch(ending)):
        raise AssessmentError("A file is named by eight hexadecimal digits, the day and its kind.")
    name = f"headway-{what}" if what else "headway"
    return f"{name}-{random}-{day.isoformat()}.{ending}"
