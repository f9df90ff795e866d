"""What every test needs."""

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _main_module() -> Iterator[None]:
    """Put the main module back: Streamlit's test runner replaces it, child processes import it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
