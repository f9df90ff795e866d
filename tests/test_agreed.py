"""What was agreed on becomes part of the plan, and never replaces what the mentee decided."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from assessment.agreed import agreed_actions, with_agreed
from assessment.agreements import Action
from assessment.content.base import Slug
from assessment.decisions import Decisions, StepDecision, StepState
from assessment.reviews import Review, ReviewHead
from tests.examples import NOW

DAY = date(2026, 12, 18)
STATES: tuple[StepState, ...] = ("accepted", "postponed", "done", "declined", "swapped")


def review(*actions: Action, mentor: str = "Mira", head: str = "r") -> Review:
    """A review that was given, with these actions."""
    return Review(
        head=ReviewHead(head * 22, "a", "m", NOW),
        mentor=mentor,
        rev=4,
        changed_at=NOW,
        opened_at=NOW,
        handed_at=NOW,
        actions={str(at): action for at, action in enumerate(actions, 1)},
    )


def on_step(step: str = "step-1", **changed: object) -> Action:
    """An action that is a next step of the plan."""
    return Action(what="Run a test", step=step, by=DAY).model_copy(update=changed)


def test_an_agreed_step_counts_as_begun() -> None:
    """What nothing was decided about is begun, as of the day on which it was given."""
    merged = with_agreed(Decisions(), [review(on_step())])

    assert merged.steps == {"step-1": StepDecision(state="accepted", on=NOW.date())}


@pytest.mark.parametrize("state", STATES)
def test_what_the_mentee_decided_stays(state: StepState) -> None:
    """An agreement on a step that was decided about changes nothing of the decision."""
    own = StepDecision(state=state, on=date(2026, 11, 1), note="Mine")
    decided = Decisions(steps={"step-1": own})

    assert with_agreed(decided, [review(on_step())]).steps == {"step-1": own}


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("accepted", "open"),
        ("done", "done"),
        ("declined", "decided otherwise"),
        ("postponed", "decided otherwise"),
        ("swapped", "decided otherwise"),
    ],
)
def test_both_versions_are_there_where_they_differ(state: StepState, shown: str) -> None:
    """The action is there as agreed, with what the mentee decided beside it."""
    own = StepDecision(state=state, on=date(2026, 11, 1), note="Mine")
    (found,) = agreed_actions([review(on_step())], {"step-1": own})

    assert (found.state, found.decision, found.action) == (shown, own, on_step())


def test_what_the_mentor_does_is_not_the_mentees_step() -> None:
    """An action of the mentor's begins no step of the mentee."""
    assert with_agreed(Decisions(), [review(on_step(owner="mentor"))]).steps == {}


def test_what_was_not_given_is_no_part_of_the_plan() -> None:
    """A review that the mentor still holds back agrees on nothing."""
    held_back = replace(review(on_step()), handed_at=None)

    assert agreed_actions([held_back], {}) == ()
    assert with_agreed(Decisions(), [held_back]) == Decisions()


def test_actions_of_several_mentors_stay_apart() -> None:
    """Own actions at the same place of two mentors have ids of their own, and names."""
    own = Action(what="Call", by=DAY)
    later = Action(what="Write", by=date(2027, 1, 1))
    found = agreed_actions([review(later, head="s", mentor="Noah"), review(own)], {})

    assert [(each.mentor, each.action.what) for each in found] == [
        ("Mira", "Call"),
        ("Noah", "Write"),
    ]
    assert len({each.id for each in found}) == 2
    assert agreed_actions([review(own)], {})[0].id == found[0].id


@given(st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=22, max_size=22))
def test_an_own_action_can_be_decided_about(head: str) -> None:
    """Whatever the id of the review, that of an action is one that a decision may be kept under."""
    (found,) = agreed_actions(
        [
            replace(
                review(),
                head=ReviewHead(head, "a", "m", NOW),
                actions={"3": Action(what="Call", by=DAY)},
            )
        ],
        {},
    )

    assert TypeAdapter(Slug).validate_python(found.id) == found.id
