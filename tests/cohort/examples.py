"""People to compare: attempts at the miniature, and cohorts with levels set by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from assessment.attempts import Attempt, Rating, Respondent
from assessment.cohort.members import Cohort, Member, Person
from assessment.content.items import Answer
from assessment.content.model import Role
from assessment.gaps import Sight, Verdict
from assessment.result_file import result_file, write
from tests.examples import NOW, attempt, attempts, miniature

HEAD = miniature().content.roles[0]


@st.composite
def respondents(draw: st.DrawFn, most: int = 6) -> list[Respondent]:
    """Some people, of whom any may have the same name or none."""
    names = st.sampled_from(["", "Ada", "Grace", "Ada (1)"])
    return draw(st.lists(st.tuples(names, attempts()), min_size=1, max_size=most))


def done(
    seed: int = 7,
    ratings: Mapping[str, Rating] | None = None,
    answers: Mapping[str, Answer] | None = None,
    hours: int = 0,
) -> Attempt:
    """An attempt with a seed of its own, last changed some hours after it began."""
    made = attempt(ratings, answers)
    return replace(
        made, head=replace(made.head, seed=seed), changed_at=NOW + timedelta(hours=hours)
    )


def raw(name: str, made: Attempt) -> bytes:
    """A result file."""
    return write(result_file(made, name))


def member(
    name: str,
    levels: Sequence[float | None],
    aim: str = "Lead",
    readiness: float | None = 0.5,
    verdicts: Sequence[Verdict | None] = ("unclear", "unclear", None),
) -> Member:
    """Somebody with these estimates, each half a level sure; None is not assessed."""
    standings = tuple(
        None if level is None else Sight(level, level - 0.5, level + 0.5) for level in levels
    )
    chances = tuple(
        0.5 if standing and said else None
        for standing, said in zip(standings, verdicts, strict=True)
    )
    person = Person(name, name, aim, NOW.date(), 3, 0, standings)
    return Member(person, readiness, chances, tuple(verdicts))


def cohort(*members: Member, role: Role = HEAD) -> Cohort:
    """These people against a role of the miniature."""
    required = {each.sub_skill: each for each in role.requirements}
    content = miniature().content
    asked = tuple(required.get(sub.id) for sub in content.sub_skills)
    return Cohort(content, role, asked, members)
