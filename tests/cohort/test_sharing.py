"""Shared gaps are counted right; an average gives nobody away and counts no silence as low."""

from dataclasses import replace
from statistics import fmean, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Respondent
from assessment.cohort.members import Cohort, compare
from assessment.cohort.sharing import FEWEST, average, averages, averages_by_aim, shared
from assessment.content.model import Role
from tests.cohort.examples import cohort, member, respondents
from tests.examples import asks, miniature, role_that_asks, roles

few = settings(max_examples=30, deadline=None)


@st.composite
def grouped(draw: st.DrawFn) -> Cohort:
    """Cohorts of people with few aims, anything of whom may be not assessed."""
    levels = st.tuples(*[st.none() | st.floats(-1, 7)] * 3)
    people = draw(st.lists(st.tuples(levels, st.sampled_from("ABCD")), min_size=1, max_size=24))
    return cohort(*(member("x", found, aim) for found, aim in people))


@few
@given(respondents(), roles())
def test_everybody_is_counted_once(people: list[Respondent], role: Role) -> None:
    """On each requirement meets, gap, open and not assessed add up to everybody."""
    found = shared(compare(miniature(), people, role))

    assert len(found) == len(role.requirements)
    for each in found:
        assert each.assessed + each.not_assessed == len(people)
        assert -1e-9 <= each.expected <= each.assessed + 1e-9
    assert [each.short for each in found] == sorted((e.short for e in found), reverse=True)


def test_shared_gaps_by_hand() -> None:
    """Of four people one meets, one has a gap, one is open and one is silent: 1.6 of 3 expected."""
    role = role_that_asks(asks("pricing", 3), asks("returns", 5, critical=True))
    people = [
        replace(member("A", [4, 1, 1]), verdicts=("meets", "gap", None), chances=(0.9, 0.1, None)),
        replace(member("B", [1, 1, 1]), verdicts=("gap", "gap", None), chances=(0.1, 0.2, None)),
        replace(member("C", [3, 1, 1]), verdicts=("unclear", "gap", None), chances=(0.6, 0, None)),
        replace(
            member("D", [None, None, 1]),
            verdicts=("not assessed", "not assessed", None),
            chances=(None, None, None),
        ),
    ]
    returns, pricing = shared(cohort(*people, role=role))

    assert (returns.sub_skill.id, pricing.sub_skill.id) == ("returns", "pricing")
    assert (pricing.meets, pricing.gaps, pricing.unclear, pricing.not_assessed) == (1, 1, 1, 1)
    assert (pricing.assessed, pricing.expected) == (3, pytest.approx(1.6))
    assert (returns.gaps, returns.expected) == (3, pytest.approx(0.3))
    assert returns.requirement.critical


@pytest.mark.parametrize("people", range(FEWEST + 3))
def test_averages_begin_at_five(people: int) -> None:
    """Of fewer than five people there is no average, of five and more there is."""
    found = average([float(at) for at in range(people)])

    assert FEWEST == 5
    assert (found is not None) == (people >= 5)
    assert found is None or found.people == people


def test_an_average_by_hand() -> None:
    """Of 1, 2, 3, 4 and 5 the mean is 3 and the spread the root of ten quarters."""
    found = average([1, 2, 3, 4, 5])

    assert found is not None
    assert (found.mean, found.spread) == (3, pytest.approx(2.5**0.5))


def test_silence_is_left_out_of_an_average() -> None:
    """Five at level 4 and three not assessed average 4 of five; four and four have no average."""
    five = [member("x", [4, 4, None])] * 5
    rest = [member("y", [None, None, 2])] * 3
    fourth = [member("z", [None, 3, 2])]
    found = averages(cohort(*five, *rest, *fourth))
    pricing, returns, coaching = found.levels

    assert found.assessed == (5, 6, 4)
    assert pricing is not None
    assert (pricing.mean, pricing.spread, pricing.people) == (4, 0, 5)
    assert returns is not None
    assert returns.people == 6
    assert coaching is None


@few
@given(grouped())
def test_no_average_of_fewer_can_be_worked_out(found: Cohort) -> None:
    """Neither a group's average nor what it leaves of everybody's is that of one to four people."""
    everyone, groups = averages(found), averages_by_aim(found)
    for at in range(len(found.asked)):
        shown = [each.levels[at] for each in groups if each.levels[at] is not None]
        left = everyone.assessed[at] - sum(each.people for each in shown if each)
        assert all(each.people >= FEWEST for each in shown if each)
        assert not shown or left == 0 or left >= FEWEST


@few
@given(grouped())
def test_an_average_is_that_of_those_assessed(found: Cohort) -> None:
    """Every average is the mean of the levels there are, with their spread and number."""
    for at, each in enumerate(averages(found).levels):
        standings = [one.person.standings[at] for one in found.members]
        levels = [stands.estimate for stands in standings if stands]
        if each:
            assert (each.mean, each.people) == (pytest.approx(fmean(levels)), len(levels))
            assert each.spread == pytest.approx(stdev(levels), abs=1e-9)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"A": 5, "B": 6}, {"A", "B"}),
        ({"A": 5, "B": 1}, set()),
        ({"A": 5, "B": 2, "C": 2}, set()),
        ({"A": 5, "B": 2, "C": 3}, {"A"}),
        ({"A": 4}, set()),
    ],
)
def test_groups_by_hand(sizes: dict[str, int], shown: set[str]) -> None:
    """One person beside a group of five would be what everybody's average leaves of theirs."""
    people = [member("x", [3, 3, 3], aim) for aim, many in sizes.items() for _ in range(many)]
    groups = averages_by_aim(cohort(*people))

    assert {each.group for each in groups if each.levels[0]} == shown
    assert [each.members for each in groups] == sorted(sizes.values(), reverse=True)
