"""Self-view beside shown view, and sureness beside being right: told only beyond chance."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Attempt
from assessment.bank import evidence
from assessment.content.items import (
    Answer,
    BestAndWorst,
    ChosenOption,
    DontKnow,
    Numeric,
    SingleBest,
    TypedNumber,
)
from assessment.evaluation import evaluate
from assessment.gaps import Sight
from assessment.insight import (
    FEWEST,
    RARE,
    Pair,
    Sureness,
    confident,
    differing,
    fully_right,
    pairs,
    sureness,
)
from assessment.measurement.tree import infer
from tests.examples import ANSWERS, attempt, attempts, miniature, shipped, sub_skill

few = settings(max_examples=40, deadline=None)
NUMERIC = [item for _, item in shipped().content.items.values() if isinstance(item, Numeric)]


def answered(right: int, wrong: int, sure: int) -> Attempt:
    """So many numbers right and so many wrong, each with the same confidence in percent."""
    items = NUMERIC[: right + wrong]
    answers: dict[str, Answer] = {
        item.id: TypedNumber(value=item.answer if at < right else item.answer + 1e9)
        for at, item in enumerate(items)
    }
    return attempt({}, answers, dict.fromkeys(answers, sure))


@few
@given(attempts())
def test_only_what_was_rated_and_answered_is_compared(done: Attempt) -> None:
    """A sub-skill with one witness has no second to differ from; the least likely leads."""
    both = {s for s, r in done.ratings.items() if r is not None and f"{s}-01" in done.answers}
    compared = pairs(miniature(), done)

    assert {pair.sub_skill.id for pair in compared} == both
    assert [pair.chance for pair in compared] == sorted(pair.chance for pair in compared)


@few
@given(attempts())
def test_both_views_are_those_of_results(done: Attempt) -> None:
    """Own and shown view are what Results says with one kind of evidence only."""
    bank = miniature()
    role = bank.content.roles[0]
    own, shown = (
        {gap.sub_skill.id: gap for gap in evaluate(bank, done, role, view).gaps}
        for view in ("self", "shown")
    )
    for pair in pairs(bank, done):
        for witness, gap in ((pair.own, own), (pair.shown, shown)):
            expected = gap[pair.sub_skill.id]
            assert (witness.estimate, witness.low, witness.high) == pytest.approx(
                (expected.estimate, expected.low, expected.high)
            )


@few
@given(attempts())
def test_the_chance_of_a_rating_is_that_of_the_whole_model(done: Attempt) -> None:
    """It is how much likelier the evidence gets without the rating: by the tree, and exactly."""
    bank = miniature()
    keyed, _ = evidence(bank, done, "shown")
    for pair in pairs(bank, done):
        alone = np.full((6, len(bank.content.sub_skills)), -1)
        alone[:, bank.content.sub_skill_index[pair.sub_skill.id]] = range(6)
        with_rating = infer(bank.tree, np.repeat(keyed, 6, axis=0), alone).log_evidence
        chances = np.exp(with_rating - infer(bank.tree, keyed).log_evidence)

        assert pair.as_high == pytest.approx(chances[pair.rating :].sum(), abs=1e-6)
        assert pair.as_low == pytest.approx(chances[: pair.rating + 1].sum(), abs=1e-6)


@few
@given(attempts(), st.sampled_from(["pricing", "returns", "coaching"]))
def test_chance_alone_lists_at_most_one_in_five(done: Attempt, sub: str) -> None:
    """Whatever was answered, ratings that would be listed are together that unlikely."""
    answers = {**done.answers, f"{sub}-01": ANSWERS[f"{sub}-01"][0]}
    each = [
        next(
            pair
            for pair in pairs(miniature(), replace(done, ratings={sub: rating}, answers=answers))
            if pair.sub_skill.id == sub
        )
        for rating in range(6)
    ]
    chances = -np.diff([*(pair.as_high for pair in each), 0])

    assert sum(chances) == pytest.approx(1)
    assert sum(chance for chance, pair in zip(chances, each, strict=True) if pair.differs) <= (
        2 * RARE + 1e-9
    )


@pytest.mark.parametrize(
    ("as_high", "as_low", "differs"),
    [
        (0.10, 0.95, "higher"),
        (0.11, 0.95, None),
        (0.97, 0.10, "lower"),
        (0.97, 0.11, None),
        (0.6, 0.6, None),
    ],
)
def test_what_differs_by_hand(as_high: float, as_low: float, differs: str | None) -> None:
    """One in ten or fewer on a side is a difference to that side."""
    view = Sight(3, 2, 4)
    pair = Pair(sub_skill("pricing"), 4, view, view, as_high, as_low)

    assert pair.differs == differs
    assert differing((pair,)) == ((pair,) if differs else ())


def test_the_top_claimed_and_nothing_shown_differs() -> None:
    """Six questions not known about what one calls oneself the best at, and the other way round."""
    bank = shipped()
    sub = bank.content.sub_skills[0]
    best: dict[str, Answer] = {}
    for item in sub.items[:6]:
        if isinstance(item, Numeric):
            best[item.id] = TypedNumber(value=item.answer)
        elif isinstance(item, SingleBest):
            best[item.id] = ChosenOption(option=item.key[0])
        else:
            best[item.id] = BestAndWorst(best=item.key[0], worst=item.key[1])
    (boast,) = pairs(bank, attempt({sub.id: 5}, dict.fromkeys(best, DontKnow())))
    (modest,) = pairs(bank, attempt({sub.id: 1}, best))

    assert (boast.differs, modest.differs) == ("higher", "lower")


@few
@given(attempts())
def test_a_confidence_never_enters_a_level(done: Attempt) -> None:
    """Whatever somebody says about how sure they were, every number of the result stays."""
    role = miniature().content.roles[0]
    silent = replace(done, confidence={})

    assert evaluate(miniature(), done, role) == evaluate(miniature(), silent, role)
    assert pairs(miniature(), done) == pairs(miniature(), silent)


def test_over_confidence_by_hand() -> None:
    """Twenty answers, each 75 % sure, twelve right: 15 points over, chance sqrt(.1875 / 20)."""
    found = sureness(shipped(), answered(12, 8, 75))

    assert found is not None
    assert (found.answers, found.sure, found.right) == (20, 0.75, 0.6)
    assert found.over == pytest.approx(0.15)
    assert found.error == pytest.approx(0.0968, abs=1e-4)
    assert not found.beyond_chance
    surer = sureness(shipped(), answered(8, 12, 75))
    assert surer is not None
    assert surer.beyond_chance


def test_below_twenty_there_is_no_figure() -> None:
    """Nineteen answers say too little, and an "I don't know" with a confidence is no answer."""
    nineteen = answered(10, FEWEST - 11, 50)
    unknown = NUMERIC[30].id
    more = replace(
        nineteen,
        answers={**nineteen.answers, unknown: DontKnow()},
        confidence={**nineteen.confidence, unknown: 25},
    )

    assert sureness(shipped(), nineteen) is None
    assert sureness(shipped(), more) is None
    assert len(confident(shipped(), more)) == FEWEST - 1


def test_as_right_as_sure_is_nothing_over() -> None:
    """Fifteen of twenty right at 75 % sure; with four times the answers half the error."""
    few_answers, many = sureness(shipped(), answered(15, 5, 75)), Sureness(80, 0.75, 0.75, 0.0484)

    assert few_answers is not None
    assert few_answers.over == pytest.approx(0)
    assert many.error == pytest.approx(few_answers.error / 2, abs=1e-4)
    assert not few_answers.beyond_chance


@pytest.mark.parametrize(
    ("item", "right"),
    [
        ("pricing-01", [True, False, False, False]),
        ("returns-01", [True, False, False]),
        ("coaching-01", [True, False, False, False, False]),
    ],
)
def test_what_is_fully_right_by_hand(item: str, right: list[bool]) -> None:
    """Only all of the credit: a half, the wrong worst and not knowing are none of it."""
    asked = miniature().content.items[item][1]

    assert [fully_right(asked, answer) for answer in ANSWERS[item]] == right
