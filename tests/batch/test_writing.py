"""A table in three kinds of file that say the same, and is whole or not there."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from assessment.batch.drafts import draft_of
from assessment.batch.people import SetAside
from assessment.batch.scores import Scorer, Scores, figures
from assessment.batch.writing import TABLES, faults
from assessment.errors import AssessmentError, Problem
from tests.examples import attempt, miniature

from .examples import VERSION, portion_of

CONTENT = miniature().content


def scores() -> Scores:
    """Figures of two people, one of whom was asked nothing."""
    return Scorer(miniature(), "combined").score(portion_of([attempt({"pricing": 4}), attempt()]))


def written(kind: str, *parts: Scores) -> bytes:
    """A table of this kind."""
    file = io.BytesIO()
    with TABLES[kind](file, CONTENT, "combined") as write:
        for part in parts:
            write(part)
    return file.getvalue()


def interrupted(target: Path, by: Callable[[], object]) -> None:
    """Write to a draft, half of which is on disk when something happens."""
    with draft_of(target) as file:
        file.write(b"half")
        file.flush()
        by()


def test_every_kind_says_the_same() -> None:
    """CSV, JSONL and Parquet hold the same columns and figures; not assessed is empty in each."""
    parts = (scores(), scores())
    text = written(".csv", *parts).decode("utf-8-sig")
    from_csv = pd.DataFrame(csv.DictReader(io.StringIO(text))).replace("", None)
    from_json = pd.DataFrame(map(json.loads, written(".jsonl", *parts).splitlines()))
    from_parquet = pd.read_parquet(io.BytesIO(written(".parquet", *parts)))

    assert list(from_csv) == list(from_parquet) == list(from_json)
    figured = list(figures(CONTENT))
    for table in (from_json, from_parquet):
        pd.testing.assert_frame_equal(
            from_csv[figured].astype(float), table[figured].astype(float), check_exact=True
        )
    assert from_parquet["person"].tolist() == ["p0", "p1"] * 2
    assert from_parquet["rated"].tolist() == [1, 0] * 2
    assert from_csv[figured].isna().all(axis=1).tolist() == [False, True] * 2
    assert from_csv["content_version"].tolist() == [VERSION] * 4


def test_every_row_says_what_it_is_for() -> None:
    """Stacked or cut out, a row still says: for development, never for selection."""
    rows = list(csv.DictReader(io.StringIO(written(".csv", scores()).decode("utf-8-sig"))))

    assert [row["use"] for row in rows] == ["for development, never for selection"] * 2
    assert [row["evidence"] for row in rows] == ["combined"] * 2


@pytest.mark.parametrize("name", ["=1+1", "+49 1", "@sum", "\N{FULLWIDTH EQUALS SIGN}1"])
def test_no_spreadsheet_runs_what_a_person_wrote(name: str) -> None:
    """In CSV a text that looks like a formula is made text; the other kinds keep it as it is."""
    part = scores()
    odd = Scores((name, "b"), (name, ""), part.answered, part.rated, part.values)
    first = next(csv.DictReader(io.StringIO(written(".csv", odd).decode("utf-8-sig"))))

    assert (first["person"], first["name"]) == (f"'{name}", f"'{name}")
    assert json.loads(written(".jsonl", odd).splitlines()[0])["name"] == name


def test_every_fault_is_a_line() -> None:
    """The list beside the table names file, line and column, and holds the row; it may be empty."""
    file = io.BytesIO()
    problems = (
        Problem("a.csv", 3, "pricing", "Wrong.", "Mend."),
        Problem("a.csv", 0, "", "W", "M"),
    )
    with faults(file) as write:
        assert file.getvalue() == b""
        write(SetAside("ann", "ann,9\0", problems))
    first, second = csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig")))

    assert list(first.items()) == [
        *(("file", "a.csv"), ("line", "3"), ("person", "ann"), ("column", "pricing")),
        *(("fault", "Wrong."), ("fix", "Mend."), ("row", "ann,9\ufffd")),
    ]
    assert second["line"] == ""


def test_a_draft_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    """Until then there is no such file; after a fault there is none, and no draft either."""
    target = tmp_path / "out.csv"
    with pytest.raises(ZeroDivisionError):
        interrupted(target, lambda: 1 // 0)

    assert list(tmp_path.iterdir()) == []
    with draft_of(target) as file:
        file.write(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [target]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Neither what was there before nor what was put there meanwhile."""
    target = tmp_path / "out.csv"
    with pytest.raises(AssessmentError, match="is there already"):
        interrupted(target, lambda: target.write_bytes(b"old"))
    with pytest.raises(AssessmentError, match="is there already"), draft_of(target):
        pass

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
