"""People to measure with: attempts in a database, and answers drawn at random, seeded."""

from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np

from assessment.attempts import Attempt, AttemptHead
from assessment.bank import Bank
from assessment.content.items import (
    Answer,
    BestAndWorst,
    ChosenOption,
    Item,
    Judgement,
    Numeric,
    TypedNumber,
)
from assessment.content.model import Content
from assessment.measurement.grid import FloatArray, IntArray
from assessment.progress import ITEMS
from assessment.store.database import database_url, open_database
from assessment.store.policy import Actor
from assessment.store.store import Store

SEED: Final = 20261125
ACTOR: Final = Actor("local")


def open_store(folder: Path) -> Store:
    """The database that a server with this data folder uses."""
    return Store(open_database(database_url({"HEADWAY_DATA_DIR": str(folder)})))


def begin(store: Store, content: Content, seed: int) -> str:
    """Id of a new attempt of somebody new against the first role."""
    return begin_of(store, content, store.add_person(ACTOR, "").id, seed)


def begin_of(store: Store, content: Content, person: str, seed: int) -> str:
    """Id of a new attempt of ``person`` against the first role."""
    return store.begin_attempt(
        ACTOR,
        person,
        target=content.roles[0].id,
        seed=seed,
        content_version=content.framework.version,
        content_digest=content.digest,
    ).head.id


def begin_rated(store: Store, content: Content, seed: int) -> str:
    """Id of a new attempt that has every sub-skill rated and stands at the first question."""
    attempt, rng = begin(store, content, seed), np.random.default_rng(seed)
    for sub in content.sub_skills:
        _record(store, attempt, "rating", sub.id, int(rng.integers(6)))
    _record(store, attempt, "place", "", ITEMS)
    return attempt


def fill(store: Store, attempt: str, like: Attempt) -> None:
    """Rate and answer in ``attempt`` what was rated and answered in ``like``."""
    for sub, rating in like.ratings.items():
        _record(store, attempt, "rating", sub, rating)
    for item, answer in like.answers.items():
        _record(store, attempt, "answer", item, answer)


def answered(bank: Bank, items: list[str], seed: int = SEED) -> Attempt:
    """An attempt at the first role that rates every sub-skill and answers ``items``."""
    rng = np.random.default_rng(seed)
    now, content = datetime.now(UTC), bank.content
    head = AttemptHead("someone", "somebody", seed, content.framework.version, content.digest, now)
    ratings = {sub.id: int(rng.integers(6)) for sub in bank.content.sub_skills}
    answers = {item: any_answer(bank.content.items[item][1], rng) for item in items}
    return Attempt(
        head=head,
        rev=len(ratings) + len(items),
        open=True,
        target=bank.content.roles[0].id,
        changed_at=now,
        ratings=ratings,
        answers=answers,
    )


def some_items(content: Content, count: int) -> list[str]:
    """``count`` items, spread over the sub-skills: every first one, then every second one."""
    turn: dict[str, int] = {}
    order = []
    for item, (sub, _) in content.items.items():
        turn[sub.id] = turn.get(sub.id, 0) + 1
        order.append((turn[sub.id], item))
    return [item for _, item in islice(sorted(order), count)]


def crowd(bank: Bank, items: list[str], people: int) -> tuple[FloatArray, IntArray]:
    """Log-likelihoods and self-ratings of many people, as ``infer`` takes them."""
    rng = np.random.default_rng(SEED)
    size = len(bank.content.sub_skills)
    keyed = np.zeros((people, size, bank.tables[0].shape[1]))
    for at in (bank.index[item] for item in items):
        logs = np.log(bank.tables[at])
        keyed[:, bank.sub_skill_of[at]] += logs[rng.integers(len(logs), size=people)]
    return keyed, rng.integers(6, size=(people, size))


def any_answer(item: Item, rng: np.random.Generator) -> Answer:
    """An answer to ``item`` at random."""
    match item:
        case Numeric():
            return TypedNumber(value=item.answer if rng.random() < 0.5 else item.answer * 2 + 1)
        case Judgement():
            best, worst = rng.choice([option.id for option in item.options], 2, replace=False)
            return BestAndWorst(best=str(best), worst=str(worst))
        case _:
            return ChosenOption(option=str(rng.choice([option.id for option in item.options])))


def _record(store: Store, attempt: str, kind: str, subject: str, value: object) -> None:
    store.record(
        ACTOR,
        attempt,
        kind,  # type: ignore[arg-type]
        subject,
        value,
        writer="benchmark",
        loaded_rev=0,
        idem=f"{kind}-{subject}",
    )
