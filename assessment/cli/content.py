"""The content: read whole, every fault named."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from assessment.content.loading import DATA, load
from assessment.content.report import difficulties, near_duplicates, table


def check(
    folder: Annotated[
        Path, typer.Argument(help="Folder of the content.", show_default=False)
    ] = DATA,
    *,
    report: Annotated[
        bool, typer.Option("--report", help="Also print what the bank holds and how it reads.")
    ] = False,
) -> None:
    """Read all content and name every fault in it."""
    content = load(folder)
    items = len(content.items)
    steps = sum(len(sub.steps) for sub in content.sub_skills)
    sys.stdout.write(
        f"Content {content.framework.version} is sound: {len(content.skills)} skills, "
        f"{len(content.sub_skills)} sub-skills, {items} items, {steps} next steps, "
        f"{len(content.roles)} roles.\n"
    )
    if report:
        sys.stdout.write(f"\n{table(content)}\n\n{difficulties(content)}\n")
        for one, other, share in near_duplicates(content):
            sys.stdout.write(f"{one} and {other} share {share:.0%} of the words of their stems.\n")
