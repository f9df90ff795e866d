"""What Headway was asked to cover is covered, and the map that says where points at real content."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

DATA: Final = Path(__file__).parents[2] / "data"
KINDS: Final = frozenset({"duty", "skill", "path", "tool", "role", "place", "pay", "intro"})
MAY_WAIT: Final = frozenset({"path", "tool", "place", "pay"})
"""Kinds that describe readiness and market: content for them may come later."""


@cache
def _map() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DATA / "traceability.yaml").read_text("utf-8"))
    return content


def _requirements() -> list[dict[str, Any]]:
    requirements: list[dict[str, Any]] = _map()["requirements"]
    return requirements


def _targets() -> frozenset[str]:
    """Everything a requirement can land in: one target per skill, sub-skill and role in ``data/``."""
    skills = {f"skill:{file.parent.name}" for file in DATA.glob("skills/*/skill.yaml")}
    sub_skills = {
        f"sub-skill:{file.stem}" for file in DATA.glob("skills/*/*.yaml") if file.stem != "skill"
    }
    roles = {f"role:{file.stem}" for file in DATA.glob("roles/*.yaml")}
    return frozenset(skills | sub_skills | roles)


def _reached() -> frozenset[str]:
    """Every target that at least one requirement lands in."""
    return frozenset(target for entry in _requirements() for target in entry.get("lands_in", ()))


def test_every_requirement_lands_or_says_what_it_waits_for() -> None:
    """A requirement is met somewhere or names what will meet it; never both, never neither."""
    undecided = [
        entry["id"]
        for entry in _requirements()
        if bool(entry.get("lands_in")) == bool(entry.get("pending"))
    ]
    assert not undecided


def test_every_requirement_has_the_same_four_fields() -> None:
    """A mistyped key cannot hide a requirement: only the known fields and kinds occur."""
    known = ({"id", "kind", "says", "lands_in"}, {"id", "kind", "says", "pending"})
    odd = [
        entry for entry in _requirements() if set(entry) not in known or entry["kind"] not in KINDS
    ]
    assert not odd


def test_every_requirement_is_said_once_in_words() -> None:
    """No requirement is empty, and no two share an id or a wording."""
    requirements = _requirements()
    assert all(entry["says"].strip() for entry in requirements)
    for field in ("id", "says"):
        counts = Counter(entry[field] for entry in requirements)
        assert not [value for value, count in counts.items() if count > 1]


def test_every_target_exists() -> None:
    """Renaming or removing a skill, sub-skill or role cannot silently orphan a requirement."""
    assert not sorted(_reached() - _targets())


def test_no_requirement_names_a_target_twice() -> None:
    """Each place that a requirement lands in is named once."""
    assert not [
        entry["id"]
        for entry in _requirements()
        if len(set(landed := entry.get("lands_in", ()))) < len(landed)
    ]


def test_only_readiness_and_market_may_wait() -> None:
    """Duties, skills, roles and the introduction are covered now, not later."""
    assert not [
        entry["id"]
        for entry in _requirements()
        if "pending" in entry and entry["kind"] not in MAY_WAIT
    ]


def test_nothing_in_the_content_is_unasked_for() -> None:
    """Every skill, role and sub-skill answers a requirement, or says why it was added beyond them."""
    added = {f"sub-skill:{sub_skill}" for sub_skill in _map()["beyond"]}
    assert not sorted(_targets() - _reached() - added)


def test_every_addition_is_a_sub_skill_with_a_reason() -> None:
    """What was added beyond the requirements exists and gives its reason."""
    beyond: dict[str, str] = _map()["beyond"]
    assert not sorted({f"sub-skill:{sub_skill}" for sub_skill in beyond} - _targets())
    assert all(reason.strip() for reason in beyond.values())


def test_the_map_is_not_empty() -> None:
    """Every kind of requirement occurs, and content exists to land in."""
    assert {entry["kind"] for entry in _requirements()} == KINDS
    assert {target.partition(":")[0] for target in _targets()} == {"skill", "sub-skill", "role"}
