"""The content: read whole, every fault named."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from assessment.content.loading import DATA, load


def check(
    folder: Annotated[
        Path, typer.Argument(help="Folder of the content.", show_default=False)
    ] = DATA,
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
