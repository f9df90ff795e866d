"""A cohort in words and rows: who stands where, what is missing to many, what is usual."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Final

from assessment.charts.ranges import SAID
from assessment.charts.words import listed, said, tenths
from assessment.cohort.arranging import NAME, READINESS, Part
from assessment.cohort.members import Cohort, Member
from assessment.cohort.sharing import FEWEST, Averages, Shared
from assessment.content.model import Content
from assessment.gaps import Verdict

NOT_ASSESSED: Final = SAID["not assessed"]
PAGE: Final = 25
"""People on a page of the table: as many as a screen or two hold."""

_NAMED: Final = 3
"""Most sub-skills that a sentence names."""


WHO: Final[Mapping[Verdict | None, str]] = {
    None: "Everyone",
    "gap": "With a gap there",
    "unclear": "Not enough evidence yet there",
    "not assessed": "Not assessed there",
    "meets": "Meeting something there",
}
"""Which people are shown, by what may be said of them on the sub-skills chosen."""


def orders(content: Content) -> dict[str, str]:
    """What people may be ordered by, and how that is called."""
    levels = {sub.id: f"Level: {sub.name}" for sub in content.sub_skills}
    return {READINESS: "Readiness", NAME: "Name", **levels}


def part_name(part: Part) -> str:
    """A part as a list shows it: a sub-skill below its core skill."""
    return f"· {part.name}" if len(part.places) == 1 else part.name


def set_aside(files: int) -> str:
    """How many files do not count."""
    return "1 file is set aside" if files == 1 else f"{files} files are set aside"


def title(cohort: Cohort) -> str:
    """How many people, and against what."""
    return f"{_people(len(cohort.members))} against {cohort.role.name}"


def lead(cohort: Cohort, found: Sequence[Shared]) -> str:
    """What most of them miss."""
    missed = [each for each in found if each.gaps]
    silent = sum(not member.person.has_evidence for member in cohort.members)
    parts = [f"Of {_people(silent)} nothing is assessed yet."] if silent else []
    if missed:
        widest = sorted(missed, key=lambda each: each.gaps, reverse=True)[:_NAMED]
        named = [f"{each.sub_skill.name} ({each.gaps} of {each.assessed})" for each in widest]
        parts.append(f"Gaps that most share, of those assessed: {listed(named)}.")
    else:
        parts.append("Nobody has a gap of which the evidence is sure.")
    return " ".join(parts)


def people(cohort: Cohort) -> list[dict[str, str]]:
    """Everybody: how far from the role, and what that rests on."""
    return [
        {
            "No.": str(number),
            "Person": member.person.label,
            "Readiness": "" if member.readiness is None else f"{member.readiness:.0%}",
            "Meets": str(member.count("meets")),
            "Gaps": str(member.count("gap")),
            "Not enough evidence yet": str(member.count("unclear")),
            "Not assessed": str(member.count("not assessed")),
            "Compares with": member.person.aim,
            "Rests on": f"{member.person.rated} self-ratings, {member.person.answered} questions",
            "Last changed": said(member.person.changed),
        }
        for number, member in enumerate(cohort.members, 1)
    ]


def pages(cohort: Cohort) -> int:
    """Number of pages of the table of people."""
    return max(1, ceil(len(cohort.members) / PAGE))


def is_long(cohort: Cohort) -> bool:
    """Whether the table of people has more than one page."""
    return pages(cohort) > 1


def on_page(rows: Sequence[dict[str, str]], page: int) -> Sequence[dict[str, str]]:
    """The rows on a page, counted from 1."""
    return rows[PAGE * (page - 1) : PAGE * page]


def levels(cohort: Cohort, part: Part) -> list[dict[str, str]]:
    """The map as a table: a row for each person, the level and likely range of each sub-skill."""
    subs = cohort.content.sub_skills
    return [
        {
            "Person": f"{number} · {member.person.label}",
            **{subs[at].name: stands(member, at) for at in part.places},
        }
        for number, member in enumerate(cohort.members, 1)
    ]


def stands(member: Member, at: int) -> str:
    """A level with its likely range."""
    standing = member.person.standings[at]
    if standing is None:
        return NOT_ASSESSED
    return f"{tenths(standing.estimate)} ({tenths(standing.low)} to {tenths(standing.high)})"


def shared(found: Sequence[Shared]) -> list[dict[str, str]]:
    """Every requirement, the one that most people are expected to miss first."""
    return [
        {
            "Sub-skill": each.sub_skill.name,
            "Must-have": "must-have" if each.requirement.critical else "",
            "Asked": str(each.requirement.level),
            "Expected to meet it": f"{tenths(each.expected)} of {each.assessed}",
            "Gaps": str(each.gaps),
            "Not enough evidence yet": str(each.unclear),
            "Meet it": str(each.meets),
            "Not assessed": str(each.not_assessed),
        }
        for each in found
    ]


def averages(cohort: Cohort, groups: Sequence[Averages]) -> list[dict[str, str]]:
    """For each group the average of each sub-skill, with its count and spread."""
    return [
        {
            "Sub-skill": sub.name,
            **{_group(group): _average(group, at) for group in groups},
        }
        for at, sub in enumerate(cohort.content.sub_skills)
    ]


def rule() -> str:
    """Which averages there are, and why not the others."""
    return (
        f"An average stands only where {FEWEST} people or more are assessed: of fewer, it could "
        "give one person's level away. Who is not assessed is left out, never counted as low. "
        "The spread is the standard deviation of their levels. Filters change nothing here."
    )


def rule_by_aim() -> str:
    """What else keeps an average of a group back."""
    return (
        f"Where the groups without an average would hold fewer than {FEWEST} people together, no "
        "group has one: the missing one could be worked out from the others."
    )


def limits() -> str:
    """What a cohort is for, and what it cannot say."""
    return (
        "For development, never for selection: to see what to teach, whom to pair and what to ask "
        "next. An order of people is no ranking: where likely ranges overlap, it stays open who "
        "stands higher. Role levels and weights are the drafts of authors."
    )


def _group(group: Averages) -> str:
    return f"{group.group} ({_people(group.members)})"


def _average(group: Averages, at: int) -> str:
    found = group.levels[at]
    if found is None:
        return f"no average: {group.assessed[at]} assessed"
    return f"{tenths(found.mean)}, spread {tenths(found.spread)}, {_people(found.people)}"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
