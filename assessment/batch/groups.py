"""Which group each person belongs to: a small table beside the answers."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from assessment.batch.cells import PERSON
from assessment.batch.rows import shown
from assessment.errors import ContentError, Problem

GROUP: Final = "group"

LARGEST_FILE: Final = 100 * 1024 * 1024
"""Largest file read, in bytes."""


def read_groups(file: Path) -> Mapping[str, str]:
    """
    Group by person, from a CSV file with the columns ``person`` and ``group``.

    Raises:
        ContentError: With every fault found, each with its line.
    """
    text = _text(file)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        headings = [heading.strip() for heading in next(rows, [])]
        if sorted(headings) != [GROUP, PERSON]:
            said = f"The headings are {shown(', '.join(headings))}."
            raise _refused(file, 1, said, f"Give it two columns, {PERSON} and {GROUP}.")
        lines = [(rows.line_num, [cell.strip() for cell in cells]) for cells in rows if cells]
    except csv.Error as fault:
        said = f"The file is not valid CSV: {fault}."
        raise _refused(file, rows.line_num, said, "Export it again.") from None
    groups: dict[str, str] = {}
    problems = tuple(_kept(file, headings, lines, groups))
    if problems:
        raise ContentError(problems, str(file))
    return groups


def _kept(
    file: Path, headings: list[str], lines: list[tuple[int, list[str]]], groups: dict[str, str]
) -> Iterator[Problem]:
    """Put each person's group into ``groups``, and tell what is wrong."""
    for line, cells in lines:
        if len(cells) != len(headings) or not all(cells):
            said = "The line does not hold one person and one group."
            yield Problem(str(file), line, "", said, "Give both, or take the line out.")
            continue
        row = dict(zip(headings, cells, strict=True))
        if row[PERSON] in groups:
            said = f"{shown(row[PERSON])} is there already."
            yield Problem(str(file), line, PERSON, said, "Keep one line for each person.")
        groups[row[PERSON]] = row[GROUP]


def _text(file: Path) -> str:
    if not file.is_file():
        raise _refused(file, 0, "There is no such file.", "Check how it is spelt.")
    if file.stat().st_size > LARGEST_FILE:
        raise _refused(file, 0, "The file is too large.", "Give it two columns only.")
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(file, 0, "The file is not UTF-8 text.", "Save it as CSV UTF-8.") from None


def _refused(file: Path, line: int, message: str, fix: str) -> ContentError:
    return ContentError((Problem(str(file), line, "", message, fix),), str(file))
