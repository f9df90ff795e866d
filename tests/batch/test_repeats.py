"""Whoever was read before is known, however long ago."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.batch import repeats
from assessment.batch.repeats import Repeats


@settings(max_examples=50)
@given(st.lists(st.text("ab", max_size=5), max_size=200), st.integers(1, 9))
def test_the_first_place_is_remembered(keys: list[str], recent: int) -> None:
    """For any keys, packed as often as may be, each is told where it first was."""
    first: dict[str, int] = {}
    seen = Repeats(recent)

    for place, key in enumerate(keys):
        assert seen.first(key, place) == first.setdefault(key, place)


def test_many_are_kept_in_few_lists() -> None:
    """A quarter of a million people are searched in a handful of sorted lists, all found again."""
    seen = Repeats()
    for place in range(4 * repeats.RECENT):
        seen.first(str(place), place)

    assert len(seen._packed) <= 3
    assert [seen.first(str(place), -1) for place in range(0, 4 * repeats.RECENT, 9973)] == list(
        range(0, 4 * repeats.RECENT, 9973)
    )
