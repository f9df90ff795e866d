"""The summary reads as typed wherever Markdown is read, and says what the report says."""

import re

import pytest
from hypothesis import given, settings

from assessment.evaluation import Result
from assessment.reports.document import Report
from assessment.reports.summary import summary
from tests.examples import attempt
from tests.reports.examples import HOSTILE, hostile, report_on, reports

ACTIVE = re.compile(r"(?<!\\)[`_\[\]<>#|~$&!]|(?<!\\)(?<!\*)\*(?!\*)(?!\w)|https?://|www\.")
"""What would be markup, an image or an address; our own is bold alone."""


def read(report: Report) -> str:
    """The summary as text."""
    return summary(report).decode()


@settings(max_examples=40, deadline=None)
@given(reports())
def test_it_says_what_the_report_says(found: tuple[Report, Result]) -> None:
    """Title, lead, every skill with its range, the first steps, and the limits."""
    report, _ = found
    text = unescaped(read(report))

    assert text.startswith(f"**{report.title}**")
    for words in (report.lead, report.limits, report.method, report.content):
        assert words in text
    for skill in report.skills:
        if skill.level and (report.rated or report.answered):
            assert f"{skill.level.estimate:.1f} (likely {skill.level.likely}" in text
    assert all(step.title in text for step in report.steps[:3])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    """Taking the backslashes away gives what was typed, and nothing else was active."""
    said = read(hostile(text))

    assert text in unescaped(said)
    assert not ACTIVE.search(said)
    assert not any(re.match(r"\s*[-+=]\S*\s", line) for line in said.splitlines() if text in line)


def test_nothing_rated_is_a_summary_too() -> None:
    """Without evidence no level is said."""
    said = read(report_on(attempt())[0])

    assert "Nothing to compare with Head yet" in said
    assert "likely" not in said.split("For development")[0]


def unescaped(text: str) -> str:
    r"""Markdown's ``\x`` read as ``x``."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
