"""Why asking pauses, in words: the numbers are those of the rule, and each rule is told."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.asking import Stop
from assessment.charts import stopping
from assessment.decisions import StopRule
from assessment.progress import goal, longer
from tests.examples import miniature, numbers, sub_skill

HEAD = miniature().content.roles[0]
POLICY = miniature().content.framework.policy
RULES = ("length", *get_args(StopRule))


@given(st.integers(0, 100), st.sampled_from([0, 24, 48, None]))
def test_the_share_of_a_run_rises_to_one(answered: int, chosen: int | None) -> None:
    """The bar and its words say the same: so many of so many, and never beyond the whole."""
    share, said = stopping.questions(answered, chosen)

    assert share == (min(1, answered / chosen) if chosen else 1)
    assert numbers(said) == ([answered, chosen] if chosen else [answered])


def test_every_length_is_offered_with_its_numbers() -> None:
    """Self-ratings only, a short run and a full one; how long each takes is said."""
    offered = stopping.lengths(POLICY)
    short, full = goal(POLICY, "short"), goal(POLICY, "full")

    assert [numbers(said)[:-1] for said in offered.values()] == [[], [short], [full]]
    assert numbers(stopping.onward(POLICY, "full")) == [full]
    assert numbers(stopping.onward(POLICY, "open")) == []


@given(st.integers(0, 100))
def test_whoever_pauses_can_go_on(answered: int) -> None:
    """There is always a further length, and each offered is longer than what is answered."""
    further = longer(POLICY, answered)

    assert further
    assert all((goal(POLICY, each) or 1000) > answered for each in further)


@pytest.mark.parametrize("why", RULES)
def test_each_rule_is_explained_in_its_own_words(why: str) -> None:
    """No two rules have one title or one reason; what stopping leaves open is counted."""
    pause = Stop(why, 5, 0 if why == "settled" else 3, 6.4)  # type: ignore[arg-type]
    said = stopping.reason(pause, HEAD, POLICY)
    others = [Stop(each, 5, 3, 6.4) for each in RULES if each != why]  # type: ignore[arg-type]

    assert said not in [stopping.reason(each, HEAD, POLICY) for each in others]
    assert stopping.title(pause, 9, all_rated=True) not in [
        stopping.title(each, 9, all_rated=True) for each in others
    ]
    expected = {"settled": [5, 80, 100, 20], "little": [6, 100, 3, 8], "length": [3, 8]}
    assert numbers(said) == expected[why]


def test_nothing_open_is_said_without_a_number() -> None:
    """None of eight is said as none."""
    assert numbers(stopping.reason(Stop("length", 8, 0, None), HEAD, POLICY)) == []


def test_the_title_of_a_length_is_how_far_it_went() -> None:
    """So many questions; before the first, whether all is rated."""
    pause = Stop("length", 1, 2, None)
    titles = {
        stopping.title(pause, answered, all_rated=rated)
        for answered, rated in ((0, True), (0, False), (24, True))
    }

    assert len(titles) == 3
    assert numbers(stopping.title(pause, 24, all_rated=True)) == [24]


def test_what_lies_ahead_is_named_with_its_number() -> None:
    """Each sub-skill with about how many questions, or nothing at all."""
    said = stopping.ahead([(sub_skill("pricing"), 1), (sub_skill("returns"), 4)])

    assert ("Pricing" in said, "Returns" in said, numbers(said)) == (True, True, [1, 4])
    assert not stopping.ahead([])
