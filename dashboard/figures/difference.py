"""Differences of shares with their intervals, beside a line at nothing."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard import formats, words
from dashboard.figures import base, measure
from dashboard.figures.base import Chart, Look, Native, Part
from dashboard.figures.stack import Stack, stack
from queries.metric import Metric
from queries.text import Text

NAMES = 18
TOP, AXIS, AIR = 22, 22, 1.08


def difference(rows: pl.DataFrame, metric: Metric, look: Look, height: int) -> Chart:
    """A dot per row at its difference, a whisker over its interval; coloured where the interval leaves nothing out of it. In the rows' order.

    Needs name_zh, name_en, difference_share, difference_low_share, difference_high_share; a row without an interval has no whisker, one without a difference no dot.
    """
    found = rows.select("name_zh", "name_en", "difference_share", "difference_low_share", "difference_high_share").rows()[: base.MOST_ROWS]
    names, values = [Text(zh, en) for zh, en, *_ in found], [row[2:] for row in found]
    place = stack(len(found), height, TOP, AXIS)
    texts = [formats.points(value) for value, *_ in values]
    tones = [_tone(metric, row, look) for row in values]
    right = base.widest([*texts, words.DIFFERENCE.to(look.lang)]) + 12
    known = [part * 100 for row in values for part in row if part is not None]
    reach = [min([0.0, *known]) * AIR, (max([0.0, *known]) or 1.0) * AIR]
    figure = base.figure(
        look, place.height, [_dots(names, values, tones, place, look)], (base.EDGE, right, TOP, AXIS), xaxis={"range": reach, "ticksuffix": "%", "nticks": 5, "zeroline": False},
        yaxis=place.axis(names, look, NAMES), shapes=[base.upright(0, look.colours.ink, width=1.5)],
        annotations=[*place.column(texts, tones, right - base.EDGE), base.head(words.DIFFERENCE.to(look.lang), look, 1, right - base.EDGE, "right")],
    )  # fmt: skip
    return Chart(figure, place.height, _alt(names, values, metric), Native("bar", "name", ("difference_share",)))


def _tone(metric: Metric, row: Sequence[float | None], look: Look) -> str:
    """Good or bad only where chance does not explain it."""
    value, low, high = row
    sure = low is not None and high is not None and (low > 0 or high < 0)
    return measure.tone(metric, value, look.colours) if sure else look.colours.mute


def _dots(names: Sequence[Text], values: Sequence[Sequence[Any]], tones: Sequence[str], place: Stack, look: Look) -> Part:
    told = [[formats.markup(name.to(look.lang)), *(formats.points(part) for part in row)] for name, row in zip(names, values, strict=True)]
    up = [0 if high is None else (high - value) * 100 for value, _, high in values]
    down = [0 if low is None else (value - low) * 100 for value, low, _ in values]
    return {
        "type": "scatter", "mode": "markers", "x": [None if value is None else value * 100 for value, *_ in values], "y": place.at, "cliponaxis": False,
        "marker": {"color": list(tones), "size": 10}, "error_x": {"type": "data", "symmetric": False, "array": up, "arrayminus": down, "color": look.colours.mute, "thickness": 1.5, "width": 4},
        "customdata": told, "hovertemplate": "<b>%{customdata[0]}</b> %{customdata[1]} (%{customdata[2]} – %{customdata[3]})<extra></extra>",
    }  # fmt: skip


def _alt(names: Sequence[Text], values: Sequence[Sequence[float | None]], metric: Metric) -> Text:
    if not values or values[0][0] is None:
        return metric.name
    value, low, high = values[0]
    return words.fill(words.ALT_DIFFERENCE, metric=metric.name, name=names[0], value=formats.points(value), low=formats.points(low), high=formats.points(high))
