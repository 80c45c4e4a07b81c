"""Is it fair? Actual against what a like book gives, and how new RMs catch up with settled ones."""

from typing import Any

import polars as pl

from dashboard import formats, words
from dashboard.figures import base, measure
from dashboard.figures.base import Chart, Look, Native, Part
from queries.metric import Metric
from queries.text import Text

LEFT, TOP, BOTTOM, RIGHT = 48, 24, 44, 12
MOST = 3000  # dots; more are one grey mass
STAND_OFF = 9  # pixels that keep the first labels of both axes apart
STYLES = (("actual", "solid"), ("previous", "dash"), ("previous", "dot"))


def against_expected(rows: pl.DataFrame, metric: Metric, look: Look, height: int) -> Chart:
    """A dot per RM, actual over expected, in the good colour above the line on which they are equal and in the bad one below.

    Needs node_id, name_zh, name_en, actual, expected. Of more RMs than `MOST`, those furthest from the line are drawn.
    """
    far = (pl.col("actual").cast(pl.Float64) - pl.col("expected").cast(pl.Float64)).abs()
    known = rows.drop_nulls(["actual", "expected"]).sort(far, "node_id", descending=[True, False]).head(MOST)
    dots = [(key, Text(zh, en), now, like) for key, zh, en, now, like in known.select("node_id", "name_zh", "name_en", "actual", "expected").iter_rows()]
    across, up = ([measure.drawn(metric, value, look.scale) or 0.0 for value in known[name]] for name in ("expected", "actual"))
    ends, axis = [min([0.0, *across]), max([0.0, *across]) or 1.0], {"nticks": 5, "zeroline": True, "automargin": False}
    told = [[key, formats.markup(name.to(look.lang)), *(formats.figure(metric, value, look.scale) for value in (now, like))] for key, name, now, like in dots]
    above = sum(one > other for one, other in zip(up, across, strict=True))
    figure = base.figure(
        look, height, [_line(ends, look), _dots(across, up, told, look)], (LEFT, RIGHT, TOP, BOTTOM), showlegend=False,
        xaxis={**axis, "range": measure.from_zero([*across]), "ticklabelstandoff": STAND_OFF}, yaxis={**axis, "range": measure.from_zero([*across, *up])},
        annotations=[base.head(words.ACTUAL.to(look.lang), look, 0, 0, "left"), _foot(words.EXPECTED.to(look.lang), look)],
    )  # fmt: skip
    alt = words.fill(words.ALT_EXPECTED, metric=metric.name, count=len(dots), above=above)
    return Chart(figure, height, alt)


def _foot(text: str, look: Look) -> Part:
    return {**base.label(text, look.colours.mute), "x": 1, "xref": "paper", "xanchor": "right", "y": 0, "yref": "paper", "yanchor": "top", "yshift": -24}


def _line(ends: list[float], look: Look) -> Part:
    return {"type": "scatter", "x": ends, "y": ends, "mode": "lines", "line": {"color": look.colours.mute, "width": 1, "dash": "dot"}, "hoverinfo": "skip"}


def _dots(across: list[float], up: list[float], told: list[list[Any]], look: Look) -> Part:
    tones = [look.colours.good if now >= like else look.colours.bad for now, like in zip(up, across, strict=True)]
    said = f"<b>%{{customdata[1]}}</b><br>{words.ACTUAL.to(look.lang)} %{{customdata[2]}}<br>{words.EXPECTED.to(look.lang)} %{{customdata[3]}}<extra></extra>"
    return {
        "type": "scatter", "x": across, "y": up, "mode": "markers", "marker": {"color": tones, "size": 6, "opacity": 0.7}, "customdata": told, "hovertemplate": said,
    }  # fmt: skip


def learning(rows: pl.DataFrame, enough: float, look: Look, height: int) -> Chart:
    """A line per group over the months since joining, and a level line at `enough`; months of too few RMs are gaps.

    Needs group_zh, group_en, month_no, relative_share, rms_count, in order.
    """
    names = rows.select("group_zh", "group_en").unique(maintain_order=True).rows()
    known = [value for value in rows["relative_share"] if value is not None]
    last = max((month for month, value in rows.select("month_no", "relative_share").iter_rows() if value is not None), default=0) or 1
    top = max([1.1, *known]) * 1.05
    parts = [(Text(*name), rows.filter(pl.col("group_zh") == name[0])) for name in names]
    ticks = list(range(0, last + 1, 3 if last <= 12 else 6))
    level = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": enough, "y1": enough, "line": {"color": look.colours.good, "width": 1.25, "dash": "dash"}}
    figure = base.figure(
        look, height, [_curve(name, own, place, look) for place, (name, own) in enumerate(parts)], (LEFT, RIGHT, TOP + 8, BOTTOM),
        showlegend=True, legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "xanchor": "left"}, shapes=[level],
        xaxis={"range": [-0.3, last + 0.3], "tickvals": ticks, "ticktext": [words.MONTHS_ON.to(look.lang).format(count=tick) for tick in ticks], "showgrid": False, "tickangle": 0, "ticklabelstandoff": STAND_OFF},
        yaxis={"range": [min([0.0, *(value * 1.1 for value in known)]), top], "nticks": 6, "tickformat": ".0%", "automargin": False},
    )  # fmt: skip
    return Chart(figure, height, _alt(parts, enough), Native("line", "month_no", ("relative_share",)))


def _curve(name: Text, rows: pl.DataFrame, place: int, look: Look) -> Part:
    tone, dash = STYLES[min(place, len(STYLES) - 1)]
    told = [[formats.share(share), formats.number(count)] for share, count in rows.select("relative_share", "rms_count").iter_rows()]
    shown = name.to(look.lang)
    return {
        "type": "scatter", "name": shown, "x": rows["month_no"].to_list(), "y": rows["relative_share"].to_list(), "mode": "lines+markers", "connectgaps": False,
        "line": {"color": getattr(look.colours, tone), "width": 2.25, "dash": dash}, "marker": {"size": 4}, "customdata": told,
        "hovertemplate": f"{formats.markup(shown)}<br>%{{x}}: %{{customdata[0]}} ({words.AMONG.to(look.lang)} %{{customdata[1]}})<extra></extra>",
    }  # fmt: skip


def _alt(parts: list[tuple[Text, pl.DataFrame]], enough: float) -> Text:
    said = []
    for name, rows in parts:
        reached = rows.filter((pl.col("month_no") > 0) & (pl.col("relative_share") >= enough))["month_no"].min()
        said.append(words.fill(words.ALT_LEARNING_NOT, name=name) if reached is None else words.fill(words.ALT_LEARNING_FROM, name=name, month=reached))
    listed = Text("；".join(one.zh for one in said), "; ".join(one.en for one in said))
    return words.fill(words.ALT_LEARNING, enough=formats.share(enough), curves=listed)
