"""Experience, Progress and Roles: what a person says there is kept, and used everywhere."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from assessment.content.model import Content
from assessment.result_file import result_file
from assessment.store.policy import Actor
from assessment.store.store import Store
from tests.browser import examples

from .conftest import Visit
from .driving import faults, widget

LOCAL = Actor("local")


def test_experience_is_kept(visit: Visit, store: Store, content: Content) -> None:
    """An answer about the way behind, and how it is backed, are there on the next visit."""
    attempt = examples.full(store, content, "Ada")
    question = content.path.steps[0].questions[0]
    best = question.options[-1].id
    app = visit("Experience", attempt)
    widget(app, "selectbox", f"path-{question.id}").set_value(best).run()
    widget(app, "selectbox", f"backed-{question.id}").set_value(3).run()

    assert not faults(app)
    said = store.attempt(LOCAL, attempt.head.id).path[question.id]
    assert (said.option, said.evidence) == (best, 3)
    assert widget(visit("Experience", attempt), "selectbox", f"path-{question.id}").value == best


def test_tools_are_counted_on_the_same_run(visit: Visit, store: Store, content: Content) -> None:
    """A tool level is stored, and the table beside what the role needs shows it at once."""
    attempt = examples.full(store, content, "Ada")
    category = content.tools.categories[0]
    app = visit("Experience", attempt)
    app.radio(key="experience-part").set_value("tools").run()
    widget(app, "radio", f"tool-{category.id}").set_value(4).run()

    assert not faults(app)
    assert store.attempt(LOCAL, attempt.head.id).tools[category.id].level == 4
    table = next(t.value for t in app.table if "Kind of tool" in t.value.columns)
    assert content.tools.scale[4].name in table["You"].iloc[0]


def test_a_retake_begins_empty_and_asks_unseen_items(
    visit: Visit, store: Store, content: Content
) -> None:
    """A retake is another attempt of the same person, with nothing in it."""
    attempt = examples.full(store, content, "Ada")
    app = visit("Progress", attempt)
    app.button(key="retake").click().run()

    assert not faults(app)
    newest, first = store.attempts(LOCAL, attempt.head.person_id)
    assert (newest.ratings, newest.answers) == ({}, {})
    assert first.answers == attempt.answers
    assert newest.head.id in app.query_params["attempt"]


def test_two_attempts_are_compared(visit: Visit, store: Store, content: Content) -> None:
    """With two filled attempts Progress says what moved."""
    attempt = examples.full(store, content, "Ada")
    again = store.begin_attempt(
        LOCAL,
        attempt.head.person_id,
        target=attempt.target,
        seed=8,
        content_version=content.framework.version,
        content_digest=content.digest,
    )
    examples.save(store, again, "rating", content.sub_skills[0].id, 5)
    app = visit("Progress", again)

    assert not faults(app)
    assert "What moved" in [header.value for header in app.header]
    assert any("Chance that it is higher" in table.value.columns for table in app.table)


def test_attempts_of_one_day_are_told_apart(visit: Visit, store: Store, content: Content) -> None:
    """Two attempts of today have two names: in the list, in the figure, in its table, in words."""
    attempt = examples.full(store, content, "Ada")
    visit("Progress", attempt).button(key="retake").click().run()
    again = store.attempts(LOCAL, attempt.head.person_id)[0]
    for sub in content.sub_skills:
        examples.save(store, again, "rating", sub.id, 5)
    app = visit("Progress", again)
    table = next(each.value for each in app.table if "Attempt" in each.value.columns)
    names = list(dict.fromkeys(table["Attempt"]))

    assert len(names) == 2
    assert any(text.value.startswith(f"From {names[0]} to {names[1]}: ") for text in app.markdown)
    assert {text.value.split("**")[1] for text in app.markdown if " rated · " in text.value} == set(
        names
    )
    assert not faults(app)


def test_questions_met_before_are_counted(visit: Visit, store: Store, content: Content) -> None:
    """Where a retake could not ask unseen questions only, Progress says how many it repeated."""
    attempt = examples.full(store, content, "Ada")
    visit("Progress", attempt).button(key="retake").click().run()
    again = store.attempts(LOCAL, attempt.head.person_id)[0]
    known = next(iter(attempt.answers))
    unseen = next(item for item in examples.items(content) if item.id not in attempt.answers)
    examples.save(store, again, "answer", unseen.id, examples.answer(unseen))
    assert any("had been met before, so" in c.value for c in visit("Progress", again).caption)
    examples.save(store, again, "answer", known, attempt.answers[known])

    assert any(c.value.startswith("1 of the 2 questions") for c in visit("Progress", again).caption)


def test_an_old_result_asks_for_a_retake(visit: Visit, store: Store, content: Content) -> None:
    """Seven months after the newest answer, Progress and Results say so; a fresh one does not."""
    attempt = examples.full(store, content, "Ada")
    for title in ("Progress", "Results"):
        assert not visit(title, attempt).warning
    long_ago = datetime.now(UTC) - timedelta(days=215)
    old = store.import_result(LOCAL, result_file(replace(attempt, changed_at=long_ago), "Ada"))
    examples.save(store, old, "place", "", "somewhere")  # looked at today, but not answered

    for title in ("Progress", "Results"):
        (warning,) = visit(title, old).warning
        assert warning.value.startswith("Re-check: your newest answer is 7 months old.")


def test_two_roles_stand_side_by_side(visit: Visit, content: Content) -> None:
    """Choosing a second role adds its requirements to the table."""
    app = visit("Roles")
    app.selectbox(key="role-beside").set_value(content.roles[-1]).run()

    assert not faults(app)
    columns = [list(table.value.columns) for table in app.table]
    assert any(len(names) == 3 and content.roles[-1].name in names[2] for names in columns)


def test_a_role_of_ones_own_is_offered_on_results(
    visit: Visit, store: Store, content: Content
) -> None:
    """A role kept from the table is stored, and Results can compare with it."""
    attempt = examples.full(store, content, "Ada")
    app = visit("Roles", attempt)
    app.text_input(key="own-role-name").set_value("Growth *lead*").run()
    app.button(key="own-role-keep").click().run()

    assert not faults(app)
    ((own_id, own),) = store.attempt(LOCAL, attempt.head.id).own_roles.items()
    assert own.name == "Growth *lead*"
    results = visit("Results", attempt)
    choice = widget(results, "selectbox", "role")
    assert len(choice.options) == len(content.roles) + 1
    examples.save(store, attempt, "target", "", own_id)
    assert "Growth" in visit("Results", attempt).title[0].value


def test_a_role_without_a_name_is_refused(visit: Visit, store: Store, content: Content) -> None:
    """Nothing is kept, and the fault is named."""
    attempt = examples.full(store, content, "Ada")
    app = visit("Roles", attempt)
    app.button(key="own-role-keep").click().run()

    assert store.attempt(LOCAL, attempt.head.id).own_roles == {}
    assert any("name" in block.value for block in app.code)
