"""What must hold between the parts of the content, each rule a function that yields faults."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePath
from typing import Final

from assessment.content import scenarios, style
from assessment.content.arithmetic import calculate
from assessment.content.items import Item, Judgement, Numeric, SingleBest, texts
from assessment.content.model import Framework, Policy, Role, SubSkill
from assessment.content.numbers import is_plain, numbers_in, printed, stands_in
from assessment.content.parts import BlindReview
from assessment.content.reading import Path, Sheet
from assessment.content.steps import NextStep
from assessment.errors import Problem

FEWEST_ITEMS: Final = 1
"""Fewest items of a sub-skill: without one nobody could show it."""

_EXACT: Final = 1e-6
"""Largest relative difference between a stated value and its formula."""


@dataclass(frozen=True)
class Parts:
    """
    What could be read of the content, each part with its file; None where it could not be read.

    Attributes:
        framework: The frame.
        sub_skills: In the order of the files.
        roles: In the order of the files.
    """

    framework: tuple[Sheet, Framework | None]
    sub_skills: list[tuple[Sheet, SubSkill | None]]
    roles: list[tuple[Sheet, Role | None]]


def problems(parts: Parts) -> Iterator[Problem]:
    """Every fault between the parts of the content, as far as they could be read."""
    sheet, framework = parts.framework
    if framework:
        yield from _scale(framework, sheet)
        yield from _policy(framework.policy, sheet)
    readable = [(sheet, sub) for sheet, sub in parts.sub_skills if sub]
    names = Counter(PurePath(sheet.file).stem for sheet, _ in parts.sub_skills)
    yield from _same_name(names, [sheet for sheet, _ in parts.sub_skills])
    yield from _ids([(sheet, sub) for sheet, sub in readable if names[sub.id] == 1])
    for sheet, sub in readable:
        yield from _sub_skill(sub, sheet)
    yield from scenarios.problems([(sheet, sub) for sheet, sub in readable if names[sub.id] == 1])
    subs = {sub.id: sub for _, sub in readable}
    for sheet, role in parts.roles:
        if role:
            yield from _role(role, sheet, frozenset(names))
            yield from style.role_problems(role, sheet, subs)


def _scale(framework: Framework, sheet: Sheet) -> Iterator[Problem]:
    given = [level.level for level in framework.levels]
    if given != list(range(len(given))):
        text = f"The levels are {', '.join(map(str, given))}."
        yield sheet.problem(("levels",), text, "List them from 0 upwards, once each.")


def _policy(policy: Policy, sheet: Sheet) -> Iterator[Problem]:
    for name in ("meets", "gap", "likely_range", "role_difference"):
        value = getattr(policy, name).value
        if not 0 < value < 1:
            yield sheet.problem(
                ("policy", name, "value"),
                f"{value:g} is not a chance between 0 and 1.",
                "Write a share: 0.8 for 80%.",
            )
    for name in ("items_short", "items_full", "items_per_sub_skill", "evidence_from_level"):
        value = getattr(policy, name).value
        if value < 1 or value != int(value):
            yield sheet.problem(
                ("policy", name, "value"),
                f"{value:g} is not a whole number from 1 up.",
                "Write 1 or more, without decimals.",
            )
    for low, high in (("gap", "meets"), ("items_short", "items_full")):
        least, most = getattr(policy, low).value, getattr(policy, high).value
        if least >= most:
            text = f"'{low}' ({least:g}) is not below '{high}' ({most:g})."
            yield sheet.problem(("policy", low, "value"), text, "Change one of the two.")


def _same_name(counts: Counter[str], sheets: list[Sheet]) -> Iterator[Problem]:
    for sheet in sheets:
        name = PurePath(sheet.file).stem
        if counts[name] > 1:
            text = f"{counts[name]} sub-skills are called '{name}'."
            yield Problem(sheet.file, 0, "", text, "Rename all but one of the files.")


def _ids(sub_skills: list[tuple[Sheet, SubSkill]]) -> Iterator[Problem]:
    counts = Counter(part.id for _, sub in sub_skills for part in (*sub.items, *sub.steps))
    for sheet, sub in sub_skills:
        for key, parts in (("items", sub.items), ("steps", sub.steps)):
            for i, part in enumerate(parts):
                if counts[part.id] > 1:
                    text = f"The id '{part.id}' is used {counts[part.id]} times."
                    yield sheet.problem((key, i, "id"), text, "Give all but one a new id.")
                if not part.id.startswith(f"{sub.id}-"):
                    text = f"The id '{part.id}' does not start with '{sub.id}-'."
                    yield sheet.problem((key, i, "id"), text, "Name it after its sub-skill.")


def _sub_skill(sub: SubSkill, sheet: Sheet) -> Iterator[Problem]:
    if len(sub.items) < FEWEST_ITEMS:
        text = f"The sub-skill has {len(sub.items)} of at least {FEWEST_ITEMS} items."
        yield sheet.problem(("items",), text, "Write another item.")
    for i, item in enumerate(sub.items):
        yield from _item(item, sheet, ("items", i))
    for i, step in enumerate(sub.steps):
        yield from _step(step, sheet, ("steps", i))
    for level in range(1, 5):
        if all(step.from_level != level for step in sub.steps):
            text = f"No step leads from level {level} to {level + 1}."
            fix = f"Write one with `from_level: {level}` and `to_level: {level + 1}`."
            yield sheet.problem(("steps",), text, fix)


def _step(step: NextStep, sheet: Sheet, at: Path) -> Iterator[Problem]:
    if step.to_level != step.from_level + 1:
        text = f"The step leads from level {step.from_level} to {step.to_level}."
        fix = f"A step leads one level up: write {step.from_level + 1}, or make it two steps."
        yield sheet.problem((*at, "to_level"), text, fix)
    if step.hours.least > step.hours.most:
        text = f"At least {step.hours.least} hours are more than at most {step.hours.most}."
        yield sheet.problem((*at, "hours"), text, "Swap the two numbers.")


def _item(item: Item, sheet: Sheet, at: Path) -> Iterator[Problem]:
    if item.review_due <= item.created:
        text = f"The review is due on {item.review_due}, the item was created on {item.created}."
        yield sheet.problem((*at, "review_due"), text, "Set the review to a later day.")
    if item.table:
        columns = len(item.table.columns)
        for i, row in enumerate(item.table.rows):
            if len(row) != columns:
                text = f"Cells in this row: {len(row)}; columns of the table: {columns}."
                yield sheet.problem(
                    (*at, "table", "rows", i), text, "Give every row one cell per column."
                )
    yield from style.item_problems(item, sheet, at)
    if item.review:
        yield from _review(item, item.review, sheet, (*at, "review"))
    if isinstance(item, Numeric):
        yield from _numeric(item, sheet, at)
    else:
        yield from _options(item, sheet, at)
    yield from _computations(item, sheet, at)
    yield from _bare_numbers(item, sheet, at)


def _review(item: Item, review: BlindReview, sheet: Sheet, at: Path) -> Iterator[Problem]:
    places = [((*at, "field", i), choice) for i, choice in enumerate(review.field)]
    fits: Callable[[str], bool]
    if isinstance(item, Numeric):
        fits, fix = (
            is_plain,
            "Write the number alone, as text: digits and a point, no unit.",
        )
    else:
        ids = [option.id for option in item.options]
        fits = frozenset(ids).__contains__
        fix = f"Name {len(item.key)} of these, or nothing: {', '.join(ids)}."
        places.append(((*at, "cues"), review.cues))
    for where, choice in places:
        if choice and not (
            len(item.key) == len(choice) == len(set(choice)) and all(map(fits, choice))
        ):
            text = f"'{', '.join(choice)}' is no choice that the item offers."
            yield sheet.problem(where, text, fix)


def _options(item: SingleBest | Judgement, sheet: Sheet, at: Path) -> Iterator[Problem]:
    for name, count in Counter(option.id for option in item.options).items():
        if count > 1:
            text = f"{count} options have the id '{name}'."
            yield sheet.problem((*at, "options"), text, "Give each option its own id.")
    best = [option.id for option in item.options if option.credit == 1]
    if len(best) != 1:
        text = f"{_named(best)} credit 1; exactly one is best."
        yield sheet.problem((*at, "options"), text, "Give the best option 1 and every other less.")
    worst = [option.id for option in item.options if option.credit == 0]
    if isinstance(item, Judgement) and len(worst) != 1:
        text = f"{_named(worst)} credit 0; exactly one is worst."
        yield sheet.problem((*at, "options"), text, "Give the worst action 0 and every other more.")


def _numeric(item: Numeric, sheet: Sheet, at: Path) -> Iterator[Problem]:
    if not any(abs(c.value - item.answer) <= item.tolerance for c in item.computations):
        text = f"No computation gives the answer {printed(item.answer)}."
        yield sheet.problem((*at, "answer"), text, "Add the arithmetic that leads to it.")
    for i, error in enumerate(item.common_errors):
        if abs(error.value - item.answer) <= item.tolerance:
            text = (
                f"The wrong number {printed(error.value)} would count as right: the answer is "
                f"{printed(item.answer)}, give or take {printed(item.tolerance)}."
            )
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
            text = f"The formula gives {printed(value)}, not {printed(computation.value)}."
            yield sheet.problem(
                where, text, "Correct the formula, or the value and the item's text."
            )
        if not stands_in(computation.shown, prose):
            text = f"'{computation.shown}' stands nowhere in the item."
            yield sheet.problem(
                (*where, "shown"), text, "Write the number exactly as the item's text prints it."
            )


def _bare_numbers(item: Item, sheet: Sheet, at: Path) -> Iterator[Problem]:
    answers = " ".join(
        [item.rationale, *(error.rationale for error in item.common_errors)]
        if isinstance(item, Numeric)
        else [text for option in item.options for text in (option.text, option.rationale)]
    )
    given = [item.stem, item.question, *(c.shown for c in item.computations)]
    if isinstance(item, Numeric):
        given += [printed(n) for n in (item.answer, *(e.value for e in item.common_errors))]
    if item.table:
        given += [
            item.table.caption,
            *item.table.columns,
            *(cell for row in item.table.rows for cell in row),
        ]
    known = {value for text in given for _, value in numbers_in(text)}
    unknown = sorted({written for written, value in numbers_in(answers) if value not in known})
    if unknown:
        text = f"Nothing shows where these numbers come from: {', '.join(unknown)}."
        yield sheet.problem(
            at, text, "Add a computation for each number, or write small counts as words."
        )


def _named(options: list[str]) -> str:
    if not options:
        return "No option has"
    verb = "has" if len(options) == 1 else "have"
    return f"{', '.join(options)} {verb}"


def _role(role: Role, sheet: Sheet, names: frozenset[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, requirement in enumerate(role.requirements):
        where, name = ("requirements", i, "sub_skill"), requirement.sub_skill
        if names and name not in names:
            near = get_close_matches(name, sorted(names), n=1)
            hint = f"; did you mean '{near[0]}'?" if near else "."
            text = f"No sub-skill is called '{name}'{hint}"
            yield sheet.problem(where, text, "Use the name of a file in data/skills/.")
        if name in seen:
            yield sheet.problem(where, f"'{name}' is required twice.", "Keep one of the two.")
        seen.add(name)
