"""How much there is to do, and why asking pauses: in words."""

from collections.abc import Mapping, Sequence
from typing import Final

from assessment.asking import Stop
from assessment.charts.words import listed
from assessment.content.model import Policy, Role, SubSkill
from assessment.decisions import Length
from assessment.progress import goal

MINUTES: Final[Mapping[Length, str]] = {
    "ratings": "about 8 minutes",
    "short": "about 15 minutes more",
    "full": "about 35 minutes more",
}
"""Our estimates, not measured."""


def lengths(policy: Policy) -> dict[Length, str]:
    """The lengths that are offered at the start, in words."""
    return {
        "ratings": f"Self-ratings only, {MINUTES['ratings']}",
        "short": f"With {goal(policy, 'short')} questions, {MINUTES['short']}",
        "full": f"With {goal(policy, 'full')} questions, {MINUTES['full']}",
    }


def onward(policy: Policy, length: Length) -> str:
    """What the button says that goes on to a length."""
    return (
        f"Go on to {goal(policy, length)} questions" if length in MINUTES else "Go on all the same"
    )


def questions(answered: int, chosen: int | None) -> tuple[float, str]:
    """Share of the chosen number of items that is answered, 0 to 1, and the same in words."""
    if not chosen:
        return 1.0, f"{answered} questions; there is no end but yours"
    if answered < chosen:
        return answered / chosen, f"{answered} of {chosen} questions"
    return 1.0, f"{answered} questions; all of the {chosen} that you chose"


def title(stop: Stop, answered: int, *, all_rated: bool) -> str:
    """Why asking pauses, in a line."""
    if stop.why == "settled":
        return "Everything this role needs is settled"
    if stop.why == "little":
        return "The next question would change little"
    if answered:
        return f"{answered} questions answered"
    return "Your own view is complete" if all_rated else "Self-ratings only"


def reason(stop: Stop, role: Role, policy: Policy) -> str:
    """The rule behind a pause, and what it means."""
    if stop.why == "settled":
        met, gap = (round(100 * bar.value) for bar in (policy.meets, policy.gap))
        return (
            f"Each of the {stop.settled} requirements of {role.name} is met or is a gap: the "
            f"chance of meeting it is {met} in 100 or more, or {gap} or less. More questions can "
            "narrow the likely ranges, and now and then turn a verdict round."
        )
    left = _left(stop)
    if stop.why == "little":
        return (
            f"Of all questions left, the best would typically move the chance of meeting a "
            f"requirement of {role.name} by {stop.move:.0f} points of 100. {left} Those lie close "
            "to the line, or their questions are used up; work that others can see will say more "
            "about them than another question."
        )
    return f"That is as much as you chose. {left} Nothing that you answered is asked again."


def ahead(soonest: Sequence[tuple[SubSkill, int]]) -> str:
    """What the next few questions would settle; empty where no few would settle anything."""
    if not soonest:
        return ""
    each = [
        f"{sub.name} (about {count} {'question' if count == 1 else 'questions'})"
        for sub, count in soonest
    ]
    return f"Settled soonest by going on: {listed(each)}. Half of all people need more."


def _left(stop: Stop) -> str:
    if not stop.open:
        return "Stopping now leaves no requirement open."
    return f"Stopping now leaves {stop.open} of {stop.open + stop.settled} requirements open."
