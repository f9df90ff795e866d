"""The anchors of a sub-skill as the choices of a rating, for oneself and for a mentor alike."""

from assessment.content.model import Framework, SubSkill
from assessment.pages.text import label


def choices(framework: Framework, sub: SubSkill) -> dict[int, str]:
    """The words of each rating, "Not yet" first."""
    names = {level.level: level.name for level in framework.levels}
    return {0: f"**{names[0]}.** {label(framework.not_yet)}"} | {
        level: f"**{names[level]}.** {label(anchor)}" for level, anchor in enumerate(sub.anchors, 1)
    }
