"""One row of cells to one person, or to everything that is wrong with the row."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from assessment.attempts import NAME_LIMIT, personal_text
from assessment.bank import MISSING
from assessment.batch.cells import NAME, PERSON, VERSION, Form
from assessment.batch.people import Person, SetAside
from assessment.batch.repeats import Repeats
from assessment.errors import AssessmentError, Problem

_SHOWN: Final = 40
"""Most characters of a cell that a message quotes."""

_MOST_TOLD: Final = 20
"""Most faults told of one row."""

Pairs = list[tuple[str, str]]
"""Headings and texts of the cells of a row."""

Fault = tuple[str, str, str]
"""Where in the row, what is wrong, and how to mend it."""


class RowError(Exception):
    """A line that is no row at all."""

    def __init__(self, message: str, fix: str) -> None:
        self.fault: Fault = ("", message, fix)
        super().__init__(message)


@dataclass(frozen=True)
class Rows:
    """
    Reads rows of one file.

    Attributes:
        file: The file, as messages name it.
        form: The columns that there can be.
        versions: Versions of the content to which answers may have been given.
    """

    file: str
    form: Form
    versions: frozenset[str]
    _repeats: Repeats = field(default_factory=Repeats)

    def row(self, line: int, text: str, pairs: Pairs) -> Person | SetAside:
        """The person of a line, whose ``text`` was read as ``pairs``."""
        found = Person(
            "", "", [MISSING] * len(self.form.bank.ids), [MISSING] * len(self._sub_skills)
        )
        about = {heading: cell for heading, cell in pairs if heading in _ABOUT}
        faults = [*self._filled(found, pairs), *self._tidied(about)]
        who = about.get(PERSON, "")
        # Only a sound row counts as read: its mended copy further down must not be kept out.
        if not faults and (first := self._repeats.first(who, line)) != line:
            faults.append(_twice(who, first))
        if faults:
            return self.set_aside(line, text, faults, who)
        return Person(who, about.get(NAME, ""), found.answers, found.ratings)

    def set_aside(self, line: int, text: str, faults: list[Fault], person: str = "") -> SetAside:
        """A line set aside for its faults."""
        told = tuple(Problem(self.file, line, *fault) for fault in faults[:_MOST_TOLD])
        return SetAside(person, text, told)

    @property
    def _sub_skills(self) -> tuple[object, ...]:
        return self.form.bank.content.sub_skills

    def _filled(self, person: Person, pairs: Pairs) -> Iterator[Fault]:
        """Put the numbers of the cells where they belong, and tell what has none."""
        columns = self.form.columns
        for heading, text in pairs:
            cell = text.strip()
            column = columns.get(heading)
            if column is None:
                if heading not in _ABOUT:
                    yield unknown(self.form, heading)
            elif cell:
                code = column.code(cell)
                if code is None:
                    yield (
                        heading,
                        f"{shown(cell)} is not possible here.",
                        f"Give {column.allowed}; leave it empty where nothing was given.",
                    )
                else:
                    (person.ratings if column.rates else person.answers)[column.at] = code

    def _tidied(self, about: dict[str, str]) -> Iterator[Fault]:
        """Tidy what a row says of the person, and tell what of it cannot be kept."""
        about.setdefault(PERSON, "")
        for heading in (PERSON, NAME):
            try:
                about[heading] = personal_text(about.pop(heading, ""), NAME_LIMIT, f"The {heading}")
            except AssessmentError as fault:
                yield heading, str(fault), "Shorten or retype it."
        if about.get(PERSON) == "":
            yield PERSON, "Nobody is named.", "Give each row a person, by name or number."
        version = about.get(VERSION, "").strip()
        if version and version not in self.versions:
            yield other_version(VERSION, version, self.form)


_ABOUT: Final = frozenset((PERSON, NAME, VERSION))


def _twice(who: str, first: int) -> Fault:
    return (
        PERSON,
        f"{shown(who)} is on line {first} already, which counts.",
        "Keep one row for each person, or tell two attempts apart by name.",
    )


def unknown(form: Form, heading: str) -> Fault:
    """No column can be headed like this."""
    return (
        shown(heading)[1:-1],
        f"No sub-skill or item is called {shown(heading)}{form.near(heading)}",
        "Correct its spelling, or take it out.",
    )


def other_version(where: str, version: str, form: Form) -> Fault:
    """Answers that were given to another version of the content."""
    current = form.bank.content.framework.version
    return (
        where,
        f"The answers were given to content {shown(version)}; this is content {current!r}.",
        "Score them apart with that content (--content), or allow that version (--also-version).",
    )


def shown(text: str) -> str:
    """A text in quotes, as far as a message has room for it."""
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")
