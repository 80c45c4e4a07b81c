"""Frames in, Plotly figures out. Nothing here knows Streamlit or the warehouse."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
import polars as pl
from plotly.subplots import make_subplots

from dashboard import formats, words
from dashboard.formats import Scale
from dashboard.theme import Palette, template
from queries.metric import Metric
from queries.text import LANGS, Lang, Text

MOST_ROWS = 22
NAME_WIDTH = 21
NARROW = 190  # pixels that names of this width leave for bars, amounts and shares on a phone
THICK = 24  # pixels a bar may be thick


@dataclass(frozen=True, slots=True)
class Look:
    """How one reader sees charts: language, colours, unit of money."""

    lang: Lang
    colours: Palette
    scale: Scale


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure of fixed height, and the same in words for who cannot see it."""

    figure: go.Figure
    height: int
    alt: Text


def _figure(look: Look, height: int, **layout: object) -> go.Figure:
    return go.Figure(layout={"template": template(look.colours), "height": height, **layout})


def ranking(holders: pl.DataFrame, title: Text, look: Look, height: int) -> Chart:
    """One bar per holder, the largest on top, amount on the bar's end, running share in a column at the right.

    Needs place, holder_zh, holder_en, value_yuan, share, cumulative_share. At most MOST_ROWS rows are drawn.
    """
    rows = holders.filter(pl.col("place").is_not_null()).sort("place").head(MOST_ROWS)
    names = rows[f"holder_{look.lang}"].to_list()
    figure = _figure(look, height, margin={"l": 4, "r": 4, "t": 4, "b": 4})
    _bars(figure, rows, names, look)
    for at, running in enumerate(rows["cumulative_share"]):
        figure.add_annotation(
            x=1, xref="paper", y=at, text=formats.share(running), showarrow=False, xanchor="right", font={"color": look.colours.mute}
        )
    ticks = [f"{formats.markup(formats.clipped(name, NAME_WIDTH))}  " for name in names]
    figure.update_yaxes(autorange="reversed", showgrid=False, tickvals=list(range(len(ticks))), ticktext=ticks, tickfont_color=look.colours.ink)
    first = rows.row(0, named=True)
    largest = Text(first["holder_zh"], first["holder_en"])
    return Chart(figure, height, words.fill(words.ALT_RANKING, title=title, name=largest, share=formats.share(first["share"])))


def _bars(figure: go.Figure, rows: pl.DataFrame, names: Sequence[str], look: Look) -> None:
    """Bars from zero, each with its amount; the axis leaves room for the column at the right."""
    amounts = [float(value) / look.scale.divisor for value in rows["value_yuan"]]
    labels = [formats.money(value, look.scale) for value in rows["value_yuan"]]
    room = NARROW / max(NARROW - 44 - 6.5 * max(map(len, labels)), 60)
    figure.add_bar(
        width=min(0.66, THICK * len(amounts) / figure.layout.height), x=amounts, y=list(range(len(amounts))), orientation="h", marker_color=look.colours.actual,
        customdata=[formats.markup(name) for name in names], hovertemplate="%{customdata}<br>%{text}<extra></extra>",
        text=labels, textposition="outside", cliponaxis=False,
        constraintext="none", textangle=0, textfont={"color": look.colours.ink, "size": 12},
    )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, max(amounts) * room])


def lorenz(curve: pl.DataFrame, fifth: float, pareto: float, look: Look, height: int) -> Chart:
    """Share of the measure over share of the holders, the largest first, against complete equality.

    `fifth` is what the largest 20 % hold, `pareto` the share of holders that reaches 80 %; both are marked on the curve.
    """
    colours, lang = look.colours, look.lang
    figure = _figure(look, height, margin={"l": 4, "r": 20, "t": 10, "b": 24})
    figure.add_scatter(x=[0, 1], y=[0, 1], mode="lines", line={"color": colours.previous, "width": 1.5, "dash": "dot"}, hoverinfo="skip")
    figure.add_scatter(
        x=curve["holder_share"].to_list(), y=curve["measure_share"].to_list(), mode="lines+markers", fill="tonexty",
        fillcolor=colours.shade, line={"color": colours.accent, "width": 2.5}, marker={"size": 5, "color": colours.accent},
        hovertemplate="%{x:.1%} → %{y:.1%}<extra></extra>",
    )  # fmt: skip
    figure.add_annotation(
        x=0.58, y=0.52, text=words.EQUAL.to(lang), showarrow=False, xanchor="left", yanchor="top", font={"color": colours.mute}
    )
    told = ((words.FIFTH_HOLDS, _across(curve, fifth), fifth, fifth), (words.PARETO_REACHED, pareto, _up(curve, pareto), pareto))
    _marks(figure, [(x, y, phrase.to(lang).format(share=formats.share(share))) for phrase, x, y, share in told], look)
    ticks = {"range": [-0.01, 1.02], "tickvals": [0, 0.2, 0.4, 0.6, 0.8, 1], "ticktext": ["0%", "20%", "40%", "60%", "80%", "100%"]}
    figure.update_xaxes(**ticks, showgrid=False, showline=True)
    figure.update_yaxes(**ticks)
    return Chart(figure, height, words.ALT_LORENZ.fill(share=formats.share(fifth)))


