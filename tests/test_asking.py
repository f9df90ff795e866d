"""Which item is asked next, and what is said about stopping."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.asking import SOONEST, choose_next, outlook, questions_left, soonest, stop
from assessment.attempts import Attempt
from assessment.bank import Bank, evidence
from assessment.content.items import Answer, DontKnow
from assessment.content.model import Role
from assessment.decisions import Length
from assessment.evaluation import evaluate
from assessment.measurement.grid import meets
from assessment.measurement.selection import LITTLE
from assessment.measurement.tree import infer
from assessment.progress import goal
from assessment.result_file import attempt_in, read, result_file, write
from tests.examples import (
    ANSWERS,
    asks,
    attempt,
    attempts,
    changed,
    miniature,
    shipped,
)

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


LENGTHS: tuple[Length, ...] = ("ratings", "short", "full", "open")


def unknowing(items: list[str]) -> Attempt:
    """An attempt in which these were answered, and nothing known."""
    return attempt({}, dict.fromkeys(items, DontKnow()))


def all_passed(role: Role) -> dict[str, str]:
    """Gone on past every rule at a role."""
    return {"settled": role.id, "little": role.id}


@given(attempts(), st.sampled_from(LENGTHS))
@few
def test_a_longer_run_goes_on_where_the_shorter_ended(done: Attempt, length: Length) -> None:
    """How much somebody chose has no say in what is asked, so nothing comes twice or anew."""
    chosen = replace(done, length=length)

    assert choose_next(miniature(), chosen, HEAD) == choose_next(miniature(), done, HEAD)


@pytest.mark.parametrize(
    ("length", "last"), [("ratings", 0), ("short", 24), ("full", 48), (None, 48)]
)
def test_asking_pauses_at_the_length_chosen(length: Length | None, last: int) -> None:
    """Not one item before, and at every item from there on until more is chosen."""
    bank = shipped()
    role = bank.content.roles[0]
    items = asked_in_turn(bank, role)

    assert goal(bank.content.framework.policy, length) == last
    for count in {0, max(0, last - 1), last, last + 1}:
        done = replace(unknowing(items[:count]), length=length, went_on=all_passed(role))
        pause = stop(bank, done, role)

        assert (pause is not None and pause.why == "length") == (count >= last)
    endless = replace(unknowing(items[:last]), length="open", went_on=all_passed(role))
    assert stop(bank, endless, role) is None


@given(attempts(), st.sampled_from([HEAD, ANALYST]), st.sampled_from([None, *LENGTHS]))
@few
def test_a_pause_says_what_the_result_says(
    done: Attempt, role: Role, length: Length | None
) -> None:
    """Called settled only where each requirement is met or a gap, counted as on Results."""
    found = evaluate(miniature(), done, role).requirements
    pause = stop(miniature(), replace(done, length=length), role)
    if pause is None:
        return

    assert pause.settled == found.count("meets", "gap")
    assert pause.open == found.count("unclear", "not assessed")
    if pause.why == "settled":
        assert pause.open == 0


def test_the_decision_stop_by_hand() -> None:
    """Everybody meets level 1: settled once something is known, and never before an item."""
    bank = shipped()
    sub = bank.content.sub_skills[0]
    role = bank.content.roles[0].model_copy(update={"requirements": (asks(sub.id, 1),)})
    rated = replace(attempt({sub.id: 3}), length="open")
    answered = replace(rated, answers={sub.items[0].id: DontKnow()})

    assert stop(bank, rated, role) is None
    pause = stop(bank, answered, role)
    assert pause is not None
    assert (pause.why, pause.settled, pause.open) == ("settled", 1, 0)
    assert pause.move == pytest.approx(0, abs=1e-9)


def test_the_decision_stop_waits_for_what_has_had_no_item() -> None:
    """Of two requirements that everybody meets, one was never shown: asking goes on."""
    bank = shipped()
    first, second = bank.content.sub_skills[:2]
    both = (asks(first.id, 1), asks(second.id, 1))
    role = bank.content.roles[0].model_copy(update={"requirements": both})
    rated = attempt({first.id: 3, second.id: 3}, {first.items[0].id: DontKnow()})

    assert stop(bank, replace(rated, length="open"), role) is None


def test_who_went_on_is_not_stopped_by_the_same_rule_again() -> None:
    """Unless it is at another role: what was passed by there says nothing about this one."""
    bank = shipped()
    sub = bank.content.sub_skills[0]
    role = bank.content.roles[0].model_copy(update={"requirements": (asks(sub.id, 1),)})
    done = replace(unknowing([sub.items[0].id]), length="open")
    here = replace(done, went_on=all_passed(role))
    elsewhere = replace(done, went_on={"settled": "another", "little": "another"})

    assert stop(bank, here, role) is None
    pause = stop(bank, elsewhere, role)
    assert pause is not None
    assert pause.why == "settled"


def test_the_evidence_stop_is_what_every_next_answer_could_change() -> None:
    """By Bayes' rule, item by item and answer by answer: the chance's typical move, at the best."""
    bank = shipped()
    sub = bank.content.sub_skills[0]
    at, level, stopped = 0, 3, []
    role = bank.content.roles[0].model_copy(update={"requirements": (asks(sub.id, level, 3),)})
    items = asked_in_turn(bank, role)
    for count in range(1, len(items)):
        done = replace(unknowing(items[:count]), length="ratings", went_on={"settled": role.id})
        marginal = infer(bank.tree, *evidence(bank, done, "combined")).marginals[0, at]
        moves = []
        for item in {each.id for each in sub.items} - set(items[:count]):
            table = bank.tables[bank.index[item]]
            chance = table @ marginal
            after = (table * marginal) @ meets(level) / chance
            moves.append(float(chance @ (after - marginal @ meets(level)) ** 2) ** 0.5)
        pause = stop(bank, done, role)

        assert pause is not None
        assert pause.move == pytest.approx(100 * max(moves))
        assert (pause.why == "little") == (max(moves) < LITTLE**0.5)
        stopped.append(pause.why == "little")
    assert {False, True} == set(stopped)


def test_the_log_alone_gives_back_every_choice() -> None:
    """From a file, on another machine: before each answer the same item would have been next."""
    bank = shipped()
    role = bank.content.roles[0]
    for seed in (3, 4):
        head = replace(attempt().head, seed=seed)
        done = replace(attempt(dict.fromkeys(bank.content.sub_skill_index, 2)), head=head)
        for _ in range(30):
            item = str(choose_next(bank, done, role))
            done = replace(done, answers={**done.answers, item: DontKnow()})
        again = attempt_in(read(write(result_file(done, ""))))
        for count, item in enumerate(again.answers):
            before = replace(again, answers=dict(list(again.answers.items())[:count]))

            assert choose_next(bank, before, role) == item


def test_people_do_not_all_see_the_same_items() -> None:
    """Among twenty seeds no item is everybody's first, and each stays the same for its seed."""
    bank = shipped()
    role = bank.content.roles[0]
    heads = [replace(attempt().head, seed=seed) for seed in range(20)]
    first = [choose_next(bank, replace(attempt(), head=head), role) for head in heads]

    assert len(set(first)) > 1
    assert first == [choose_next(bank, replace(attempt(), head=head), role) for head in heads]


@given(attempts())
@few
def test_what_is_settled_soonest_is_open_and_takes_the_fewest(done: Attempt) -> None:
    """The shortest of the questions left, in order, and no more than a few."""
    left = questions_left(miniature(), done, HEAD)
    counted = sorted(count for count in left.values() if count is not None)
    named = soonest(miniature(), done, HEAD)

    assert [count for _, count in named] == counted[:SOONEST]
    assert all(left[sub.id] == count for sub, count in named)
