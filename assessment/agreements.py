"""What a mentor and a mentee agree on: a level with a note, and a few actions with a day."""

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field

from assessment.content.base import ContentModel, Slug

REMARK_LIMIT: Final = 1000
"""Longest note of a mentor, in characters."""

ACTION_LIMIT: Final = 200
"""Longest action, in characters: a line that can be ticked off."""

MOST_ACTIONS: Final = 3
"""Most actions of one agreement: more than three are not begun."""

Owner = Literal["mentee", "mentor"]
"""Who does what was agreed."""


class AgreedLevel(ContentModel):
    """
    Where mentor and mentee see a sub-skill after they talked.

    It is kept beside the estimates and never enters one.

    Attributes:
        level: 0 ("Not yet") to 5.
        note: Why; may be empty.
    """

    level: Annotated[int, Field(strict=True, ge=0, le=5)]
    note: Annotated[str, Field(max_length=REMARK_LIMIT)] = ""


class Action(ContentModel):
    """
    One thing to do until a day.

    Attributes:
        what: To do, in a line.
        step: Id of the next step that it is; empty for an action of their own.
        owner: Who does it.
        by: The day it is done by.
        proof: What will show that it is done; may be empty.
    """

    what: Annotated[str, Field(min_length=1, max_length=ACTION_LIMIT)]
    step: Slug | Literal[""] = ""
    owner: Owner = "mentee"
    by: date
    proof: Annotated[str, Field(max_length=REMARK_LIMIT)] = ""
