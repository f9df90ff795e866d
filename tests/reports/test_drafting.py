"""The model of a report says what the result says, once rounded as the pages round."""

import pytest
from hypothesis import given, settings

from assessment.attempts import NAME_LIMIT
from assessment.charts import headline, radar, ranges
from assessment.errors import AssessmentError
from assessment.evaluation import Result
from assessment.reports.document import Level, Report
from tests.examples import attempt, numbers
from tests.reports.examples import HOSTILE, hostile, report_on, reports

few = settings(max_examples=40, deadline=None)


@few
@given(reports())
def test_numbers_equal_those_of_the_tables_on_the_page(found: tuple[Report, Result]) -> None:
    """Skill by skill and requirement by requirement: level, range, asked, chance, verdict."""
    report, result = found

    for skill, row in zip(report.skills, radar.table(result), strict=True):
        *_, asked = row.values()
        assert skill.name == row["Core skill"]
        assert numbers(row["Level"]) + numbers(row["Likely range"]) == levels(skill.level)
        assert numbers(asked) == ([] if skill.asked is None else [skill.asked])
    for line, row in zip(report.requirements, ranges.table(result, {}), strict=True):
        assert (line.name, line.said) == (row["Sub-skill"], row["So"])
        assert numbers(row["Level"]) + numbers(row["Likely range"]) == levels(line.level)
        assert (str(line.asked), line.must_have) == (row["Asked"], row["Must-have"] != "")
        assert row["Chance of meeting it"] == ("" if line.chance is None else f"{line.chance:.0%}")


@few
@given(reports())
def test_roles_and_readiness_equal_the_page(found: tuple[Report, Result]) -> None:
    """Roles keep their order, their percentages and their ties."""
    report, result = found

    for line, row in zip(report.roles, headline.ranking(result), strict=True):
        assert line.name == row["Role"]
        assert f"{line.readiness:.0%}" == row["Readiness"]
        assert f"{line.all_must_haves:.0%}" == row["Chance of all must-haves"]
        assert (", ".join(line.tied_with) or "none") == row["Cannot be told from"]
    low, expected, high = (f"{share:.0%}" for share in report.readiness)
    assert (report.figures[0].value, report.figures[0].doubt) == (
        expected,
        f"likely {low} to {high}",
    )


@few
@given(reports())
def test_nothing_assessed_has_no_level(found: tuple[Report, Result]) -> None:
    """No level stands where nothing is known, and never one without its range."""
    report, _ = found

    for line in report.requirements:
        assert (line.level is None) == (line.verdict == "not assessed") == (line.chance is None)
    for skill in report.skills:
        assert (skill.level is None) == (skill.assessed == 0)


@few
@given(reports())
def test_the_plan_is_the_schedule(found: tuple[Report, Result]) -> None:
    """Every planned step is there once, with its hours, and none ends before it begins."""
    report, result = found

    assert {line.id: line.hours for line in report.steps} == {
        planned.step.id: planned.hours for planned in result.steps
    }
    assert all(line.start <= line.end for line in report.steps)
    assert all(line.soon == (line.start < report.retake) for line in report.steps)
    assert (report.no_steps == "") == bool(report.steps)


def test_an_attempt_by_hand() -> None:
    """What was rated and answered is listed, with evidence; the content that it began with too."""
    report, result = report_on(attempt({"pricing": 3, "returns": None}))

    assert [(line.name, line.rating, line.said) for line in report.ratings] == [
        ("Pricing", 3, "Practising"),
        ("Returns", None, "does not apply"),
    ]
    assert (report.rated, report.answered) == (result.rated, result.answered) == (1, 0)
    assert report.content == "2026.11.0 (the attempt began with 1)"
    assert report.limits.startswith("For development, never for selection.")
    assert "chance of 80%" in report.method


def test_too_long_a_name_is_refused_at_the_door() -> None:
    """A megabyte of name is refused in one sentence that says the limit."""
    with pytest.raises(AssessmentError, match=f"{NAME_LIMIT} fit"):
        report_on(attempt({"pricing": 3}), name="A" * 1_000_000)


@pytest.mark.parametrize("name", ["a\x00b", "a\x1b[31m", "\ud800"])
def test_a_name_that_no_document_holds_is_refused(name: str) -> None:
    """Control characters and half pairs are refused, not dropped."""
    with pytest.raises(AssessmentError, match="cannot be kept"):
        report_on(attempt({"pricing": 3}), name=name)


def test_a_role_that_hides_characters_shows_what_is_left() -> None:
    """The name of a role of one's own loses what turns, hides or cannot be stored."""
    role = hostile("ok").role
    assert role == "ok"
    done = attempt({"pricing": 3})
    bad = report_on(done)[1].role.model_copy(update={"name": "He\u202ead\x00 \u200bof"})

    assert report_on(done, bad)[0].role == "Head of"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_kept_as_typed(text: str) -> None:
    """The model changes nothing that is only text."""
    report = hostile(text)

    assert (report.name, report.role, report.ratings[0].evidence) == (text, text, text)


def levels(level: Level | None) -> list[float]:
    """A level and its range as a list."""
    return [] if level is None else [level.estimate, level.low, level.high]
