"""An attempt and a role make a result, and the result follows the answers."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from assessment.asking import choose_next
from assessment.attempts import Attempt, AttemptHead, Rating
from assessment.bank import Bank, build_bank
from assessment.content.items import Answer, ChosenOption, DontKnow
from assessment.content.loading import load
from assessment.evaluation import evaluate

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture(scope="module")
def bank() -> Bank:
    """The shipped content as curves."""
    return build_bank(load())


def attempt(
    ratings: Mapping[str, Rating] | None = None, answers: Mapping[str, Answer] | None = None
) -> Attempt:
    """An attempt that holds just these."""
    head = AttemptHead("a", "p", 7, "1", "d", NOW)
    return Attempt(head, 1, True, "head-of-ecommerce", NOW, ratings or {}, {}, answers or {})  # noqa: FBT003


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


def test_the_next_item_is_new_and_the_same_for_the_same_state(bank: Bank) -> None:
    """No item comes twice, and asking again for the same state gives the same item."""
    role, answers = bank.content.roles[0], dict[str, Answer]()
    while (chosen := choose_next(bank, attempt({}, answers), role)) is not None:
        assert chosen == choose_next(bank, attempt({}, answers), role)
        assert chosen not in answers
        answers[chosen] = DontKnow()

    assert answers


def test_the_views_keep_their_evidence_apart(bank: Bank) -> None:
    """Self-ratings do not move the shown view, answers do not move the self view."""
    role, sub = bank.content.roles[0], bank.content.sub_skills[0].id
    item = next(iter(bank.content.items))
    nothing = attempt()

    for given, view in ((attempt({sub: 5}), "shown"), (attempt({}, {item: DontKnow()}), "self")):
        before = evaluate(bank, nothing, role, view)  # type: ignore[arg-type]
        after = evaluate(bank, given, role, view)  # type: ignore[arg-type]

        assert [g.estimate for g in before.gaps] == [g.estimate for g in after.gaps]


def test_answers_to_items_that_are_gone_are_left_out(bank: Bank) -> None:
    """An old attempt whose item was removed still has a result."""
    result = evaluate(bank, attempt({}, {"retired-01": DontKnow()}), bank.content.roles[0])

    assert result.answered == 0


def test_a_step_starts_where_the_person_stands(bank: Bank) -> None:
    """No step starts at or above the level that the role asks."""
    subs = [sub.id for sub in bank.content.sub_skills]
    for rating in range(6):
        result = evaluate(bank, attempt(dict.fromkeys(subs, rating)), bank.content.roles[0])

        assert all(p.step.from_level < p.gap.requirement.level for p in result.steps)
        assert all(p.gap.verdict != "meets" for p in result.steps)
