"""Planning with simulated people, and learning from real ones how hard items are."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from assessment.bank import build_bank
from assessment.batch.drafts import draft_of, refuse_to_overwrite
from assessment.batch.simulating import WRITERS, Simulation, write_behind
from assessment.content.loading import DATA, load
from assessment.errors import AssessmentError
from assessment.measurement.grid import HIGHEST_LEVEL, LOWEST_LEVEL, PRIOR_MEAN

_Folder = Annotated[Path, typer.Option(help="Folder of the content.", show_default=False)]


def simulate(
    people: Annotated[int, typer.Argument(help="How many.", min=1, max=1_000_000)],
    output: Annotated[Path, typer.Argument(help="A new .csv or .jsonl file.")],
    *,
    questions: Annotated[int, typer.Option(help="Items that each is asked.", min=0)] = 48,
    average: Annotated[
        float, typer.Option(help="Level of the average.", min=LOWEST_LEVEL, max=HIGHEST_LEVEL)
    ] = PRIOR_MEAN,
    seed: Annotated[int, typer.Option(help="The same seed gives the same people.", min=0)] = 1,
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
    if questions > len(bank.ids):
        raise AssessmentError(f"There are {len(bank.ids)} items; {questions} cannot be asked.")
    made = Simulation(bank, people, questions, seed, average)
    with draft_of(output) as file:
        WRITERS[output.suffix.lower()](made, file)
        if behind is not None:
            with draft_of(behind) as other:
                write_behind(made, other)
    sys.stdout.write(f"{output} holds {people:,} simulated people; they are not evidence.\n")
