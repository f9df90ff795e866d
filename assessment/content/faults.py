"""Faults that several files can have: ids twice, names of nothing, scales with holes."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import Protocol

from assessment.content.reading import Path, Sheet
from assessment.errors import Problem


class _OfRole(Protocol):
    @property
    def role(self) -> str: ...


def about_roles(
    blocks: Iterable[_OfRole], sheet: Sheet, roles: Collection[str], at: Path = ("roles",)
) -> Iterator[Problem]:
    """Faults of the roles that blocks are about."""
    named = [((*at, i, "role"), block.role) for i, block in enumerate(blocks)]
    yield from repeated(named, sheet)
    for where, role in named:
        if role not in roles:
            yield unknown("role", role, roles, sheet, where)


def scale(given: list[int], sheet: Sheet, at: Path) -> Iterator[Problem]:
    """A fault if levels do not run from 0 upwards without holes."""
    if given != list(range(len(given))):
        text = f"The levels are {', '.join(map(str, given))}."
        yield sheet.problem(at, text, "List them from 0 upwards, once each.")


def repeated(ids: Collection[tuple[Path, str]], sheet: Sheet) -> Iterator[Problem]:
    """A fault at each place of an id that stands at more than one."""
    counts = Counter(name for _, name in ids)
    for at, name in ids:
        if counts[name] > 1:
            text = f"'{name}' is there {counts[name]} times."
            yield sheet.problem(at, text, "Keep one, or give the others their own name.")


def unknown(kind: str, given: str, known: Iterable[str], sheet: Sheet, at: Path) -> Problem:
    """The fault that a name is the name of nothing."""
    known = sorted(known)
    near = get_close_matches(given, known, n=1)
    hint = f"; did you mean '{near[0]}'?" if near else "."
    fix = f"Use one of these: {', '.join(known)}."
    return sheet.problem(at, f"There is no {kind} '{given}'{hint}", fix)
