"""Which item to ask next, when to stop, and what stopping would leave open."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from assessment import gaps as gap_rules
from assessment.attempts import Attempt
from assessment.bank import Bank, assessed, evidence
from assessment.content.model import Role, SubSkill
from assessment.decisions import StopRule
from assessment.gaps import Gap, Verdict
from assessment.measurement.grid import FloatArray
from assessment.measurement.selection import (
    LITTLE,
    expected_gains,
    gain_of_going_on,
    next_item,
    questions_to_settle,
)
from assessment.measurement.tree import NOT_REQUIRED, infer
from assessment.progress import goal

SOONEST: Final = 3
"""Most requirements that are named as settled next: more than a few is not "the next few"."""


@dataclass(frozen=True)
class Outlook:
    """
    What is known and what is open, before the next answer.

    Attributes:
        settled: Number of requirements that are met or a gap.
        open: Number of requirements that stopping now would leave open.
        verdict: What may be said of the sub-skill asked about.
        questions: About how many more items would settle it; 0 where it is settled, None where
            it takes more than are looked ahead or the role does not ask for it.
    """

    settled: int
    open: int
    verdict: Verdict | None
    questions: int | None


@dataclass(frozen=True)
class Stop:
    """
    Why asking pauses, and what going on would do.

    Attributes:
        why: As many items as were chosen are answered, or a rule says that enough is known.
        settled: Number of requirements that are met or a gap.
        open: Number of requirements that stopping now would leave open.
        move: Points of 100 by which the best next item would typically move the chance of meeting
            its requirement; None where that was not looked at.
    """

    why: Literal["length"] | StopRule
    settled: int
    open: int
    move: float | None


def choose_next(bank: Bank, attempt: Attempt, role: Role, seen: Collection[str] = ()) -> str | None:
    """
    Id of the item to ask next for ``role``; None where nothing is left to ask.

    Args:
        bank: The content as curves.
        attempt: What the person did so far.
        role: The profile compared with.
        seen: Ids of items met in other attempts; they come where no other is left.
    """
    content = bank.content
    weights = gap_rules.weights(content, role)
    chosen = next_item(
        _gains(bank, _marginals(bank, attempt), role, weights),
        bank.sub_skill_of,
        bank.families,
        _asked(bank, attempt),
        gap_rules.required_levels(content, role) != NOT_REQUIRED,
        int(content.framework.policy.items_per_sub_skill.value),
        attempt.head.seed,
        [bank.index[item] for item in seen if item in bank.index],
    )
    return None if chosen is None else bank.ids[chosen]


def stop(bank: Bank, attempt: Attempt, role: Role) -> Stop | None:
    """
    Why asking pauses before the next item; None where it goes on.

    1. Everything that the role asks is settled: each requirement is met or a gap.
    2. The best next item would change little: ``LITTLE``.
    3. As many items are answered as the person chose.

    The first two wait until each sub-skill that the role asks has had an item, and are passed by
    where the person went on all the same at this role.
    """
    marginals = _marginals(bank, attempt)
    settled, still = _settled_and_open(_found(bank, attempt, role, marginals))
    gain = _gain_of_going_on(bank, attempt, role, marginals)
    move = None if gain is None else 100 * float(gain**0.5)
    rules: dict[StopRule, bool] = {
        "settled": gain is not None and not still,
        "little": gain is not None and gain < LITTLE,
    }
    for rule, says_stop in rules.items():
        if says_stop and attempt.went_on.get(rule) != role.id:
            return Stop(rule, settled, still, move)
    chosen = goal(bank.content.framework.policy, attempt.length)
    if chosen is not None and len(attempt.answers) >= chosen:
        return Stop("length", settled, still, move)
    return None


def outlook(bank: Bank, attempt: Attempt, role: Role, item: str) -> Outlook:
    """What stopping before ``item`` would leave open, and what its sub-skill still takes."""
    marginals = _marginals(bank, attempt)
    found = _found(bank, attempt, role, marginals)
    settled, still = _settled_and_open(found)
    sub = bank.content.items[item][0]
    here = next((gap for gap in found if gap.sub_skill is sub), None)
    questions = None
    if here is not None:
        questions = _to_settle(bank, attempt, here, marginals, bank.tables[bank.index[item]])
    return Outlook(settled, still, here.verdict if here else None, questions)


def questions_left(bank: Bank, attempt: Attempt, role: Role) -> dict[str, int | None]:
    """
    About how many more items would settle each open requirement of ``role``, by sub-skill.

    The typical item is the one of the sub-skill that an author placed nearest to the requirement;
    sub-skills without items are left out.
    """
    marginals = _marginals(bank, attempt)
    found = _found(bank, attempt, role, marginals)
    left: dict[str, int | None] = {}
    for gap in found:
        at = bank.content.sub_skill_index[gap.sub_skill.id]
        typical = _nearest(bank, at, gap.requirement.level)
        if gap.verdict in {"meets", "gap"} or typical is None:
            continue
        left[gap.sub_skill.id] = _to_settle(bank, attempt, gap, marginals, typical)
    return left


def soonest(bank: Bank, attempt: Attempt, role: Role) -> tuple[tuple[SubSkill, int], ...]:
    """Open requirements that few more items would settle, with how many; the fewest first."""
    subs = bank.content.sub_skill_index
    counted = [
        (bank.content.sub_skills[subs[sub]], count)
        for sub, count in questions_left(bank, attempt, role).items()
        if count is not None
    ]
    return tuple(sorted(counted, key=lambda pair: pair[1])[:SOONEST])


def _to_settle(
    bank: Bank, attempt: Attempt, gap: Gap, marginals: FloatArray, table: FloatArray
) -> int | None:
    policy = bank.content.framework.policy
    questions = questions_to_settle(
        marginals[bank.content.sub_skill_index[gap.sub_skill.id]],
        gap.requirement.level,
        table,
        attempt.head.seed,
        settled_at=(policy.meets.value, policy.gap.value),
    )
    # What people in general are like may settle a requirement; of this person nothing is known.
    return 1 if questions == 0 and gap.verdict == "not assessed" else questions


def _found(bank: Bank, attempt: Attempt, role: Role, marginals: FloatArray) -> tuple[Gap, ...]:
    return gap_rules.gaps(bank.content, role, marginals, assessed(bank, attempt, "combined"))


def _settled_and_open(found: tuple[Gap, ...]) -> tuple[int, int]:
    settled = sum(gap.verdict in {"meets", "gap"} for gap in found)
    return settled, len(found) - settled


def _gain_of_going_on(
    bank: Bank, attempt: Attempt, role: Role, marginals: FloatArray
) -> float | None:
    relevant = gap_rules.required_levels(bank.content, role) != NOT_REQUIRED
    return gain_of_going_on(
        _gains(bank, marginals, role, relevant.astype(np.float64)),
        bank.sub_skill_of,
        _asked(bank, attempt),
        relevant,
        int(bank.content.framework.policy.items_per_sub_skill.value),
    )


def _gains(bank: Bank, marginals: FloatArray, role: Role, weights: FloatArray) -> FloatArray:
    utility = gap_rules.requirement_utility(bank.content, role)
    return expected_gains(bank.tables, bank.sub_skill_of, marginals, utility, weights)


def _asked(bank: Bank, attempt: Attempt) -> list[int]:
    return [bank.index[item] for item in attempt.answers if item in bank.index]


def _marginals(bank: Bank, attempt: Attempt) -> FloatArray:
    keyed, ratings = evidence(bank, attempt, "combined")
    marginals: FloatArray = infer(bank.tree, keyed, ratings).marginals[0]
    return marginals


def _nearest(bank: Bank, sub_skill: int, level: int) -> FloatArray | None:
    items = np.flatnonzero(bank.sub_skill_of == sub_skill).tolist()
    if not items:
        return None
    away = [abs(bank.content.items[bank.ids[i]][1].level - level) for i in items]
    return bank.tables[items[int(np.argmin(away))]]
