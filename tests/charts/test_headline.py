"""The answer first: what it says in words is what the numbers say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.asking import Outlook, outlook
from assessment.attempts import Attempt
from assessment.charts import headline
from assessment.evaluation import Result
from assessment.gaps import Verdict
from tests.charts.examples import evaluated, results
from tests.examples import (
    ANSWERS,
    asks,
    attempt,
    attempts,
    miniature,
    numbers,
    role_that_asks,
    sub_skill,
)

HEAD, ANALYST = miniature().content.roles
SPELT = ("no", "one", "two", "three")
few = settings(max_examples=40, deadline=None)


def percent(share: float) -> float:
    """A share as it is printed."""
    return float(f"{share:.0%}".removesuffix("%"))


@few
@given(results())
def test_the_title_counts_must_haves(result: Result) -> None:
    """What is missing is counted before what is open; the role is named in any case."""
    title = headline.title(result)
    musts = result.must_haves
    count = musts.count("gap") or musts.count("unclear", "not assessed")

    assert result.role.name in title
    if result.has_evidence and count:
        assert SPELT[count] in title.split()


@few
@given(results())
def test_ready_is_said_only_when_all_is_met(result: Result) -> None:
    """One requirement that is not met, and nobody is called ready."""
    every = result.requirements.count("meets") == len(result.gaps)

    assert headline.title(result).startswith("Ready") == (every and result.has_evidence)


@few
@given(results())
def test_the_lead_counts_every_requirement(result: Result) -> None:
    """The verdicts named add up to the requirements named."""
    if not result.has_evidence:
        assert numbers(headline.lead(result)) == []
        return
    total, *counts = numbers(headline.lead(result))
    found = [result.requirements.count(v) for v in ("meets", "gap", "unclear", "not assessed")]

    assert total == len(result.gaps) == sum(counts)
    assert [count for count in counts if count] == [count for count in found if count]


@few
@given(results())
def test_the_lead_starts_where_the_plan_starts(result: Result) -> None:
    """The first steps of the plan are the ones named, and no others."""
    said = headline.lead(result)
    if result.has_evidence and result.steps:
        assert result.steps[0].gap.sub_skill.name in said
    for planned in result.steps[2:]:
        assert planned.gap.sub_skill.name not in said


@few
@given(results())
def test_the_figures_are_those_of_the_result(result: Result) -> None:
    """Readiness with its range, must-haves met out of all, and the role that fits best."""
    readiness, musts, closest = headline.figures(result)
    low, expected, high = map(percent, result.readiness)
    met, every = result.must_haves.count("meets"), len(result.must_haves.gaps)

    assert numbers(readiness[1]) == [expected]
    assert numbers(readiness[2]) == [low, high]
    assert numbers(musts[1]) == ([met, every] if every else [])
    assert sum(numbers(musts[2])) == every - met
    assert closest[1] in result.fits[0].role.name


@few
@given(attempts())
def test_the_ranking_is_the_results(done: Attempt) -> None:
    """Every role in the order of fit, with its numbers, and its ties by name."""
    result = evaluated(done)
    for row, fit in zip(headline.ranking(result), result.fits, strict=True):
        name, readiness, musts, tied = row.values()

        assert name == fit.role.name
        assert numbers(readiness) == [percent(fit.readiness)]
        assert numbers(musts) == [percent(fit.all_must_haves)]
        assert all(other in tied for other in fit.tied_with)
        assert any(each.role.name in tied for each in result.fits) == bool(fit.tied_with)


@few
@given(attempts(), st.sampled_from([HEAD, ANALYST]), st.sampled_from(sorted(ANSWERS)))
def test_what_stopping_leaves_open(done: Attempt, role: object, item: str) -> None:
    """So many of so many, for the role by its name."""
    ahead = outlook(miniature(), done, role, item)  # type: ignore[arg-type]
    said = headline.outlook(ahead, role, sub_skill(item.removesuffix("-01")))  # type: ignore[arg-type]

    assert numbers(said)[:2] == [ahead.open, ahead.settled + ahead.open]


@pytest.mark.parametrize(
    ("verdict", "questions", "named", "counted"),
    [(None, None, False, []), ("unclear", 3, True, [3]), ("unclear", None, True, [])],
)
def test_the_outlook_on_a_sub_skill(
    verdict: Verdict | None,
    questions: int | None,
    *,
    named: bool,
    counted: list[float],
) -> None:
    """A sub-skill is spoken of where the role asks it, with a number where there is one."""
    said = headline.outlook(Outlook(1, 2, verdict, questions), HEAD, sub_skill("returns"))

    assert ("Returns" in said) is named
    assert numbers(said) == [2, 3, *counted]


def test_limits_say_what_the_result_rests_on() -> None:
    """The self-ratings given and the answers that count; what does not apply is neither."""
    done = attempt(
        {"pricing": 3, "coaching": 2, "returns": None}, {"returns-01": ANSWERS["returns-01"][0]}
    )

    assert {1.0, 2.0} <= set(numbers(headline.limits(evaluated(done))))


def test_without_steps_open_questions_are_told_from_everything_met() -> None:
    """Nothing to do because nothing was looked at is not the same as nothing to do."""
    role = role_that_asks(asks("pricing", 1))
    silent, met = evaluated(attempt(), role), evaluated(attempt({"pricing": 3}), role)

    assert silent.steps == met.steps == ()
    assert headline.without_steps(silent) != headline.without_steps(met)
