"""
YAML from people, read as JSON would be: no aliases, no tags, no surprises, every line known.

PyYAML's own constructors turn ``No`` into False, let the last of two equal keys win and expand
nested aliases without end. Here the events are read instead, and everything but mappings, lists
and plain scalars is refused before anything is built.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from assessment.errors import Problem

Path = tuple[str | int, ...]
"""Keys and positions from the top of a document to a value."""

LARGEST_FILE: Final = 256 * 1024
"""Largest file read, in bytes; larger ones are a mistake or an attack."""

_DEEPEST: Final = 20
_INTEGER: Final = re.compile(r"-?(0|[1-9]\d{0,17})")
_NUMBER: Final = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d{1,18})?([eE][-+]?\d{1,2})?")
_CONSTANTS: Final = {"true": True, "false": False, "null": None}
_DISGUISED: Final = frozenset(
    {"yes", "no", "on", "off", "y", "n", "~", "", ".nan", ".inf", "-.inf"}
)
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Sheet:
    """
    One file as read: its value, and the line on which each part of it stands.

    Attributes:
        file: Name to use in messages.
        value: Mappings, lists, strings, numbers, booleans and None.
        lines: Line of each part by its path, from 1.
        problems: What was refused while reading.
    """

    file: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Line of the part at ``path``, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def problem(self, path: Path, message: str, fix: str) -> Problem:
        """A fault at ``path``, named as a person would: keys, and positions from 1."""
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
        label = self._label(path)
        return Problem(
            self.file, self.line(path), f"{where} ({label})" if label else where, message, fix
        )

    def _label(self, path: Path) -> str:
        value, label = self.value, ""
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                break
            if isinstance(value, dict) and isinstance(value.get("id"), str) and not label:
                label = value["id"]
        return label


class _RefusedError(Exception):
    """Reading cannot go on past this point."""

    def __init__(self, line: int, message: str, fix: str) -> None:
        self.line, self.message, self.fix = line, message, fix
        super().__init__(message)


def read_sheet(raw: bytes, file: str) -> Sheet:
    """
    Read one file; what is wrong with it stands in the sheet's ``problems``.

    Args:
        raw: The file's bytes, UTF-8.
        file: Name to use in messages.
    """
    sheet = Sheet(file)
    try:
        if len(raw) > LARGEST_FILE:
            raise _RefusedError(
                0, f"The file has {len(raw):,} bytes; {LARGEST_FILE:,} are the limit.", "Split it."
            )
        sheet.value = _Builder(sheet, raw.decode("utf-8")).document()
    except UnicodeDecodeError:
        sheet.problems.append(
            Problem(file, 0, "", "The file is not UTF-8 text.", "Save it as UTF-8.")
        )
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 0
        text = f"The file is not valid YAML here: {fault.problem}."
        sheet.problems.append(
            Problem(file, line, "", text, "Check indent, colons and quotes on this line.")
        )
    except yaml.YAMLError:
        text = "The file holds a character that YAML does not allow."
        sheet.problems.append(Problem(file, 0, "", text, "Remove control characters."))
    except _RefusedError as fault:
        sheet.problems.append(Problem(file, fault.line, "", fault.message, fault.fix))
    return sheet


class _Builder:
    """Builds plain values from parser events, noting lines and refusing what is not JSON-like."""

    def __init__(self, sheet: Sheet, text: str) -> None:
        self._sheet = sheet
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)

    def document(self) -> Any:
        """The file's only document."""
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            raise _RefusedError(1, "The file is empty.", "Fill it, or delete it.")
        value = self._node(next(self._events), ())
        next(self._events)
        extra = next(self._events)
        if not isinstance(extra, yaml.StreamEndEvent):
            raise _RefusedError(
                _line(extra), "The file holds a second document.", "Keep one; remove the '---'."
            )
        return value

    def _node(self, event: yaml.Event, path: Path) -> Any:
        self._sheet.lines.setdefault(path, _line(event))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError(
                _line(event),
                "Anchors and aliases (& and *) are not allowed.",
                "Write the value out.",
            )
        if tag := getattr(event, "tag", None):
            raise _RefusedError(
                _line(event), f"Tags such as {tag} are not allowed.", "Remove the tag."
            )
        if len(path) > _DEEPEST:
            raise _RefusedError(_line(event), f"Nested more than {_DEEPEST} deep.", "Flatten it.")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._scalar(event, path)

    def _mapping(self, path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event)
            if key in mapping:
                fix = "Keep one of the two."
                self._sheet.problems.append(
                    Problem(
                        self._sheet.file,
                        _line(event),
                        _dotted(path),
                        f"The key '{key}' is there twice.",
                        fix,
                    )
                )
            self._sheet.lines[(*path, key)] = _line(event)
            mapping[key] = self._node(next(self._events), (*path, key))
        return mapping

    def _key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
            raise _RefusedError(
                _line(event), "A key must be a plain word.", "Write the key as text."
            )
        if event.value == "<<":
            raise _RefusedError(
                _line(event), "Merge keys (<<) are not allowed.", "Write the values out."
            )
        return str(event.value)

    def _list(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._node(event, (*path, len(values))))
        return values

    def _scalar(self, event: yaml.Event, path: Path) -> Any:
        text = str(event.value)  # type: ignore[attr-defined]
        if not event.implicit[0]:  # type: ignore[attr-defined]  # quoted or block: text, whatever it says
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        if _NUMBER.fullmatch(text):
            return float(text)
        if text.lower() in _DISGUISED or re.fullmatch(r"[-+]?[\d_]*\.?[\d_]+", text):
            self._sheet.problems.append(
                Problem(
                    self._sheet.file,
                    _line(event),
                    _dotted(path),
                    f"'{text}' can be read as more than one thing.",
                    'Write true, false, null or a plain number, or put it in "quotes".',
                )
            )
        return text


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 0


def _dotted(path: Path) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
