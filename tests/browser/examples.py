"""Attempts as people leave them, written straight into the store of a running app."""

import secrets
from itertools import cycle

from assessment.attempts import DOES_NOT_APPLY, Attempt, Kind
from assessment.content.items import (
    Answer,
    BestAndWorst,
    ChosenOption,
    DontKnow,
    Item,
    Judgement,
    SingleBest,
    TypedNumber,
)
from assessment.content.model import Content, Requirement
from assessment.own_roles import OwnRole
from assessment.progress import ITEMS
from assessment.store.policy import Actor
from assessment.store.store import Store

LOCAL = Actor("local")


def begun(store: Store, content: Content, name: str = "") -> Attempt:
    """An attempt in which nothing is answered."""
    return store.begin_attempt(
        LOCAL,
        store.add_person(LOCAL, name).id,
        target=content.roles[0].id,
        seed=7,
        content_version=content.framework.version,
        content_digest=content.digest,
    )


def save(store: Store, attempt: Attempt, kind: Kind, subject: str, value: object) -> None:
    """Save as another window would."""
    store.record(
        LOCAL,
        attempt.head.id,
        kind,
        subject,
        value,
        writer="another-window",
        loaded_rev=store.revision(LOCAL, attempt.head.id),
        idem=secrets.token_urlsafe(8),
    )


def full(store: Store, content: Content, name: str = "") -> Attempt:
    """Everything rated, some of each family answered, some of it sure and some not known."""
    attempt = begun(store, content, name)
    for sub, rating in zip(content.sub_skills, cycle((3, 4, 2, 5, 1, 0)), strict=False):
        save(store, attempt, "rating", sub.id, rating)
    save(store, attempt, "rating", content.sub_skills[-1].id, DOES_NOT_APPLY)
    save(store, attempt, "evidence", content.sub_skills[0].id, "Led a move to a new shop.")
    for family in families(content):
        for at, item in enumerate([each for each in items(content) if each.family == family][:4]):
            save(store, attempt, "answer", item.id, DontKnow() if at == 1 else answer(item))
            save(store, attempt, "confidence", item.id, 75)
    return store.attempt(LOCAL, attempt.head.id)


def at_item(store: Store, content: Content, item: str = "") -> Attempt:
    """An attempt whose self-ratings are done, left at an item or before the first."""
    attempt = begun(store, content)
    for sub in content.sub_skills:
        save(store, attempt, "rating", sub.id, 2)
    save(store, attempt, "place", "", f"{ITEMS}:{item}")
    return attempt


def soon_settled(store: Store, content: Content) -> Attempt:
    """At a role that asks the lowest level of two sub-skills, which everybody meets."""
    attempt = at_item(store, content)
    asked = tuple(
        Requirement(sub_skill=sub.id, level=1, weight=1, critical=False)
        for sub in content.sub_skills[:2]
    )
    own = OwnRole(name="Apprentice", based_on=content.roles[0].id, requirements=asked)
    save(store, attempt, "role", "apprentice", own)
    save(store, attempt, "target", "", "apprentice")
    return attempt


def exhausted(store: Store, content: Content) -> Attempt:
    """An attempt in which every item there is has been answered."""
    attempt = at_item(store, content)
    for item in items(content):
        save(store, attempt, "answer", item.id, answer(item))
    return attempt


def items(content: Content) -> list[Item]:
    """Every item."""
    return [item for _, item in content.items.values()]


def families(content: Content) -> list[str]:
    """Every family of items, in the order met."""
    return list(dict.fromkeys(item.family for item in items(content)))


def first_of(content: Content, family: str) -> Item:
    """The first item of a family."""
    return next(item for item in items(content) if item.family == family)


def answer(item: Item) -> Answer:
    """The answer to ``item`` that earns full credit."""
    if isinstance(item, SingleBest):
        return ChosenOption(option=item.key[0])
    if isinstance(item, Judgement):
        return BestAndWorst(best=item.key[0], worst=item.key[1])
    return TypedNumber(value=item.answer)
