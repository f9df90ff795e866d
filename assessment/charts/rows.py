"""What charts with one row per sub-skill share: the axis of levels, and a name above each row."""

from collections.abc import Iterable, Sequence
from typing import Final

import plotly.graph_objects as go

from assessment.charts.escape import plain
from assessment.charts.look import CLEAR, GREY, GRID, YOU

ROW: Final = 44
"""Height of a row, in pixels: a name, and a mark below it."""

_ABOVE: Final = 0.38
"""How far above its row a name stands, in rows."""

_BAND: Final = 9
_EDGE: Final = 1.5
"""Height of the band of a range and width of its outline, in pixels."""

_TOP: Final = 0.85
"""From the first row up to the edge, in rows of the usual height."""

_LEFT: Final = 0.5
_RIGHT: Final = 5.6


def inside(level: float) -> float:
    """``level``, moved to the edge of the axis where it lies beyond."""
    return min(max(level, _LEFT), _RIGHT)


def names(chart: go.Figure, texts: list[str], gutter: float = 0.0) -> None:
    """
    Write each text (already escaped) above its row; one trace, since each costs milliseconds.

    Args:
        chart: Where to write.
        texts: One per row.
        gutter: Room before the lowest level, in levels.
    """
    chart.add_scatter(
        x=[_LEFT - gutter] * len(texts),
        y=[_ABOVE - at for at in range(len(texts))],
        mode="text",
        text=texts,
        textposition="middle right",
        textfont={"size": 13, "color": GREY},
        cliponaxis=False,
        hoverinfo="skip",
    )


def bands(
    chart: go.Figure,
    ends: Iterable[tuple[float, float]],
    heights: Iterable[float],
    line: dict[str, object],
    opacity: float = 1.0,
) -> None:
    """One line per row from the first to the second of its ends, all of one look."""
    levels: list[float | None] = []
    at: list[float | None] = []
    for (low, high), height in zip(ends, heights, strict=True):
        levels += [inside(low), inside(high), None]
        at += [height, height, None]
    chart.add_scatter(x=levels, y=at, mode="lines", line=line, opacity=opacity, hoverinfo="skip")


def ranges(
    chart: go.Figure,
    ends: Sequence[tuple[float, float]],
    heights: Sequence[int],
    filled: Sequence[bool],
) -> None:
    """
    A likely range per row: an outline that shows on light and on dark, and filled or hollow.

    Paleness alone would not do: what is pale on white is lost on black.
    """
    solid = [each for each in zip(ends, heights, filled, strict=True) if each[2]]
    band: dict[str, object] = {"color": YOU, "width": _BAND}
    bands(chart, [end for end, *_ in solid], [height for _, height, _ in solid], band, 0.4)
    half = (_BAND - _EDGE) / 2 / ROW
    levels: list[float | None] = []
    at: list[float | None] = []
    for (first, last), height in zip(ends, heights, strict=True):
        low, high = inside(first), inside(last)
        levels += [low, low, high, high, low, low, None]  # from mid-edge, so corners are whole
        at += [height, height + half, height + half, height - half, height - half, height, None]
    edge = {"color": YOU, "width": _EDGE}
    chart.add_scatter(x=levels, y=at, mode="lines", line=edge, hoverinfo="skip")


def marks(
    chart: go.Figure,
    levels: Sequence[float],
    heights: Sequence[float],
    marker: dict[str, object],
) -> None:
    """One mark per row."""
    chart.add_scatter(
        x=[inside(level) for level in levels],
        y=heights,
        mode="markers",
        marker=marker,
        hoverinfo="skip",
    )


def uprights(
    chart: go.Figure, at: Iterable[tuple[float, float]], half: float, line: dict[str, object]
) -> None:
    """An upright line at each level and height, reaching ``half`` a row up and down."""
    levels: list[float | None] = []
    heights: list[float | None] = []
    for level, height in at:
        levels += [inside(level), inside(level), None]
        heights += [height - half, height + half, None]
    chart.add_scatter(x=levels, y=heights, mode="lines", line=line, hoverinfo="skip")


def beside(
    chart: go.Figure, text: str, heights: Sequence[float], colour: str, gutter: float
) -> None:
    """Write ``text`` (already escaped) in the gutter at each height."""
    chart.add_scatter(
        x=[_LEFT - gutter] * len(heights),
        y=heights,
        mode="text",
        text=[text] * len(heights),
        textposition="middle right",
        textfont={"size": 12, "color": colour},
        cliponaxis=False,
        hoverinfo="skip",
    )


def layout(
    chart: go.Figure,
    rows: int,
    level_names: tuple[str, ...],
    row: int = ROW,
    gutter: float = 0.0,
) -> None:
    """
    Levels along the top, ``rows`` rows below, no background of its own.

    Args:
        chart: What is laid out.
        rows: Number of rows.
        level_names: Names of the levels, from 0 up.
        row: Height of a row, in pixels.
        gutter: Room before the lowest level, in levels, for what stands there.
    """
    named = [f"{i}<br>{plain(text)}" for i, text in enumerate(level_names[1:], 1)]
    chart.update_layout(
        showlegend=False,
        height=80 + row * rows,
        margin={"l": 4, "r": 4, "t": 46, "b": 4},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        yaxis={"visible": False, "range": [-rows + 0.5, _TOP * ROW / row], "fixedrange": True},
        xaxis={
            "side": "top",
            "range": [_LEFT - gutter, _RIGHT],
            "tickvals": list(range(1, len(level_names))),
            "ticktext": named,
            "tickangle": 0,
            "tickfont": {"size": 11, "color": GREY},
            "gridcolor": GRID,
            "zeroline": False,
            "fixedrange": True,
        },
    )
