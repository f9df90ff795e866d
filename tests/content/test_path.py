"""The path describes what was done, question by question, and says what each role expects."""

import pytest

from assessment.content.path import Expectation
from tests.content.references import ROLES, path

STEPS = ("education", "experience", "technical", "leadership", "learning")


def expected(role: str, question: str) -> Expectation:
    """What a role expects of a question, which somebody must have said."""
    expectation = path().expectation(role, question)
    assert expectation
    return expectation


def test_the_path_has_the_five_steps_in_order() -> None:
    """Education comes first and learning never ends."""
    assert tuple(step.id for step in path().steps) == STEPS


@pytest.mark.parametrize("role", ROLES)
def test_every_role_expects_something_known_of_every_answer(role: str) -> None:
    """For each role and question there is an expectation, and its option can be reached."""
    for question in path().questions.values():
        expectation = expected(role, question.id)
        if expectation.at_least is not None:
            assert question.rank(expectation.at_least) > 0


@pytest.mark.parametrize("role", ROLES)
def test_no_step_is_in_place_by_doing_nothing(role: str) -> None:
    """In each step each role expects at least one core answer."""
    for step in path().steps:
        assert any(q.core and not expected(role, q.id).optional for q in step.questions)


def test_a_role_may_say_nothing() -> None:
    """A sixth role is one file: until the path says otherwise, the usual holds for it."""
    sixth = {q: path().expectation("a-sixth-role", q) for q in path().questions}

    assert sixth == {expectation.question: expectation for expectation in path().usual}


@pytest.mark.parametrize(
    ("role", "question", "at_least"),
    [
        ("head-of-ecommerce", "ed1", "bachelor"),
        ("head-of-ecommerce", "ex2", "store"),
        ("ecommerce-manager", "ex2", "category"),
        ("ecommerce-manager", "le1", None),
        ("director-of-ecommerce", "ex2", "several-stores"),
        ("director-of-ecommerce", "le1", "many-long"),
        ("director-of-ecommerce", "le4", "over-1m"),
        ("ecommerce-analyst", "te4", "alone"),
        ("ecommerce-analyst", "te5", "routinely"),
    ],
)
def test_roles_expect_what_their_cards_suggest(
    role: str, question: str, at_least: str | None
) -> None:
    """The thresholds that set the roles apart are the ones that were agreed."""
    assert expected(role, question).at_least == at_least


def test_what_counts_instead_is_kept_apart_from_what_is_optional() -> None:
    """A manager may lead nobody; an analyst and a consultant must show something in its place."""
    assert expected("ecommerce-manager", "le1").optional
    (results,) = expected("ecommerce-consultant", "le1").instead
    assert (results.question, results.at_least, results.evidence) == ("ex5", "four-or-more", 3)
    analyst = expected("ecommerce-analyst", "le2")
    assert not analyst.optional
    assert [c.question for c in analyst.instead] == ["te4", "te5"]


def test_a_smaller_shop_counts_for_people_led() -> None:
    """Whoever ran a smaller shop for a year need not have led people to become a Head."""
    (shop,) = expected("head-of-ecommerce", "le1").instead

    assert (shop.question, shop.at_least) == ("le5", "over-a-year")


@pytest.mark.parametrize("question", path().questions)
def test_options_rise(question: str) -> None:
    """The first option is nothing yet, and the rank of each is its place."""
    options = path().questions[question].options

    assert options[0].id == "none"
    assert [path().questions[question].rank(o.id) for o in options] == list(range(len(options)))


def test_an_option_that_is_not_there_has_no_rank() -> None:
    """A stored answer that no longer exists is not taken for nothing."""
    with pytest.raises(ValueError, match="is not in list"):
        path().questions["ed1"].rank("doctorate")


def test_the_path_says_that_it_never_enters_a_level() -> None:
    """Respondents are told so, in the content itself."""
    assert "never enter a level" in path().purpose
    assert path().status == "draft"
