"""What every test needs."""

import sys
from collections.abc import Iterator

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of a file share its servers, so one process runs them; so do those of the one walk."""
    for item in items:
        walks = "findings" in getattr(item, "fixturenames", ())
        group = "walk" if walks else item.path.as_posix()
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(autouse=True)
def _main_module() -> Iterator[None]:
    """Put the main module back: Streamlit's test runner replaces it, child processes import it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
