"""What a person says of the way behind them: answers to the path, and tools used."""

from typing import Annotated

from pydantic import Field

from assessment.content.base import ContentModel, Slug
from assessment.content.path import EvidenceGrade
from assessment.content.tools import ToolLevel


class PathAnswer(ContentModel):
    """
    An answer to one question of the path.

    Attributes:
        option: The option chosen; None where it is counted from the tools.
        evidence: How well it is backed, E0 to E4.
    """

    option: Slug | None
    evidence: EvidenceGrade


class ToolUse(ContentModel):
    """
    What a person does with tools of one kind.

    Attributes:
        level: How far they go, 0 to 4.
        products: Ids of the products named.
    """

    level: ToolLevel
    products: Annotated[tuple[Slug, ...], Field(max_length=20)] = ()
