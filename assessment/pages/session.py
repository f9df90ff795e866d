"""
The one module that owns session state: whose attempt this page shows, and how it saves.

The database is the truth and the session only a view. After a restart of the server the browser
sends its widgets and the address again, but no callback; so what a widget holds is compared with
what is stored on every run, and saved under the writer and revision that the address carries.
"""

import os
import secrets

import streamlit as st

from assessment.attempts import Attempt, Kind
from assessment.content.loading import load
from assessment.content.model import Role
from assessment.errors import NotFoundError
from assessment.evaluation import Bank, build_bank
from assessment.store.database import database_url, open_database
from assessment.store.policy import Actor
from assessment.store.saving import Conflict
from assessment.store.store import Person, Store

ACTOR = Actor("local")
"""Locally one operating-system user acts for everybody on the machine."""


@st.cache_resource(show_spinner=False)
def bank() -> Bank:
    """The content as curves; the same for everybody."""
    return build_bank(load())


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The database."""
    return Store(open_database(database_url(os.environ)))


def begin(person: Person, role: Role) -> None:
    """Begin an attempt and make it the one that this page shows."""
    content = bank().content
    attempt = store().begin_attempt(
        ACTOR,
        person.id,
        target=role.id,
        seed=secrets.randbelow(2**31),
        content_version=content.framework.version,
        content_digest=content.digest,
    )
    show(attempt)


def show(attempt: Attempt) -> None:
    """Make ``attempt`` the one that this page shows."""
    st.session_state["attempt"] = attempt.head.id


def attempt() -> Attempt | None:
    """The attempt named in the session or the address; None where none is."""
    named = st.session_state.get("attempt") or st.query_params.get("attempt")
    if not named:
        return None
    try:
        found = store().attempt(ACTOR, named)
    except NotFoundError:
        st.session_state.pop("attempt", None)
        st.query_params.pop("attempt", None)
        st.warning("The address names an attempt that is not on this machine.")
        return None
    st.session_state["attempt"] = named
    if st.query_params.get("attempt") != named:
        st.query_params["attempt"] = named
    return found


def role(of: Attempt) -> Role:
    """The role that an attempt is compared with; the default where it is gone."""
    content = bank().content
    return content.roles_by_id.get(of.target, content.roles[0])


def save(of: Attempt, kind: Kind, subject: str, value: object) -> Attempt:
    """
    Save one answer if it differs from what is stored, and return the attempt as it now stands.

    A newer answer from another window is kept, and said.
    """
    writer, loaded = _mark(of)
    outcome = store().record(
        ACTOR,
        of.head.id,
        kind,
        subject,
        value,
        writer=writer,
        loaded_rev=loaded,
        idem=secrets.token_urlsafe(12),
    )
    if isinstance(outcome, Conflict):
        st.session_state["drawing"] = drawing() + 1
        st.warning("Another window changed this answer since. The newer one is kept and shown.")
    st.query_params["w"] = f"{writer}-{outcome.rev}"
    return store().attempt(ACTOR, of.head.id)


def drawing() -> int:
    """Counts up when widgets must be drawn afresh from what is stored."""
    return int(st.session_state.get("drawing", 0))


def _mark(of: Attempt) -> tuple[str, int]:
    """Writer and revision of this page: from its address, or new."""
    writer, _, rev = st.query_params.get("w", "").rpartition("-")
    if writer.isalnum() and rev.isdecimal():
        return writer, min(int(rev), of.rev)
    return secrets.token_hex(8), of.rev
