"""The path is read as its rule says, and never touches a level."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from assessment.attempts import Attempt, AttemptHead
from assessment.background import PathAnswer, ToolUse
from assessment.bank import build_bank
from assessment.charts import experience as shown
from assessment.content.loading import load
from assessment.content.model import Role
from assessment.evaluation import evaluate
from assessment.experience import State, path_reached, tools_reached

NOW = datetime(2026, 11, 23, tzinfo=UTC)
CONTENT = load()
HEAD = CONTENT.roles_by_id["head-of-ecommerce"]
CONSULTANT = CONTENT.roles_by_id["ecommerce-consultant"]
ANALYST = CONTENT.roles_by_id["ecommerce-analyst"]


def attempt(
    path: Mapping[str, PathAnswer] | None = None, tools: Mapping[str, ToolUse] | None = None
) -> Attempt:
    """An attempt that says just this of the past."""
    head = AttemptHead("a", "p", 7, "1", "d", NOW)
    return Attempt(
        head, 1, open=True, target=HEAD.id, changed_at=NOW, path=path or {}, tools=tools or {}
    )


def said(option: str, evidence: int = 2) -> PathAnswer:
    """An answer with this evidence."""
    return PathAnswer(option=option, evidence=evidence)


def state(of: Attempt, question: str, role: Role = HEAD) -> State:
    """What may be said of one question."""
    steps = path_reached(CONTENT, of, role)
    return next(m.state for s in steps for m in s.milestones if m.question.id == question)


def test_no_answer_is_open_and_not_short() -> None:
    """Where nothing is said, nothing is missing yet."""
    assert {reached.state for reached in path_reached(CONTENT, attempt(), HEAD)} == {"open"}
    assert {tool.state for tool in tools_reached(CONTENT, attempt(), HEAD)} <= {"open", "optional"}


@pytest.mark.parametrize(
    ("option", "evidence", "expected"),
    [("bachelor", 2, "met"), ("master", 4, "met"), ("bachelor", 1, "short"), ("none", 4, "short")],
)
def test_an_answer_needs_its_option_and_its_evidence(
    option: str, evidence: int, expected: State
) -> None:
    """A degree that is only stated is not in place; one that is documented is."""
    assert state(attempt({"ed1": said(option, evidence)}), "ed1") == expected


def test_something_else_makes_up_for_it() -> None:
    """Whoever answered for a whole store needs no degree, and only with evidence of it."""
    store = {"ed1": said("none"), "ex2": said("store")}

    assert state(attempt(store), "ed1") == "met"
    assert state(attempt(store | {"ex2": said("store", 1)}), "ed1") == "short"
    assert state(attempt(store | {"ex2": said("campaign")}), "ed1") == "short"


def test_what_counts_instead_may_ask_for_more_evidence() -> None:
    """A consultant's results stand for people led where a client confirms them."""
    assert state(attempt({"ex5": said("four-or-more", 3)}), "le1", CONSULTANT) == "met"
    assert state(attempt({"ex5": said("four-or-more", 2)}), "le1", CONSULTANT) == "short"
    assert state(attempt(), "le1", CONSULTANT) == "open"


def test_all_that_counts_instead_must_hold() -> None:
    """For an analyst, data without help alone do not stand for people led."""
    data = {"te4": said("alone")}

    assert state(attempt(data), "le1", ANALYST) == "open"
    assert state(attempt(data | {"te5": said("once")}), "le1", ANALYST) == "short"
    assert state(attempt(data | {"te5": said("routinely")}), "le1", ANALYST) == "met"


def test_tools_are_counted() -> None:
    """Five kinds in routine, two in depth, one of them analytics: the technical counts are met."""
    levels = dict(zip(CONTENT.tools.categories_by_id, (3, 2, 3, 2, 2, 0, 0), strict=True))
    used = {category: ToolUse(level=level) for category, level in levels.items()}
    backed = {name: PathAnswer(option=None, evidence=2) for name in ("te1", "te2")}

    assert state(attempt(backed, used), "te1") == "met"
    assert state(attempt(backed, used), "te2") == "met"
    few = used | {"platforms": ToolUse(level=1)}
    assert state(attempt(backed, few), "te1") == "short"


def test_half_of_the_tools_is_open() -> None:
    """While kinds of tools are unanswered, a count that is too low may still rise."""
    backed = {"te1": PathAnswer(option=None, evidence=2)}

    assert state(attempt(backed, {"cms": ToolUse(level=2)}), "te1") == "open"


def test_an_option_that_is_gone_is_no_answer() -> None:
    """An old answer whose option was removed leaves the question open."""
    assert state(attempt({"ed1": said("doctorate-of-commerce")}), "ed1") == "open"


def test_the_past_never_enters_a_level() -> None:
    """Degrees and tools leave every level where it was."""
    bank = build_bank(CONTENT)
    full = attempt({"ed1": said("master", 4)}, {"cms": ToolUse(level=4)})
    levels = [gap.estimate for gap in evaluate(bank, full, HEAD).gaps]

    assert levels == [gap.estimate for gap in evaluate(bank, attempt(), HEAD).gaps]


def test_sentence_and_table_agree() -> None:
    """What the sentence calls in place, the table calls in place."""
    everything = {
        question.id: said(question.options[-1].id, 4)
        for question in CONTENT.path.questions.values()
        if question.tool_level is None
    }
    found = path_reached(CONTENT, attempt(everything), HEAD)
    there = [row["Step"] for row in shown.steps(found) if row["So"] == "in place"]

    assert there
    assert all(name in shown.sentence(HEAD, found) for name in there)
    assert all(
        row["Still missing"] == "nothing" for row in shown.steps(found) if row["Step"] in there
    )
