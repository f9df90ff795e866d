"""Three views on one radar: figure, sentence and table agree, and none is told by colour alone."""

import re

from hypothesis import given, settings

from assessment.attempts import Attempt, Rating
from assessment.charts import overlay
from assessment.charts.differences import WITNESSES
from assessment.differences import VIEWS
from assessment.evaluation import evaluate
from tests.charts.examples import MARKUP, as_read, traces, written
from tests.examples import SEEN, attempt, attempts, changed, miniature, numbers

few = settings(max_examples=25, deadline=None)


def views(done: Attempt, seen: dict[str, Rating]) -> overlay.Views:
    """What the three views say."""
    role = miniature().content.roles[0]
    return {view: evaluate(miniature(), done, role, view, seen=seen) for view in VIEWS}


@few
@given(attempts(), SEEN)
def test_figure_and_table_tell_the_same(done: Attempt, seen: dict[str, Rating]) -> None:
    """Each view's point on each spoke is its cell; what is not assessed has neither."""
    found = views(done, seen)
    outlines = traces(overlay.figure(found), "lines+markers")
    rows = overlay.table(found)

    assert [outline.name for outline in outlines] == list(VIEWS)
    for outline, witness in zip(outlines, WITNESSES.values(), strict=True):
        assert outline.r[0] == outline.r[-1]
        for point, row in zip(outline.r, rows, strict=False):
            cell = row[witness.name.capitalize()]
            if point is None:
                assert cell == witness.missing
            else:
                assert numbers(cell)[0] == float(f"{point:.1f}")


@few
@given(attempts(), SEEN)
def test_labels_and_sentence_tell_the_same(done: Attempt, seen: dict[str, Rating]) -> None:
    """Below each name the three levels in their order, as in the sentence."""
    found = views(done, seen)
    labels = [as_read(each) for each in overlay.figure(found).layout.polar.angularaxis.ticktext]
    expected = [
        float(f"{level.estimate:.1f}")
        for row in zip(*(found[view].skills for view in VIEWS), strict=True)
        for level in row
        if level.assessed
    ]

    assert numbers(overlay.sentence(found)) == expected
    below = (re.sub("<[^>]*>", "", text.partition("<span")[2].partition(">")[2]) for text in labels)
    assert [number for text in below for number in numbers(text)] == expected


def test_views_differ_in_more_than_colour() -> None:
    """Mark and dash of no two are alike, and a legend names all three."""
    chart = overlay.figure(views(attempt({"pricing": 3}), {"pricing": 4}))
    outlines = traces(chart, "lines+markers")

    assert len({outline.marker.symbol for outline in outlines}) == 3
    assert len({outline.line.dash for outline in outlines}) == 3
    assert len({outline.line.color for outline in outlines}) == 3
    assert chart.layout.showlegend
    assert [trace.name for trace in chart.data if trace.showlegend] == list(VIEWS)


def test_nothing_known_has_no_point_and_no_number() -> None:
    """Three empty outlines, and every skill is said to be not assessed."""
    found = views(attempt(), {})

    assert all(set(t.r) == {None} for t in traces(overlay.figure(found), "lines+markers"))
    assert numbers(overlay.sentence(found)) == []
    assert overlay.sentence(found).count("not assessed") == len(miniature().content.skills)


def test_how_much_a_point_rests_on_is_told() -> None:
    """A skill of which the mentor saw one sub-skill of two says so in the table."""
    row = overlay.table(views(attempt({"pricing": 3, "returns": 3}), {"pricing": 4}))[0]

    assert row["Self"].endswith("2 of 2 sub-skills")
    assert row["Mentor"].endswith("1 of 2 sub-skills")
    assert row["Shown"] == "not answered"


def test_a_name_that_looks_like_markup_is_text() -> None:
    """A skill's name is read as written, and no tag of it reaches the figure."""
    bank = changed("pricing")
    skills = tuple(s.model_copy(update={"name": MARKUP}) for s in bank.content.skills)
    found = views(attempt({"pricing": 3}), {})
    named = {
        view: type(result)(
            **{
                **vars(result),
                "skills": tuple(
                    type(level)(**{**vars(level), "skill": skill})
                    for level, skill in zip(result.skills, skills, strict=True)
                ),
            }
        )
        for view, result in found.items()
    }
    texts = written(overlay.figure(named))

    assert any(as_read(text).startswith(MARKUP) for text in texts)
    assert not [text for text in texts if "<a" in text]
