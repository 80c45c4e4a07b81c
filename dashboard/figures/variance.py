"""Actual beside its variance: who is furthest from the base, in the metric's unit and relative."""

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

NAMES = 18  # half-width places of a name
BARS = (0.0, 0.5)  # of the plot's width
VARIANCES = (0.57, 1.0)
TOP = 22


@dataclass(frozen=True, slots=True)
class Gap:
    """One unit against its base; `written` is its variance in the metric's unit, and relative."""

    key: str
    name: Text
    actual: Number | None
    base: Number | None
    change: Number | None
    written: tuple[str, str]

    @property
    def said(self) -> str:
        return " ".join(filter(None, self.written))


def variance(rows: pl.DataFrame, metric: Metric, look: Look, height: int, *, against: Text, is_plan: bool = False) -> Chart:
    """Actual over its base at the left, the variance at the right: absolute and relative, the worst on top.

    Needs node_id, name_zh, name_en, actual, base. The base is the year before, drawn lighter behind, or (`is_plan`) an
    outline. `against` is its word in the heading. Units without a base come last.
    """
    every = _gaps(rows, metric, look)
    gaps, left_out = base.ends(every, sum(gap.change is None for gap in every))
    place = stack(len(gaps), height, TOP, base.EDGE, left_out)
    amounts = [formats.figure(metric, gap.actual, look.scale) for gap in gaps]
    annotations, right = _columns(gaps, place, metric, look, against)
    figure = base.figure(
        look, place.height, _traces(gaps, place, metric, look, is_plan), (base.EDGE, right, TOP, base.EDGE), barmode="overlay",
        xaxis={"domain": BARS, "visible": False, "range": _range([value for gap in gaps for value in (gap.actual, gap.base)], metric, look)},
        xaxis2={"domain": VARIANCES, "visible": False, "range": _range([gap.change for gap in gaps], metric, look), "anchor": "y"},
        yaxis=place.axis([gap.name for gap in gaps], look, NAMES, base.widest(amounts) + 14),
        shapes=[base.upright(0, look.colours.line), base.upright(0, look.colours.ink, "x2")],
        annotations=[*place.column(amounts, look.colours.ink, -5, edge=0), *annotations],
    )  # fmt: skip
    return Chart(figure, place.height, _alt(gaps, metric, against, place.note), Native("bar", "name", ("actual", "base")), "node_id", place.note)


def _gaps(rows: pl.DataFrame, metric: Metric, look: Look) -> list[Gap]:
    """Worst first; those without a variance last."""
    gaps = [
        Gap(key, Text(zh, en), actual, before, measure.change(actual, before), measure.written_gap(metric, actual, before, look.scale))
        for key, zh, en, actual, before in rows.select("node_id", "name_zh", "name_en", "actual", "base").iter_rows()
    ]
    return sorted(gaps, key=lambda gap: (gap.change is None, measure.goodness(metric, gap.change), gap.key))


def _columns(gaps: Sequence[Gap], place: Stack, metric: Metric, look: Look, against: Text) -> tuple[list[Part], int]:
    """The variances as text at the right with the headings, and the pixels they take."""
    absolute, relative = (base.widest(gap.written[part] for gap in gaps) for part in (0, 1))
    aside = relative + 8 if relative else 0
    right = absolute + aside + 8
    edge = right - base.EDGE
    tones = [measure.tone(metric, gap.change, look.colours) for gap in gaps]
    return [
        *(place.column([gap.written[1] for gap in gaps], tones, edge) if relative else []),
        *place.column([gap.written[0] for gap in gaps], tones, edge - aside),
        base.head(words.ACTUAL.to(look.lang), look, 0, -5, "right"),
        base.head(f"Δ {against.to(look.lang)}", look, 1, edge, "right"),
        *place.middle(look, edge),
    ], right


def _traces(gaps: Sequence[Gap], place: Stack, metric: Metric, look: Look, is_plan: bool) -> list[Part]:
    """Base behind, actual before it, variances in the second panel; every bar carries its unit's id and what a pointer is told."""
    colours, thick = look.colours, place.thick()
    outline = {"color": "rgba(0,0,0,0)", "line": {"color": colours.plan, "width": 1.25}}
    bar = {"type": "bar", "orientation": "h", "y": place.at, **_told(gaps, metric, look)}
    before, now, change = (
        [measure.drawn(metric, value, look.scale) for value in values] for values in zip(*((g.base, g.actual, g.change) for g in gaps), strict=True)
    ) if gaps else ([], [], [])  # fmt: skip
    tones = [measure.tone(metric, gap.change, colours, colours.actual) for gap in gaps]
    return [
        {**bar, "x": before, "width": thick, "marker": outline if is_plan else {"color": colours.previous}},
        {**bar, "x": now, "width": thick * 0.6, "marker": {"color": colours.actual}},
        {**bar, "x": change, "width": thick * 0.8, "xaxis": "x2", "marker": {"color": tones}},
    ]


def _told(gaps: Sequence[Gap], metric: Metric, look: Look) -> Part:
    lang, scale = look.lang, look.scale
    told = [
        [gap.key, formats.markup(gap.name.to(lang)), formats.figure(metric, gap.actual, scale), formats.figure(metric, gap.base, scale), gap.said]
        for gap in gaps
    ]
    parts = ("<b>%{customdata[1]}</b>", f"{words.ACTUAL.to(lang)} %{{customdata[2]}}", f"{words.BASE.to(lang)} %{{customdata[3]}}", "Δ %{customdata[4]}")
    return {"customdata": told, "hovertemplate": f"{'<br>'.join(parts)}<extra></extra>"}


def _range(values: Sequence[Number | None], metric: Metric, look: Look) -> list[float]:
    return measure.from_zero([measure.drawn(metric, value, look.scale) for value in values])


def _alt(gaps: Sequence[Gap], metric: Metric, against: Text, note: Text | None) -> Text:
    known = [gap for gap in gaps if gap.change is not None]
    if not known:
        return words.fill(words.ALT_NO_VARIANCE, metric=metric.name, against=against)
    parts = {"worst": known[0].name, "worst_gap": known[0].said, "best": known[-1].name, "best_gap": known[-1].said}
    return base.alt(words.ALT_VARIANCE, note, metric=metric.name, against=against, **parts)
