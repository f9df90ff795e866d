"""What the table says of each person is what the app says of one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Attempt
from assessment.bank import View
from assessment.batch.scores import Scorer, figures
from assessment.content.items import ChosenOption
from assessment.evaluation import evaluate
from tests.examples import attempt, attempts, miniature

from .examples import portion_of

CONTENT = miniature().content


def scored(done: list[Attempt], view: View = "combined") -> list[dict[str, float]]:
    """Figures of each attempt by name."""
    values = Scorer(miniature(), view).score(portion_of(done)).values
    return [dict(zip(figures(CONTENT), row, strict=True)) for row in values.tolist()]


@settings(max_examples=40, deadline=None)
@given(st.lists(attempts(), min_size=1, max_size=9), st.sampled_from(["combined", "shown", "self"]))
def test_a_person_in_the_table_is_the_person_on_the_page(done: list[Attempt], view: View) -> None:
    """Every figure of every person equals that of ``evaluate``, and is empty where it says none."""
    for row, each in zip(scored(done, view), done, strict=True):
        for role in CONTENT.roles:
            result = evaluate(miniature(), each, role, view)
            known = False
            for gap in result.gaps:
                sub, silent = gap.sub_skill.id, gap.verdict == "not assessed"
                known = known or not silent
                level = [gap.estimate, gap.low, gap.high]
                names = [f"{what}.{sub}" for what in ("level", "likely_from", "likely_to")]
                actual = [row[name] for name in (*names, f"meets.{role.id}.{sub}")]
                expected = [np.nan] * 4 if silent else [*level, gap.chance]
                np.testing.assert_allclose(actual, expected, atol=1e-9)
            for skill in result.skills:
                names = ("level", "likely_from", "likely_to")
                actual = [row[f"{what}.{skill.skill.id}"] for what in names]
                level = [skill.estimate, skill.low, skill.high]
                expected = level if skill.assessed else [np.nan] * 3
                np.testing.assert_allclose(actual, expected, atol=1e-9)
            fit = next(fit for fit in result.fits if fit.role == role)
            actual = [row[f"readiness.{role.id}"], row[f"all_must_haves.{role.id}"]]
            known = any(skill.assessed for skill in result.skills)
            expected = [fit.readiness, fit.all_must_haves] if known else [np.nan] * 2
            np.testing.assert_allclose(actual, expected, atol=1e-9)


def test_nobody_is_in_the_middle_for_saying_nothing() -> None:
    """Without evidence there is no figure at all; ratings say nothing about what was shown."""
    silent, rated = scored([attempt(), attempt({"pricing": 4, "coaching": None})], "shown")

    assert np.isnan(list(silent.values())).all()
    assert np.isnan(list(rated.values())).all()


def test_figures_of_what_is_known_only() -> None:
    """One rating assesses its sub-skill and its skill, and nothing else."""
    (row,) = scored([attempt({"pricing": 4})])
    given = {name for name, value in row.items() if not np.isnan(value)}

    assert {name.split(".", 1)[1] for name in given if name.startswith("level.")} == {
        "pricing",
        "trading",
    }
    assert all(f"readiness.{role.id}" in given for role in CONTENT.roles)


def test_counts_say_how_much_was_given() -> None:
    """Answers and ratings are counted in whatever view; what does not apply is none."""
    done = attempt({"pricing": 4, "coaching": None}, {"pricing-01": ChosenOption(option="high")})
    scores = Scorer(miniature(), "self").score(portion_of([done, attempt()]))

    assert scores.answered.tolist() == [1, 0]
    assert scores.rated.tolist() == [1, 0]


@pytest.mark.parametrize("view", ["combined", "shown", "self"])
def test_neighbours_do_not_matter(view: View) -> None:
    """In whatever order and company, a person has the same figures."""
    people = [
        attempt({"pricing": 5}),
        attempt({}, {"pricing-01": ChosenOption(option="high")}),
        attempt({"coaching": 1}),
    ]
    forth, back = scored(people, view), scored(people[::-1], view)[::-1]

    for one, other in zip(forth, back, strict=True):
        np.testing.assert_allclose(list(one.values()), list(other.values()), atol=1e-12)


def test_a_figure_has_one_name() -> None:
    """No two columns are called alike."""
    assert len(set(figures(CONTENT))) == len(figures(CONTENT))
