"""What drove a level, in words and rows; how sure somebody was, beside how right they were."""

from collections.abc import Mapping

from assessment.attempts import Attempt
from assessment.bank import Bank
from assessment.charts.words import number, tenths
from assessment.content.items import (
    Answer,
    BestAndWorst,
    ChosenOption,
    DontKnow,
    Item,
    Numeric,
    TypedNumber,
)
from assessment.content.model import SubSkill
from assessment.drivers import Driver, Drivers
from assessment.insight import FEWEST, confident
from assessment.insight import sureness as of_confidence

UNKNOWN = "I don't know"


def sentence(sub_skill: SubSkill, found: Drivers) -> str:
    """How the level came about."""
    return (
        f"{sub_skill.name} stands at {tenths(found.estimate)}. Knowing nothing, it would be "
        f"{tenths(found.nothing)}, where everybody starts; your evidence on other sub-skills alone "
        f"puts it at {tenths(found.from_elsewhere)}."
    )


def table(found: Drivers, level_names: Mapping[int, str]) -> list[dict[str, str]]:
    """Each piece of evidence on the sub-skill, and where the level would be without it."""
    return [
        {
            "Evidence": _what(driver),
            "Given": _given(driver, level_names),
            "Without it": tenths(found.estimate - driver.shift),
            "Moves the level by": f"{driver.shift:+.1f}",
        }
        for driver in found.own
    ]


def result_of(item: Item, answer: Answer) -> str:
    """How an answer did, in a few words."""
    if isinstance(answer, DontKnow):
        return "said so: I don't know"
    if isinstance(item, Numeric):
        return "right" if item.outcome(_typed(answer)) == 0 else "not right"
    credits = {option.id: option.credit for option in item.options}
    if isinstance(answer, BestAndWorst):
        return f"best: {_credit(credits, answer.best)}; worst: {_worst(credits, answer.worst)}"
    return _credit(credits, answer.option) if isinstance(answer, ChosenOption) else ""


def title(bank: Bank, item: Item, answer: Answer) -> str:
    """An answered question in one line: what it was about, and how the answer did."""
    return f"{bank.content.items[item.id][0].name}, {result_of(item, answer)}"


def said(item: Item, answer: Answer) -> str:
    """An answer as the respondent gave it."""
    if isinstance(answer, DontKnow):
        return UNKNOWN
    if isinstance(item, Numeric):
        return f"{number(_typed(answer).value)} {item.unit}"
    texts = {option.id: option.text for option in item.options}
    if isinstance(answer, BestAndWorst):
        return f"Best: {_text(texts, answer.best)} Worst: {_text(texts, answer.worst)}"
    return _text(texts, answer.option) if isinstance(answer, ChosenOption) else ""


def answers(bank: Bank, attempt: Attempt) -> list[dict[str, str]]:
    """Every question answered: what it was about, and how the answer did."""
    return [
        {
            "Question": str(number),
            "About": bank.content.items[item.id][0].name,
            "Item level": str(item.level),
            "Your answer": result_of(item, answer),
        }
        for number, (item, answer) in enumerate(asked(bank, attempt), 1)
    ]


def asked(bank: Bank, attempt: Attempt) -> tuple[tuple[Item, Answer], ...]:
    """Every item answered, with the answer, in the order given."""
    found = bank.answered(attempt).items()
    return tuple((bank.content.items[bank.ids[at]][1], answer) for at, answer in found)


def confidence(bank: Bank, attempt: Attempt) -> list[dict[str, str]]:
    """For each degree of confidence: how many answers had it, and how many earned full credit."""
    rows: dict[int, list[bool]] = {}
    for sure, right in confident(bank, attempt):
        rows.setdefault(sure, []).append(right)
    return [
        {
            "You were this sure": f"{sure}%",
            "Fully right": f"{sum(right)} of {len(right)}",
        }
        for sure, right in sorted(rows.items())
    ]


def sureness(bank: Bank, attempt: Attempt) -> str:
    """Over-confidence with its standard error, or how many answers it still takes."""
    found = of_confidence(bank, attempt)
    if found is None:
        given = len(confident(bank, attempt))
        return (
            f"With {FEWEST} answers whose confidence you gave, a figure for over-confidence stands "
            f"here; so far there are {given}."
        )
    more = "more sure than right" if found.over > 0 else "less sure than right"
    beyond = (
        "That is more than chance would make it."
        if found.beyond_chance
        else "Chance alone could make it."
    )
    return (
        f"Over {found.answers} answers you were {found.sure:.0%} sure on average and fully right "
        f"in {found.right:.0%}: {abs(100 * found.over):.0f} points {more}, with a standard error "
        f"of {100 * found.error:.0f}. {beyond} How sure you are never enters a level."
    )


def _what(driver: Driver) -> str:
    if driver.item:
        return driver.item.stem
    return "Your mentor's rating" if driver.kind == "mentor" else "Your self-rating"


def _given(driver: Driver, level_names: Mapping[int, str]) -> str:
    if driver.item is None:
        rating = driver.given if isinstance(driver.given, int) else 0
        return f"{rating} {level_names[rating]}"
    answer = driver.given
    return result_of(driver.item, answer) if not isinstance(answer, int | None) else ""


def _typed(answer: Answer) -> TypedNumber:
    return answer if isinstance(answer, TypedNumber) else TypedNumber(value=float("nan"))


def _text(texts: Mapping[str, str], option: str) -> str:
    return texts.get(option, "an option that is no longer there")


def _credit(credits: Mapping[str, float], option: str) -> str:
    credit = credits.get(option, 0)
    if credit == 1:
        return "full credit"
    return f"{credit:.0%} of the credit" if credit else "no credit"


def _worst(credits: Mapping[str, float], option: str) -> str:
    return "right" if credits.get(option) == 0 else "not the worst"
