"""The answer first, in two sentences."""

from assessment.asking import Outlook
from assessment.charts.words import short
from assessment.content.model import Role, SubSkill
from assessment.evaluation import Result


def title(result: Result) -> str:
    """One line: how far from the role."""
    name = result.role.name
    if not result.has_evidence:
        return f"Nothing to compare with {name} yet"
    musts = result.must_haves
    if not musts.gaps:
        musts, what = result.requirements, "requirement"
    else:
        what = "must-have"
    if missing := musts.count("gap"):
        return f"{name}: {_count(missing, what)} to build"
    if still := musts.count("unclear", "not assessed"):
        return f"{name}: {_count(still, what)} still to show"
    if result.requirements.count("meets") == len(result.gaps):
        return f"Ready for {name}"
    return f"{name}: every must-have met"


def lead(result: Result) -> str:
    """What is settled, and where to start."""
    if not result.has_evidence:
        return "A result exists from the first self-rating or answer on."
    found = result.requirements
    parts = [
        f"you very likely meet {found.count('meets')}",
        f"{found.count('gap')} are gaps" if found.count("gap") != 1 else "1 is a gap",
        f"{found.count('unclear')} need more evidence"
        if found.count("unclear") != 1
        else "1 needs more evidence",
    ]
    if silent := found.count("not assessed"):
        parts.append(f"{silent} {'is' if silent == 1 else 'are'} not assessed yet")
    said = f"Of {len(result.gaps)} requirements {', '.join(parts[:-1])} and {parts[-1]}."
    first = " and ".join(step.gap.sub_skill.name for step in result.steps[:2])
    return f"{said} Start with {first}." if first else said


def without_steps(result: Result) -> str:
    """Why there is no next step."""
    if result.requirements.count("not assessed"):
        return (
            "Nothing that you rated or showed falls short of this role. Some of what it asks is "
            "not assessed yet: go on with the assessment, and steps may follow."
        )
    return "Every requirement of this role is met. Look at another role on Results."


def limits(result: Result) -> str:
    """What the result is for, and what it cannot say."""
    return (
        "For development, never for selection. Question levels, role levels and weights were set "
        "by authors, not measured: if all questions were judged half a level too easy or too hard, "
        "every level here would move by about a third of a level, and no answer could reveal it. "
        f"This result rests on {result.rated} self-ratings and {result.answered} questions."
    )


def figures(result: Result) -> tuple[tuple[str, str, str, str], ...]:
    """Label, value, uncertainty and term of the glossary of the figures beside the radar."""
    low, expected, high = result.readiness
    best = result.fits[0]
    ties = (
        f"tied with {', '.join(map(short, best.tied_with))}"
        if best.tied_with
        else "ahead of the others"
    )
    return (
        ("Readiness", f"{expected:.0%}", f"likely {low:.0%} to {high:.0%}", "readiness"),
        ("Must-haves met", *_must_haves(result), "must-have"),
        ("Closest role", short(best.role.name), ties, "role-profile"),
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


def outlook(ahead: Outlook, role: Role, sub_skill: SubSkill) -> str:
    """What stopping now would leave open, and what the next questions would settle."""
    total = ahead.settled + ahead.open
    here = f"Stopping now leaves {ahead.open} of {total} requirements of {role.name} open."
    if ahead.verdict is None:
        return here
    if ahead.questions == 0:
        return f"{here} {sub_skill.name} is settled for now; this question checks it."
    if ahead.questions is None:
        return f"{here} {sub_skill.name} lies close to the line: it may stay open."
    more = "one question" if ahead.questions == 1 else f"{ahead.questions} questions"
    return f"{here} About {more} on {sub_skill.name} should settle it."


def _must_haves(result: Result) -> tuple[str, str]:
    found = result.must_haves
    if not found.gaps:
        return "none asked", "this role has no must-haves"
    gaps, still = found.count("gap"), found.count("unclear", "not assessed")
    doubts = [f"{gaps} {'gap' if gaps == 1 else 'gaps'}"] if gaps else []
    doubts += [f"{still} still open"] if still else []
    return f"{found.count('meets')} of {len(found.gaps)}", ", ".join(doubts) or "all settled"


def _count(number: int, thing: str) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    said = words[number] if number < len(words) else str(number)
    return f"{said} {thing}" if number == 1 else f"{said} {thing}s"
