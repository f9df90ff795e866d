"""``score``: whole tables or none, every bad row named, every exit code right."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.attempts import Attempt
from assessment.content.items import BestAndWorst, ChosenOption, Judgement, SingleBest
from assessment.content.loading import DATA
from assessment.evaluation import evaluate
from assessment.result_file import attempt_in, read, result_file, write
from tests.examples import attempt, shipped

from .conftest import Run

SUBS = [sub.id for sub in shipped().content.sub_skills]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A table of three people."""
    file = tmp_path / "people.csv"
    file.write_text(
        f"person,name,{SUBS[0]},{SUBS[1]}\np1,Ann,3,4\np2,,,\np3,Cay,0,does-not-apply\n"
    )
    return file


def table(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"))))


def answered() -> Attempt:
    """An attempt at the content that is shipped."""
    items = [item for _, item in shipped().content.items.values()][::9]
    answers = {}
    for item in items:
        if isinstance(item, SingleBest):
            answers[item.id] = ChosenOption(option=item.options[-1].id)
        elif isinstance(item, Judgement):
            best, worst = item.options[0].id, item.options[1].id
            answers[item.id] = BestAndWorst(best=best, worst=worst)
    return attempt({sub: at % 6 for at, sub in enumerate(SUBS)}, answers)


def test_a_table_becomes_a_table(run: Run, people: Path, tmp_path: Path) -> None:
    """Everybody is there in order, with figures where there is evidence and none where not."""
    code, out, err = run("score", people, tmp_path / "out.csv")

    assert (code, err) == (0, "")
    assert out == f"{tmp_path / 'out.csv'} holds 3 people.\n"
    rows = table(tmp_path / "out.csv")
    assert [(row["person"], row["name"], row["rated"]) for row in rows] == [
        ("p1", "Ann", "2"),
        ("p2", "", "0"),
        ("p3", "Cay", "1"),
    ]
    assert float(rows[0][f"level.{SUBS[0]}"]) > float(rows[2][f"level.{SUBS[0]}"])
    assert [row[f"level.{SUBS[1]}"] == "" for row in rows] == [False, True, True]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "out.csv", "people.csv"]


def test_a_result_file_has_the_figures_of_the_page(run: Run, tmp_path: Path) -> None:
    """Exported, put in a folder and scored, a result says what Results says, to the digit."""
    folder = tmp_path / "results"
    folder.mkdir()
    raw = write(result_file(answered(), "Ann"))
    raw = raw.replace(b'"content_version": "1"', b'"content_version": "%s"' % version().encode())
    (folder / "ann.json").write_bytes(raw)
    result = evaluate(shipped(), attempt_in(read(raw)), shipped().content.roles[1])

    code, _, err = run("score", folder, tmp_path / "out.csv")

    assert (code, err) == (0, "")
    (row,) = table(tmp_path / "out.csv")
    assert (row["person"], row["name"]) == ("ann", "Ann")
    for gap in result.gaps:
        sub, said = gap.sub_skill.id, f"meets.{result.role.id}.{gap.sub_skill.id}"
        assert float(row[f"level.{sub}"]) == pytest.approx(gap.estimate, abs=1e-6)
        assert float(row[f"likely_to.{sub}"]) == pytest.approx(gap.high, abs=1e-6)
        assert float(row[said]) == pytest.approx(gap.chance, abs=1e-6)
    for fit in result.fits:
        assert float(row[f"readiness.{fit.role.id}"]) == pytest.approx(fit.readiness, abs=1e-6)


def version() -> str:
    """Version of the content that is shipped."""
    return shipped().content.framework.version


@pytest.mark.parametrize("kind", [".csv", ".jsonl", ".parquet"])
def test_bad_rows_are_set_aside_and_the_rest_is_done(
    run: Run, people: Path, tmp_path: Path, kind: str
) -> None:
    """They are named on the screen and in the file beside the table; the code is 3."""
    with people.open("a") as file:
        file.write("p1,Ann,3,4\np4,Dee,7,x\n")

    code, out, err = run("score", people, tmp_path / f"out{kind}")

    assert code == 3
    assert out == f"{tmp_path / f'out{kind}'} holds 3 people.\n"
    assert f"{people}:5  person\n  'p1' is on line 2 already, which counts." in err
    assert f"{people}:6  {SUBS[0]}\n  '7' is not possible here." in err
    assert "Set aside: 2 rows" in err
    listed = table(tmp_path / "out.set-aside.csv")
    assert [(row["line"], row["column"]) for row in listed] == [
        ("5", "person"),
        ("6", SUBS[0]),
        ("6", SUBS[1]),
    ]
    assert listed[1]["row"] == "p4,Dee,7,x"


