"""The command line: ``python -m assessment``. The same functions as the pages, no Streamlit."""

from assessment.cli.commands import main

__all__ = ["main"]
