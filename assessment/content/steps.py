"""What builds a sub-skill: next steps, with their effort and what helps."""

from typing import Annotated, Literal

from pydantic import Field, HttpUrl

from assessment.content.base import Certainty, ContentModel, Slug, Text


class Resource(ContentModel):
    """
    Something public that helps with a next step.

    Attributes:
        organisation: Who publishes it.
        title: What it is called.
        url: A long-lived address.
        certainty: How far the address was checked.
        last_verified: Day somebody last opened it, or None.
    """

    organisation: Text
    title: Text
    url: HttpUrl
    certainty: Certainty
    last_verified: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None


class Hours(ContentModel):
    """Effort as a range, in hours; our judgement, editable by the person who plans."""

    least: Annotated[int, Field(ge=1)]
    most: Annotated[int, Field(ge=1)]


class NextStep(ContentModel):
    """
    Something concrete that moves a person from one level towards the next.

    Attributes:
        id: Unique over all content; never reused.
        from_level: Level it starts from; 1 also serves those who are not there yet.
        to_level: Level it leads towards; one above ``from_level``.
        kind: The way of learning.
        title: What to do, starting with a verb.
        task: How, in two or three sentences.
        artefact: What exists at the end, which another person can look at.
        hours: Effort.
        cost: What it costs, in words; ``free`` where it costs nothing.
        needs_employer: True where it cannot be done without a job that permits it.
        resource: Something public that helps, or None.
    """

    id: Slug
    from_level: Annotated[int, Field(ge=1, le=4)]
    to_level: Annotated[int, Field(ge=2, le=5)]
    kind: Literal["learn", "practise", "lead", "feedback", "build"]
    title: Text
    task: Text
    artefact: Text
    hours: Hours
    cost: Text
    needs_employer: bool
    resource: Resource | None = None
