"""The report to read and to print."""

from typing import Any, Final

from assessment.charts.words import said
from assessment.reports import pictures
from assessment.reports.document import AgreedLine, Report, RequirementLine, RoleLine, StepLine
from assessment.reports.printing import LONGEST, printed

_INSTEAD: Final = "download the workbook instead, which holds the same"

_FIRST: Final = 3
"""Steps named on the first page."""


def pdf(report: Report, longest: float = LONGEST) -> bytes:
    """
    The report as a tagged PDF; the same report always gives the same bytes.

    Where a name holds characters that no font of ours has, they show as boxes and the report says
    so.

    Args:
        report: What it says.
        longest: Time after which setting is given up, in seconds.

    Raises:
        AssessmentError: If it cannot be set.
    """
    return printed("report.typ", _data(report), report.day, _INSTEAD, longest)


def _data(report: Report) -> dict[str, Any]:
    """The report in strings, as the template prints them."""
    return {
        "title": report.title,
        "head": _head(report),
        "lead": report.lead,
        "figures": [[figure.name, figure.value, figure.doubt] for figure in report.figures],
        "shown": any(line.level for line in report.skills),
        "radar": pictures.radar(report.skills),
        "radar_said": report.radar,
        "role": report.role,
        "ranges": report.ranges,
        "key": report.key,
        "levels": _levels(report),
        "scale": pictures.scale(),
        "requirements": [_requirement(line) for line in report.requirements],
        "roles": [_role(line) for line in report.roles],
        "first": [[step.title, step.summary] for step in report.steps[:_FIRST]],
        "no_steps": report.no_steps,
        "plan": report.plan,
        "soon": [_step(step) for step in report.soon],
        "later": [
            [step.title, f"{step.builds} · {step.hours:g} h"]
            for step in report.steps
            if not step.soon
        ],
        "agreed": [_agreed(line) for line in report.agreed],
        "agreed_levels": [
            [line.name, f"{line.level} {line.said}", line.mentor, line.note]
            for line in report.agreed_levels
        ],
        "meetings": [f"{mentor or 'Mentor'}: {said(day)}" for mentor, day in report.meetings],
        "limits": report.limits,
        "method": report.method,
        "content": report.content,
        "evidence": report.evidence,
    }


def _head(report: Report) -> list[str]:
    return [part for part in (report.name, report.role, said(report.day)) if part]


def _levels(report: Report) -> str:
    named = ", ".join(f"{level} {name}" for level, name in enumerate(report.levels, 1))
    return f"Levels: {named}."


def _requirement(line: RequirementLine) -> dict[str, str | bool]:
    return {
        "name": line.name,
        "must": line.must_have,
        "picture": pictures.strip(line),
        "alt": pictures.said(line),
        "level": f"{line.level.estimate:.1f}" if line.level else "",
        "range": line.level.likely if line.level else "",
        "asked": str(line.asked),
        "said": line.said,
        "open": line.verdict not in {"meets", "gap"},
    }


def _role(line: RoleLine) -> list[str]:
    ties = ", ".join(line.tied_with) or "none"
    return [line.name, f"{line.readiness:.0%}", f"{line.all_must_haves:.0%}", ties]


def _agreed(line: AgreedLine) -> list[str]:
    proof = f"Proof: {line.proof}" if line.proof else ""
    return [line.what, f"{line.owner} · by {said(line.by)} · {line.said}", proof]


def _step(step: StepLine) -> dict[str, str]:
    return {
        "when": f"{said(step.start)} to {said(step.end)}",
        "title": step.title,
        "summary": step.summary,
        "task": step.task,
        "proof": step.proof,
        "question": step.mentor_question,
        "resource": step.resource,
        "address": step.address,
    }
