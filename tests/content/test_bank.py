"""The bank that comes with the product: enough of everything, and no key that style gives away."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import pytest

from assessment.content import report
from assessment.content.cues import STRATEGIES, choices, hits, key_position
from assessment.content.items import Item, Judgement, Numeric
from assessment.content.loading import load
from assessment.content.model import Role, Skill, SubSkill

CONTENT: Final = load()
EVERY_ITEM: Final = [item for _, item in CONTENT.items.values()]
MARGIN: Final = 0.08
"""How far from chance a way of guessing may be, either way."""

JUDGED: Final = ("leadership-management", "strategic-thinking", "communication-collaboration")
COUNTED: Final = (
    *(
        sub.id
        for skill in CONTENT.skills
        if skill.id == "analytical-mindset"
        for sub in skill.sub_skills
    ),
    "commercial-ownership",
    "acquisition-retention",
    "merchandising-trading",
    "operations-compliance",
)


def items_of(skill: Skill) -> list[Item]:
    """All items of a skill."""
    return [item for sub in skill.sub_skills for item in sub.items]


SKILLS = pytest.mark.parametrize("skill", CONTENT.skills, ids=lambda skill: skill.id)
SUB_SKILLS = pytest.mark.parametrize("sub", CONTENT.sub_skills, ids=lambda sub: sub.id)


@SUB_SKILLS
def test_two_full_attempts_need_share_no_question(sub: SubSkill) -> None:
    """Eight items a sub-skill, with each of the levels 2, 3 and 4 among them."""
    levels = Counter(item.level for item in sub.items)

    assert sum(levels.values()) >= 8
    assert all(levels[level] for level in (2, 3, 4))


@SUB_SKILLS
def test_level_5_can_be_shown_where_it_is_required(sub: SubSkill) -> None:
    """Two items of level 5 for every sub-skill of which a role asks level 5."""
    asked = max(
        r.level for role in CONTENT.roles for r in role.requirements if r.sub_skill == sub.id
    )

    assert asked < 5 or sum(item.level == 5 for item in sub.items) >= 2


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_style_does_not_give_a_key_away(strategy: str) -> None:
    """Over the bank, no way of guessing from style is better or worse than chance by much."""
    assert abs(hits(choices(EVERY_ITEM), STRATEGIES[strategy]).excess) <= MARGIN


@SKILLS
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_style_does_not_give_a_key_away_in_any_skill(skill: Skill, strategy: str) -> None:
    """The same within each skill."""
    assert abs(hits(choices(items_of(skill)), STRATEGIES[strategy]).excess) <= MARGIN


def test_keys_stand_everywhere() -> None:
    """Among items of four options, no position holds the key much more often than another."""
    four = [item for item in choices(EVERY_ITEM) if len(item.options) == 4]
    counts = Counter(key_position(item) for item in four)

    assert all(abs(counts[at] / len(four) - 0.25) <= MARGIN for at in range(4))


@pytest.mark.parametrize("sub_skill", COUNTED)
def test_numbers_are_read_where_the_work_is_numbers(sub_skill: str) -> None:
    """A quarter of the items or more is numeric or has a table."""
    items = CONTENT.sub_skills[CONTENT.sub_skill_index[sub_skill]].items

    assert _share([isinstance(i, Numeric) or i.table is not None for i in items]) >= 0.25


@SKILLS
def test_judgement_is_shown_by_judgement(skill: Skill) -> None:
    """In leadership, strategy and communication 40 % or more name the best and the worst."""
    judged = _share([isinstance(item, Judgement) for item in items_of(skill)])

    assert judged >= 0.4 or skill.id not in JUDGED


def test_no_two_items_ask_the_same() -> None:
    """No two stems share half of their words."""
    assert list(report.near_duplicates(CONTENT)) == []


@SUB_SKILLS
def test_every_gap_leads_to_two_different_steps(sub: SubSkill) -> None:
    """Two steps or more for every move, of different kinds, one of them open to everybody."""
    for level in range(1, 5):
        steps = [step for step in sub.steps if step.from_level == level]

        assert len(steps) >= 2
        assert len({step.kind for step in steps}) >= 2
        assert any(step.cost == "free" and not step.needs_employer for step in steps)


@SUB_SKILLS
def test_anchors_weigh_alike(sub: SubSkill) -> None:
    """No anchor of a sub-skill is more than half as long again as another."""
    lengths = [len(anchor) for anchor in sub.anchors]

    assert max(lengths) <= 1.5 * min(lengths)


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found)


@pytest.mark.parametrize("role", CONTENT.roles, ids=lambda role: role.id)
def test_what_no_reader_saw_of_a_role_is_said(role: Role) -> None:
    """The level of automation and AI came after the blind reading, and each role's notes say so."""
    (about,) = [note.text for note in role.notes if "blind readers" in note.text]
    later = CONTENT.sub_skills[CONTENT.sub_skill_index["automation-ai"]]

    assert f"for {later.name}, added after their reading, they are the author's alone" in about
    assert "No practitioner has rated any of them." in about
    assert f"role levels (those of {later.name} excepted)" in CONTENT.framework.status
