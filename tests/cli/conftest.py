"""A data folder of the test's own, and no settings of whoever runs the tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.cli import main
from assessment.store.database import open_database
from assessment.store.store import Store

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, empty."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("HEADWAY_DATA_DIR", str(folder))
    monkeypatch.delenv("HEADWAY_DATABASE_URL", raising=False)
    return folder


@pytest.fixture
def file(data: Path) -> Path:
    """The database, which does not exist yet."""
    return data / "headway.sqlite3"


@pytest.fixture
def store(file: Path) -> Store:
    """A store on the database."""
    return Store(open_database(f"sqlite:///{file}"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command; returns its exit code, what it printed, and what it complained of."""

    def done(*arguments: object) -> tuple[int, str, str]:
        code = main([str(each) for each in arguments])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return code, told.out, told.err

    return done
