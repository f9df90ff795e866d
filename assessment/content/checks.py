"""What must hold between the parts of the content, each rule a function that yields faults."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePath
from typing import Final

from assessment.content.arithmetic import calculate
from assessment.content.items import Item, Judgement, Numeric, SingleBest, texts
from assessment.content.model import Content, NextStep, SubSkill
from assessment.content.reading import Path, Sheet
from assessment.errors import Problem

FEWEST_ITEMS: Final = 0
"""Fewest items of a sub-skill: one alone could be a lucky guess."""

_EXACT: Final = 1e-6
"""Largest relative difference between a stated value and its formula."""

_NUMBER: Final = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Sheets:
    """The files behind a ``Content``, for places in messages."""

    framework: Sheet
    sub_skills: list[Sheet]
    roles: list[Sheet]


def problems(content: Content, sheets: Sheets) -> Iterator[Problem]:
    """Every fault between the parts of ``content``."""
    yield from _scale(content, sheets.framework)
    yield from _ids(content, sheets)
    subs = {sub.id: sub for sub in content.sub_skills}
    for sheet in sheets.sub_skills:
        yield from _sub_skill(subs[PurePath(sheet.file).stem], sheet)
    for sheet in sheets.roles:
        yield from _role(content, sheet)


def _scale(content: Content, sheet: Sheet) -> Iterator[Problem]:
    given = [level.level for level in content.framework.levels]
    if given != list(range(len(given))):
        yield sheet.problem(
            ("levels",), f"The levels are {given}.", "List them from 0 upwards, once each."
        )


def _ids(content: Content, sheets: Sheets) -> Iterator[Problem]:
    counts = Counter(part.id for sub in content.sub_skills for part in (*sub.items, *sub.steps))
    counts.update(sub.id for sub in content.sub_skills)
    subs = {sub.id: sub for sub in content.sub_skills}
    for sheet in sheets.sub_skills:
        sub = subs[PurePath(sheet.file).stem]
        for key, parts in (("items", sub.items), ("steps", sub.steps)):
            for i, part in enumerate(parts):
                if counts[part.id] > 1:
                    yield sheet.problem(
                        (key, i, "id"), f"The id '{part.id}' is used twice.", "Give it a new one."
                    )
                if not part.id.startswith(f"{sub.id}-"):
                    text = f"The id '{part.id}' does not start with '{sub.id}-'."
                    yield sheet.problem((key, i, "id"), text, "Name it after its sub-skill.")


def _sub_skill(sub: SubSkill, sheet: Sheet) -> Iterator[Problem]:
    if len(sub.items) < FEWEST_ITEMS:
        text = f"There are {len(sub.items)} items; at least {FEWEST_ITEMS} are needed."
        yield sheet.problem(("items",), text, "Write another item.")
    for i, item in enumerate(sub.items):
        yield from _item(item, sheet, ("items", i))
    for i, step in enumerate(sub.steps):
        yield from _step(step, sheet, ("steps", i))
    for level in range(1, 5):
        if all(step.from_level != level for step in sub.steps):
            text = f"No step leads from level {level} to {level + 1}."
            yield sheet.problem(("steps",), text, "Write one.")


def _step(step: NextStep, sheet: Sheet, at: Path) -> Iterator[Problem]:
    if step.to_level != step.from_level + 1:
        yield sheet.problem(
            (*at, "to_level"), "A step leads exactly one level up.", f"Write {step.from_level + 1}."
        )
    if step.hours.least > step.hours.most:
        yield sheet.problem((*at, "hours"), "The least hours are above the most.", "Swap them.")


def _item(item: Item, sheet: Sheet, at: Path) -> Iterator[Problem]:
    if item.review_due <= item.created:
        yield sheet.problem(
            (*at, "review_due"),
            "The review is due before the item was written.",
            "Correct the date.",
        )
    if item.table and any(len(row) != len(item.table.columns) for row in item.table.rows):
        text = f"A row does not have {len(item.table.columns)} cells."
        yield sheet.problem((*at, "table"), text, "Give every row one cell per column.")
    if isinstance(item, Numeric):
        yield from _numeric(item, sheet, at)
    else:
        yield from _options(item, sheet, at)
    yield from _computations(item, sheet, at)
    yield from _bare_numbers(item, sheet, at)


def _options(item: SingleBest | Judgement, sheet: Sheet, at: Path) -> Iterator[Problem]:
    ids = [option.id for option in item.options]
    if len(set(ids)) < len(ids):
        yield sheet.problem(
            (*at, "options"), f"Two options share an id: {', '.join(ids)}.", "Give each its own."
        )
    credits = item.credits
    if credits.count(1) != 1:
        text = f"{credits.count(1)} options have credit 1; exactly one is best."
        yield sheet.problem((*at, "options"), text, "Give the best option 1 and every other less.")
    if isinstance(item, Judgement) and (credits.count(min(credits)) != 1 or min(credits) != 0):
        text = "A judgement item needs exactly one worst action, with credit 0."
        yield sheet.problem((*at, "options"), text, "Give one action 0 and every other more.")


def _numeric(item: Numeric, sheet: Sheet, at: Path) -> Iterator[Problem]:
    if not any(abs(c.value - item.answer) <= item.tolerance for c in item.computations):
        text = f"No computation gives the answer {item.answer:g}."
        yield sheet.problem((*at, "computations"), text, "Add the arithmetic that leads to it.")
    for i, error in enumerate(item.common_errors):
        if abs(error.value - item.answer) <= item.tolerance:
            text = f"The wrong number {error.value:g} would count as right."
            yield sheet.problem(
                (*at, "common_errors", i), text, "Narrow the tolerance, or change the figures."
            )


def _computations(item: Item, sheet: Sheet, at: Path) -> Iterator[Problem]:
    prose = " ".join(texts(item))
    for i, computation in enumerate(item.computations):
        where = (*at, "computations", i)
        try:
            value = calculate(computation.formula)
        except ValueError as fault:
            text = f"The formula '{computation.formula}' cannot be computed: {fault}."
            yield sheet.problem(
                where, text, "Use plain numbers with + - * / **, brackets and sqrt."
            )
            continue
        if abs(value - computation.value) > _EXACT * max(1.0, abs(value)):
            text = f"The formula gives {value:.6g}, not {computation.value:.6g}."
            yield sheet.problem(
                where, text, "Correct the formula, or the value and the item's text."
            )
        if computation.shown not in prose:
            text = f"'{computation.shown}' stands nowhere in the item."
            yield sheet.problem(where, text, "Show it as the item prints it.")


def _bare_numbers(item: Item, sheet: Sheet, at: Path) -> Iterator[Problem]:
    answers = " ".join(
        [item.rationale, *(error.rationale for error in item.common_errors)]
        if isinstance(item, Numeric)
        else [text for option in item.options for text in (option.text, option.rationale)]
    )
    given = [item.stem, item.question, *(c.shown for c in item.computations)]
    if isinstance(item, Numeric):
        given += [f"{item.answer:g}", *(f"{error.value:g}" for error in item.common_errors)]
    if item.table:
        given += [
            item.table.caption,
            *item.table.columns,
            *(cell for row in item.table.rows for cell in row),
        ]
    known = {_plain(number) for text in given for number in _NUMBER.findall(text)}
    unknown = sorted({n for n in _NUMBER.findall(answers) if _plain(n) not in known})
    if unknown:
        text = f"Nothing shows where {', '.join(unknown)} comes from."
        yield sheet.problem(
            at, text, "Add a computation for each number, or write small counts as words."
        )


def _plain(number: str) -> float:
    return float(number.rstrip(",").replace(",", ""))


def _role(content: Content, sheet: Sheet) -> Iterator[Problem]:
    role = content.roles_by_id[PurePath(sheet.file).stem]
    seen: set[str] = set()
    for i, requirement in enumerate(role.requirements):
        where = ("requirements", i, "sub_skill")
        if requirement.sub_skill not in content.sub_skill_index:
            near = get_close_matches(requirement.sub_skill, content.sub_skill_index, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else "."
            text = f"No sub-skill is called '{requirement.sub_skill}'{hint}"
            yield sheet.problem(where, text, "Use the name of a file in data/skills/.")
        if requirement.sub_skill in seen:
            yield sheet.problem(where, f"'{requirement.sub_skill}' is required twice.", "Keep one.")
        seen.add(requirement.sub_skill)
