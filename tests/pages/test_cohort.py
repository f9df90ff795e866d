"""Cohort: many files, of which the bad ones are named; everybody on the machine; no traces."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from assessment.content.model import Content
from assessment.pages.text import label
from assessment.result_file import result_file, write
from assessment.store.store import Store
from tests.browser import examples
from tests.reports.examples import HOSTILE

from .conftest import Visit
from .driving import faults

FILES = "cohort-files"


def named_files(store: Store, content: Content, names: list[str]) -> list[tuple[str, bytes]]:
    """Result files of people with these names, whose attempts are one level apart."""
    files = []
    for at, name in enumerate(names):
        attempt = examples.full(store, content)
        examples.save(store, attempt, "rating", content.sub_skills[0].id, at % 6)
        attempt = store.attempt(examples.LOCAL, attempt.head.id)
        files.append((f"{at}.json", write(result_file(attempt, name))))
    return files


def dropped(visit: Visit, files: list[tuple[str, bytes]]) -> AppTest:
    """The page after these files were dropped on it."""
    app = visit("Cohort")
    given = [(name, raw, "application/json") for name, raw in files]
    return app.file_uploader(key=FILES).set_value(given).run()


def column(app: AppTest, name: str) -> list[str]:
    """A column of the one table that has it."""
    (found,) = (table.value for table in app.table if name in table.value.columns)
    return [str(cell) for cell in found[name]]


def read(text: str) -> str:
    """A text as a person reads it, without what keeps it from being Markdown."""
    return re.sub(r"\\(.)", r"\1", text).replace("\u2060", "")


def test_files_become_a_cohort(visit: Visit, store: Store, content: Content) -> None:
    """Each person has a row and a column, and nothing is stored or put in the address."""
    files = named_files(store, content, ["Ada", "Grace", "Ada"])
    people = store.people(examples.LOCAL)
    app = dropped(visit, files)

    assert not faults(app)
    assert app.header[0].value == f"3 people against {content.roles[0].name}"
    assert sorted(column(app, "Person")) == ["Ada (1)", "Ada (2)", "Grace"]
    assert len(app.get("plotly_chart")) == 1
    assert store.people(examples.LOCAL) == people
    assert app.query_params == {}


def test_a_bad_file_is_set_aside(visit: Visit, store: Store, content: Content) -> None:
    """It is named with the reason, the same file twice counts once, and the rest is shown."""
    files = named_files(store, content, ["Ada", "Bo"])
    app = dropped(visit, [*files, ("bad *one*.json", b"{"), ("again.json", files[0][1])])

    assert not faults(app)
    assert "2 people" in app.header[0].value
    assert [read(each) for each in column(app, "File")] == ["bad *one*.json", "again.json"]
    told = column(app, "Why")
    assert "not valid JSON" in told[0]
    assert "counts once" in told[1]


def test_only_bad_files(visit: Visit) -> None:
    """Then there is a reason for each, and no cohort."""
    app = dropped(visit, [("a.json", b""), ("b.json", b"[]")])

    assert not faults(app)
    assert len(column(app, "Why")) == 2
    assert not app.header


def test_everybody_on_the_machine(visit: Visit, store: Store, content: Content) -> None:
    """The database's people stand there; a new answer, a new name and an erasure show at once."""
    ada = examples.full(store, content, "Ada")
    bo = examples.full(store, content, "Bo")
    app = visit("Cohort")
    app.radio(key="cohort-source").set_value("Everybody on this machine").run()
    assert column(app, "Person") == ["Ada", "Bo"]

    for sub in content.sub_skills:
        examples.save(store, bo, "rating", sub.id, 5)
    store.rename_person(examples.LOCAL, ada.head.person_id, "Ada L.")
    app.run()
    assert column(app, "Person") == ["Bo", "Ada L."]

    store.erase_person(examples.LOCAL, ada.head.person_id)
    app.run()
    assert not faults(app)
    assert column(app, "Person") == ["Bo"]


