"""Attempts over time: every one has its row, and the newest stands out in light and in dark."""

from hypothesis import given, settings

from assessment.charts import growth
from assessment.charts.growth import Past
from assessment.evaluation import Result
from tests.charts.examples import LEVEL_NAMES, evaluated, results, traces
from tests.examples import attempt

few = settings(max_examples=25, deadline=None)


@few
@given(results(), results())
def test_figure_and_table_tell_the_same(first: Result, second: Result) -> None:
    """A dot and an outlined band for each row of the table, in its order."""
    past = [Past("1 August 2026", first), Past("1 November 2026", second)]
    chart = growth.figure(past, LEVEL_NAMES)
    _, outlined = traces(chart, "lines")
    (dots,) = traces(chart, "markers")
    rows = [-at for at in range(len(growth.skills(past)))]

    assert list(dots.y) == rows
    assert list(outlined.y[::7]) == rows


def test_only_the_newest_attempt_is_filled() -> None:
    """Of two attempts on two skills, the second row of each skill is filled."""
    rated = evaluated(attempt({"pricing": 3, "coaching": 2}))
    past = [Past("1 August 2026", rated), Past("1 November 2026", rated)]
    filled, _ = traces(growth.figure(past, LEVEL_NAMES), "lines")

    assert list(filled.y[::3]) == [-1, -3]
