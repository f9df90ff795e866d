"""Rows of CSV and JSONL: read as written, or named by file and line and set aside."""

import csv
import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Attempt
from assessment.bank import coded
from assessment.batch.lines import LONGEST_LINE, csv_rows, json_rows
from assessment.batch.people import Person
from assessment.errors import ContentError
from tests.examples import ANSWERS, SUB_SKILLS, attempts, miniature

from .examples import OWN, Row, cells, form, nobody, told

HEADINGS = ("person", *SUB_SKILLS, *ANSWERS)


def from_csv(file: Path, raw: bytes | str) -> list[Row]:
    """The rows of a CSV file that holds this."""
    file.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return list(csv_rows(file, form(), OWN, nobody))


def from_json(file: Path, raw: bytes | str) -> list[Row]:
    """The rows of a JSONL file that holds this."""
    file.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return list(json_rows(file, form(), OWN, nobody))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A CSV file that is not there yet."""
    return tmp_path / "people.csv"


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """A JSONL file that is not there yet."""
    return tmp_path / "people.jsonl"


@settings(max_examples=60, deadline=None)
@given(st.lists(attempts(), min_size=1, max_size=5))
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, done: list[Attempt]
) -> None:
    """An attempt as a row of either kind is the same evidence as the attempt itself."""
    folder = tmp_path_factory.mktemp("rows")
    rows = [{"person": f"p{at}", **cells(each)} for at, each in enumerate(done)]
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS)
    writer.writeheader()
    writer.writerows(rows)

    both = (
        from_csv(folder / "a.csv", text.getvalue()),
        from_json(folder / "a.jsonl", "\n".join(json.dumps(row) for row in rows)),
    )

    for read in both:
        for at, (row, each) in enumerate(zip(read, done, strict=True)):
            answers, ratings = coded(miniature(), each)
            assert row == Person(f"p{at}", "", answers.tolist(), ratings.tolist())


@pytest.mark.parametrize(
    ("cell", "rating"), [("3", 3), ("3.0", 3), (" 0 ", 0), ("", -1), ("does-not-apply", -1)]
)
def test_how_a_rating_may_be_written(table: Path, cell: str, rating: int) -> None:
    """As a whole number, as tables with gaps write one, as not applying, or not at all."""
    (row,) = from_csv(table, f"person,pricing\nann,{cell}\n")

    assert isinstance(row, Person)
    assert row.ratings == [rating, -1, -1]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        *(("pricing", cell) for cell in ("6", "-1", "2.5", "true", "NaN", "NA", "three", "1e0")),
        *(("pricing-01", cell) for cell in ("highest", "1", "high>low", "HIGH")),
        *(("coaching-01", cell) for cell in ("ask", "ask>ask", "ask>", ">", "ask>decide>wait")),
        *(("returns-01", cell) for cell in ("nan", "inf", "1e999", "30%", "3_0", "٣", "9" * 50)),
        ("returns-01", '"1,250"'),
    ],
)
def test_a_cell_that_says_nothing_possible(table: Path, heading: str, cell: str) -> None:
    """Its row is set aside by line and column, with what could stand there; the next is read."""
    first, second = from_csv(table, f"person,{heading}\nann,{cell}\nbob,\n")

    ((file, line, where, message),) = told(iter([first]))
    assert (file, line, where) == ("people.csv", 2, heading)
    assert "is not possible here" in message
    assert isinstance(second, Person)


def test_the_fix_names_what_is_possible(table: Path) -> None:
    """Whoever mends a row need not look elsewhere."""
    rows = from_csv(table, "person,pricing-01,coaching-01\nann,x,y\n")
    fixes = [problem.fix for row in rows for problem in getattr(row, "problems", ())]

    assert "one of high, low, lower, or dont-know" in fixes[0]
    assert "best>worst" in fixes[1]


@pytest.mark.parametrize(
    ("second", "where", "message"),
    [
        ("ann,3", "person", "'ann' is on line 2 already, which counts."),
        (",3", "person", "Nobody is named."),
        ("bob,3,4", "", "The line has 3 cells; there are 2 headings."),
        ("bob", "", "The line has 1 cells; there are 2 headings."),
        ('"bob,3', "", "The quotes of the line do not match."),
        ('"bo"b,3', "", "The quotes of the line do not match."),
        (f"{'b' * 201},3", "person", "The person has 201 characters; 200 fit."),
        ("bo\0b,3", "person", "The person holds a character that cannot be kept."),
        (b"bo\xffb,3", "", "The line is not UTF-8 text."),
        ("b" * (LONGEST_LINE + 1), "", "The line is longer than 1,048,576 bytes."),
    ],
)
def test_a_line_that_is_no_row(table: Path, second: str | bytes, where: str, message: str) -> None:
    """It is named and set aside alone: the rows before and after it are read."""
    raw = second if isinstance(second, bytes) else second.encode()
    rows = from_csv(table, b"person,pricing\nann,3\n" + raw + b"\ncay,4\n")

    assert [row.id for row in rows if isinstance(row, Person)] == ["ann", "cay"]
    ((_, line, place, said),) = told(iter(rows))
    assert (line, place) == (3, where)
    assert said.startswith(message)


def test_a_row_that_was_mended_below_counts(table: Path) -> None:
    """Set aside, a row does not keep out the next one of the same person."""
    _, mended = from_csv(table, "person,pricing\nann,9\nann,3\n")

    assert isinstance(mended, Person)


def test_answers_to_another_version_are_named(table: Path) -> None:
    """Versions are not mixed unasked: the row of the other one is set aside."""
    rows = from_csv(table, "person,content_version,pricing\nann,2026.11.0,3\nbob,2025.1,3\n")

    assert isinstance(rows[0], Person)
    assert told(iter(rows)) == [
        (
            *("people.csv", 3, "content_version"),
            "The answers were given to content '2025.1'; this is content '2026.11.0'.",
        )
    ]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (b"person,pricing\n", "It holds no people."),
        (b"person,pricing\n\n\n", "It holds no people."),
        (b"PK\x03\x04rest", "It is called .csv but is a workbook or another zip archive."),
        (b"PAR1rest", "It is called .csv but is a Parquet file."),
        (b"\x1f\x8brest", "It is called .csv but is compressed with gzip."),
        ("person".encode("utf-16"), "It is called .csv but is UTF-16 text."),
        (b"per\0son", "It is called .csv but is no text."),
        (b'{"person": "ann"}\n', "It is called .csv but holds JSON."),
        (b"person;pricing\nann;3\n", "The columns are not separated by commas."),
        (b"pricing\n3\n", "No column is called 'person'."),
        (b"person,pricing,pricing\nann,3,3\n", "The heading 'pricing' is there twice."),
        (b"person,prising\nann,3\n", "No sub-skill or item is called 'prising'; did you mean"),
        (b"person,\nann,3\n", "No sub-skill or item is called ''"),
        (b"person,pri\xffcing\nann,3\n", "The line is not UTF-8 text."),
    ],
)
def test_a_table_that_cannot_be_used_at_all(table: Path, raw: bytes, message: str) -> None:
    """What is wrong with the whole file is said at once, before a row is scored."""
    with pytest.raises(ContentError) as caught:
        from_csv(table, raw)

    assert message in str(caught.value)
    assert "people.csv" in str(caught.value)


def test_every_wrong_heading_is_named(table: Path) -> None:
    """One look at the file is enough to mend it."""
    with pytest.raises(ContentError) as caught:
        from_csv(table, "name,prising,email\nann,3,x\n")

    assert [problem.where for problem in caught.value.problems] == ["", "email", "prising"]


@pytest.mark.parametrize(
    ("line", "where", "message"),
    [
        ('{"person": "bob", "prising": 3}', "prising", "No sub-skill or item is called 'prising'"),
        ('{"person": "bob", "pricing": NaN}', "", "'pricing' is nan, which is not a number."),
        ('{"person": "bob", "pricing": true}', "", "'pricing' is neither text nor a number."),
        ('{"person": "bob", "pricing": [3]}', "", "'pricing' is neither text nor a number."),
        ('{"person": "bob", "pricing": {}}', "", "'pricing' is neither text nor a number."),
        ('{"person": "bob", "person": "bo"}', "", "The key 'person' is there twice."),
        ('{"person": "\\ud800"}', "person", "The person holds a character"),
        ('{"\\ud800": 1, "person": "bob"}', "\\ud800", "No sub-skill or item is called"),
        ("[1]", "", "The line is no JSON object."),
        ("3", "", "The line is no JSON object."),
        ('{"person": "bob"', "", "The line is not valid JSON."),
        ("[" * 100_000, "", "The line is not valid JSON."),
        ("person,pricing", "", "The line is not valid JSON."),
    ],
)
def test_a_line_of_json_that_is_no_row(lines: Path, line: str, where: str, message: str) -> None:
    """As in a CSV file: named, set aside alone."""
    sound = '{"person": "%s", "pricing": 3}'
    rows = from_json(lines, f"{sound % 'ann'}\n{line}\n\n{sound % 'cay'}\n")

    assert [row.id for row in rows if isinstance(row, Person)] == ["ann", "cay"]
    ((_, at, place, said),) = told(iter(rows))
    assert (at, place) == (2, where)
    assert said.startswith(message)


def test_numbers_and_nothing_in_json(lines: Path) -> None:
    """Numbers count as numbers, and null is an answer that was not given."""
    row, empty = from_json(
        lines, '{"person": 7, "pricing": 3, "returns-01": 30}\n{"person": "b", "pricing": null}'
    )

    assert isinstance(row, Person)
    assert isinstance(empty, Person)
    assert (row.id, row.ratings[0], max(row.answers)) == ("7", 3, 0)
    assert empty.ratings == [-1, -1, -1]


@pytest.mark.parametrize("read", [csv_rows, json_rows])
def test_a_file_is_never_held_whole(tmp_path: Path, read: Callable[..., Iterator[Row]]) -> None:
    """Forty thousand rows pass in little more memory than their names take."""
    file = tmp_path / f"many{'.csv' if read is csv_rows else '.jsonl'}"
    with file.open("w") as opened:
        if read is csv_rows:
            opened.write("person,pricing\n")
        for at in range(40_000):
            name = f"{at:0150}"
            line = f"{name},3" if read is csv_rows else f'{{"person": "{name}", "pricing": 3}}'
            opened.write(f"{line}\n")
    next(read(file, form(), OWN, nobody))
    tracemalloc.start()
    try:
        count = sum(isinstance(row, Person) for row in read(file, form(), OWN, nobody))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert count == 40_000
    assert most < file.stat().st_size / 1.2
