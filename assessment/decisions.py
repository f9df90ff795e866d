"""What a person decides: how much to answer, the pace of the plan, what becomes of each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field

from assessment.content.base import ContentModel

Length = Literal["ratings", "short", "full", "open"]
"""How much a person chose to do: self-ratings only, a short or a full run of items after them, or
items for as long as any is left. Each goes on where the one before it ends."""

StopRule = Literal["settled", "little"]
"""Why asking may stop early: all that the role asks is settled, or the next item would change
little."""

NOTE_LIMIT: Final = 1000
"""Longest proof or reason, in characters."""

StepState = Literal["accepted", "postponed", "done", "declined", "swapped"]
"""
What becomes of a step: ``swapped`` asks for another step for the same move, ``postponed`` lets the
others go first, ``declined`` takes the sub-skill out of the plan.
"""


class Pace(ContentModel):
    """
    How much time there is for the plan.

    Attributes:
        hours_per_week: Hours that the person has each week.
        start: The day on which the plan begins.
    """

    hours_per_week: float = Field(gt=0, le=60)
    start: date


class StepDecision(ContentModel):
    """
    What a person decided about one next step.

    Attributes:
        state: What becomes of it.
        on: The day of the decision.
        note: The proof of a step that is done, or the reason for another state; may be empty.
        hours: The effort that the person expects, in hours; None leaves our estimate.
    """

    state: StepState
    on: date
    note: Annotated[str, Field(max_length=NOTE_LIMIT)] = ""
    hours: Annotated[float, Field(gt=0, le=1000)] | None = None


@dataclass(frozen=True)
class Decisions:
    """
    Everything decided about a plan.

    Attributes:
        pace: The time there is; None until it is said.
        steps: The decision on each step, by the step's id.
        done_since: Ids of the steps done since the answers that the plan rests on.
    """

    pace: Pace | None = None
    steps: Mapping[str, StepDecision] = field(default_factory=dict)
    done_since: frozenset[str] = frozenset()


NOTHING_DECIDED: Final = Decisions()
