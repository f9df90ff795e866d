"""Without and with the mentor: both results stand, and where the mentor changed a verdict."""

from hypothesis import given, settings

from assessment.attempts import Attempt, Rating
from assessment.charts import beside, headline
from assessment.evaluation import Result, evaluate
from tests.examples import SEEN, asks, attempt, attempts, miniature, role_that_asks

few = settings(max_examples=25, deadline=None)
HEAD = miniature().content.roles[0]


def both(done: Attempt, seen: dict[str, Rating]) -> tuple[Result, Result]:
    """The result without and with what the mentor saw."""
    return (
        evaluate(miniature(), done, HEAD, "combined", seen=seen),
        evaluate(miniature(), done, HEAD, "with-mentor", seen=seen),
    )


@few
@given(attempts(), SEEN)
def test_both_stand_in_the_table(done: Attempt, seen: dict[str, Rating]) -> None:
    """Each figure of either result, under its own heading, unless nothing is known there."""
    without, together = both(done, seen)
    for row, one, other in zip(
        beside.table(without, together),
        headline.figures(without),
        headline.figures(together),
        strict=False,
    ):
        for result, heading, figure in (
            (without, beside.WITHOUT, one),
            (together, beside.WITH, other),
        ):
            known = f"{figure[1]} ({figure[2]})"
            assert row[heading] == (known if result.assessed else "not assessed (no evidence)")


@few
@given(attempts(), SEEN)
def test_what_changes_is_listed(done: Attempt, seen: dict[str, Rating]) -> None:
    """Exactly the requirements whose verdict differs, and the sentence counts them."""
    without, together = both(done, seen)
    after = {gap.sub_skill.id: gap.verdict for gap in together.gaps}
    changed = [g.sub_skill.name for g in without.gaps if g.verdict != after[g.sub_skill.id]]
    rated = sum(rating is not None for rating in seen.values())

    assert [row["Sub-skill"] for row in beside.moved(without, together)] == changed
    if rated:
        said = beside.sentence(without, together, rated)
        assert f"changes on {len(changed)} of {len(without.gaps)}" in said


def test_nothing_known_has_no_readiness() -> None:
    """Where only the mentor saw anything, there is no figure without the mentor."""
    without, together = both(attempt(), {"pricing": 5})
    said = beside.sentence(without, together, 1)

    assert "not assessed (no evidence) without the mentor" in said
    assert f"{together.readiness[1]:.0%}" in said
    assert not [value for _, value, _, _ in beside.figures(without) if "%" in value]


def test_a_mentor_who_saw_nothing_makes_no_second_result() -> None:
    """That is said, instead of a comparison of a thing with itself."""
    assert "has rated nothing" in beside.sentence(*both(attempt({"pricing": 3}), {}), 0)


def test_a_verdict_that_changes_by_hand() -> None:
    """Rated 3 alone leaves level 3 open; a mentor who saw 5 settles it."""
    role = role_that_asks(asks("pricing", 3))
    done, seen = attempt({"pricing": 3}), {"pricing": 5}
    without = evaluate(miniature(), done, role)
    together = evaluate(miniature(), done, role, "with-mentor", seen=seen)
    (row,) = beside.moved(without, together)

    assert row[beside.WITHOUT].startswith("not enough evidence yet, level 2.")
    assert row[beside.WITH].startswith("meets, level 3.")
