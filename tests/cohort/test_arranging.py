"""Order, filter and part show the same people differently, and never change one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Respondent
from assessment.cohort.arranging import NAME, READINESS, arranged, holding, parts, together
from assessment.cohort.members import Cohort, compare
from tests.cohort.examples import HEAD, cohort, member, respondents
from tests.examples import SUB_SKILLS, miniature, shipped

few = settings(max_examples=30, deadline=None)
ORDERS = (READINESS, NAME, *SUB_SKILLS)
EVERYTHING, *OTHERS = parts(miniature().content)


def labels(found: Cohort) -> list[str]:
    """Who is there, in order."""
    return [each.person.label for each in found.members]


@few
@given(respondents(), st.sampled_from(ORDERS))
def test_an_order_loses_nobody(people: list[Respondent], order: str) -> None:
    """Whatever the order, the same people stand there, and twice ordered is once ordered."""
    found = compare(miniature(), people, HEAD)
    ordered = together(arranged(found, order))

    assert sorted(labels(ordered)) == sorted(labels(found))
    assert arranged(arranged(found, order), order) == arranged(found, order)
    assert (ordered.role, ordered.asked) == (found.role, found.asked)


def test_orders_by_hand() -> None:
    """Highest first; who is not assessed there comes last, not lowest; names as people sort."""
    found = cohort(
        member("bo", [None, 2, 3], "B", readiness=0.2),
        member("Ada", [1, None, 3], "a", readiness=None),
        member("Cy", [0.5, 4, 3], "B", readiness=0.9),
    )

    assert labels(arranged(found, READINESS)) == ["Cy", "bo", "Ada"]
    assert labels(arranged(found, NAME)) == ["Ada", "bo", "Cy"]
    assert labels(arranged(found, "pricing")) == ["Ada", "Cy", "bo"]
    assert labels(arranged(found, "returns")) == ["Cy", "bo", "Ada"]
    assert labels(together(arranged(found, READINESS))) == ["Ada", "Cy", "bo"]


def test_a_filter_by_hand() -> None:
    """Whoever has the verdict on something in the part is shown, on other sub-skills is not."""
    found = cohort(
        member("Ada", [1, 2, 3], verdicts=("gap", "meets", None)),
        member("Bo", [1, 2, 3], verdicts=("meets", "meets", None)),
        member("Cy", [1, None, 3], verdicts=("meets", "not assessed", None)),
    )
    pricing = next(each for each in OTHERS if each.places == (0,))

    assert labels(holding(found, EVERYTHING, "gap")) == ["Ada"]
    assert labels(holding(found, EVERYTHING, "not assessed")) == ["Cy"]
    assert labels(holding(found, pricing, "meets")) == ["Bo", "Cy"]
    assert labels(holding(found, pricing, "unclear")) == []


def test_parts_cover_everything() -> None:
    """First everything, then each skill and each sub-skill, each once, in the content's order."""
    content = shipped().content
    first, *others = parts(content)
    names = [name for skill in content.skills for name in (skill, *skill.sub_skills)]

    assert first.places == tuple(range(len(content.sub_skills)))
    assert [each.name for each in others] == [each.name for each in names]
    for each in others:
        ((skill, run),) = each.runs
        assert {content.skills[content.skill_index[at]] == skill for at in run} == {True}
