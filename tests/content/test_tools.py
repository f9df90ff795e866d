"""Tool levels come from tasks, and what roles need of them fits their cards and the path."""

import pytest

from tests.content.references import ROLES, path, tools


@pytest.mark.parametrize("role", [*ROLES, "a-sixth-role"])
def test_every_role_needs_a_known_level_of_every_category(role: str) -> None:
    """No category is forgotten, and none is made up."""
    assert tuple(tools().needs(role)) == tuple(tools().categories_by_id)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_says_why(role: str) -> None:
    """The levels are our judgement, marked as such and explained."""
    (block,) = [block for block in tools().roles if block.role == role]

    assert block.certainty == "judgement"
    assert block.why


@pytest.mark.parametrize(
    ("role", "needs"),
    [
        ("head-of-ecommerce", [3, 1, 3, 2, 1, 2, 2]),
        ("ecommerce-manager", [3, 2, 2, 2, 2, 1, 1]),
        ("director-of-ecommerce", [2, 1, 2, 1, 1, 1, 1]),
        ("ecommerce-analyst", [1, 0, 3, 1, 1, 1, 1]),
        ("ecommerce-consultant", [3, 2, 3, 1, 2, 1, 1]),
    ],
)
def test_levels_are_the_ones_read_off_the_cards(role: str, needs: list[int]) -> None:
    """Platforms, content, analytics, email, search, advertising, customers, in this order."""
    assert list(tools().needs(role).values()) == needs


@pytest.mark.parametrize("role", ROLES)
def test_the_path_expects_no_more_than_the_tools(role: str) -> None:
    """Whoever has the tool levels that a role needs has its technical step in this respect."""
    for question in path().questions.values():
        expectation = path().expectation(role, question.id)
        if question.tool_level and expectation and expectation.at_least:
            enough = [n for n, lv in tools().needs(role).items() if lv >= question.tool_level]
            assert len(enough) >= question.rank(expectation.at_least)
            assert not expectation.among or set(expectation.among) & set(enough)


def test_no_statement_names_a_product() -> None:
    """A statement can be true of any tool of its kind."""
    for category in tools().categories:
        prose = " ".join(category.statements)
        assert not [p.name for p in category.products if p.name in prose]


def test_the_tools_say_that_they_never_enter_a_level() -> None:
    """Respondents are told so, in the content itself."""
    assert "never enters a level" in tools().purpose
