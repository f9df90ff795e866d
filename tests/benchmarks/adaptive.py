"""
Fewer questions on the whole bank: chosen one by one beside fixed forms, and ``catsim``'s choice.

Simulated people only, whose levels, slopes of questions and self-ratings differ from what the model
supposes (``World``). Everyone rates all sub-skills first, and one model scores all ways of asking.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from catsim.item_bank import ItemBank
from catsim.selection import MaxInfoSelector

from assessment import gaps
from assessment.bank import Bank, build_bank
from assessment.content.loading import load
from assessment.measurement.grid import GRID, PRIOR_MEAN, FloatArray, IntArray
from assessment.measurement.likelihood import DISCRIMINATION
from assessment.measurement.selection import SETTLED_AT, expected_gains, next_item
from assessment.measurement.summary import interval, mean, probability_of_meeting
from assessment.measurement.tree import infer
from tests.benchmarks.people import SEED, some_items
from tests.benchmarks.printing import Row, table
from tests.simulation import Crowd, Question, World, crowd

LENGTHS: Final = (24, 48)
"""Questions of the short and of the full form."""

FIXED: Final = (24, 48, 96)
"""Questions of fixed forms, spread over the sub-skills."""

Choose = Callable[[FloatArray, Sequence[int], int], int]
"""Next question, from a person's posteriors, the questions asked, and the person's number."""


@dataclass(frozen=True)
class Size:
    """
    How much is measured.

    Attributes:
        people: People of each crowd.
        crowds: Crowds; each draws anew how far the authors of the questions are off.
    """

    people: int
    crowds: int


FULL: Final = Size(people=120, crowds=5)


@dataclass(frozen=True, eq=False)
class Course:
    """
    What a way of asking left, by number of questions asked.

    Attributes:
        name: The way.
        asked: Number of questions; 0 after self-ratings alone.
        marginals: Posteriors. Shape (people, sub_skills, 65).
    """

    name: str
    asked: int
    marginals: FloatArray


def report(size: Size) -> str:
    """Errors of estimates and verdicts, by way of asking and number of questions."""
    bank = build_bank(load())
    questions = _questions(bank)
    crowds = [
        crowd(World(), bank.tree.skill_of, questions, size.people, SEED + 10 * at)
        for at in range(size.crowds)
    ]
    levels = np.concatenate([who.levels for who in crowds])
    ratings = np.concatenate([who.ratings for who in crowds])
    naive = float(((ratings - levels) ** 2).mean())
    rows: list[Row] = [("self-rating taken for the level", 0, naive**0.5, 1.0, "", "", "")]
    for together in zip(*(_courses(bank, questions, who) for who in crowds), strict=True):
        marginals = np.concatenate([each.marginals for each in together])
        rows.append(_row(bank, together[0], marginals, levels, naive))
    headings = (
        *("", "questions", "RMSE, levels", "squared error, naive / this"),
        *("levels in the 80% range, %", "settled, %", "of them right, %"),
    )
    title = f"Asking {len(levels)} simulated people on {len(questions)} questions"
    return table(title, headings, rows)


def _row(
    bank: Bank, course: Course, marginals: FloatArray, levels: FloatArray, naive: float
) -> Row:
    squared = float(((mean(marginals) - levels) ** 2).mean())
    low, high = np.moveaxis(interval(marginals), -1, 0)
    required = gaps.required_levels(bank.content, bank.content.roles[0])
    chance = probability_of_meeting(marginals, required)
    settled = (chance >= SETTLED_AT[0]) | (chance <= SETTLED_AT[1])
    right = (chance > 1 / 2) == (levels >= required - 1 / 2)
    shares = ((low <= levels) & (levels <= high), settled, right[settled])
    percent = [f"{100 * share.mean():.0f}" for share in shares]
    return course.name, course.asked, squared**0.5, naive / squared, *percent


def _courses(bank: Bank, questions: Sequence[Question], who: Crowd) -> list[Course]:
    """Every way of asking, on one crowd."""
    spread = [bank.index[item] for item in some_items(bank.content, max(FIXED))]
    fixed = np.tile(spread, (len(who.levels), 1))
    ways = {
        "our choice, for the role": partial(_for_the_role, bank),
        "our choice, for the levels": partial(_for_the_levels, bank),
        "the choice of catsim, sub-skills by turns": partial(_by_information, _scales(questions)),
    }
    courses = [_course(bank, who, fixed, count, "a fixed form") for count in (0, *FIXED)]
    for name, choose in ways.items():
        asked = _asked(bank, who, choose)
        courses += [_course(bank, who, asked, count, name) for count in LENGTHS]
    return courses


def _course(bank: Bank, who: Crowd, asked: IntArray, count: int, name: str) -> Course:
    keyed = np.zeros((*who.levels.shape, GRID.size))
    for turn in asked[:, :count].T:
        _hear(bank, who, turn, keyed)
    return Course(name, count, infer(bank.tree, keyed, who.ratings).marginals)


def _asked(bank: Bank, who: Crowd, choose: Choose) -> IntArray:
    """Questions chosen one by one, each knowing the answers so far. Shape (people, questions)."""
    keyed = np.zeros((*who.levels.shape, GRID.size))
    asked = np.zeros((len(who.levels), max(LENGTHS)), dtype=np.int64)
    for turn in range(max(LENGTHS)):
        marginals = infer(bank.tree, keyed, who.ratings).marginals
        for person, own in enumerate(marginals):
            asked[person, turn] = choose(own, asked[person, :turn].tolist(), person)
        _hear(bank, who, asked[:, turn], keyed)
    return asked


def _hear(bank: Bank, who: Crowd, turn: IntArray, keyed: FloatArray) -> None:
    """Add to the evidence what each person answers to the question whose turn it is."""
    for person, at in enumerate(turn.tolist()):
        row = bank.tables[at][who.outcomes[person, at]]
        keyed[person, bank.sub_skill_of[at]] += np.log(row)


def _for_the_role(bank: Bank, marginals: FloatArray, asked: Sequence[int], person: int) -> int:
    """As the product chooses: what settles most of what the first role asks."""
    role = bank.content.roles[0]
    utility = gaps.requirement_utility(bank.content, role)
    return _most_gain(bank, marginals, asked, person, utility, gaps.weights(bank.content, role))


def _for_the_levels(bank: Bank, marginals: FloatArray, asked: Sequence[int], person: int) -> int:
    """By the same rule with another aim: what narrows the levels most."""
    utility, weights = np.tile(GRID, (len(marginals), 1)), np.ones(len(marginals))
    return _most_gain(bank, marginals, asked, person, utility, weights)


def _most_gain(
    bank: Bank,
    marginals: FloatArray,
    asked: Sequence[int],
    person: int,
    utility: FloatArray,
    weights: FloatArray,
) -> int:
    gains = expected_gains(bank.tables, bank.sub_skill_of, marginals, utility, weights)
    cap = int(bank.content.framework.policy.items_per_sub_skill.value)
    chosen = next_item(
        gains, bank.sub_skill_of, bank.families, asked, weights > 0, cap, seed=person
    )
    assert chosen is not None
    return chosen


def _by_information(
    scales: Sequence[tuple[IntArray, ItemBank]],
    marginals: FloatArray,
    asked: Sequence[int],
    _person: int,
) -> int:
    """The question with most information at the estimate, of the sub-skill whose turn it is."""
    sub_skill = len(asked) % len(scales)
    own, bank = scales[sub_skill]
    before = [int(np.flatnonzero(own == at)[0]) for at in asked if at in own]
    theta = float(mean(marginals[sub_skill])) - PRIOR_MEAN
    chosen = MaxInfoSelector().select(item_bank=bank, administered_items=before, est_theta=theta)
    assert chosen is not None
    return int(own[chosen])


def _scales(questions: Sequence[Question]) -> list[tuple[IntArray, ItemBank]]:
    """
    Questions of each sub-skill as the other engine knows them: with three parameters.

    It knows right and wrong only, so a judgement enters as a question with as many options.
    """
    scales = []
    for sub_skill in range(1 + max(each.sub_skill for each in questions)):
        own = [at for at, each in enumerate(questions) if each.sub_skill == sub_skill]
        parameters = [
            (DISCRIMINATION, questions[at].level - PRIOR_MEAN, _guessing(questions[at]))
            for at in own
        ]
        scales.append((np.array(own), ItemBank(np.array(parameters), validate=False)))
    return scales


def _guessing(question: Question) -> float:
    return 1 / question.credits.size if question.credits.size else 0.0


def _questions(bank: Bank) -> list[Question]:
    return [
        Question(int(sub), item.likelihood, item.level, np.array(getattr(item, "credits", ())))
        for sub, (_, item) in zip(bank.sub_skill_of, bank.content.items.values(), strict=True)
    ]
