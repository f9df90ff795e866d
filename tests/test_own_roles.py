"""A role of one's own is read from a table or a file, every fault named, and works like ours."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Attempt, AttemptHead
from assessment.bank import build_bank
from assessment.content.loading import load
from assessment.content.model import Requirement
from assessment.errors import ContentError
from assessment.evaluation import evaluate
from assessment.own_roles import (
    COLUMNS,
    LARGEST_FILE,
    OwnRole,
    as_role,
    from_file,
    from_table,
    to_csv,
)

CONTENT = load()
BASE = CONTENT.roles[0]
SUB = CONTENT.sub_skills[0].id
HEADER = ",".join(COLUMNS)


def row(sub_skill: str, level: int = 3) -> dict[str, object]:
    """One row of the table."""
    return {"sub_skill": sub_skill, "level": level, "weight": 2, "must_have": False}


@pytest.mark.parametrize("role", CONTENT.roles, ids=lambda role: role.id)
def test_a_role_goes_out_as_csv_and_comes_back(role: object) -> None:
    """The CSV of each of our roles gives back its requirements."""
    assert isinstance(role, type(BASE))
    own = from_file(CONTENT, to_csv(CONTENT, role), "role.csv", "Mine", role.id)

    assert {r.sub_skill: r for r in own.requirements} == {r.sub_skill: r for r in role.requirements}


def test_our_own_files_can_be_loaded() -> None:
    """Requirements in the YAML of a role file are read as they stand, with their name."""
    asked = f"{{sub_skill: {SUB}, level: 4, weight: 3, critical: true}}"
    text = f'name: "Growth lead"\nrequirements:\n  - {asked}\n'
    own = from_file(CONTENT, text.encode(), "mine.yaml", "", BASE.id)

    assert own.name == "Growth lead"
    assert own.requirements == (Requirement(sub_skill=SUB, level=4, weight=3, critical=True),)


def test_level_zero_leaves_out() -> None:
    """A sub-skill at level 0 is not required, and does not count."""
    subs = [sub.id for sub in CONTENT.sub_skills]
    own = from_table(CONTENT, "Mine", BASE.id, [row(subs[0]), row(subs[1], 0)])

    assert [each.sub_skill for each in own.requirements] == [subs[0]]


BROKEN = {
    "no name": ("mine.csv", f"{HEADER}\n{SUB},3,2,no\n", "", "name"),
    "an unknown sub-skill": ("mine.csv", f"{HEADER}\n{SUB}x,3,2,no\n", "Mine", "did you mean"),
    "a level of 9": ("mine.csv", f"{HEADER}\n{SUB},9,2,no\n", "Mine", "9 is too high"),
    "a level in words": ("mine.csv", f"{HEADER}\n{SUB},three,2,no\n", "Mine", "whole number"),
    "a must-have of maybe": ("mine.csv", f"{HEADER}\n{SUB},3,2,maybe\n", "Mine", "yes nor no"),
    "twice": ("mine.csv", f"{HEADER}\n{SUB},3,2,no\n{SUB},4,2,no\n", "Mine", "twice"),
    "no column": ("mine.csv", f"sub_skill,level\n{SUB},3\n", "Mine", "Columns are missing"),
    "nothing": ("mine.csv", "", "Mine", "Columns are missing"),
    "a YAML alias": ("mine.yaml", "a: &b 1\nrequirements: *b\n", "Mine", "aliases"),
    "no requirement": ("mine.yaml", "name: X\n", "Mine", "requirements"),
    "an empty file": ("mine.yaml", "", "Mine", "empty"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_is_named(fault: str) -> None:
    """Whatever is wrong with a file, its message says what and how to mend it."""
    file, text, name, said = BROKEN[fault]

    with pytest.raises(ContentError) as caught:
        from_file(CONTENT, text.encode(), file, name, BASE.id)

    assert said in str(caught.value)
    assert all(problem.fix for problem in caught.value.problems)


def test_a_fault_names_its_line() -> None:
    """The line is that of the file as the person sees it."""
    text = f"{HEADER}\n{SUB},3,2,no\n{SUB}-x,3,2,no\n"
    with pytest.raises(ContentError) as caught:
        from_file(CONTENT, text.encode(), "mine.csv", "Mine", BASE.id)

    assert [problem.line for problem in caught.value.problems] == [3]


def test_a_huge_file_is_not_parsed() -> None:
    """A file beyond the limit is refused by its size."""
    with pytest.raises(ContentError, match="bytes"):
        from_file(CONTENT, b"a" * (LARGEST_FILE + 1), "mine.csv", "Mine", BASE.id)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.sampled_from(["mine.csv", "mine.yaml"]))
def test_no_bytes_fail_in_another_way(raw: bytes, file: str) -> None:
    """Any bytes are a role or a named fault."""
    with suppress(ContentError):
        assert from_file(CONTENT, raw, file, "Mine", BASE.id).requirements


def test_it_is_ranked_and_compared_like_ours() -> None:
    """A role that asks level 1 of one thing is met by anybody, and stands first."""
    own = OwnRole(
        name="Easy",
        based_on=BASE.id,
        requirements=(Requirement(sub_skill=SUB, level=1, weight=1, critical=True),),
    )
    easy = as_role(CONTENT, "own-1", own)
    assert easy is not None
    now = datetime(2026, 11, 23, tzinfo=UTC)
    head = AttemptHead("a", "p", 7, "1", "d", now)
    attempt = Attempt(head, 1, open=True, target="own-1", changed_at=now, ratings={SUB: 1})
    result = evaluate(build_bank(CONTENT), attempt, easy, roles=(*CONTENT.roles, easy))

    assert result.fits[0].role.name == "Easy"
    assert result.readiness == (1.0, 1.0, 1.0)


def test_what_is_gone_is_left_out() -> None:
    """A role outlives the removal of a sub-skill, and of the role that it was made from."""
    gone = Requirement(sub_skill="fax-marketing", level=3, weight=1, critical=False)
    kept = Requirement(sub_skill=SUB, level=3, weight=1, critical=False)
    own = OwnRole(name="Old", based_on="fax-manager", requirements=(gone, kept))
    role = as_role(CONTENT, "own-1", own)

    assert role is not None
    assert role.requirements == (kept,)
    assert as_role(CONTENT, "own-1", own.model_copy(update={"requirements": (gone,)})) is None
