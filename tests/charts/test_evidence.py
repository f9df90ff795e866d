"""What drove a level, told in rows and sentences; how sure somebody was beside how right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.attempts import Attempt
from assessment.charts import evidence
from assessment.content.items import Answer, BestAndWorst, ChosenOption, DontKnow, TypedNumber
from assessment.drivers import drivers
from tests.examples import (
    ANSWERS,
    SUB_SKILLS,
    attempt,
    attempts,
    miniature,
    numbers,
    shipped,
    sub_skill,
)
from tests.test_insight import answered

ITEMS = {name: item for name, (_, item) in miniature().content.items.items()}
LEVELS = {level.level: level.name for level in miniature().content.framework.levels}
few = settings(max_examples=40, deadline=None)


@few
@given(attempts(), st.sampled_from(SUB_SKILLS))
def test_rows_and_sentence_tell_the_drivers(done: Attempt, sub: str) -> None:
    """Each piece has its row: the level less its shift is the level without it."""
    found = drivers(miniature(), done, sub)
    rows = evidence.table(found, LEVELS)

    assert numbers(evidence.sentence(sub_skill(sub), found)) == [
        float(f"{level:.1f}") for level in (found.estimate, found.nothing, found.from_elsewhere)
    ]
    for row, driver in zip(rows, found.own, strict=True):
        assert float(row["Moves the level by"]) == float(f"{driver.shift:+.1f}")
        assert float(row["Without it"]) == pytest.approx(
            found.estimate - float(row["Moves the level by"]), abs=0.1001
        )


def test_a_rating_is_told_with_its_name() -> None:
    """The number and the word of the level, also for level 0."""
    for rating, name in LEVELS.items():
        (row,) = evidence.table(
            drivers(miniature(), attempt({"pricing": rating}), "pricing"), LEVELS
        )

        assert numbers(row["Given"])[:1] == [rating]
        assert name in row["Given"]


@pytest.mark.parametrize(
    ("item", "answer", "facts"),
    [
        ("pricing-01", ChosenOption(option="high"), "full"),
        ("pricing-01", ChosenOption(option="low"), "no credit"),
        ("returns-01", TypedNumber(value=30.5), "right"),
        ("returns-01", TypedNumber(value=30.6), "not right"),
        ("coaching-01", BestAndWorst(best="ask", worst="decide"), "full"),
        ("coaching-01", BestAndWorst(best="show", worst="decide"), "50%"),
        ("coaching-01", BestAndWorst(best="decide", worst="ask"), "not"),
    ],
)
def test_how_an_answer_did_by_hand(item: str, answer: Answer, facts: str) -> None:
    """The share of the credit, and on the edge of the tolerance still right."""
    assert facts in evidence.result_of(ITEMS[item], answer)


@pytest.mark.parametrize(("name", "answers"), ANSWERS.items(), ids=list(ANSWERS))
def test_answers_that_did_differently_are_told_differently(
    name: str, answers: tuple[Answer, ...]
) -> None:
    """Not knowing, right and wrong are three things."""
    told = [
        evidence.result_of(ITEMS[name], each) for each in (answers[0], answers[-2], answers[-1])
    ]

    assert len(set(told)) == 3


def test_an_answer_is_repeated_in_the_words_of_the_item() -> None:
    """Options by their text, numbers with their unit, never by an id."""
    both = evidence.said(ITEMS["coaching-01"], BestAndWorst(best="ask", worst="wait"))

    assert "Ask what she would do, and why." in both
    assert both.index("Ask what she would do") < both.index("Ask her to come back later")
    assert evidence.said(ITEMS["pricing-01"], ChosenOption(option="low")) == "8 euros"
    assert evidence.said(ITEMS["returns-01"], TypedNumber(value=30.5)).split() == ["30.5", "%"]
    assert evidence.said(ITEMS["pricing-01"], DontKnow()) == evidence.UNKNOWN


@few
@given(attempts())
def test_every_answer_has_its_row(done: Attempt) -> None:
    """In the order given, numbered from 1, with the sub-skill and the level of the item."""
    rows = evidence.answers(miniature(), done)

    assert [int(row["Question"]) for row in rows] == list(range(1, len(done.answers) + 1))
    for row, (name, answer) in zip(rows, done.answers.items(), strict=True):
        sub, item = miniature().content.items[name]
        assert row["About"] == sub.name
        assert numbers(row["Item level"]) == [item.level]
        assert row["Your answer"] == evidence.result_of(item, answer)


def test_answers_that_no_longer_fit_have_no_row() -> None:
    """An item or an option that is gone is not shown as wrong."""
    gone = attempt({}, {"retired-01": DontKnow(), "pricing-01": ChosenOption(option="gone")})

    assert evidence.answers(miniature(), gone) == []


def test_confidence_by_hand() -> None:
    """Twice fully sure and once right, once less sure and half right: which is not fully right."""
    done = attempt(
        {},
        {
            "pricing-01": ChosenOption(option="high"),
            "returns-01": TypedNumber(value=70),
            "coaching-01": BestAndWorst(best="show", worst="decide"),
        },
        {"pricing-01": 100, "returns-01": 100, "coaching-01": 60},
    )
    rows = [list(row.values()) for row in evidence.confidence(miniature(), done)]

    assert [(numbers(sure), numbers(right)) for sure, right in rows] == [
        ([60], [0, 1]),
        ([100], [1, 2]),
    ]


@few
@given(attempts())
def test_confidence_counts_each_answer_once(done: Attempt) -> None:
    """Counted are answers that have a confidence, where something was answered at all."""
    counted = [numbers(row["Fully right"]) for row in evidence.confidence(miniature(), done)]
    known = {name for name in done.confidence if done.answers[name] != DontKnow()}

    assert sum(of for _, of in counted) == len(known)
    assert all(right <= of for right, of in counted)
    full = {name for name, answer in done.answers.items() if answer == ANSWERS[name][0]}
    assert sum(right for right, _ in counted) == len(full & known)


def test_over_confidence_is_told_from_twenty_answers_on() -> None:
    """Before, how many there are; from there on both shares, their difference and its error."""
    assert numbers(evidence.sureness(shipped(), answered(11, 8, 75))) == [20, 19]
    assert numbers(evidence.sureness(shipped(), answered(12, 8, 75))) == [20, 75, 60, 15, 10]
    assert evidence.sureness(shipped(), answered(8, 12, 75)).count("more sure than right") == 1
    assert evidence.sureness(shipped(), answered(20, 0, 75)).count("less sure than right") == 1
