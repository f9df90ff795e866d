"""Self, shown and mentor side by side: named zones by one rule, each view alone."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings

from assessment.attempts import Attempt, Rating
from assessment.content.items import Answer, ChosenOption, DontKnow
from assessment.differences import SURE, Difference, Zone, differences
from tests.examples import (
    ANSWERS,
    SEEN,
    SUB_SKILLS,
    asks,
    attempt,
    attempts,
    miniature,
    role_that_asks,
    roles,
    shipped,
)


def on(sub_skill: str, done: Attempt, seen: Mapping[str, Rating]) -> Difference:
    """The difference on one sub-skill of the miniature."""
    role = miniature().content.roles[0]
    found = differences(miniature(), done, role, seen)
    return next(each for each in found if each.sub_skill.id == sub_skill)


@pytest.mark.parametrize(
    ("rating", "seen", "zone"),
    [
        (5, 1, "blind spot"),
        (0, 5, "hidden strength"),
        (4, 3, "agree"),
        (5, 3, "within noise"),
        (None, 5, "untested"),
        (5, None, "untested"),
        (None, None, "untested"),
    ],
)
def test_two_ratings_make_a_zone(rating: Rating, seen: Rating, zone: Zone) -> None:
    """The rule on clear cases: far apart, near, and with one witness only."""
    done = attempt({} if rating is None else {"pricing": rating})

    assert on("pricing", done, {"pricing": seen}).zone == zone


def test_answers_are_a_witness_too() -> None:
    """Without a mentor, wrong answers beside a high self-rating are a blind spot."""
    bank = shipped()
    sub = next(each for each in bank.content.sub_skills if len(each.items) >= 8)
    wrong: dict[str, Answer] = {item.id: DontKnow() for item in sub.items}
    found = differences(bank, attempt({sub.id: 5}, wrong), bank.content.roles[0], {})

    there = next(each for each in found if each.sub_skill.id == sub.id)

    assert set(there.sights) == {"self", "shown"}
    assert there.zone == "blind spot"
    assert there.surely >= 0.8


def test_witnesses_may_differ_among_themselves() -> None:
    """Where the mentor saw much and the answers show little, it is not the person who is wrong."""
    bank = shipped()
    sub = bank.content.sub_skills[0]
    wrong: dict[str, Answer] = {item.id: DontKnow() for item in sub.items}
    found = differences(bank, attempt({}, wrong), bank.content.roles[0], {sub.id: 5})

    there = next(each for each in found if each.sub_skill.id == sub.id)

    assert there.zone == "others differ"


def test_each_view_is_alone() -> None:
    """What the mentor rated moves neither the self view nor the shown view."""
    done = attempt({"pricing": 4}, {"pricing-01": ChosenOption(option="high")})
    before, after = (on("pricing", done, seen) for seen in ({}, {"pricing": 0}))

    assert before.sights["self"] == after.sights["self"]
    assert before.sights["shown"] == after.sights["shown"]
    assert before.together is not None
    assert after.together is not None
    assert after.together.estimate < before.together.estimate


def test_what_the_role_does_not_ask_comes_last() -> None:
    """Between two equal differences the one that weighs more for the role comes first."""
    role = role_that_asks(asks("returns", 3))
    done = attempt({"pricing": 4, "returns": 4})
    found = differences(miniature(), done, role, {"pricing": 3, "returns": 3})

    assert found[0].sub_skill.id == "returns"
    assert found[0].requirement is not None
    assert found[1].requirement is None


@settings(max_examples=60, deadline=None)
@given(attempts(), SEEN, roles())
def test_zones_say_what_they_mean(done: Attempt, seen: dict[str, Rating], role: object) -> None:
    """Every sub-skill once, sure ones first, and every zone keeps its definition."""
    found = differences(miniature(), done, role, seen)  # type: ignore[arg-type]

    assert {each.sub_skill.id for each in found} == set(SUB_SKILLS)
    sure = [each.zone in SURE for each in found]
    assert sure == sorted(sure, reverse=True)
    for each in found:
        assert (each.zone == "untested") == (len(each.sights) < 2)
        if each.zone in SURE:
            assert each.surely >= 0.8
        else:
            assert each.surely < 0.8
        if each.zone == "agree":
            assert each.apart < 0.5
        if each.zone == "within noise":
            assert each.apart >= 0.5
        others = [s.estimate for view, s in each.sights.items() if view != "self"]
        if each.zone == "blind spot":
            assert each.sights["self"].estimate > min(others)
        if each.zone == "hidden strength":
            assert each.sights["self"].estimate < max(others)


@given(attempts())
@settings(max_examples=20, deadline=None)
def test_a_mentor_who_saw_nothing_has_no_view(done: Attempt) -> None:
    """Not seen is no witness: no difference has a mentor's sight."""
    unseen: dict[str, Rating] = dict.fromkeys(SUB_SKILLS)
    found = differences(miniature(), done, miniature().content.roles[0], unseen)

    assert all("mentor" not in each.sights for each in found)
    assert ANSWERS.keys() >= done.answers.keys()
