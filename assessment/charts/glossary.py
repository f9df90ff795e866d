"""Key figures and how they hang together, in words."""

from assessment.content.glossary import Glossary, Kpi


def kpis(glossary: Glossary) -> list[tuple[str, str]]:
    """Every key figure: its name, then what it is, how it is computed and commonly misread."""
    return [
        (
            _named(kpi),
            f"{kpi.definition} {_made(kpi)} Often misread by: {kpi.misuse}",
        )
        for kpi in glossary.kpis
    ]


def relations(glossary: Glossary) -> list[str]:
    """How key figures hang together, in words and as an equation."""
    return [
        f"{relation.name}: {relation.text} {_formula(relation.left)} = {_formula(relation.right)}"
        for relation in glossary.relations
    ]


def _named(kpi: Kpi) -> str:
    return f"{kpi.name} ({kpi.abbreviation})" if kpi.abbreviation else kpi.name


def _made(kpi: Kpi) -> str:
    return f"Formula: {_formula(kpi.worked.formula)}." if kpi.worked else "It is counted."


def _formula(formula: str) -> str:
    return formula.replace("_", " ").replace("*", "x")
