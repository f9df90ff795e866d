"""Key figures are defined once, their formulas are computed, and their relations always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.content.arithmetic import calculate, quantities
from assessment.content.glossary import Kpi, Relation, Worked
from tests.content.references import glossary

COUNTED = {"sessions", "users"}
"""What is counted and not computed."""

FORMULAS = [(kpi.id, kpi.worked) for kpi in glossary().kpis if kpi.worked]
RELATIONS = {relation.id: relation for relation in glossary().relations}


@pytest.mark.parametrize(("name", "worked"), FORMULAS, ids=[name for name, _ in FORMULAS])
def test_every_formula_gives_its_value(name: str, worked: Worked) -> None:
    """What the glossary shows as worked out is what its formula gives."""
    assert calculate(worked.formula, worked.example) == pytest.approx(worked.value, rel=1e-9)
    assert quantities(worked.formula) == set(worked.example)


def test_everything_is_computed_but_counts() -> None:
    """Each key figure has a formula, or is a count."""
    assert {kpi.id for kpi in glossary().kpis if not kpi.worked} == COUNTED


@pytest.mark.parametrize("name", RELATIONS)
@given(data=st.data())
def test_relations_hold_for_any_numbers(name: str, data: st.DataObject) -> None:
    """Both sides agree whatever the numbers are, and not only in the example."""
    relation = RELATIONS[name]
    number = st.floats(min_value=0.5, max_value=1e6)
    values = {quantity: data.draw(number, label=quantity) for quantity in relation.example}

    assert calculate(relation.left, values) == pytest.approx(calculate(relation.right, values))


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("conversion-rate", 0.025, "share"),
        ("average-order-value", 80, "money"),
        ("contribution-per-order", 24, "money"),
        ("break-even-roas", 4, "ratio"),
        ("incremental-revenue", 7000, "money"),
        ("forecast-error", 0.075, "share"),
        ("forecast-bias", 0.025, "share"),
    ],
)
def test_cases_worked_by_hand(name: str, value: float, unit: str) -> None:
    """The examples come to what a person with a pencil gets."""
    entry = glossary().entries[name]

    assert isinstance(entry, Kpi)
    assert entry.worked
    assert (calculate(entry.worked.formula, entry.worked.example), entry.worked.unit) == (
        pytest.approx(value),
        unit,
    )


def test_the_total_can_fall_while_every_segment_rises() -> None:
    """The mix formula shows what it is there for."""
    mix = RELATIONS["mix-of-segments"]
    before = {"orders_a": 90, "sessions_a": 1000, "orders_b": 10, "sessions_b": 1000}
    after = {"orders_a": 50, "sessions_a": 500, "orders_b": 18, "sessions_b": 1500}

    assert calculate(mix.left, after) < calculate(mix.left, before)
    for segment in ("a", "b"):
        rate = f"orders_{segment} / sessions_{segment}"
        assert calculate(rate, after) > calculate(rate, before)


def test_the_agreed_relations_are_there() -> None:
    """Revenue, break-even and the mix of segments can be looked up, by way of their figures."""
    assert {"revenue-equation", "break-even", "mix-of-segments"} <= RELATIONS.keys()
    assert all(
        isinstance(r, Relation) and set(r.kpis) <= glossary().entries.keys()
        for r in RELATIONS.values()
    )


def test_a_term_takes_one_sentence() -> None:
    """Words of the product are explained in a single sentence."""
    for term in glossary().terms:
        assert term.meaning.endswith(".")
        assert ". " not in term.meaning
