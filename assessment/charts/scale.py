"""The frame behind every result as tables: the scale, the thresholds, the crosswalk."""

from assessment.content.model import Content, Framework, Policy


def levels(framework: Framework) -> list[dict[str, str]]:
    """The proficiency levels and what each means."""
    return [
        {"Level": f"{level.level} {level.name}", "What it means": level.meaning}
        for level in framework.levels
    ]


def thresholds(policy: Policy) -> list[dict[str, str]]:
    """Every number that was chosen, with its reason."""
    return [
        {
            "Threshold": field.description or name,
            "Set to": f"{getattr(policy, name).value:g}",
            "Why": getattr(policy, name).why,
        }
        for name, field in type(policy).model_fields.items()
    ]


def crosswalk(content: Content) -> list[dict[str, str]]:
    """The closest entries of public frameworks for each sub-skill."""
    return [
        {
            "Sub-skill": sub.name,
            "ESCO skills": ", ".join(skill.label for skill in sub.crosswalk.esco),
            "O*NET tasks": ", ".join(f"{t.occupation} task {t.task}" for t in sub.crosswalk.onet),
            "SFIA": ", ".join(sub.crosswalk.sfia),
        }
        for sub in content.sub_skills
    ]
