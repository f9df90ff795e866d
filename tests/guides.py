"""Guides to a talk, and what they are made from."""

from collections.abc import Mapping
from random import Random

from hypothesis import strategies as st

from assessment.attempts import Attempt, Rating
from assessment.bank import Bank
from assessment.content.model import Role
from assessment.differences import Difference, differences
from assessment.evaluation import Result, evaluate
from assessment.guide import LENGTHS, Guide, Length, guide
from tests.examples import SEEN, SUB_SKILLS, attempt, attempts, miniature, roles, shipped

Made = tuple[Guide, Result, tuple[Difference, ...]]
"""A guide, and what it is made from."""


def made(
    done: Attempt,
    seen: Mapping[str, Rating],
    role: Role | None = None,
    length: Length = 45,
    notes: Mapping[str, str] | None = None,
    bank: Bank | None = None,
) -> Made:
    """The guide on an attempt at the miniature, or at ``bank``, that a mentor rated."""
    bank = bank or miniature()
    role = role or bank.content.roles[0]
    found = differences(bank, done, role, seen)
    result = evaluate(bank, done, role, "with-mentor", seen=seen)
    return guide(result, found, notes or {}, length), result, found


@st.composite
def guides(draw: st.DrawFn) -> Made:
    """Guides on any attempt at the miniature, whatever the mentor saw and noted."""
    notes = draw(st.dictionaries(st.sampled_from(SUB_SKILLS), st.text(max_size=1000)))
    return made(draw(attempts()), draw(SEEN), draw(roles()), draw(st.sampled_from(LENGTHS)), notes)


def shipped_guide(seed: int, length: Length, notes: Mapping[str, str] | None = None) -> Made:
    """A guide on the content that comes with the product, some of it rated and seen by chance."""
    bank, chance = shipped(), Random(seed)
    subs = [sub.id for sub in bank.content.sub_skills]
    ratings = {sub: chance.randint(0, 5) for sub in subs if chance.random() < 0.9}
    seen = {sub: chance.randint(0, 5) for sub in subs if chance.random() < 0.5}
    role = chance.choice(bank.content.roles)
    return made(attempt(ratings), seen, role, length, notes, bank)
