"""
YAML from people, read as JSON would be: no aliases, no tags, no surprises, every line known.

PyYAML's own constructors turn ``No`` into False, let the last of two equal keys win and expand
nested aliases without end. Here the events are read instead, and everything but mappings, lists
and plain scalars is refused before anything is built.
"""

import re
from collections.abc import Callable
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
    {*_CONSTANTS, "yes", "no", "on", "off", "y", "n", "~", ".nan", ".inf", "+.inf", "-.inf"}
)
_UNPRINTABLE: Final = re.compile(
    r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_MALFORMED: Final = (
    (
        "mapping values are not allowed",
        "A colon stands where no key can be.",
        "Put text that holds a colon in quotes, and give keys that belong together one indent.",
    ),
    (
        "unexpected end of stream",
        "A quote is opened here and never closed.",
        "Close it; inside single quotes write an apostrophe twice.",
    ),
    (
        "expected ':'",
        "This line has a key and no colon after it.",
        "Write the key, a colon, a space and the value; indent text that goes on.",
    ),
    (
        "expected ',' or",
        "A bracket is opened here and not closed, or a comma is missing inside.",
        "Close it, put commas between entries, and put text that holds a comma in quotes.",
    ),
    (
        "cannot start any token",
        "A value or an indent begins with a character that YAML keeps for itself.",
        "Put the value in quotes; indent with spaces, not with tabs.",
    ),
    (
        "escape",
        "A backslash in double quotes starts something that YAML does not know.",
        "Write two backslashes for one.",
    ),
    (
        "did not find expected",
        "This line does not go on with what stands above it.",
        "Give it the indent of its neighbours, and look for a quote that is not closed above.",
    ),
)
"""What PyYAML says, what we say, and what to do; the first that fits."""
_STANDARD_TAG: Final = "tag:yaml.org,2002:"
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
        doubts: Message and fix for each part whose value may not be what was meant; each is among
            the problems too.
    """

    file: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubts: dict[Path, tuple[str, str]] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Line of the part at ``path``, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def problem(self, path: Path, message: str, fix: str) -> Problem:
        """A fault at ``path``, named as a person would: keys, and positions from 1."""
        where, label = _dotted(path), self._label(path)
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

    def __init__(self, line: int, message: str, fix: str, path: Path = ()) -> None:
        self.line, self.message, self.fix, self.path = line, message, fix, path
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
        sheet.value = _Builder(sheet, _text(raw)).document()
    except _RefusedError as fault:
        sheet.problems.append(
            Problem(file, fault.line, _dotted(fault.path), fault.message, fault.fix)
        )
    except yaml.MarkedYAMLError as fault:
        sheet.problems.append(_malformed(file, fault))
    sheet.problems += [sheet.problem(path, *said) for path, said in sheet.doubts.items()]
    return sheet


def _text(raw: bytes) -> str:
    if len(raw) > LARGEST_FILE:
        raise _RefusedError(
            0,
            f"The file has {len(raw):,} bytes; {LARGEST_FILE:,} are the limit.",
            "Shorten it; perhaps another file was saved under this name.",
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise _RefusedError(line, "This is not UTF-8 text.", "Save the file as UTF-8.") from fault
    if found := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise _RefusedError(line, *_control(found.group()))
    return text


def _control(character: str) -> tuple[str, str]:
    said = f"The text holds the control character U+{ord(character):04X}."
    return said, "Remove it; many editors do not show it."


def _malformed(file: str, fault: yaml.MarkedYAMLError) -> Problem:
    fallback = ("", "This is not valid YAML.", "Check indent, colons and quotes around this line.")
    heard = str(fault.problem)
    known = next((entry for entry in _MALFORMED if entry[0] in heard), fallback)
    # What is opened and not closed is noticed only later; the person needs the opening.
    opened = known[0] in {"unexpected end of stream", "expected ':'", "expected ',' or"}
    mark = fault.context_mark if opened and fault.context_mark else fault.problem_mark
    return Problem(file, mark.line + 1 if mark else 0, "", *known[1:])


class _Builder:
    """Builds plain values from parser events, noting lines and refusing what is not JSON-like."""

    def __init__(self, sheet: Sheet, text: str) -> None:
        self._sheet = sheet
        self._next: Callable[[], Any] = _LOADER(text).get_event
        self._escapes = "\\" in text  # without one nothing unprintable can come up again

    def document(self) -> Any:
        """The file's only document."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise _RefusedError(1, "The file is empty.", "Fill it, or delete it.")
        event = self._next()
        self._sheet.lines[()] = _line(event)
        value = self._node(event, ())
        self._next()
        extra = self._next()
        if not isinstance(extra, yaml.StreamEndEvent):
            raise _RefusedError(
                _line(extra), "The file holds a second document.", "Keep one; remove the '---'."
            )
        return value

    def _node(self, event: Any, path: Path) -> Any:
        if event.anchor:  # an alias names one, too
            raise _RefusedError(
                _line(event),
                "Anchors and aliases (& and *) are not allowed.",
                "Write the value out; put text that begins with & or * in quotes.",
                path,
            )
        if event.tag:
            raise _RefusedError(
                _line(event),
                f"Tags such as {event.tag.replace(_STANDARD_TAG, '!!')} are not allowed.",
                "Remove the tag; put text that begins with ! in quotes.",
                path,
            )
        if len(path) > _DEEPEST:
            raise _RefusedError(
                _line(event),
                f"Values are nested more than {_DEEPEST} deep.",
                "Look for brackets that are not meant.",
            )
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        return self._list(path)

    def _mapping(self, path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event)
            place = (*path, key)
            if key in mapping:
                self._doubt(place, f"The key '{key}' is there twice.", "Keep one of the two.")
            self._sheet.lines[place] = _line(event)
            value = self._node(self._next(), place)
            mapping.setdefault(key, value)
        return mapping

    def _key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
            raise _RefusedError(
                _line(event),
                "A key must be a plain word.",
                "Write the key as text; put a value that begins with [ or { in quotes.",
            )
        if event.value == "<<":
            raise _RefusedError(
                _line(event), "Merge keys (<<) are not allowed.", "Write the values out."
            )
        if self._escapes and (found := _UNPRINTABLE.search(event.value)):
            raise _RefusedError(_line(event), *_control(found.group()))
        return str(event.value)

    def _list(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            place = (*path, len(values))
            self._sheet.lines.setdefault(place, _line(event))
            values.append(self._node(event, place))
        return values

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> Any:
        text = str(event.value)
        if self._escapes and (found := _UNPRINTABLE.search(text)):  # an escape such as "\0"
            self._doubt(path, *_control(found.group()))
            return _UNPRINTABLE.sub("\ufffd", text)
        if not event.implicit[0]:  # quoted or block: text, whatever it says
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        if _NUMBER.fullmatch(text):
            return float(text)
        if not text:
            self._doubt(path, "There is no value here.", "Write one, or remove the key or dash.")
        elif text.lower() in _DISGUISED or re.fullmatch(r"[-+]?[\d_]*\.?[\d_]+", text):
            self._doubt(
                path,
                f"'{text}' can be read as more than one thing.",
                'Write true, false, null or a plain number, or put it in "quotes".',
            )
        return text

    def _doubt(self, path: Path, message: str, fix: str) -> None:
        self._sheet.doubts.setdefault(path, (message, fix))


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 0


def _dotted(path: Path) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
