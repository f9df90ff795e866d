"""The doctor: every unsafe setting by name, and no false alarm."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
import streamlit.config

from assessment.cli import doctor, settings
from assessment.cli.settings import RULES, unsafe_settings, variable
from assessment.store.database import open_database
from assessment.store.migrations.upgrade import upgrade
from assessment.store.store import Store
from tests.store.examples import begun
from tests.store.next_revision import with_next_revision

from .conftest import Run

SAFE = {rule.name: rule.safe for rule in RULES}


def as_toml(settings: Mapping[str, str]) -> str:
    """Settings as ``config.toml`` holds them."""
    bare = {"true", "false"}
    return "".join(f"{k} = {v if v in bare else repr(v)}\n" for k, v in settings.items())


@pytest.fixture
def used(file: Path) -> Path:
    """A database with somebody in it, opened by nobody any more."""
    engine = open_database(f"sqlite:///{file}")
    begun(Store(engine))
    engine.dispose()
    return file


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with safe settings, the only one that the doctor looks into."""
    folder = tmp_path / ".streamlit"
    folder.mkdir()
    (folder / "config.toml").write_text(as_toml(SAFE))
    monkeypatch.setattr(doctor, "folders", lambda: (folder,))
    for rule in RULES:
        monkeypatch.delenv(variable(rule.name), raising=False)
    return folder


def test_a_sound_installation_passes(run: Run, configured: Path, used: Path) -> None:
    """Nothing is wrong: exit code 0, nothing to complain of, and the facts in a line each."""
    code, out, err = run("doctor")
    assert (code, err) == (0, "")
    assert out.endswith("Nothing is wrong.\n")
    assert f"SQLite is {sqlite3.sqlite_version}" in out
    assert "The journal mode is wal, synchronous is 2." in out


def test_before_the_first_start_nothing_is_wrong(run: Run, configured: Path, data: Path) -> None:
    """No database yet is no fault, and looking makes none."""
    code, out, _ = run("doctor")
    assert (code, list(data.iterdir())) == (0, [])
    assert "the first start makes it" in out


def test_the_settings_that_come_with_the_product_are_safe() -> None:
    """What a new installation starts with passes."""
    assert list(unsafe_settings(doctor.folders()[-1:], {})) == []


def overwritten(file: Path) -> None:
    """Holes in the middle."""
    raw = bytearray(file.read_bytes())
    raw[4096 * 5 : 4096 * 12] = b"\xff" * 4096 * 7
    file.write_bytes(raw)


def beheaded(file: Path) -> None:
    """No database any more."""
    file.write_bytes(b"nothing " * 4096)


