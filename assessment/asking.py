"""Which item to ask next, and what stopping now would leave open."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from assessment import gaps as gap_rules
from assessment.attempts import Attempt
from assessment.bank import Bank, assessed, evidence
from assessment.content.model import Role
from assessment.gaps import Gap, Verdict
from assessment.measurement.grid import FloatArray
from assessment.measurement.selection import expected_gains, next_item, questions_to_settle
from assessment.measurement.tree import NOT_REQUIRED, infer


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
    marginals = _marginals(bank, attempt)
    gains = expected_gains(
        bank.tables,
        bank.sub_skill_of,
        marginals,
        gap_rules.requirement_utility(content, role),
        gap_rules.weights(content, role),
    )
    chosen = next_item(
        gains,
        bank.sub_skill_of,
        bank.families,
        [bank.index[item] for item in attempt.answers if item in bank.index],
        gap_rules.required_levels(content, role) != NOT_REQUIRED,
        int(content.framework.policy.items_per_sub_skill.value),
        attempt.head.seed,
        [bank.index[item] for item in seen if item in bank.index],
    )
    return None if chosen is None else bank.ids[chosen]


def outlook(bank: Bank, attempt: Attempt, role: Role, item: str) -> Outlook:
    """What stopping before ``item`` would leave open, and what its sub-skill still takes."""
    marginals = _marginals(bank, attempt)
    found = gap_rules.gaps(bank.content, role, marginals, assessed(bank, attempt, "combined"))
    settled = sum(gap.verdict in {"meets", "gap"} for gap in found)
    sub = bank.content.items[item][0]
    here = next((gap for gap in found if gap.sub_skill is sub), None)
    questions = None
    if here is not None:
        questions = _to_settle(bank, attempt, here, marginals, bank.tables[bank.index[item]])
    return Outlook(settled, len(found) - settled, here.verdict if here else None, questions)


def questions_left(bank: Bank, attempt: Attempt, role: Role) -> dict[str, int | None]:
    """
    About how many more items would settle each open requirement of ``role``, by sub-skill.

    The typical item is the one of the sub-skill that an author placed nearest to the requirement;
    sub-skills without items are left out.
    """
    marginals = _marginals(bank, attempt)
    found = gap_rules.gaps(bank.content, role, marginals, assessed(bank, attempt, "combined"))
    left: dict[str, int | None] = {}
    for gap in found:
        at = bank.content.sub_skill_index[gap.sub_skill.id]
        typical = _nearest(bank, at, gap.requirement.level)
        if gap.verdict in {"meets", "gap"} or typical is None:
            continue
        left[gap.sub_skill.id] = _to_settle(bank, attempt, gap, marginals, typical)
    return left


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
