"""A fault in the market or the glossary is seen, and one in any of the four files stops loading."""

import shutil
from pathlib import Path

import pytest

from assessment.content.loading import DATA, load
from assessment.content.reference_checks import problems
from assessment.errors import ContentError
from tests.content.references import ROLES, assert_named, references

FILES = ("path.yaml", "tools.yaml", "market.yaml", "glossary.yaml")

FAULTS = {
    "a pay fact beside a role that is not there": (
        "market.yaml",
        "{role: ecommerce-consultant,",
        "{role: consultant,",
        "There is no role 'consultant'; did you mean 'ecommerce-consultant'?",
        "pay.7.beside.1.role (bls-management-analysts)",
    ),
    "quartiles out of order": (
        "market.yaml",
        "amount: 123020",
        "amount: 223020",
        "p25 (223,020) is above median (166,790).",
        "pay.2.figures (bls-marketing-managers)",
    ),
    "a measure twice": (
        "market.yaml",
        "measure: p25",
        "measure: p10",
        "'p10' is there 2 times.",
        "pay.2.figures.2.measure (bls-marketing-managers)",
    ),
    "a fact id twice": (
        "market.yaml",
        "- id: varies",
        "- id: stated-head",
        "'stated-head' is there 2 times.",
        "notes.1.id (stated-head)",
    ),
    "a place twice": (
        "market.yaml",
        "- id: chicago",
        "- id: seattle",
        "'seattle' is there 2 times.",
        "places.5.id (seattle)",
    ),
    "a computation that disagrees": (
        "glossary.yaml",
        "value: 0.025, unit: share",
        "value: 0.25, unit: share",
        "The formula 'orders / sessions' gives 0.025, not 0.25.",
        "kpis.4.worked.value (conversion-rate)",
    ),
    "a quantity without a number": (
        "glossary.yaml",
        "example: {orders: 50, sessions: 2000}",
        "example: {orders: 50}",
        "cannot be computed: 'sessions' has no number.",
        "kpis.4.worked.formula (conversion-rate)",
    ),
    "a number that no formula uses": (
        "glossary.yaml",
        "example: {orders: 50, sessions: 2000}",
        "example: {orders: 50, sessions: 2000, carts: 9}",
        "No formula uses 'carts'.",
        "kpis.4.worked.example.carts (conversion-rate)",
    ),
    "a division by nothing": (
        "glossary.yaml",
        "example: {orders: 50, sessions: 2000}",
        "example: {orders: 50, sessions: 0}",
        "cannot be computed",
        "kpis.4.worked.formula (conversion-rate)",
    ),
    "a relation whose sides differ": (
        "glossary.yaml",
        'right: "revenue / contribution"',
        'right: "revenue / contribution + 1"',
        "gives 5, not 4.",
        "relations.3.value (break-even)",
    ),
    "a relation of figures that are not there": (
        "glossary.yaml",
        "kpis: [revenue, sessions,",
        "kpis: [revenu, sessions,",
        "There is no key figure 'revenu'; did you mean 'revenue'?",
        "relations.1.kpis.1 (revenue-equation)",
    ),
    "a glossary id twice": (
        "glossary.yaml",
        "{id: gap,",
        "{id: sessions,",
        "'sessions' is there 2 times.",
        "terms.20.id (sessions)",
    ),
}


def test_the_files_that_come_with_the_product_are_sound() -> None:
    """Nothing is found in them."""
    assert list(problems(references(), ROLES)) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_named_with_its_place_and_fix(fault: str) -> None:
    """Whatever is wrong, the message says where, what and how to mend it."""
    assert_named(*FAULTS[fault])


def test_what_cannot_be_read_hides_no_fault_elsewhere() -> None:
    """With one file unreadable the others are still checked, and nothing depends on it."""
    sound = references("glossary.yaml", "value: 0.025, unit: share", "value: 0.25, unit: share")
    partial = type(sound)(
        (sound.path[0], None), (sound.tools[0], None), (sound.market[0], None), sound.glossary
    )

    assert [p.where for p in problems(partial, ROLES)] == ["kpis.4.worked.value (conversion-rate)"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content that may be damaged."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_a_fault(folder: Path, file: str) -> None:
    """Content is used whole or not at all."""
    (folder / file).unlink()

    with pytest.raises(ContentError) as caught:
        load(folder)

    assert [problem.file for problem in caught.value.problems] == [f"data/{file}"]


@pytest.mark.parametrize("file", FILES)
def test_the_digest_follows_each_file(folder: Path, file: str) -> None:
    """Content that differs by one character in one of the four has another digest."""
    before = load(folder).digest
    with (folder / file).open("a", encoding="utf-8") as text:
        text.write("\n")

    assert load(folder).digest != before


def test_a_planted_fault_reaches_the_loader(folder: Path) -> None:
    """Loading refuses content of which a reference is dead."""
    text = (folder / "path.yaml").read_text("utf-8")
    (folder / "path.yaml").write_text(text.replace("role: ecommerce-analyst", "role: nobody"))

    with pytest.raises(ContentError, match="There is no role 'nobody'"):
        load(folder)


@pytest.mark.parametrize("file", ["framework.yaml", *FILES])
def test_a_name_that_a_file_cannot_have_is_a_fault(folder: Path, file: str) -> None:
    """A file that has no id is told so when somebody gives it one."""
    with (folder / file).open("a", encoding="utf-8") as text:
        text.write("id: something\n")

    with pytest.raises(ContentError, match="'id' is not a field here"):
        load(folder)
