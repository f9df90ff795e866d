"""The whole of ``data/`` into one linked, checked ``Content``, or every fault at once."""

import hashlib
import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from assessment.content import checks
from assessment.content.base import ContentModel
from assessment.content.model import Content, Framework, Role, Skill
from assessment.content.reading import Path as Place
from assessment.content.reading import Sheet, read_sheet
from assessment.errors import ContentError, Problem

DATA: Final = Path(__file__).resolve().parents[2] / "data"
"""The content that comes with the product."""

_FAMILIES: Final = frozenset({"single-best", "judgement", "numeric"})
_Model = TypeVar("_Model", bound=ContentModel)


def load(folder: Path = DATA) -> Content:
    """
    Read, check and link all content.

    Args:
        folder: Holds ``framework.yaml``, ``skills/`` and ``roles/``.

    Raises:
        ContentError: With every fault found, each with file, line, value and fix.
    """
    return _Loader(folder).content()


class _Loader:
    """Reads one folder of content, collecting faults instead of stopping at the first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._problems: list[Problem] = []
        self._digest = hashlib.sha256()

    def content(self) -> Content:
        """The content, if there is no fault in it."""
        framework_sheet, framework = self._framework()
        skills = list(self._skills())
        roles = [self._read(path, Role, id=path.stem) for path in self._files("roles/*.yaml")]
        self._refuse()
        sheets = checks.Sheets(
            framework_sheet, [s for _, group in skills for s in group], [s for s, _ in roles]
        )
        content = Content(
            framework=_there(framework),
            skills=tuple(sorted((_there(skill) for skill, _ in skills), key=lambda s: s.order)),
            roles=tuple(sorted((_there(role) for _, role in roles), key=lambda r: r.order)),
            digest=self._digest.hexdigest(),
        )
        self._problems.extend(checks.problems(content, sheets))
        self._refuse()
        return content

    def _framework(self) -> tuple[Sheet, Framework | None]:
        return self._read(self._folder / "framework.yaml", Framework)

    def _skills(self) -> Iterator[tuple[Skill | None, list[Sheet]]]:
        folders = self._files("skills/*/skill.yaml")
        for path in folders:
            yield self._skill(path)

    def _skill(self, path: Path) -> tuple[Skill | None, list[Sheet]]:
        head = self._sheet(path)
        sheets = [self._sheet(sub) for sub in sorted(path.parent.glob("*.yaml")) if sub != path]
        subs = [{"id": Path(sheet.file).stem, **_mapping(sheet)} for sheet in sheets]
        subs.sort(key=lambda sub: str(sub.get("order", "")))
        value = {"id": path.parent.name, **_mapping(head), "sub_skills": subs}
        by_id = {Path(sheet.file).stem: sheet for sheet in sheets}
        try:
            return Skill.model_validate_json(json.dumps(value)), sheets
        except ValidationError as fault:
            for error in fault.errors():
                sheet, place = head, _place(error)
                if place[:1] == ("sub_skills",) and len(place) > 1 and isinstance(place[1], int):
                    sheet, place = by_id[subs[place[1]]["id"]], place[2:]
                self._problems.append(_explained(sheet, place, error))
        return None, sheets

    def _files(self, pattern: str) -> list[Path]:
        found = sorted(self._folder.glob(pattern))
        if not found:
            text = f"No file matches {pattern}."
            self._problems.append(
                Problem(str(self._folder), 0, "", text, "Restore the folder from a release.")
            )
        return found

    def _sheet(self, path: Path) -> Sheet:
        name = f"{self._folder.name}/{path.relative_to(self._folder).as_posix()}"
        try:
            raw = path.read_bytes()
        except OSError as fault:
            text = f"The file cannot be read: {fault.strerror}."
            self._problems.append(
                Problem(name, 0, "", text, "Restore it, and let this user read it.")
            )
            return Sheet(name)
        self._digest.update(f"{name}\0{len(raw)}\0".encode() + raw)
        sheet = read_sheet(raw, name)
        self._problems.extend(sheet.problems)
        if not sheet.problems and not isinstance(sheet.value, dict):
            self._problems.append(
                sheet.problem(
                    (), "The file is not a list of keys and values.", "Start with `name:`."
                )
            )
        return sheet

    def _read(self, path: Path, model: type[_Model], **given: str) -> tuple[Sheet, _Model | None]:
        sheet = self._sheet(path)
        if not isinstance(sheet.value, dict):
            return sheet, None
        try:
            return sheet, model.model_validate_json(json.dumps({**given, **sheet.value}))
        except ValidationError as fault:
            self._problems.extend(
                _explained(sheet, _place(error), error) for error in fault.errors()
            )
        return sheet, None

    def _refuse(self) -> None:
        if self._problems:
            raise ContentError(tuple(self._problems), self._folder.name)


def _there(value: _Model | None) -> _Model:
    if value is None:  # cannot be: a missing part has left a fault, and faults were raised
        raise TypeError
    return value


def _mapping(sheet: Sheet) -> dict[str, Any]:
    return sheet.value if isinstance(sheet.value, dict) else {}


def _place(error: ErrorDetails) -> Place:
    # A union puts the family's name into the path; a person's file has no such step.
    return tuple(part for part in error["loc"] if part not in _FAMILIES)


def _explained(sheet: Sheet, place: Place, error: ErrorDetails) -> Problem:
    kind, last = error["type"], str(place[-1]) if place else ""
    context = error.get("ctx", {})
    if kind == "missing":
        return sheet.problem(place, f"'{last}' is missing.", f"Add `{last}:` here.")
    if kind == "extra_forbidden":
        return sheet.problem(
            place, f"'{last}' is not a field here.", "Remove it, or correct its spelling."
        )
    if kind in {"literal_error", "union_tag_invalid"}:
        allowed = str(context.get("expected") or context.get("expected_tags"))
        given = str(error.get("input", ""))
        near = get_close_matches(given, [a.strip("' ") for a in allowed.split(",")], n=1)
        hint = f"; did you mean '{near[0]}'" if near else ""
        return sheet.problem(
            place, f"The value is not one of {allowed}{hint}.", "Use one of those."
        )
    if kind == "union_tag_not_found":
        return sheet.problem(
            place, "The item has no `family`.", "Add `family:` with the item's family."
        )
    return sheet.problem(
        place, f"{_SAID.get(kind, error['msg'])}".format(**context), _FIX.get(kind, "Correct it.")
    )


_SAID: Final = {
    "greater_than_equal": "The number is below {ge}.",
    "less_than_equal": "The number is above {le}.",
    "greater_than": "The number is not above {gt}.",
    "int_type": "This is not a whole number.",
    "int_from_float": "This is not a whole number.",
    "float_type": "This is not a number.",
    "string_type": "This is not text.",
    "bool_type": "This is neither true nor false.",
    "string_too_short": "The text is empty.",
    "string_too_long": "The text has more than {max_length} characters.",
    "string_pattern_mismatch": "The text does not have the form {pattern}.",
    "too_short": "There are {actual_length} entries; at least {min_length} are needed.",
    "too_long": "There are {actual_length} entries; at most {max_length} are allowed.",
    "tuple_type": "This is not a list.",
    "date_from_datetime_parsing": "This is not a date.",
    "date_parsing": "This is not a date.",
    "url_parsing": "This is not a web address.",
}
_FIX: Final = {
    "int_type": "Write a whole number without quotes.",
    "int_from_float": "Write a whole number.",
    "float_type": "Write a number without quotes.",
    "string_type": "Put the value in quotes.",
    "date_from_datetime_parsing": "Write it as year-month-day, for example 2026-11-23.",
    "date_parsing": "Write it as year-month-day, for example 2026-11-23.",
    "url_parsing": "Start it with https://.",
    "string_too_long": "Shorten it.",
    "string_too_short": "Write it, or remove the key.",
}
