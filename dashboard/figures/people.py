"""Who is there: groups by age, service or grade, now against a year ago."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard import formats, words
from dashboard.figures import base, measure
from dashboard.figures.base import Chart, Look, Native, Part
from dashboard.figures.stack import Stack, stack
from queries.metric import Metric
from queries.money import Number
from queries.text import Text

TOP = 22
NAMES = 12


@dataclass(frozen=True, slots=True)
class Group:
    name: Text
    now: Number | None
    year_ago: Number | None


def pyramid(groups: pl.DataFrame, metric: Metric, look: Look, height: int) -> Chart:
    """Back to back and on one scale: a year ago leftwards, lighter; now rightwards; the change at the right.

    Needs name_zh, name_en, now, year_ago, one row per group, the top one first. Groups beyond the 21st become one, so
    the metric has to add up.
    """
    rows = _rows(groups)
    place = stack(len(rows), height, TOP, base.EDGE)
    befores = [formats.figure(metric, row.year_ago, look.scale) for row in rows]
    nows = [formats.figure(metric, row.now, look.scale) for row in rows]
    columns, right = _columns(rows, nows, place, metric, look)
    _, most = measure.from_zero([measure.drawn(metric, value, look.scale) for row in rows for value in (row.now, row.year_ago)])
    figure = base.figure(
        look, place.height, _bars(rows, list(zip(befores, nows, strict=True)), place, metric, look), (base.EDGE, right, TOP, base.EDGE),
        xaxis={"domain": [0, 0.495], "visible": False, "range": [most, 0]}, xaxis2={"domain": [0.505, 1], "visible": False, "range": [0, most], "anchor": "y"},
        yaxis=place.axis([row.name for row in rows], look, NAMES, base.widest(befores) + 14),
        annotations=[*place.column(befores, look.colours.mute, -5, edge=0), *columns],
    )  # fmt: skip
    return Chart(figure, place.height, _alt(rows, metric, look), Native("bar", "name", ("now", "year_ago")))


def _rows(groups: pl.DataFrame) -> list[Group]:
    rows = [Group(Text(zh, en), now, before) for zh, en, now, before in groups.select("name_zh", "name_en", "now", "year_ago").iter_rows()]
    if len(rows) <= base.MOST_ROWS:
        return rows
    tail = rows[base.MOST_ROWS - 1 :]
    rest = Group(words.OTHERS.fill(count=len(tail)), sum(row.now or 0 for row in tail), sum(row.year_ago or 0 for row in tail))
    return [*rows[: base.MOST_ROWS - 1], rest]


def _columns(rows: Sequence[Group], nows: Sequence[str], place: Stack, metric: Metric, look: Look) -> tuple[list[Part], int]:
    """Now and the change as text at the right, and the headings; with the pixels they take."""
    changes = [measure.change(row.now, row.year_ago) for row in rows]
    written = [measure.written_change(metric, change, look.scale) for change in changes]
    now_width = base.widest(nows)
    right = now_width + base.widest(written) + 20
    return [
        *place.column(nows, look.colours.ink, now_width + 8),
        *place.column(written, [measure.tone(metric, change, look.colours) for change in changes], right - base.EDGE),
        base.head(words.A_YEAR_AGO.to(look.lang), look, 0.49, 0, "right"),
        base.head(words.NOW.to(look.lang), look, 0.51),
        base.head("Δ", look, 1, right - base.EDGE, "right"),
    ], right


def _bars(rows: Sequence[Group], written: Sequence[tuple[str, str]], place: Stack, metric: Metric, look: Look) -> list[Part]:
    told = [[formats.markup(row.name.to(look.lang)), *texts] for row, texts in zip(rows, written, strict=True)]
    named = f"{words.NOW.to(look.lang)} %{{customdata[2]}}<br>{words.A_YEAR_AGO.to(look.lang)} %{{customdata[1]}}"
    hover = f"<b>%{{customdata[0]}}</b><br>{named}<extra></extra>"
    bar = {"type": "bar", "orientation": "h", "y": place.at, "width": place.thick(0.78), "customdata": told, "hovertemplate": hover}
    befores = [measure.drawn(metric, row.year_ago, look.scale) for row in rows]
    nows = [measure.drawn(metric, row.now, look.scale) for row in rows]
    return [
        {**bar, "x": befores, "marker": {"color": look.colours.previous}},
        {**bar, "x": nows, "xaxis": "x2", "marker": {"color": look.colours.actual}},
    ]


def _alt(rows: Sequence[Group], metric: Metric, look: Look) -> Text:
    known = [row for row in rows if row.now is not None]
    if not known:
        return words.fill(words.ALT_NO_GROUPS, metric=metric.name)
    most = max(known, key=lambda row: float(row.now or 0))
    return words.fill(words.ALT_PYRAMID, metric=metric.name, count=len(rows), name=most.name, value=formats.figure(metric, most.now, look.scale))
