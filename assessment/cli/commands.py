"""Which commands there are; whatever goes wrong is one plain sentence and an exit code."""

import sys
from collections.abc import Sequence
from typing import Final

import typer
from typer.exceptions import Abort, TyperException

from assessment.cli import calibrating, content, database, doctor, explaining, scoring
from assessment.errors import AssessmentError

_MISUSED: Final = 2
"""Exit code of a command that is not spelt as the help says."""

_APP: Final = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=False)
_APP.command()(content.check)
_APP.command()(database.backup)
_APP.command()(database.restore)
_APP.command()(database.erase)
_APP.command()(doctor.doctor)
_APP.command()(scoring.score)
_APP.command()(explaining.explain)
_APP.command()(calibrating.simulate)
_APP.command()(calibrating.calibrate)


@_APP.callback()
def _about() -> None:
    """Look after Headway: its content, its database and its settings."""


def main(arguments: Sequence[str]) -> int:
    """
    Run one command.

    Returns:
        The exit code: 0, 1 where the command found a fault, 2 where it is not spelt right, 3 where
        some rows were set aside.
    """
    try:
        code = _APP(list(arguments), prog_name="python -m assessment", standalone_mode=False)
    except AssessmentError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    except TyperException as fault:
        end = "" if str(fault).endswith((".", "?")) else "."
        sys.stderr.write(f"{fault}{end} See: python -m assessment --help\n")
        return _MISUSED
    except OSError as fault:
        sys.stderr.write(
            f"{fault.filename or 'A file'}: {fault.strerror}. Nothing more was done.\n"
        )
        return 1
    except Abort:
        sys.stderr.write("\nNothing was changed.\n")
        return 1
    return int(code or 0)