def unhinged(file: Path) -> None:
    """An attempt of nobody, past the store."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("DELETE FROM person")


def newer(file: Path) -> None:
    """Of a program that is not yet."""
    engine = open_database(f"sqlite:///{file}")
    upgrade(engine, with_next_revision(file.parent.parent))
    engine.dispose()


def foreign(file: Path) -> None:
    """Of another program."""
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmark (url)")
    file.chmod(0o600)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (overwritten, "is damaged"),
        (beheaded, "is not a database"),
        (unhinged, "is damaged"),
        (newer, "newer version of Headway"),
        (foreign, "holds nothing of Headway"),
        (lambda file: file.chmod(0o644), "Others may open"),
        (lambda file: file.parent.chmod(0o755), "Others may look into"),
    ],
)
def test_a_database_that_is_not_well_is_named(
    run: Run, configured: Path, used: Path, harm: Callable[[Path], None], said: str
) -> None:
    """One sentence, exit code 1, and what is there is left as it is."""
    harm(used)
    before, mode = used.read_bytes(), used.stat().st_mode
    code, _, err = run("doctor")
    (line,) = err.splitlines()
    assert code == 1
    assert said in line
    assert str(used.parent) in line
    assert (used.read_bytes(), used.stat().st_mode) == (before, mode)


def test_the_settings_that_must_hold_are_looked_at() -> None:
    """S5: who reaches the app, what it sends away, and what an error shows."""
    assert {rule.name: rule.safe for rule in RULES} == {
        "server.address": "127.0.0.1",
        "server.enableXsrfProtection": "true",
        "server.enableCORS": "true",
        "server.enableAgentApi": "false",
        "server.enableStaticServing": "false",
        "client.showErrorDetails": "none",
        "browser.gatherUsageStats": "false",
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_an_unsafe_setting_is_named(configured: Path, rule: settings.Rule) -> None:
    """S5: in the file or in the environment, each setting is named with what to set."""
    other = {"true": "false", "false": "true"}.get(rule.safe, "192.0.2.1")
    (configured / "config.toml").write_text(as_toml(SAFE | {rule.name: other}))
    (line,) = unsafe_settings((configured,), {})
    assert line.startswith(f"{rule.name} is ")
    assert f"set it to {rule.safe} in {configured / 'config.toml'}." in line
    (configured / "config.toml").write_text(as_toml(SAFE))
    (line,) = unsafe_settings((configured,), {variable(rule.name): other})
    assert line.startswith(f"{rule.name} is ")


def test_the_defaults_and_variables_are_those_of_streamlit() -> None:
    """Where nothing is set, the doctor takes what Streamlit takes, under the names it reads."""
    options = streamlit.config.get_config_options()
    for rule in RULES:
        option = options[rule.name]
        taken = "not set" if option.default_val is None else str(option.default_val).lower()
        assert (rule.name, taken) == (rule.name, rule.default)
        assert variable(rule.name) == option.env_var


def test_settings_that_cannot_be_read_are_named(configured: Path) -> None:
    """Neither a broken file nor one that is no text ends in a traceback."""
    for raw in (b"[server\n", b"\xff\xfe", b"server = 3\n[client]\nshowErrorDetails = 'none'\n"):
        (configured / "config.toml").write_bytes(raw)
        assert list(unsafe_settings((configured,), {}))


@pytest.mark.parametrize(
    ("secret", "weak"),
    [
        ("", True),
        ("changeme", True),
        ("a" * 64, True),
        ("0123456789abcdef" * 2, True),
        ("changeme-changeme-changeme-changeme-0123456789", True),
        ("f3Zk9wQx7LmP2vRt8sYb4nHc6jDg1aEu5oKi0XTyVUS", False),
        ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", False),
    ],
)
def test_a_cookie_secret_that_can_be_guessed_is_named(
    configured: Path,
    secret: str,
    weak: bool,  # noqa: FBT001
) -> None:
    """Short, repeated or well-known ones are; the secret itself is never printed."""
    (configured / "secrets.toml").write_text(f'[auth]\ncookie_secret = "{secret}"\n')
    lines = list(unsafe_settings((configured,), {}))
    assert len(lines) == weak
    assert not secret or secret not in "".join(lines)


def test_without_sign_in_no_secret_is_needed(configured: Path) -> None:
    """Other secrets are nobody's business."""
    (configured / "secrets.toml").write_text('[other]\nkey = "changeme"\n')
    assert list(unsafe_settings((configured,), {})) == []


def test_a_server_that_is_away_is_named(
    run: Run, configured: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, without the password."""
    monkeypatch.setenv("HEADWAY_DATABASE_URL", "postgresql://ann:hunter2@127.0.0.1:9/headway")
    code, _, err = run("doctor")
    assert code == 1
    assert "headway at 127.0.0.1 does not answer" in err
    assert "hunter2" not in err


def test_a_low_limit_of_open_files_is_named() -> None:
    """Room for fewer pages than a class needs is wrong, room for more is good to know."""
    (low,), (enough,) = doctor.open_files(256), doctor.open_files(1024)

    assert low.wrong
    assert "256 open files, room for 48 open pages; raise it" in low.text
    assert not enough.wrong
    assert "1,024 open files, room for 240 open pages" in enough.text
    assert doctor.open_files(None) == []
