"""Ways to a goal, on one scale: how much of each target is reached, and what of it is secured, likely and missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import formats, words
from dashboard.figures import base, measure
from dashboard.figures.base import Chart, Look, Native, Part
from dashboard.figures.stack import Stack, stack
from queries.metric import Metric
from queries.text import Text

NAMES, TOP, AXIS = 18, 22, 22
LONG_NAMES = 28
MOST = 1.5  # of the target, what the scale of progress shows
PARTS = ("secured", "likely", "missing")


@dataclass(frozen=True, slots=True)
class Way:
    """How far one metric has come: 1.0 is its full target, `due` what should be done by now."""

    key: str
    name: Text
    done: float
    due: float | None
    band: str | None
    said: str


def progress(rows: pl.DataFrame, look: Look, height: int) -> Chart:
    """A bar per metric from zero to its attainment, coloured by its band, with a stroke at plan to date and a line at 100 %.

    Needs node_id, name_zh, name_en, attainment, due (plan ÷ target), band, said (the amount as text). The furthest behind on top.
    """
    known = rows.drop_nulls("attainment").select("node_id", "name_zh", "name_en", "attainment", "due", "band", "said")
    ways = [Way(key, Text(zh, en), *rest) for key, zh, en, *rest in known.iter_rows()]
    kept, left_out = base.ends(sorted(ways, key=lambda way: (way.done - (way.due or 1), way.key)))
    place = stack(len(kept), height, TOP, AXIS, left_out)
    shares, head = [formats.share(way.done) for way in kept], words.ATTAINED.to(look.lang)
    right = base.widest([*shares, head]) + 12
    figure = base.figure(
        look, place.height, _way_marks(kept, place, look), (base.EDGE, right, TOP, AXIS), barmode="overlay",
        xaxis={"range": [0, MOST], "tickvals": [0, 0.5, 1, 1.5], "ticktext": ["0%", "50%", "100%", ""], "tickangle": 0},
        yaxis=place.axis([way.name for way in kept], look, LONG_NAMES), shapes=[base.upright(1, look.colours.ink, width=1.5)],
        annotations=[
            *place.column(shares, [_tone(way.band, look) for way in kept], right - base.EDGE), base.head(head, look, 1, right - base.EDGE, "right"),
            *place.middle(look, right - base.EDGE),
        ],
    )  # fmt: skip
    native = Native("bar", "name", ("attainment_share", "due_share"))
    return Chart(figure, place.height, _alt_progress(kept, place.note), native, "node_id", place.note)


def _tone(band: str | None, look: Look) -> str:
    colours = look.colours
    return {"ahead": colours.good, "behind": colours.warning, "at_risk": colours.bad}.get(band or "", colours.actual)


def _way_marks(ways: Sequence[Way], place: Stack, look: Look) -> list[Part]:
    """Bars that end where the scale does, and the strokes of the plan."""
    thick = place.thick(0.6)
    told = [[way.key, formats.markup(way.name.to(look.lang)), formats.share(way.done), formats.share(way.due), way.said] for way in ways]
    plan = words.SERIES["plan"].to(look.lang)
    hover = f"<b>%{{customdata[1]}}</b><br>%{{customdata[4]}} · %{{customdata[2]}}<br>{plan} %{{customdata[3]}}<extra></extra>"
    row = {"y": place.at, "customdata": told, "hovertemplate": hover}
    stroke = {"symbol": "line-ns", "size": thick * place.pitch * 1.25, "line": {"color": look.colours.ink, "width": 2.5}}
    bars = {"type": "bar", "orientation": "h", "x": [min(max(way.done, 0.0), MOST) for way in ways], "width": thick, "marker": {"color": [_tone(way.band, look) for way in ways]}}
    dues = [None if way.due is None else min(max(way.due, 0.0), MOST) for way in ways]
    return [{**row, **bars}, {**row, "type": "scatter", "x": dues, "mode": "markers", "marker": stroke, "cliponaxis": False}]


def _alt_progress(ways: Sequence[Way], note: Text | None) -> Text:
    if not ways:
        return words.ALT_NO_TARGETS
    late = sum(way.band in ("behind", "at_risk") for way in ways)
    ends = {"worst": ways[0].name, "low": formats.share(ways[0].done), "best": ways[-1].name, "high": formats.share(ways[-1].done)}
    return base.alt(words.ALT_PROGRESS, note, late=late, count=len(ways), **ends)


def outcome(rows: pl.DataFrame, metric: Metric, look: Look, height: int) -> Chart:
    """A bar per unit made of what is secured (solid), likely (hatched) and missing (outlined); the most missing on top.

    Needs node_id, name_zh, name_en, and PARTS, none of them below zero.
    """
    found = rows.drop_nulls(PARTS).sort(pl.col("missing").cast(pl.Float64), "node_id", descending=[True, False])
    kept, left_out = base.ends(found.select("node_id", "name_zh", "name_en", *PARTS).rows())
    place = stack(len(kept), height, TOP, base.EDGE, left_out)
    lacks = [formats.figure(metric, row[5], look.scale) for row in kept]
    head = words.SERIES["missing"].to(look.lang)
    right = base.widest([*lacks, head]) + 12
    tones = [look.colours.bad if row[5] else look.colours.good for row in kept]
    figure = base.figure(
        look, place.height, _parts(kept, place, metric, look), (base.EDGE, right, TOP, base.EDGE), barmode="stack",
        xaxis={"visible": False, "range": measure.from_zero([measure.drawn(metric, sum(row[3:]), look.scale) for row in kept])},
        yaxis=place.axis([Text(row[1], row[2]) for row in kept], look, NAMES), shapes=[base.upright(0, look.colours.line)],
        annotations=[*place.column(lacks, tones, right - base.EDGE), base.head(head, look, 1, right - base.EDGE, "right"), *place.middle(look, right - base.EDGE)],
    )  # fmt: skip
    return Chart(figure, place.height, _alt_outcome(kept, metric, look, place.note), Native("stacked", "name", PARTS), "node_id", place.note)


def _parts(rows: Sequence[tuple[Any, ...]], place: Stack, metric: Metric, look: Look) -> list[Part]:
    colours, clear = look.colours, "rgba(0,0,0,0)"
    hatch = {"shape": "/", "fgcolor": colours.actual, "bgcolor": colours.paper, "size": 5}
    looks = {
        "secured": {"color": colours.actual}, "likely": {"color": colours.paper, "pattern": hatch, "line": {"color": colours.actual, "width": 1}},
        "missing": {"color": clear, "line": {"color": colours.bad, "width": 1.25}},
    }  # fmt: skip
    traces = []
    for at, name in enumerate(PARTS, 3):
        said = words.SERIES[name].to(look.lang)
        told = [[row[0], formats.markup(Text(row[1], row[2]).to(look.lang)), formats.figure(metric, row[at], look.scale)] for row in rows]
        traces.append({
            "type": "bar", "orientation": "h", "y": place.at, "x": [measure.drawn(metric, row[at], look.scale) for row in rows], "width": place.thick(0.6),
            "marker": looks[name], "customdata": told, "hovertemplate": f"<b>%{{customdata[1]}}</b><br>{said} %{{customdata[2]}}<extra></extra>",
        })  # fmt: skip
    return traces


def _alt_outcome(rows: Sequence[tuple[Any, ...]], metric: Metric, look: Look, note: Text | None) -> Text:
    if not rows:
        return words.ALT_NO_TARGETS
    short = sum(bool(row[5]) for row in rows)
    worst = {"worst": Text(rows[0][1], rows[0][2]), "missing": formats.figure(metric, rows[0][5], look.scale)}
    return base.alt(words.ALT_OUTCOME, note, metric=metric.name, short=short, count=len(rows), **worst)
