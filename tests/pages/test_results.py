"""Results: another role and other evidence, at once; the role is kept."""

import json
from itertools import pairwise
from typing import Any

from streamlit.testing.v1 import AppTest

from assessment.content.items import DontKnow
from assessment.content.model import Content
from assessment.store.store import Store
from tests.browser import examples

from .conftest import Visit
from .driving import faults, widget


def radar(app: AppTest) -> Any:
    """What the first chart draws."""
    return json.loads(app.get("plotly_chart")[0].proto.spec)["data"]


def test_another_role(visit: Visit, store: Store, content: Content) -> None:
    """Title, figures, chart and its words speak of the new role; a new window does too."""
    attempt = examples.full(store, content)
    app = visit("Results", attempt)
    for role in (*content.roles[1:], content.roles[0]):
        before = radar(app)
        widget(app, "selectbox", "role").set_value(role).run()
        assert not faults(app)
        assert role.name in app.title[0].value
        assert radar(app) != before
        assert any(role.name in chart.proto.alt for chart in app.get("plotly_chart"))
        assert store.attempt(examples.LOCAL, attempt.head.id).target == role.id
        assert role.name in visit("Results", attempt).title[0].value


def test_other_evidence(visit: Visit, store: Store, content: Content) -> None:
    """Each choice of evidence draws another radar; what is stored stays as it is."""
    attempt = examples.full(store, content)
    app = visit("Results", attempt)
    drawn = []
    for view in app.radio(key="view").options:
        at = app.radio(key="view").options.index(view)
        app.radio(key="view").set_value(("combined", "shown", "self")[at]).run()
        assert not faults(app)
        drawn.append(radar(app))

    assert all(one != other for one, other in pairwise(drawn))
    assert store.attempt(examples.LOCAL, attempt.head.id) == attempt


def test_evidence_of_one_kind_only(visit: Visit, store: Store, content: Content) -> None:
    """Without an answer nothing is assessed by questions alone; no skill has a level then."""
    app = visit("Results", examples.at_item(store, content))
    app.radio(key="view").set_value("shown").run()

    assert not faults(app)
    words = app.get("plotly_chart")[0].proto.alt
    assert words.count("not assessed") == len(content.skills)
    assert not any(chr(digit) in words for digit in range(ord("0"), ord("9") + 1))


def test_reasons_of_every_answer(visit: Visit, store: Store, content: Content) -> None:
    """The key of each question that was answered can be looked at."""
    attempt = examples.full(store, content)
    app = visit("Results", attempt)
    box = app.selectbox(key="reasons")
    assert len(box.options) == len(attempt.answers)
    for at in range(len(box.options)):
        app.selectbox(key="reasons").set_value(at).run()
        assert not faults(app)


def test_what_drove_every_number(visit: Visit, store: Store, content: Content) -> None:
    """Each sub-skill that is assessed can be asked what its level rests on."""
    app = visit("Results", examples.full(store, content))
    for sub in content.sub_skills:
        if sub.name in app.selectbox(key="driver").options:
            app.selectbox(key="driver").set_value(sub.id).run()
            assert not faults(app)
            assert any(sub.name in each.value for each in app.markdown)


def test_where_the_two_views_differ(visit: Visit, store: Store, content: Content) -> None:
    """Only what differs by more than chance is listed, under the rule; nothing else has a row."""
    attempt = examples.at_item(store, content)
    boast, level = content.sub_skills[0], content.sub_skills[1]
    examples.save(store, attempt, "rating", boast.id, 5)
    for item in boast.items[:6]:
        examples.save(store, attempt, "answer", item.id, DontKnow())
    examples.save(store, attempt, "answer", level.items[0].id, DontKnow())
    app = visit("Results", attempt)

    assert not faults(app)
    (table,) = (each.value for each in app.table if "You rated, so" in each.value.columns)
    assert list(table["Sub-skill"]) == [boast.name]
    assert any(each.value.startswith("2 sub-skills have both") for each in app.caption)


def test_over_confidence_waits_for_twenty_answers(
    visit: Visit, store: Store, content: Content
) -> None:
    """Below, the number there is; with twenty a figure and its error, and the same levels."""
    attempt = examples.at_item(store, content)
    numeric = [item for item in examples.items(content) if item.family == "numeric"][:20]
    for item in numeric:
        examples.save(store, attempt, "answer", item.id, examples.answer(item))
    before = radar(visit("Results", attempt))
    for item in numeric[:19]:
        examples.save(store, attempt, "confidence", item.id, 75)
    app = visit("Results", attempt)
    assert any(each.value.endswith("so far there are 19.") for each in app.markdown)
    examples.save(store, attempt, "confidence", numeric[19].id, 75)
    app = visit("Results", attempt)

    assert not faults(app)
    assert any("with a standard error of 10" in each.value for each in app.markdown)
    assert radar(app) == before
