"""One among many: a figure of one's own beside the middle half and the median of one's peers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from dashboard import formats, words
from dashboard.figures import base
from dashboard.figures.base import Chart, Look, Native, Part
from dashboard.figures.stack import Stack, stack
from queries.metric import Metric
from queries.money import scale_for
from queries.text import Text

NAMES, TOP = 14, 22
PARTS = ("own", "first_quartile", "median", "third_quartile", "most")


@dataclass(frozen=True, slots=True)
class Figure:
    """A row: its own scale runs from zero to its `most`."""

    name: Text
    metric: Metric
    own: float
    first: float
    median: float
    third: float
    most: float

    def drawn(self, value: float) -> float:
        return max(value, 0.0) / (max(self.most, self.own) or 1.0)


def peers(rows: pl.DataFrame, metrics: Mapping[str, Metric], look: Look, height: int) -> Chart:
    """A row per figure, each on its own scale from zero to the greatest: a grey bar for the middle half, a stroke for the median, a dot for one's own.

    Needs measure (a key of `metrics`), what_zh, what_en, own, first_quartile, median, third_quartile and most.
    """
    found = [
        Figure(Text(zh, en), metrics[key], *(float(value or 0) for value in values))
        for key, zh, en, *values in rows.select("measure", "what_zh", "what_en", *PARTS).iter_rows()
    ]
    place = stack(len(found), height, TOP, base.EDGE)
    owns, medians = ([_written(row, value, look) for row, value in zip(found, values, strict=True)] for values in ([r.own for r in found], [r.median for r in found]))
    heads = [words.OWN.to(look.lang), words.MEDIAN.to(look.lang)]
    near = base.widest([*medians, heads[1]]) + 12
    right = near + base.widest([*owns, heads[0]]) + 12
    figure = base.figure(
        look, place.height, _marks(found, place, owns, medians, look), (base.EDGE, right, TOP, base.EDGE), barmode="overlay",
        xaxis={"visible": False, "range": [0, 1.03]}, yaxis=place.axis([row.name for row in found], look, NAMES), shapes=[base.upright(0, look.colours.line)],
        annotations=[
            *place.column(owns, look.colours.ink, right - near - base.EDGE), *place.column(medians, look.colours.mute, right - base.EDGE),
            base.head(heads[0], look, 1, right - near - base.EDGE, "right"), base.head(heads[1], look, 1, right - base.EDGE, "right"),
        ],
    )  # fmt: skip
    return Chart(figure, place.height, _alt(found, owns, medians), Native("bar", "what", ("own", "median")))


def _written(row: Figure, value: float, look: Look) -> str:
    """Money in a unit that suits it, which stands behind it: the rows share no scale."""
    if not row.metric.key.endswith("_yuan"):
        return formats.figure(row.metric, value, look.scale)
    unit = scale_for(max(row.own, row.median), look.lang)
    return f"{formats.money(value, unit)} {unit.word.to(look.lang)}"


def _marks(found: Sequence[Figure], place: Stack, owns: Sequence[str], medians: Sequence[str], look: Look) -> list[Part]:
    colours, thick = look.colours, place.thick(0.6)
    told = [[formats.markup(row.name.to(look.lang)), own, median] for row, own, median in zip(found, owns, medians, strict=True)]
    hover = f"<b>%{{customdata[0]}}</b><br>{words.OWN.to(look.lang)} %{{customdata[1]}}<br>{words.MEDIAN.to(look.lang)} %{{customdata[2]}}<extra></extra>"
    row = {"y": place.at, "customdata": told, "hovertemplate": hover}
    stroke = {"symbol": "line-ns", "size": thick * place.pitch * 0.8, "line": {"color": colours.previous, "width": 2.5}}
    dot = {"color": colours.actual, "size": 12, "line": {"color": colours.paper, "width": 1.5}}
    lows, highs = [each.drawn(each.first) for each in found], [each.drawn(each.third) for each in found]
    return [
        {**row, "type": "bar", "orientation": "h", "x": [each.drawn(each.most) for each in found], "width": 2 / place.pitch, "marker": {"color": colours.line}},
        {**row, "type": "bar", "orientation": "h", "base": lows, "x": [high - low for low, high in zip(lows, highs, strict=True)], "width": thick, "marker": {"color": colours.line}},
        {**row, "type": "scatter", "mode": "markers", "x": [each.drawn(each.median) for each in found], "marker": stroke, "cliponaxis": False},
        {**row, "type": "scatter", "mode": "markers", "x": [each.drawn(each.own) for each in found], "marker": dot, "cliponaxis": False},
    ]  # fmt: skip


def _alt(found: Sequence[Figure], owns: Sequence[str], medians: Sequence[str]) -> Text:
    if not found:
        return words.ALT_NO_PEERS
    parts = [words.fill(words.ALT_PEER, name=row.name, own=own, median=median) for row, own, median in zip(found, owns, medians, strict=True)]
    return words.fill(words.ALT_PEERS, parts=Text(*(words.JOIN.to(lang).join(part.to(lang) for part in parts) for lang in ("zh", "en"))))
