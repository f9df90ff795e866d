"""Difficulties that answers have placed: a file that the framework names, made by ``calibrate``."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Final, Literal

from pydantic import Field

from assessment.content.base import ContentModel, Slug
from assessment.content.faults import repeated
from assessment.content.items import Item, fingerprint
from assessment.content.reading import Path, Sheet
from assessment.errors import Problem

PROVISIONAL_FROM: Final = 50
"""Answers from which an item's difficulty is taken from them: 27 to 61 people place an item within
about a logit (Linacre, rasch.org/rmt/rmt74m). With fewer nobody should act on an item's figures."""

CALIBRATED_FROM: Final = 200
"""Answers from which a difficulty is called calibrated; authors' errors then fell by four tenths in
simulation."""

Standing = Literal["author-set", "provisional", "calibrated"]
"""What a difficulty rests on."""


def standing(answers: int) -> Standing:
    """What a difficulty with this many answers rests on."""
    if answers < PROVISIONAL_FROM:
        return "author-set"
    return "provisional" if answers < CALIBRATED_FROM else "calibrated"


class PlacedItem(ContentModel):
    """
    Where answers place an item.

    Attributes:
        item: Id of the item.
        of: ``fingerprint`` of the item as it was answered.
        answers: How many people answered it.
        level: Difficulty, in levels; it may lie beyond 1 to 5, but not off the scale.
        error: How far the true one may lie from it (SD), in levels.
    """

    item: Slug
    of: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    answers: Annotated[int, Field(ge=PROVISIONAL_FROM)]
    level: Annotated[float, Field(ge=-1, le=7)]
    error: Annotated[float, Field(gt=0, le=2)]


class Calibration(ContentModel):
    """
    Difficulties learned from answers; items that are not listed keep their author's level.

    Attributes:
        content_version: Version of the content that was answered.
        people: How many people answered.
        difficulties: Of the items that enough people answered.
    """

    content_version: Annotated[str, Field(pattern=r"^\d{4}\.\d{1,2}\.\d+$")]
    people: Annotated[int, Field(ge=PROVISIONAL_FROM)]
    difficulties: tuple[PlacedItem, ...] = Field(min_length=1)


def problems(
    calibration: Calibration, sheet: Sheet, version: str | None, items: Mapping[str, Item]
) -> Iterator[Problem]:
    """
    Every fault between a calibration and the content that it is for.

    Args:
        calibration: What was read.
        sheet: Where it was read.
        version: Version of the content; None where that could not be read.
        items: All items by id.
    """
    if version and calibration.content_version != version:
        text = (
            f"The answers were given to content {calibration.content_version}; this is {version}."
        )
        fix = "Calibrate again; where no item has changed since, write the version of the content."
        yield sheet.problem(("content_version",), text, fix)
    places = [
        (("difficulties", at, "item"), each.item)
        for at, each in enumerate(calibration.difficulties)
    ]
    yield from repeated(places, sheet)
    for at, each in enumerate(calibration.difficulties):
        if each.answers > calibration.people:
            text = f"{each.answers} answers are more than the {calibration.people} people."
            yield sheet.problem(("difficulties", at, "answers"), text, "Correct one of the two.")
        yield from _of_item(each, sheet, ("difficulties", at), items)


def _of_item(
    each: PlacedItem, sheet: Sheet, at: Path, items: Mapping[str, Item]
) -> Iterator[Problem]:
    if each.item not in items:
        near = get_close_matches(each.item, items, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else "."
        text = f"There is no item '{each.item}'{hint}"
        yield sheet.problem((*at, "item"), text, "Remove the entry, or correct its spelling.")
    elif (now := fingerprint(items[each.item])) != each.of:
        text = f"The item '{each.item}' has changed since it was answered; its mark is now {now}."
        fix = "Remove the entry, so that the author's level counts, until it is calibrated again."
        yield sheet.problem((*at, "of"), text, fix)
