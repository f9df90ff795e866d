"""
The one module that owns session state: whose attempt this page shows, and how it saves.

The database is the truth and the session only a view. After a restart of the server the browser
sends its widgets and the address again, but no callback. So widget keys and address carry a mark
(who writes, and since which revision); every run compares what a widget holds with what is stored
and saves the difference under that mark; and the first run of a new session, once it has saved
what the browser still held, goes on under a mark of its own (``settle``).
"""

import os
import secrets
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, date, datetime
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

import streamlit as st
from sqlalchemy import Engine

from assessment.agreed import with_agreed
from assessment.attempts import Attempt, Kind, decided
from assessment.bank import Bank, build_bank
from assessment.content.loading import load
from assessment.content.model import Role
from assessment.decisions import Decisions, Length
from assessment.errors import NotFoundError
from assessment.own_roles import OwnRole, as_role
from assessment.pages.marks import Mark, Pen, address, new_mark
from assessment.progress import ITEMS
from assessment.result_file import ResultFile
from assessment.reviews import Review
from assessment.store.database import database_url, open_database
from assessment.store.policy import Actor
from assessment.store.reviewing import Reviews
from assessment.store.rows import Person
from assessment.store.saving import Conflict
from assessment.store.sharing import Shares
from assessment.store.store import Store

ACTOR = Actor("local")
"""Locally one operating-system user acts for everybody on the machine."""

HEARTBEAT: Final = 20.0  # as text ("20s") it would load pandas: 0.2 s and 60 MB
"""Seconds after which an open page looks whether session and attempt are still what it shows: the
longest that a click can stay unsaved after a restart, for about 2 ms of work a second."""

_PEN: Final = Pen("mark", "w")

_Key = TypeVar("_Key", bound=Hashable)
_Made = TypeVar("_Made")


@st.cache_resource(show_spinner=False)
def bank() -> Bank:
    """The content as curves; the same for everybody."""
    return build_bank(load())


@st.cache_resource(show_spinner=False)
def _engine() -> Engine:
    return open_database(database_url(os.environ))


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The database, for people and their attempts."""
    return Store(_engine())


@st.cache_resource(show_spinner=False)
def shares() -> Shares:
    """The database, for what mentees share with mentors."""
    return Shares(_engine())


@st.cache_resource(show_spinner=False)
def reviews() -> Reviews:
    """The database, for what mentors write."""
    return Reviews(_engine())


def begin(person: Person, role: Role, length: Length) -> None:
    """Begin an attempt and make it the one that this page shows."""
    _begin(person.id, role, length)


def keep_file(file: ResultFile) -> None:
    """Store a result file as a new person's attempt, and make it the one that this page shows."""
    show(store().import_result(ACTOR, file))


def retake(of: Attempt) -> None:
    """Begin another attempt of the same person at the same role and length, and show it."""
    _begin(of.head.person_id, role(of), of.length)


def _begin(person_id: str, role: Role, length: Length | None) -> None:
    content = bank().content
    attempt = store().begin_attempt(
        ACTOR,
        person_id,
        target=role.id,
        seed=secrets.randbelow(2**31),
        content_version=content.framework.version,
        content_digest=content.digest,
    )
    show(attempt)
    if length is not None:
        save(attempt, "length", "", length)


def show(attempt: Attempt) -> None:
    """Make ``attempt`` the one that this page shows, at the place where it was left."""
    st.session_state["attempt"] = attempt.head.id
    st.session_state.pop("place", None)
    _sign(attempt)


def forget(person: Person) -> None:
    """Erase ``person`` for good; a page that shows one of their attempts shows none then."""
    store().erase_person(ACTOR, person.id)
    _leave()


def attempt() -> Attempt | None:
    """The attempt named in the session or the address; None where none is."""
    named = st.session_state.get("attempt") or st.query_params.get("attempt")
    if not named:
        return None
    try:
        found = store().attempt(ACTOR, named)
    except NotFoundError:
        _leave()
        st.warning(
            "The address names an attempt that is not on this machine. Nothing was changed; "
            "begin or go on with one on the Start page."
        )
        return None
    st.session_state["attempt"] = named
    address("attempt", named)
    address("w", str(_mark(found)))
    if st.session_state.pop("conflict", False):
        st.warning("Another window changed an answer since. The newer one is kept and shown.")
    st.session_state["seen"] = found.rev
    return found


def role(of: Attempt) -> Role:
    """The role that an attempt is compared with; the default where it is gone."""
    content = bank().content
    if of.target in content.roles_by_id:
        return content.roles_by_id[of.target]
    return next((each for each in roles(of) if each.id == of.target), content.roles[0])


