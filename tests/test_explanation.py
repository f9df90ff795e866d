"""A level taken apart gives the same level when it is put together again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Attempt
from assessment.bank import View
from assessment.content.items import ChosenOption, DontKnow
from assessment.drivers import drivers
from assessment.evaluation import evaluate
from assessment.explanation import explain
from assessment.measurement.grid import GRID
from assessment.measurement.likelihood import choice_curves
from tests.examples import SUB_SKILLS, asks, attempt, attempts, miniature, role_that_asks

views = st.sampled_from(["combined", "shown", "self"])
few = settings(max_examples=40, deadline=None)


@few
@given(attempts(), st.sampled_from(SUB_SKILLS), views)
def test_prior_times_messages_is_the_posterior(done: Attempt, sub: str, view: View) -> None:
    """Whatever was rated and answered, nothing is left over but rounding."""
    assert explain(miniature(), done, sub, view).rest < 1e-12


@few
@given(attempts(), st.sampled_from(SUB_SKILLS), views)
def test_the_level_explained_is_the_level_stated(done: Attempt, sub: str, view: View) -> None:
    """End, prior and shifts are those of Results; the last piece leads to the end."""
    found = explain(miniature(), done, sub, view)
    (gap,) = evaluate(miniature(), done, role_that_asks(asks(sub, 3)), view).gaps
    told = drivers(miniature(), done, sub, view)
    last = found.pieces[-1].after if found.pieces else found.elsewhere

    assert (found.everything.estimate, found.everything.low, found.everything.high) == (
        pytest.approx((gap.estimate, gap.low, gap.high))
    )
    assert last == found.everything
    assert found.elsewhere.estimate == pytest.approx(told.from_elsewhere)
    assert found.nothing.estimate == pytest.approx(3)
    assert tuple(piece.driver for piece in found.pieces) == told.own


@few
@given(attempts(), st.sampled_from(SUB_SKILLS))
def test_each_piece_is_counted_on_top_of_those_before(done: Attempt, sub: str) -> None:
    """Where a piece leads is the level of a person who gave no more than that on the sub-skill."""
    found = explain(miniature(), done, sub)
    others = {item: answer for item, answer in done.answers.items() if item != f"{sub}-01"}
    rated_only = attempt(done.ratings, others)
    rated = [piece for piece in found.pieces if piece.driver.item is None]

    for piece in rated:
        (gap,) = evaluate(miniature(), rated_only, role_that_asks(asks(sub, 3))).gaps
        assert piece.after.estimate == pytest.approx(gap.estimate)


def test_the_message_of_an_answer_is_its_curve() -> None:
    """One answer of one key to a level-3 item: the shares at the five levels, worked out anew."""
    done = attempt({}, {"pricing-01": ChosenOption(option="high")})
    (piece,) = explain(miniature(), done, "pricing").pieces
    curve = choice_curves(3, np.array([1.0, 0.0, 0.0]))[0]
    at_levels = [float(np.interp(level, GRID, curve)) for level in range(1, 6)]

    assert piece.message == pytest.approx([value / at_levels[-1] for value in at_levels])


def test_leniency_counts_where_ratings_do() -> None:
    """High ratings beside wrong answers are leniency; without ratings none is told."""
    wrong = {"pricing-01": DontKnow(), "returns-01": DontKnow(), "coaching-01": DontKnow()}
    done = attempt(dict.fromkeys(SUB_SKILLS, 5), wrong)
    found = explain(miniature(), done, "pricing")

    assert found.usual_leniency == pytest.approx((0.4, 0.5))
    assert found.leniency is not None
    assert found.leniency[0] > 0.6
    assert found.leniency[1] < 0.5
    assert explain(miniature(), done, "pricing", "shown").leniency is None
    assert explain(miniature(), attempt({}, wrong), "pricing").leniency is None


def test_what_was_never_asked_is_not_assessed() -> None:
    """Of a sub-skill without evidence every role says so, whatever the prior."""
    found = explain(miniature(), attempt({"returns": 5}), "pricing")

    assert found.pieces == ()
    assert {asked.verdict for asked in found.asked} == {"not assessed"}
    assert found.elsewhere.estimate > 3
