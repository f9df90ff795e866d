"""Which item is asked next, and what is said about stopping."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.asking import choose_next, outlook, questions_left
from assessment.attempts import Attempt
from assessment.bank import Bank
from assessment.content.items import Answer, DontKnow
from assessment.content.model import Role
from assessment.evaluation import evaluate
from tests.examples import ANSWERS, asks, attempt, attempts, changed, miniature, shipped

HEAD, ANALYST = miniature().content.roles
few = settings(max_examples=40, deadline=None)


def asked_in_turn(bank: Bank, role: Role, seen: tuple[str, ...] = ()) -> list[str]:
    """Items in the order asked, where "I don't know" is every answer."""
    answers = dict[str, Answer]()
    while (chosen := choose_next(bank, attempt({}, answers), role, seen)) is not None:
        assert chosen not in answers
        answers[chosen] = DontKnow()
    return list(answers)


@pytest.mark.parametrize("role", shipped().content.roles, ids=lambda role: role.id)
def test_a_whole_attempt_keeps_the_rules(role: Role) -> None:
    """Only what the role asks, no item twice, no sub-skill past its cap, every one once first."""
    bank = shipped()
    content = bank.content
    cap = int(content.framework.policy.items_per_sub_skill.value)
    owners = [content.items[item][0].id for item in asked_in_turn(bank, role)]
    with_items = {r.sub_skill for r in role.requirements} & {
        s.id for s, _ in content.items.values()
    }

    assert set(owners) == with_items
    assert len(set(owners[: len(with_items)])) == len(with_items)
    assert max(Counter(owners).values()) <= cap


def test_a_role_is_asked_only_about_what_it_asks() -> None:
    """The analyst of the miniature needs no coaching, so nobody asks about it."""
    assert set(asked_in_turn(miniature(), HEAD)) == set(ANSWERS)
    assert set(asked_in_turn(miniature(), ANALYST)) == set(ANSWERS) - {"coaching-01"}


@given(attempts())
@few
def test_the_same_state_gets_the_same_item(done: Attempt) -> None:
    """Going back and on again, or opening a second page, does not change the question."""
    assert choose_next(miniature(), done, HEAD) == choose_next(miniature(), done, HEAD)


@given(attempts(), st.sampled_from([HEAD, ANALYST]))
@few
def test_no_item_is_asked_twice(done: Attempt, role: Role) -> None:
    """An answered item does not come again."""
    assert choose_next(miniature(), done, role) not in done.answers


def test_an_item_met_before_waits_for_the_unseen() -> None:
    """On a retake unseen items of a sub-skill come first; seen ones are asked once none is left."""
    bank = shipped()
    role, sub = bank.content.roles[0], bank.content.sub_skills[0]
    only = role.model_copy(update={"requirements": (asks(sub.id, 3),)})
    cap = int(bank.content.framework.policy.items_per_sub_skill.value)
    every = [item.id for item in sub.items]
    seen = every[: len(every) - cap + 2]  # leaves two fewer unseen than may be asked
    in_turn = asked_in_turn(bank, only, seen)

    unseen = set(every) - set(seen)
    assert set(in_turn[: len(unseen)]) == unseen
    assert set(in_turn[len(unseen) :]) < set(seen)
    assert set(asked_in_turn(bank, only, (*every, "retired-01"))) <= set(every)


def test_answers_to_items_that_are_gone_do_not_stop_the_questions() -> None:
    """An attempt that began with older content goes on."""
    assert choose_next(miniature(), attempt({}, {"retired-01": DontKnow()}), HEAD) in ANSWERS


@given(attempts(), st.sampled_from([HEAD, ANALYST]), st.sampled_from(sorted(ANSWERS)))
@few
def test_the_outlook_says_what_the_result_says(done: Attempt, role: Role, item: str) -> None:
    """Stopping now leaves open exactly what the result would call neither met nor a gap."""
    bank = miniature()
    ahead = outlook(bank, done, role, item)
    result = evaluate(bank, done, role)
    said = {gap.sub_skill.id: gap.verdict for gap in result.gaps}

    assert ahead.settled == result.requirements.count("meets", "gap")
    assert ahead.open == result.requirements.count("unclear", "not assessed")
    assert ahead.verdict == said.get(bank.content.items[item][0].id)
    if ahead.verdict is None:
        assert ahead.questions is None
    if ahead.verdict in {"meets", "gap"}:
        assert ahead.questions == 0
    if ahead.verdict == "unclear":
        assert ahead.questions != 0


def test_the_outlook_on_what_the_role_does_not_ask() -> None:
    """Nothing is said to be settled about a sub-skill that does not count."""
    ahead = outlook(miniature(), attempt(), ANALYST, "coaching-01")

    assert (ahead.settled, ahead.open, ahead.verdict, ahead.questions) == (0, 2, None, None)


@given(attempts())
@few
def test_questions_are_left_for_what_is_open(done: Attempt) -> None:
    """Each open requirement has its number of questions, and no settled one has."""
    bank = miniature()
    open_now = {
        gap.sub_skill.id
        for gap in evaluate(bank, done, HEAD).gaps
        if gap.verdict in {"unclear", "not assessed"}
    }
    left = questions_left(bank, done, HEAD)

    assert set(left) == open_now
    assert all(count is None or count >= 0 for count in left.values())


def test_what_cannot_be_asked_has_no_number_of_questions() -> None:
    """A sub-skill without items is open, but no question will settle it; it is not asked about."""
    bank = changed("returns", items=())

    assert set(questions_left(bank, attempt(), HEAD)) == {"pricing", "coaching"}
    assert set(asked_in_turn(bank, HEAD)) == {"pricing-01", "coaching-01"}


def test_what_is_not_assessed_is_never_called_settled() -> None:
    """Before anything is known of a person, every requirement takes a question at least."""
    bank = shipped()
    for role in bank.content.roles:
        ahead = outlook(bank, attempt(), role, next(iter(bank.content.items)))

        assert ahead.settled == 0
        assert ahead.questions != 0
        assert 0 not in questions_left(bank, attempt(), role).values()


def test_no_family_takes_an_attempt_over() -> None:
    """In a short run at any role, no family of items has more than six in ten of the questions."""
    bank = shipped()
    for role in bank.content.roles:
        asked = asked_in_turn(bank, role)[: int(bank.content.framework.policy.items_short.value)]
        families = Counter(bank.content.items[item][1].family for item in asked)

        assert max(families.values()) <= 0.6 * len(asked), (role.id, families)
