"""The database: copied, put back, and a person erased from it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from assessment.errors import AssessmentError
from assessment.store.backup import back_up, copy_database
from assessment.store.database import address_of, database_url, open_database, sqlite_file
from assessment.store.policy import Actor
from assessment.store.restoring import Restored
from assessment.store.restoring import restore as put_back
from assessment.store.store import Person, Store

LOCAL: Final = Actor("local")
"""Whoever may run this command acts for everybody on the machine."""


def backup(
    file: Annotated[
        Path | None, typer.Argument(help="Where to; beside the database where left out.")
    ] = None,
) -> None:
    """Copy the database, also while it is in use."""
    database = sqlite_file(database_url(os.environ))
    if file is None:
        file = back_up(database, datetime.now(UTC))
    elif file.exists():
        raise AssessmentError(f"{file} is there already and was left as it is. Name a new file.")
    else:
        copy_database(database, file)
    sys.stdout.write(f"The database is copied to {file}.\n")


def restore(file: Annotated[Path, typer.Argument(help="The copy to put back.")]) -> None:
    """Put a copy in the place of the database, whose present state is kept."""
    database = sqlite_file(database_url(os.environ))
    done = put_back(file, database, datetime.now(UTC))
    sys.stdout.write(f"{' '.join(_told(done, file, database))}\n")


def erase(
    who: Annotated[str, typer.Argument(metavar="NAME-OR-ID", help="Name or id of the person.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase a person with all their answers, for good."""
    with opened_store() as store:
        person = _the_one(store, who)
        if not yes:
            count = len(store.attempts(LOCAL, person.id))
            typer.confirm(f"Erase {_line(person)} for good (attempts: {count})?", abort=True)
        store.erase_person(LOCAL, person.id)
    sys.stdout.write(f"{_line(person)} is erased, also from the automatic copies.\n")


def _told(done: Restored, file: Path, database: Path) -> list[str]:
    said = [f"{file} is now the database {database}."]
    if done.kept:
        said.append(f"What was there before is kept in {done.kept}.")
    if done.erased_again:
        said.append(f"Erased again: {done.erased_again}, who had been erased since the copy.")
    if not done.erasures_known:
        said.append(
            "Who was erased since the copy could not be read from the damaged database: erase "
            "them again with: python -m assessment erase NAME-OR-ID"
        )
    return said


@contextmanager
def opened_store() -> Iterator[Store]:
    """
    The database that the app uses.

    Raises:
        AssessmentError: If there is none, or it cannot be used.
    """
    url = database_url(os.environ)
    file = Path(str(address_of(url).database))
    if address_of(url).get_backend_name() == "sqlite" and not file.exists():
        raise AssessmentError(f"There is no database {file}, so nobody is in it.")
    engine = open_database(url)
    try:
        yield Store(engine)
    finally:
        engine.dispose()


def _the_one(store: Store, who: str) -> Person:
    """
    The person with that id, or the only one with that name.

    Raises:
        AssessmentError: If there is none, or more than one; then it lists them.
    """
    people = store.people(LOCAL)
    named = [person for person in people if person.name.casefold() == who.strip().casefold()]
    found = [person for person in people if person.id == who] or named
    if not found or not who.strip():
        raise AssessmentError(f"Nobody has the name or id {who!r}; nobody was erased.")
    if len(found) > 1:
        lines = "".join(f"\n  {_line(person)}" for person in found)
        raise AssessmentError(f"{len(found)} people have that name; say which by id:{lines}")
    return found[0]


def _line(person: Person) -> str:
    return f"{person.name or 'somebody without a name'} ({person.id}, {person.created_at:%Y-%m-%d})"
