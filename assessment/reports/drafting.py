"""From a result to the model of a report: numbers rounded once, sentences from the charts."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from assessment.agreed import AgreedAction, agreed_actions
from assessment.attempts import NAME_LIMIT, Attempt, personal_text
from assessment.bank import Bank, View
from assessment.charts import evidence, headline, radar, ranges, timeline
from assessment.content.model import Content, Framework
from assessment.decisions import StepDecision
from assessment.evaluation import Result, SkillLevel
from assessment.gaps import Gap, RoleFit
from assessment.reports.document import (
    AgreedLevelLine,
    AgreedLine,
    AnswerLine,
    Figure,
    Level,
    RatingLine,
    Report,
    RequirementLine,
    RoleLine,
    SkillLine,
    StepLine,
)
from assessment.reviews import Review
from assessment.schedule import Slot

COUNTED: Final[Mapping[View, str]] = {
    "combined": "self-ratings and questions",
    "shown": "questions only",
    "self": "self-ratings only",
    "mentor": "a mentor's ratings only",
    "with-mentor": "self-ratings, questions and a mentor's ratings",
}
_JOINERS: Final = "\u200c\u200d"
"""Invisible characters that some scripts cannot be written without."""


@dataclass(frozen=True)
class Plan:
    """
    The plan in time.

    Attributes:
        slots: The steps, by first day.
        retake: The day of the next blind retake.
        reviews: What mentors gave to the person.
        decided: What the person decided about steps and actions, by id.
    """

    slots: Sequence[Slot]
    retake: date
    reviews: Sequence[Review] = ()
    decided: Mapping[str, StepDecision] = field(default_factory=dict)


def draft(bank: Bank, attempt: Attempt, result: Result, plan: Plan, day: date, name: str) -> Report:
    """
    The report on a result.

    Args:
        bank: The content as curves.
        attempt: What the person did; take its evidence out to leave it out.
        result: What that says.
        plan: The next steps in time.
        day: The day of the report.
        name: Of the person; empty to leave it out.

    Raises:
        AssessmentError: If the name cannot be printed.
    """
    framework = bank.content.framework
    return Report(
        attempt=attempt.head.id,
        name=personal_text(name, NAME_LIMIT, "The name"),
        day=day,
        role=clean(result.role.name),
        title=clean(headline.title(result)),
        lead=headline.lead(result),
        figures=tuple(Figure(*map(clean, each[:3])) for each in headline.figures(result)),
        radar=radar.sentence(result),
        ranges=clean(ranges.sentence(result)),
        key=ranges.key(),
        plan=timeline.sentence(plan.slots, plan.retake),
        limits=headline.limits(result),
        method=method(framework),
        content=_version(framework, attempt),
        evidence=COUNTED[result.view],
        rated=result.rated,
        answered=result.answered,
        readiness=_shares(*result.readiness),
        levels=tuple(level.name for level in framework.levels[1:]),
        skills=tuple(map(_skill, result.skills)),
        requirements=_requirements(bank.content, result),
        roles=tuple(map(_role, result.fits)),
        steps=_steps(plan),
        no_steps="" if plan.slots else _no_steps(result),
        retake=plan.retake,
        ratings=_ratings(bank.content, attempt),
        answers=_answers(bank, attempt),
        agreed=tuple(map(_agreed, agreed_actions(plan.reviews, plan.decided))),
        agreed_levels=_agreed_levels(bank.content, plan.reviews),
        meetings=tuple(
            (clean(review.mentor), review.meeting) for review in plan.reviews if review.meeting
        ),
    )


def method(framework: Framework) -> str:
    """How levels, verdicts and readiness come about, in a few sentences."""
    policy = framework.policy
    return (
        "Each answer and each self-rating makes some levels likelier and others less. A level is "
        "the middle of what remains likely, and the likely range holds the true level with a "
        f"chance of {policy.likely_range.value:.0%}. A requirement is met where the chance of it "
        f"is {policy.meets.value:.0%} or more, a gap where it is {policy.gap.value:.0%} or less; "
        "between the two there is not enough evidence yet. Readiness is the weighted share of "
        "requirements that may be expected to be met."
    )


def _version(framework: Framework, attempt: Attempt) -> str:
    now, then = framework.version, attempt.head.content_version
    return now if now == then else f"{now} (the attempt began with {then})"


def _no_steps(result: Result) -> str:
    return headline.without_steps(result) if result.has_evidence else headline.lead(result)


def _skill(found: SkillLevel) -> SkillLine:
    level = _level(found.estimate, found.low, found.high) if found.assessed else None
    asked = None if found.required is None else round(found.required, 1)
    return SkillLine(found.skill.name, level, asked, found.assessed, len(found.skill.sub_skills))


def _requirements(content: Content, result: Result) -> tuple[RequirementLine, ...]:
    skills = {sub.id: skill.name for skill in content.skills for sub in skill.sub_skills}
    return tuple(_requirement(gap, skills[gap.sub_skill.id]) for gap in result.gaps)


def _requirement(gap: Gap, skill: str) -> RequirementLine:
    silent = gap.verdict == "not assessed"
    return RequirementLine(
        name=gap.sub_skill.name,
        skill=skill,
        must_have=gap.requirement.critical,
        asked=gap.requirement.level,
        weight=gap.requirement.weight,
        level=None if silent else _level(gap.estimate, gap.low, gap.high),
        chance=None if silent else share(gap.chance),
        verdict=gap.verdict,
        said=ranges.SAID[gap.verdict],
    )


def _role(fit: RoleFit) -> RoleLine:
    ties = tuple(map(clean, fit.tied_with))
    name, must_haves = clean(fit.role.name), share(fit.all_must_haves)
    return RoleLine(name, share(fit.readiness), must_haves, ties)


def _steps(plan: Plan) -> tuple[StepLine, ...]:
    soon = {slot.planned.step.id for slot in timeline.until(plan.slots, plan.retake)}
    return tuple(_step(slot, soon=slot.planned.step.id in soon) for slot in plan.slots)


def _step(slot: Slot, *, soon: bool) -> StepLine:
    gap, step = slot.planned.gap, slot.planned.step
    found = step.resource
    return StepLine(
        id=step.id,
        title=step.title,
        builds=gap.sub_skill.name,
        from_level=step.from_level,
        to_level=step.to_level,
        must_have=gap.requirement.critical,
        hours=slot.planned.hours,
        start=slot.start,
        end=slot.end,
        soon=soon,
        task=step.task,
        proof=step.artefact,
        mentor_question=gap.sub_skill.mentor_question,
        cost=step.cost,
        resource=f"{found.organisation}: {found.title}" if found else "",
        address=str(found.url) if found else "",
    )


def _ratings(content: Content, attempt: Attempt) -> tuple[RatingLine, ...]:
    names = {level.level: level.name for level in content.framework.levels}
    return tuple(
        RatingLine(
            name=sub.name,
            rating=(rating := attempt.ratings[sub.id]),
            said="does not apply" if rating is None else names[rating],
            evidence=clean(attempt.evidence.get(sub.id, "")),
        )
        for sub in content.sub_skills
        if sub.id in attempt.ratings
    )


def _answers(bank: Bank, attempt: Attempt) -> tuple[AnswerLine, ...]:
    return tuple(
        AnswerLine(
            about=bank.content.items[item.id][0].name,
            item_level=item.level,
            result=evidence.result_of(item, answer),
            confidence=attempt.confidence.get(item.id),
        )
        for item, answer in evidence.asked(bank, attempt)
    )


def _agreed(agreed: AgreedAction) -> AgreedLine:
    action, mentor = agreed.action, clean(agreed.mentor)
    owner = "mentee" if action.owner == "mentee" else mentor or "mentor"
    what, proof = clean(action.what), clean(action.proof)
    return AgreedLine(agreed.id, mentor, what, owner, action.by, proof, agreed.state)


def _agreed_levels(content: Content, reviews: Sequence[Review]) -> tuple[AgreedLevelLine, ...]:
    names = {level.level: level.name for level in content.framework.levels}
    return tuple(
        AgreedLevelLine(
            mentor=clean(review.mentor),
            name=sub.name,
            level=review.agreed[sub.id].level,
            said=names[review.agreed[sub.id].level],
            note=clean(review.agreed[sub.id].note),
        )
        for review in reviews
        for sub in content.sub_skills
        if sub.id in review.agreed
    )


def _level(estimate: float, low: float, high: float) -> Level:
    return Level(tenth(estimate), tenth(low), tenth(high))


def tenth(level: float) -> float:
    """``level`` to the tenth, and never "-0.0"."""
    return round(level, 1) + 0.0


def _shares(low: float, expected: float, high: float) -> tuple[float, float, float]:
    return share(low), share(expected), share(high)


def share(exact: float) -> float:
    """``exact`` to the hundredth, rounded as a page that prints it as a percentage rounds."""
    return round(100 * exact) / 100


def clean(text: str) -> str:
    """Text of a person without what no document can hold, and what hides or turns characters."""
    seen = (c for c in text if unicodedata.category(c) != "Cf" or c in _JOINERS)
    kept = (" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in seen)
    return " ".join("".join(kept).split())
