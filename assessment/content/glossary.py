"""The words: key figures with formulas that are computed, how they hang together, our own terms."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from assessment.content.base import ContentModel, Slug, Text

Formula = Annotated[str, StringConstraints(min_length=1, max_length=400)]
"""Arithmetic over named quantities, such as ``orders / sessions``."""

Unit = Literal["share", "money", "count", "ratio", "months"]
"""What a value is: a share of 1, an amount of money, a count, a multiple, a time in months."""


class Worked(ContentModel):
    """
    A formula with numbers in it.

    Attributes:
        formula: The formula.
        example: A number for every quantity in it.
        value: What the formula gives with them.
        unit: What that value is.
    """

    formula: Formula
    example: Mapping[str, float]
    value: float
    unit: Unit


class Kpi(ContentModel):
    """
    A key figure.

    Attributes:
        id: Unique over the glossary.
        name: What it is called.
        abbreviation: Its usual short form, or None.
        definition: How this product uses the word.
        misuse: How it is commonly misread.
        worked: How it is computed; None for what is counted and not computed.
    """

    id: Slug
    name: Text
    abbreviation: Text | None = None
    definition: Text
    misuse: Text
    worked: Worked | None = None


class Relation(ContentModel):
    """
    Two formulas that always agree.

    Attributes:
        id: Unique over the glossary.
        name: What it is called.
        text: The relation in words.
        kpis: The key figures it ties together.
        left: One side.
        right: The other side.
        example: A number for every quantity in them.
        value: What both sides give with them.
    """

    id: Slug
    name: Text
    text: Text
    kpis: tuple[Slug, ...] = Field(min_length=1)
    left: Formula
    right: Formula
    example: Mapping[str, float]
    value: float


class Term(ContentModel):
    """A word of the product, in one sentence."""

    id: Slug
    name: Text
    meaning: Text


class Glossary(ContentModel):
    """
    All of ``glossary.yaml``.

    Attributes:
        note: How far the definitions go, as shown.
        kpis: Key figures, from traffic to tests.
        relations: How they hang together.
        terms: Words of the product.
    """

    note: Text
    kpis: tuple[Kpi, ...] = Field(min_length=1)
    relations: tuple[Relation, ...] = ()
    terms: tuple[Term, ...] = ()

    @cached_property
    def entries(self) -> Mapping[str, Kpi | Relation | Term]:
        """Everything that can be looked up, by its id."""
        entries: tuple[Kpi | Relation | Term, ...] = self.kpis + self.relations + self.terms
        return {entry.id: entry for entry in entries}
