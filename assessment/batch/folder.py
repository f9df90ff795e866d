"""A folder of result files: each is one person, called like the file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assessment.attempts import NAME_LIMIT, personal_text
from assessment.bank import coded
from assessment.batch.cells import Form
from assessment.batch.people import Person, SetAside
from assessment.batch.repeats import Repeats
from assessment.batch.rows import Fault, other_version, shown, unknown
from assessment.content.items import fitting
from assessment.errors import AssessmentError, ContentError, Problem
from assessment.result_file import LARGEST_FILE, ResultFile, attempt_in, read


def result_files(folder: Path) -> list[Path]:
    """
    Everything in a folder but what is hidden, by name.

    Raises:
        ContentError: If there is nothing.
    """
    files = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    if not files:
        empty = Problem(str(folder), 0, "", "The folder is empty.", "Put result files there.")
        raise ContentError((empty,), str(folder))
    return files


def file_rows(
    files: list[Path], form: Form, versions: frozenset[str]
) -> Iterator[Person | SetAside]:
    """
    The person of each result file.

    Answers to another version that is allowed count as in the app: what no longer fits the
    content is left out.

    Args:
        files: What ``result_files`` found.
        form: The content's columns.
        versions: Versions of the content to which answers may have been given.
    """
    repeats = Repeats()
    for place, file in enumerate(files):
        try:
            found = read(_bytes(file))
            faults = [*_faults(found, form, versions)]
            # An attempt is told by its beginning and its seed; a file may have been copied.
            begun = f"{found.created_at.isoformat()} {found.seed}"
            if not faults and (first := repeats.first(begun, place)) != place:
                faults.append(_twice(files[first]))
            yield _set_aside(file, faults) if faults else _person(file, found, form)
        except ContentError as fault:
            problems = tuple(replace(each, file=_told(file)) for each in fault.problems)
            yield SetAside(_told(file.stem), "", problems)
        except AssessmentError as fault:
            yield _set_aside(file, [("", str(fault), "Export the result again.")])


def _bytes(file: Path) -> bytes:
    """
    The bytes of a file, and one more than may be read where it is too large.

    Raises:
        AssessmentError: If it is no result file by its name, or cannot be read.
    """
    if file.suffix.lower() != ".json" or not file.is_file():
        raise AssessmentError("This is not a result file (.json).")
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise AssessmentError(f"The file cannot be read: {fault.strerror}.") from fault


def _person(file: Path, found: ResultFile, form: Form) -> Person:
    answers, ratings = coded(form.bank, attempt_in(found))
    name = personal_text(found.name, NAME_LIMIT, "The name")
    return Person(_told(file.stem), name, answers.tolist(), ratings.tolist())


def _faults(found: ResultFile, form: Form, versions: frozenset[str]) -> Iterator[Fault]:
    content = form.bank.content
    if found.content_version not in versions:
        yield other_version("content_version", found.content_version, form)
        return
    items = [each.item for each in found.answers]
    for item in dict.fromkeys(item for item in items if items.count(item) > 1):
        yield item, f"The item {shown(item)} is answered twice.", "Keep one answer."
    if found.content_version != content.framework.version:
        return
    for sub in found.ratings:
        if sub not in content.sub_skill_index:
            yield unknown(form, sub)
    for each in found.answers:
        if each.item not in content.items:
            yield unknown(form, each.item)
        elif fitting(content.items[each.item][1], each.answer) is None:
            yield each.item, "The answer is not one of the item's.", "Export the result again."


def _twice(first: Path) -> Fault:
    return (
        "",
        f"The same attempt is in {_told(first.name)} already, which counts.",
        "Keep one of them.",
    )


def _set_aside(file: Path, faults: list[Fault]) -> SetAside:
    problems = tuple(Problem(_told(file), 0, *fault) for fault in faults)
    return SetAside(_told(file.stem), "", problems)


def _told(name: Path | str) -> str:
    """A name of a file without bytes that no text can hold."""
    return str(name).encode("utf-8", "replace").decode("utf-8")