def test_nobody_on_the_machine(visit: Visit) -> None:
    """An empty database is said to be empty."""
    app = visit("Cohort")
    app.radio(key="cohort-source").set_value("Everybody on this machine").run()

    assert not faults(app)
    assert len(app.info) == 1


def test_averages_begin_with_the_fifth_person(visit: Visit, store: Store, content: Content) -> None:
    """Of four people there is none, of five there is, and the rule stands beside it."""
    files = named_files(store, content, ["A", "B", "C", "D", "E"])
    four, five = dropped(visit, files[:4]), dropped(visit, files)
    assert set(column(four, "Everyone (4 people)")) <= {
        f"no average: {count} assessed" for count in range(5)
    }
    first = column(five, "Everyone (5 people)")[0]

    assert re.fullmatch(r"\d\.\d, spread \d\.\d, 5 people", read(first))
    assert any("5 people or more" in each.value for each in five.markdown)
    assert any("never for selection" in each.value for each in five.markdown)


def test_order_filter_part_and_group(visit: Visit, store: Store, content: Content) -> None:
    """Each choice shows other people, rows or columns; who is hidden still counts in averages."""
    app = dropped(visit, named_files(store, content, ["C", "B", "A", "F", "E"]))
    app.selectbox(key="cohort-order").set_value("name").run()
    assert column(app, "Person") == ["A", "B", "C", "E", "F"]
    app.selectbox(key="cohort-order").set_value(content.sub_skills[0].id).run()
    assert column(app, "Person")[0] == "E"

    whole = len(app.dataframe[0].value.columns)
    app.selectbox(key="cohort-part").select_index(1).run()
    assert len(app.dataframe[0].value.columns) == 1 + len(content.skills[0].sub_skills) < whole

    before = column(app, "Everyone (5 people)")
    app.selectbox(key="cohort-part").select_index(2).run()
    app.selectbox(key="cohort-who").set_value("not assessed").run()
    assert not faults(app)
    assert app.info[0].value.startswith("Of nobody")
    assert column(app, "Everyone (5 people)") == before

    app.toggle(key="cohort-grouped").set_value(True).run()
    assert not faults(app)
    assert column(app, f"{content.roles[0].name} (5 people)") == before


def test_another_role_is_another_comparison(visit: Visit, store: Store, content: Content) -> None:
    """The title, what is asked and the readiness follow the role; the levels stay."""
    app = dropped(visit, named_files(store, content, ["Ada", "Bo"]))
    levels, ready = app.dataframe[0].value, column(app, "Readiness")
    app.selectbox(key="cohort-role").set_value(content.roles[-1]).run()

    assert not faults(app)
    assert content.roles[-1].name in app.header[0].value
    assert len(column(app, "Asked")) == len(content.roles[-1].requirements)
    assert column(app, "Readiness") != ready
    assert app.dataframe[0].value.equals(levels)


def test_many_people_have_pages(visit: Visit, store: Store, content: Content) -> None:
    """Of 26 people the table shows 25 and then one; the map shows everybody."""
    attempt = examples.full(store, content)
    made = result_file(attempt, "")
    files = [
        (f"{at}.json", write(made.model_copy(update={"name": f"P{at:02}", "seed": at})))
        for at in range(26)
    ]
    app = dropped(visit, files)
    app.selectbox(key="cohort-order").set_value("name").run()

    assert not faults(app)
    assert column(app, "Person") == [f"P{at:02}" for at in range(25)]
    assert len(app.dataframe[0].value) == 26


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_text(visit: Visit, store: Store, content: Content, name: str) -> None:
    """In the table a name reads as typed."""
    app = dropped(visit, named_files(store, content, [name, "Bo"]))

    assert not faults(app)
    assert label(name) in column(app, "Person")
    assert name in {read(each) for each in column(app, "Person")}
