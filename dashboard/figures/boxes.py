"""How something is spread within groups: quartiles as a box, whiskers to the last ordinary value, outliers as dots with the farthest named."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard import formats, words
from dashboard.figures import base
from dashboard.figures.base import Chart, Look, Native, Part
from dashboard.figures.stack import Stack, stack
from queries.metric import Metric, Unit
from queries.money import Scale, scale_for
from queries.text import Text

NAMES, TOP, BOTTOM = 14, 22, 20
ROOM = 1.6  # of the longest whisker, what the axis shows; who lies beyond stands at its end
PARTS = ("whisker_low", "first_quartile", "median", "third_quartile", "whisker_high")


@dataclass(frozen=True, slots=True)
class Box:
    """One group. Drawn in multiples of `unit`, its median, so that groups of different size share one axis."""

    name: Text
    unit: float
    parts: tuple[float, ...]
    beyond: list[tuple[Text, float]]  # the farthest first


def boxes(groups: pl.DataFrame, outliers: pl.DataFrame, metric: Metric, look: Look, height: int) -> Chart:
    """One box per group on one axis: multiples of the group's own median, or the values themselves where a median is zero.

    Groups need segment, name_zh, name_en and PARTS; outliers segment, rm_zh, rm_en, value. Beyond the axis' end a triangle stands for whoever is there.
    """
    is_relative = groups.height > 0 and groups["median"].min() > 0
    found = [_box(row, outliers, is_relative) for row in groups.iter_rows(named=True)]
    unit = scale_for(groups["median"].max(), look.lang)
    end = max((box.parts[-1] / box.unit for box in found), default=1.0) * ROOM or 1.0
    place = stack(len(found), height, TOP, BOTTOM)
    medians = [_written(metric, box.parts[2], unit) for box in found]
    head = words.MEDIAN.to(look.lang) if metric.unit is not Unit.YUAN else f"{words.MEDIAN.to(look.lang)} ({unit.word.to(look.lang)})"
    right = base.widest([*medians, head]) + 12
    ticks = {"tickformat": "~g", "ticksuffix": "×"} if is_relative else {"tickformat": ",~g"}
    figure = base.figure(
        look, place.height, [*_marks(found, place, look), *_dots(found, place, metric, unit, end, look)], (base.EDGE, right, TOP, BOTTOM), barmode="overlay",
        xaxis={**ticks, "range": [min([0.0, *(box.parts[0] / box.unit for box in found)]), end * 1.02], "showgrid": True, "nticks": 6},
        yaxis=place.axis([box.name for box in found], look, NAMES),
        annotations=[
            *place.column(medians, look.colours.ink, right - base.EDGE), base.head(head, look, 1, right - base.EDGE, "right"),
            *_named(found, place, metric, unit, end, look),
        ],
    )  # fmt: skip
    return Chart(figure, place.height, _alt(found, medians, metric), Native("bar", "name", ("first_quartile", "median", "third_quartile")))


def _box(row: dict[str, float | str], outliers: pl.DataFrame, is_relative: bool) -> Box:
    far = outliers.filter(pl.col("segment") == row["segment"]).select("rm_zh", "rm_en", "value").iter_rows()
    parts = tuple(float(row[name] or 0) for name in PARTS)
    return Box(Text(str(row["name_zh"]), str(row["name_en"])), parts[2] if is_relative else 1.0, parts, [(Text(zh, en), value) for zh, en, value in far])


def _written(metric: Metric, value: float, unit: Scale) -> str:
    return formats.money(value, unit) if metric.unit is Unit.YUAN else formats.number(value, 0 if value == int(value) else 1)


def _marks(found: Sequence[Box], place: Stack, look: Look) -> list[Part]:
    """Whiskers, boxes and medians."""
    lows, firsts, medians, thirds, highs = ([box.parts[at] / box.unit for box in found] for at in range(5))
    row = {"y": place.at, "hoverinfo": "skip"}
    bar = {**row, "type": "bar", "orientation": "h"}
    thick = min(16 / place.pitch, 0.5)
    stroke = {"symbol": "line-ns", "size": thick * place.pitch * 0.8, "line": {"color": look.colours.ink, "width": 2.5}}
    return [
        {**bar, "base": lows, "x": _less(highs, lows), "width": 1.5 / place.pitch, "marker": {"color": look.colours.previous}},
        {**bar, "base": firsts, "x": _less(thirds, firsts), "width": thick, "marker": {"color": look.colours.previous}},
        {**row, "type": "scatter", "mode": "markers", "x": medians, "marker": stroke},
    ]


def _less(many: Sequence[float], few: Sequence[float]) -> list[float]:
    return [one - other for one, other in zip(many, few, strict=True)]


def _dots(found: Sequence[Box], place: Stack, metric: Metric, unit: Scale, end: float, look: Look) -> list[Part]:
    """Outliers; those beyond the end as triangles on it."""
    spots = [(value / box.unit, y, name, value) for box, y in zip(found, place.at, strict=True) for name, value in box.beyond]
    told = [f"<b>{formats.markup(name.to(look.lang))}</b><br>{_written(metric, value, unit)}" for *_, name, value in spots]
    marker = {
        "color": look.colours.actual, "size": 7, "symbol": ["triangle-right" if x > end else "circle" for x, *_ in spots],
    }  # fmt: skip
    return [{
        "type": "scatter", "mode": "markers", "x": [min(x, end) for x, *_ in spots], "y": [y for _, y, *_ in spots], "marker": marker, "cliponaxis": False,
        "customdata": told, "hovertemplate": "%{customdata}<extra></extra>",
    }]  # fmt: skip


def _named(found: Sequence[Box], place: Stack, metric: Metric, unit: Scale, end: float, look: Look) -> list[Part]:
    """The farthest of each group by name, above its dot."""
    labels = []
    for box, y in zip(found, place.at, strict=True):
        for name, value in box.beyond[:1]:
            x = min(value / box.unit, end)
            said = f"{formats.markup(name.to(look.lang))} {_written(metric, value, unit)}"
            labels.append({**base.label(said, look.colours.mute, 11), "x": x, "y": y, "yshift": 14, "xanchor": "right" if x > end / 2 else "left"})
    return labels


def _alt(found: Sequence[Box], medians: Sequence[str], metric: Metric) -> Text:
    if not found:
        return words.fill(words.ALT_NO_GROUPS, metric=metric.name)
    parts = [words.fill(words.ALT_BOX, name=box.name, median=median, count=len(box.beyond)) for box, median in zip(found, medians, strict=True)]
    joined = Text(*("；".join(part.zh for part in parts), "; ".join(part.en for part in parts)))
    return words.fill(words.ALT_BOXES, metric=metric.name, parts=joined)
