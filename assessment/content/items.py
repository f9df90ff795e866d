"""
The item families: what is shown, what may be answered, which outcome an answer is.

A family is one class here. It names the control that draws it (``control``) and the curve that
scores it (``likelihood``), says which answers it can score (``takes``), and turns one into the row
of that curve's table (``outcome``).
"""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from itertools import permutations
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from assessment.content.base import ContentModel, Level, Slug, Text
from assessment.content.parts import BlindReview, CommonError, Computation, Option, Table

DONT_KNOW: Literal["dont-know"] = "dont-know"


class _Item(ContentModel):
    """
    What every item has, whatever its family.

    Attributes:
        id: Unique over all content; never reused.
        level: Where the author places the item on the proficiency scale, 1 to 5.
        why_level: What makes it that level and not the one below.
        stem: The situation.
        table: Figures to read, or None.
        question: What is asked.
        misconception: The belief that leads to the most tempting wrong answer.
        source: Where key and facts come from; ``own computation`` for arithmetic.
        key_status: Who stands behind the key: its author, a panel, or pilot data.
        created: The day the item was written.
        review_due: The day by which it must be looked at again.
        computations: The arithmetic behind the numbers shown.
        review: What blind readers chose; None before any has.
    """

    id: Slug
    level: Level
    why_level: Text
    stem: Text
    table: Table | None = None
    question: Text
    misconception: Text
    source: Text
    key_status: Literal["author", "panel", "piloted"]
    created: date
    review_due: date
    computations: tuple[Computation, ...] = ()
    review: BlindReview | None = None


class SingleBest(_Item):
    """Choose one option; one is best, others may earn part of the credit."""

    control: ClassVar[str] = "choose-one"
    likelihood: ClassVar[str] = "choice"

    family: Literal["single-best"]
    options: tuple[Option, ...] = Field(min_length=3, max_length=5)

    @property
    def credits(self) -> tuple[float, ...]:
        """Credit of each option, in the order shown."""
        return tuple(option.credit for option in self.options)

    @property
    def key(self) -> tuple[str, ...]:
        """The choice that earns full credit: the best option."""
        return (_with_credit(self.options, max(self.credits)),)

    def agrees(self, choice: tuple[str, ...]) -> bool:
        """Whether a blind reader's choice is the key."""
        return choice == self.key

    def takes(self, answer: "Answer") -> bool:
        """Whether ``answer`` names an option that is still there."""
        return isinstance(answer, ChosenOption) and answer.option in _ids(self.options)

    def outcome(self, answer: "ChosenOption") -> int:
        """Index of the option chosen."""
        return _index(self.options, answer.option)


class Judgement(_Item):
    """Choose the best and the worst of several actions."""

    control: ClassVar[str] = "best-and-worst"
    likelihood: ClassVar[str] = "best-and-worst"

    family: Literal["judgement"]
    options: tuple[Option, ...] = Field(min_length=4, max_length=5)

    @property
    def credits(self) -> tuple[float, ...]:
        """Credit of each action, in the order shown."""
        return tuple(option.credit for option in self.options)

    @property
    def key(self) -> tuple[str, ...]:
        """The choice that earns full credit: the best action and the worst."""
        credits = self.credits
        return (
            _with_credit(self.options, max(credits)),
            _with_credit(self.options, min(credits)),
        )

    def agrees(self, choice: tuple[str, ...]) -> bool:
        """Whether a blind reader's choice is the key."""
        return choice == self.key

    def takes(self, answer: "Answer") -> bool:
        """Whether ``answer`` names two different actions that are still there."""
        if not isinstance(answer, BestAndWorst) or answer.best == answer.worst:
            return False
        return {answer.best, answer.worst} <= _ids(self.options)

    def outcome(self, answer: "BestAndWorst") -> int:
        """Index of the (best, worst) pair among all ordered pairs, row by row."""
        pair = (_index(self.options, answer.best), _index(self.options, answer.worst))
        return list(permutations(range(len(self.options)), 2)).index(pair)


