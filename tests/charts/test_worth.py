"""What a level more would be worth, in words: the figures of both results, and no forecast."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Attempt
from assessment.charts import worth
from assessment.content.model import Role
from assessment.what_if import what_if
from tests.charts.examples import evaluated
from tests.examples import (
    SUB_SKILLS,
    asks,
    attempt,
    attempts,
    miniature,
    numbers,
    role_that_asks,
    roles,
    sub_skill,
)


def said(done: Attempt, role: Role, raised: list[str]) -> str:
    """The sentence about raising some sub-skills of the miniature by a level."""
    after = what_if(miniature(), done, role, raised, (role,))
    return worth.sentence(evaluated(done, role), after, [sub_skill(each).name for each in raised])


@settings(max_examples=40, deadline=None)
@given(attempts(), roles(), st.lists(st.sampled_from(SUB_SKILLS), unique=True, min_size=1))
def test_gaps_are_counted_then_and_now(done: Attempt, role: Role, raised: list[str]) -> None:
    """The sentence has readiness and the number of gaps then and now, and none becomes worse."""
    readiness_then, readiness_now, *rest = numbers(said(done, role, raised))
    now = evaluated(done, role)
    then = what_if(miniature(), done, role, raised, (role,))
    gaps = [each.requirements.count("gap") for each in (then, now)]

    assert rest[:2] == gaps or (gaps[0] == gaps[1] == rest[0])
    assert gaps[0] <= gaps[1]
    assert readiness_now == float(f"{100 * now.readiness[1]:.0f}")
    assert readiness_then >= readiness_now


def test_a_level_more_closes_a_gap() -> None:
    """Who rates themselves 0 has a gap at level 3; a level more leaves open whether it is one."""
    role = role_that_asks(asks("pricing", 3), asks("coaching", 5))
    beginner = attempt(dict.fromkeys(SUB_SKILLS, 0))

    assert ", with 1 gap instead of 2. " in said(beginner, role, ["pricing"])
    assert ", still with 2 gaps. " in said(beginner, role, ["returns"])


def test_level_one_is_met_by_everybody() -> None:
    """A level more where level 2 is asked meets it, and the sentence says so."""
    role = role_that_asks(asks("pricing", 2), asks("coaching", 5))
    beginner = attempt(dict.fromkeys(SUB_SKILLS, 0))

    sentence = said(beginner, role, ["pricing"])
    assert "would be 50% instead of " in sentence
    assert ", still with 1 gap, and 1 more of what it asks would be met. " in sentence


def test_nothing_raised_is_an_invitation() -> None:
    """Before a sub-skill is chosen no figure is said."""
    assert numbers(said(attempt(), miniature().content.roles[0], [])) == []
