"""Which item comes next."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import MeasurementError
from assessment.measurement.grid import GRID
from assessment.measurement.likelihood import (
    choice_curves,
    numeric_curves,
)
from assessment.measurement.selection import (
    expected_gains,
    gain_of_going_on,
    next_item,
    questions_to_settle,
)

from .examples import levels, one_key, patient, seeds, standard_prior


@st.composite
def banks(draw: st.DrawFn) -> dict[str, object]:
    """A bank of up to 40 items on four sub-skills, some of them relevant."""
    size = draw(st.integers(1, 40))
    rng = np.random.default_rng(draw(seeds))
    return {
        "gains": rng.random(size),
        "sub_skill_of": rng.integers(0, 4, size),
        "family_of": rng.choice(["single-best", "judgement", "numeric"], size).tolist(),
        "relevant": np.array(draw(st.lists(st.booleans(), min_size=4, max_size=4))),
        "cap": draw(st.integers(1, 6)),
        "seed": draw(seeds),
    }


def ask_all(bank: dict[str, object]) -> list[int]:
    """Every item that is asked, in order, until none is left."""
    asked: list[int] = []
    while (item := next_item(asked=asked, **bank)) is not None:  # type: ignore[arg-type]
        asked.append(item)
    return asked


@patient
@given(banks())
def test_a_whole_attempt_keeps_the_rules(bank: dict[str, object]) -> None:
    """Never an item twice, past the cap or off the role, and it stops only when it must."""
    sub_skill_of, relevant, cap = bank["sub_skill_of"], bank["relevant"], bank["cap"]
    available = np.bincount(sub_skill_of, minlength=4) * relevant

    asked = ask_all(bank)

    assert len(set(asked)) == len(asked)
    np.testing.assert_array_equal(
        np.bincount(sub_skill_of[asked], minlength=4), np.minimum(available, cap)
    )


@patient
@given(banks())
def test_every_relevant_sub_skill_comes_first(bank: dict[str, object]) -> None:
    """The first items are each on another sub-skill, until all that can be asked of have one."""
    sub_skill_of, relevant = bank["sub_skill_of"], bank["relevant"]
    to_touch = {sub for sub in sub_skill_of.tolist() if relevant[sub]}

    first = ask_all(bank)[: len(to_touch)]

    assert to_touch == set(sub_skill_of[first].tolist())


@patient
@given(banks())
def test_the_choice_is_among_the_best(bank: dict[str, object]) -> None:
    """With no other family to prefer, at most two open items gain more than the chosen."""
    bank |= {"family_of": ["numeric"] * len(bank["gains"]), "relevant": np.ones(4, dtype=bool)}
    gains, sub_skill_of = bank["gains"], bank["sub_skill_of"]

    first = ask_all(bank)[0]

    assert (gains > gains[first]).sum() < 3
    assert gains[first] >= 0.8 * gains.max()
    assert sub_skill_of[first] in range(4)


def test_the_best_item_is_taken_where_none_is_close() -> None:
    """An item that gains far more than any other is asked, whatever the seed."""
    for seed in range(20):
        item = next_item(
            gains=np.array([0.1, 0.5, 0.3]),
            sub_skill_of=np.array([0, 0, 0]),
            family_of=["numeric"] * 3,
            asked=[],
            relevant=np.array([True]),
            cap=6,
            seed=seed,
        )

        assert item == 1


def test_close_items_take_turns_between_people() -> None:
    """Of five items that gain alike the best three are drawn from, and different seeds differ."""
    drawn = {
        next_item(
            gains=np.array([0.46, 0.50, 0.49, 0.47, 0.48]),
            sub_skill_of=np.zeros(5, dtype=np.int64),
            family_of=["numeric"] * 5,
            asked=[],
            relevant=np.array([True]),
            cap=6,
            seed=seed,
        )
        for seed in range(60)
    }

    assert {1, 2, 4} == drawn


@pytest.mark.parametrize(("other_gain", "expected"), [(0.20, 2), (0.10, 1)])
def test_another_family_is_preferred_where_it_costs_little(
    other_gain: float, expected: int
) -> None:
    """After a number, a judgement that gains 40 % as much goes before another number; 20 % not."""
    item = next_item(
        gains=np.array([0.9, 0.5, other_gain]),
        sub_skill_of=np.array([0, 0, 0]),
        family_of=["numeric", "numeric", "judgement"],
        asked=[0],
        relevant=np.array([True]),
        cap=6,
        seed=1,
    )

    assert expected == item


@patient
@given(banks())
def test_the_same_state_gets_the_same_item(bank: dict[str, object]) -> None:
    """Reloading the page draws no other item."""
    assert ask_all(bank) == ask_all(bank)


@pytest.mark.parametrize(
    ("asked", "cap", "most"),
    [
        ([], 6, None),  # nothing asked on either
        ([0], 6, None),  # the third sub-skill still waits for its first
        ([0, 3], 6, 0.4),  # of what is left; the item of the second sub-skill does not matter
        ([0, 3, 2], 6, 0.2),
        ([0, 3], 1, None),  # the caps are reached
    ],
)
def test_what_going_on_gains_by_hand(asked: list[int], cap: int, most: float | None) -> None:
    """The best item left that matters; nothing is said before the first round is over."""
    gains, owners = np.array([0.9, 0.2, 0.4, 0.1, 0.8]), np.array([0, 0, 0, 2, 1])
    relevant = np.array([True, False, True])

    assert gain_of_going_on(gains, owners, asked, relevant, cap) == most


@patient
@given(banks(), st.integers(0, 40))
def test_going_on_gains_at_least_what_is_asked_next(bank: dict[str, object], many: int) -> None:
    """No item that could come next gains more; there is a gain only where one could come."""
    asked = ask_all(bank)[:many]
    state = {k: bank[k] for k in ("gains", "sub_skill_of", "relevant", "cap")}
    most = gain_of_going_on(asked=asked, **state)  # type: ignore[arg-type]
    following = next_item(asked=asked, **bank)  # type: ignore[arg-type]

    if most is not None:
        assert following is not None
        assert most >= bank["gains"][following]  # type: ignore[index]
        assert most in np.delete(bank["gains"], asked)  # type: ignore[call-overload]


@given(levels)
def test_what_is_settled_needs_no_more(level: int) -> None:
    """Certainty, of meeting or of a gap, needs no further question."""
    for point in (0, 64):
        marginal = np.zeros(65)
        marginal[point] = 1.0

        assert questions_to_settle(marginal, level, numeric_curves(level), seed=1) == 0


def test_what_cannot_be_settled_has_no_number() -> None:
    """An item that says nothing settles nothing, however often it is asked."""
    empty = choice_curves(3, np.ones(4))

    assert questions_to_settle(standard_prior(), 3, empty, seed=1, cap=5) is None


def test_one_perfect_question_settles() -> None:
    """A question that exactly those who meet the requirement get right needs asking once."""
    # Coarser by one point than ``meets``, which counts the edge half.
    right = (GRID >= 2.5).astype(np.float64)
    undecided = np.zeros(65)
    undecided[[20, 40]] = 0.5

    assert questions_to_settle(undecided, 3, np.stack([right, 1 - right]), seed=1) == 1


def test_clearer_questions_settle_sooner() -> None:
    """Numbers, which nobody guesses, take fewer than four options do; two options take more."""
    undecided = np.exp(-((GRID - 2.5) ** 2) / 2)
    undecided /= undecided.sum()
    needed = [
        questions_to_settle(undecided, 3, table, seed=3, cap=40)
        for table in (numeric_curves(3), choice_curves(3, one_key(4)), choice_curves(3, one_key(2)))
    ]

    assert None not in needed
    assert sorted(needed) == needed  # type: ignore[type-var]
    assert needed[0] < needed[2]  # type: ignore[operator]


def test_the_number_of_questions_repeats() -> None:
    """The same seed tells the same number."""
    first, second = (
        questions_to_settle(standard_prior(), 4, choice_curves(4, one_key(4)), seed=9)
        for _ in range(2)
    )

    assert first == second


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sub_skill_of": np.array([1])}, "Sub-skills of items"),
        ({"sub_skill_of": np.array([0, 0])}, "shape"),
        ({"weights": np.array([-1.0])}, "Weights"),
        ({"weights": np.array([np.nan])}, "finite"),
        ({"utility": GRID}, "shape"),
        ({"utility": np.full((1, 65), np.inf)}, "finite"),
        ({"tables": [np.ones((2, 65))]}, "sum to 1"),
        ({"tables": [np.full((2, 65), np.nan)]}, "sum to 1"),
        ({"tables": [np.ones((1, 64))]}, "columns"),
        ({"marginals": np.ones((1, 65))}, "posterior"),
    ],
)
def test_an_unusable_bank_is_refused(changed: dict[str, object], said: str) -> None:
    """Tables, posteriors, utilities and weights must fit each other and be what they are called."""
    bank: dict[str, object] = {
        "tables": [numeric_curves(3)],
        "sub_skill_of": np.array([0]),
        "marginals": standard_prior()[None],
        "utility": GRID[None],
        "weights": np.ones(1),
    }

    with pytest.raises(MeasurementError, match=said):
        expected_gains(**(bank | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"asked": [2]}, "Items asked"),
        ({"asked": [-1]}, "Items asked"),
        ({"cap": 0}, "At least one item"),
        ({"seed": -1}, "seed"),
        ({"gains": np.array([0.1, np.nan])}, "finite"),
        ({"gains": np.array([0.1, -0.1])}, "0 or more"),
        ({"family_of": ["numeric"]}, "shape"),
        ({"sub_skill_of": np.array([0, 1])}, "Sub-skills of items"),
    ],
)
def test_an_unusable_state_is_refused(changed: dict[str, object], said: str) -> None:
    """Gains, families and items asked must belong to one bank."""
    state: dict[str, object] = {
        "gains": np.array([0.1, 0.2]),
        "sub_skill_of": np.array([0, 0]),
        "family_of": ["numeric", "numeric"],
        "asked": [],
        "relevant": np.array([True]),
        "cap": 6,
        "seed": 1,
    }

    with pytest.raises(MeasurementError, match=said):
        next_item(**(state | changed))  # type: ignore[arg-type]
    for name in ("family_of", "seed"):
        state.pop(name)
        if name in changed:
            return
    with pytest.raises(MeasurementError, match=said):
        gain_of_going_on(**(state | changed))  # type: ignore[arg-type]


def test_an_unusable_question_is_refused() -> None:
    """Levels, posteriors, tables and caps are checked before anything is simulated."""
    table = numeric_curves(3)

    with pytest.raises(MeasurementError, match="not on the scale"):
        questions_to_settle(standard_prior(), 6, table, seed=1)
    with pytest.raises(MeasurementError, match="shape"):
        questions_to_settle(standard_prior()[None], 3, table, seed=1)
    with pytest.raises(MeasurementError, match="sum to 1"):
        questions_to_settle(standard_prior(), 3, 2 * table, seed=1)
    with pytest.raises(MeasurementError, match="0 or more"):
        questions_to_settle(standard_prior(), 3, table, seed=1, cap=-1)
