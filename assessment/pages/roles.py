"""Roles: what each profile is there for, does, is measured by and asks; two side by side."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from assessment.attempts import Attempt
from assessment.charts import glossary, market, roles
from assessment.content.base import Fact
from assessment.content.model import Role
from assessment.pages import focus, making_roles, session, tables
from assessment.pages.text import label

_PLAIN: Final = {"displayModeBar": False}


def draw() -> None:
    """Draw the page."""
    heading = "Roles"
    st.title(heading, anchor=False)
    focus.move("roles", heading)
    st.write(
        "Five roles as we understand them: levels, weights and must-haves are drafts. What is "
        "marked as our judgement or unverified has no source yet."
    )
    attempt = session.attempt()
    role, other = _choices(attempt)
    st.header(label(role.name), anchor=False)
    st.write(_said(role.purpose))
    _requirements(role, other)
    making_roles.draw(attempt, role)
    _card(role)
    _pay(role)
    _places()


def _choices(attempt: Attempt | None) -> tuple[Role, Role | None]:
    known = session.roles(attempt)
    with st.container(horizontal=True):
        role = st.selectbox(
            "Role",
            known,
            format_func=lambda each: each.name,
            key="role-shown",
            persist_state="session",
            width=300,
        )
        other = st.selectbox(
            "Beside",
            [each for each in known if each != role],
            index=None,
            format_func=lambda each: each.name,
            placeholder="no other role",
            key="role-beside",
            width=300,
        )
    return role, other


def _card(role: Role) -> None:
    st.header("The job", anchor=False)
    left, right = st.columns(2, gap="medium")
    with left:
        _list("What it does", role.duties)
        _list("What usually comes before", role.experience)
        _list("What usually comes after", role.next_roles)
    with right:
        _list("What it is measured by", role.kpis)
        _list("Tools", [role.tools])
        _list("Reports to", [role.reports_to])
        _list("Leads", [role.team])
        _list("Also called", role.other_titles)
    _list("Good to know", role.notes)
    _key_figures()
    facts = [role.purpose, *role.duties, *role.other_titles, *role.kpis, *role.experience]
    found = roles.sources([*facts, role.reports_to, role.team, role.tools, *role.next_roles])
    if found:
        with st.expander("Sources"):
            st.markdown("\n".join(f"- {label(source)}" for source in found))


def _key_figures() -> None:
    known = session.bank().content.glossary
    with st.expander("Key figures, with formulas and common misreadings"):
        st.write(label(known.note))
        figures = glossary.kpis(known)
        st.markdown("\n".join(f"- **{label(name)}.** {label(said)}" for name, said in figures))
        st.markdown("\n".join(f"- {label(each)}" for each in glossary.relations(known)))


def _list(name: str, facts: Sequence[Fact]) -> None:
    if not facts:
        return
    st.subheader(name, anchor=False)
    st.markdown("\n".join(f"- {_said(each)}" for each in facts))


def _said(fact: Fact) -> str:
    """A fact, and quietly how sure it is, where there is doubt."""
    doubt = roles.doubt(fact)
    return f"{label(fact.text)} :gray[({doubt})]" if doubt else label(fact.text)


def _requirements(role: Role, other: Role | None) -> None:
    content = session.bank().content
    st.header("What it asks", anchor=False)
    said = roles.sentence(content, role, other)
    st.plotly_chart(roles.figure(content, role, other), key="role-radar", alt=said, config=_PLAIN)
    st.write(label(said))
    with st.expander("Every sub-skill"):
        tables.draw(roles.table(content, role, other))


def _pay(role: Role) -> None:
    known = session.bank().content.market
    st.header("Pay", anchor=False)
    st.write(label(known.caution))
    facts = market.pay(known, role)
    st.markdown("\n".join(f"- **{label(whose)}:** {label(said)}" for whose, said in facts))
    with st.expander("What else is known about pay and demand"):
        st.markdown("\n".join(f"- {label(note)}" for note in market.notes(known)))
        st.caption(label(known.refresh))


def _places() -> None:
    places = session.bank().content.market.places
    st.header("Places", anchor=False)
    said = market.sentence(places)
    st.plotly_chart(market.figure(places), key="places", alt=said, config=_PLAIN)
    st.write(label(said))
    tables.draw(market.table(places))
