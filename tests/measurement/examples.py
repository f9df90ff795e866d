"""A tree of the usual size, items to put in it, and the ways the tests vary them."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from assessment.measurement.grid import GRID, FloatArray, IntArray
from assessment.measurement.likelihood import (
    best_worst_curves,
    choice_curves,
    dont_know_curve,
    numeric_curves,
    self_rating_curves,
)
from assessment.measurement.summary import mean
from assessment.measurement.tree import Tree, infer

FIVE_SKILLS = Tree((0,) * 5 + (1,) * 5 + (2,) * 4 + (3,) * 6 + (4,) * 4)
"""24 sub-skills in five skills."""

SMALL = Tree((0, 0, 1))
"""Two skills, the first with two sub-skills."""

ALONE = Tree((0,), general=0.0, skill=0.0, own=1.0)
"""One sub-skill that hangs together with nothing."""

NOTHING = np.zeros((1, 24, GRID.size))
"""No keyed answer by one person."""

patient = settings(deadline=None)
"""For properties whose first example builds what the others reuse."""

levels = st.integers(1, 5)
errors = st.floats(0, 1.5)
seeds = st.integers(0, 10_000)


@st.composite
def credit_lists(draw: st.DrawFn, fewest: int = 2, most: int = 6) -> FloatArray:
    """Credits of an item, the best of them 1, in any order."""
    others = draw(st.lists(st.floats(0, 1), min_size=fewest - 1, max_size=most - 1))
    return np.array(draw(st.permutations([1.0, *others])))


@st.composite
def tables(draw: st.DrawFn) -> FloatArray:
    """Table of an item of any family."""
    level, tau = draw(levels), draw(errors)
    family = draw(st.sampled_from(["choice", "best-and-worst", "numeric"]))
    if family == "numeric":
        return numeric_curves(level, tau)
    if family == "choice":
        return choice_curves(level, draw(credit_lists()), tau)
    return best_worst_curves(level, draw(credit_lists(fewest=3, most=5)), tau)


def one_key(options: int) -> FloatArray:
    """Credits of an item with one right option, the last."""
    return np.eye(options)[-1]


def at(theta: float) -> int:
    """Index of a level on the grid."""
    return int(np.flatnonzero(theta == GRID)[0])


def standard_prior() -> FloatArray:
    """Normal with mean 3 and SD 1, on the grid. Shape (65,)."""
    density = np.exp(-((GRID - 3) ** 2) / 2)
    return density / density.sum()


def eap(prior: FloatArray, likelihood: FloatArray) -> float:
    """Mean of the posterior, by Bayes' rule and nothing else."""
    weights = prior * likelihood
    return float(weights @ GRID / weights.sum())


def random_answers(people: int, items: int, seed: int, tree: Tree = FIVE_SKILLS) -> FloatArray:
    """Log-likelihoods of random answers to four-option items on sub-skills by turns."""
    rng = np.random.default_rng(seed)
    rows = np.log([choice_curves(level, one_key(4)) for level in range(1, 6)])
    keyed = np.zeros((people, len(tree.skill_of), GRID.size))
    for item in range(items):
        drawn = rows[rng.integers(0, 5, people), rng.integers(0, 4, people)]
        keyed[:, item % len(tree.skill_of)] += drawn
    return keyed


def random_ratings(people: int, seed: int, tree: Tree = FIVE_SKILLS) -> IntArray:
    """Self-ratings from -1 (missing) to 5."""
    return np.random.default_rng(seed).integers(-1, 6, (people, len(tree.skill_of)))


def people_at_random(people: int, seed: int, tree: Tree = FIVE_SKILLS) -> FloatArray:
    """True levels as the tree has them. Shape (people, sub_skills)."""
    rng = np.random.default_rng(seed)
    skill_of = np.array(tree.skill_of)
    general = rng.normal(0, tree.general**0.5, (people, 1))
    skill = rng.normal(0, tree.skill**0.5, (people, skill_of.max() + 1))[:, skill_of]
    return 3 + general + skill + rng.normal(0, tree.own**0.5, (people, skill_of.size))


def simulated_ratings(
    truth: FloatArray, seed: int, validity: float = 0.35, inflation: float = 0.4
) -> tuple[IntArray, FloatArray]:
    """Self-ratings of people with these levels, and the leniency of each person."""
    rng = np.random.default_rng(seed)
    leniency = inflation + 0.5 * rng.normal(size=len(truth))
    spread = (0.81 * (1 - validity**2) - 0.25) ** 0.5
    noise = rng.normal(0, spread, truth.shape)
    behind = 3 + leniency[:, None] + validity * 0.9 * (truth - 3) + noise
    return np.clip(np.floor(behind + 0.5), 0, 5).astype(np.int64), leniency


def simulated_answers(truth: FloatArray, per_sub_skill: int, seed: int) -> FloatArray:
    """Log-likelihoods of answers that people with these levels give to level-3 questions."""
    rng = np.random.default_rng(seed)
    table = choice_curves(3, one_key(4))
    keyed = np.zeros((*truth.shape, GRID.size))
    for _ in range(per_sub_skill):
        true_item = 3 + rng.normal(0, 0.7, truth.shape)
        right = rng.random(truth.shape) < 0.25 + 0.75 / (1 + np.exp(-1.2 * (truth - true_item)))
        keyed += np.log(np.where(right[..., None], table[3], table[0]))
    return keyed


def averaged_over_leniency() -> FloatArray:
    """Self-rating curves as if each rating had a leniency of its own. Shape (6, 65)."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(len(self_rating_curves()))
    assert nodes.size == weights.size
    return np.einsum("d,dkx->kx", weights / weights.sum(), self_rating_curves())


def worst_and_best_rows(level: int) -> list[tuple[FloatArray, FloatArray]]:
    """For each family, the likelihoods of the least and the most creditable answer."""
    credits = np.array([0.0, 0.3, 0.6, 1.0])
    choice, pairs = choice_curves(level, credits), best_worst_curves(level, credits)
    right, wrong = numeric_curves(level)
    return [
        (choice[0], choice[3]),
        (pairs[2], pairs[9]),
        (wrong, right),
        (dont_know_curve(level), right),
    ]


def estimates(tree: Tree, keyed_log: FloatArray, ratings: IntArray | None = None) -> FloatArray:
    """EAP of every sub-skill. Shape (people, sub_skills)."""
    return mean(infer(tree, keyed_log, ratings).marginals)
