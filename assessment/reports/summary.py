"""The report in a few lines of Markdown, to paste into a message."""

import re
from collections.abc import Iterator
from typing import Final

from assessment.charts.words import said
from assessment.reports.document import Report, RequirementLine, SkillLine

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>#|~$&!]|:(?=//)|(?<=www)\.|@", re.IGNORECASE)
"""What Markdown would read as markup or as an address."""

_BLOCK: Final = re.compile(r"^(\s*\d*)([-+=.)])", re.MULTILINE)
_FIRST: Final = 3
"""Steps named."""


def summary(report: Report) -> bytes:
    """The summary in UTF-8."""
    return ("\n".join(_lines(report)) + "\n").encode()


def _lines(report: Report) -> Iterator[str]:
    name = f"{_text(report.name)}, " if report.name else ""
    yield f"**{_text(report.title)}**"
    yield f"{name}{said(report.day)}"
    yield ""
    yield _text(report.lead)
    if report.rated or report.answered:
        yield ""
        for figure in report.figures:
            yield f"- {_text(figure.name)}: **{_text(figure.value)}** ({_text(figure.doubt)})"
        yield from map(_skill, report.skills)
    must = [line for line in report.requirements if line.must_have]
    if must:
        yield from ("", "Must-haves:", "")
        yield from map(_requirement, must)
    if report.steps:
        yield from ("", "What first:", "")
        for at, step in enumerate(report.steps[:_FIRST], 1):
            yield f"{at}. {_text(step.title)} ({_text(step.summary)}), by {said(step.end)}"
        yield from ("", _text(report.plan))
    if report.agreed:
        yield from ("", "Agreed with a mentor:", "")
        for line in report.agreed:
            yield f"- {_text(line.what)} ({_text(line.owner)}), by {said(line.by)}: {line.said}"
    yield from ("", _text(report.limits), "")
    yield _text(f"{report.method} Content {report.content}; evidence: {report.evidence}.")


def _skill(line: SkillLine) -> str:
    if line.level is None:
        return f"- {_text(line.name)}: not assessed"
    asked = "" if line.asked is None else f", asked {line.asked:.1f}"
    level = f"{line.level.estimate:.1f} (likely {line.level.likely}{asked})"
    return f"- {_text(line.name)}: {level}"


def _requirement(line: RequirementLine) -> str:
    if line.level is None:
        return f"- {_text(line.name)}: not assessed, asked {line.asked}"
    level = f"{line.level.estimate:.1f} (likely {line.level.likely}, asked {line.asked})"
    return f"- {_text(line.name)}: {level}, {line.said}"


def _text(text: str) -> str:
    """``text`` so that Markdown prints it as typed."""
    marked = _MARKUP.sub(r"\\\g<0>", text)
    return _BLOCK.sub(r"\1\\\2", marked)
