"""What must hold in the path, the tools, the market and the glossary, as far as they were read."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, get_args

from assessment.content.arithmetic import calculate, quantities
from assessment.content.faults import about_roles, repeated, unknown
from assessment.content.glossary import Glossary, Relation, Worked
from assessment.content.market import Market, Measure, PayFact
from assessment.content.path import CareerPath
from assessment.content.path_checks import counted_problems, path_problems, tools_problems
from assessment.content.reading import Path, Sheet
from assessment.content.tools import Tools
from assessment.errors import Problem

_EXACT: Final = 1e-6
"""Largest relative difference between a stated value and its formula."""

_ASCENDING: Final[tuple[str, ...]] = tuple(m for m in get_args(Measure) if m != "mean")
"""Measures that can only rise in this order; a mean may lie on either side of the median."""


@dataclass(frozen=True)
class References:
    """
    What could be read of the four files, each with its sheet; None where it could not be read.

    Attributes:
        path: The five-step path.
        tools: The tool categories.
        market: Pay, places and demand.
        glossary: Key figures and terms.
    """

    path: tuple[Sheet, CareerPath | None]
    tools: tuple[Sheet, Tools | None]
    market: tuple[Sheet, Market | None]
    glossary: tuple[Sheet, Glossary | None]


def problems(references: References, roles: Collection[str]) -> Iterator[Problem]:
    """Every fault in what could be read; ``roles`` are the ids of all role profiles."""
    (sheet, path), (tools_sheet, tools) = references.path, references.tools
    if path:
        yield from path_problems(path, sheet, roles)
    if tools:
        yield from tools_problems(tools, tools_sheet, roles)
    if path and tools:
        yield from counted_problems(path, tools, sheet, roles)
    market_sheet, market = references.market
    if market:
        yield from _market(market, market_sheet, roles)
    glossary_sheet, glossary = references.glossary
    if glossary:
        yield from _glossary(glossary, glossary_sheet)


def _market(market: Market, sheet: Sheet, roles: Collection[str]) -> Iterator[Problem]:
    ids = [(("pay", i, "id"), fact.id) for i, fact in enumerate(market.pay)]
    ids += [(("notes", i, "id"), note.id) for i, note in enumerate(market.notes)]
    yield from repeated(ids, sheet)
    places = [(("places", i, "id"), place.id) for i, place in enumerate(market.places)]
    yield from repeated(places, sheet)
    for i, fact in enumerate(market.pay):
        yield from _pay(fact, sheet, ("pay", i))
        yield from about_roles(fact.beside, sheet, roles, ("pay", i, "beside"))


def _pay(fact: PayFact, sheet: Sheet, at: Path) -> Iterator[Problem]:
    measures: list[tuple[Path, str]] = [
        ((*at, "figures", i, "measure"), figure.measure) for i, figure in enumerate(fact.figures)
    ]
    yield from repeated(measures, sheet)
    rising = sorted(
        (figure for figure in fact.figures if figure.measure in _ASCENDING),
        key=lambda figure: _ASCENDING.index(figure.measure),
    )
    for low, high in pairwise(rising):
        if low.amount > high.amount:
            text = f"{low.measure} ({low.amount:,}) is above {high.measure} ({high.amount:,})."
            yield sheet.problem((*at, "figures"), text, "Compare both with the source.")


def _glossary(glossary: Glossary, sheet: Sheet) -> Iterator[Problem]:
    kpis = {kpi.id for kpi in glossary.kpis}
    ids = [(("kpis", i, "id"), kpi.id) for i, kpi in enumerate(glossary.kpis)]
    ids += [(("relations", i, "id"), relation.id) for i, relation in enumerate(glossary.relations)]
    ids += [(("terms", i, "id"), term.id) for i, term in enumerate(glossary.terms)]
    yield from repeated(ids, sheet)
    for i, kpi in enumerate(glossary.kpis):
        if kpi.worked:
            yield from _worked(kpi.worked, sheet, ("kpis", i, "worked"), ("formula",))
    for i, relation in enumerate(glossary.relations):
        yield from _worked(relation, sheet, ("relations", i), ("left", "right"))
        for j, name in enumerate(relation.kpis):
            if name not in kpis:
                yield unknown("key figure", name, kpis, sheet, ("relations", i, "kpis", j))


def _worked(
    worked: Worked | Relation, sheet: Sheet, at: Path, sides: tuple[str, ...]
) -> Iterator[Problem]:
    formulas = {side: str(getattr(worked, side)) for side in sides}
    named = frozenset[str]().union(*map(quantities, formulas.values()))
    for name in sorted(worked.example.keys() - named):
        text = f"No formula uses '{name}'."
        yield sheet.problem((*at, "example", name), text, "Remove it, or correct the formula.")
    for side, formula in formulas.items():
        try:
            value = calculate(formula, worked.example)
        except ValueError as fault:
            text = f"The formula '{formula}' cannot be computed: {fault}."
            fix = "Give every quantity a number in `example`; use + - * / **, brackets and abs."
            yield sheet.problem((*at, side), text, fix)
            continue
        if abs(value - worked.value) > _EXACT * max(1.0, abs(value)):
            text = f"The formula '{formula}' gives {value:.12g}, not {worked.value:.12g}."
            yield sheet.problem((*at, "value"), text, "Correct the formula, the example or this.")
