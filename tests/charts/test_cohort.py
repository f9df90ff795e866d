"""A cohort in words and rows: the numbers are those of the cohort, and silence is no number."""

import pytest
from hypothesis import given, settings

from assessment.attempts import Respondent
from assessment.charts import cohort as said
from assessment.cohort.arranging import parts
from assessment.cohort.members import compare
from assessment.cohort.sharing import averages, averages_by_aim, shared
from tests.cohort.examples import HEAD, cohort, member, respondents
from tests.examples import miniature, numbers

few = settings(max_examples=25, deadline=None)
EVERYTHING = parts(miniature().content)[0]


@few
@given(respondents())
def test_levels_stand_with_their_range(people: list[Respondent]) -> None:
    """Each cell holds level and likely range, low to high, or says that nothing is assessed."""
    found = compare(miniature(), people, HEAD)
    for row, each in zip(said.levels(found, EVERYTHING), found.members, strict=True):
        assert row["Person"].endswith(each.person.label)
        for sub, standing in zip(found.content.sub_skills, each.person.standings, strict=True):
            if standing is None:
                assert row[sub.name] == "not assessed"
            else:
                level, low, high = numbers(row[sub.name])
                assert low <= level <= high
                assert level == pytest.approx(standing.estimate, abs=0.0501)


@few
@given(respondents())
def test_rows_of_people_add_up(people: list[Respondent]) -> None:
    """Met, missing, open and silent add up to what is asked; of nothing there is no readiness."""
    found = compare(miniature(), people, HEAD)
    for row, each in zip(said.people(found), found.members, strict=True):
        counted = [row[name] for name in _COUNTS]
        assert sum(map(int, counted)) == len(HEAD.requirements)
        assert (row["Readiness"] == "") == (not each.person.has_evidence)


_COUNTS = ("Meets", "Gaps", "Not enough evidence yet", "Not assessed")


def test_the_lead_names_the_widest_gaps() -> None:
    """The gap that most share comes first, with how many have it; who is silent is told."""
    gap = member("A", [1, 1, 1], verdicts=("gap", "meets", None))
    both = member("B", [1, 1, 1], verdicts=("gap", "gap", None))
    silent = member("C", [None] * 3, verdicts=("not assessed", "not assessed", None))
    found = cohort(gap, both, silent)
    told = said.lead(found, shared(found))

    assert numbers(told) == [1, 2, 2, 1, 2]
    assert told.index("Pricing") < told.index("Returns")
    assert "Nobody has a gap" in said.lead(cohort(member("D", [1, 1, 1])), ())


def test_an_average_has_its_count_and_spread() -> None:
    """Five at 2 and 4 average about 2.8 with a spread of 1.1; where four are assessed, none."""
    levels = ([4, None, 3], [4, 1, 3], [2, 1, 3], [2, 1, 3], [2, 1, 3])
    found = cohort(*(member("x", each) for each in levels))
    pricing, returns, _ = said.averages(found, [averages(found), *averages_by_aim(found)])

    assert set(pricing) == {"Sub-skill", "Everyone (5 people)", "Lead (5 people)"}
    assert numbers(pricing["Everyone (5 people)"]) == [2.8, 1.1, 5]
    assert returns["Everyone (5 people)"] == returns["Lead (5 people)"]
    assert returns["Everyone (5 people)"] == "no average: 4 assessed"


@pytest.mark.parametrize(("people", "pages"), [(1, 1), (25, 1), (26, 2), (50, 2), (51, 3)])
def test_every_row_is_on_one_page(people: int, pages: int) -> None:
    """Page by page everybody is there, in order, and no page is empty."""
    found = cohort(*[member(str(at), [1, 1, 1]) for at in range(people)])
    rows = said.people(found)
    shown = [said.on_page(rows, page) for page in range(1, said.pages(found) + 1)]

    assert len(shown) == pages
    assert [row for page in shown for row in page] == rows
    assert all(shown)
    assert said.is_long(found) == (pages > 1)
