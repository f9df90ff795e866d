"""The table of scores as CSV, JSONL or Parquet, a portion at a time; and the list of set-aside."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from assessment.batch.people import SetAside
from assessment.batch.scores import Scores, figures
from assessment.content.model import Content
from assessment.reports.tables import USE, safe

DECIMALS: Final = 6
"""Decimals of a figure; a likely range is about a million times as wide."""

_ABOUT: Final = ("person", "name", "answered", "rated")
_WHOLE: Final = ("content_version", "evidence", "use")
_FAULTS: Final = ("file", "line", "person", "column", "fault", "fix", "row")

Write = Callable[[Scores], None]
Writer = Callable[[BinaryIO, Content, str], AbstractContextManager[Write]]
"""Opens a table of a file, with the content and the evidence that it rests on."""


@contextmanager
def _csv(file: BinaryIO, content: Content, view: str) -> Iterator[Write]:
    """
    A table in UTF-8 with a byte order mark, as every CSV file that Headway writes.

    Not assessed is an empty cell; a text that a spreadsheet might run begins with an apostrophe.
    """
    whole = [content.framework.version, view, USE]
    with text_over(file) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(_columns(content))

        def write(scores: Scores) -> None:
            writer.writerows(
                [*map(safe, about), *values, *whole] for about, values in _rows(scores)
            )

        yield write


@contextmanager
def _jsonl(file: BinaryIO, content: Content, view: str) -> Iterator[Write]:
    """An object on each line; what is not assessed is null."""
    columns, whole = _columns(content), [content.framework.version, view, USE]
    with text_over(file, mark=False) as text:

        def write(scores: Scores) -> None:
            for about, values in _rows(scores):
                named = dict(zip(columns, [*about, *values, *whole], strict=True))
                text.write(f"{json.dumps(named, ensure_ascii=False)}\n")

        yield write


@contextmanager
def _parquet(file: BinaryIO, content: Content, view: str) -> Iterator[Write]:
    """Typed columns; what is not assessed is null."""
    import pyarrow as pa  # noqa: PLC0415  # takes 0.1 s, and only this needs it
    from pyarrow import parquet  # noqa: PLC0415

    types = [pa.string()] * 2 + [pa.int64()] * 2 + [pa.float64()] * len(figures(content))
    types += [pa.string()] * len(_WHOLE)
    schema = pa.schema(list(zip(_columns(content), types, strict=True)))
    whole = [content.framework.version, view, USE]
    with parquet.ParquetWriter(file, schema) as writer:

        def write(scores: Scores) -> None:
            people = len(scores.ids)
            columns = [
                *(scores.ids, scores.names, scores.answered, scores.rated),
                *scores.values.round(DECIMALS).T,
                *([text] * people for text in whole),
            ]
            arrays = [
                pa.array(column, type=kind, from_pandas=True)
                for column, kind in zip(columns, types, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))

        yield write


TABLES: Final[Mapping[str, Writer]] = MappingProxyType(
    {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet}
)
"""How a table is written, by the ending of its file."""


@contextmanager
def faults(file: BinaryIO) -> Iterator[Callable[[SetAside], None]]:
    """The rows that were set aside, a line for each fault; empty where there is none."""
    with text_over(file, mark=False) as text:
        writer = csv.writer(text, lineterminator="\r\n")

        def write(aside: SetAside) -> None:
            if not file.tell():
                text.write("\ufeff")
                writer.writerow(_FAULTS)
            for each in aside.problems:
                place = (each.file, each.line or None, aside.person, each.where)
                told = (*place, each.message, each.fix, aside.row.replace("\0", "\ufffd"))
                writer.writerow(map(safe, told))
            text.flush()

        yield write


def _columns(content: Content) -> list[str]:
    return [*_ABOUT, *figures(content), *_WHOLE]


def _rows(scores: Scores) -> Iterator[tuple[list[Any], list[float | None]]]:
    """What each row says of the person, and the figures, None where not assessed."""
    about = zip(
        scores.ids, scores.names, scores.answered.tolist(), scores.rated.tolist(), strict=True
    )
    for person, values in zip(about, scores.values.round(DECIMALS).tolist(), strict=True):
        # Only NaN is not equal to itself.
        yield list(person), [value if value == value else None for value in values]  # noqa: PLR0124


@contextmanager
def text_over(file: BinaryIO, *, mark: bool = True) -> Iterator[io.TextIOWrapper]:
    """Text over a file that stays open."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        if mark:
            text.write("\ufeff")
        yield text
    finally:
        text.detach()
