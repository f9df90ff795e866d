"""The guide to a talk in words: its sections, a sentence, and a table of the time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assessment.agreements import MOST_ACTIONS
from assessment.bank import View
from assessment.charts.words import listed, tenths
from assessment.differences import Difference
from assessment.guide import Guide, Strength, Topic, Why

_CALLED: Final[Mapping[View, str]] = {
    "self": "the self-rating",
    "shown": "the answers",
    "mentor": "the mentor",
}


@dataclass(frozen=True)
class Line:
    """
    Something to say or to ask.

    Attributes:
        lead: What it is, in a word or two.
        text: The words.
    """

    lead: str
    text: str


@dataclass(frozen=True)
class Section:
    """
    A part of a talk.

    Attributes:
        title: What it is about.
        minutes: How long it takes.
        lines: What to say and to ask.
    """

    title: str
    minutes: int
    lines: tuple[Line, ...]


def sections(guide: Guide) -> tuple[Section, ...]:
    """The parts of the talk, in order; their minutes add up to its length."""
    shape = guide.shape
    return (
        Section("Open with what is strong", shape.opening, _opening(guide)),
        *(_talk(guide)),
        Section("Decide together", shape.decision, _decision(guide)),
        Section("Close with actions", shape.closing, _closing(guide)),
    )


def sentence(guide: Guide) -> str:
    """Why the talk is about what it is about."""
    role = guide.role.name
    if not guide.known:
        return (
            f"Nothing that {role} asks is rated or shown yet, so the talk is about what to do "
            "first."
        )
    if not guide.topics:
        return f"No views differ by more than chance, and all that {role} asks is surely met."
    differing, rest = _names(guide, "differs"), _names(guide, "open", "gap")
    if not differing:
        return (
            f"No views differ by more than chance on what {role} asks. The talk takes what the "
            f"role asks and is not settled or not met, must-haves first: {'; '.join(rest)}."
        )
    more = f" There is time for what is not settled or not met: {'; '.join(rest)}." if rest else ""
    return (
        f"The views differ, and it matters most for {role}, on {'; '.join(differing)}.{more} A "
        "difference is a question to both, not a verdict on either."
    )


def table(guide: Guide) -> list[dict[str, str]]:
    """The time as rows."""
    rows, start = [], 0
    for section in sections(guide):
        rows.append(
            {
                "From minute": str(start),
                "Minutes": str(section.minutes),
                "Part": section.title,
            }
        )
        start += section.minutes
    return rows


def _names(guide: Guide, *whys: Why) -> list[str]:
    return [topic.sub_skill.name for topic in guide.topics if topic.why in whys]


def _opening(guide: Guide) -> tuple[Line, ...]:
    strong = tuple(
        Line(each.gap.sub_skill.name, _strength(each) + _noted(each.note))
        for each in guide.strengths
    )
    if strong:
        return (*strong, Line("Ask", "Which of these are you proudest of, and what made it work?"))
    return (
        Line("Ask", "Which piece of your recent work are you proudest of, and what was your part?"),
    )


def _strength(each: Strength) -> str:
    gap, seen = each.gap, each.difference.seen
    level = f"{tenths(gap.estimate)} (likely {tenths(gap.low)} to {tenths(gap.high)})"
    asked = f"asked {gap.requirement.level}"
    if not each.surely:
        return f"The mentor saw level {seen}, {asked}. All evidence: {level}, not settled yet."
    saw = "" if seen is None else f" The mentor saw level {seen}."
    return f"Surely met: {level}, {asked}.{saw}"


def _noted(note: str) -> str:
    return f' Noted: "{note}"' if note else ""


def _talk(guide: Guide) -> Sequence[Section]:
    if guide.topics:
        return [Section(each.sub_skill.name, each.minutes, _topic(each)) for each in guide.topics]
    if guide.known:
        return [Section("What comes next", guide.shape.talk, _NEXT)]
    return [Section("What to do first", guide.shape.talk, _first(guide.role.name))]


_NEXT: Final = (
    Line("Ask", "If you had the role today, what would you take on first?"),
    Line("Then ask", "What would you want to have tried before?"),
)


def _first(role: str) -> tuple[Line, ...]:
    return (
        Line("First", f"The mentee rates what {role} asks, one anchor each."),
        Line("Then", "The mentor rates what they have seen in action, and leaves out the rest."),
        Line(
            "Ask", f"Which of your work comes closest to what {role} does, and what was your part?"
        ),
    )


def _topic(topic: Topic) -> tuple[Line, ...]:
    first, last = topic.move
    noted = (Line("Noted", topic.note),) if topic.note else ()
    return (
        Line("Now", f"{_stands(topic)} {_asked(topic)}"),
        *noted,
        Line("Ask", topic.sub_skill.mentor_question),
        Line("Then ask", _anchors(topic)),
        Line("Proof", f"From level {first} to {last}: {_ended(topic.proof)}"),
    )


def _stands(topic: Topic) -> str:
    together = topic.difference.together
    if topic.why == "differs":
        said = [_view(topic.difference, view) for view in topic.difference.sights]
        return _begun(f"{listed(said)}.")
    if together is None:
        return "Nobody has rated or shown it yet."
    likely = f"(likely {tenths(together.low)} to {tenths(together.high)})"
    found = "something to build" if topic.why == "gap" else "not enough evidence yet"
    return f"All evidence points to {tenths(together.estimate)} {likely}: {found}."


def _view(difference: Difference, view: View) -> str:
    given = {"self": difference.rating, "mentor": difference.seen}.get(view)
    if given is not None:
        return f"{_CALLED[view]} says level {given}"
    sight = difference.sights[view]
    likely = f"(likely {tenths(sight.low)} to {tenths(sight.high)})"
    return f"{_CALLED[view]} point to {tenths(sight.estimate)} {likely}"


def _begun(text: str) -> str:
    """``text`` with a capital, as a sentence begins."""
    return text[0].upper() + text[1:]


def _ended(text: str) -> str:
    """``text`` with a full stop, unless it ends as a sentence does."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _asked(topic: Topic) -> str:
    must = ", a must-have" if topic.requirement.critical else ""
    return f"Asked: level {topic.requirement.level}{must}."


