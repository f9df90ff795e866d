"""What a mentor sees after the blind rating: every part, whatever was rated, seen and noted."""

from collections.abc import Mapping

import pytest
from streamlit.testing.v1 import AppTest

from assessment.attempts import Attempt, Rating
from assessment.charts import beside
from assessment.content.items import Answer, DontKnow
from assessment.content.model import Content
from assessment.guide import LENGTHS, SHAPES
from assessment.pages.text import label
from assessment.reviews import Review, ReviewHead
from tests.examples import NOW, attempt
from tests.reports.examples import HOSTILE

from .driving import faults


def script(done: "Attempt", reviews: "list[Review]") -> None:
    """Draw the comparison of each review, as a page would; names are quoted, for it runs alone."""
    from assessment.pages import comparing, session

    for each in reviews:
        comparing.draw(done, each, session.bank().content.roles[0], "Ada")


def review(
    seen: Mapping[str, Rating], notes: Mapping[str, str] | None = None, name: str = "r1"
) -> Review:
    """A mentor's review whose ratings are done."""
    return Review(ReviewHead(name, "a", "m", NOW), "Grace", 3, NOW, seen, notes or {}, NOW)


def drawn(done: Attempt, *reviews: Review) -> AppTest:
    """The parts, drawn."""
    app = AppTest.from_function(
        script, default_timeout=60, kwargs={"done": done, "reviews": list(reviews)}
    ).run()
    assert not faults(app)
    return app


def words(app: AppTest) -> str:
    """Everything that is written, as it is sent."""
    kinds = (app.header, app.subheader, app.markdown, app.caption)
    return "\n".join(each.value for kind in kinds for each in kind)


@pytest.fixture(scope="module")
def apart(content: Content) -> tuple[Attempt, Review]:
    """An attempt and a review that differ in every way somewhere."""
    subs = content.sub_skills
    answers: dict[str, Answer] = {item.id: DontKnow() for item in subs[0].items}
    ratings = {sub.id: (5, 0, 3, 4)[at % 4] for at, sub in enumerate(subs)}
    return attempt(ratings, answers), review(
        {sub.id: (1, 5, 3)[at % 3] for at, sub in enumerate(subs)}
    )


def test_every_part_is_there(apart: tuple[Attempt, Review]) -> None:
    """Map, rule, radar, both results and the guide, each figure with its words and its table."""
    app = drawn(*apart)
    charts = app.get("plotly_chart")

    assert [each.value for each in app.header] == [
        "Where the views differ",
        "The three views by core skill",
        "The result without and with the mentor",
        "A guide for the talk",
    ]
    assert len(charts) == 3
    assert all(chart.proto.alt for chart in charts)
    assert len(app.table) == 5
    assert "80%" in words(app)
    assert [each.label for each in app.metric] == ["Readiness", "Must-haves met"] * 2
    assert {f"**{beside.WITHOUT}**", f"**{beside.WITH}**"} <= {each.value for each in app.markdown}


def test_the_two_results_stand_apart(apart: tuple[Attempt, Review]) -> None:
    """With a mentor who saw other than the mentee says, the figures differ, and both are shown."""
    app = drawn(*apart)
    ready = [each.value for each in app.metric if each.label == "Readiness"]

    assert len(ready) == 2
    assert ready[0] != ready[1]


def test_the_guide_follows_its_length(apart: tuple[Attempt, Review]) -> None:
    """Each length has its minutes and its number of sub-skills."""
    app = drawn(*apart)
    for length in LENGTHS:
        app.radio(key="compare-length:r1").set_value(length).run()
        assert not faults(app)
        shape = SHAPES[length]
        parts = [each.value for each in app.subheader]
        assert len(parts) == shape.topics + 3
        assert f"{shape.opening}\N{NO-BREAK SPACE}min" in parts[0]
        assert f"{shape.closing}\N{NO-BREAK SPACE}min" in parts[-1]


@pytest.mark.parametrize("case", ["nothing", "rated only", "seen only", "one seen"])
def test_little_is_enough(case: str, content: Content) -> None:
    """With nothing, one view or one rating every part stands, and no level is made up."""
    subs = [sub.id for sub in content.sub_skills]
    ratings: dict[str, Rating] = {} if case in {"nothing", "seen only"} else dict.fromkeys(subs, 3)
    seen: dict[str, Rating] = {
        "seen only": dict.fromkeys(subs, 4),
        "one seen": {subs[0]: 2, subs[1]: None},
    }.get(case, {})
    app = drawn(attempt(ratings), review(seen))

    assert len(app.header) == 4
    assert "Guide on one page (PDF)" in [each.proto.label for each in app.get("download_button")]
    if case == "nothing":
        assert {each.value for each in app.metric} == {"not assessed"}
        assert "what to do first" in words(app)
    if case == "seen only":
        assert [each.value for each in app.metric][:2] == ["not assessed"] * 2


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_notes_are_text(typed: str, apart: tuple[Attempt, Review], content: Content) -> None:
    """What a mentor noted reaches the page through the escape, and only so."""
    done, rated = apart
    notes = {sub.id: typed for sub in content.sub_skills}
    app = drawn(done, review(rated.seen, notes))
    noted = [each.value for each in app.markdown if each.value.startswith("**Noted:**")]

    assert noted
    assert set(noted) == {f"**Noted:** {label(typed)}"}


def test_two_mentors_on_one_page(apart: tuple[Attempt, Review]) -> None:
    """Each review has its own widgets, so that one's choice is not the other's."""
    done, first = apart
    app = drawn(done, first, review({}, name="r2"))
    app.radio(key="compare-length:r2").set_value(60).run()

    assert not faults(app)
    assert app.radio(key="compare-length:r1").value == LENGTHS[1]