class Numeric(_Item):
    """
    Work out a number and type it.

    Attributes:
        answer: The number asked for, in ``unit``.
        tolerance: How far a typed number may lie from ``answer`` and be right, in ``unit``.
        unit: What the number counts, for example ``%`` or ``orders``.
        rationale: The way to the answer, step by step.
        common_errors: Wrong numbers that known slips lead to, with the slip.
    """

    control: ClassVar[str] = "number"
    likelihood: ClassVar[str] = "numeric"

    family: Literal["numeric"]
    answer: float
    tolerance: float = Field(gt=0)
    unit: Text
    rationale: Text
    common_errors: tuple[CommonError, ...] = Field(min_length=1)

    @property
    def key(self) -> tuple[str, ...]:
        """The choice that earns full credit: the number."""
        return (f"{self.answer:.15g}",)

    def agrees(self, choice: tuple[str, ...]) -> bool:
        """Whether a blind reader's number is the key, within the tolerance."""
        return len(choice) == 1 and abs(float(choice[0]) - self.answer) <= self.tolerance

    def takes(self, answer: "Answer") -> bool:
        """Whether ``answer`` is a number."""
        return isinstance(answer, TypedNumber)

    def outcome(self, answer: "TypedNumber") -> int:
        """0 where the typed number is right, 1 where it is not."""
        return 0 if abs(answer.value - self.answer) <= self.tolerance else 1


Item = Annotated[SingleBest | Judgement | Numeric, Field(discriminator="family")]


class DontKnow(ContentModel):
    """The respondent says that they do not know: scored as a wrong answer, exactly."""

    kind: Literal["dont-know"] = DONT_KNOW


class ChosenOption(ContentModel):
    """The option chosen in a single-best item."""

    kind: Literal["option"] = "option"
    option: Slug


class BestAndWorst(ContentModel):
    """The two actions chosen in a judgement item; never the same one twice."""

    kind: Literal["best-and-worst"] = "best-and-worst"
    best: Slug
    worst: Slug


class TypedNumber(ContentModel):
    """The number typed in a numeric item."""

    kind: Literal["number"] = "number"
    value: float


Answer = Annotated[
    DontKnow | ChosenOption | BestAndWorst | TypedNumber, Field(discriminator="kind")
]


def fitting(item: SingleBest | Judgement | Numeric, answer: Answer | None) -> Answer | None:
    """``answer``, or None where ``item`` has changed so that it can no longer be scored."""
    if answer is None or isinstance(answer, DontKnow) or item.takes(answer):
        return answer
    return None


def fingerprint(item: SingleBest | Judgement | Numeric) -> str:
    """Twelve hexadecimal digits that change with anything that a reader of the item judges."""
    kept = ("stem", "table", "question", "answer", "tolerance", "unit")
    seen: dict[str, Any] = dict.fromkeys(kept, True)
    seen["options"] = {"__all__": {"id": True, "text": True, "credit": True}}
    judged = item.model_dump_json(include=seen)
    return sha256(judged.encode()).hexdigest()[:12]


def _with_credit(options: tuple[Option, ...], credit: float) -> str:
    return next(option.id for option in options if option.credit == credit)


def _ids(options: tuple[Option, ...]) -> frozenset[str]:
    return frozenset(option.id for option in options)


def _index(options: tuple[Option, ...], option_id: str) -> int:
    return next(i for i, option in enumerate(options) if option.id == option_id)


def texts(item: SingleBest | Judgement | Numeric) -> Iterator[str]:
    """Every sentence of an item that a respondent may read, in reading order."""
    yield item.stem
    if item.table:
        yield item.table.caption
        yield from item.table.columns
        yield from (cell for row in item.table.rows for cell in row)
    yield item.question
    if isinstance(item, Numeric):
        yield item.rationale
        yield from (error.rationale for error in item.common_errors)
    else:
        for option in item.options:
            yield option.text
            yield option.rationale