def _anchors(topic: Topic) -> str:
    anchors = topic.sub_skill.anchors
    said = [f'level {level}, "{anchors[level - 1].rstrip(".")}"' for level in topic.levels]
    return f"What would each of you have to have seen to say {', and what to say '.join(said)}?"


def _decision(guide: Guide) -> tuple[Line, ...]:
    if guide.topics:
        names = [topic.sub_skill.name for topic in guide.topics]
        which = f"Which comes first until you meet again: {_either(names)}?"
        return (
            Line("Agree", "On a level for each, or on what is missing to agree. Both views stay."),
            Line("Decide", which if len(names) > 1 else f"What changes first on {names[0]}?"),
        )
    if guide.known:
        return (Line("Decide", "Which role, or which level of this one, comes next?"),)
    return (Line("Decide", "Which work of the coming weeks will you both look at?"),)


def _either(names: Sequence[str]) -> str:
    return f"{'; '.join(names[:-1])}; or {names[-1]}"


def _closing(guide: Guide) -> tuple[Line, ...]:
    offered = tuple(
        Line(
            f"Action {at}",
            f"{each.step.title} ({each.gap.sub_skill.name}, {each.hours:g} h). Proof: "
            f"{_ended(each.step.artefact)}",
        )
        for at, each in enumerate(guide.actions, 1)
    )
    return (
        *offered,
        Line("Agree", f"At most {MOST_ACTIONS} actions, each with who, by when, and its proof."),
        Line("Next meeting", "Set the day before you part."),
    )
