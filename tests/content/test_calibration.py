"""Difficulties learned from answers count where the content names them, and only there."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from assessment.bank import build_bank, likelihood
from assessment.content.calibration import standing
from assessment.content.items import ChosenOption, DontKnow, Item, fingerprint
from assessment.content.loading import load
from assessment.content.model import Content
from assessment.content.report import difficulties, table
from assessment.measurement.likelihood import choice_curves, dont_know_curve
from tests.examples import SOUND, load_miniature, miniature

PRICING = "pricing-01"


def of(item: str) -> Item:
    """An item of the miniature."""
    return miniature().content.items[item][1]


def learned(folder: Path, answers: int = 210) -> Content:
    """The miniature in ``folder``, with a difficulty of its first item from answers."""
    shutil.copytree(SOUND, folder)
    with (folder / "framework.yaml").open("a", encoding="utf-8") as framework:
        framework.write("calibration: learned.yaml\n")
    (folder / "learned.yaml").write_text(
        'content_version: "2026.11.0"\npeople: 240\ndifficulties:\n'
        f'  - {{item: {PRICING}, of: "{fingerprint(of(PRICING))}", answers: {answers}, '
        "level: 5.75, error: 0.26}\n",
        encoding="utf-8",
    )
    return load_miniature(folder)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (0, "author-set"),
        (49, "author-set"),
        (50, "provisional"),
        (199, "provisional"),
        (200, "calibrated"),
    ],
)
def test_what_a_difficulty_rests_on_follows_from_the_answers(answers: int, said: str) -> None:
    """Nothing is called calibrated under 200 answers, and nothing learned from fewer than 50."""
    assert standing(answers) == said


def test_content_names_no_calibration_unless_it_does() -> None:
    """A file that happens to lie there changes nothing; the content that ships has none."""
    assert load().calibration is None
    assert miniature().content.placed == {}


def test_a_named_difficulty_counts(tmp_path: Path) -> None:
    """The item lies where answers place it, off its author's level; the others stay."""
    bank = build_bank(learned(tmp_path / "data"))
    credits = np.array([option.credit for option in of(PRICING).options])  # type: ignore[union-attr]
    at = bank.index[PRICING]
    np.testing.assert_array_equal(bank.tables[at], choice_curves(5.75, credits, 0.26))
    unknown = likelihood(bank, at, DontKnow())
    np.testing.assert_allclose(unknown, dont_know_curve(5.75, 0.26), rtol=1e-12)
    for item in ("returns-01", "coaching-01"):
        np.testing.assert_array_equal(
            bank.tables[bank.index[item]], miniature().tables[miniature().index[item]]
        )
    right = ChosenOption(option=next(o.id for o in of(PRICING).options if o.credit == 1))  # type: ignore[union-attr]
    easier = likelihood(miniature(), at, right)
    assert (likelihood(bank, at, right) < easier).sum() > 32


def test_a_calibration_is_part_of_the_content(tmp_path: Path) -> None:
    """Content with other difficulties has another digest: its results are told apart."""
    assert learned(tmp_path / "data").digest != miniature().content.digest


@pytest.mark.parametrize(("answers", "said"), [(210, "calibrated"), (60, "provisional")])
def test_the_report_says_what_difficulties_rest_on(tmp_path: Path, answers: int, said: str) -> None:
    """Each learned difficulty stands beside its author's level, its error and its answers."""
    content = learned(tmp_path / "data", answers)
    told = difficulties(content)
    assert f"1 {said}" in told
    assert "2 author-set" in told
    level = of(PRICING).level
    assert f"| {PRICING} | {level} | 5.75 | 0.26 | {answers} | {said} |" in told
    assert table(content) == table(miniature().content)


def test_without_a_calibration_the_report_says_so() -> None:
    """All difficulties are their authors', and no table pretends otherwise."""
    told = difficulties(miniature().content)
    assert told == "Difficulties of the items: 3 author-set, 0 provisional, 0 calibrated."
