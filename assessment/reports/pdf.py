"""The report to read and to print: a fixed template, set in a process with limits."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

from assessment.charts.words import said
from assessment.errors import AssessmentError
from assessment.reports import pictures
from assessment.reports.document import Report, RequirementLine, RoleLine, StepLine

LONGEST: Final = 10.0
"""Longest time that setting may take, in seconds; it takes about a tenth of one."""

MOST_AT_ONCE: Final = 2
"""Most reports set at a time: each may take a gibibyte and two threads. Others wait their turn."""

_TURNS: Final = BoundedSemaphore(MOST_AT_ONCE)

_HERE: Final = Path(__file__).parent
_KEPT: Final = ("SYSTEMROOT", "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What the process needs of our environment to start; the rest may hold secrets."""

_FIRST: Final = 3
"""Steps named on the first page."""


def pdf(report: Report, longest: float = LONGEST) -> bytes:
    """
    The report as a tagged PDF; the same report always gives the same bytes.

    Where a name holds characters that no font of ours has, they show as boxes and the report says
    so.

    Args:
        report: What it says.
        longest: Time after which setting is given up, in seconds; so is waiting for a turn.

    Raises:
        AssessmentError: If it cannot be set, or others are being set for too long.
    """
    job = {
        "template": str(_HERE / "report.typ"),
        "fonts": str(_HERE / "fonts"),
        "data": json.dumps(_data(report)),
        "timestamp": int(datetime.combine(report.day, time(), UTC).timestamp()),
    }
    with _turn(longest):
        return _set(json.dumps(job).encode(), longest)


@contextmanager
def _turn(longest: float) -> Iterator[None]:
    """Wait until fewer than ``MOST_AT_ONCE`` reports are being set, and count as one of them."""
    if not _TURNS.acquire(timeout=longest):
        raise AssessmentError(
            _failed("has to wait while others are being made; try again in a minute, or")
        )
    try:
        yield
    finally:
        _TURNS.release()


def _set(job: bytes, longest: float) -> bytes:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and program, no shell
            [sys.executable, "-I", str(_HERE / "typesetting.py")],
            input=job,
            capture_output=True,
            check=False,
            timeout=longest,
            env={**kept, "RAYON_NUM_THREADS": "2"},
        )
    except (subprocess.TimeoutExpired, OSError) as fault:
        raise AssessmentError(_failed("was not ready in time;")) from fault
    if done.returncode or not done.stdout:
        reason = done.stderr.decode(errors="replace")
        raise AssessmentError(_failed("cannot be set;")) from RuntimeError(reason)
    return done.stdout


def _failed(why: str) -> str:
    return f"The PDF {why} download the workbook instead, which holds the same."


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
