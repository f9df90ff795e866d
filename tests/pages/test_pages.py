"""Every page that the router lists, in every state that a person can find it in."""

from pathlib import Path

import pytest

from assessment.content.model import Content
from assessment.store.store import Store
from tests.browser import examples

from .conftest import Visit
from .driving import faults, widget


def states(store: Store, content: Content) -> dict[str, object]:
    """Attempts in each state, by its name; None where nothing is begun."""
    return {
        "no attempt": None,
        "nothing answered": examples.begun(store, content),
        "ratings only": examples.at_item(store, content),
        "much answered": examples.full(store, content, "Ada"),
        "everything answered": examples.exhausted(store, content),
    }


def test_every_page_in_every_state(
    visit: Visit, page_list: dict[str, object], store: Store, content: Content
) -> None:
    """Each page has a title and no fault, whatever has been answered so far."""
    visit()
    wrong = {}
    for state, attempt in states(store, content).items():
        for title in page_list:
            app = visit(title, attempt)
            if faults(app) or len(app.title) != 1:
                wrong[title, state] = [each.value for each in app.title], faults(app)

    assert len(page_list) >= 5
    assert wrong == {}


def test_left_and_come_back(
    visit: Visit, page_list: dict[str, object], store: Store, content: Content
) -> None:
    """What was chosen is there after a visit to any other page, and in a new window."""
    attempt = examples.begun(store, content)
    sub = content.sub_skills[0]
    app = visit("Assessment", attempt)
    widget(app, "radio", f"rate-{sub.id}").set_value(3).run()
    for title in page_list:
        visit(title, app=app)
        assert not faults(app), title
        visit("Assessment", app=app)
        assert widget(app, "radio", f"rate-{sub.id}").value == 3, title

    assert widget(visit("Assessment", attempt), "radio", f"rate-{sub.id}").value == 3


@pytest.mark.parametrize("named", ["nobody", "A" * 22, "%00", "x" * 100_000, "' OR 1=1 --"])
def test_an_unknown_attempt(visit: Visit, page_list: dict[str, object], named: str) -> None:
    """Each page that shows an attempt says in one sentence that it is not there, and forgets it."""
    visit()
    told = set()
    for title in page_list:
        app = visit(title, named)
        assert not faults(app), title
        assert ("attempt" in app.query_params) == (not app.warning), title
        told |= {each.value for each in app.warning}

    (sentence,) = told
    assert "not on this machine" in sentence


@pytest.mark.parametrize("address", ["", "mysql://example.org/x", "sqlite:////nowhere/at/all.db"])
def test_a_database_that_cannot_be_opened(
    visit: Visit,
    page_list: dict[str, object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
) -> None:
    """Every page that needs it says in one sentence what to do; none raises."""
    blocked = tmp_path / "a file"
    blocked.write_text("in the way", "utf-8")
    monkeypatch.setenv("HEADWAY_DATA_DIR", str(blocked))
    monkeypatch.setenv("HEADWAY_DATABASE_URL", address)
    visit()
    told = set()
    for title in page_list:
        app = visit(title, "A" * 22)
        assert [each.message for each in app.exception] == [], title
        assert len(app.error) <= 1, title
        told |= {each.value for each in app.error}

    assert len(told) == 1
    assert blocked.read_text("utf-8") == "in the way"
