"""Where a person is in the journey, what comes before and after, and what is left."""

from dataclasses import dataclass
from typing import Final

from assessment.attempts import Attempt
from assessment.content.model import Content, Policy, Skill
from assessment.decisions import Length

ITEMS: Final = "+items"
"""The part of the journey after the self-ratings; ``+items:<id>`` is one item of it. The plus sign
keeps it apart from the id of any skill."""

MINUTES_PER_RATING: Final = 1 / 3
"""Reading six statements and choosing: eight minutes for 24, our estimate, not measured."""


@dataclass(frozen=True)
class Progress:
    """
    A place in the journey.

    Attributes:
        skill: The skill whose sub-skills are rated here; None among the items.
        item: Id of the item here; empty where one is still to be chosen.
        part: Number of this part of the self-ratings, from 1.
        parts: Number of parts of the self-ratings.
        before: Place before this one; None at the first.
        after: Place after this one.
        rated: Number of sub-skills rated, those that do not apply included.
        sub_skills: Number of sub-skills.
        asked: Ids of the items answered, in order.
        asks: Whether the person chose to be asked items after the self-ratings.
    """

    skill: Skill | None
    item: str
    part: int
    parts: int
    before: str | None
    after: str
    rated: int
    sub_skills: int
    asked: tuple[str, ...]
    asks: bool

    @property
    def rated_share(self) -> float:
        """Share of the sub-skills that are rated, 0 to 1."""
        return self.rated / self.sub_skills

    @property
    def rated_sentence(self) -> str:
        """How many sub-skills are rated, and how long the rest takes."""
        left = self.sub_skills - self.rated
        rest = f"about {max(1, round(left * MINUTES_PER_RATING))} min left" if left else "all done"
        return f"{self.rated} of {self.sub_skills} sub-skills rated · {rest}"

    @property
    def onward(self) -> str:
        """What the button that leads on says."""
        return "Next: questions" if self.after == ITEMS and self.asks else "Next"

    @property
    def stopping(self) -> str:
        """What stopping here would leave open."""
        if not self.rated:
            return "Each choice is kept at once. A first result exists from your first choice on."
        left = self.sub_skills - self.rated
        if left:
            return (
                f"Stopping now leaves {left} of {self.sub_skills} sub-skills not assessed; what "
                "you rated is kept, and Results shows it."
            )
        return (
            "Your own view is complete. It is one witness: the questions that follow are what "
            "can confirm or correct it."
        )

    def number(self, item: str) -> int:
        """Number of ``item`` in the order in which items were answered, from 1."""
        return (self.asked.index(item) if item in self.asked else len(self.asked)) + 1

    def before_item(self, attempt: Attempt, item: str) -> str:
        """Place before ``item``: the item answered before it, or the last self-ratings."""
        given = list(attempt.answers)
        earlier = given[: given.index(item)] if item in given else given
        return f"{ITEMS}:{earlier[-1]}" if earlier else str(self.before)

    def after_item(self, attempt: Attempt, item: str) -> str:
        """Place after ``item``: the item answered after it, or a new one."""
        given = list(attempt.answers)
        later = given[given.index(item) + 1 :]
        return f"{ITEMS}:{later[0]}" if later else ITEMS


def progress(content: Content, attempt: Attempt, place: str) -> Progress:
    """
    The journey as seen from ``place``; an unknown place is the beginning.

    Args:
        content: Skills in their order.
        attempt: What was done so far.
        place: Id of a skill, ``items``, or ``items:<item id>``.
    """
    kind, _, item = place.partition(":")
    places = [*(skill.id for skill in content.skills), ITEMS]
    at = places.index(kind) if kind in places else 0
    return Progress(
        skill=content.skills[at] if at < len(content.skills) else None,
        item=item,
        part=at + 1,
        parts=len(content.skills),
        before=places[at - 1] if at else None,
        after=places[min(at + 1, len(places) - 1)],
        rated=sum(sub.id in attempt.ratings for sub in content.sub_skills),
        sub_skills=len(content.sub_skills),
        asked=tuple(attempt.answers),
        asks=attempt.length != "ratings",
    )


def goal(policy: Policy, length: Length | None) -> int | None:
    """
    Number of items that belong to a length; None where it has no end.

    Who was never asked how much to do goes on to a full run, as the questions always did.
    """
    goals: dict[Length, int | None] = {
        "ratings": 0,
        "short": int(policy.items_short.value),
        "full": int(policy.items_full.value),
        "open": None,
    }
    return goals[length or "full"]


def longer(policy: Policy, answered: int) -> tuple[Length, ...]:
    """Lengths to go on to after ``answered`` items, the shortest first; none repeats anything."""
    ends: tuple[Length, ...] = ("short", "full")
    return tuple(each for each in ends if (goal(policy, each) or 0) > answered) or ("open",)
