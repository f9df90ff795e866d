"""What every command has in common."""

import subprocess
import sys
from pathlib import Path

import pytest

from assessment.content.loading import DATA

from .conftest import Run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Missing command."),
        (["chekc"], "No such command 'chekc'. Did you mean 'check'?"),
        (["dance"], "No such command 'dance'."),
        (["restore"], "Missing parameter: file."),
        (["erase"], "Missing parameter: who."),
        (["check", "--fast"], "No such option: --fast."),
        (["check", "a", "b"], "Got unexpected extra argument(s) (b)."),
    ],
)
def test_a_command_spelt_wrong_is_told_in_one_line(
    run: Run, arguments: list[str], said: str
) -> None:
    """What is wrong and where the commands stand; nothing is done, and the code is 2."""
    code, out, err = run(*arguments)
    assert (code, out, err) == (2, "", f"{said} See: python -m assessment --help\n")


def test_the_help_names_every_command(run: Run) -> None:
    """Asked for help, it gives it."""
    code, out, _ = run("--help")
    assert code == 0
    assert all(name in out for name in ("check", "backup", "erase", "doctor", "score", "explain"))
    assert all(name in out for name in ("simulate", "calibrate"))


@pytest.mark.parametrize("command", ["backup", "doctor", "erase Ada", "restore copy"])
@pytest.mark.parametrize(
    "address", ["mysql://ann:hunter2@db/x", "sqlite://", "nonsense", "postgresql://u:hunter2@h:p/x"]
)
def test_a_wrong_address_is_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, address: str
) -> None:
    """Whatever the command, the address is named as the fault, and never its password."""
    monkeypatch.setenv("HEADWAY_DATABASE_URL", address)
    code, _, err = run(*command.split())
    assert code == 1
    assert "HEADWAY_DATABASE_URL" in err
    assert "hunter2" not in err


def test_the_command_line_needs_no_streamlit(tmp_path: Path) -> None:
    """It starts without loading Streamlit, pandas or Plotly, and with the checked folder's code."""
    program = (
        "import sys; from assessment.cli import main; code = main(['doctor', '--help']); "
        "print([m for m in ('streamlit', 'pandas', 'plotly') if m in sys.modules]); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=DATA.parent, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("[]\n")
