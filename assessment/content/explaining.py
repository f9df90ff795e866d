"""What the validating library finds wrong, in words that an author can act on."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from assessment.content.reading import Path as Place
from assessment.content.reading import Sheet
from assessment.errors import Problem

_LONGEST_SHOWN: Final = 40
"""Most characters of a faulty value that a message quotes."""


@dataclass(frozen=True)
class Notation:
    """
    How files of one kind are written, for fixes that say what to write.

    Attributes:
        field: How to add a field called ``{name}``.
        entries: How to write a list.
        keys: How to write keys with values.
        text: How to write a text.
    """

    field: str
    entries: str
    keys: str
    text: str


YAML: Final = Notation(
    field="Add `{name}:` here.",
    entries="Write a line with a dash per entry.",
    keys="Write them one per line.",
    text="Write one text, in quotes if it looks like a number.",
)
JSON: Final = Notation(
    field='Add "{name}": and a value here.',
    entries="Write the entries in square brackets, with a comma between two.",
    keys="Write them in curly brackets, each key in quotes, then a colon and its value.",
    text="Write one text, in quotes.",
)

_FAMILY_AT: Final[Mapping[str | int, int]] = {"items": 2, "answers": 3}
"""Where the path of an error names the family of an item or an answer: no step of the file."""

_BRANCH: Final = re.compile(r"constrained-int|literal\[.*\]|\[key\]")
"""Steps of a path that only say which check failed: of a number or a word, or of a key."""


def place_of(error: ErrorDetails) -> Place:
    """Where the value is that an error is about, as the person who wrote it would say."""
    place = error["loc"]
    if at := _FAMILY_AT.get(place[0] if place else ""):
        place = place[:at] + place[at + 1 :]
    branch = len(place) > 2 and _BRANCH.fullmatch(str(place[-1]))  # noqa: PLR2004  # below a key
    return place[:-1] if branch else place


def follows(error: ErrorDetails, place: Place, sheet: Sheet) -> bool:
    """Whether the error only follows from another that is told."""
    left_out = (
        error["type"] == "too_short" and _length(error["input"]) >= error["ctx"]["min_length"]
    )
    return left_out or place in sheet.doubts


def all_explained(
    sheet: Sheet, fault: ValidationError, notation: Notation = YAML
) -> tuple[Problem, ...]:
    """Everything that the validating library found, but for what only follows from it."""
    return tuple(
        explained(sheet, place_of(error), error, notation)
        for error in fault.errors()
        if not follows(error, place_of(error), sheet)
    )


def explained(
    sheet: Sheet, place: Place, error: ErrorDetails, notation: Notation = YAML
) -> Problem:
    """An error of the validating library in our words, with a fix."""
    kind, context = error["type"], error.get("ctx", {})
    last = place[-1] if place else ""
    if kind in {"missing", "union_tag_not_found"}:
        missing = _unquoted(context["discriminator"]) if context else str(last)
        fix = notation.field.format(name=missing)
        return sheet.problem(place, f"'{missing}' is missing.", fix)
    if kind == "extra_forbidden":
        return sheet.problem(
            place, f"'{last}' is not a field here.", "Remove it, or correct its spelling."
        )
    if kind == "union_tag_invalid":
        where = (*place, _unquoted(context["discriminator"]))
        return _not_one_of(sheet, where, context["tag"], context["expected_tags"])
    if kind == "literal_error":
        return _not_one_of(sheet, place, error["input"], context["expected"])
    if kind == "string_pattern_mismatch":
        form = _FORMS.get(context["pattern"], context["pattern"])
        text = f"{_shown(error['input'])} is not {form}."
        return sheet.problem(place, text, "Write it in that form.")
    said, fix = _SAID.get(kind, _UNKNOWN)
    words = {"value": _shown(error["input"]), "length": _length(error["input"])}
    words |= {**vars(notation), **context}
    return sheet.problem(place, said.format(**words), fix.format(**words))


def _not_one_of(sheet: Sheet, place: Place, given: object, expected: str) -> Problem:
    allowed = [_unquoted(each) for each in re.findall(r"'[^']*'|\d+", expected)]
    near = get_close_matches(str(given), allowed, n=1)
    hint = f"; did you mean '{near[0]}'?" if near else "."
    text = f"{_shown(given)} is not one of {', '.join(allowed)}{hint}"
    return sheet.problem(place, text, "Use one of those.")


def _unquoted(name: str) -> str:
    return name.strip("'")


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "A list"
    if isinstance(value, dict):
        return "A group of keys"
    if isinstance(value, str):
        cut = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}..."
        return f"'{cut}'"
    return json.dumps(value)


def _length(value: object) -> int:
    return len(value) if isinstance(value, str | list) else 0


_FORMS: Final = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "a name of lower-case words and hyphens, such as search-content",
    r"^\d{4}\.\d{1,2}\.\d+$": "a version in the form year.month.number, such as 2026.11.0",
    r"^\d{4}-\d{2}-\d{2}$": "a day in the form year-month-day, such as 2026-11-23",
    r"^\d{2}-\d{4}\.\d{2}$": "the code of an O*NET occupation, such as 13-1161.01",
    r"^[A-Z]{4}$": "the code of a SFIA skill, four capital letters such as DATM",
    r"^\d{4}(-(0[1-9]|1[0-2]))?$": "a year or a month, such as 2025 or 2025-05",
    r"^\d{5}$": "the code of a metropolitan area, five digits such as 41860",
    r"^[!-~]{1,200}$": "a mark of 1 to 200 plain characters without spaces",
    r"^[a-z0-9]+(-[a-z0-9]+)*\.yaml$": "the name of a file here, such as calibration.yaml",
    r"^[0-9a-f]{12}$": "the fingerprint of an item, twelve digits from 0 to 9 and a to f",
}
"""What each pattern of the content classes asks for, in words."""

_UNKNOWN: Final = ("{value} cannot stand here.", "Compare with the same key in a sound file.")
_NO_DATE: Final = ("{value} is not a date.", "Write year-month-day, for example 2026-11-23.")
_NO_MOMENT: Final = (
    "{value} is not a date with a time and a zone.",
    "Write it as in 2026-11-23T12:30:15Z.",
)
_NO_GROUP: Final = ("{value} stands where keys with values belong.", "{keys}")
_NO_ADDRESS: Final = ("{value} is not a web address.", "Write it out, starting with https://.")
_SAID: Final = {
    "greater_than_equal": ("{value} is too low.", "Write {ge:g} or more."),
    "less_than_equal": ("{value} is too high.", "Write {le:g} or less."),
    "greater_than": ("{value} is too low.", "Write more than {gt:g}."),
    "int_type": ("{value} is not a whole number.", "Write digits only, without quotes."),
    "int_from_float": ("{value} is not a whole number.", "Write digits only, without quotes."),
    "float_type": ("{value} is not a number.", "Write a number, without quotes or unit."),
    "string_type": ("{value} is not text.", "{text}"),
    "bool_type": ("{value} is neither true nor false.", "Write true or false, without quotes."),
    "string_too_short": ("The text is empty.", "Write it."),
    "string_too_long": ("The text has {length:,} characters; {max_length:,} fit.", "Shorten it."),
    "too_short": ("The list has {actual_length} of at least {min_length} entries.", "Add to it."),
    "too_long": (
        "The list has {actual_length} entries; {max_length} fit.",
        "Remove what is too many.",
    ),
    "tuple_type": ("{value} stands where a list belongs.", "{entries}"),
    "dict_type": _NO_GROUP,
    "model_type": _NO_GROUP,
    "model_attributes_type": _NO_GROUP,
    "date_type": _NO_DATE,
    "date_parsing": _NO_DATE,
    "date_from_datetime_parsing": _NO_DATE,
    "date_from_datetime_inexact": _NO_DATE,
    "datetime_type": _NO_MOMENT,
    "datetime_parsing": _NO_MOMENT,
    "datetime_from_date_parsing": _NO_MOMENT,
    "timezone_aware": _NO_MOMENT,
    "url_type": _NO_ADDRESS,
    "url_parsing": _NO_ADDRESS,
    "url_syntax_violation": _NO_ADDRESS,
    "url_scheme": _NO_ADDRESS,
    "url_too_long": ("The address has {length:,} characters; {max_length:,} fit.", "Shorten it."),
}
"""What a refusal by pydantic means to an author, and what to do."""
