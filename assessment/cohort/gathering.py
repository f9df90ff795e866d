"""The results of many people: out of files, of which some are set aside, or out of a database."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessment.attempts import NAME_LIMIT, Attempt, Respondent, personal_text
from assessment.errors import AssessmentError, ContentError
from assessment.packs import result_in
from assessment.result_file import attempt_in


@dataclass(frozen=True)
class SetAside:
    """
    A file that does not count.

    Attributes:
        file: Its name, as it was given.
        reason: Why, and what to do about it.
    """

    file: str
    reason: str


@dataclass(frozen=True)
class Gathered:
    """
    What a pile of files holds.

    Attributes:
        respondents: Everybody in it, in the order given.
        set_aside: The other files, in the order given.
    """

    respondents: tuple[Respondent, ...]
    set_aside: tuple[SetAside, ...]


def read_any(raw: bytes) -> Respondent:
    """
    Who a file is of, and what they did: of a result file or a pack.

    Raises:
        ContentError: With every fault found, each with its place and fix.
        AssessmentError: If a value in it is none that an attempt may have.
    """
    file = result_in(raw)
    return personal_text(file.name, NAME_LIMIT, "The name"), attempt_in(file)


def opened(file: str, raw: bytes) -> Respondent | SetAside:
    """What one file holds, or why it is set aside."""
    try:
        return read_any(raw)
    except AssessmentError as fault:
        return SetAside(file, _reason(fault))


def gathered(files: Sequence[tuple[str, Respondent | SetAside]]) -> Gathered:
    """
    Everybody in some files, each attempt once.

    A file is set aside if it holds what another one holds, or an earlier state of the same attempt
    of somebody of the same name. Two people who only share a name stay apart.

    Args:
        files: Name of each file, and what ``opened`` makes of it.
    """
    latest = _latest(found for _, found in files if not isinstance(found, SetAside))
    respondents: list[Respondent] = []
    set_aside: list[SetAside] = []
    counted: dict[Hashable, list[Attempt]] = {}
    for file, found in files:
        if isinstance(found, SetAside):
            set_aside.append(found)
            continue
        same = counted.setdefault(_key(found), [])
        if found[1].changed_at < latest[_key(found)]:
            set_aside.append(SetAside(file, "Another file holds a later state of this attempt."))
        elif any(_alike(found[1], other) for other in same):
            set_aside.append(SetAside(file, "Another file holds the same result; it counts once."))
        else:
            same.append(found[1])
            respondents.append(found)
    return Gathered(tuple(respondents), tuple(set_aside))


def newest(attempts: Sequence[Attempt]) -> Attempt | None:
    """
    The attempt that speaks for somebody: their newest one in which anything is rated or answered.

    Args:
        attempts: Of one person, newest first; of only empty ones the newest is taken.
    """
    filled = (each for each in attempts if each.ratings or each.answers)
    return next(filled, attempts[0] if attempts else None)


def _latest(found: Iterable[Respondent]) -> dict[Hashable, datetime]:
    by_time = sorted(found, key=lambda each: each[1].changed_at)
    return {_key(each): each[1].changed_at for each in by_time}


def _key(respondent: Respondent) -> Hashable:
    """An attempt goes by its seed and its beginning, which no two share by chance."""
    name, attempt = respondent
    return name, attempt.head.seed, attempt.head.created_at


def _alike(one: Attempt, other: Attempt) -> bool:
    return (one.ratings, one.answers) == (other.ratings, other.answers)


def _reason(fault: AssessmentError) -> str:
    """The first fault in a line; the page that opens one file has room for all of them."""
    if not isinstance(fault, ContentError):
        return str(fault)
    first, *others = fault.problems
    place = f"{first.where}: " if first.where else ""
    more = f" {len(others)} more: open the file alone to see them." if others else ""
    return f"{place}{first.message} {first.fix}{more}"
