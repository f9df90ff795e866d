"""The guide to a talk: the time adds up, what matters comes first, and nothing is invented."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from assessment.agreements import MOST_ACTIONS
from assessment.attempts import Rating
from assessment.decisions import StepDecision
from assessment.differences import SURE
from assessment.guide import LENGTHS, SHAPES, Length, guide
from tests.examples import NOW, asks, attempt, miniature, role_that_asks
from tests.guides import Made, guides, made, shipped_guide

few = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize("length", LENGTHS)
def test_a_shape_fills_its_length(length: Length) -> None:
    """The parts add up, over half goes to the sub-skills, in whole minutes however many."""
    shape = SHAPES[length]

    assert shape.opening + shape.talk + shape.decision + shape.closing == length
    assert shape.talk > length / 2
    assert [shape.talk % topics for topics in range(1, shape.topics + 1)] == [0] * shape.topics


@few
@given(guides())
def test_topics_share_the_time_of_the_talk(found: Made) -> None:
    """To the minute, and all alike."""
    talk = found[0]
    minutes = [topic.minutes for topic in talk.topics]

    assert not minutes or sum(minutes) == talk.shape.talk
    assert len(set(minutes)) <= 1
    assert len(minutes) <= talk.shape.topics


@few
@given(guides())
def test_sure_differences_that_the_role_asks_about_come_first(found: Made) -> None:
    """In the order of their worth; what fills up is a requirement that is not surely met."""
    talk, result, differing = found
    asked = {gap.sub_skill.id: gap for gap in result.gaps}
    sure = [d.sub_skill.id for d in differing if d.zone in SURE and d.sub_skill.id in asked]
    topics = [topic.sub_skill.id for topic in talk.topics]

    assert topics[: len(sure)] == sure[: len(topics)]
    assert len(set(topics)) == len(topics)
    for topic in talk.topics:
        gap = asked[topic.sub_skill.id]
        assert (topic.why == "differs") == (topic.difference.zone in SURE)
        assert topic.why != "gap" or gap.verdict == "gap"
        assert topic.why != "open" or gap.verdict in {"unclear", "not assessed"}


@few
@given(guides())
def test_must_haves_fill_up_first(found: Made) -> None:
    """Of what does not differ, an open must-have comes before one that is a gap, then the rest."""
    rest = [topic for topic in found[0].topics if topic.why != "differs"]
    ranks = [2 if not t.requirement.critical else t.why == "gap" for t in rest]

    assert ranks == sorted(ranks)


@few
@given(guides())
def test_there_is_a_topic_unless_nothing_is_known_or_all_is_settled(found: Made) -> None:
    """Where anything is known and something is open, missing or disputed, it is talked about."""
    talk, result, differing = found
    asked = {gap.sub_skill.id for gap in result.gaps}
    disputed = any(d.zone in SURE and d.sub_skill.id in asked for d in differing)
    unmet = any(gap.verdict != "meets" for gap in result.gaps)

    assert talk.known == any(gap.verdict != "not assessed" for gap in result.gaps)
    assert bool(talk.topics) == (talk.known and (disputed or unmet))


@few
@given(guides())
def test_levels_and_moves_lie_on_the_scale(found: Made) -> None:
    """One or two levels with an anchor, lower first; a move of one, within what is asked."""
    for topic in found[0].topics:
        first, last = topic.move
        assert list(topic.levels) == sorted(set(topic.levels))
        assert 1 <= len(topic.levels) <= 2
        assert set(topic.levels) <= {1, 2, 3, 4, 5}
        assert last == first + 1
        assert 2 <= last <= max(topic.requirement.level, 2)
        assert topic.proof


@few
@given(guides())
def test_strengths_are_strong(found: Made) -> None:
    """Surely met, or seen by the mentor at what is asked; surest first; no topic among them."""
    talk = found[0]
    topics = {topic.sub_skill.id for topic in talk.topics}
    for each in talk.strengths:
        seen = each.difference.seen
        assert each.gap.sub_skill.id == each.difference.sub_skill.id
        assert each.gap.sub_skill.id not in topics
        assert each.gap.verdict == "meets" or (seen or 0) >= each.gap.requirement.level
    order = [(each.gap.verdict == "meets", each.gap.chance) for each in talk.strengths]
    assert order == sorted(order, reverse=True)


@few
@given(guides())
def test_actions_are_few_and_from_the_plan(found: Made) -> None:
    """At most as many as an agreement holds; those on what is talked about lead."""
    talk, result, _ = found
    topics = {topic.sub_skill.id for topic in talk.topics}
    later = [each.gap.sub_skill.id not in topics for each in talk.actions]

    assert len(talk.actions) == min(MOST_ACTIONS, len(result.steps))
    assert set(map(id, talk.actions)) <= set(map(id, result.steps))
    assert later == sorted(later)


def test_what_is_postponed_is_no_action() -> None:
    """A step that the mentee put off is not offered again."""
    talk, result, found = made(attempt({"pricing": 1, "returns": 1}), {})
    first = talk.actions[0]
    put_off = replace(first, decision=StepDecision(state="postponed", on=NOW.date()))
    steps = tuple(put_off if each is first else each for each in result.steps)

    assert first.step not in [
        each.step for each in guide(replace(result, steps=steps), found, {}, 45).actions
    ]


def test_a_dispute_is_about_the_levels_as_they_were_given() -> None:
    """Rated 5 and seen as 1, the talk is about these two, and the proof is the first move."""
    role = role_that_asks(asks("pricing", 4, 3, critical=True))
    (topic,) = made(attempt({"pricing": 5}), {"pricing": 1}, role, 30)[0].topics

    assert topic.why == "differs"
    assert topic.levels == (1, 5)
    assert topic.minutes == 16
    steps = {step.from_level: step.artefact for step in topic.sub_skill.steps}
    assert topic.proof == steps[topic.move[0]]


def test_not_yet_is_talked_about_by_the_first_anchor() -> None:
    """Level 0 has no anchor: the first stands for it."""
    role = role_that_asks(asks("pricing", 4))
    (topic,) = made(attempt({"pricing": 0}), {"pricing": 5}, role)[0].topics

    assert topic.levels == (1, 5)


@pytest.mark.parametrize(("rating", "asked", "why"), [(3, 4, "open"), (0, 5, "gap")])
def test_without_a_difference_the_must_have_is_the_topic(
    rating: Rating, asked: int, why: str
) -> None:
    """One view alone: what it leaves open, or shows to be missing, for the role."""
    role = role_that_asks(asks("returns", 3, 3), asks("pricing", asked, critical=True))
    topics = made(attempt({"pricing": rating, "returns": 3}), {}, role)[0].topics

    assert (topics[0].sub_skill.id, topics[0].why) == ("pricing", why)
    assert max(topics[0].levels) == asked


def test_what_nobody_has_rated_is_talked_about_by_what_is_asked() -> None:
    """A must-have that is not assessed beside one that is met: its anchor is the one asked."""
    role = role_that_asks(asks("pricing", 1), asks("coaching", 3, critical=True))
    (topic,) = made(attempt({"pricing": 5}), {}, role)[0].topics

    assert (topic.why, topic.levels, topic.move) == ("open", (3,), (1, 2))


def test_what_the_role_does_not_ask_is_no_topic() -> None:
    """A sure difference elsewhere does not take the time."""
    role = role_that_asks(asks("pricing", 1))
    talk = made(attempt({"pricing": 4, "returns": 5}), {"returns": 0}, role)[0]

    assert talk.known
    assert talk.topics == ()


def test_nothing_known_is_no_topic() -> None:
    """Where nobody said anything there is no strength, no topic and no action."""
    talk = made(attempt(), {})[0]

    assert not talk.known
    assert (talk.strengths, talk.topics, talk.actions) == ((), (), ())


def test_what_the_mentor_saw_opens_the_talk() -> None:
    """What was seen at what is asked is a strength, though all evidence does not settle it."""
    must = (asks("returns", 5, 3, critical=True), asks("coaching", 5, 3, critical=True))
    role = role_that_asks(asks("pricing", 4), *must)
    ratings: dict[str, Rating] = {"pricing": 3, "returns": 1, "coaching": 1}
    (strong,) = made(attempt(ratings), {"pricing": 4}, role, 30)[0].strengths

    assert strong.gap.sub_skill.id == "pricing"
    assert (strong.surely, strong.witnessed) == (False, True)


def test_what_the_mentor_saw_below_what_is_asked_is_no_strength() -> None:
    """Seen a level lower, and not settled: it does not open the talk."""
    must = (asks("returns", 5, 3, critical=True), asks("coaching", 5, 3, critical=True))
    role = role_that_asks(asks("pricing", 4), *must)
    ratings: dict[str, Rating] = {"pricing": 3, "returns": 1, "coaching": 1}

    assert made(attempt(ratings), {"pricing": 3}, role, 30)[0].strengths == ()


def test_a_longer_talk_has_room_for_more() -> None:
    """Of one result thirty minutes take two sub-skills, sixty minutes three with more time each."""
    short, long = (shipped_guide(1, length)[0] for length in (30, 60))

    assert [len(short.topics), len(long.topics)] == [2, 3]
    assert [topic.minutes for topic in short.topics] == [8, 8]
    assert [topic.minutes for topic in long.topics] == [12, 12, 12]
    assert short.topics[0].sub_skill == long.topics[0].sub_skill


def test_notes_stand_with_what_they_are_about() -> None:
    """What the mentor noted comes with the topic and with the strength, and nowhere else."""
    role = role_that_asks(asks("pricing", 4), asks("returns", 1))
    notes = {"pricing": "on prices", "returns": "on returns", "coaching": "on coaching"}
    talk = made(attempt({"pricing": 5, "returns": 4}), {"pricing": 1}, role, 45, notes)[0]

    assert [topic.note for topic in talk.topics] == ["on prices"]
    assert [each.note for each in talk.strengths] == ["on returns"]
    assert miniature().content.roles[0].name == talk.role.name
