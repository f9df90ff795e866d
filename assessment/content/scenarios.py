"""
A scenario counts once: no two items rest on the same situation, or on the same figures.

Answers to two questions about one scenario hang together beyond what the levels explain, and the
model would count that as two pieces of evidence.
"""

from collections.abc import Iterator

from assessment.content.items import Item
from assessment.content.model import SubSkill
from assessment.content.reading import Sheet
from assessment.errors import Problem


def problems(sub_skills: list[tuple[Sheet, SubSkill]]) -> Iterator[Problem]:
    """Every item whose stem or table is that of an item before it."""
    first: dict[object, str] = {}
    for sheet, sub in sub_skills:
        for i, item in enumerate(sub.items):
            for part, content in _scenario(item).items():
                owner = first.setdefault(content, item.id)
                if owner != item.id:
                    text = f"The {part} is that of '{owner}'; one scenario would count twice."
                    fix = "Give each item a scenario of its own, or keep one of the two."
                    yield sheet.problem(("items", i, part), text, fix)


def _scenario(item: Item) -> dict[str, object]:
    """What sets the scene, by the field that holds it; spaces and capitals make no other one."""
    parts: dict[str, object] = {"stem": " ".join(item.stem.lower().split())}
    if item.table:
        parts["table"] = item.table.rows
    return parts
