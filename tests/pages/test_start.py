"""Start: whoever begins, under whatever name, and who wants to be forgotten."""

import pytest

from assessment.attempts import NAME_LIMIT
from assessment.content.model import Content
from assessment.pages.text import label
from assessment.store.store import Store
from tests.browser import examples

from .conftest import Visit
from .driving import faults, kept

HOSTILE = {
    "markdown": "![x](http://example.org/a.png) **b** :red[c]",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "quotes": "'; DROP TABLE person; -- \"",
    "formula": '=HYPERLINK("http://example.org")',
    "directions": "\u202egnp.exe\u2066",
    "invisible": "A\u200bda\ufeff",
    "null": "A\x00da",
    "escape": "\x1b[31mAda",
    "lines": "Ada\n# Lovelace\n\n- b",
    "long": "x" * (NAME_LIMIT + 1),
    "megabyte": "x" * 1_000_000,
    "emoji": "👩‍🚀 Ünïcödé 中文 العربية",
}
"""What a person can paste into a line of text."""


def test_a_stranger_begins(visit: Visit, store: Store, content: Content) -> None:
    """Nothing is asked for: Begin leads to the first part, for the first role."""
    app = visit()
    app.button(key="begin").click().run()

    assert not faults(app)
    assert app.title[0].value == content.skills[0].name
    (person,) = store.people(examples.LOCAL)
    (attempt,) = store.attempts(examples.LOCAL, person.id)
    assert (person.name, attempt.target) == ("", content.roles[0].id)


def test_the_chosen_role_is_kept(visit: Visit, store: Store, content: Content) -> None:
    """The attempt is compared with the role that was chosen."""
    app = visit()
    app.selectbox(key="start-role").set_value(content.roles[-1]).run()
    app.button(key="begin").click().run()

    (person,) = store.people(examples.LOCAL)
    assert store.attempts(examples.LOCAL, person.id)[0].target == content.roles[-1].id


def test_the_chosen_length_is_kept(visit: Visit, store: Store) -> None:
    """A short run unless something else is chosen; a retake is as long as the one before."""
    for chosen in ("short", "ratings", "full"):
        app = visit()
        if chosen != "short":
            app.radio(key="start-length").set_value(chosen).run()
        app.button(key="begin").click().run()
        attempt = store.attempt(examples.LOCAL, "".join(app.query_params["attempt"]))
        assert attempt.length == chosen
        progress = visit("Progress", attempt)
        progress.button(key="retake").click().run()
        again = store.attempt(examples.LOCAL, "".join(progress.query_params["attempt"]))

        assert not faults(progress)
        assert again.head.id != attempt.head.id
        assert again.length == chosen


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_name(visit: Visit, store: Store, name: str) -> None:
    """A name is kept and shown as text, or refused in a sentence; then nobody is added."""
    app = visit()
    app.text_input(key="start-name").set_value(name).run()
    app.button(key="begin").click().run()
    people = store.people(examples.LOCAL)

    name, refusals = kept(name, NAME_LIMIT, "The name")

    assert not app.exception
    assert [each.value for each in app.error] == refusals
    assert [person.name for person in people] == ([] if refusals else [name])
    shown = [each.value for each in visit().markdown]
    assert refusals or any(text.startswith(f"**{label(name)}** ") for text in shown)


def test_erase(visit: Visit, store: Store, content: Content) -> None:
    """One is erased, the other stays; a window that showed the first shows nobody."""
    gone = examples.full(store, content, "Ada")
    stays = examples.full(store, content, "Grace")
    app = visit("Results", gone)
    visit("Start", app=app)
    app.button(key=f"erase-{gone.head.id}").click().run()

    assert not faults(app)
    assert [person.name for person in store.people(examples.LOCAL)] == ["Grace"]
    assert store.attempt(examples.LOCAL, stays.head.id).ratings == stays.ratings
    visit("Results", app=app)
    assert app.title[0].value == "Results"


def test_go_on(visit: Visit, store: Store, content: Content) -> None:
    """Go on leads to the place where the attempt was left."""
    item = examples.first_of(content, examples.families(content)[0])
    attempt = examples.at_item(store, content, item.id)
    app = visit()
    app.button(key=f"resume-{attempt.head.id}").click().run()

    assert app.title[0].value == "Question 1"
    assert any(item.id in str(each.key) for each in [*app.radio, *app.number_input])


def test_the_address_says_which_one_to_go_on_with(
    visit: Visit, store: Store, content: Content
) -> None:
    """Start opened at an attempt lists it first, marks it, and the other pages show it."""
    named = examples.full(store, content, "Ada")
    examples.full(store, content, "Grace")
    app = visit("Start", named)
    people = [each.value for each in app.markdown if each.value.startswith("**")]

    assert not faults(app)
    assert people[0].startswith("**Ada**")
    assert sum("shown now" in each.value for each in app.markdown) == 1
    assert visit("Results", app=app).title[0].value == visit("Results", named).title[0].value
    assert not any("shown now" in each.value for each in visit().markdown)
