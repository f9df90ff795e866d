"""What a posterior says of a role: the mathematics of requirements, readiness and ties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import gaps
from assessment.attempts import Attempt
from assessment.bank import evidence
from assessment.content.model import Requirement, Role
from assessment.gaps import Gap, Requirements, Verdict
from assessment.measurement.grid import GRID, FloatArray
from assessment.measurement.tree import infer, probability_of_all, sample
from tests.examples import (
    SUB_SKILLS,
    asks,
    attempt,
    attempts,
    miniature,
    role_that_asks,
    roles,
    sub_skill,
)

CONTENT = miniature().content
POLICY = CONTENT.framework.policy
EVERYTHING = frozenset(SUB_SKILLS)
few = settings(max_examples=40, deadline=None)


def posterior(given_attempt: Attempt) -> FloatArray:
    """Posterior of each sub-skill. Shape (sub_skills, 65)."""
    bank = miniature()
    return infer(bank.tree, *evidence(bank, given_attempt, "combined")).marginals[0]


def surely(*levels: float) -> FloatArray:
    """A posterior that leaves no doubt."""
    return np.array([level == GRID for level in levels], dtype=float)


def chances(role: Role, marginals: FloatArray) -> dict[str, float]:
    """Chance of meeting each requirement, by sub-skill."""
    found = gaps.gaps(CONTENT, role, marginals, EVERYTHING)
    return {gap.sub_skill.id: gap.chance for gap in found}


def gap(requirement: Requirement, expected: float, verdict: Verdict = "gap") -> Gap:
    """A requirement and what is said of it; the rest does not matter here."""
    return Gap(
        sub_skill(requirement.sub_skill), requirement, 2.0, 1.0, 3.0, 0.1, 0.3, expected, verdict
    )


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0, "gap"), (0.2, "gap"), (0.21, "unclear"), (0.79, "unclear"), (0.8, "meets"), (1, "meets")],
)
def test_a_verdict_by_hand(chance: float, said: str) -> None:
    """From eight in ten it is met, up to two in ten a gap, and the bars themselves count."""
    assert gaps.verdict(chance, POLICY, assessed=True) == said
    assert gaps.verdict(chance, POLICY, assessed=False) == "not assessed"


@few
@given(attempts(), st.sampled_from(SUB_SKILLS))
def test_asking_more_is_met_no_more_often(done: Attempt, sub: str) -> None:
    """The chance of meeting a requirement never rises with the level, and level 1 is always met."""
    marginals = posterior(done)
    met = [chances(role_that_asks(asks(sub, level)), marginals)[sub] for level in range(1, 6)]

    assert met[0] == pytest.approx(1)
    assert all(np.diff(met) <= 1e-12)


@few
@given(attempts(), roles())
def test_one_level_higher_meets_one_level_more(done: Attempt, role: Role) -> None:
    """A level more is never worse, and is worth exactly one level less of requirement."""
    marginals = posterior(done)
    for found in gaps.gaps(CONTENT, role, marginals, EVERYTHING):
        lower = asks(found.sub_skill.id, max(found.requirement.level - 1, 1))

        assert found.gain >= -1e-12
        assert found.chance_one_higher == pytest.approx(
            chances(role_that_asks(lower), marginals)[found.sub_skill.id]
        )


@few
@given(attempts(), roles())
def test_the_expected_gap_is_no_smaller_than_that_of_the_expected_level(
    done: Attempt, role: Role
) -> None:
    """Averaging over what the level may be adds to the distance and never takes from it."""
    for found in gaps.gaps(CONTENT, role, posterior(done), EVERYTHING):
        edge = found.requirement.level - 0.5

        assert found.expected >= max(0.0, edge - found.estimate if edge > 0.5 else 0.0) - 1e-9
        assert found.low <= found.estimate <= found.high


@few
@given(attempts(), roles())
def test_readiness_is_a_share(done: Attempt, role: Role) -> None:
    """Readiness lies between 0 and 1, no lower than its worst part and no higher than its best."""
    marginals = posterior(done)
    met = chances(role, marginals).values()
    share = gaps.readiness(CONTENT, role, marginals)

    assert 0 <= min(met) - 1e-12 <= share <= max(met) + 1e-12


def test_readiness_by_hand() -> None:
    """Of weights 3 and 1 with only the first met, three quarters are met."""
    role = role_that_asks(asks("pricing", 4, 3), asks("returns", 4, 1))

    assert gaps.readiness(CONTENT, role, surely(5, 2, 3)) == pytest.approx(0.75)


def test_on_the_edge_by_hand() -> None:
    """Level 4 begins at 3.5: exactly there, half of what may be is above."""
    assert chances(role_that_asks(asks("pricing", 4)), surely(3.5, 3, 3))["pricing"] == 0.5
    assert chances(role_that_asks(asks("pricing", 4)), surely(3.625, 3, 3))["pricing"] == 1
    assert chances(role_that_asks(asks("pricing", 4)), surely(3.375, 3, 3))["pricing"] == 0


@few
@given(attempts())
def test_a_role_that_asks_for_level_one_is_ready_for(done: Attempt) -> None:
    """Level 1 has no lower end, so whoever answers whatever meets it."""
    role = role_that_asks(*(asks(sub, 1, critical=True) for sub in SUB_SKILLS))

    assert gaps.readiness(CONTENT, role, posterior(done)) == pytest.approx(1)


@few
@given(attempts(), roles())
def test_weights_count_in_proportion(done: Attempt, role: Role) -> None:
    """Weights seven times as large leave readiness where it is."""
    heavier = role_that_asks(
        *(each.model_copy(update={"weight": 7 * each.weight}) for each in role.requirements)
    )
    marginals = posterior(done)

    assert gaps.readiness(CONTENT, heavier, marginals) == pytest.approx(
        gaps.readiness(CONTENT, role, marginals)
    )


@few
@given(attempts(), roles())
def test_all_at_once_is_bounded_by_the_parts(done: Attempt, role: Role) -> None:
    """All requirements together are met no more often than any, no less than Frechet's bound."""
    bank = miniature()
    met = list(chances(role, posterior(done)).values())
    levels = gaps.required_levels(CONTENT, role)
    together = probability_of_all(bank.tree, *evidence(bank, done, "combined"), levels)[0]

    assert together <= min(met) + 1e-9
    assert together >= sum(met) - (len(met) - 1) - 1e-9


