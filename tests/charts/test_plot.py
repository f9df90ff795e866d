"""Figures drawn while the server is still loading the rest."""

import subprocess
import sys

DRAWN_MEANWHILE = """
import sys, threading
from assessment.charts.plot import go

thread = threading.Thread(target=lambda: __import__("pandas"))
thread.start()
while True:
    go.Figure().add_scatterpolar(r=[1, 2], theta=["a", "b"])
    if not thread.is_alive():
        break
"""


def test_a_figure_can_be_drawn_while_pandas_is_loading() -> None:
    """Plotly takes a half-loaded pandas out of ``sys.modules``: Results broke."""
    run = subprocess.run(  # our own interpreter
        [sys.executable, "-c", DRAWN_MEANWHILE], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
