"""
CSV and JSONL, a line at a time: every line is one row, and a bad one spoils no other.

A file is never read whole. What is wrong with all of it is raised; what is wrong with a line sets
that line aside.
"""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from assessment.batch.cells import NAME, PERSON, VERSION, Form
from assessment.batch.people import Person, SetAside
from assessment.batch.rows import Fault, Pairs, RowError, Rows, shown, unknown
from assessment.errors import ContentError, Problem

LONGEST_LINE: Final = 1024 * 1024
"""Longest line, in bytes."""

_SIGNS: Final = (
    (b"PK\x03\x04", "a workbook or another zip archive"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3", "a database"),
)
"""First bytes of what is often given in place of a text file."""

Told = Callable[[int], None]
"""Takes how many bytes were read."""


def csv_rows(
    file: Path, form: Form, versions: frozenset[str], told: Told
) -> Iterator[Person | SetAside]:
    """
    The rows of a CSV file: a heading, then a line for each person.

    Args:
        file: The file, in UTF-8, with commas.
        form: The columns that there can be.
        versions: Versions of the content to which answers may have been given.
        told: Hears of the bytes read.

    Raises:
        ContentError: If the file as a whole cannot be used.
    """
    rows = Rows(str(file), form, versions)
    lines = _lines(file, told)
    headings = _headings(file, form, next(lines, (1, b""))[1])
    yield from _read(rows, lines, lambda text: _cells(text, headings))


def json_rows(
    file: Path, form: Form, versions: frozenset[str], told: Told
) -> Iterator[Person | SetAside]:
    """
    The rows of a JSONL file: on each line an object with the columns as keys.

    Args:
        file: The file, in UTF-8.
        form: The columns that there can be.
        versions: Versions of the content to which answers may have been given.
        told: Hears of the bytes read.

    Raises:
        ContentError: If the file as a whole cannot be used.
    """
    yield from _read(Rows(str(file), form, versions), _lines(file, told), _members)


def _read(
    rows: Rows, lines: Iterator[tuple[int, bytes]], split: Callable[[str], Pairs]
) -> Iterator[Person | SetAside]:
    anybody = False
    for line, raw in lines:
        text = raw.decode("utf-8", "replace").strip("\ufeff\r\n")
        if not text.strip():
            continue
        anybody = True
        try:
            yield rows.row(line, text, split(_decoded(raw)))
        except RowError as fault:
            yield rows.set_aside(line, text[:LONGEST_LINE], [fault.fault])
    if not anybody:
        raise _refused(Path(rows.file), 0, "", "It holds no people.", "Give a line for each.")


def _lines(file: Path, told: Told) -> Iterator[tuple[int, bytes]]:
    """Each line with its number; of one that is too long, its beginning, which is too long too."""
    with file.open("rb") as opened:
        _check_kind(file, opened)
        line = 0
        while raw := opened.readline(LONGEST_LINE + 1):
            line += 1
            rest = raw
            while rest and not rest.endswith(b"\n"):
                rest = opened.readline(LONGEST_LINE)
            told(opened.tell())
            yield line, raw


def _check_kind(file: Path, opened: BinaryIO) -> None:
    begun = opened.read(512)
    opened.seek(0)
    kinds = [kind for sign, kind in _SIGNS if begun.startswith(sign)]
    if not begun.strip():
        raise _refused(file, 0, "", "The file is empty.", "Export it again.")
    if kinds or b"\0" in begun.partition(b"\n")[0]:
        kind = kinds[0] if kinds else "no text"
        fix = f"Save it as {file.suffix.lower()} text in UTF-8."
        raise _refused(file, 0, "", f"It is called {file.suffix} but is {kind}.", fix)


def _headings(file: Path, form: Form, raw: bytes) -> list[str]:
    """The headings of a CSV file, once they all are fit to be used."""
    try:
        headings = [heading.strip() for heading in _split(_decoded(raw))]
    except RowError as fault:
        raise _refused(file, 1, *fault.fault) from None
    faults = list(_wrong_headings(form, headings))
    if faults:
        problems = tuple(Problem(str(file), 1, *fault) for fault in faults)
        raise ContentError(problems, str(file))
    return headings


def _wrong_headings(form: Form, headings: list[str]) -> Iterator[Fault]:
    if len(headings) == 1 and (";" in headings[0] or "\t" in headings[0]):
        yield "", "The columns are not separated by commas.", "Save it as CSV with commas."
        return
    if headings[0].startswith("{"):
        yield "", "It is called .csv but holds JSON.", "Name it .jsonl."
        return
    if PERSON not in headings:
        yield "", f"No column is called '{PERSON}'.", "Add one that says who each row is."
    for heading in dict.fromkeys(headings):
        if headings.count(heading) > 1:
            yield heading, f"The heading {shown(heading)} is there twice.", "Keep one of them."
        if heading not in form.columns and heading not in {PERSON, NAME, VERSION}:
            yield unknown(form, heading)


def _decoded(raw: bytes) -> str:
    if len(raw) > LONGEST_LINE:
        raise RowError(
            f"The line is longer than {LONGEST_LINE:,} bytes.", "Give each person a line."
        )
    try:
        return raw.decode("utf-8").lstrip("\ufeff").rstrip("\r\n")
    except UnicodeDecodeError:
        raise RowError("The line is not UTF-8 text.", "Save the file as UTF-8.") from None


def _cells(text: str, headings: list[str]) -> Pairs:
    cells = _split(text)
    if len(cells) != len(headings):
        raise RowError(
            f"The line has {len(cells)} cells; there are {len(headings)} headings.",
            "Give each heading one cell, empty where nothing was given.",
        )
    return list(zip(headings, cells, strict=True))


def _split(text: str) -> list[str]:
    try:
        return next(csv.reader([text], strict=True), [""])
    except csv.Error:
        raise RowError(
            "The quotes of the line do not match.",
            "Close each quote on its line, and double a quote inside quotes.",
        ) from None


def _members(text: str) -> Pairs:
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        raise RowError("The line is not valid JSON.", "Write one object on each line.") from None
    if not isinstance(found, _Members):
        raise RowError("The line is no JSON object.", 'Write {"person": ..., ...} on each line.')
    keys = [key for key, _ in found]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise RowError(f"The key {shown(twice)} is there twice.", "Keep one of them.")
    return [(key, _text(key, value)) for key, value in found]


class _Members(list[tuple[str, Any]]):
    """An object of JSON with every member, repeated ones too."""


def _object(members: list[tuple[str, Any]]) -> _Members:
    return _Members(members)


def _text(key: str, value: Any) -> str:
    if isinstance(value, str) or value is None:
        return value or ""
    if isinstance(value, float):  # only NaN and infinities are left as numbers
        raise RowError(f"{shown(key)} is {value}, which is not a number.", "Leave it out.")
    raise RowError(
        f"{shown(key)} is neither text nor a number.", "Write an answer as text or a number."
    )


def _refused(file: Path, line: int, where: str, message: str, fix: str) -> ContentError:
    return ContentError((Problem(str(file), line, where, message, fix),), str(file))
