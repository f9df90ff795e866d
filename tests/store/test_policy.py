"""Who may do what, for every operation, actor and kind of id."""

import inspect
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest

from assessment.errors import NotFoundError
from assessment.store.desk import Desk
from assessment.store.policy import POLICY, Actor
from assessment.store.reviewing import Reviews
from assessment.store.sharing import Shares
from assessment.store.store import Store

from .examples import FILE, LOCAL, MISSING_ID, begun, save

MALFORMED = ("", "x", "A" * 23, "' OR '1'='1", "A" * 21 + "\x00", "A" * 21 + "\ud800", "é" * 22)

ON_NOBODY: dict[str, Callable[[Store, Actor], object]] = {
    "add_person": lambda store, actor: store.add_person(actor, "Eve"),
    "people": lambda store, actor: store.people(actor),
    "revisions": lambda store, actor: store.revisions(actor),
    "import_result": lambda store, actor: store.import_result(actor, FILE),
}
ON_PERSON: dict[str, Callable[[Store, Actor, str], object]] = {
    "rename_person": lambda store, actor, who: store.rename_person(actor, who, "Eve"),
    "erase_person": lambda store, actor, who: store.erase_person(actor, who),
    "begin_attempt": lambda store, actor, who: store.begin_attempt(
        actor, who, target="lead", seed=1, content_version="1", content_digest="0"
    ),
    "attempts": lambda store, actor, who: store.attempts(actor, who),
}
ON_ATTEMPT: dict[str, Callable[[Store, Actor, str], object]] = {
    "attempt": lambda store, actor, which: store.attempt(actor, which),
    "record": lambda store, actor, which: store.record(
        actor, which, "rating", "cro", 5, writer="page-9", loaded_rev=99, idem="eve"
    ),
    "submit": lambda store, actor, which: store.submit(actor, which),
    "reopen": lambda store, actor, which: store.reopen(actor, which),
    "revision": lambda store, actor, which: store.revision(actor, which),
}
ACTORS = ("local", "owner", "stranger", "erased", "missing", "nameless", "malformed", "other kind")


@dataclass(frozen=True)
class Scene:
    """Two people with an attempt each, and everybody who may ask."""

    own: tuple[str, str]
    foreign: tuple[str, str]
    actors: dict[str, Actor]


def scene(store: Store) -> Scene:
    """The scene, in a new database."""
    mine, theirs = begun(store), begun(store)
    gone = store.add_person(LOCAL, "Gone").id
    store.erase_person(LOCAL, gone)
    save(store, mine.head.id, "seo", 3)
    save(store, theirs.head.id, "seo", 2)
    stranger = store.add_person(LOCAL, "Stranger").id
    return Scene(
        own=(mine.head.person_id, mine.head.id),
        foreign=(theirs.head.person_id, theirs.head.id),
        actors={
            "local": LOCAL,
            "owner": Actor("person", mine.head.person_id),
            "stranger": Actor("person", stranger),
            "erased": Actor("person", gone),
            "missing": Actor("person", MISSING_ID),
            "nameless": Actor("person"),
            "malformed": Actor("person", "' OR '1'='1"),
            "other kind": Actor("mentor", mine.head.person_id),  # type: ignore[arg-type]
        },
    )


def everything(store: Store) -> object:
    """All that is stored, as the local actor sees it."""
    people = store.people(LOCAL)
    return people, [store.attempts(LOCAL, person.id) for person in people]


def denied(do: Callable[[], object]) -> str:
    """What is said when ``do`` is refused."""
    with pytest.raises(NotFoundError) as caught:
        do()
    return str(caught.value)


def operations(desk: type[Desk]) -> dict[str, Callable[..., object]]:
    """The public methods of a desk."""
    methods = inspect.getmembers(desk, inspect.isfunction)
    return {name: method for name, method in methods if not name.startswith("_")}


def test_every_operation_has_a_row() -> None:
    """No public method without a policy row, no row without a method, none outside a matrix."""
    ours = set(operations(Store))
    assert ours | set(operations(Shares)) | set(operations(Reviews)) == set(POLICY)
    assert ours == {*ON_NOBODY, *ON_PERSON, *ON_ATTEMPT}


@pytest.mark.parametrize("desk", [Store, Shares, Reviews])
def test_every_operation_takes_the_actor_first(desk: type[Desk]) -> None:
    """Nobody can forget to say who asks."""
    for name, method in operations(desk).items():
        assert list(inspect.signature(method).parameters)[1] == "actor", name


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("operation", [*ON_PERSON, *ON_ATTEMPT])
def test_an_operation_on_a_record(store: Store, operation: str, who: str) -> None:
    """S1: allowed is all to the local user, their own to a person; the rest is "not found"."""
    stage = scene(store)
    actor = stage.actors[who]
    do = ON_PERSON.get(operation) or ON_ATTEMPT[operation]
    which = 0 if operation in ON_PERSON else 1
    allowed = {"local": {stage.foreign[which], stage.own[which]}, "owner": {stage.own[which]}}
    refused = {MISSING_ID, *MALFORMED, *stage.own, *stage.foreign} - allowed.get(who, set())
    before = everything(store)
    said = {denied(partial(do, store, actor, target)) for target in refused}
    assert said == {"There is no such record, or it is not yours."}
    assert everything(store) == before
    for target in allowed.get(who, ()):
        do(store, actor, target)


@pytest.mark.parametrize("who", ACTORS)
def test_people_are_seen_only_by_whom_they_concern(store: Store, who: str) -> None:
    """The local user sees everybody, a person themselves, anybody else nobody."""
    stage = scene(store)
    seen = [person.id for person in store.people(stage.actors[who])]
    if who == "local":
        assert len(seen) == 3
    else:
        assert seen == {"owner": [stage.own[0]], "stranger": [stage.actors[who].person_id]}.get(
            who, []
        )


@pytest.mark.parametrize("who", ACTORS)
def test_revisions_are_seen_of_whom_people_are_seen(store: Store, who: str) -> None:
    """S1: the local user learns of every attempt, a person of their own, anybody else of none."""
    stage = scene(store)
    mine = {stage.own[0]: ((stage.own[1], 1),)}
    theirs = {stage.foreign[0]: ((stage.foreign[1], 1),)}
    seen = {"local": {**mine, **theirs}, "owner": mine}

    assert store.revisions(stage.actors[who]) == seen.get(who, {})


@pytest.mark.parametrize("who", ACTORS)
def test_people_are_added_by_the_local_user_alone(store: Store, who: str) -> None:
    """Nobody who signs in makes another person."""
    actor = scene(store).actors[who]
    if who == "local":
        assert store.add_person(actor, "Eve") in store.people(LOCAL)
    else:
        denied(lambda: store.add_person(actor, "Eve"))
        denied(lambda: store.import_result(actor, FILE))
        assert "Eve" not in [person.name for person in store.people(LOCAL)]


def test_a_refusal_is_logged_without_content(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says which operation was refused to what kind of actor: no name, no id, no value."""
    stage = scene(store)
    with pytest.raises(NotFoundError), caplog.at_level(logging.INFO):
        store.rename_person(stage.actors["stranger"], stage.own[0], "Mallory")
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "rename_person" in record.getMessage()
    assert "person actor" in record.getMessage()
    secrets = ("Mallory", "Ada", *stage.own, str(stage.actors["stranger"].person_id))
    assert not any(secret in caplog.text for secret in secrets)
