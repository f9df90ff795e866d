"""The two views: figure, sentence and table agree, and chance alone is no difference."""

import pytest
from hypothesis import given, settings

from assessment.attempts import Attempt
from assessment.charts import views
from assessment.charts.rows import inside
from assessment.content.items import DontKnow
from assessment.gaps import Sight
from assessment.insight import Pair, pairs
from tests.charts.examples import LEVEL_NAMES, MARKUP, as_read, traces, written
from tests.examples import attempt, attempts, miniature, numbers, sub_skill

NAMES = dict(enumerate(LEVEL_NAMES))
few = settings(max_examples=25, deadline=None)


def pair(
    rating: int, shown: float, chance: float, name: str = "Pricing", *, high: bool = True
) -> Pair:
    """Two views, and how many people with these answers would rate themselves so high or low."""
    sub = sub_skill("pricing").model_copy(update={"name": name})
    own = Sight(rating - 0.5, rating - 1.5, rating + 0.5)
    tails = (chance, 1 - chance) if high else (1 - chance, chance)
    return Pair(sub, rating, own, Sight(shown, shown - 1, shown + 1), *tails)


FOUND = (
    pair(5, 1.2, 0.004, name="Up"),
    pair(1, 4.8, 0.08, name="Down", high=False),
    pair(4, 3.0, 0.3, name="Level"),
)


def test_figure_and_table_tell_the_same() -> None:
    """Row by row, of what differs: the name, both views, and the line between them."""
    chart = views.figure(FOUND, LEVEL_NAMES)
    own, shown = traces(chart, "markers")
    (between,) = traces(chart, "lines")
    (names,) = traces(chart, "text")
    table = views.table(FOUND, NAMES)

    assert [row["Sub-skill"] for row in table] == ["Up", "Down"]
    assert [as_read(text) for text in names.text] == ["Up", "Down"]
    for at, row in enumerate(table):
        assert own.x[at] == pytest.approx(inside(numbers(row["You rated, so"])[1]), abs=0.0501)
        assert shown.x[at] == pytest.approx(inside(numbers(row["You showed"])[0]), abs=0.0501)
        assert list(between.x[3 * at : 3 * at + 2]) == [own.x[at], shown.x[at]]


def test_a_row_by_hand() -> None:
    """The rating with its word, both views with their ranges, and how rare the rating is."""
    up, down = views.table(FOUND, NAMES)

    assert up["You rated, so"].startswith(f"5 {NAMES[5]}")
    assert numbers(up["You rated, so"]) == [5, 4.5, 3.5, 5.5]
    assert numbers(up["You showed"]) == [1.2, 0.2, 2.2]
    assert up["Would rate so"] == "fewer than 1 in 100"
    assert numbers(down["Would rate so"]) == [8, 100]


def test_the_sentence_names_what_differs_and_which_way() -> None:
    """Whoever rates higher than shown is told so, the other way round otherwise; chance is not."""
    said = views.sentence(FOUND)

    assert said.index("higher") < said.index("Up") < said.index("Down")
    assert "Level" not in said
    assert views.sentence(FOUND[:1]) != views.sentence(FOUND[1:2])


def test_the_rule_is_said_with_its_numbers() -> None:
    """How many were compared, from which chance on one is listed, and what chance alone lists."""
    assert numbers(views.rule(FOUND)) == [3, 100, 10, 20, 100]


def test_nothing_to_compare_is_said() -> None:
    """Without a sub-skill that has both, or a difference, there is a sentence and no row."""
    assert views.sentence(()) != views.sentence(FOUND[2:])
    assert views.table(FOUND[2:], NAMES) == views.table((), NAMES) == []


def test_a_name_that_looks_like_markup_is_text() -> None:
    """A sub-skill's name is read as written, and no tag of it reaches the figure."""
    texts = written(views.figure((pair(5, 1, 0.01, name=MARKUP),), LEVEL_NAMES))

    assert MARKUP in [as_read(text) for text in texts]
    assert not [text for text in texts if "<a" in text]


@few
@given(attempts())
def test_any_attempt_can_be_drawn(done: Attempt) -> None:
    """Exactly what differs has a row in the table and in the figure, and is named."""
    found = pairs(miniature(), done)
    differing = [each.sub_skill.name for each in found if each.differs]

    assert [row["Sub-skill"] for row in views.table(found, NAMES)] == differing
    assert len(traces(views.figure(found, LEVEL_NAMES), "text")[0].text) == len(differing)
    assert all(name in views.sentence(found) for name in differing)


def test_a_view_of_an_attempt_by_hand() -> None:
    """Rated at the top and wrong at the item: few with that answer rate themselves so high."""
    (compared,) = pairs(miniature(), attempt({"returns": 5}, {"returns-01": DontKnow()}))

    assert compared.as_high < compared.as_low
    assert compared.own.estimate > compared.shown.estimate
