"""Many people's levels as a table: the same figures as the pages give of one."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import typer

from assessment.bank import View, build_bank
from assessment.batch.cells import Form
from assessment.batch.drafts import draft_of, refuse_to_overwrite
from assessment.batch.folder import file_rows, result_files
from assessment.batch.lines import csv_rows, json_rows
from assessment.batch.people import Person, SetAside, portions
from assessment.batch.running import scored
from assessment.batch.scores import Scorer
from assessment.batch.writing import TABLES, Write, faults
from assessment.content.loading import DATA, load
from assessment.errors import AssessmentError

SET_ASIDE: Final = 3
"""Exit code where people were scored, but rows were set aside."""

TOLD: Final = 10
"""Rows set aside that are told at once; all are in the file beside the table."""

_ROWS: Final = {".csv": csv_rows, ".jsonl": json_rows}

Told = Callable[[int], None]
"""Takes how much was read."""

_Rows = Iterator[Person | SetAside]
_Source = Callable[[Told], _Rows]


def score(
    given: Annotated[
        Path, typer.Argument(metavar="INPUT", help="A .csv or .jsonl file, or a folder.")
    ],
    output: Annotated[
        Path, typer.Argument(metavar="OUTPUT", help="A new .csv, .jsonl or .parquet file.")
    ],
    *,
    view: Annotated[
        View, typer.Option(help="Which evidence counts; shown is answers only, self ratings only.")
    ] = "combined",
    content: Annotated[
        Path, typer.Option(help="Folder of the content.", show_default=False)
    ] = DATA,
    also_version: Annotated[
        list[str] | None,
        typer.Option(help="Also score answers to this version of the content.", metavar="VERSION"),
    ] = None,
) -> None:
    """
    Score many people: levels, likely ranges, P(meets) and readiness for each role.

    INPUT is a folder of result files, or a table with a row for each person. The heading
    "person" names the row; every other heading is the id of a sub-skill, for a self-rating
    (0 to 5, or does-not-apply), or of an item, for an answer: an option's id, best>worst, a
    number, or dont-know. "name" and "content_version" may be there. An empty cell was not given.

    A .jsonl file has an object with the same keys on each line.

    OUTPUT has a row for each person: level, likely_from and likely_to of each skill and
    sub-skill, meets.ROLE.SUB-SKILL, readiness.ROLE and all_must_haves.ROLE. What is not
    assessed is empty.

    Rows that cannot be scored are named, and listed beside OUTPUT in a file that ends in
    .set-aside.csv; the others are done, and the exit code is 3.
    """
    job = _job(given, output, view, content, also_version or [])
    done, kept_out = _run(job)
    if done:
        sys.stdout.write(f"{output} holds {_people(done)}.\n")
    else:
        sys.stderr.write(f"Nobody could be scored, so {output} was not written.\n")
    if kept_out:
        sys.stderr.write(f"Set aside: {_said(kept_out)}, all named in {job.aside}.\n")
        raise typer.Exit(SET_ASIDE if done else 1)


@dataclass(frozen=True)
class _Job:
    """What is read, how, and where it goes."""

    size: int
    rows: _Source
    scorer: Scorer
    output: Path
    aside: Path


def _job(given: Path, output: Path, view: View, folder: Path, also: list[str]) -> _Job:
    """
    Everything that can be refused before the first row is read.

    Raises:
        AssessmentError: With what is wrong.
    """
    aside = output.with_name(f"{output.stem}.set-aside.csv")
    if output.suffix.lower() not in TABLES:
        raise AssessmentError(f"{output}: a table ends in {', '.join(TABLES)}. Name it so.")
    for target in (output, aside):
        refuse_to_overwrite(target)
    check_given(given)
    bank = build_bank(load(folder))
    size, rows = source(given, Form(bank), {bank.content.framework.version, *also})
    return _Job(size, rows, Scorer(bank, view), output, aside)


def check_given(given: Path) -> None:
    """
    Accept what people can be read from.

    Raises:
        AssessmentError: If it is not there, or of another kind.
    """
    if not given.exists():
        raise AssessmentError(f"There is no file or folder {given}.")
    if not given.is_dir() and not (given.is_file() and given.suffix.lower() in _ROWS):
        raise AssessmentError(
            f"{given}: people are read from .csv or .jsonl files or a folder of result files. "
            "Save the table as CSV, or put a result file into a folder."
        )


def source(given: Path, form: Form, versions: set[str]) -> tuple[int, _Source]:
    """How much there is to read, and what reads it."""
    allowed = frozenset(versions)
    if not given.is_dir():
        read = _ROWS[given.suffix.lower()]
        return given.stat().st_size, lambda told: read(given, form, allowed, told)
    files = result_files(given)
    return len(files), lambda told: _counted(file_rows(files, form, allowed), told)


def _counted(rows: _Rows, told: Told) -> _Rows:
    for done, row in enumerate(rows, 1):
        told(done)
        yield row


def _run(job: _Job) -> tuple[int, int]:
    """
    Score everybody; both files appear when they are whole.

    Returns:
        Number of people scored and of rows set aside.
    """
    done, asides = 0, 0
    with ExitStack() as stack:
        # Left in the opposite order: the list of faults is there before the table is.
        table = stack.enter_context(draft_of(job.output))
        listed = stack.enter_context(faults(stack.enter_context(draft_of(job.aside))))

        def set_aside(row: SetAside) -> None:
            nonlocal asides
            asides += 1
            listed(row)
            if asides <= TOLD:
                sys.stderr.write("".join(f"{problem}\n" for problem in row.problems))

        rows = job.rows(stack.enter_context(_progress(job.size)))
        portions_scored = scored(portions(rows, set_aside), job.scorer)
        stack.enter_context(closing(portions_scored))
        write: Write | None = None
        for some in portions_scored:
            if write is None:
                opened = TABLES[job.output.suffix.lower()]
                write = stack.enter_context(opened(table, job.scorer.bank.content, job.scorer.view))
            write(some)
            done += len(some.ids)
    return done, asides


@contextmanager
def _progress(size: int) -> Iterator[Told]:
    """A bar on a terminal, and nothing where the output goes elsewhere."""
    from rich.console import Console  # noqa: PLC0415  # takes 0.1 s, and only this needs it
    from rich.progress import Progress  # noqa: PLC0415

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Scoring", total=size)
        yield lambda done: progress.update(bar, completed=done)


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _said(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
