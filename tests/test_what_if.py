"""What-if is exact arithmetic on today's evidence, and never makes anything worse."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Attempt, AttemptHead
from assessment.bank import build_bank, evidence
from assessment.content.loading import load
from assessment.evaluation import evaluate
from assessment.measurement.grid import GRID
from assessment.measurement.tree import infer
from assessment.what_if import asking_less, moves, what_if

NOW = datetime(2026, 11, 23, tzinfo=UTC)
BANK = build_bank(load())
SUBS = [sub.id for sub in BANK.content.sub_skills]
ROLES = BANK.content.roles


def rated(rating: int) -> Attempt:
    """Somebody who rated every sub-skill the same."""
    head = AttemptHead("a", "p", 7, "1", "d", NOW)
    return Attempt(
        head, 1, open=True, target=ROLES[0].id, changed_at=NOW, ratings=dict.fromkeys(SUBS, rating)
    )


def test_a_level_more_moves_the_posterior_by_a_level() -> None:
    """The chance after the raise is that of today's level plus one meeting the requirement."""
    attempt, role = rated(2), ROLES[0]
    raised = next(r.sub_skill for r in role.requirements if r.level > 2)
    result = what_if(BANK, attempt, role, {raised}, ROLES)
    gap = next(gap for gap in result.gaps if gap.sub_skill.id == raised)

    marginals = infer(BANK.tree, *evidence(BANK, attempt, "combined")).marginals[0]
    asked = next(r.level for r in role.requirements if r.sub_skill == raised)
    own = marginals[BANK.content.sub_skill_index[raised]]
    by_hand = own @ np.heaviside(GRID + 1 - (asked - 0.5), 0.5)
    assert gap.chance == pytest.approx(by_hand)


@settings(max_examples=20, deadline=None)
@given(st.sets(st.sampled_from(SUBS)), st.integers(0, 5))
def test_raising_never_lowers_anything(raised: set[str], rating: int) -> None:
    """Whatever is raised, no role becomes less ready, and no all-must-haves chance falls."""
    before = {fit.role.id: fit for fit in evaluate(BANK, rated(rating), ROLES[0]).fits}
    after = what_if(BANK, rated(rating), ROLES[0], raised, ROLES)

    for fit in after.fits:
        assert fit.readiness >= before[fit.role.id].readiness - 1e-12
        assert fit.all_must_haves >= before[fit.role.id].all_must_haves - 1e-12


def test_raising_nothing_changes_nothing() -> None:
    """With nothing raised, what-if is the result."""
    plain = evaluate(BANK, rated(3), ROLES[0])
    same = what_if(BANK, rated(3), ROLES[0], set(), ROLES)

    assert [fit.readiness for fit in same.fits] == [fit.readiness for fit in plain.fits]
    assert same.readiness == plain.readiness


def test_level_one_is_the_least_that_is_asked() -> None:
    """A role never asks less than level 1."""
    role = ROLES[0]
    for _ in range(6):
        role = asking_less(role, SUBS)

    assert {asked.level for asked in role.requirements} == {1}


def test_the_gain_of_a_move_is_what_what_if_says() -> None:
    """Readiness after the move is readiness now plus the gain of the move."""
    attempt, role = rated(2), ROLES[0]
    result = evaluate(BANK, attempt, role)
    for move in moves(result)[:5]:
        raised = {move.planned.gap.sub_skill.id}
        after = what_if(BANK, attempt, role, raised, ROLES)

        assert after.readiness[1] == pytest.approx(result.readiness[1] + move.readiness)


def test_moves_are_ranked_by_the_hour() -> None:
    """The first move adds most readiness per hour."""
    found = [move.per_hour for move in moves(evaluate(BANK, rated(2), ROLES[0]))]

    assert found == sorted(found, reverse=True)
    assert found[0] > 0
