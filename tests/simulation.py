"""
People whose levels are known, and what they answer: a world that the model need not be right about.

Answers are drawn from formulas written out here, at levels between the points of the grid, with
slopes and levels of items that differ from what their author wrote.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final, Literal

import numpy as np

from assessment.measurement.grid import GRID, FloatArray, IntArray
from assessment.measurement.likelihood import CURVES
from assessment.measurement.tree import Tree
from tests.measurement.examples import people_at_random, simulated_ratings

Kind = Literal["choice", "best-and-worst", "numeric"]

SLOPE: Final = 1.2
"""Slope of an item whose author is right about everything, per level."""


@dataclass(frozen=True)
class World:
    """
    What is true, whatever the model supposes.

    Attributes:
        variances: Of what all sub-skills of a person share, of what those of one skill share, and
            of what is a sub-skill's own, in levels squared.
        level_error: SD of an item's true level about its author's, in levels.
        slope: True slope over the model's, typically.
        slope_spread: SD of the logarithm of an item's slope about that.
        validity: Correlation of self-rating and level.
        inflation: How far self-ratings lie above levels on average, in levels.
    """

    variances: tuple[float, float, float] = (0.45, 0.20, 0.35)
    level_error: float = 0.5
    slope: float = 1.0
    slope_spread: float = 0.3
    validity: float = 0.35
    inflation: float = 0.4


AS_SUPPOSED: Final = World((0.30, 0.15, 0.55), level_error=0.7, slope_spread=0.0)
"""A world in which the model is right."""


@dataclass(frozen=True, eq=False)
class Question:
    """
    An item as the simulation needs it.

    Attributes:
        sub_skill: Index of its sub-skill.
        kind: How it is answered, by the name of its likelihood.
        level: Where its author places it, in levels.
        credits: Credit of each option; empty for a number.
    """

    sub_skill: int
    kind: Kind
    level: int
    credits: FloatArray

    def table(self) -> FloatArray:
        """What the model supposes. Shape (n_outcomes, 65)."""
        return CURVES[self.kind](self.level, self.credits)

    def chances(self, slope: float, level: float, theta: FloatArray) -> FloatArray:
        """What is true of people at ``theta``. Shape (people, n_outcomes)."""
        strength = np.log1p(max(self.credits.size, 1) * np.exp(slope * (theta - level)))
        if self.kind == "numeric":
            right = 1 - np.exp(-strength)
            return np.stack([right, 1 - right], axis=1)
        best = np.exp(strength[:, None] * self.credits)
        if self.kind == "choice":
            return best / best.sum(axis=1, keepdims=True)
        pairs = permutations(range(self.credits.size), 2)
        # Best first, then worst among the others.
        wins = best / best.sum(axis=1, keepdims=True)
        loses = (1 / best).sum(axis=1)
        each = [wins[:, i] / best[:, j] / (loses - 1 / best[:, i]) for i, j in pairs]
        return np.stack(each, axis=1)


@dataclass(frozen=True, eq=False)
class Crowd:
    """
    People of a world.

    Attributes:
        levels: Their true levels. Shape (people, sub_skills).
        ratings: Their self-ratings. Shape (people, sub_skills).
        leniency: How far each rates above the level, in levels. Shape (people,).
        outcomes: Row of each question's table that each would give. Shape (people, questions).
    """

    levels: FloatArray
    ratings: IntArray
    leniency: FloatArray
    outcomes: IntArray


def crowd(
    world: World, skill_of: tuple[int, ...], questions: Sequence[Question], people: int, seed: int
) -> Crowd:
    """People of ``world``, and what each would answer to every question."""
    truth = Tree(skill_of, *world.variances)
    levels = people_at_random(people, seed, truth)
    ratings, leniency = simulated_ratings(levels, seed + 1, world.validity, world.inflation)
    rng = np.random.default_rng((seed, 2))
    outcomes = np.empty((people, len(questions)), dtype=np.int64)
    for at, question in enumerate(questions):
        outcomes[:, at] = _answers(world, question, levels, rng)
    return Crowd(levels, ratings, leniency, outcomes)


def keyed_log(
    questions: Sequence[Question], outcomes: IntArray, sub_skills: int, asked: Sequence[int]
) -> FloatArray:
    """Log-likelihoods of the answers to the questions ``asked``. Shape (people, sub_skills, 65)."""
    keyed = np.zeros((len(outcomes), sub_skills, GRID.size))
    for at in asked:
        keyed[:, questions[at].sub_skill] += np.log(questions[at].table())[outcomes[:, at]]
    return keyed


def a_form(skill_of: tuple[int, ...], per_sub_skill: int) -> list[Question]:
    """
    Questions of a fixed form: by turns four options and a judgement, about the middle level.

    All first ones come first, then all second ones.
    """
    one, several = np.array([1.0, 0.0, 0.0, 0.0]), np.array([1.0, 0.67, 0.33, 0.0])
    turns: list[tuple[Kind, int, FloatArray]] = [
        ("choice", 3, one),
        ("best-and-worst", 3, several),
        ("choice", 2, one),
        ("best-and-worst", 4, several),
    ]
    return [
        Question(sub, *turns[at % len(turns)])
        for at in range(per_sub_skill)
        for sub in range(len(skill_of))
    ]


def _answers(
    world: World, question: Question, levels: FloatArray, rng: np.random.Generator
) -> IntArray:
    slope = SLOPE * world.slope * np.exp(world.slope_spread * rng.normal())
    level = question.level + world.level_error * rng.normal()
    chances = question.chances(slope, level, levels[:, question.sub_skill])
    drawn = rng.random((len(levels), 1)) >= chances.cumsum(axis=1)[:, :-1]
    outcomes: IntArray = drawn.sum(axis=1)
    return outcomes