def meaning(term: str) -> str | None:
    """What a word of the product means, to stand beside it; None where nobody has said."""
    return next((t.meaning for t in bank().content.glossary.terms if t.id == term), None)


def roles(of: Attempt | None = None) -> tuple[Role, ...]:
    """Every role that may be compared with: ours, and those that the person made."""
    content = bank().content
    made: dict[str, OwnRole] = {}
    for each in attempts(of) if of else ():
        made |= each.own_roles
    own = (as_role(content, own_id, role) for own_id, role in made.items())
    return (*content.roles, *filter(None, own))


def attempts(of: Attempt) -> tuple[Attempt, ...]:
    """Every attempt of the person, oldest first."""
    return store().attempts(ACTOR, of.head.person_id)[::-1]


def seen(of: Attempt) -> frozenset[str]:
    """Ids of the items that the person met in other attempts."""
    others = [each for each in attempts(of) if each.head.id != of.head.id]
    return frozenset(item for each in others for item in each.answers)


def decisions(of: Attempt) -> Decisions:
    """What the person decided about the plan up to this attempt, and what was agreed on it."""
    known = attempts(of)
    own = decided([each for each in known if each.head.created_at <= of.head.created_at])
    return with_agreed(own, handed(of))


def handed(of: Attempt) -> tuple[Review, ...]:
    """The reviews of an attempt that mentors gave to the person, oldest first."""
    return reviews().handed_reviews(ACTOR, of.head.id)


def now() -> datetime:
    """The present moment where the browser is."""
    zone = st.context.timezone
    return datetime.now(ZoneInfo(zone) if zone else UTC)


def today() -> date:
    """The present day where the browser is."""
    return now().date()


def key(of: Attempt, name: str) -> str:
    """Key of the widget that asks for ``name``: one per attempt and mark, so none is reused."""
    return f"{name}:{of.head.id}:{_mark(of)}"


def save(of: Attempt, kind: Kind, subject: str, value: object) -> Attempt:
    """
    Save one answer if it differs from what is stored, and return the attempt as it now stands.

    A newer answer from another window is kept; ``settle`` then shows it.
    """
    mark = _mark(of)
    outcome = store().record(
        ACTOR,
        of.head.id,
        kind,
        subject,
        value,
        writer=mark.writer,
        loaded_rev=mark.rev,
        idem=secrets.token_urlsafe(12),
    )
    if isinstance(outcome, Conflict):
        st.session_state["conflict"] = True
    st.session_state["seen"] = outcome.rev
    return store().attempt(ACTOR, of.head.id)


def each(name: str, keys: Iterable[_Key], make: Callable[[_Key], _Made]) -> tuple[_Made, ...]:
    """What ``make`` makes of each key, made once for as long as the key stays among ``keys``."""
    held = st.session_state.get(name, {})
    found = {key: held[key] if key in held else make(key) for key in keys}
    st.session_state[name] = found
    return tuple(found.values())


def place(of: Attempt) -> str:
    """Where in the journey this page is: its own place, or where the attempt was left."""
    return str(st.session_state.get("place", of.place))


def go(of: Attempt, place: str) -> None:
    """Go to ``place``, remember it with the attempt, and draw it."""
    if place == ITEMS:
        st.session_state["place"] = place  # the item that is chosen there is remembered instead
    else:
        stay(of, place)
    st.rerun()


def stay(of: Attempt, place: str) -> Attempt:
    """Remember that this page is at ``place``."""
    st.session_state["place"] = place
    return save(of, "place", "", place)


def settle() -> None:
    """After a run: go on under an own mark where it was inherited or another window was newer."""
    mark = _PEN.held()
    if mark is None or not (mark.inherited or st.session_state.get("conflict")):
        return
    _sign(store().attempt(ACTOR, mark.record))
    st.rerun()


@st.fragment(run_every=HEARTBEAT)
def heartbeat() -> None:
    """Draw the page anew where its session is gone or another window wrote to its attempt."""
    mark = _PEN.held()
    if mark is None:
        st.rerun()
    if store().revision(ACTOR, mark.record) != st.session_state.get("seen"):
        _sign(store().attempt(ACTOR, mark.record))  # widgets drawn from what is stored
        st.rerun()


def _leave() -> None:
    for key in ("attempt", "place", "seen"):
        st.session_state.pop(key, None)
    st.query_params.pop("attempt", None)
    _PEN.drop()


def _mark(of: Attempt) -> Mark:
    return _PEN.of(of.head.id, of.rev)


def _sign(of: Attempt) -> None:
    address("attempt", of.head.id)
    _PEN.sign(new_mark(of.head.id, of.rev))
