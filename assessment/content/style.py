"""How items are written: rules that an author's slip breaks, each a function that yields faults."""

from collections.abc import Iterator
from typing import Final

from assessment.content.cues import length_ratio
from assessment.content.items import Item, Numeric, fingerprint
from assessment.content.model import Role, SubSkill
from assessment.content.reading import Path, Sheet
from assessment.errors import Problem

LONGEST_STEM: Final = 90
"""Most words of a stem: what can be held in mind while the options are read."""

MOST_UNEQUAL: Final = 1.6
"""Longest option by the shortest: beyond, length alone draws or repels a guess."""


def item_problems(item: Item, sheet: Sheet, at: Path) -> Iterator[Problem]:
    """Faults in how an item is written."""
    words = len(item.stem.split())
    if words > LONGEST_STEM:
        text = f"The stem has {words} words; {LONGEST_STEM} are the limit."
        yield sheet.problem((*at, "stem"), text, "Leave out what the choice does not need.")
    if not isinstance(item, Numeric) and length_ratio(item) > MOST_UNEQUAL:
        lengths = [len(option.text) for option in item.options]
        text = f"The longest option has {max(lengths)} characters, the shortest {min(lengths)}."
        fix = f"Bring them within {MOST_UNEQUAL:g} to 1: length must not give the key away."
        yield sheet.problem((*at, "options"), text, fix)
    if item.review is not None and item.review.of != fingerprint(item):
        text = "The item was changed after blind readers answered it."
        fix = f"Have it answered again, or remove `review`; its mark is now {fingerprint(item)}."
        yield sheet.problem((*at, "review", "of"), text, fix)


def role_problems(role: Role, sheet: Sheet, sub_skills: dict[str, SubSkill]) -> Iterator[Problem]:
    """Requirements that no item could show."""
    for i, asked in enumerate(role.requirements):
        sub = sub_skills.get(asked.sub_skill)
        if sub is None or not sub.items:
            continue
        highest = max(item.level for item in sub.items)
        if highest < asked.level:
            text = (
                f"Level {asked.level} of '{sub.id}' is required, but its items reach only level "
                f"{highest}."
            )
            fix = f"Write an item of level {asked.level} for it, or require less."
            yield sheet.problem(("requirements", i, "level"), text, fix)