@few
@given(attempts(keyed_only=True), roles())
def test_what_is_shown_hangs_together(done: Attempt, role: Role) -> None:
    """On answers alone, meeting one requirement makes meeting the others more likely."""
    bank = miniature()
    met = list(chances(role, posterior(done)).values())
    levels = gaps.required_levels(CONTENT, role)
    together = probability_of_all(bank.tree, *evidence(bank, done, "shown"), levels)[0]

    assert together >= np.prod(met) - 1e-9


@few
@given(attempts(), roles())
def test_samples_agree_with_readiness(done: Attempt, role: Role) -> None:
    """The mean share over joint samples is the readiness, up to the luck of 4,000 draws."""
    bank = miniature()
    drawn = sample(bank.tree, *evidence(bank, done, "combined"), 4000, 7)[0]
    shares = gaps.shares_met(CONTENT, role, drawn)

    assert shares.mean() == pytest.approx(
        gaps.readiness(CONTENT, role, posterior(done)), abs=5 * 0.5 / 4000**0.5
    )


def test_shares_met_by_hand() -> None:
    """Both met, only the heavier, the lighter on its edge; what is not asked does not count."""
    role = role_that_asks(asks("pricing", 4, 3), asks("coaching", 3, 1))
    drawn = np.array([[4.0, 0.0, 3.0], [3.625, 5.0, 1.0], [3.0, 5.0, 2.5], [-1.0, 5.0, 0.0]])

    assert gaps.shares_met(CONTENT, role, drawn) == pytest.approx([1, 0.75, 0.125, 0])


@pytest.mark.parametrize(("ahead", "tied"), [(5, True), (7, True), (8, False), (10, False)])
def test_a_tie_by_hand(ahead: int, *, tied: bool) -> None:
    """Ahead in eight of ten samples is a difference, in fewer it is a tie, whoever is first."""
    first, second = np.arange(10) < ahead, np.arange(10) >= ahead

    assert gaps.tied(first.astype(float), second.astype(float), POLICY) is tied
    assert gaps.tied(second.astype(float), first.astype(float), POLICY) is tied


def test_equal_shares_are_tied() -> None:
    """Samples in which two roles fit alike count half for each."""
    same = np.linspace(0, 1, 10)

    assert gaps.tied(same, same, POLICY)


def test_priority_by_hand() -> None:
    """Unmet must-haves come first, then weight times expected gap; a met must-have has no say."""
    heavy = gap(asks("pricing", 4, 3), 1.0)
    light = gap(asks("pricing", 4, 1), 2.0)
    must = gap(asks("pricing", 4, 1, critical=True), 0.1)
    settled = gap(asks("pricing", 4, 1, critical=True), 0.01, "meets")
    ranked = sorted([settled, light, must, heavy], key=lambda each: each.priority, reverse=True)

    assert ranked == [must, heavy, light, settled]


@few
@given(attempts(), roles())
def test_every_requirement_is_told_once(done: Attempt, role: Role) -> None:
    """No requirement is lost or doubled, the verdicts add up, and the largest priority leads."""
    found = gaps.gaps(CONTENT, role, posterior(done), frozenset({"pricing"}))
    counted = [Requirements(found).count(v) for v in ("meets", "gap", "unclear", "not assessed")]

    assert sorted(map(repr, role.requirements)) == sorted(repr(gap.requirement) for gap in found)
    assert sum(counted) == len(found)
    assert [gap.priority for gap in found] == sorted((g.priority for g in found), reverse=True)
    assert {gap.sub_skill.id for gap in found if gap.verdict != "not assessed"} <= {"pricing"}


def test_what_a_role_asks_by_hand() -> None:
    """Levels and weights stand in the order of the sub-skills, 0 where nothing is asked."""
    role = role_that_asks(asks("coaching", 3, 1), asks("pricing", 4, 2, critical=True))

    assert gaps.required_levels(CONTENT, role).tolist() == [4, 0, 3]
    assert gaps.required_levels(CONTENT, role, critical_only=True).tolist() == [4, 0, 0]
    assert gaps.weights(CONTENT, role).tolist() == [2, 0, 1]


@few
@given(attempts(), roles())
def test_what_is_to_be_settled_is_whether_it_is_met(done: Attempt, role: Role) -> None:
    """The expectation of what an item should settle is the chance of meeting the requirement."""
    marginals = posterior(done)
    expected = (gaps.requirement_utility(CONTENT, role) * marginals).sum(axis=1)
    for sub, chance in chances(role, marginals).items():
        assert expected[CONTENT.sub_skill_index[sub]] == pytest.approx(chance)


def test_knowing_nothing_by_hand() -> None:
    """Without evidence the level is 3 in expectation, and level 3 or more has chance .69."""
    found = gaps.gaps(CONTENT, role_that_asks(asks("pricing", 3)), posterior(attempt()), EVERYTHING)

    assert found[0].estimate == pytest.approx(3)
    assert found[0].chance == pytest.approx(0.6915, abs=1e-3)
