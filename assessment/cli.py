"""The command line: ``python -m assessment check``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assessment.content.loading import DATA, load
from assessment.errors import AssessmentError


def main(arguments: Sequence[str]) -> int:
    """
    Run one command.

    Returns:
        The exit code: 0, or 1 where the command found a fault.
    """
    parser = argparse.ArgumentParser(prog="python -m assessment")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="read all content and name every fault in it")
    check.add_argument("folder", nargs="?", type=Path, default=DATA)
    options = parser.parse_args(arguments)
    return _check(options.folder)


def _check(folder: Path) -> int:
    try:
        content = load(folder)
    except AssessmentError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    items = len(content.items)
    steps = sum(len(sub.steps) for sub in content.sub_skills)
    sys.stdout.write(
        f"Content {content.framework.version} is sound: {len(content.skills)} skills, "
        f"{len(content.sub_skills)} sub-skills, {items} items, {steps} next steps, "
        f"{len(content.roles)} roles.\n"
    )
    return 0
