"""From gaps to next steps: which, from where, in what order, and what a decision changes."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Attempt
from assessment.content.model import Role
from assessment.content.steps import NextStep
from assessment.decisions import Decisions, StepDecision, StepState
from assessment.evaluation import evaluate
from assessment.gaps import Gap, Verdict
from assessment.plan import PlannedStep, finished, next_steps
from tests.examples import asks, attempts, miniature, roles, sub_skill

TODAY = date(2026, 11, 23)


def gap(
    sub: str = "pricing",
    *,
    stands: float = 2.0,
    level: int = 4,
    weight: int = 1,
    critical: bool = False,
    gain: float = 0.2,
    expected: float = 1.5,
    verdict: Verdict = "gap",
) -> Gap:
    """A requirement that is not met, unless said otherwise."""
    asked = asks(sub, level, weight, critical=critical)
    return Gap(
        sub_skill(sub), asked, stands, stands - 1, stands + 1, 0.1, 0.1 + gain, expected, verdict
    )


def decided(state: StepState, *steps: str, hours: float | None = None) -> Decisions:
    """The same decision on each of these steps; what is done was done since the answers."""
    made = StepDecision(state=state, on=TODAY, hours=hours)
    return Decisions(
        steps=dict.fromkeys(steps, made),
        done_since=frozenset(steps if state == "done" else ()),
    )


def with_a_twin(found: Gap) -> Gap:
    """The same gap, where two steps lead from each level."""
    steps = found.sub_skill.steps
    twins = tuple(step.model_copy(update={"id": f"{step.id}-twin"}) for step in steps)
    sub = found.sub_skill.model_copy(update={"steps": (*steps, *twins)})
    return Gap(
        sub,
        found.requirement,
        found.estimate,
        found.low,
        found.high,
        found.chance,
        found.chance_one_higher,
        found.expected,
        found.verdict,
    )


def ids(steps: tuple[PlannedStep, ...]) -> list[str]:
    """Ids of the steps planned, in order."""
    return [planned.step.id for planned in steps]


@pytest.mark.parametrize(
    ("verdict", "steps"), [("gap", 1), ("unclear", 1), ("meets", 0), ("not assessed", 0)]
)
def test_what_calls_for_a_step(verdict: Verdict, steps: int) -> None:
    """What is missing or open gets one step; what is met or was never looked at gets none."""
    assert len(next_steps((gap(verdict=verdict),))) == steps


@pytest.mark.parametrize(
    ("stands", "level", "start"),
    [
        (-0.6, 4, 1),  # not there yet: level 1 serves too
        (1.4, 4, 1),
        (1.6, 4, 2),
        (3.4, 4, 3),
        (3.9, 4, 3),  # so near that it may be met: the last move before it
        (4.4, 5, 4),
        (5.5, 5, 4),  # nothing leads above 5
        (4.0, 2, 1),
    ],
)
def test_where_a_step_starts_by_hand(stands: float, level: int, start: int) -> None:
    """At the level that the estimate lies in, and below the level asked."""
    (planned,) = next_steps((gap(stands=stands, level=level),))

    assert planned.step.from_level == start


@settings(max_examples=40, deadline=None)
@given(attempts(), roles())
def test_every_step_answers_a_gap(done: Attempt, role: Role) -> None:
    """Each open requirement has one step of its own sub-skill, below what the role asks."""
    result = evaluate(miniature(), done, role)
    called = {g.sub_skill.id for g in result.gaps if g.verdict in {"gap", "unclear"}}

    assert sorted(planned.gap.sub_skill.id for planned in result.steps) == sorted(called)
    for planned in result.steps:
        assert planned.step in planned.gap.sub_skill.steps
        assert planned.step.from_level < planned.gap.requirement.level


def test_must_haves_come_first_by_size_and_the_rest_by_gain_per_hour() -> None:
    """Hours count only among steps that are no must-have."""
    small_must = gap("coaching", critical=True, expected=0.5)
    large_must = gap("returns", critical=True, expected=1.0)
    slow = gap("pricing", gain=0.9, level=5, stands=4)  # 14 hours
    quick = gap("pricing", gain=0.4, level=2, stands=1)  # 2 hours

    assert [each.gap for each in next_steps((slow, quick, small_must, large_must))] == [
        large_must,
        small_must,
        quick,
        slow,
    ]


def test_a_heavier_requirement_wins_by_its_weight() -> None:
    """Of steps with the same gain and hours, the one with the larger weight comes first."""
    light, heavy = gap("pricing", weight=1), gap("returns", weight=3)

    assert [each.gap for each in next_steps((light, heavy))] == [heavy, light]


def test_a_postponed_step_waits_for_all_others() -> None:
    """Even a must-have, once postponed, comes last; it is not dropped."""
    must, other = gap("pricing", critical=True), gap("returns")
    steps = next_steps((must, other), decided("postponed", "pricing-step-02"))

    assert [each.gap for each in steps] == [other, must]
    assert steps[1].postponed


def test_a_declined_step_takes_its_sub_skill_out() -> None:
    """Declining says no to the sub-skill: no other step of it takes the place."""
    steps = next_steps((gap("pricing"), gap("returns")), decided("declined", "pricing-step-02"))

    assert ids(steps) == ["returns-step-02"]


@pytest.mark.parametrize(
    ("done", "then"),
    [
        (["pricing-step-02"], ["pricing-step-03"]),
        (["pricing-step-02", "pricing-step-03"], []),
        (["pricing-step-04"], ["pricing-step-02"]),
    ],
)
def test_a_done_step_leads_on_up_to_the_level_asked(done: list[str], then: list[str]) -> None:
    """Each step done since the answers moves the start one level up; at the level asked it ends."""
    assert ids(next_steps((gap(stands=2, level=4),), decided("done", *done))) == then


def test_what_was_done_before_the_answers_is_in_them_already() -> None:
    """A step done earlier does not come again, and does not move the start a second time."""
    earlier = Decisions(steps=decided("done", "pricing-step-02").steps)

    assert ids(next_steps((with_a_twin(gap()),), earlier)) == ["pricing-step-02-twin"]


def test_a_swapped_step_gives_way_to_another_for_the_same_move() -> None:
    """The other step leads from the same level; with no other, nothing is planned."""
    swapped = decided("swapped", "pricing-step-02")
    (planned,) = next_steps((with_a_twin(gap()),), swapped)

    assert planned.step.id == "pricing-step-02-twin"
    assert planned.step.from_level == 2
    assert next_steps((gap(),), swapped) == ()


def test_an_accepted_step_stays_the_one_planned() -> None:
    """Of two steps for one move the accepted one is planned, and the other stays on offer."""
    accepted = decided("accepted", "pricing-step-02-twin")
    (planned,) = next_steps((with_a_twin(gap()),), accepted)

    assert planned.step.id == "pricing-step-02-twin"
    assert [other.id for other in planned.others] == ["pricing-step-02"]


def test_hours_by_hand() -> None:
    """From 2 to 5 hours are planned as 3.5, unless the person expects something else."""
    (ours,) = next_steps((gap(),))
    (theirs,) = next_steps((gap(),), decided("accepted", "pricing-step-02", hours=9))

    assert (ours.hours, theirs.hours) == (3.5, 9)


def test_the_summary_names_what_decides() -> None:
    """Sub-skill, both levels, both ends of the hours, and whether it is a must-have."""
    (must,) = next_steps((gap(critical=True),))
    (other,) = next_steps((gap(),))

    for fact in ("Pricing", "2", "3", "5"):
        assert fact in other.summary
    assert must.summary != other.summary


def test_finished_steps_keep_their_decision() -> None:
    """What was done or declined is listed with its decision; what is under way is not."""
    found = (gap("pricing"), gap("returns"))
    made = Decisions(
        steps={
            **decided("done", "pricing-step-01").steps,
            **decided("accepted", "pricing-step-02").steps,
            **decided("declined", "returns-step-02").steps,
        }
    )
    listed: tuple[tuple[NextStep, StepDecision], ...] = finished(found, made)

    assert [(step.id, decision.state) for step, decision in listed] == [
        ("pricing-step-01", "done"),
        ("returns-step-02", "declined"),
    ]


@given(st.permutations([gap("pricing"), gap("returns", weight=2), gap("coaching", critical=True)]))
def test_the_order_of_gaps_does_not_decide(found: list[Gap]) -> None:
    """The same gaps in another order make the same plan."""
    assert ids(next_steps(tuple(found)))[0] == "coaching-step-02"
    assert len(next_steps(tuple(found))) == len(found)
