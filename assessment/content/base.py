"""What all content classes share: frozen, strict, and no field that nobody declared."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""An identifier in lower case with hyphens, readable by a person."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
"""One piece of prose or a label; never empty."""

Level = Annotated[int, Field(ge=1, le=5)]
"""A proficiency level that can be required or targeted; 0, "Not yet", is only ever an answer."""


class ContentModel(BaseModel):
    """A piece of content: immutable, strictly typed, with no undeclared fields."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, hide_input_in_errors=True
    )


Certainty = Literal["verified", "second-hand", "memory", "judgement"]
"""How far a fact was checked: read in the source, told by another, recalled, or our own view."""


class Fact(ContentModel):
    """
    Something said about the world, with where it comes from and how sure we are.

    Attributes:
        text: The fact, in our words.
        source: Who says so; None where it is our own judgement.
        certainty: How far it was checked.
    """

    text: Text
    source: Text | None = None
    certainty: Certainty
