"""What Headway was asked to cover is covered, and the map that says where names real content."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

DATA: Final = Path(__file__).parents[2] / "data"
KINDS: Final = frozenset({"duty", "skill", "path", "tool", "role", "place", "pay", "intro"})
ASKED_FOR: Final = frozenset({"skill", "sub-skill", "role", "tool", "place"})
"""Kinds of targets of which none is there without a requirement, or a reason."""


@cache
def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))
    return content


def _map() -> dict[str, Any]:
    return _read("traceability")


def _requirements() -> list[dict[str, Any]]:
    requirements: list[dict[str, Any]] = _map()["requirements"]
    return requirements


def _targets() -> frozenset[str]:
    """What a requirement can land in: one target per part of ``data/`` that has an id."""
    skills = {f"skill:{file.parent.name}" for file in DATA.glob("skills/*/skill.yaml")}
    sub_skills = {
        f"sub-skill:{file.stem}" for file in DATA.glob("skills/*/*.yaml") if file.stem != "skill"
    }
    roles = {f"role:{file.stem}" for file in DATA.glob("roles/*.yaml")}
    return frozenset(skills | sub_skills | roles | _references())


def _references() -> set[str]:
    """The targets in the path, the tools, the market and the glossary."""
    market, glossary = _read("market"), _read("glossary")
    parts = {
        "path": [question for step in _read("path")["steps"] for question in step["questions"]],
        "tool": _read("tools")["categories"],
        "pay": [*market["pay"], *(n for n in market["notes"] if n["topic"] == "pay")],
        "demand": [note for note in market["notes"] if note["topic"] == "demand"],
        "place": market["places"],
        "glossary": [*glossary["kpis"], *glossary["relations"], *glossary["terms"]],
    }
    return {f"{kind}:{part['id']}" for kind, found in parts.items() for part in found}


def _reached() -> frozenset[str]:
    """Every target that at least one requirement lands in."""
    return frozenset(target for entry in _requirements() for target in entry.get("lands_in", ()))


def test_every_requirement_lands_somewhere() -> None:
    """Every requirement is met by some part of the content; none waits any more."""
    assert not [entry["id"] for entry in _requirements() if not entry.get("lands_in")]


def test_every_requirement_has_the_same_four_fields() -> None:
    """A mistyped key cannot hide a requirement: only the known fields and kinds occur."""
    known = {"id", "kind", "says", "lands_in"}
    odd = [entry for entry in _requirements() if set(entry) != known or entry["kind"] not in KINDS]
    assert not odd


def test_every_requirement_is_said_once_in_words() -> None:
    """No requirement is empty, and no two share an id or a wording."""
    requirements = _requirements()
    assert all(entry["says"].strip() for entry in requirements)
    for field in ("id", "says"):
        counts = Counter(entry[field] for entry in requirements)
        assert not [value for value, count in counts.items() if count > 1]


def test_every_target_exists() -> None:
    """Renaming or removing a part of the content cannot silently orphan a requirement."""
    assert not sorted(_reached() - _targets())


def test_no_requirement_names_a_target_twice() -> None:
    """Each place that a requirement lands in is named once."""
    assert not [
        entry["id"]
        for entry in _requirements()
        if len(set(landed := entry.get("lands_in", ()))) < len(landed)
    ]


def test_nothing_in_the_content_is_unasked_for() -> None:
    """Skills, roles, tools and places answer a requirement, or say why they were added."""
    added = {f"sub-skill:{sub_skill}" for sub_skill in _map()["beyond"]}
    unasked = _targets() - _reached() - added
    assert not sorted(target for target in unasked if target.partition(":")[0] in ASKED_FOR)


def test_every_step_of_the_path_is_asked_for() -> None:
    """Each step has a question that a requirement lands in."""
    assert not [
        step["id"]
        for step in _read("path")["steps"]
        if _reached().isdisjoint(f"path:{question['id']}" for question in step["questions"])
    ]


@pytest.mark.parametrize(
    "entry",
    [entry for entry in _requirements() if entry["id"].endswith("-products")],
    ids=lambda entry: entry["id"],
)
def test_every_product_that_was_named_is_an_example(entry: dict[str, Any]) -> None:
    """Each product of a requirement stands in its category, under its present or its old name."""
    (target,) = entry["lands_in"]
    categories = {f"tool:{category['id']}": category for category in _read("tools")["categories"]}
    products = categories[target]["products"]
    known = " | ".join(f"{product['name']} | {product.get('also', '')}" for product in products)
    named = re.split(r", | and | \(|\)", entry["says"].partition(": ")[2].rstrip("."))
    assert not [name for name in named if name and name not in known]


def test_every_addition_is_a_sub_skill_with_a_reason() -> None:
    """What was added beyond the requirements exists and gives its reason."""
    beyond: dict[str, str] = _map()["beyond"]
    assert not sorted({f"sub-skill:{sub_skill}" for sub_skill in beyond} - _targets())
    assert all(reason.strip() for reason in beyond.values())


def test_the_map_is_not_empty() -> None:
    """Every kind of requirement occurs, and content exists to land in."""
    assert {entry["kind"] for entry in _requirements()} == KINDS
    kinds = {"path", "pay", "demand", "glossary", *ASKED_FOR}
    assert {target.partition(":")[0] for target in _targets()} == kinds