def _marks(figure: go.Figure, spots: Sequence[tuple[float, float, str]], look: Look) -> None:
    """Rings on the curve with what they say; the left one is told lower, so that the two never meet."""
    for (x, y, label), drop in zip(sorted(spots), (72, 30), strict=True):
        side = ("left", 36) if x < 0.6 else ("right", -36)
        figure.add_annotation(
            x=x, y=y, text=label, ax=side[1], ay=drop, xanchor=side[0], arrowhead=0, arrowwidth=1, arrowcolor=look.colours.mute, font={"size": 13}
        )
    ring = {"size": 10, "color": look.colours.paper, "line": {"color": look.colours.accent, "width": 2.5}}
    figure.add_scatter(x=[x for x, _, _ in spots], y=[y for _, y, _ in spots], mode="markers", hoverinfo="skip", marker=ring)


def _across(curve: pl.DataFrame, up: float) -> float:
    """The share of holders at the curve's point that is nearest to `up`."""
    return float(curve.sort((pl.col("measure_share") - up).abs(), "holder_share")["holder_share"][0])


def _up(curve: pl.DataFrame, across: float) -> float:
    """The height of the drawn line over `across`."""
    spots = curve.sort("holder_share").rows()
    for (x0, y0), (x1, y1) in zip(spots, spots[1:], strict=False):
        if x0 <= across <= x1:
            return float(y0 + (y1 - y0) * (across - x0) / ((x1 - x0) or 1.0))
    return 1.0


def trend(months: pl.DataFrame, metrics: Sequence[Metric], look: Look, height: int) -> Chart:
    """One small line chart per metric over the same months, each on its own scale, named and labelled on the line."""
    figure = make_subplots(rows=len(metrics), cols=1, shared_xaxes=True, vertical_spacing=0.14)
    figure.update_layout(template=template(look.colours), height=height, margin={"l": 56, "r": 58, "t": 22, "b": 24})
    when = [formats.month(day, look.lang) for day in months["month"]]
    for at, metric in enumerate(metrics, start=1):
        _line(figure, at, metric, months[metric.key].to_list(), when, look)
    last = len(when) - 1
    ticks = sorted({0, last // 2, last})
    figure.update_xaxes(tickvals=ticks, ticktext=[when[tick] for tick in ticks], range=[-0.5, last + 0.5], showgrid=False, showline=True, ticklabeloverflow="allow")
    figure.update_yaxes(visible=False)
    return Chart(figure, height, words.fill(words.ALT_TREND, parts=_in_words(months, metrics, look.scale)))


def _line(figure: go.Figure, at: int, metric: Metric, values: list[float | None], when: list[str], look: Look) -> None:
    """One metric's line, with its name above and its first and last value at the ends."""
    shown = [formats.figure(metric, value, look.scale) for value in values]
    labels = [f"{shown[0]}\u2002", *[""] * (len(shown) - 2), f"\u2002{shown[-1]}"]
    known = [float(value) for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    room = (high - low) * 0.35 or abs(high) * 0.1 or 1.0
    name = (words.HHI_SCALE if metric.key == "hhi" else metric.name).to(look.lang)
    figure.add_scatter(
        row=at, col=1, x=list(range(len(values))), y=values, mode="lines+text", line={"color": look.colours.accent, "width": 2},
        customdata=[[month, text] for month, text in zip(when, shown, strict=True)], text=labels, cliponaxis=False,
        textposition=["middle left", *["middle right"] * (len(values) - 1)], textfont={"color": look.colours.ink, "size": 12},
        hovertemplate="%{customdata[0]} %{customdata[1]}<extra></extra>",
    )  # fmt: skip
    figure.update_yaxes(row=at, col=1, range=[low - room, high + room])
    axis = "" if at == 1 else str(at)
    figure.add_annotation(
        x=0, xref="paper", y=1, yref=f"y{axis} domain", yanchor="bottom", xanchor="left", xshift=-50, showarrow=False, text=f"<b>{name}</b>",
        font={"color": look.colours.mute, "size": 12},
    )  # fmt: skip


def _in_words(months: pl.DataFrame, metrics: Sequence[Metric], scale: Scale) -> Text:
    parts = [
        words.fill(words.ALT_TREND_PART, name=metric.name, first=formats.figure(metric, values[0], scale), last=formats.figure(metric, values[-1], scale))
        for metric in metrics
        for values in (months[metric.key],)
    ]
    return Text(*(words.JOIN.to(lang).join(part.to(lang) for part in parts) for lang in LANGS))
