"""The few that make up most: bars from the largest down, and their running share."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import polars as pl

from dashboard import formats, words
from dashboard.figures import base, measure
from dashboard.figures.base import Chart, Look, Native, Part
from dashboard.figures.stack import Stack, stack
from queries.metric import Metric
from queries.money import Number
from queries.text import Text

MOST = 0.8  # the share that is asked about
TOP, AXIS = 22, 20
NAMES = 18


@dataclass(frozen=True, slots=True)
class Holding:
    """One holder: what it holds, and the share of all that it and those above it hold."""

    key: str
    name: Text
    value: Number
    running: float


def pareto(rows: pl.DataFrame, metric: Metric, look: Look, height: int) -> Chart:
    """Bars from the largest down; in a second panel their running share, with a line under the row that reaches 80 %.

    Needs node_id, name_zh, name_en, value; values that are not positive are left out. Rows beyond 21 become one, "others".
    """
    parts = _largest(rows)
    few = next((at for at, part in enumerate(parts, start=1) if part.running >= MOST - 1e-9), 0)
    place = stack(len(parts), height, TOP, AXIS)
    amounts, shares = [formats.figure(metric, part.value, look.scale) for part in parts], [formats.share(part.running) for part in parts]
    right = base.widest([*shares, "100.0%"]) + 10
    figure = base.figure(
        look, place.height, _traces(parts, place, metric, look), (base.EDGE, right, TOP, AXIS),
        xaxis={"domain": [0, 0.62], "visible": False, "range": measure.from_zero([measure.drawn(metric, part.value, look.scale) for part in parts])},
        xaxis2={"domain": [0.68, 1], "range": [0, 1.04], "anchor": "y", "tickvals": [MOST], "ticktext": ["80%"], "showgrid": False, "automargin": False},
        yaxis=place.axis([part.name for part in parts], look, NAMES, base.widest(amounts) + 14), shapes=_lines(few, look),
        annotations=[
            *place.column(amounts, look.colours.ink, -5, edge=0), *place.column(shares, look.colours.mute, right - base.EDGE),
            base.head(metric.name.to(look.lang), look), base.head(words.RUNNING.to(look.lang), look, 1, right - base.EDGE, "right"),
        ],
    )  # fmt: skip
    alt = words.fill(words.ALT_PARETO, metric=metric.name, few=few, count=len(parts), share=shares[few - 1] if few else formats.NOTHING)
    return Chart(figure, place.height, alt, Native("bar", "name", ("value",)), "node_id")


def _largest(rows: pl.DataFrame) -> list[Holding]:
    """The largest first; the tail beyond the last place as one row without an id."""
    known = rows.filter(pl.col("value") > 0).sort("value", "node_id", descending=[True, False])
    found = [(key, Text(zh, en), value) for key, zh, en, value in known.select("node_id", "name_zh", "name_en", "value").iter_rows()]
    if len(found) > base.MOST_ROWS:
        tail = found[base.MOST_ROWS - 1 :]
        found = [*found[: base.MOST_ROWS - 1], ("", words.OTHERS.fill(count=len(tail)), sum(value for *_, value in tail))]
    sums = list(accumulate(float(value) for *_, value in found))
    return [Holding(*row, running / sums[-1]) for row, running in zip(found, sums, strict=True)]


def _traces(parts: Sequence[Holding], place: Stack, metric: Metric, look: Look) -> list[Part]:
    """Bars in the first panel, dots on a line in the second."""
    told = [
        [part.key, formats.markup(part.name.to(look.lang)), formats.figure(metric, part.value, look.scale), formats.share(part.running)] for part in parts
    ]
    hover = "<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{customdata[3]}<extra></extra>"
    row = {"y": place.at, "customdata": told, "hovertemplate": hover}
    values = [measure.drawn(metric, part.value, look.scale) for part in parts]
    dots = {"mode": "lines+markers", "line": {"color": look.colours.mute, "width": 1.5}, "marker": {"color": look.colours.actual, "size": 7}}
    return [
        {**row, "type": "bar", "orientation": "h", "x": values, "width": place.thick(), "marker": {"color": look.colours.actual}},
        {**row, "type": "scatter", "x": [part.running for part in parts], "xaxis": "x2", "cliponaxis": False, **dots},
    ]


def _lines(few: int, look: Look) -> list[Part]:
    """The baseline, 80 % in the second panel, and the cut under the few that reach it."""
    thin = {"color": look.colours.mute, "width": 1, "dash": "dot"}
    cut = {"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": few - 0.5, "y1": few - 0.5, "line": thin}
    return [base.upright(0, look.colours.line), {**base.upright(MOST, look.colours.mute, "x2"), "line": thin}, *([cut] if few else [])]
