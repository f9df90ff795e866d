"""What must hold in the path and the tools, and between the two."""

from collections.abc import Collection, Iterable, Iterator

from assessment.content.faults import about_roles, repeated, scale, unknown
from assessment.content.path import CareerPath, Condition, Expectation, Step
from assessment.content.reading import Path, Sheet
from assessment.content.tools import ToolNeed, Tools
from assessment.errors import Problem


def path_problems(path: CareerPath, sheet: Sheet, roles: Collection[str]) -> Iterator[Problem]:
    """Every fault of the path by itself; ``roles`` are the ids of all role profiles."""
    yield from scale([grade.level for grade in path.evidence], sheet, ("evidence",))
    yield from repeated([(("steps", i, "id"), step.id) for i, step in enumerate(path.steps)], sheet)
    ids = [
        (("steps", i, "questions", j, "id"), question.id)
        for i, step in enumerate(path.steps)
        for j, question in enumerate(step.questions)
    ]
    yield from repeated(ids, sheet)
    for i, step in enumerate(path.steps):
        yield from _step(step, sheet, ("steps", i))
    yield from about_roles(path.roles, sheet, roles)
    yield from _expectations(path, path.usual, sheet, ("usual",))
    for i, variant in enumerate(path.roles):
        yield from _expectations(path, variant.expects, sheet, ("roles", i, "expects"))
    yield from _usual(path.questions, [e.question for e in path.usual], sheet)


def _step(step: Step, sheet: Sheet, at: Path) -> Iterator[Problem]:
    if not any(question.core for question in step.questions):
        text = "No question of the step is core, so nothing can put it in place."
        yield sheet.problem((*at, "questions"), text, "Set `core: true` for at least one.")
    for i, question in enumerate(step.questions):
        where = (*at, "questions", i, "options")
        ids = [((*where, j, "id"), option.id) for j, option in enumerate(question.options)]
        yield from repeated(ids, sheet)


def _expectations(
    path: CareerPath, expects: Iterable[Expectation], sheet: Sheet, at: Path
) -> Iterator[Problem]:
    expects = list(expects)
    yield from repeated([((*at, i, "question"), e.question) for i, e in enumerate(expects)], sheet)
    for i, expectation in enumerate(expects):
        yield from _answer(path, expectation, sheet, (*at, i))
        for j, condition in enumerate(expectation.instead):
            where = (*at, i, "instead", j)
            yield from _answer(path, condition, sheet, where)
            if condition.question == expectation.question:
                text = f"'{condition.question}' cannot count instead of itself."
                yield sheet.problem((*where, "question"), text, "Name another question.")


def _answer(
    path: CareerPath, asked: Expectation | Condition, sheet: Sheet, at: Path
) -> Iterator[Problem]:
    question = path.questions.get(asked.question)
    if question is None:
        yield unknown("question", asked.question, path.questions, sheet, (*at, "question"))
    elif asked.at_least is not None:
        options = [option.id for option in question.options]
        if asked.at_least not in options:
            kind = f"option of '{question.id}'"
            yield unknown(kind, asked.at_least, options, sheet, (*at, "at_least"))


def tools_problems(tools: Tools, sheet: Sheet, roles: Collection[str]) -> Iterator[Problem]:
    """Every fault of the tools by themselves; ``roles`` are the ids of all role profiles."""
    yield from scale([step.level for step in tools.scale], sheet, ("scale",))
    ids = [(("categories", i, "id"), category.id) for i, category in enumerate(tools.categories)]
    yield from repeated(ids, sheet)
    for i, category in enumerate(tools.categories):
        where = ("categories", i, "products")
        products = [((*where, j, "id"), p.id) for j, p in enumerate(category.products)]
        yield from repeated(products, sheet)
    yield from about_roles(tools.roles, sheet, roles)
    yield from _needs(tools, tools.usual, sheet, ("usual",))
    for i, block in enumerate(tools.roles):
        yield from _needs(tools, block.needs, sheet, ("roles", i, "needs"))
    yield from _usual(tools.categories_by_id, [need.category for need in tools.usual], sheet)


def _needs(tools: Tools, needs: Iterable[ToolNeed], sheet: Sheet, at: Path) -> Iterator[Problem]:
    named = [((*at, i, "category"), need.category) for i, need in enumerate(needs)]
    yield from repeated(named, sheet)
    for where, name in named:
        if name not in tools.categories_by_id:
            yield unknown("tool category", name, tools.categories_by_id, sheet, where)


def counted_problems(
    path: CareerPath, tools: Tools, sheet: Sheet, roles: Collection[str]
) -> Iterator[Problem]:
    """Faults of the questions whose answers count tool categories."""
    for i, step in enumerate(path.steps):
        for j, question in enumerate(step.questions):
            if question.tool_level and len(question.options) != len(tools.categories) + 1:
                text = f"There are {len(question.options)} options for none to all categories."
                fix = f"Write {len(tools.categories) + 1}: none, and one for each count."
                yield sheet.problem(("steps", i, "questions", j, "options"), text, fix)
    for i, expectation in enumerate(path.usual):
        yield from _among(path, tools, expectation, sheet, ("usual", i, "among"))
    for i, variant in enumerate(path.roles):
        for j, expectation in enumerate(variant.expects):
            at = ("roles", i, "expects", j, "among")
            yield from _among(path, tools, expectation, sheet, at)
    for role in roles:
        yield from _reachable(path, tools, sheet, role)


def _among(
    path: CareerPath, tools: Tools, expectation: Expectation, sheet: Sheet, at: Path
) -> Iterator[Problem]:
    question = path.questions.get(expectation.question)
    if expectation.among and question and not question.tool_level:
        text = f"'{question.id}' counts no tool categories."
        yield sheet.problem(at, text, "Remove `among`, or give the question a `tool_level`.")
    for i, name in enumerate(expectation.among):
        if name not in tools.categories_by_id:
            yield unknown("tool category", name, tools.categories_by_id, sheet, (*at, i))


def _reachable(path: CareerPath, tools: Tools, sheet: Sheet, role: str) -> Iterator[Problem]:
    """A role may not expect more categories at a level than its tool levels come to."""
    for question in path.questions.values():
        expected = path.expectation(role, question.id)
        options = [option.id for option in question.options]
        if not question.tool_level or not expected or expected.at_least not in options:
            continue
        count = sum(level >= question.tool_level for level in tools.needs(role).values())
        if options.index(expected.at_least) > count:
            text = (
                f"'{role}' expects '{expected.at_least}' of '{question.id}', while tools.yaml has "
                f"it need level {question.tool_level} in {count} categories."
            )
            at = _place(path, role, expected)
            yield sheet.problem(at, text, "Lower the one, or raise the other.")


def _place(path: CareerPath, role: str, expected: Expectation) -> Path:
    for i, variant in enumerate(path.roles):
        if variant.role == role and expected in variant.expects:
            return ("roles", i, "expects", variant.expects.index(expected))
    return ("usual", path.usual.index(expected))


def _usual(known: Iterable[str], given: Collection[str], sheet: Sheet) -> Iterator[Problem]:
    """Without a usual expectation, a role that says nothing would expect nothing known."""
    for name in known:
        if name not in given:
            text = f"Nothing is usual for '{name}', so not every role has an expectation of it."
            yield sheet.problem(("usual",), text, "Add a line for it.")
