"""Content is used whole or not at all, and every fault says where it is and what to do."""

import shutil
from pathlib import Path

import pytest

from assessment.cli import main
from assessment.content.loading import DATA, load
from assessment.errors import ContentError

SEARCH = "skills/ecommerce-expertise/search-content.yaml"
ANALYST = "roles/ecommerce-analyst.yaml"

FAULTS = {
    "a role names no sub-skill that there is": (
        ANALYST,
        "sub_skill: experimentation",
        "sub_skill: experimentatoin",
        "did you mean 'experimentation'?",
    ),
    "a level beyond the scale": (ANALYST, "level: 3", "level: 6", "The number is above 5."),
    "a word that YAML reads as false": (
        "framework.yaml",
        "version:",
        "version: No\nstatus_was:",
        "'No' can be read as more than one thing.",
    ),
    "a key twice": (SEARCH, "order: 3", "order: 3\norder: 4", "The key 'order' is there twice."),
    "an alias": (SEARCH, "order: 3", "order: &three 3", "Anchors and aliases"),
    "a merge key": (SEARCH, "order: 3", "order: 3\n<<: {name: x}", "Merge keys"),
    "a tag": (SEARCH, "order: 3", "order: !!int 3", "Tags such as"),
    "not a number": (SEARCH, "order: 3", "order: .nan", "'.nan' can be read"),
    "an unknown field": (SEARCH, "order: 3", "order: 3\nordre: 3", "'ordre' is not a field here."),
    "a missing field": (SEARCH, "order: 3\n", "", "'order' is missing."),
    "broken indentation": (SEARCH, "anchors:", " anchors:", "not valid YAML"),
    "no best option": (SEARCH, "credit: 1", "credit: 0.5", "exactly one is best"),
    "a step that leads two levels up": (SEARCH, "to_level: 2", "to_level: 3", "one level up"),
    "an id used twice": (SEARCH, "search-content-step-02", "search-content-step-01", "used twice"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content that may be damaged."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_the_content_that_comes_with_the_product_is_sound() -> None:
    """The shipped content loads."""
    content = load()

    assert len(content.sub_skills) == len(content.sub_skill_index)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_file_and_fix(folder: Path, fault: str) -> None:
    """Whatever is wrong, the message says where, what and how to mend it."""
    file, old, new, said = FAULTS[fault]
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        load(folder)

    problem = next(p for p in caught.value.problems if said in p.message)
    assert (f"data/{file}", True) == (problem.file, bool(problem.fix))


def test_every_fault_is_named_at_once(folder: Path) -> None:
    """Faults in two files are both told."""
    for file in (SEARCH, "skills/ecommerce-expertise/ux-conversion.yaml"):
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").replace("order:", "ordre:"), "utf-8")

    with pytest.raises(ContentError) as caught:
        load(folder)

    assert {p.file.rsplit("/", 1)[1] for p in caught.value.problems} == {
        "search-content.yaml",
        "ux-conversion.yaml",
    }


def test_the_digest_follows_the_text(folder: Path) -> None:
    """Content that differs by one character has another digest."""
    before = load(folder).digest
    path = folder / SEARCH
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    assert load(folder).digest != before


def test_a_file_that_is_too_large_is_not_parsed(folder: Path) -> None:
    """A huge file is refused by its size."""
    (folder / SEARCH).write_bytes(b"a" * 300_000)

    with pytest.raises(ContentError, match="bytes"):
        load(folder)


def test_the_check_command_says_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    """``check`` ends with 0 on sound content."""
    assert main(["check"]) == 0
    assert "is sound" in capsys.readouterr().out


def test_the_check_command_fails_on_a_fault(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``check`` ends with 1 and prints the faults."""
    (folder / SEARCH).write_text("a: [", encoding="utf-8")

    assert main(["check", str(folder)]) == 1
    assert "search-content.yaml" in capsys.readouterr().err
