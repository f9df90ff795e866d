"""What was agreed on with mentors, as part of the plan; both versions where they differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Final, Literal

from assessment.agreements import Action
from assessment.decisions import Decisions, StepDecision
from assessment.reviews import Review

State = Literal["open", "done", "decided otherwise"]
"""What becomes of an agreed action; ``decided otherwise`` shows both versions."""

_OTHERWISE: Final = frozenset({"declined", "postponed", "swapped"})
"""Decisions about a step that say something else than an agreement on it."""


@dataclass(frozen=True)
class AgreedAction:
    """
    An action that was agreed on.

    Attributes:
        id: Under which a decision about it is kept: that of the next step, or one of its own.
        mentor: With whom; may be empty.
        agreed_on: The day on which the mentor gave it.
        action: What is to be done.
        decision: What the mentee decided about it; None so far.
        state: What becomes of it.
    """

    id: str
    mentor: str
    agreed_on: date
    action: Action
    decision: StepDecision | None
    state: State


def agreed_actions(
    reviews: Iterable[Review], decided: Mapping[str, StepDecision]
) -> tuple[AgreedAction, ...]:
    """
    Every action that mentors gave to a mentee, what is due first at the top.

    Args:
        reviews: The reviews that were given.
        decided: What the mentee decided about steps and actions, by id.
    """
    found = [
        _action(review, place, action, decided)
        for review in reviews
        if review.handed_at is not None
        for place, action in sorted(review.actions.items())
    ]
    return tuple(sorted(found, key=lambda each: each.action.by))


def with_agreed(decisions: Decisions, reviews: Sequence[Review]) -> Decisions:
    """
    The decisions, and each agreed next step of the mentee as begun unless they decided otherwise.

    An agreement never replaces what the mentee decided.
    """
    agreed = {
        each.action.step: StepDecision(state="accepted", on=each.agreed_on)
        for each in agreed_actions(reviews, decisions.steps)
        if each.action.step and each.action.owner == "mentee"
    }
    return replace(decisions, steps={**agreed, **decisions.steps})


def _action(
    review: Review, place: str, action: Action, decided: Mapping[str, StepDecision]
) -> AgreedAction:
    name = action.step or _own_id(review.head.id, place)
    decision = decided.get(name)
    state: State = "open"
    if decision is not None and decision.state == "done":
        state = "done"
    elif decision is not None and decision.state in _OTHERWISE:
        state = "decided otherwise"
    given = review.handed_at or review.changed_at
    return AgreedAction(name, review.mentor, given.date(), action, decision, state)


def _own_id(review_id: str, place: str) -> str:
    """An id that no next step of ours has, the same on every machine that holds the review."""
    return f"agreed-{sha256(review_id.encode()).hexdigest()[:12]}-{place}"
