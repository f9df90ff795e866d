"""A fault in the path or the tools is seen, placed and given a fix."""

import pytest

from assessment.content.reference_checks import problems
from tests.content.references import ROLES, assert_named, references

ED1 = "- {question: ed1, at_least: bachelor, instead: [{question: ex2, at_least: store}]}"

FAULTS = {
    "a role that is not there": (
        "path.yaml",
        "- role: ecommerce-analyst",
        "- role: ecommerce-analist",
        "There is no role 'ecommerce-analist'; did you mean 'ecommerce-analyst'?",
        "roles.4.role",
    ),
    "a role twice": (
        "path.yaml",
        "- role: ecommerce-analyst",
        "- role: ecommerce-manager",
        "'ecommerce-manager' is there 2 times.",
        "roles.4.role",
    ),
    "a question that is not there": (
        "path.yaml",
        "{question: ed4, at_least: null}",
        "{question: ed5, at_least: null}",
        "There is no question 'ed5'",
        "usual.4.question",
    ),
    "a question of which nothing is usual": (
        "path.yaml",
        "  - {question: ed4, at_least: null}\n",
        "",
        "Nothing is usual for 'ed4'",
        "usual",
    ),
    "an expectation twice": (
        "path.yaml",
        "{question: ed4, at_least: null}",
        "{question: ed3, at_least: null}",
        "'ed3' is there 2 times.",
        "usual.4.question",
    ),
    "an option that is not there": (
        "path.yaml",
        ED1,
        ED1.replace("bachelor", "bachelors"),
        "There is no option of 'ed1' 'bachelors'; did you mean 'bachelor'?",
        "usual.1.at_least",
    ),
    "an option instead that is not there": (
        "path.yaml",
        ED1,
        ED1.replace("store", "shop"),
        "There is no option of 'ex2' 'shop'",
        "usual.1.instead.1.at_least",
    ),
    "a question that counts for itself": (
        "path.yaml",
        ED1,
        ED1.replace("question: ex2", "question: ed1").replace("store", "master"),
        "'ed1' cannot count instead of itself.",
        "usual.1.instead.1.question",
    ),
    "a question id twice": (
        "path.yaml",
        "- id: ed2",
        "- id: ed1",
        "'ed1' is there 2 times.",
        "steps.1.questions.2.id (education)",
    ),
    "an option id twice": (
        "path.yaml",
        "{id: master,",
        "{id: bachelor,",
        "'bachelor' is there 2 times.",
        "steps.1.questions.1.options.6.id (education)",
    ),
    "a step without a core question": (
        "path.yaml",
        "core: true",
        "core: false",
        "No question of the step is core",
        "steps.1.questions (education)",
    ),
    "evidence with a hole": (
        "path.yaml",
        '{level: 1, name: "Stated"',
        '{level: 2, name: "Stated"',
        "The levels are 0, 2, 2, 3, 4.",
        "evidence",
    ),
    "more or fewer options than categories": (
        "path.yaml",
        '          - {id: seven, text: "Seven"}\n      - id: te2',
        "      - id: te2",
        "There are 7 options for none to all categories.",
        "steps.3.questions.1.options (technical)",
    ),
    "a tool category that is not there": (
        "path.yaml",
        "among: [analytics, platforms]",
        "among: [analytics, platform]",
        "There is no tool category 'platform'; did you mean 'platforms'?",
        "usual.11.among.2",
    ),
    "a choice among categories where none are counted": (
        "path.yaml",
        "{question: te3, at_least: feature}",
        "{question: te3, at_least: feature, among: [cms]}",
        "'te3' counts no tool categories.",
        "usual.12.among",
    ),
    "a count that the tool levels do not reach": (
        "path.yaml",
        "{question: te1, at_least: five}",
        "{question: te1, at_least: six}",
        "'head-of-ecommerce' expects 'six' of 'te1', while tools.yaml has it need level 2 in 5",
        "usual.10",
    ),
    "a count of one role that its tool levels do not reach": (
        "path.yaml",
        "{question: te1, at_least: four}",
        "{question: te1, at_least: five}",
        "'ecommerce-consultant' expects 'five' of 'te1'",
        "roles.5.expects.3",
    ),
    "a need of a category that is not there": (
        "tools.yaml",
        "- {category: crm, level: 2}",
        "- {category: crn, level: 2}",
        "There is no tool category 'crn'; did you mean 'crm'?",
        "usual.7.category",
    ),
    "a category twice": (
        "tools.yaml",
        "- id: crm",
        "- id: seo",
        "'seo' is there 2 times.",
        "categories.7.id (seo)",
    ),
    "a product twice": (
        "tools.yaml",
        "{id: hubspot,",
        "{id: salesforce,",
        "'salesforce' is there 2 times.",
        "categories.7.products.2.id (crm)",
    ),
    "a tool level twice": (
        "tools.yaml",
        "{level: 4, name",
        "{level: 3, name",
        "The levels are 0, 1, 2, 3, 3.",
        "scale",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_named_with_its_place_and_fix(fault: str) -> None:
    """Whatever is wrong, the message says where, what and how to mend it."""
    assert_named(*FAULTS[fault])


def test_a_sixth_role_is_one_file() -> None:
    """A role of which neither path nor tools say anything is no fault."""
    assert list(problems(references(), [*ROLES, "a-sixth-role"])) == []
