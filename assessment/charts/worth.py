"""What a level more would be worth: for every role, and for every step by the hour."""

from collections.abc import Sequence

from assessment.charts.words import listed
from assessment.evaluation import Result
from assessment.what_if import Move


def sentence(before: Result, after: Result, raised: Sequence[str]) -> str:
    """What raising the sub-skills with these names would change for the role compared with."""
    if not raised:
        return "Choose one or more sub-skills, and the table shows what a level more would change."
    was, then = before.readiness[1], after.readiness[1]
    met = after.requirements.count("meets") - before.requirements.count("meets")
    more = f", and {met} more of what it asks would be met" if met > 0 else ""
    return (
        f"With a level more on {listed(raised)}, readiness for {before.role.name} would be "
        f"{then:.0%} instead of {was:.0%}, {_gaps(before, after)}{more}. This is arithmetic, not a "
        "forecast: it does not say how likely or how soon that is."
    )


def _gaps(before: Result, after: Result) -> str:
    was, then = before.requirements.count("gap"), after.requirements.count("gap")
    gaps = f"{then} gap" if then == 1 else f"{then} gaps"
    return f"still with {gaps}" if then == was else f"with {gaps} instead of {was}"


def roles(before: Result, after: Result) -> list[dict[str, str]]:
    """Every role now and then, in the order that would hold then."""
    now = {fit.role.id: fit for fit in before.fits}
    return [
        {
            "Role": fit.role.name,
            "Readiness now": f"{now[fit.role.id].readiness:.0%}",
            "Readiness then": f"{fit.readiness:.0%}",
            "All must-haves now": f"{now[fit.role.id].all_must_haves:.0%}",
            "All must-haves then": f"{fit.all_must_haves:.0%}",
            "Cannot be told from, then": ", ".join(fit.tied_with) or "none",
        }
        for fit in after.fits
    ]


def moves(found: Sequence[Move]) -> list[dict[str, str]]:
    """Next steps by what the level that they lead to would add to readiness for an hour."""
    return [
        {
            "Sub-skill": move.planned.gap.sub_skill.name,
            "Level": f"{move.planned.step.from_level} to {move.planned.step.to_level}",
            "Readiness": f"{100 * move.readiness:+.1f} points",
            "Hours": f"{move.planned.hours:g}",
            "Points for ten hours": f"{1000 * move.per_hour:+.1f}",
        }
        for move in found
    ]
