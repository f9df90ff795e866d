"""A folder of result files: each file is a person, and a bad one is named."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from assessment.attempts import Attempt
from assessment.bank import coded
from assessment.batch.folder import file_rows, result_files
from assessment.batch.people import Person
from assessment.content.items import ChosenOption
from assessment.errors import ContentError
from assessment.result_file import LARGEST_FILE, result_file, write
from tests.examples import attempt, attempts, miniature

from .examples import OWN, VERSION, Row, form, told

DONE = attempt({"pricing": 3}, {"pricing-01": ChosenOption(option="high")})


def exported(done: Attempt, name: str = "", version: str = VERSION, seed: int = 7) -> bytes:
    """An attempt as the app exports it."""
    head = replace(done.head, content_version=version, seed=seed)
    return write(result_file(replace(done, head=head), name))


def altered(**changes: Any) -> bytes:
    """``DONE`` with a field changed by hand."""
    return json.dumps(json.loads(exported(DONE)) | changes).encode()


def rows(folder: Path, files: Mapping[str, bytes], versions: frozenset[str] = OWN) -> list[Row]:
    """What reading a folder with these files gives."""
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    return list(file_rows(result_files(folder), form(), versions))


@settings(max_examples=40, deadline=None)
@given(attempts())
def test_a_file_is_the_attempt(tmp_path_factory: pytest.TempPathFactory, done: Attempt) -> None:
    """Its evidence is the attempt's; the person is called like the file, and has their name."""
    folder = tmp_path_factory.mktemp("results")
    answers, ratings = coded(miniature(), done)

    read = rows(folder, {"ann-1.json": exported(done, "Ann")})

    assert read == [Person("ann-1", "Ann", answers.tolist(), ratings.tolist())]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "The file is not valid JSON"),
        (b"{}", "'target' is missing."),
        (exported(DONE)[:-40], "The file is not valid JSON"),
        (b"#" * (LARGEST_FILE + 1), "The file has 2,097,153 bytes"),
        (altered(seed="seven"), "'seven'"),
        (altered(ratings={"pricing": 6}), "6"),
        (altered(ratings={"prising": 3}), "No sub-skill or item is called 'prising'"),
        (altered(name="An\0n"), "The name holds a character"),
        (
            altered(answers=[{"item": "pricing-02", "answer": {"kind": "dont-know"}}]),
            "No sub-skill or item is called 'pricing-02'; did you mean 'pricing-01'?",
        ),
        (
            altered(answers=[{"item": "pricing-01", "answer": {"kind": "number", "value": 1}}]),
            "The answer is not one of the item's.",
        ),
        (
            altered(
                answers=[{"item": "pricing-01", "answer": {"kind": "dont-know"}, "confidence": 400}]
            ),
            "400",
        ),
        (
            altered(answers=[{"item": "pricing-01", "answer": {"kind": "dont-know"}}] * 2),
            "The item 'pricing-01' is answered twice.",
        ),
        (exported(DONE, version="2025.1"), "The answers were given to content '2025.1'"),
    ],
)
def test_a_file_that_cannot_be_scored(tmp_path: Path, raw: bytes, message: str) -> None:
    """It is named with what is wrong; the files around it are scored."""
    files = {"a.json": exported(DONE, seed=1), "b.json": raw, "c.json": exported(DONE, seed=2)}
    read = rows(tmp_path, files)

    assert [row.id for row in read if isinstance(row, Person)] == ["a", "c"]
    faults = told(iter(read))
    assert {file for file, *_ in faults} == {"b.json"}
    assert any(message in said for *_, said in faults)


def test_the_same_attempt_twice_counts_once(tmp_path: Path) -> None:
    """A copy under another name is set aside, and says of which file it is one."""
    read = rows(tmp_path, {"a (1).json": exported(DONE), "a.json": exported(DONE, "Ann")})

    assert isinstance(read[0], Person)
    assert told(iter(read)) == [
        ("a.json", 0, "", "The same attempt is in a (1).json already, which counts.")
    ]


def test_what_is_no_result_file_is_named(tmp_path: Path) -> None:
    """Another kind of file and a folder are set aside; what is hidden is passed over."""
    (tmp_path / "older.json").mkdir()
    read = rows(tmp_path, {"table.csv": b"person\n", ".DS_Store": b"", "a.json": exported(DONE)})

    assert [(file, said) for file, _, _, said in told(iter(read))] == [
        ("older.json", "This is not a result file (.json)."),
        ("table.csv", "This is not a result file (.json)."),
    ]


def test_an_older_version_that_is_allowed_counts_as_in_the_app(tmp_path: Path) -> None:
    """What no longer fits is left out, and the rest counts."""
    gone = ChosenOption(option="gone")
    old = attempt({"pricing": 3, "prising": 2}, {"pricing-01": gone, "retired-01": gone})
    read = rows(tmp_path, {"a.json": exported(old, version="2025.1")}, OWN | {"2025.1"})

    assert read == [Person("a", "", [-1, -1, -1], [3, -1, -1])]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    """Nobody is no table of nobody."""
    (tmp_path / ".hidden").touch()

    with pytest.raises(ContentError, match="The folder is empty"):
        result_files(tmp_path)
