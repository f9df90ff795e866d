"""The two views: figure, sentence and table agree, and chance alone is no difference."""

import pytest
from hypothesis import given, settings

from assessment.attempts import Attempt
from assessment.charts import views
from assessment.charts.rows import inside
from assessment.charts.views import Pair
from assessment.content.items import DontKnow
from assessment.evaluation import evaluate
from assessment.gaps import Gap
from tests.charts.examples import LEVEL_NAMES, MARKUP, as_read, traces, written
from tests.examples import asks, attempt, attempts, miniature, numbers, sub_skill

HEAD = miniature().content.roles[0]
few = settings(max_examples=25, deadline=None)


def found(done: Attempt) -> tuple[Pair, ...]:
    """The pairs of views that an attempt at the miniature gives."""
    own, shown = (evaluate(miniature(), done, HEAD, view) for view in ("self", "shown"))
    return views.pairs(own, shown)


def gap(stands: float, half: float) -> Gap:
    """A view with its likely range."""
    return Gap(
        sub_skill("pricing"),
        asks("pricing", 3),
        stands,
        stands - half,
        stands + half,
        0.5,
        0.8,
        0.4,
        "unclear",
    )


def pair(own: float, shown: float, half: float = 1.2816, name: str = "Pricing") -> Pair:
    """Two views; with the usual half range each has a standard error of one level."""
    sub = sub_skill("pricing").model_copy(update={"name": name})
    return Pair(sub, gap(own, half), gap(shown, half))


@few
@given(attempts())
def test_only_what_was_rated_and_answered_is_compared(done: Attempt) -> None:
    """A sub-skill with one witness has no second to differ from; the largest difference leads."""
    both = {s for s, r in done.ratings.items() if r is not None and f"{s}-01" in done.answers}
    compared = found(done)

    assert {each.sub_skill.id for each in compared} == both
    assert [abs(each.difference) for each in compared] == sorted(
        (abs(each.difference) for each in compared), reverse=True
    )


@few
@given(attempts())
def test_figure_and_table_tell_the_same(done: Attempt) -> None:
    """Row by row: the name, both views, and the line between them."""
    compared = found(done)
    chart = views.figure(compared, LEVEL_NAMES)
    own, shown = traces(chart, "markers")
    (between,) = traces(chart, "lines")
    (names,) = traces(chart, "text")
    table = views.table(compared)

    assert len(table) == len(own.x) == len(shown.x) == len(names.text)
    for at, row in enumerate(table):
        assert as_read(names.text[at]) == row["Sub-skill"]
        assert own.x[at] == pytest.approx(inside(float(row["Own view"])), abs=0.0501)
        assert shown.x[at] == pytest.approx(inside(float(row["Shown view"])), abs=0.0501)
        assert list(between.x[3 * at : 3 * at + 2]) == [own.x[at], shown.x[at]]
        assert float(row["Difference"]) == pytest.approx(
            float(row["Own view"]) - float(row["Shown view"]), abs=0.1501
        )


@few
@given(attempts())
def test_each_view_has_its_own_range(done: Attempt) -> None:
    """The ranges in the table are those of the two views, each holding its view."""
    compared = found(done)
    for row, each in zip(views.table(compared), compared, strict=True):
        for name, view in (("own", each.own), ("shown", each.shown)):
            ends = numbers(row[f"Likely range, {name}"])

            assert ends == [float(f"{view.low:.1f}"), float(f"{view.high:.1f}")]
            assert ends[0] <= float(row[f"{name.capitalize()} view"]) <= ends[1]


@pytest.mark.parametrize(
    ("own", "shown", "notable"),
    [(4.0, 2.3, False), (4.0, 2.1, True), (2.1, 4.0, True), (3.0, 3.0, False)],
)
def test_what_is_notable_by_hand(own: float, shown: float, *, notable: bool) -> None:
    """Two standard errors of 1 make 1.41 for the difference: notable from 1.28 times that, 1.81."""
    assert pair(own, shown).notable is notable


def test_surer_views_need_less_difference() -> None:
    """Half a level is chance where each view may be a level off, and notable where neither may."""
    assert not pair(3.5, 3.0).notable
    assert pair(3.5, 3.0, half=0.2).notable


def test_the_sentence_names_what_is_notable_and_which_way() -> None:
    """Whoever rates higher than shown is told so, the other way round otherwise; chance is not."""
    higher, lower = pair(5, 1, name="Up"), pair(1, 5, name="Down")
    chance = pair(3.1, 3.0, name="Level")
    said = views.sentence((higher, lower, chance))

    assert "Up" in said
    assert "Down" in said
    assert "Level" not in said
    assert views.sentence((higher,)) != views.sentence((pair(1, 5, name="Up"),))


def test_nothing_to_compare_is_said() -> None:
    """Without a sub-skill that has both, there is a sentence and no row."""
    assert views.sentence(())
    assert views.table(()) == []


def test_a_name_that_looks_like_markup_is_text() -> None:
    """A sub-skill's name is read as written, and no tag of it reaches the figure."""
    texts = written(views.figure((pair(4, 3, name=MARKUP),), LEVEL_NAMES))

    assert MARKUP in [as_read(text) for text in texts]
    assert not [text for text in texts if "<a" in text]


def test_a_view_of_an_attempt_by_hand() -> None:
    """Rated at the top and wrong at the item: the own view is the higher one."""
    (compared,) = found(attempt({"returns": 5}, {"returns-01": DontKnow()}))

    assert compared.difference > 0
