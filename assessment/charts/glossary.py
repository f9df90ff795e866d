"""Key figures and how they hang together, as tables."""

from assessment.content.glossary import Glossary, Kpi


def kpis(glossary: Glossary) -> list[dict[str, str]]:
    """Every key figure: what it is, how it is computed and how it is commonly misread."""
    return [
        {
            "Key figure": _named(kpi),
            "What it is": kpi.definition,
            "Formula": _formula(kpi.worked.formula) if kpi.worked else "counted",
            "Often misread by": kpi.misuse,
        }
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


def _formula(formula: str) -> str:
    return formula.replace("_", " ").replace("*", "x")
