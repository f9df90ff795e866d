"""Results: another role and other evidence, at once; the role is kept."""

import json
from itertools import pairwise
from typing import Any

from streamlit.testing.v1 import AppTest

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
