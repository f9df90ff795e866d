"""Content that never changes, and attempts at it: what the tests outside ``measurement/`` share."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import strategies as st

from assessment.attempts import Attempt, AttemptHead, Rating
from assessment.bank import Bank, build_bank
from assessment.content import checks
from assessment.content.items import (
    Answer,
    BestAndWorst,
    ChosenOption,
    DontKnow,
    TypedNumber,
)
from assessment.content.loading import load
from assessment.content.model import Content, Requirement, Role, SubSkill

SOUND = Path(__file__).parent / "broken_content" / "_sound"
"""A miniature of the content: two skills, three sub-skills, an item of each family, two roles."""

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def load_miniature(folder: Path = SOUND) -> Content:
    """Content as small as the miniature, for which few items are enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, "FEWEST_ITEMS", 1)
        return load(folder)


@cache
def miniature() -> Bank:
    """The miniature as curves."""
    return build_bank(load_miniature())


@cache
def shipped() -> Bank:
    """The content that comes with the product, as curves."""
    return build_bank(load())


def attempt(
    ratings: Mapping[str, Rating] | None = None,
    answers: Mapping[str, Answer] | None = None,
    confidence: Mapping[str, int] | None = None,
) -> Attempt:
    """An attempt that holds just these."""
    return Attempt(
        head=AttemptHead("a", "p", 7, "1", "d", NOW),
        rev=1,
        open=True,
        target="head-of-ecommerce",
        changed_at=NOW,
        ratings=ratings or {},
        answers=answers or {},
        confidence=confidence or {},
    )


ANSWERS: Mapping[str, tuple[Answer, ...]] = {
    "pricing-01": (
        ChosenOption(option="high"),
        ChosenOption(option="low"),
        ChosenOption(option="lower"),
        DontKnow(),
    ),
    "returns-01": (TypedNumber(value=30), TypedNumber(value=70), DontKnow()),
    "coaching-01": (
        BestAndWorst(best="ask", worst="decide"),
        BestAndWorst(best="ask", worst="wait"),
        BestAndWorst(best="show", worst="decide"),
        BestAndWorst(best="decide", worst="ask"),
        DontKnow(),
    ),
}
"""Answers to the items of the miniature, the best of each first."""

SUB_SKILLS = ("pricing", "returns", "coaching")
"""The sub-skills of the miniature, in order."""

SEEN: st.SearchStrategy[dict[str, Rating]] = st.dictionaries(
    st.sampled_from(SUB_SKILLS), st.sampled_from([None, 0, 1, 2, 3, 4, 5]), max_size=3
)
"""What a mentor rated; None or missing where they have not seen it."""


@st.composite
def attempts(draw: st.DrawFn, *, keyed_only: bool = False) -> Attempt:
    """Attempts at the miniature: some sub-skills rated, some items answered, in any order."""
    rating = st.sampled_from([0, 1, 2, 3, 4, 5, None])
    ratings = {} if keyed_only else draw(st.dictionaries(st.sampled_from(SUB_SKILLS), rating))
    items = draw(st.lists(st.sampled_from(sorted(ANSWERS)), unique=True))
    answers = {item: draw(st.sampled_from(ANSWERS[item])) for item in items}
    sure = {item: draw(st.sampled_from([40, 60, 100])) for item in items if draw(st.booleans())}
    return attempt(ratings, answers, sure)


@st.composite
def roles(draw: st.DrawFn) -> Role:
    """Roles that ask anything of some sub-skills of the miniature."""
    asked = draw(st.lists(st.sampled_from(SUB_SKILLS), unique=True, min_size=1))
    requirements = tuple(
        Requirement(
            sub_skill=sub,
            level=draw(st.integers(1, 5)),
            weight=draw(st.integers(1, 3)),
            critical=draw(st.booleans()),
        )
        for sub in asked
    )
    return role_that_asks(*requirements)


def role_that_asks(*requirements: Requirement) -> Role:
    """A role of the miniature with these requirements in place of its own."""
    return miniature().content.roles[0].model_copy(update={"requirements": requirements})


def asks(sub_skill: str, level: int, weight: int = 1, *, critical: bool = False) -> Requirement:
    """A requirement."""
    return Requirement(sub_skill=sub_skill, level=level, weight=weight, critical=critical)


def sub_skill(name: str) -> SubSkill:
    """A sub-skill of the miniature by its id."""
    content = miniature().content
    return content.sub_skills[content.sub_skill_index[name]]


def numbers(text: str) -> list[float]:
    """Every number in a text, in order; a sign belongs to it where nothing stands before."""
    return [float(found) for found in re.findall(r"(?<![\w.])[-+]?\d+(?:\.\d+)?", text)]


def changed(sub_skill_id: str, **changes: object) -> Bank:
    """The miniature with a sub-skill in which something is different."""
    content = miniature().content
    skills = tuple(
        skill.model_copy(
            update={
                "sub_skills": tuple(
                    sub.model_copy(update=changes) if sub.id == sub_skill_id else sub
                    for sub in skill.sub_skills
                )
            }
        )
        for skill in content.skills
    )
    kept = {field: getattr(content, field) for field in Content.model_fields}
    return build_bank(Content(**{**kept, "skills": skills}))
