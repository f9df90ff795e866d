"""Content is used whole or not at all; ``test_broken_content`` holds what is said of faults."""

import shutil
from pathlib import Path

import pytest

from assessment.cli import main
from assessment.content.loading import load
from tests.examples import SOUND, load_miniature

TRADING = "skills/trading/skill.yaml"
PRICING = "skills/trading/pricing.yaml"
RETURNS = "skills/trading/returns.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the miniature that may be changed."""
    return Path(shutil.copytree(SOUND, tmp_path / "data"))


def rewrite(path: Path, old: str, new: str) -> None:
    """Replace the first ``old`` in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_content_that_comes_with_the_product_is_sound() -> None:
    """The shipped content loads, and every requirement names something in it."""
    content = load()

    asked = {requirement.sub_skill for role in content.roles for requirement in role.requirements}
    assert asked <= set(content.sub_skill_index)


def test_files_and_folders_name_what_they_hold() -> None:
    """The id of a skill is its folder's name, those of a sub-skill and of a role their files'."""
    content = load_miniature()

    assert [skill.id for skill in content.skills] == ["trading", "leading"]
    assert [sub.id for sub in content.sub_skills] == ["pricing", "returns", "coaching"]
    assert [role.id for role in content.roles] == ["head", "analyst"]
    assert content.skill_index == (0, 0, 1)


def test_the_stated_order_counts_and_not_the_name(folder: Path) -> None:
    """Tenth comes after second, in sub-skills, skills and roles."""
    rewrite(folder / PRICING, "order: 1", "order: 10")
    rewrite(folder / TRADING, "order: 1", "order: 10")
    rewrite(folder / "roles" / "head.yaml", "order: 1", "order: 10")
    content = load_miniature(folder)

    assert [sub.id for sub in content.sub_skills] == ["coaching", "returns", "pricing"]
    assert [role.id for role in content.roles] == ["analyst", "head"]


def test_the_digest_follows_the_text(folder: Path) -> None:
    """Content that differs by one character has another digest; the same has the same."""
    before = load_miniature(folder).digest
    again = load_miniature(folder).digest
    rewrite(folder / RETURNS, "Of 500 dresses", "Of 500  dresses")

    assert before == again != load_miniature(folder).digest


def test_a_file_may_change_its_name_only_with_its_ids(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A renamed sub-skill is missed by the roles that require it, and by its own items."""
    (folder / RETURNS).rename(folder / "skills" / "trading" / "refunds.yaml")

    assert main(["check", str(folder)]) == 1
    told = capsys.readouterr().err
    assert "No sub-skill is called 'returns'" in told
    assert "The id 'returns-01' does not start with 'refunds-'." in told


def test_the_check_command_counts_what_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    """``check`` ends with 0 on the shipped content and says how much there is of it."""
    content = load()

    assert main(["check"]) == 0
    assert f"{len(content.items)} items" in capsys.readouterr().out
