"""Result file: looked at without a trace, kept as a new person, or refused in a sentence."""

import json

import pytest

from assessment.content.model import Content
from assessment.result_file import result_file, write
from assessment.store.store import Store
from tests.browser import examples

from .conftest import Visit
from .driving import faults

FILE = "result-file"


def test_a_result_file_is_only_looked_at(visit: Visit, store: Store, content: Content) -> None:
    """Its result is what Results shows of the attempt, and nobody is added."""
    attempt = examples.full(store, content, "Ada")
    people = store.people(examples.LOCAL)
    own = visit("Results", attempt)
    app = visit("Result file")
    app.file_uploader(key=FILE).upload("mine.json", write(result_file(attempt, "Ada"))).run()

    assert not faults(app)
    assert app.header[0].value == own.title[0].value
    assert [each.value for each in app.metric] == [each.value for each in own.metric]
    assert any("Ada" in each.value for each in app.markdown)
    assert store.people(examples.LOCAL) == people
    assert app.query_params == {}


def test_a_result_file_is_kept(visit: Visit, store: Store, content: Content) -> None:
    """Kept, it is another person's attempt with the same answers, and Results shows it."""
    attempt = examples.full(store, content, "Ada")
    raw = write(result_file(attempt, "Ada from elsewhere"))
    app = visit("Result file")
    app.file_uploader(key=FILE).upload("mine.json", raw).run()
    app.button(key="keep-file").click().run()

    assert not faults(app)
    people = {person.name: person.id for person in store.people(examples.LOCAL)}
    (opened,) = store.attempts(examples.LOCAL, people["Ada from elsewhere"])
    assert (opened.ratings, opened.answers) == (attempt.ratings, attempt.answers)
    assert content.roles[0].name in app.title[0].value


def test_another_version_is_said(visit: Visit, store: Store, content: Content) -> None:
    """Of a file that began with other content, both versions are named."""
    file = result_file(examples.full(store, content), "Ada")
    other = file.model_copy(update={"content_version": "0.1", "content_digest": "0" * 64})
    app = visit("Result file")
    app.file_uploader(key=FILE).upload("mine.json", write(other)).run()

    (said,) = (each.value for each in app.caption if "numbers may differ" in each.value)
    assert "0.1" in said.replace("\\", "")
    assert content.framework.version in said.replace("\\", "")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"answers": 12}, "answers"),
        ({"ratings": {"seo": 9}}, "ratings"),
        ({"schema_version": 2}, "schema_version"),
    ],
    ids=["kind", "range", "version"],
)
def test_what_is_wrong_in_a_file_is_named(
    visit: Visit, store: Store, content: Content, change: dict[str, object], named: str
) -> None:
    """The place of the fault stands there, no result, and nobody is added."""
    attempt = examples.full(store, content)
    before = store.people(examples.LOCAL)
    raw = json.dumps(json.loads(write(result_file(attempt, ""))) | change).encode()
    app = visit("Result file")
    app.file_uploader(key=FILE).upload("mine.json", raw).run()

    assert "cannot be opened" in app.error[0].value
    assert named in app.code[0].value
    assert not app.metric
    assert store.people(examples.LOCAL) == before


def test_a_file_that_is_cut_off_is_told(visit: Visit, store: Store) -> None:
    """It is named as such."""
    app = visit("Result file")
    app.file_uploader(key=FILE).upload("mine.json", b'{"format": "headway').run()

    assert "cannot be opened" in app.error[0].value
    assert "not valid JSON" in app.code[0].value
    assert store.people(examples.LOCAL) == ()
