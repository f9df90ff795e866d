"""One level down to its answers and weights, as text that can be checked by hand."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import typer

from assessment.attempts import Attempt
from assessment.bank import View, build_bank
from assessment.cli.database import LOCAL, opened_store
from assessment.content.items import BestAndWorst, ChosenOption, DontKnow, TypedNumber
from assessment.content.loading import DATA, load
from assessment.content.model import Content
from assessment.drivers import Driver
from assessment.errors import AssessmentError, ContentError
from assessment.explanation import Explanation, Standing
from assessment.explanation import explain as explained
from assessment.measurement.likelihood import AUTHOR_ERROR, DISCRIMINATION, VALIDITY
from assessment.result_file import LARGEST_FILE, attempt_in, read

_WIDTH: Final = 44
"""Width of the first column, in characters."""


def explain(
    given: Annotated[
        str, typer.Argument(metavar="FILE|ATTEMPT", help="A result file, or an attempt's id.")
    ],
    sub_skill: Annotated[str, typer.Option(help="Id of the sub-skill.", metavar="ID")],
    *,
    view: Annotated[View, typer.Option(help="Which evidence counts.")] = "combined",
    content: Annotated[
        Path, typer.Option(help="Folder of the content.", show_default=False)
    ] = DATA,
) -> None:
    """Explain one person's level of a sub-skill: prior, every answer, and what each moved."""
    bank = build_bank(load(content))
    if sub_skill not in bank.content.sub_skill_index:
        known = ", ".join(sub.id for sub in bank.content.sub_skills)
        raise AssessmentError(f"No sub-skill is called {sub_skill!r}. There are: {known}.")
    attempt = _attempt(given)
    for line in _lines(bank.content, attempt, explained(bank, attempt, sub_skill, view), view):
        sys.stdout.write(f"{line.rstrip()}\n")


def _attempt(given: str) -> Attempt:
    """
    The attempt in a file, or in the database by its id.

    Raises:
        AssessmentError: If it cannot be read, or there is neither.
    """
    file = Path(given)
    if file.is_file():
        try:
            with file.open("rb") as opened:
                return attempt_in(read(opened.read(LARGEST_FILE + 1)))
        except ContentError as fault:
            raise ContentError(fault.problems, given) from None
    if file.suffix or file.exists():
        raise AssessmentError(f"There is no result file {given}. Name a .json file of Headway.")
    with opened_store() as store:
        return store.attempt(LOCAL, given)


def _lines(content: Content, attempt: Attempt, found: Explanation, view: View) -> Iterator[str]:
    share = content.framework.policy.likely_range.value
    yield f"{found.sub_skill.name} ({found.sub_skill.id})"
    yield (
        f"Evidence: {view}. Content {content.framework.version}, attempt of "
        f"{attempt.head.content_version}. For development, never for selection."
    )
    yield ""
    yield _row("", [f"{level}" for level in range(1, 6)], ["level", f"{share:.0%} range", "moved"])
    yield "Chance of each level"
    yield _chances("  Of somebody of whom nothing is known", found.nothing)
    yield _chances("  Prior: from this person's other sub-skills", found.elsewhere)
    yield "How likely each piece is at each level, the largest 1.00; the level once it counts"
    for piece in found.pieces:
        messages = [f"{value:.2f}" for value in piece.message]
        moved = f"{piece.driver.shift:+.2f}"
        yield _row(f"  {_what(piece.driver)}", messages, [*_stands(piece.after), moved])
    if not found.pieces:
        yield "  Nothing was rated or answered here: not assessed, whatever the prior says."
    yield "Chance of each level"
    yield _chances("  Posterior: prior times all of these", found.everything)
    yield ""
    yield from _notes(found)
    yield ""
    for asked in found.asked:
        chance = "" if asked.verdict == "not assessed" else f"P(meets) {asked.chance:.2f}: "
        yield f"{asked.role.name} asks level {asked.level}: {chance}{_SAID[asked.verdict]}."


_SAID: Final = {
    "meets": "meets",
    "gap": "gap",
    "unclear": "not enough evidence yet",
    "not assessed": "not assessed",
}


def _notes(found: Explanation) -> Iterator[str]:
    yield "moved: the level with the piece less the level without it, all others counting. Shifts"
    yield "do not add up: two that say the same each move the level less once the other is there."
    yield f"Prior times pieces misses the posterior by {found.rest:.0e} at most: rounding."
    yield (
        f"Answers: slope {DISCRIMINATION} per level, error of the author's level (SD "
        f"{AUTHOR_ERROR}) integrated."
    )
    if found.leniency is not None:
        mean, deviation = found.leniency
        usual, spread = found.usual_leniency
        yield (
            f"Ratings: validity {VALIDITY}; this person's lie {mean:+.2f} levels from their levels "
            f"(SD {deviation:.2f}), people's in general {usual:+.2f} (SD {spread:.2f})."
        )


def _what(driver: Driver) -> str:
    """A piece of evidence in a few words."""
    if driver.item is None:
        return f"Self-rating: {driver.given}"
    return f"{driver.item.id} (level {driver.item.level}): {_given(driver)}"


def _given(driver: Driver) -> str:
    match driver.given:
        case ChosenOption(option=option):
            return f"{option}, credit {_credit(driver, option):g}"
        case BestAndWorst(best=best, worst=worst):
            credits = f"{_credit(driver, best):g}, {_credit(driver, worst):g}"
            return f"{best}>{worst}, credits {credits}"
        case TypedNumber(value=value):
            right = driver.item.outcome(driver.given) == 0  # type: ignore[union-attr,arg-type]
            return f"{value:g}, {'right' if right else 'wrong'}"
        case DontKnow():
            return "I don't know, as wrong"
        case _:
            return str(driver.given)


def _credit(driver: Driver, option: str) -> float:
    options = getattr(driver.item, "options", ())
    return next(float(each.credit) for each in options if each.id == option)


def _chances(what: str, stands: Standing) -> str:
    return _row(what, [f"{chance:.0%}" for chance in stands.levels], _stands(stands))


def _stands(stands: Standing) -> list[str]:
    return [f"{stands.estimate:.2f}", f"{stands.low:.1f} to {stands.high:.1f}"]


def _row(what: str, levels: list[str], rest: list[str]) -> str:
    """Aligned cells: five levels, then level, range and shift; below a name that is too long."""
    widths = (7, 13, 7)
    cells = [f"{cell:>6}" for cell in levels]
    cells += [f"{cell:>{width}}" for cell, width in zip(rest, widths, strict=False)]
    name = f"{what}\n{'':<{_WIDTH}}" if len(what) > _WIDTH else f"{what:<{_WIDTH}}"
    return f"{name}{''.join(cells)}"
