"""What items are made of: tables, computations, options, common errors, and blind reviews."""

from datetime import date
from typing import Annotated

from pydantic import Field

from assessment.content.base import ContentModel, Slug, Text


class Table(ContentModel):
    """
    Figures that an item asks the respondent to read.

    Attributes:
        caption: One line saying what the figures are, with period and unit.
        columns: Column headings; the first column names the rows.
        rows: Cells as text, as the respondent sees them.
    """

    caption: Text
    columns: tuple[Text, ...] = Field(min_length=2, max_length=6)
    rows: tuple[tuple[Text, ...], ...] = Field(min_length=1, max_length=8)


class Computation(ContentModel):
    """
    The arithmetic behind one number that an item shows; recomputed on every check.

    Attributes:
        what: What the number is, in words.
        formula: Arithmetic on plain numbers, as ``arithmetic.calculate`` takes it.
        value: What the formula gives.
        shown: The number as the item prints it, for example ``3.1%``.
    """

    what: Text
    formula: Text
    value: float
    shown: Text


class Option(ContentModel):
    """
    One choice a respondent may pick.

    Responses store ``id`` and never ``text``, so wording can be improved without
    losing a single past answer.

    Attributes:
        id: Unique within its item; never reused, even after the option is removed.
        text: What the respondent reads.
        credit: Share of the item's credit, 0 to 1; the best option has 1.
        rationale: Why this choice earns what it earns; shown after the attempt.
    """

    id: Slug
    text: Text
    credit: float = Field(ge=0, le=1)
    rationale: Text


class BlindReview(ContentModel):
    """
    What automated readers chose without seeing the key; no panel of practitioners is meant.

    A choice is the id of an option, for a judgement item those of the best and the worst, for a
    numeric item the number as text; it is empty where the reader could not choose.

    Attributes:
        on: The day of the review.
        of: ``fingerprint`` of the item as it was then.
        field: Choices of readers who know the field.
        cues: Choice of a reader who looked at style alone and used no knowledge of the field.
    """

    on: date
    of: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    field: tuple[tuple[Text, ...], ...] = Field(min_length=2)
    cues: tuple[Text, ...]


class CommonError(ContentModel):
    """
    A wrong number that a known slip leads to.

    Attributes:
        value: The number.
        rationale: The slip, and how to see it.
    """

    value: float
    rationale: Text
