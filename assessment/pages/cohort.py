"""Cohort: many people against one role, out of result files or out of the database."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.attempts import Attempt, Respondent
from assessment.charts import cohort as said
from assessment.charts import heat
from assessment.cohort.arranging import Part, arranged, holding, parts, together
from assessment.cohort.gathering import SetAside, gathered, newest, opened
from assessment.cohort.members import Cohort, against, measure
from assessment.cohort.sharing import Shared, averages, averages_by_aim, shared
from assessment.content.model import Content, Role
from assessment.gaps import Verdict
from assessment.pages import focus, reporting, session, tables
from assessment.pages.results import PLAIN
from assessment.pages.text import label
from assessment.reports.cohort_tables import levels
from assessment.store.rows import Person
from assessment.store.store import Revisions

_FILES: Final = "Result files"
_MACHINE: Final = "Everybody on this machine"
_WIDTH: Final = 250


@dataclass(frozen=True)
class _Found:
    """
    The people to look at.

    Attributes:
        respondents: Name and attempt of each.
        keys: What they were read from; the same while nothing changes.
    """

    respondents: tuple[Respondent, ...]
    keys: tuple[Hashable, ...]


@dataclass(frozen=True)
class _View:
    """
    What of them to look at, and how.

    Attributes:
        role: The profile compared with.
        part: The sub-skills shown.
        who: What may be said on those of the people shown; None shows everyone.
        order: By what people are ordered.
        grouped: Whether those stand together who compare with the same role.
    """

    role: Role
    part: Part
    who: Verdict | None
    order: str
    grouped: bool


def page() -> StreamlitPage:
    """The page: reached from Mentor, and not in the list."""
    return st.Page(draw, title="Cohort", url_path="cohort", visibility="hidden")


def draw() -> None:
    """Draw the page."""
    heading = "Cohort"
    st.title(heading, anchor=False)
    focus.move("cohort", heading)
    st.write(label(said.limits()))
    source = st.radio("Take people from", [_FILES, _MACHINE], horizontal=True, key="cohort-source")
    found = _from_files() if source == _FILES else _from_database()
    if found.respondents:
        _show(found)
    elif source == _MACHINE:
        st.info("Nobody has begun on this machine yet.")


def _from_files() -> _Found:
    given = st.file_uploader(
        "Result files (JSON), as many as you like",
        type=["json"],
        accept_multiple_files=True,
        max_upload_size=2,
        key="cohort-files",
        help="Only shown, and stored nowhere. The same file twice counts once.",
    )
    files: dict[str, UploadedFile] = {each.file_id: each for each in given}

    def read(file: str) -> Respondent | SetAside:
        return opened(files[file].name, files[file].getvalue())

    with st.spinner("Reading the files", show_time=False):
        read_each = session.each("cohort-read", files, read)
    names = [each.name for each in files.values()]
    found = gathered(list(zip(names, read_each, strict=True)))
    _set_aside(found.set_aside)
    return _Found(found.respondents, tuple(files))


def _from_database() -> _Found:
    store = session.store()
    marks = store.revisions(session.ACTOR)
    known = [(each, marks[each.id]) for each in store.people(session.ACTOR) if each.id in marks]

    def read(key: tuple[Person, Revisions]) -> Attempt | None:
        return newest(store.attempts(session.ACTOR, key[0].id))

    with st.spinner("Reading the database", show_time=False):
        attempts = session.each("cohort-people", known, read)
    pairs = [(each, found) for (each, _), found in zip(known, attempts, strict=True) if found]
    st.caption("The newest attempt of each person that has an answer in it.")
    return _Found(tuple((each.name, found) for each, found in pairs), tuple(known))


def _set_aside(files: Sequence[SetAside]) -> None:
    if files:
        with st.expander(said.set_aside(len(files)), expanded=True):
            tables.draw([{"File": each.file, "Why": each.reason} for each in files])


def _show(found: _Found) -> None:
    bank = session.bank()
    with st.spinner("Working out the levels", show_time=False):
        (measured,) = session.each(
            "cohort-measured", [found.keys], lambda _: measure(bank, found.respondents)
        )
    top = st.container()  # drawn first, filled once the role is chosen below it
    view = _view(bank.content)
    (everyone,) = session.each(
        "cohort-against", [(found.keys, view.role.id)], lambda _: against(bank, measured, view.role)
    )
    missing = shared(everyone)
    with top:
        st.header(label(said.title(everyone)), anchor=False)
        st.write(label(said.lead(everyone, missing)))
    seen = arranged(everyone, view.order)
    if view.who is not None:
        seen = holding(seen, view.part, view.who)
    if view.grouped:
        seen = together(seen)
    if seen.members:
        _map(seen, view.part)
        _people(seen)
    else:
        st.info("Of nobody here may that be said. Choose other people or other sub-skills.")
    _shared(missing)
    _averages(everyone, grouped=view.grouped)
    _take(everyone)


def _view(content: Content) -> _View:
    orders = said.orders(content)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        role = st.selectbox(
            "Compare with",
            content.roles,
            format_func=lambda each: each.name,
            key="cohort-role",
            width=_WIDTH,
        )
        part = st.selectbox(
            "Sub-skills",
            parts(content),
            format_func=said.part_name,
            key="cohort-part",
            width=_WIDTH,
        )
        who = st.selectbox(
            "People",
            list(said.WHO),
            format_func=said.WHO.__getitem__,
            key="cohort-who",
            width=_WIDTH,
        )
        order = st.selectbox(
            "Order", list(orders), format_func=orders.__getitem__, key="cohort-order", width=_WIDTH
        )
        grouped = st.toggle("Group by the role that they compare with", key="cohort-grouped")
    return _View(role, part, who, order, grouped)


def _map(seen: Cohort, part: Part) -> None:
    st.header("Who stands where", anchor=False, help=session.meaning("likely-range"))
    words = heat.sentence(seen, part)
    st.write(label(f"{words} {heat.key()}{heat.crowded(seen)}"))
    st.plotly_chart(heat.figure(seen, part), key="cohort-map", alt=words, config=PLAIN)
    with st.expander("The map as a table, with likely ranges"):
        st.dataframe(
            said.levels(seen, part),
            hide_index=True,
            column_config={"Person": st.column_config.TextColumn(pinned=True)},
            alt="Level and likely range of each sub-skill, by person",
            key="cohort-levels",
        )


@st.fragment
def _people(seen: Cohort) -> None:
    st.header("Person by person", anchor=False, help=session.meaning("readiness"))
    pages = said.pages(seen)
    page = st.pagination(pages, key=f"cohort-page-{pages}") if said.is_long(seen) else 1
    tables.draw(said.on_page(said.people(seen), page))


def _shared(missing: Sequence[Shared]) -> None:
    st.header("Gaps that they share", anchor=False)
    st.write(
        "Everyone counts, whatever is shown above. Expected to meet it: the sum of the chances of "
        "those assessed."
    )
    tables.draw(said.shared(missing))


def _averages(everyone: Cohort, *, grouped: bool) -> None:
    st.header("Averages", anchor=False)
    st.write(said.rule())
    groups = [averages(everyone)]
    if grouped:
        st.write(said.rule_by_aim())
        groups += averages_by_aim(everyone)
    tables.draw(said.averages(everyone, groups))


def _take(everyone: Cohort) -> None:
    st.header("Take it with you", anchor=False)
    st.write("Everyone is in both files, by name. Each is made on this machine and sent nowhere.")
    day = session.today()
    reporting.offer(
        "Cohort (CSV)",
        "csv",
        "text/csv",
        "A row for each person and sub-skill, for a table or a program of your own.",
        partial(levels, everyone, day),
    )
    reporting.offer(
        "Cohort (XLSX)",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "People, levels with their ranges, shared gaps and averages, in a sheet each.",
        partial(_workbook, everyone, day),
    )


def _workbook(everyone: Cohort, day: date) -> bytes:
    from assessment.reports.cohort_workbook import workbook  # noqa: PLC0415  # as in reporting

    return workbook(everyone, day)
