"""A role of one's own: edited in a table, or loaded from a file; used wherever a role is."""

import secrets
from typing import Any

import streamlit as st

from assessment.attempts import Attempt
from assessment.content.model import Role
from assessment.errors import ContentError
from assessment.own_roles import OwnRole, from_file, from_table, to_csv
from assessment.pages import session
from assessment.pages.text import label

_KINDS = ["csv", "yaml", "yml"]


def draw(attempt: Attempt | None, role: Role) -> None:
    """Draw the section; it starts from the role that is shown."""
    with st.expander(f"Make a role of your own from {label(role.name)}"):
        if attempt is None:
            st.write("Begin on the Start page first: a role of your own is kept with you.")
            return
        st.write(
            "Change what it asks, and keep it under another name. Level 0 leaves a sub-skill "
            "out. It then stands beside ours on every page."
        )
        name = st.text_input("Name", max_chars=100, key="own-role-name", autocomplete="off")
        _table(attempt, role, name)
        _file(attempt, role, name)


def _table(attempt: Attempt, role: Role, name: str) -> None:
    content = session.bank().content
    asked = {each.sub_skill: each for each in role.requirements}
    rows = [
        {
            "sub_skill": sub.id,
            "Sub-skill": sub.name,
            "level": asked[sub.id].level if sub.id in asked else 0,
            "weight": asked[sub.id].weight if sub.id in asked else 1,
            "must_have": sub.id in asked and asked[sub.id].critical,
        }
        for sub in content.sub_skills
    ]
    edited: Any = st.data_editor(
        rows,
        key=f"own-role-{role.id}",
        hide_index=True,
        disabled=["Sub-skill"],
        column_config={
            "sub_skill": None,
            "level": st.column_config.NumberColumn("Level", min_value=0, max_value=5, step=1),
            "weight": st.column_config.NumberColumn("Weight", min_value=1, max_value=3, step=1),
            "must_have": st.column_config.CheckboxColumn("Must-have"),
        },
        alt="Level, weight and must-have of each sub-skill, to be edited",
    )
    if st.button("Keep this role", key="own-role-keep"):
        _keep(attempt, lambda: from_table(content, name, role.id, edited))


def _file(attempt: Attempt, role: Role, name: str) -> None:
    content = session.bank().content
    st.download_button(
        "Download as CSV, to edit elsewhere",
        to_csv(content, role),
        file_name=f"role-{secrets.token_hex(4)}.csv",
        mime="text/csv",
        on_click="ignore",
    )
    given = st.file_uploader(
        "Or load it from a CSV or YAML file", type=_KINDS, max_upload_size=1, key="own-role-file"
    )
    if given is not None and st.button("Keep the role in this file", key="own-role-load"):
        ending = given.name.rsplit(".", 1)[-1].lower()
        shown = f"your-file.{ending if ending in _KINDS else 'yaml'}"
        _keep(attempt, lambda: from_file(content, given.getvalue(), shown, name, role.id))


def _keep(attempt: Attempt, make: Any) -> None:
    try:
        own: OwnRole = make()
    except ContentError as fault:
        st.error("This role was not kept. Mend these and try again.")
        st.code(str(fault), language=None, wrap_lines=True)
        return
    session.save(attempt, "role", f"own-{secrets.token_hex(4)}", own)
    st.rerun()
