"""An attempt and a role make a result, and the result follows the answers."""

import pytest
from hypothesis import given, settings

from assessment.attempts import Attempt
from assessment.bank import Bank
from assessment.content.items import ChosenOption, DontKnow
from assessment.content.model import Role
from assessment.evaluation import evaluate
from tests.examples import asks, attempt, attempts, miniature, role_that_asks, roles, shipped


@pytest.fixture(scope="module")
def bank() -> Bank:
    """The shipped content as curves."""
    return shipped()


def test_nothing_answered_is_not_assessed(bank: Bank) -> None:
    """Without evidence no requirement is met, missed or unclear: it is not assessed."""
    result = evaluate(bank, attempt(), bank.content.roles[0])

    assert {gap.verdict for gap in result.gaps} == {"not assessed"}


def test_does_not_apply_is_missing_and_not_zero(bank: Bank) -> None:
    """A sub-skill that does not apply leaves every level where it was."""
    role, sub = bank.content.roles[0], bank.content.sub_skills[0].id
    silent = evaluate(bank, attempt(), role)
    excused = evaluate(bank, attempt({sub: None}), role)

    assert [gap.estimate for gap in silent.gaps] == [gap.estimate for gap in excused.gaps]
    assert evaluate(bank, attempt({sub: 0}), role).readiness[1] < silent.readiness[1]


@pytest.mark.parametrize("rating", [1, 2, 3, 4])
def test_higher_ratings_everywhere_raise_readiness(bank: Bank, rating: int) -> None:
    """Rating every sub-skill one level higher never lowers readiness for any role."""
    subs = [sub.id for sub in bank.content.sub_skills]
    for role in bank.content.roles:
        low = evaluate(bank, attempt(dict.fromkeys(subs, rating)), role).readiness[1]
        high = evaluate(bank, attempt(dict.fromkeys(subs, rating + 1)), role).readiness[1]

        assert low < high


def test_dont_know_counts_as_a_wrong_answer(bank: Bank) -> None:
    """Saying so honestly leaves the same levels as a wrong guess at a one-key item."""
    role = bank.content.roles[0]
    for item_id, (_, item) in bank.content.items.items():
        if item.family == "single-best" and sorted(item.credits)[-2] == 0:
            wrong = next(option.id for option in item.options if option.credit == 0)
            guessed = evaluate(bank, attempt({}, {item_id: ChosenOption(option=wrong)}), role)
            honest = evaluate(bank, attempt({}, {item_id: DontKnow()}), role)

            assert [g.estimate for g in honest.gaps] == pytest.approx(
                [g.estimate for g in guessed.gaps]
            )


def test_the_views_keep_their_evidence_apart(bank: Bank) -> None:
    """Self-ratings do not move the shown view, answers do not move the self view."""
    role, sub = bank.content.roles[0], bank.content.sub_skills[0].id
    item = next(iter(bank.content.items))
    nothing = attempt()

    for done, view in ((attempt({sub: 5}), "shown"), (attempt({}, {item: DontKnow()}), "self")):
        before = evaluate(bank, nothing, role, view)  # type: ignore[arg-type]
        after = evaluate(bank, done, role, view)  # type: ignore[arg-type]

        assert [g.estimate for g in before.gaps] == [g.estimate for g in after.gaps]


def test_answers_to_items_that_are_gone_are_left_out(bank: Bank) -> None:
    """An old attempt whose item was removed still has a result."""
    result = evaluate(bank, attempt({}, {"retired-01": DontKnow()}), bank.content.roles[0])

    assert result.answered == 0


@settings(max_examples=40, deadline=None)
@given(attempts(), roles())
def test_a_result_holds_together(done: Attempt, role: Role) -> None:
    """Ranges hold their estimates, roles stand best first, and ties are mutual."""
    result = evaluate(miniature(), done, role, roles=[role, *miniature().content.roles[1:]])
    low, _, high = result.readiness
    fits = {fit.role.name: fit for fit in result.fits}

    assert 0 <= low <= high <= 1
    assert all(level.low <= level.estimate <= level.high for level in result.skills)
    assert [fit.readiness for fit in result.fits] == sorted(
        (fit.readiness for fit in result.fits), reverse=True
    )
    for fit in result.fits:
        assert fit.role.name not in fit.tied_with
        assert all(fit.role.name in fits[other].tied_with for other in fit.tied_with)


def test_a_skill_is_the_mean_of_its_sub_skills() -> None:
    """With both sub-skills of a skill required, its level lies midway."""
    done = attempt({"pricing": 5, "returns": 1})
    result = evaluate(miniature(), done, role_that_asks(asks("pricing", 4), asks("returns", 3)))
    trading, leading = result.skills

    assert trading.estimate == pytest.approx(sum(gap.estimate for gap in result.gaps) / 2, abs=2e-3)
    assert (trading.required, leading.required) == (3.5, None)
    assert (trading.assessed, leading.assessed) == (2, 0)


def test_what_does_not_apply_is_no_evidence() -> None:
    """Excusing oneself from everything leaves a result without evidence."""
    excused = attempt(dict.fromkeys(miniature().content.sub_skill_index))

    assert not evaluate(miniature(), excused, miniature().content.roles[0]).has_evidence
