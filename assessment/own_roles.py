"""A role that a person makes: from one of ours, from a table, or from a YAML or CSV file."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, Final

from pydantic import Field, ValidationError

from assessment.content.base import ContentModel, Fact, Slug
from assessment.content.explaining import all_explained
from assessment.content.model import Content, Requirement, Role
from assessment.content.reading import Sheet, read_sheet
from assessment.errors import ContentError, Problem

LARGEST_FILE: Final = 256 * 1024
"""Largest file read, in bytes."""

COLUMNS: Final = ("sub_skill", "level", "weight", "must_have")
"""Columns of a CSV file: those of a requirement, with ``must_have`` for ``critical``."""

_YES: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_MOST_ROWS: Final = 60
_MOST_DIGITS: Final = 3


class OwnRole(ContentModel):
    """
    A role that a person made.

    Attributes:
        name: What they call it.
        based_on: Id of the role whose card it shows.
        requirements: Level, weight and must-have per sub-skill; one left out does not count.
    """

    name: Annotated[str, Field(min_length=1, max_length=100)]
    based_on: Slug
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1, max_length=_MOST_ROWS)]


def as_role(content: Content, own_id: str, own: OwnRole) -> Role | None:
    """
    ``own`` as a role like ours; None where the content has nothing left of what it asks.

    Requirements on sub-skills that are gone are left out.
    """
    base = content.roles_by_id.get(own.based_on, content.roles[0])
    asked = [each for each in own.requirements if each.sub_skill in content.sub_skill_index]
    if not asked:
        return None
    note = Fact(
        text=f"Made from {base.name} by whoever uses this copy; levels and weights are theirs.",
        certainty="judgement",
    )
    return base.model_copy(
        update={
            "id": own_id,
            "name": own.name,
            "requirements": tuple(asked),
            "notes": (note, *base.notes),
            "other_titles": (),
        }
    )


def from_table(
    content: Content, name: str, based_on: str, rows: Iterable[Mapping[str, Any]]
) -> OwnRole:
    """
    A role from rows with the keys of ``COLUMNS``; a row with level 0 is left out.

    Raises:
        ContentError: With every fault found.
    """
    value = {
        "name": name.strip(),
        "based_on": based_on,
        "requirements": [_row(row) for row in rows if row["level"]],
    }
    return _checked(content, Sheet("the table", value))


def from_file(content: Content, raw: bytes, file: str, name: str, based_on: str) -> OwnRole:
    """
    A role from a YAML file (as in ``data/roles/``, or just its requirements) or a CSV file.

    Args:
        content: Sub-skills that may be named.
        raw: The file's bytes.
        file: Its name, whose ending says what it is.
        name: Name of the role, unless a YAML file gives one.
        based_on: Id of the role whose card it shows.

    Raises:
        ContentError: With every fault found, each with its line and fix.
    """
    if len(raw) > LARGEST_FILE:
        fix = "Leave out what is not a requirement."
        text = f"The file has {len(raw):,} bytes; {LARGEST_FILE:,} are the limit."
        raise ContentError((Problem(file, 0, "", text, fix),), file)
    sheet = _csv(raw, file) if file.lower().endswith(".csv") else read_sheet(raw, file)
    if sheet.problems:
        raise ContentError(tuple(sheet.problems), file)
    given = sheet.value if isinstance(sheet.value, dict) else {"requirements": sheet.value}
    sheet.value = {
        "name": str(given.get("name") or name).strip(),
        "based_on": based_on,
        "requirements": given.get("requirements"),
    }
    return _checked(content, sheet)


def to_csv(content: Content, role: Role) -> bytes:
    """The requirements of a role as a CSV file that ``from_file`` reads back."""
    asked = {each.sub_skill: each for each in role.requirements}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for sub in content.sub_skills:
        if sub.id in asked:
            each = asked[sub.id]
            writer.writerow([sub.id, each.level, each.weight, "yes" if each.critical else "no"])
    return out.getvalue().encode("utf-8-sig")


def _checked(content: Content, sheet: Sheet) -> OwnRole:
    try:
        own = OwnRole.model_validate_json(json.dumps(sheet.value))
    except ValidationError as fault:
        raise ContentError(all_explained(sheet, fault), sheet.file) from None
    faults = tuple(_faults(content, own.requirements, sheet))
    if faults:
        raise ContentError(faults, sheet.file)
    return own


def _faults(
    content: Content, requirements: Sequence[Requirement], sheet: Sheet
) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, asked in enumerate(requirements):
        where = ("requirements", at, "sub_skill")
        if asked.sub_skill not in content.sub_skill_index:
            near = get_close_matches(asked.sub_skill, content.sub_skill_index, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else "."
            text = f"No sub-skill is called '{asked.sub_skill}'{hint}"
            yield sheet.problem(where, text, "Use an id as in the CSV file of a role.")
        if asked.sub_skill in seen:
            yield sheet.problem(
                where, f"'{asked.sub_skill}' is there twice.", "Keep one of the two."
            )
        seen.add(asked.sub_skill)


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "sub_skill": row["sub_skill"],
        "level": row["level"],
        "weight": row["weight"],
        "critical": row["must_have"],
    }


def _csv(raw: bytes, file: str) -> Sheet:
    sheet = Sheet(file)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        sheet.problems.append(
            Problem(file, 0, "", "The file is not UTF-8 text.", "Save it as CSV UTF-8.")
        )
        return sheet
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as fault:
        sheet.problems.append(
            Problem(file, 0, "", f"The file is not valid CSV: {fault}.", "Export it again.")
        )
        return sheet
    missing = [name for name in COLUMNS if not rows or name not in rows[0]]
    if missing or len(rows) > _MOST_ROWS:
        text = f"Columns are missing: {', '.join(missing)}." if missing else "Too many rows."
        fix = f"Give it the columns {', '.join(COLUMNS)} and a row for each sub-skill."
        sheet.problems.append(Problem(file, 1, "", text, fix))
        return sheet
    sheet.value = {"requirements": []}
    for at, row in enumerate(rows):
        sheet.lines["requirements", at] = at + 2
        sheet.value["requirements"].append(_row({**row, **_typed(sheet, row, at)}))
    return sheet


def _typed(sheet: Sheet, row: Mapping[str, str | None], at: int) -> dict[str, Any]:
    typed: dict[str, Any] = {"sub_skill": (row["sub_skill"] or "").strip()}
    for name in ("level", "weight"):
        given = (row[name] or "").strip()
        number = given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS
        typed[name] = int(given) if number else given
    given = (row["must_have"] or "").strip().lower()
    if given not in _YES:
        where = ("requirements", at, "must_have")
        text = f"'{given[:20]}' is neither yes nor no."
        sheet.problems.append(sheet.problem(where, text, "Write yes or no."))
    typed["must_have"] = _YES.get(given, False)
    return typed
