"""What drove a level is what the level would be without it, neither more nor less."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Attempt
from assessment.bank import View, assessed
from assessment.content.items import ChosenOption, DontKnow, TypedNumber
from assessment.drivers import Drivers, drivers
from assessment.evaluation import Result, evaluate
from tests.examples import (
    ANSWERS,
    SUB_SKILLS,
    asks,
    attempt,
    attempts,
    miniature,
    role_that_asks,
)

RIGHT = TypedNumber(value=30)
EVERY_SUB_SKILL = role_that_asks(*(asks(sub, 3) for sub in SUB_SKILLS))
views = st.sampled_from(["combined", "shown", "self"])
few = settings(max_examples=40, deadline=None)


def level(done: Attempt, sub: str, view: View = "combined") -> float:
    """The level that the result states."""
    result = evaluate(miniature(), done, EVERY_SUB_SKILL, view)
    return next(gap.estimate for gap in result.gaps if gap.sub_skill.id == sub)


def without(done: Attempt, *, rating: str = "", items: tuple[str, ...] = ()) -> Attempt:
    """The attempt as it would be had this never been given."""
    return attempt(
        {sub: given for sub, given in done.ratings.items() if sub != rating},
        {item: answer for item, answer in done.answers.items() if item not in items},
    )


def found(done: Attempt, sub: str, view: View = "combined") -> Drivers:
    """What drove a level of the miniature."""
    return drivers(miniature(), done, sub, view)


@few
@given(attempts(), st.sampled_from(SUB_SKILLS), views)
def test_each_shift_is_the_level_with_less_the_level_without(
    done: Attempt, sub: str, view: View
) -> None:
    """The stated level is the result's; each piece moves it by as much as leaving it out does."""
    told = found(done, sub, view)

    assert told.estimate == pytest.approx(level(done, sub, view))
    for driver in told.own:
        less = without(done, items=(driver.item.id,)) if driver.item else without(done, rating=sub)
        assert driver.shift == pytest.approx(level(done, sub, view) - level(less, sub, view))


@few
@given(attempts(), st.sampled_from(SUB_SKILLS), views)
def test_evidence_elsewhere_is_told_apart(done: Attempt, sub: str, view: View) -> None:
    """Without its own evidence a level rests on the other sub-skills; without any it is 3."""
    told = found(done, sub, view)
    elsewhere = without(done, rating=sub, items=(f"{sub}-01",))

    assert told.from_elsewhere == pytest.approx(level(elsewhere, sub, view))
    assert told.nothing == pytest.approx(3)


@few
@given(attempts(), st.sampled_from(SUB_SKILLS), views)
def test_every_piece_of_evidence_is_there_once(done: Attempt, sub: str, view: View) -> None:
    """What counts in a view is told, and what does not count, or is of another, is not."""
    told = found(done, sub, view)
    rating = done.ratings.get(sub)
    expected: list[object] = [rating] if rating is not None and view != "shown" else []
    if view != "self" and f"{sub}-01" in done.answers:
        expected.append(done.answers[f"{sub}-01"])

    assert [driver.given for driver in told.own] == expected
    assert bool(told.own) == (sub in assessed(miniature(), done, view))


@pytest.mark.parametrize(("item", "answers"), ANSWERS.items(), ids=list(ANSWERS))
def test_the_best_answer_raises_and_a_wrong_one_lowers(item: str, answers: tuple[object]) -> None:
    """The best of each family moves the level up, not knowing moves it down."""
    sub = item.removesuffix("-01")
    (best,) = found(attempt({}, {item: answers[0]}), sub).own  # type: ignore[dict-item]
    (unknown,) = found(attempt({}, {item: DontKnow()}), sub).own

    assert unknown.shift < 0 < best.shift


def test_shifts_do_not_add_up() -> None:
    """Two pieces that say the same each move the level less than alone."""
    rated, answered = attempt({"returns": 5}), attempt({}, {"returns-01": RIGHT})
    alone = [found(each, "returns").own[0].shift for each in (rated, answered)]
    both = found(attempt({"returns": 5}, {"returns-01": RIGHT}), "returns")

    assert all(less.shift < more for less, more in zip(both.own, alone, strict=True))
    assert sum(alone) != pytest.approx(both.estimate - both.nothing)


def test_an_answer_that_no_longer_fits_is_left_out() -> None:
    """An option or an item that is gone drove nothing."""
    gone = attempt({}, {"pricing-01": ChosenOption(option="gone"), "retired-01": DontKnow()})

    assert found(gone, "pricing").own == ()
    assert found(gone, "pricing").estimate == pytest.approx(3)


def test_a_mentors_rating_is_a_driver_of_its_own() -> None:
    """With a mentor, the level is what Results states, and the rating's shift is what it moved."""
    done, seen = attempt({"pricing": 2}), {"pricing": 5, "returns": 3}
    mine = drivers(miniature(), done, "pricing", "with-mentor", seen)
    result = evaluate(miniature(), done, EVERY_SUB_SKILL, "with-mentor", seen=seen)
    less = evaluate(miniature(), done, EVERY_SUB_SKILL, "with-mentor", seen={"returns": 3})

    def stated(of: Result) -> float:
        return next(gap.estimate for gap in of.gaps if gap.sub_skill.id == "pricing")

    assert mine.estimate == pytest.approx(stated(result))
    assert [driver.kind for driver in mine.own] == ["rating", "mentor"]
    assert mine.own[1].shift == pytest.approx(stated(result) - stated(less))
    assert mine.own[1].shift > 0
    assert [d.kind for d in drivers(miniature(), done, "pricing", seen=seen).own] == ["rating"]
