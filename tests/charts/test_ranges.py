"""The range plot, its sentence and its table tell one story about the requirements."""

import pytest
from hypothesis import given, settings

from assessment.charts import ranges
from assessment.charts.rows import inside
from assessment.evaluation import Result
from tests.charts.examples import (
    LEVEL_NAMES,
    MARKUP,
    as_read,
    evaluated,
    results,
    traces,
    with_markup,
    written,
)
from tests.examples import attempt, numbers

few = settings(max_examples=25, deadline=None)


def rounded(level: float) -> float:
    """A level as the table prints it."""
    return float(f"{level:.1f}")


def rows(result: Result) -> list[dict[str, str]]:
    """The rows of the table that have something to draw."""
    return [row for row in ranges.table(result, {}) if row["Level"]]


@few
@given(results())
def test_figure_and_table_tell_the_same(result: Result) -> None:
    """Row by row: the name, the level, the range and what is asked, as far as the axis goes."""
    chart = ranges.figure(result, LEVEL_NAMES)
    you, role = traces(chart, "markers")
    (names,) = traces(chart, "text")
    _, outlined = traces(chart, "lines")
    lines = [(outlined.y[at], *outlined.x[at + 1 : at + 3]) for at in range(0, len(outlined.x), 7)]
    drawn = rows(result)

    assert [-height for height in you.y] == list(range(len(drawn)))
    assert sorted(-height for height, *_ in lines) == list(range(len(drawn)))
    ends = {-height: (low, high) for height, low, high in lines}
    for at, row in enumerate(drawn):
        low, high = numbers(row["Likely range"])
        assert as_read(names.text[at]).startswith(row["Sub-skill"])
        assert you.x[at] == pytest.approx(inside(float(row["Level"])), abs=0.0501)
        assert ends[at] == pytest.approx((inside(low), inside(high)), abs=0.0501)
        assert role.x[at] == float(row["Asked"])


@few
@given(results())
def test_only_what_is_settled_is_filled(result: Result) -> None:
    """Every band has an outline that shows on any ground; those of met and of gaps are filled."""
    filled, outlined = traces(ranges.figure(result, LEVEL_NAMES), "lines")
    settled = [-at for at, row in enumerate(rows(result)) if row["So"] in {"meets", "gap"}]

    assert list(filled.y[::3]) == settled
    assert [tuple(filled.x[at : at + 2]) for at in range(0, len(filled.x), 3)] == [
        tuple(outlined.x[-7 * height + 1 : -7 * height + 3]) for height in settled
    ]
    assert outlined.opacity is None


@few
@given(results())
def test_sentence_and_table_tell_the_same(result: Result) -> None:
    """The number of requirements, and of each verdict, are those of the table's rows."""
    table = ranges.table(result, {})
    said = [row["So"] for row in table]
    counts = [said.count(ranges.SAID[v]) for v in ("meets", "gap", "unclear", "not assessed")]

    assert numbers(ranges.sentence(result)) == [len(table), *counts]
    assert sum(counts) == len(table)


@few
@given(results())
def test_the_table_says_what_was_found(result: Result) -> None:
    """Each row has its requirement's numbers; what is not assessed has no level at all."""
    for row, gap in zip(ranges.table(result, {}), result.gaps, strict=True):
        silent = gap.verdict == "not assessed"
        found = [gap.estimate, gap.low, gap.high]

        assert numbers(row["Asked"] + " " + row["Weight"]) == [
            gap.requirement.level,
            gap.requirement.weight,
        ]
        assert bool(row["Must-have"]) == gap.requirement.critical
        assert numbers(row["Level"] + " " + row["Likely range"]) == (
            [] if silent else [rounded(level) for level in found]
        )
        assert bool(row["Chance of meeting it"]) != silent


def test_questions_stand_in_their_rows() -> None:
    """A number where there is one, a word where it takes too many, nothing where it is settled."""
    result = evaluated(attempt({"pricing": 3}))
    table = ranges.table(result, {"pricing": 4, "returns": None})
    said = {row["Sub-skill"]: row["Questions to settle it"] for row in table}

    assert numbers(said["Pricing"]) == [4]
    assert said["Returns"]
    assert numbers(said["Returns"]) == []
    assert not said["Coaching"]


def test_nothing_answered_draws_no_row() -> None:
    """What is not assessed is told in the table only."""
    result = evaluated(attempt())
    chart = ranges.figure(result, LEVEL_NAMES)

    assert not any(trace.x for trace in chart.data)
    assert len(ranges.table(result, {})) == len(result.gaps)


def test_a_mark_beyond_the_axis_stays_on_it() -> None:
    """A level below or above what is drawn is marked at the edge; the table has the number."""
    assert inside(-0.7) < 1
    assert 5 < inside(9.0) < 6
    assert inside(3.2) == 3.2


def test_a_name_that_looks_like_markup_is_text() -> None:
    """A sub-skill's name is read as written, and no tag of it reaches the figure."""
    result = with_markup(attempt({"pricing": 3}))
    texts = written(ranges.figure(result, ("Not yet", MARKUP)))

    assert sum(MARKUP in as_read(text) for text in texts) == 2
    assert not [text for text in texts if "<a" in text]
