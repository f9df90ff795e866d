"""Figures drawn while the server is still loading the rest."""

import subprocess
import sys
from pathlib import Path

from assessment import charts

DRAWN_MEANWHILE = """
import sys, threading
from assessment.charts.plot import blank

thread = threading.Thread(target=lambda: __import__("pandas"))
thread.start()
while True:
    blank().add_scatterpolar(r=[1, 2], theta=["a", "b"])
    if not thread.is_alive():
        break
"""


def test_a_figure_can_be_drawn_while_pandas_is_loading() -> None:
    """Plotly takes a half-loaded pandas out of ``sys.modules``, and Results broke."""
    run = subprocess.run(  # our own interpreter
        [sys.executable, "-c", DRAWN_MEANWHILE], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_pages_load_without_what_only_some_clicks_need() -> None:
    """Nobody waits for the libraries of figures, workbook and calendar at a start."""
    late = "{'pandas', 'openpyxl', 'icalendar', 'typst'}"
    program = f"import sys, assessment.pages.results; print({late} & sys.modules.keys())"
    run = subprocess.run(  # our own interpreter
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == "set()\n"


def test_every_figure_begins_blank() -> None:
    """No chart makes a figure of its own, past what `blank` waits for."""
    folder = Path(charts.__path__[0])
    makers = {path.name for path in folder.glob("*.py") if "go.Figure()" in path.read_text("utf-8")}
    assert makers == {"plot.py"}
