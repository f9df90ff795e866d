"""Streamlit's settings as they will be in force, held against those that must hold."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final


@dataclass(frozen=True)
class Rule:
    """
    A setting that must hold.

    Attributes:
        name: Section and name, as in ``config.toml``.
        default: What Streamlit takes where nothing is set.
        safe: What it must be.
        otherwise: What happens where it is not, to go on with after "so".
    """

    name: str
    default: str
    safe: str
    otherwise: str


RULES: Final = (
    Rule("server.address", "not set", "127.0.0.1", "other computers can open Headway"),
    Rule("server.enableXsrfProtection", "true", "true", "other sites can send files to it"),
    Rule("server.enableCORS", "true", "true", "other sites can read and answer in your name"),
    Rule("server.enableAgentApi", "false", "false", "programs can drive it"),
    Rule("server.enableStaticServing", "false", "false", "files of the app's folder are served"),
    Rule("client.showErrorDetails", "full", "none", "an error can show what is stored"),
    Rule("browser.gatherUsageStats", "true", "false", "the makers of Streamlit hear of its use"),
)

_FEWEST_SIGNS: Final = 43
"""Fewest characters of a cookie secret: 32 random bytes in base64, as sign-in needs."""

_FEWEST_DIFFERENT: Final = 12
"""Fewest different characters: 64 random hexadecimal digits have 12 but once in a million."""

_KNOWN_WORD: Final = re.compile(
    r"change|secret|password|cookie|streamlit|example|xxx", re.IGNORECASE
)


def unsafe_settings(folders: Sequence[Path], environ: Mapping[str, str]) -> Iterator[str]:
    """
    Every setting that is not as it must be, in a sentence each.

    Args:
        folders: Where ``config.toml`` and ``secrets.toml`` may lie; a later one overrules.
        environ: The environment, which overrules both.
    """
    settings: dict[str, object] = {}
    for folder in folders:
        try:
            settings |= _flat(_read(folder / "config.toml"))
            yield from _weak_secret(folder / "secrets.toml")
        except (OSError, ValueError):
            yield f"The settings in {folder} cannot be read; check that both files are valid TOML."
    for rule in RULES:
        given = settings.get(rule.name, rule.default)
        value = _told(environ.get(variable(rule.name), given))
        if value != rule.safe:
            yield (
                f"{rule.name} is {value}, so {rule.otherwise}; set it to {rule.safe} in "
                f"{folders[-1] / 'config.toml'}."
            )


def variable(name: str) -> str:
    """The environment variable that overrules a setting."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.replace(".", "_"))
    return f"STREAMLIT_{apart.upper()}"


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}


def _flat(tables: Mapping[str, Any]) -> dict[str, object]:
    return {
        f"{section}.{name}": value
        for section, values in tables.items()
        if isinstance(values, dict)
        for name, value in values.items()
    }


def _told(value: object) -> str:
    """As ``config.toml`` writes it, but without quotes: the environment knows only text."""
    return str(value).strip().lower()


def _weak_secret(file: Path) -> Iterator[str]:
    auth = _read(file).get("auth")
    if not isinstance(auth, dict):
        return
    secret = str(auth.get("cookie_secret", ""))
    strong = len(secret) >= _FEWEST_SIGNS and len(set(secret)) >= _FEWEST_DIFFERENT
    if not strong or _KNOWN_WORD.search(secret):
        yield (
            f"The cookie_secret in {file} can be guessed, so anybody can sign in as anybody; put "
            'there what this prints: python3 -c "import secrets; print(secrets.token_hex(32))"'
        )
