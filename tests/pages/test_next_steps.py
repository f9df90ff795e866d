"""Next steps: a plan that a person decides on, and that stays as decided."""

import pytest

from assessment.content.model import Content
from assessment.decisions import StepState
from assessment.store.policy import Actor
from assessment.store.store import Store
from tests.browser import examples

from .conftest import Visit
from .driving import faults, widget

LOCAL = Actor("local")


def test_the_pace_is_kept(visit: Visit, store: Store, content: Content) -> None:
    """Hours a week make another plan, and are there on the next visit."""
    attempt = examples.full(store, content, "Ada")
    app = visit("Next steps", attempt)
    before = app.get("plotly_chart")[0].proto.spec
    widget(app, "number_input", "pace-hours").set_value(12.0).run()

    assert not faults(app)
    assert app.get("plotly_chart")[0].proto.spec != before
    pace = store.attempt(LOCAL, attempt.head.id).pace
    assert pace is not None
    assert pace.hours_per_week == 12
    assert widget(visit("Next steps", attempt), "number_input", "pace-hours").value == 12


@pytest.mark.parametrize("state", ["accepted", "postponed", "swapped"])
def test_a_decision_is_kept(visit: Visit, store: Store, content: Content, state: StepState) -> None:
    """Begin, later and another way are stored at once, and the page shows what follows."""
    attempt = examples.full(store, content, "Ada")
    app = visit("Next steps", attempt)
    first = app.subheader[0].value
    next(each for each in app.button if str(each.key).startswith(f"{state}-")).click().run()

    assert not faults(app)
    (decided,) = store.attempt(LOCAL, attempt.head.id).steps.items()
    assert decided[1].state == state
    assert (app.subheader[0].value == first) is (state == "accepted")


def test_proof_of_a_step_is_kept(visit: Visit, store: Store, content: Content) -> None:
    """A step done with its proof stands among the finished, and the next one takes its place."""
    attempt = examples.full(store, content, "Ada")
    app = visit("Next steps", attempt)
    first = app.subheader[0].value
    area = next(each for each in app.text_area if str(each.key).startswith("done-"))
    area.set_value("See [my plan](http://example.org) =1+1")
    next(each for each in app.button if "Keep" in each.label and "done-" in str(each.key)).click()
    app.run()

    assert not faults(app)
    (decision,) = store.attempt(LOCAL, attempt.head.id).steps.values()
    assert (decision.state, decision.note) == ("done", "See [my plan](http://example.org) =1+1")
    assert first not in [each.value for each in app.subheader]


def test_what_a_level_more_would_be_worth(visit: Visit, store: Store, content: Content) -> None:
    """Raising every sub-skill by a level shows readiness now and then for every role."""
    app = visit("Next steps", examples.full(store, content, "Ada"))
    app.multiselect(key="raised").set_value([sub.id for sub in content.sub_skills]).run()

    assert not faults(app)
    tables = [table.value for table in app.table]
    ranked = next(table for table in tables if "Readiness then" in table.columns)
    assert len(ranked) == len(content.roles)
