"""Planning with simulated people, and learning from real ones how hard items are."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Final

import typer

from assessment.bank import Bank, build_bank
from assessment.batch.cells import Form
from assessment.batch.drafts import draft_of, refuse_to_overwrite
from assessment.batch.groups import read_groups
from assessment.batch.learned import summary, write_difficulties, write_items
from assessment.batch.learning import Programme, Report, gather, learn
from assessment.batch.people import SetAside, portions
from assessment.batch.simulating import WRITERS, Simulation, write_behind
from assessment.batch.writing import faults
from assessment.cli.scoring import SET_ASIDE, TOLD, check_given, source
from assessment.content.calibration import PROVISIONAL_FROM
from assessment.content.loading import DATA, load
from assessment.content.model import Content
from assessment.errors import AssessmentError
from assessment.measurement.grid import HIGHEST_LEVEL, LOWEST_LEVEL, PRIOR_MEAN

_MOST_PEOPLE: Final = 1_000_000
_LARGEST_SEED: Final = 2**63 - 1

_Folder = Annotated[Path, typer.Option(help="Folder of the content.", show_default=False)]


def simulate(
    people: Annotated[int, typer.Argument(help="How many, 1 to 1,000,000.")],
    output: Annotated[Path, typer.Argument(help="A new .csv or .jsonl file.")],
    *,
    questions: Annotated[int, typer.Option(help="Items that each is asked.")] = 48,
    average: Annotated[float, typer.Option(help="Level of the average, 1 to 5.")] = PRIOR_MEAN,
    seed: Annotated[int, typer.Option(help="The same seed gives the same people.")] = 1,
    behind: Annotated[
        Path | None, typer.Option(help="Also write what lies behind: a new .csv file.")
    ] = None,
    content: _Folder = DATA,
) -> None:
    """
    Make up people who answer as the model supposes, for planning; nothing about real people.

    OUTPUT is a table as `score` and `calibrate` read it: "person", a self-rating for each
    sub-skill, and an answer to each item that was asked. Items are drawn at random, spread over
    the sub-skills, and lie as far from where they are thought to as their errors say.

    --behind has long rows of person, kind, subject and value: the true difficulty of each item,
    the true levels and the leniency of each person, and how sure of each answer they were.
    """
    if output.suffix.lower() not in WRITERS:
        raise AssessmentError(f"{output}: people are written as {', '.join(WRITERS)}. Name it so.")
    if behind is not None and behind.suffix.lower() != ".csv":
        raise AssessmentError(f"{behind}: what lies behind is written as .csv. Name it so.")
    for target in filter(None, (output, behind)):
        refuse_to_overwrite(target)
    bank = build_bank(load(content))
    _check_range("PEOPLE", people, 1, _MOST_PEOPLE)
    _check_range("--questions", questions, 0, len(bank.ids))
    _check_range("--average", average, LOWEST_LEVEL, HIGHEST_LEVEL)
    _check_range("--seed", seed, 0, _LARGEST_SEED)
    made = Simulation(bank, people, questions, seed, average)
    with draft_of(output) as file:
        WRITERS[output.suffix.lower()](made, file)
        if behind is not None:
            with draft_of(behind) as other:
                write_behind(made, other)
    sys.stdout.write(f"{output} holds {people:,} simulated people; they are not evidence.\n")


def _check_range(what: str, given: float, least: int, most: int) -> None:
    if not least <= given <= most:  # NaN fails too
        raise AssessmentError(f"{what} is {least:,} to {most:,}, not {given:,}.")


def calibrate(
    given: Annotated[
        Path, typer.Argument(metavar="INPUT", help="A .csv or .jsonl file, or a folder.")
    ],
    output: Annotated[Path, typer.Argument(help="A new .yaml file.")],
    *,
    items: Annotated[
        Path | None, typer.Option(help="Also write a line for each item: a new .csv file.")
    ] = None,
    groups: Annotated[
        Path | None,
        typer.Option(help="Compare groups: a .csv file with the columns person and group."),
    ] = None,
    content: _Folder = DATA,
) -> None:
    """
    Learn from answers how hard items are, and say how well they work.

    INPUT is what `score` reads. OUTPUT holds the difficulty of each item that 50 people or more
    answered; put it beside framework.yaml and name it there (calibration: NAME.yaml) to use it.

    Printed are alpha, reliability and whether a score of its own says more than the total.
    --items has facility, discrimination, information and use of options of each item.

    Rows that cannot be used are named, and listed beside OUTPUT in a file that ends in
    .set-aside.csv; the others count, and the exit code is 3.
    """
    aside = output.with_name(f"{output.stem}.set-aside.csv")
    for target, ending in ((output, ".yaml"), (items, ".csv")):
        if target is not None and target.suffix.lower() != ending:
            raise AssessmentError(f"{target}: this file ends in {ending}. Name it so.")
    for target in filter(None, (output, aside, items)):
        refuse_to_overwrite(target)
    check_given(given)
    group_of = read_groups(groups) if groups else {}
    bank = build_bank(load(content))
    programme, asides = _gathered(bank, given, aside)
    if not programme.answers.people:
        raise AssessmentError(
            f"Nobody in {given} could be used, so {output} was not written; all are in {aside}."
        )
    report = learn(bank, programme, group_of)
    _write(report, bank.content, output, items)
    if strangers := len(group_of.keys() - set(programme.ids)):
        sys.stdout.write(f"People with a group who are not in {given}: {strangers:,}.\n")
    if asides:
        sys.stderr.write(f"Rows set aside: {asides:,}, all named in {aside}.\n")
        raise typer.Exit(SET_ASIDE)


def _gathered(bank: Bank, given: Path, aside: Path) -> tuple[Programme, int]:
    """Everybody's answers, and how many rows were set aside."""
    asides = 0
    with draft_of(aside) as file, faults(file) as listed:

        def set_aside(row: SetAside) -> None:
            nonlocal asides
            asides += 1
            listed(row)
            if asides <= TOLD:
                sys.stderr.write("".join(f"{problem}\n" for problem in row.problems))

        _, rows = source(given, Form(bank), {bank.content.framework.version})
        programme = gather(bank, portions(rows(lambda _: None), set_aside))
    return programme, asides


def _write(report: Report, content: Content, output: Path, items: Path | None) -> None:
    with ExitStack() as stack:
        count = write_difficulties(report, content, stack.enter_context(draft_of(output)))
        if items is not None:
            write_items(report, content, stack.enter_context(draft_of(items)))
    sys.stdout.write(f"{summary(report)}\n\n")
    if count:
        sys.stdout.write(f"{output} holds the difficulties of {count} items.\n")
    else:
        sys.stdout.write(f"No item has {PROVISIONAL_FROM} answers; {output} was not written.\n")
