"""What the log of an attempt says about saves that processes were told are kept."""

from itertools import groupby, pairwise
from operator import attrgetter

from sqlalchemy import Engine, select

from assessment.attempts import Entry
from assessment.store.saving import entry
from assessment.store.tables import response

from .processes import Run


def log(engine: Engine, attempt_id: str) -> list[Entry]:
    """The log of an attempt, oldest first."""
    lines = select(response).where(response.c.attempt_id == attempt_id).order_by(response.c.rev)
    with engine.connect() as connection:
        return [entry(row) for row in connection.execute(lines)]


def by_subject(entries: list[Entry]) -> dict[str, list[Entry]]:
    """The history of each subject, oldest first."""
    in_order = sorted(entries, key=lambda line: (line.subject, line.rev))
    return {subject: list(lines) for subject, lines in groupby(in_order, attrgetter("subject"))}


def lost(entries: list[Entry], runs: dict[str, Run]) -> list[object]:
    """Acknowledged saves whose value did not stand at the revision they were told."""
    histories = by_subject(entries)
    return [
        save
        for run in runs.values()
        for save in run.acknowledged
        if standing(histories.get(save.subject, []), save.rev) != str(save.value)
    ]


def standing(history: list[Entry], rev: int) -> str | None:
    """What stood at a revision, by the history of one subject."""
    return next((line.value for line in reversed(history) if line.rev <= rev), None)


def overwritten_unseen(entries: list[Entry], runs: dict[str, Run]) -> list[object]:
    """Entries of another page that were replaced by a page drawn before them."""
    drawn_from = {save.rev: save.loaded_rev for run in runs.values() for save in run.acknowledged}
    return [
        old
        for history in by_subject(entries).values()
        for old, new in pairwise(history)
        if old.writer != new.writer and old.rev > drawn_from[new.rev]
    ]
