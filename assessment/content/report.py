"""What the bank holds and how well it hides its keys: one table, made from the content itself."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, get_args

from assessment.content.calibration import Standing, standing
from assessment.content.cues import STRATEGIES, choices, hits, words
from assessment.content.items import Item, Judgement, Numeric
from assessment.content.model import Content
from assessment.content.parts import BlindReview

ALIKE: Final = 0.5
"""Share of words that two stems have in common from which they may ask the same."""

_NONE: Final = "-"


def table(content: Content) -> str:
    """The bank by skill, and all of it, as a Markdown table."""
    groups = {
        skill.name: [item for sub in skill.sub_skills for item in sub.items]
        for skill in content.skills
    }
    groups["All"] = [item for _, item in content.items.values()]
    lines = [_line(["", *groups]), _line(["---", *("---:" for _ in groups)])]
    for name, figure in _FIGURES.items():
        lines.append(_line([name, *(figure(items) for items in groups.values())]))
    return "\n".join(lines)


def difficulties(content: Content) -> str:
    """What the items' difficulties rest on, and a Markdown table of those learned from answers."""
    placed = content.placed
    counts = Counter(standing(placed[n].answers if n in placed else 0) for n in content.items)
    said = ", ".join(f"{counts[each]} {each}" for each in get_args(Standing))
    lines = [f"Difficulties of the items: {said}."]
    if placed:
        head = ["Item", "Author's level", "Difficulty", "Error", "Answers", "Rests on"]
        lines += ["", _line(head), _line(["---", *["---:"] * 4, "---"])]
    for name, each in placed.items():
        figures = [f"{each.level:.2f}", f"{each.error:.2f}", str(each.answers)]
        author = str(content.items[name][1].level)
        lines.append(_line([name, author, *figures, standing(each.answers)]))
    return "\n".join(lines)


def near_duplicates(content: Content) -> Iterator[tuple[str, str, float]]:
    """Pairs of items whose stems share many words, with the share, 0 to 1."""
    stems = {name: words(item.stem) for name, (_, item) in content.items.items()}
    for (one, mine), (other, theirs) in combinations(stems.items(), 2):
        share = len(mine & theirs) / min(len(mine), len(theirs))
        if share >= ALIKE:
            yield one, other, share


def agreement(items: Sequence[Item]) -> float | None:
    """Share of the field readers' choices that are the key; None where nobody has read."""
    found = [(item, choice) for item, review in _reviewed(items) for choice in review.field]
    return sum(item.agrees(choice) for item, choice in found) / len(found) if found else None


def cue_excess(items: Sequence[Item]) -> float | None:
    """Share of keys that the cue reader picked less that of chance; None where nobody has read."""
    found = [(item, review) for item, review in _reviewed(choices(items))]
    if not found:
        return None
    right = sum(item.key[:1] == review.cues[:1] for item, review in found)
    chance = sum(1 / len(item.options) for item in choices([item for item, _ in found]))
    return (right - chance) / len(found)


def reading_grade(text: str) -> float:
    """
    School grade that a text asks for, by the automated readability index.

    Source: Senter and Smith (1967): 4.71 characters per word + 0.5 words per sentence - 21.43.
    """
    tokens = text.split()
    letters = sum(character.isalnum() for character in text)
    sentences = max(1, sum(token.rstrip("'\")").endswith((".", "?", "!")) for token in tokens))
    return 4.71 * letters / len(tokens) + 0.5 * len(tokens) / sentences - 21.43


def _reviewed(items: Sequence[Item]) -> Iterator[tuple[Item, BlindReview]]:
    yield from ((item, item.review) for item in items if item.review is not None)


def _levels(items: Sequence[Item]) -> str:
    counts = Counter(item.level for item in items)
    return "/".join(str(counts[level]) for level in range(1, 6))


def _with_figures(items: Sequence[Item]) -> str:
    count = sum(isinstance(item, Numeric) or item.table is not None for item in items)
    return _share(count, len(items))


def _judgements(items: Sequence[Item]) -> str:
    return _share(sum(isinstance(item, Judgement) for item in items), len(items))


def _stem_words(items: Sequence[Item]) -> str:
    counts = sorted(len(item.stem.split()) for item in items)
    return f"{counts[len(counts) // 2]} ({counts[-1]})" if counts else _NONE


def _grade(items: Sequence[Item]) -> str:
    return f"{reading_grade(' '.join(item.stem for item in items)):.1f}" if items else _NONE


def _agreed(items: Sequence[Item]) -> str:
    share = agreement(items)
    return _NONE if share is None else f"{share:.0%}"


def _cue_reader(items: Sequence[Item]) -> str:
    return _points(cue_excess(items))


def _guessed(strategy: str) -> Callable[[Sequence[Item]], str]:
    def figure(items: Sequence[Item]) -> str:
        found = choices(items)
        return _points(hits(found, STRATEGIES[strategy]).excess if found else None)

    return figure


def _share(count: int, total: int) -> str:
    return f"{count / total:.0%}" if total else _NONE


def _points(share: float | None) -> str:
    return _NONE if share is None else f"{100 * share:+.0f}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


_FIGURES: Final[Mapping[str, Callable[[Sequence[Item]], str]]] = {
    "Items": lambda items: str(len(items)),
    "At level 1/2/3/4/5": _levels,
    "Numeric or with a table": _with_figures,
    "Judgement (best and worst)": _judgements,
    "Words in a stem, median (most)": _stem_words,
    "Reading grade of the stems": _grade,
    "Items read blind": lambda items: str(sum(1 for _ in _reviewed(items))),
    "Field readers' choices that are the key": _agreed,
    "Cue reader, points above chance": _cue_reader,
    **{f"Guessing by {name}, points above chance": _guessed(name) for name in STRATEGIES},
}
