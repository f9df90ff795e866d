"""``simulate`` and ``calibrate``: whole files or none, and what was learned comes into use."""

import shutil
from pathlib import Path

import pytest

from assessment.content.loading import DATA, load

from .conftest import Run
from .test_scoring import table


@pytest.fixture
def people(run: Run, tmp_path: Path) -> Path:
    """Three hundred simulated people."""
    file = tmp_path / "people.csv"
    assert run("simulate", 300, file, "--seed", 5)[0] == 0
    return file


def left(folder: Path) -> list[str]:
    """Names of the files in a folder."""
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_simulated_people_can_be_scored(run: Run, people: Path, tmp_path: Path) -> None:
    """What ``simulate`` writes is what ``score`` reads, person by person."""
    code, _, err = run("score", people, tmp_path / "levels.csv")
    assert (code, err) == (0, "")
    rows = table(tmp_path / "levels.csv")
    assert len(rows) == 300
    assert {row["answered"] for row in rows} == {"48"}


def test_what_lies_behind_is_written_beside(run: Run, tmp_path: Path) -> None:
    """True levels go to a file of their own, and both say whose they are."""
    code, out, _ = run(
        "simulate", 3, tmp_path / "p.jsonl", "--questions", 5, "--behind", tmp_path / "b.csv"
    )
    assert code == 0
    assert out.endswith("holds 3 simulated people; they are not evidence.\n")
    assert left(tmp_path) == ["b.csv", "p.jsonl"]
    rows = table(tmp_path / "b.csv")
    assert {row["person"] for row in rows} == {"", "simulated-1", "simulated-2", "simulated-3"}
    assert sum(row["kind"] == "confidence" for row in rows) == 15


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["0", "p.csv"], 1, "PEOPLE is 1 to 1,000,000, not 0."),
        (["many", "p.csv"], 2, "valid integer"),
        (["3", "p.xlsx"], 1, "people are written as .csv, .jsonl"),
        (["3", "p.csv", "--questions", "201"], 1, "--questions is 0 to 200, not 201."),
        (["3", "p.csv", "--average", "6"], 1, "--average is 1 to 5, not 6.0."),
        (["3", "p.csv", "--average", "nan"], 1, "--average is 1 to 5, not nan."),
        (["3", "p.csv", "--seed", "-1"], 1, "--seed is 0 to"),
        (["3", "p.csv", "--behind", "b.txt"], 1, "what lies behind is written as .csv"),
        (["3", "none/p.csv"], 1, "There is no folder"),
    ],
)
def test_people_that_cannot_be_simulated(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    """What is wrong is said in a sentence, and no file appears."""
    monkeypatch.chdir(tmp_path)
    found, out, err = run("simulate", *arguments)
    assert (found, out) == (code, "")
    assert said in err
    assert left(tmp_path) == []


@pytest.mark.slow
def test_what_was_learned_comes_into_use(run: Run, people: Path, tmp_path: Path) -> None:
    """The file that ``calibrate`` writes can be named by the content, which then says so."""
    code, out, err = run(
        "calibrate", people, tmp_path / "learned.yaml", "--items", tmp_path / "items.csv"
    )
    assert (code, err) == (0, "")
    assert "300 people answered 200 of 200 items." in out
    assert "| All | 48.0 |" in out
    folder = Path(shutil.copytree(DATA, tmp_path / "content"))
    shutil.copy(tmp_path / "learned.yaml", folder)
    with (folder / "framework.yaml").open("a", encoding="utf-8") as framework:
        framework.write("calibration: learned.yaml\n")
    content = load(folder)
    rows = {row["item"]: row for row in table(tmp_path / "items.csv")}
    assert len(rows) == 200
    assert set(content.placed) == {n for n, row in rows.items() if row["act"] == "may act"}
    for name, placed in content.placed.items():
        assert float(rows[name]["difficulty"]) == placed.level
        assert rows[name]["answers"] == str(placed.answers)
    code, out, _ = run("check", folder, "--report")
    assert code == 0
    assert f"{len(content.placed)} provisional, 0 calibrated." in out


@pytest.mark.slow
def test_groups_are_compared(run: Run, people: Path, tmp_path: Path) -> None:
    """With a table of groups, items are told apart or not, and strangers are counted."""
    names = [row["person"] for row in table(people)]
    groups = tmp_path / "groups.csv"
    lines = [f"{name},{'west' if at % 2 else 'east'}" for at, name in enumerate(names)]
    groups.write_text("\n".join(["person,group", *lines, "stranger,east"]))
    code, out, _ = run(
        "calibrate",
        people,
        tmp_path / "learned.yaml",
        "--groups",
        groups,
        "--items",
        tmp_path / "items.csv",
    )
    assert code == 0
    assert "Group west:" in out
    assert "People with a group who are not in" in out
    assert {row["dif.west"] for row in table(tmp_path / "items.csv")} >= {"cannot tell"}


def test_rows_that_cannot_be_used_are_named_and_the_others_count(
    run: Run, people: Path, tmp_path: Path
) -> None:
    """A bad row spoils no other: it is listed with its line, and the exit code says so."""
    lines = people.read_text("utf-8-sig").splitlines()
    lines[60] = "someone,7" + "," * (lines[0].count(",") - 1)
    people.write_text("\n".join(lines[:120]), "utf-8")
    code, out, err = run("calibrate", people, tmp_path / "learned.yaml")
    assert code == 3
    assert "118 people answered" in out
    assert "people.csv:61  " in err
    assert "Rows set aside: 1, all named in" in err
    (row,) = table(tmp_path / "learned.set-aside.csv")
    assert (row["line"], row["person"]) == ("61", "someone")
    assert row["fault"] == "'7' is not possible here."


def test_too_few_answers_write_no_difficulties(run: Run, tmp_path: Path) -> None:
    """Under 50 answers an item nothing is written that content could name, and it says so."""
    assert run("simulate", 20, tmp_path / "p.csv")[0] == 0
    code, out, err = run("calibrate", tmp_path / "p.csv", tmp_path / "learned.yaml")
    assert (code, err) == (0, "")
    assert "No item has 50 answers" in out
    assert "Do not act on the figures of 200 items" in out
    assert left(tmp_path) == ["p.csv"]


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("people.csv", b"", "The file is empty."),
        ("people.csv", b"person,no-such-item\na,1\n", "No sub-skill or item is called"),
        ("people.csv", b"PAR1\0\0", "is called .csv but is a Parquet file"),
        ("people.csv", b"person\n", "It holds no people."),
        ("people.csv", b"person,platform-technology\na,NaN\n", "Nobody in"),
        ("people.jsonl", b'{"person": "a", "platform-technology": NaN}\n', "Nobody in"),
        ("people.csv", b"person,content_version\na,2020.1.0\n", "Nobody in"),
        ("people.xlsx", b"PK\x03\x04", "people are read from .csv or .jsonl files"),
    ],
)
def test_input_that_cannot_be_used(
    run: Run, tmp_path: Path, name: str, raw: bytes, said: str
) -> None:
    """What is wrong is said, and no difficulties are written."""
    (tmp_path / name).write_bytes(raw)
    code, out, err = run("calibrate", tmp_path / name, tmp_path / "learned.yaml")
    assert (code, out) == (1, "")
    assert said in err
    assert "learned.yaml" not in left(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.csv", "l.yaml"], "There is no file or folder none.csv."),
        (["people.csv", "l.csv"], "l.csv: this file ends in .yaml."),
        (["people.csv", "l.yaml", "--items", "i.txt"], "i.txt: this file ends in .csv."),
        (["people.csv", "people.yaml"], "people.yaml is there already"),
        (["people.csv", "l.yaml", "--groups", "g.csv"], "There is no such file."),
        (["people.csv", "none/l.yaml"], "There is no folder none."),
    ],
)
def test_files_that_cannot_be_used(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    """Refused before anything is read, and what was there is left as it was."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text("person\nAnn\n")
    (tmp_path / "people.yaml").write_text("mine")
    code, out, err = run("calibrate", *arguments)
    assert (code, out) == (1, "")
    assert said in err
    assert left(tmp_path) == ["people.csv", "people.yaml"]
    assert (tmp_path / "people.yaml").read_text() == "mine"
