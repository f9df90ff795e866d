"""The guide in words: open questions, the anchors in dispute, and nobody is judged."""

import re
from dataclasses import replace
from itertools import accumulate

from hypothesis import given, settings

from assessment.charts import agenda
from assessment.guide import Guide
from tests.examples import asks, attempt, changed, miniature, role_that_asks
from tests.guides import Made, guides, made

few = settings(max_examples=40, deadline=None)

JUDGING = re.compile(
    r"\b(wrong|fail|weak|overrat|overestimat|underestimat|blind|too high|too low|mistake|honest|"
    r"unaware|incompeten|dunning)",
    re.IGNORECASE,
)
"""Words that turn a question into a verdict."""


def lines(talk: Guide) -> list[agenda.Line]:
    """Every line of a guide."""
    return [line for section in agenda.sections(talk) for line in section.lines]


@few
@given(guides())
def test_the_minutes_add_up(found: Made) -> None:
    """The sections fill the length, and the table counts on from nought to the end."""
    talk = found[0]
    minutes = [section.minutes for section in agenda.sections(talk)]
    rows = agenda.table(talk)

    assert sum(minutes) == talk.length
    assert all(each > 0 for each in minutes)
    assert [int(row["From minute"]) for row in rows] == [0, *accumulate(minutes)][:-1]
    assert [int(row["Minutes"]) for row in rows] == minutes


@few
@given(guides())
def test_every_question_is_open(found: Made) -> None:
    """Whatever is to be asked ends as a question, and begins so that yes or no is no answer."""
    for line in lines(found[0]):
        if "sk" in line.lead:
            assert line.text.endswith("?")
            assert line.text.split()[0] in {"What", "Which", "Why", "Whom", "If"}


@few
@given(guides())
def test_each_topic_quotes_its_levels(found: Made) -> None:
    """The mentor's question, the anchor of each level in dispute, and the proof stand there."""
    talk = found[0]
    sections = {section.title: section for section in agenda.sections(talk)}
    for topic in talk.topics:
        said = {line.lead: line.text for line in sections[topic.sub_skill.name].lines}
        assert said["Ask"] == topic.sub_skill.mentor_question
        for level in topic.levels:
            assert f"level {level}" in said["Then ask"]
            assert topic.sub_skill.anchors[level - 1].rstrip(".") in said["Then ask"]
        assert topic.proof in said["Proof"]
        assert topic.sub_skill.name in agenda.sentence(talk)


@few
@given(guides())
def test_nobody_is_judged(found: Made) -> None:
    """No word of ours, around content that calls nobody anything, calls a person or view wrong."""
    talk = replace(found[0], topics=tuple(replace(t, note="") for t in found[0].topics))
    told = [agenda.sentence(talk), *(line.text for line in lines(replace(talk, strengths=())))]

    assert not [text for text in told if JUDGING.search(text)]


def test_the_views_are_told_as_they_were_given() -> None:
    """Ratings by their level, without a range that nobody gave; the answers as an estimate."""
    role = role_that_asks(asks("pricing", 4, critical=True))
    now = lines(made(attempt({"pricing": 5}), {"pricing": 1}, role)[0])[1]

    assert now == agenda.Line(
        "Now",
        "The self-rating says level 5 and the mentor says level 1. Asked: level 4, a must-have.",
    )


def test_why_is_said_in_each_case() -> None:
    """Differences, none, nothing known, everything met: four sentences, and none is another's."""
    role = role_that_asks(asks("pricing", 3), asks("returns", 1))
    cases = [
        made(attempt({"pricing": 5}), {"pricing": 0}, role)[0],
        made(attempt({"pricing": 3}), {}, role)[0],
        made(attempt(), {}, role)[0],
        made(attempt({"returns": 5}), {}, role_that_asks(asks("returns", 1)))[0],
    ]
    said = [agenda.sentence(case) for case in cases]

    assert "differ, and" in said[0]
    assert "Pricing" in said[0]
    assert said[1].startswith("No views differ by more than chance")
    assert "Pricing" in said[1]
    assert "what to do first" in said[2]
    assert "surely met" in said[3]
    assert {section.title for section in agenda.sections(cases[2])} >= {"What to do first"}
    assert {section.title for section in agenda.sections(cases[3])} >= {"What comes next"}


def test_what_nobody_rated_is_said_to_be_so() -> None:
    """A must-have without evidence has no estimate in the guide."""
    role = role_that_asks(asks("pricing", 1), asks("coaching", 3, critical=True))
    talk = made(attempt({"pricing": 5}), {}, role)[0]
    (now,) = (line.text for line in lines(talk) if line.lead == "Now")

    assert now == "Nobody has rated or shown it yet. Asked: level 3, a must-have."


def test_notes_are_quoted_in_full() -> None:
    """The mentor's words stand at the topic and at the strength as they were written."""
    role = role_that_asks(asks("pricing", 4), asks("returns", 1))
    notes = {"pricing": "*Saw* it <b>twice</b>", "returns": "x" * 1000}
    talk = made(attempt({"pricing": 5, "returns": 4}), {"pricing": 1}, role, 45, notes)[0]

    assert agenda.Line("Noted", notes["pricing"]) in lines(talk)
    assert any(notes["returns"] in line.text for line in lines(talk))


def test_actions_are_offered_and_never_more_than_agreed_on() -> None:
    """Each with its sub-skill, its hours and its proof; then who, by when."""
    talk = made(attempt({"pricing": 1, "returns": 1, "coaching": 1}), {}, None, 60)[0]
    offered = [line for line in lines(talk) if line.lead.startswith("Action")]

    assert len(offered) == len(talk.actions) > 0
    for line, step in zip(offered, talk.actions, strict=True):
        assert step.step.title in line.text
        assert step.step.artefact in line.text
        assert step.gap.sub_skill.name in line.text


def test_an_artefact_ends_as_a_sentence_once() -> None:
    """Where there is no step the evidence prompt stands for the proof, with its own full stop."""
    bank = changed("pricing", steps=())
    role = bank.content.roles[0].model_copy(update={"requirements": (asks("pricing", 4),)})
    talk = made(attempt({"pricing": 2}), {}, role, 45, {}, bank)[0]
    (proof,) = (line.text for line in lines(talk) if line.lead == "Proof")

    assert proof == f"From level 3 to 4: {miniature().content.sub_skills[0].evidence_prompt}"
