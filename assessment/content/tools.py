"""Tool categories: what people do with tools of a kind, and how far each role needs it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from assessment.content.base import Certainty, ContentModel, Slug, Text

ToolLevel = Annotated[int, Field(ge=0, le=4)]
"""How far a person goes with tools of one kind: 0 not used, to 4 answers for choice and cost."""


class ToolStep(ContentModel):
    """One level of the scale that all categories share."""

    level: ToolLevel
    name: Text
    meaning: Text


class Product(ContentModel):
    """
    A product that is named as an example of its kind; the level never depends on it.

    Attributes:
        id: Unique within its category; stored instead of the name, and never reused.
        name: What it is called now.
        also: What else it is or was called, or None.
        source: Where the name was seen.
        certainty: How far the name was checked.
    """

    id: Slug
    name: Text
    also: Text | None = None
    source: Text
    certainty: Certainty


class ToolCategory(ContentModel):
    """
    One kind of tool.

    Attributes:
        id: Unique; never reused.
        name: What people call it.
        purpose: What such tools are for.
        statements: What a person does at tool levels 1 to 4.
        products: Examples; respondents may always name another.
    """

    id: Slug
    name: Text
    purpose: Text
    statements: tuple[Text, ...] = Field(min_length=4, max_length=4)
    products: tuple[Product, ...] = Field(min_length=1)


class ToolNeed(ContentModel):
    """The tool level that is needed in one category."""

    category: Slug
    level: ToolLevel


class RoleTools(ContentModel):
    """What one role needs of the categories where it differs from the usual, and why."""

    role: Slug
    why: Text
    certainty: Certainty
    needs: tuple[ToolNeed, ...]


class Tools(ContentModel):
    """
    All of ``tools.yaml``.

    Attributes:
        status: ``draft`` until practitioners have rated the levels.
        purpose: What the answers are for and what they are not for.
        question: Asked above the statements of a category.
        products_question: Asked after it; where a person has done so.
        scale: The tool levels, from 0 to 4.
        categories: In order.
        usual: What is needed where a role says nothing else; one for every category.
        roles: Where roles differ. A role may be left out: then the usual holds.
    """

    status: Literal["draft", "panel"]
    purpose: Text
    question: Text
    products_question: Text
    scale: tuple[ToolStep, ...] = Field(min_length=5, max_length=5)
    categories: tuple[ToolCategory, ...] = Field(min_length=1)
    usual: tuple[ToolNeed, ...]
    roles: tuple[RoleTools, ...]

    @cached_property
    def categories_by_id(self) -> Mapping[str, ToolCategory]:
        """Each category by its id, in order."""
        return {category.id: category for category in self.categories}

    def needs(self, role: str) -> Mapping[str, int]:
        """The tool level that ``role`` needs, by category."""
        own = [need for block in self.roles if block.role == role for need in block.needs]
        return {need.category: need.level for need in (*self.usual, *own)}
