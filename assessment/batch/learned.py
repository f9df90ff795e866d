"""What was learned, written down: the difficulties, a table of the items, and a summary."""

import csv
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final, get_args

from assessment.batch.item_reports import ItemReport
from assessment.batch.learning import Report
from assessment.batch.writing import text_over
from assessment.content.calibration import PROVISIONAL_FROM, Standing
from assessment.content.items import fingerprint
from assessment.content.model import Content
from assessment.measurement.functioning import CANNOT_TELL
from assessment.measurement.grid import PRIOR_MEAN
from assessment.reports.tables import safe

_NONE: Final = "-"
_ACT: Final = {True: "may act", False: f"do not act: fewer than {PROVISIONAL_FROM} answers"}

_ABOUT: Final = ("item", "sub_skill", "family", "answers", "difficulty_is", "act", "author_level")
_FIGURES: Final = ("difficulty", "error", "facility", "discrimination", "information")
_DECIMALS: Final = 3


def write_difficulties(report: Report, content: Content, file: BinaryIO) -> int:
    """
    The file that ``framework.yaml`` may name; empty where no item has answers enough.

    Returns:
        Number of items in it.
    """
    known = [each for each in report.items if each.may_act]
    if known:
        file.write("\n".join(_difficulties(report, content, known)).encode() + b"\n")
    return len(known)


def write_items(report: Report, content: Content, file: BinaryIO) -> None:
    """A CSV table with a line for each item; what answers do not give is empty."""
    groups = sorted({group for each in report.items for group in each.functioning})
    with text_over(file) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        compared = [f"{what}.{group}" for group in groups for what in ("delta", "dif")]
        writer.writerow([*_ABOUT, *_FIGURES, "use", *map(safe, compared)])
        for each in report.items:
            writer.writerow([*_cells(each, content), *_compared(each, groups)])


def summary(report: Report) -> str:
    """What a person should know before using any of it."""
    return "\n".join([*_scale(report), "", *_scores(report), *_groups(report)])


def _difficulties(report: Report, content: Content, known: list[ItemReport]) -> Iterator[str]:
    yield f'content_version: "{content.framework.version}"'
    yield f"people: {report.people}"
    yield "difficulties:"
    for each in known:
        mark = fingerprint(content.items[each.item][1])
        yield (
            f'  - {{item: {each.item}, of: "{mark}", answers: {each.answers}, '
            f"level: {each.level:.3f}, error: {each.error:.3f}}}"
        )


def _cells(each: ItemReport, content: Content) -> Iterator[object]:
    yield from (each.item, each.sub_skill, content.items[each.item][1].family, each.answers)
    yield from (each.standing, _ACT[each.may_act], each.author)
    for name in _FIGURES:
        value = each.level if name == "difficulty" else getattr(each, name)
        yield None if value is None else round(value, _DECIMALS)
    yield "; ".join(f"{name} {share:.0%}" for name, share in each.use.items())


def _compared(each: ItemReport, groups: list[str]) -> Iterator[object]:
    for group in groups:
        found = each.functioning.get(group)
        yield None if found is None or found.delta is None else round(found.delta, _DECIMALS)
        yield CANNOT_TELL if found is None else found.verdict


def _scale(report: Report) -> Iterator[str]:
    answered = sum(each.answers > 0 for each in report.items)
    counts = Counter(each.standing for each in report.items)
    said = ", ".join(f"{counts[name]} {name}" for name in get_args(Standing))
    yield (
        f"{report.people:,} people answered {answered} of {len(report.items)} items. "
        f"Difficulties: {said}."
    )
    yield (
        f"On the authors' scale these people stand at {PRIOR_MEAN + report.people_mean:.2f} on "
        "average. What all authors misjudged alike, no answers can show."
    )
    if not report.settled:
        yield "The search for the difficulties did not come to rest: do not use them."
    if few := sum(not each.may_act for each in report.items):
        yield f"Do not act on the figures of {few} items: fewer than {PROVISIONAL_FROM} answers."


def _scores(report: Report) -> Iterator[str]:
    yield "| Score | Questions each | Alpha | Reliability | Own | Total | Worth its own |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | --- |"
    for each in report.qualities:
        worth = each.subscore
        cells = [f"{each.questions:.1f}", _figure(each.alpha), _figure(each.reliability)]
        cells += [_figure(worth.own if worth else None), _figure(worth.total if worth else None)]
        cells.append(_NONE if worth is None else "yes" if worth.adds_value else "no")
        yield f"| {' | '.join([each.name, *cells])} |"
    yield ""
    yield (
        "Own and total: share of the true score that the score itself, and the total, predict "
        "(Haberman's PRMSE). Reliability is that of the levels that Headway shows, from answers "
        f"alone. {_NONE}: the answers do not tell."
    )


def _groups(report: Report) -> Iterator[str]:
    for group in sorted({group for each in report.items for group in each.functioning}):
        found = [(each.item, each.functioning.get(group)) for each in report.items]
        told = [(item, each) for item, each in found if each and each.verdict != CANNOT_TELL]
        flagged = [f"{item} ({each.verdict})" for item, each in told if each.verdict != "A"]
        yield ""
        yield (
            f"Group {group}: {len(told)} items compared; of {len(found) - len(told)} one cannot "
            f"tell. Flagged: {', '.join(flagged) or 'none'}. Chance alone may flag up to "
            f"{sum(each.bar for _, each in told):.0f}, and many that differ are missed."
        )


def _figure(value: float | None) -> str:
    return _NONE if value is None else f"{value:.2f}"
