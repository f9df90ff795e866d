"""Where a person is in the journey: nobody is lost, and everything is counted once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.attempts import Attempt
from assessment.progress import ITEMS, progress
from tests.examples import attempt, attempts, miniature, numbers

CONTENT = miniature().content
PLACES = ["trading", "leading", ITEMS]
ANSWERED = attempt({}, dict.fromkeys(("returns-01", "pricing-01", "coaching-01")))  # type: ignore[arg-type]


def test_the_journey_by_hand() -> None:
    """Skill by skill in their order, then the items, with a way back from all but the first."""
    seen = [progress(CONTENT, attempt(), place) for place in PLACES]

    assert [here.skill.id if here.skill else None for here in seen] == ["trading", "leading", None]
    assert [here.before for here in seen] == [None, "trading", "leading"]
    assert [here.after for here in seen] == ["leading", ITEMS, ITEMS]
    assert [(here.part, here.parts) for here in seen] == [(1, 2), (2, 2), (3, 2)]


@given(st.text(max_size=20))
def test_an_unknown_place_is_the_beginning(place: str) -> None:
    """Whatever an address says, there is a place to be."""
    here = progress(CONTENT, attempt(), place)

    if place.partition(":")[0] not in PLACES:
        assert here.skill == CONTENT.skills[0]
        assert here.before is None


@pytest.mark.parametrize("start", [*PLACES, f"{ITEMS}:pricing-01"])
def test_going_on_leads_to_the_items_and_going_back_to_the_start(start: str) -> None:
    """From everywhere both ends are reached in as many steps as there are parts."""
    there = back = progress(CONTENT, attempt(), start)
    for _ in range(there.parts):
        there = progress(CONTENT, attempt(), there.after)
        back = progress(CONTENT, attempt(), back.before or PLACES[0])

    assert there.skill is None
    assert back.skill == CONTENT.skills[0]


@given(attempts(), st.sampled_from(PLACES))
def test_ratings_are_counted_wherever_one_is(done: Attempt, place: str) -> None:
    """What does not apply is rated too; the share and the sentence say the same."""
    here = progress(CONTENT, done, place)

    assert here.rated == len(done.ratings)
    assert here.sub_skills == len(CONTENT.sub_skills)
    assert here.rated_share == here.rated / here.sub_skills
    assert numbers(here.rated_sentence)[:2] == [here.rated, here.sub_skills]


def test_ratings_of_what_is_gone_are_not_counted() -> None:
    """An old attempt whose sub-skill was removed is not rated beyond the whole."""
    here = progress(CONTENT, attempt({"retired": 3, "pricing": 3}), "trading")

    assert here.rated == 1


def test_what_is_left_open_is_said_in_numbers() -> None:
    """Stopping after one of three leaves two of three; after all it leaves none."""
    some = progress(CONTENT, attempt({"pricing": 3}), "trading")
    every = progress(CONTENT, attempt(dict.fromkeys(CONTENT.sub_skill_index, 3)), "trading")

    assert numbers(some.stopping) == [2, 3]
    assert numbers(every.stopping) == []
    assert numbers(every.rated_sentence) == [3, 3]


def test_items_have_numbers_in_the_order_of_answering() -> None:
    """The first answered is number 1, whatever the content's order; a new one is the next."""
    here = progress(CONTENT, ANSWERED, ITEMS)
    numbered = [here.number(item) for item in ("returns-01", "pricing-01", "coaching-01", "new")]

    assert numbered == [1, 2, 3, 4]


def test_the_way_among_the_items_by_hand() -> None:
    """Back leads to the item before, or from the first to the ratings; on leads the other way."""
    here = progress(CONTENT, ANSWERED, f"{ITEMS}:pricing-01")

    assert here.item == "pricing-01"
    assert here.before_item(ANSWERED, "returns-01") == "leading"
    assert here.before_item(ANSWERED, "pricing-01") == f"{ITEMS}:returns-01"
    assert here.before_item(ANSWERED, "new") == f"{ITEMS}:coaching-01"
    assert here.after_item(ANSWERED, "returns-01") == f"{ITEMS}:pricing-01"
    assert here.after_item(ANSWERED, "coaching-01") == ITEMS


@given(st.permutations(["pricing-01", "returns-01", "coaching-01"]))
def test_back_and_on_are_each_other_undone(order: list[str]) -> None:
    """From any item but the first, going back and on again ends where it began."""
    done = attempt({}, dict.fromkeys(order))  # type: ignore[arg-type]
    here = progress(CONTENT, done, ITEMS)
    for item in order[1:]:
        before = here.before_item(done, item).removeprefix(f"{ITEMS}:")

        assert here.after_item(done, before) == f"{ITEMS}:{item}"
