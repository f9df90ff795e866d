"""How kindly people rate themselves is found out, and cannot be used to look better."""

import numpy as np
import pytest

from assessment.measurement.grid import FloatArray
from assessment.measurement.likelihood import (
    LENIENCY,
)
from assessment.measurement.summary import (
    interval,
)
from assessment.measurement.tree import infer

from .examples import (
    FIVE_SKILLS,
    averaged_over_leniency,
    estimates,
    people_at_random,
    simulated_answers,
    simulated_ratings,
)


def test_lenient_people_are_found_out() -> None:
    """Given 24 answers, the leniency inferred follows the true one closely (r above .8)."""
    truth = people_at_random(300, seed=1)
    ratings, leniency = simulated_ratings(truth, seed=2)

    posterior = infer(FIVE_SKILLS, simulated_answers(truth, 1, seed=3), ratings)

    assert np.corrcoef(posterior.leniency @ LENIENCY, leniency)[0, 1] > 0.8


def test_shared_leniency_keeps_the_likely_range_honest() -> None:
    """
    The 80 % range of people who only rated themselves holds 77 to 86 % of true levels.

    Had each rating a leniency of its own, 24 ratings would seem to agree on what is only a habit:
    the range would then hold some 60 %.
    """
    truth = people_at_random(400, seed=4)
    ratings, _ = simulated_ratings(truth, seed=5)
    nothing = np.zeros((400, 24, 65))
    naive = np.log(averaged_over_leniency())[ratings]

    shared = interval(infer(FIVE_SKILLS, nothing, ratings).marginals)
    apart = interval(infer(FIVE_SKILLS, naive).marginals)

    def held(ranges: FloatArray) -> float:
        return float(((ranges[..., 0] <= truth) & (truth <= ranges[..., 1])).mean())

    assert 0.77 <= held(shared) <= 0.86
    assert held(apart) < 0.72


def test_boasting_pays_little() -> None:
    """
    Rating everything one higher lifts the overall estimate by two fifths of a level, not by one.

    An answer to one single-best question on each of 24 sub-skills halves that; a second one
    brings it to 0.15.
    """
    truth = people_at_random(200, seed=6)
    ratings = np.clip(simulated_ratings(truth, seed=7)[0], 0, 4)
    once, twice = (simulated_answers(truth, count, seed=8) for count in (1, 2))

    def lift(keyed_log: FloatArray) -> float:
        honest = estimates(FIVE_SKILLS, keyed_log, ratings)
        boasting = estimates(FIVE_SKILLS, keyed_log, ratings + 1)
        return float((boasting - honest).mean())

    assert lift(np.zeros_like(once)) == pytest.approx(0.40, abs=0.03)
    assert lift(once) == pytest.approx(0.21, abs=0.03)
    assert lift(twice) == pytest.approx(0.15, abs=0.03)
