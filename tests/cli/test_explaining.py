"""``explain``: one level down to its answers, from a file or from the database."""

from pathlib import Path

import pytest

from assessment.cli.database import LOCAL
from assessment.content.items import ChosenOption, DontKnow, SingleBest
from assessment.drivers import drivers
from assessment.result_file import result_file, write
from assessment.store.store import Store
from tests.examples import attempt, numbers, shipped

from .conftest import Run


def some_sub() -> tuple[str, list[SingleBest]]:
    """A sub-skill with items to choose one option of, and those items."""
    for sub in shipped().content.sub_skills:
        items = [item for item in sub.items if isinstance(item, SingleBest)]
        if len(items) > 1:
            return sub.id, items
    raise AssertionError


SUB, ITEMS = some_sub()
DONE = attempt(
    {sub.id: 4 for sub in shipped().content.sub_skills},
    {ITEMS[0].id: ChosenOption(option=ITEMS[0].key[0]), ITEMS[1].id: DontKnow()},
)


@pytest.fixture
def ann(tmp_path: Path) -> Path:
    """``DONE`` as a result file."""
    file = tmp_path / "ann.json"
    file.write_bytes(write(result_file(DONE, "Ann")))
    return file


def test_every_piece_is_there_with_what_it_moved(run: Run, ann: Path) -> None:
    """Rating and answers stand in a line each, with the level they lead to and their shift."""
    code, out, err = run("explain", ann, "--sub-skill", SUB)
    told = drivers(shipped(), DONE, SUB)

    assert (code, err) == (0, "")
    lines = out.splitlines()
    for driver, name in zip(told.own, ("Self-rating: 4", ITEMS[0].id, ITEMS[1].id), strict=True):
        at = next(at for at, line in enumerate(lines) if line.startswith(f"  {name}"))
        found = numbers(" ".join(lines[at : at + 2]))
        assert round(driver.shift, 2) in found
    posterior = next(line for line in lines if "Posterior" in line)
    assert round(told.estimate, 2) in numbers(posterior)
    assert "credit 1" in out
    assert "I don't know, as wrong" in out
    assert "this person's lie" in out
    assert all(role.name in out for role in shipped().content.roles)


def test_an_attempt_in_the_database_is_found_by_its_id(run: Run, store: Store, ann: Path) -> None:
    """The same answers in the database and in a file are explained alike."""
    person = store.add_person(LOCAL, "Ann")
    begun = store.begin_attempt(
        LOCAL, person.id, target="x", seed=7, content_version="1", content_digest="d"
    )
    for sub, rating in DONE.ratings.items():
        _save(store, begun.head.id, "rating", sub, rating)
    for item, answer in DONE.answers.items():
        _save(store, begun.head.id, "answer", item, answer)

    from_store = run("explain", begun.head.id, "--sub-skill", SUB)
    from_file = run("explain", ann, "--sub-skill", SUB)

    assert from_store == from_file


def _save(store: Store, attempt_id: str, kind: str, subject: str, value: object) -> None:
    store.record(
        *(LOCAL, attempt_id, kind, subject, value),  # type: ignore[arg-type]
        writer="w",
        loaded_rev=0,
        idem=subject,
    )


def test_where_nothing_was_asked_it_says_so(run: Run, tmp_path: Path) -> None:
    """Not assessed is said, and no chance of meeting a role is given."""
    bob = tmp_path / "bob.json"
    bob.write_bytes(write(result_file(attempt(), "Bob")))
    code, out, _ = run("explain", bob, "--sub-skill", SUB)

    assert code == 0
    assert "not assessed, whatever the prior says" in out
    assert "P(meets)" not in out


def test_a_view_leaves_out_what_it_does_not_count(run: Run, ann: Path) -> None:
    """Answers only: the rating is gone, and so is what it said of leniency."""
    _, out, _ = run("explain", ann, "--sub-skill", SUB, "--view", "shown")

    assert "Self-rating" not in out
    assert "this person's lie" not in out
    assert ITEMS[0].id in out


@pytest.mark.parametrize(
    ("given", "sub", "code", "said"),
    [
        ("missing.json", SUB, 1, "There is no result file"),
        ("data", SUB, 1, "There is no result file"),
        ("ann.json", "prising", 1, "No sub-skill is called 'prising'. There are: "),
        ("cut.json", SUB, 1, "The file is not valid JSON"),
        ("ann.json", "", 1, "No sub-skill is called ''"),
    ],
)
def test_what_cannot_be_explained(
    run: Run, ann: Path, tmp_path: Path, given: str, sub: str, code: int, said: str
) -> None:
    """What is wrong with file, id or name is one sentence."""
    (tmp_path / "cut.json").write_bytes(ann.read_bytes()[:-30])
    actual, out, err = run("explain", tmp_path / given, "--sub-skill", sub)

    assert (actual, out) == (code, "")
    assert said in err


def test_an_unknown_attempt(run: Run, store: Store) -> None:
    """An id that the database does not hold is told, and so is a database that is not there."""
    store.add_person(LOCAL, "Ann")
    code, out, err = run("explain", "x" * 22, "--sub-skill", SUB)

    assert (code, out) == (1, "")
    assert err


def test_no_database(run: Run) -> None:
    """Without a database nobody is in it."""
    code, _, err = run("explain", "x" * 22, "--sub-skill", SUB)

    assert code == 1
    assert "There is no database" in err
