"""The answer first, in two sentences."""

from assessment.evaluation import Result


def title(result: Result) -> str:
    """One line: how far from the role."""
    if not (result.rated or result.answered):
        return f"Nothing to compare with {result.role.name} yet"
    gaps = [gap for gap in result.gaps if gap.requirement.critical and gap.verdict == "gap"]
    unclear = [gap for gap in result.gaps if gap.requirement.critical and gap.verdict != "meets"]
    if gaps:
        return f"{len(gaps)} must-have {'gap' if len(gaps) == 1 else 'gaps'} to {result.role.name}"
    if unclear:
        return f"{result.role.name}: {len(unclear)} must-haves still to show"
    return f"Every must-have of {result.role.name} met"


def lead(result: Result) -> str:
    """Where to start."""
    met = sum(gap.verdict == "meets" for gap in result.gaps)
    first = " and ".join(step.gap.sub_skill.name for step in result.steps[:2])
    start = f" Start with {first}." if first else ""
    return f"You very likely meet {met} of {len(result.gaps)} requirements.{start}"


def figures(result: Result) -> tuple[tuple[str, str, str], ...]:
    """Label, value and uncertainty of the three figures beside the radar."""
    low, expected, high = result.readiness
    best = result.fits[0]
    ties = f"tied with {', '.join(best.tied_with)}" if best.tied_with else "ahead of the others"
    return (
        ("Readiness", f"{expected:.0%}", f"likely {low:.0%} to {high:.0%}"),
        ("All must-haves met", f"{result.must_haves:.0%}", "chance, all at once"),
        ("Closest role today", best.role.name, ties),
    )


def ranking(result: Result) -> list[dict[str, str]]:
    """All roles, best fit first, ties named."""
    return [
        {
            "Role": fit.role.name,
            "Readiness": f"{fit.readiness:.0%}",
            "Chance of all must-haves": f"{fit.all_must_haves:.0%}",
            "Cannot be told from": ", ".join(fit.tied_with) or "none",
        }
        for fit in result.fits
    ]