def test_of_many_bad_rows_the_screen_shows_a_few(run: Run, people: Path, tmp_path: Path) -> None:
    """All are in the file; the screen names ten and says how many there are."""
    people.write_text(f"person,{SUBS[0]}\n" + "".join(f"p{at},9\n" for at in range(1_200)))
    code, out, err = run("score", people, tmp_path / "out.csv")

    assert (code, out) == (1, "")
    assert err.count("is not possible here") == 10
    assert "Set aside: 1,200 rows" in err
    assert "Nobody could be scored" in err
    assert not (tmp_path / "out.csv").exists()
    assert len(table(tmp_path / "out.set-aside.csv")) == 1_200


@pytest.mark.parametrize(
    ("given", "output", "said"),
    [
        ("missing.csv", "out.csv", "There is no file or folder"),
        ("data", "out.csv", "The folder is empty."),
        ("people.xlsx", "out.csv", "Save the table as CSV"),
        ("/dev/null", "out.csv", "Save the table as CSV"),
        ("people.csv", "out.xlsx", "a table ends in .csv, .jsonl, .parquet"),
        ("people.csv", "out", "a table ends in .csv, .jsonl, .parquet"),
        ("people.csv", "people.csv", "is there already and was left as it is"),
        ("people.csv", "nowhere/out.csv", "There is no folder"),
        ("people.csv", "taken.csv", "taken.set-aside.csv is there already"),
    ],
)
def test_what_is_refused_before_the_first_row(
    run: Run, people: Path, tmp_path: Path, given: str, output: str, said: str
) -> None:
    """One sentence, code 1, and the folder as it was."""
    (tmp_path / "people.xlsx").write_bytes(b"PK")
    (tmp_path / "taken.set-aside.csv").touch()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    code, out, err = run("score", tmp_path / given, tmp_path / output)

    assert (code, out) == (1, "")
    assert said in err
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_a_file_that_is_not_what_its_name_says(run: Run, people: Path, tmp_path: Path) -> None:
    """It is said what it is; no table, no list, no draft is left."""
    people.write_bytes(b"PK\x03\x04")
    code, out, err = run("score", people, tmp_path / "out.csv")

    assert (code, out) == (1, "")
    assert "It is called .csv but is a workbook or another zip archive." in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "people.csv"]


def test_where_nothing_can_be_written(run: Run, people: Path, tmp_path: Path) -> None:
    """What the system says of a place that takes no file is told, and nobody is scored."""
    code, out, err = run("score", people, tmp_path / f"{'n' * 240}.csv")

    assert (code, out) == (1, "")
    assert err.endswith("File name too long. Nothing more was done.\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "people.csv"]


def test_another_version_only_where_it_is_allowed(run: Run, people: Path, tmp_path: Path) -> None:
    """Mixed versions are set aside unless the version is named."""
    people.write_text(f"person,content_version,{SUBS[0]}\na,0.1,3\nb,{version()},3\n")

    strict, _, err = run("score", people, tmp_path / "strict.csv")
    allowed, _, _ = run("score", people, tmp_path / "both.csv", "--also-version", "0.1")

    assert (strict, allowed) == (3, 0)
    assert "--also-version" in err
    assert len(table(tmp_path / "strict.csv")) == 1
    assert len(table(tmp_path / "both.csv")) == 2


def test_a_view_counts_what_it_says(run: Run, people: Path, tmp_path: Path) -> None:
    """Ratings say nothing where only answers count; an unknown view is refused with code 2."""
    run("score", people, tmp_path / "shown.csv", "--view", "shown")
    code, _, err = run("score", people, tmp_path / "all.csv", "--view", "all")

    assert {row[f"level.{SUBS[0]}"] for row in table(tmp_path / "shown.csv")} == {""}
    assert code == 2
    assert "all" in err


def test_the_help_says_how_a_table_is_written(run: Run) -> None:
    """Whoever makes the table finds headings and cells explained."""
    _, out, _ = run("score", "--help")

    assert all(word in out for word in ("person", "does-not-apply", "best>worst", "dont-know"))


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read where Linux tells it")
def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    """Four times as many people take as much memory, within a few megabytes, and no Streamlit."""
    few, many = (peak_of(tmp_path, people) for people in (1_000, 4_000))

    assert many < few + 12


def peak_of(folder: Path, people: int) -> float:
    """Most megabytes of a process that scores this many people with processes of its own."""
    file = folder / f"{people}.csv"
    rows = (f"p{at},{at % 6},{at % 5}\n" for at in range(people))
    file.write_text("".join((f"person,{SUBS[0]},{SUBS[1]}\n", *rows)))
    program = (
        "import sys; from assessment.cli import main; code = main(sys.argv[1:]);"
        "assert 'streamlit' not in sys.modules;"
        "status = open('/proc/self/status').read();"
        "print(int(status.partition('VmHWM:')[2].split()[0]) / 1024); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "score", file, folder / f"{people}.jsonl"],
        cwd=DATA.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.splitlines()[-1])
