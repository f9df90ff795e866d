"""The anchors of a sub-skill as the choices of a rating, for oneself and for a mentor alike."""

from assessment.content.model import Framework, SubSkill
from assessment.pages.text import label


def choices(framework: Framework, sub: SubSkill, not_yet: str) -> dict[int, str]:
    """
    The words of each rating, "Not yet" first.

    Args:
        framework: Names the levels.
        sub: The sub-skill.
        not_yet: What level 0 means, to whoever rates.
    """
    names = {level.level: level.name for level in framework.levels}
    return {0: f"**{names[0]}.** {label(not_yet)}"} | {
        level: f"**{names[level]}.** {label(anchor)}" for level, anchor in enumerate(sub.anchors, 1)
    }
