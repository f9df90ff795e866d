"""Copying, putting back and erasing on the command line."""

import io
from pathlib import Path

import pytest

from assessment.store.backup import backups
from assessment.store.database import open_database
from assessment.store.store import Store
from tests.store.examples import LOCAL, MISSING_ID, begun

from .conftest import Run


def names(file: Path) -> list[str]:
    """Everybody in a database."""
    engine = open_database(f"sqlite:///{file}")
    found = [person.name for person in Store(engine).people(LOCAL)]
    engine.dispose()
    return found


def filled(file: Path, *people: str) -> list[str]:
    """A database with people, opened by nobody any more; returns their ids."""
    engine = open_database(f"sqlite:///{file}")
    ids = [Store(engine).add_person(LOCAL, name).id for name in people]
    engine.dispose()
    return ids


def test_a_copy_lies_beside_the_database_or_where_it_is_wanted(
    run: Run, file: Path, tmp_path: Path
) -> None:
    """Both are complete, and the place is said."""
    filled(file, "Ada")
    code, out, _ = run("backup")
    (beside,) = backups(file)
    assert (code, out) == (0, f"The database is copied to {beside}.\n")
    wanted = tmp_path / "copy.sqlite3"
    assert run("backup", wanted) == (0, f"The database is copied to {wanted}.\n", "")
    assert names(beside) == names(wanted) == ["Ada"]


def test_a_copy_overwrites_nothing(run: Run, file: Path, tmp_path: Path) -> None:
    """A file that is there, the database itself or a folder: each stays as it is."""
    filled(file, "Ada")
    mine = tmp_path / "letter.txt"
    mine.write_text("Dear diary")
    for place in (mine, file, tmp_path):
        code, _, err = run("backup", place)
        assert (code, err) == (
            1,
            f"{place} is there already and was left as it is. Name a new file.\n",
        )
    assert mine.read_text() == "Dear diary"
    assert names(file) == ["Ada"]


def test_a_name_that_no_file_can_have_is_told(run: Run, file: Path) -> None:
    """Whatever the system complains of is one line."""
    filled(file, "Ada")
    for command in ("backup", "restore"):
        code, _, err = run(command, "x" * 300)
        assert (code, err.count("\n")) == (1, 1)


def test_without_a_database_there_is_nothing_to_copy_or_erase(
    run: Run, data: Path, tmp_path: Path
) -> None:
    """That is said, and no empty database is left behind."""
    assert run("backup")[::2] == (
        1,
        f"There is no database {data / 'headway.sqlite3'}, so there is nothing to copy.\n",
    )
    assert run("erase", "Ada", "--yes")[0] == 1
    assert run("restore", tmp_path / "copy.sqlite3")[::2] == (
        1,
        f"There is no file {tmp_path / 'copy.sqlite3'}. Name the copy that you want back.\n",
    )
    assert list(data.iterdir()) == []


def test_a_copy_is_put_back(run: Run, file: Path, tmp_path: Path) -> None:
    """Where it is now, where the present is kept, and that the erased are erased again."""
    filled(file, "Ada", "Grace")
    copy = tmp_path / "copy.sqlite3"
    run("backup", copy)
    run("erase", "Grace", "--yes")
    filled(file, "Later")
    before = set(backups(file))
    code, out, _ = run("restore", copy)
    (kept,) = set(backups(file)) - before
    assert code == 0
    assert out == (
        f"{copy} is now the database {file}. What was there before is kept in {kept}. "
        "Erased again: 1, who had been erased since the copy.\n"
    )
    assert (names(file), names(kept)) == (["Ada"], ["Ada", "Later"])


def test_a_damaged_copy_is_refused(run: Run, file: Path, tmp_path: Path) -> None:
    """One sentence, and the database is as it was."""
    filled(file, "Ada")
    (tmp_path / "copy.sqlite3").write_text("Dear diary")
    code, _, err = run("restore", tmp_path / "copy.sqlite3")
    assert code == 1
    assert err.endswith("is no copy of Headway's database. Name another.\n")
    assert names(file) == ["Ada"]


@pytest.mark.parametrize(
    ("answer", "code", "left"), [("y\n", 0, []), ("n\n", 1, ["Ada"]), ("", 1, ["Ada"])]
)
def test_erasing_asks_first(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, left: list[str]
) -> None:
    """Only a yes erases; a no, or nobody there to answer, changes nothing."""
    filled(file, "Ada")
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    got, out, err = run("erase", "ada")
    assert got == code
    assert "Erase Ada (" in out
    assert ("Nothing was changed." in err) == bool(left)
    assert names(file) == left


def test_a_name_that_two_people_have_is_not_enough(run: Run, file: Path) -> None:
    """Both are listed with their ids, nobody is erased, and an id says which one."""
    first, second = filled(file, "Ada", "Ada")
    code, _, err = run("erase", "Ada", "--yes")
    assert code == 1
    assert err.startswith("2 people have that name; say which by id:\n")
    assert first in err
    assert second in err
    assert run("erase", second, "--yes")[0] == 0
    engine = open_database(f"sqlite:///{file}")
    assert [person.id for person in Store(engine).people(LOCAL)] == [first]
    engine.dispose()


@pytest.mark.parametrize("who", ["Grace", MISSING_ID, " ", "Ad", "%", "' OR '1'='1"])
def test_nobody_is_erased_by_mistake(run: Run, file: Path, who: str) -> None:
    """A name that nobody has, part of one, or nothing: nobody goes, not even who has no name."""
    filled(file, "Ada", "")
    code, _, err = run("erase", who, "--yes")
    assert (code, err) == (1, f"Nobody has the name or id {who!r}; nobody was erased.\n")
    assert names(file) == ["Ada", ""]


def test_a_server_copies_its_own_databases(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """For PostgreSQL, the command says which program to use."""
    monkeypatch.setenv("HEADWAY_DATABASE_URL", "postgresql://ann:hunter2@db/headway")
    code, _, err = run("backup")
    assert code == 1
    assert err == (
        "The database headway at db is PostgreSQL's. Copy it with pg_dump -Fc and put a copy back "
        "with pg_restore --clean.\n"
    )


def test_erasing_takes_the_answers_too(run: Run, file: Path, store: Store) -> None:
    """How many attempts go is said before; afterwards none is left."""
    attempt = begun(store)
    assert run("erase", attempt.head.person_id, "--yes")[1].endswith(
        "is erased, also from the automatic copies.\n"
    )
    assert store.people(LOCAL) == ()
