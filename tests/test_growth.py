"""A change is told only where it is more than chance; practice on the same items is taken off."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import erf, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.attempts import Attempt, AttemptHead, Rating
from assessment.bank import build_bank, evidence
from assessment.content.items import Answer, DontKnow, Numeric, TypedNumber
from assessment.content.loading import load
from assessment.growth import (
    PRACTICE,
    STALE_AFTER,
    changes,
    doubt_since,
    is_stale,
    met_before,
    months_since,
    probability_of_higher,
)
from assessment.measurement.grid import GRID, FloatArray
from assessment.measurement.tree import infer

NOW = datetime(2026, 11, 23, tzinfo=UTC)
BANK = build_bank(load())
SUBS = [sub.id for sub in BANK.content.sub_skills]


def normal(mean: float, deviation: float) -> FloatArray:
    """A normal posterior on the grid."""
    weights = np.exp(-0.5 * ((GRID - mean) / deviation) ** 2)
    posterior: FloatArray = weights / weights.sum()
    return posterior


def attempt(
    ratings: Mapping[str, Rating] | None = None,
    answers: Mapping[str, Answer] | None = None,
    at: datetime = NOW,
) -> Attempt:
    """An attempt that holds just these."""
    head = AttemptHead("a", "p", 7, "1", "d", at)
    return Attempt(
        head,
        1,
        open=True,
        target="head-of-ecommerce",
        changed_at=at,
        ratings=ratings or {},
        answers=answers or {},
        answered_at=at if ratings or answers else None,
    )


@pytest.mark.parametrize("practice", [0.0, PRACTICE])
@pytest.mark.parametrize(("before", "after"), [(2.0, 3.0), (3.0, 3.0), (3.5, 2.5)])
def test_two_normals_by_formula(before: float, after: float, practice: float) -> None:
    """For normal posteriors it is the normal probability of their difference."""
    found = probability_of_higher(normal(before, 0.6), normal(after, 0.7), practice)

    z = (after - before - practice) / sqrt(0.6**2 + 0.7**2)
    assert found == pytest.approx(0.5 * (1 + erf(z / sqrt(2))), abs=2e-3)


@given(st.lists(st.floats(0.01, 1), min_size=65, max_size=65))
def test_no_change_is_an_even_chance(weights: list[float]) -> None:
    """The same posterior twice is as likely higher as lower."""
    posterior = np.array(weights) / sum(weights)

    assert probability_of_higher(posterior, posterior) == pytest.approx(0.5)


@given(st.floats(1, 5), st.floats(1, 5), st.floats(0, 1))
def test_practice_never_raises_the_chance(before: float, after: float, practice: float) -> None:
    """Allowing for practice makes a rise no likelier."""
    one, other = normal(before, 0.5), normal(after, 0.5)

    allowed = probability_of_higher(one, other, practice)
    assert allowed <= probability_of_higher(one, other) + 1e-12


def test_small_differences_are_noise() -> None:
    """Rating oneself a level higher on one sub-skill is not yet a movement."""
    (change,) = changes(BANK, attempt({SUBS[0]: 3}), attempt({SUBS[0]: 4}))

    assert change.movement == "noise"
    assert change.after > change.before


def test_what_only_one_attempt_shows_is_not_compared() -> None:
    """A sub-skill that one of the attempts says nothing of has no change."""
    assert changes(BANK, attempt({SUBS[0]: 3}), attempt({SUBS[1]: 3})) == ()


def test_the_same_items_again_count_less() -> None:
    """A rise on an item that was met before counts less the rise that practice alone brings."""
    numeric = next(item for _, item in BANK.content.items.values() if item.family == "numeric")
    assert isinstance(numeric, Numeric)
    sub = BANK.content.items[numeric.id][0].id
    at = BANK.content.sub_skill_index[sub]
    earlier = attempt({sub: 3}, {numeric.id: DontKnow()})
    later = attempt({sub: 4}, {numeric.id: TypedNumber(value=numeric.answer)})
    old, new = (
        infer(BANK.tree, *evidence(BANK, each, "combined")).marginals[0, at]
        for each in (earlier, later)
    )

    (change,) = changes(BANK, earlier, later)
    assert change.higher == pytest.approx(probability_of_higher(old, new, PRACTICE))
    assert change.higher < probability_of_higher(old, new)


def test_a_rise_on_all_items_is_a_movement() -> None:
    """Somebody who knew nothing and then everything has moved up, and is told so."""
    items = {
        name: item for name, (_, item) in BANK.content.items.items() if isinstance(item, Numeric)
    }
    nothing: dict[str, Answer] = {name: DontKnow() for name in items}
    everything: dict[str, Answer] = {
        name: TypedNumber(value=item.answer) for name, item in items.items()
    }

    found = changes(BANK, attempt({}, nothing), attempt({}, everything))
    back = changes(BANK, attempt({}, everything), attempt({}, nothing))
    assert "up" in {change.movement for change in found}
    assert "up" not in {change.movement for change in back}


def test_half_a_year_is_stale() -> None:
    """After six months a result asks to be checked again, and not a week before."""
    old = attempt({SUBS[0]: 3}, at=NOW - timedelta(days=31 * STALE_AFTER))
    assert is_stale(old, NOW)
    assert not is_stale(attempt({SUBS[0]: 3}, at=NOW - timedelta(days=30 * STALE_AFTER - 7)), NOW)
    assert months_since(attempt(at=NOW + timedelta(days=3)), NOW) == 0  # a clock that went back


def test_what_was_never_answered_does_not_get_old() -> None:
    """An attempt begun long ago and left empty has nothing to be checked again."""
    assert not is_stale(attempt(at=NOW - timedelta(days=900)), NOW)


def test_a_visit_makes_no_answer_newer() -> None:
    """Whoever only looks, or decides about a step, months later, still has old answers."""
    old = attempt({SUBS[0]: 3}, at=NOW - timedelta(days=365))

    assert is_stale(replace(old, changed_at=NOW), NOW)


def test_doubt_grows_with_the_months_by_hand() -> None:
    """Ten months without use add 0.8 level of doubt; on the day itself there is none."""
    old = attempt({SUBS[0]: 3}, at=NOW - timedelta(days=304))

    assert doubt_since(old, NOW) == pytest.approx(0.8, abs=0.005)
    assert doubt_since(attempt({SUBS[0]: 3}), NOW) == 0


def test_practice_ends_with_the_third_meeting() -> None:
    """Who met an item three times gains nothing more from it: the rise is then all their own."""
    numeric = next(item for _, item in BANK.content.items.values() if item.family == "numeric")
    assert isinstance(numeric, Numeric)
    not_known = attempt({}, {numeric.id: DontKnow()})
    right = attempt({}, {numeric.id: TypedNumber(value=numeric.answer)})
    after = [changes(BANK, not_known, right, [not_known] * times)[0].higher for times in range(4)]

    assert after[0] == after[1] < after[2] == after[3]


def test_items_of_any_earlier_attempt_are_met_before() -> None:
    """Also what was met long ago, and not in the attempt just before, is practised and counted."""
    numeric = next(item for _, item in BANK.content.items.values() if item.family == "numeric")
    assert isinstance(numeric, Numeric)
    sub = BANK.content.items[numeric.id][0].id
    first = attempt({}, {numeric.id: DontKnow()})
    second = attempt({sub: 3})
    third = attempt({sub: 3}, {numeric.id: TypedNumber(value=numeric.answer)})

    assert changes(BANK, second, third, [first])[0].higher < changes(BANK, second, third)[0].higher
    assert (met_before(third, [second]), met_before(third, [first, second])) == (0, 1)
