"""Several measures over the same months, each on its own scale."""

from collections.abc import Mapping, Sequence

import polars as pl

from dashboard import formats, words
from dashboard.figures import base, measure
from dashboard.figures.base import Chart, Look, Native, Part
from queries.metric import Metric
from queries.money import Number, Scale
from queries.text import LANGS, Text

SPACE = 0.14  # of the height, between two panels


def trend(months: pl.DataFrame, metrics: Sequence[Metric], look: Look, height: int) -> Chart:
    """One small line chart per metric over the same months, each on its own scale, named and labelled on the line.

    Needs month and a column per metric, by its key. Amounts too small for the page's unit of money have one of their own, which the name says.
    """
    when = [base.month_label(day, look.lang) for day in months["month"]]
    last = len(when) - 1
    ticks = sorted({0, last // 2, last}) if when else []
    scales = {metric.key: _scale(months[metric.key], metric, look) for metric in metrics}
    traces, axes, heads = [], {}, []
    for at, metric in enumerate(metrics, start=1):
        axis = "" if at == 1 else str(at)
        unit = scales[metric.key]
        values = [measure.drawn(metric, value, unit) for value in months[metric.key]]
        shown = [formats.figure(metric, value, unit) for value in months[metric.key]]
        traces.append(_line(f"y{axis}", values, shown, when, look))
        axes[f"yaxis{axis}"] = {"visible": False, "domain": _domain(at, len(metrics)), "range": _span(values)}
        heads.append(_name(metric, unit, f"y{axis} domain", look))
    figure = base.figure(
        look, height, traces, (56, 58, 22, 24), annotations=heads, **axes,
        xaxis={"tickvals": ticks, "ticktext": [when[tick] for tick in ticks], "range": [-0.5, last + 0.5], "showgrid": False, "showline": True,
               "ticklabeloverflow": "allow", "anchor": traces[-1]["yaxis"]},
    )  # fmt: skip
    keys = tuple(metric.key for metric in metrics)
    return Chart(figure, height, words.fill(words.ALT_TREND, parts=_in_words(months, metrics, scales)), Native("line", "month", keys))


def _domain(at: int, count: int) -> list[float]:
    """From bottom to top of the `at`-th panel, the first on top."""
    part = (1 - SPACE * (count - 1)) / count
    top = 1 - (at - 1) * (part + SPACE)
    return [max(top - part, 0.0), top]


def _span(values: Sequence[float | None]) -> list[float]:
    known = [value for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    room = (high - low) * 0.35 or abs(high) * 0.1 or 1.0
    return [low - room, high + room]


def _line(axis: str, values: list[float | None], shown: list[str], when: list[str], look: Look) -> Part:
    """One metric's line with its first and last value at the ends."""
    labels = [f"{shown[0]}\u2002", *[""] * (len(shown) - 2), f"\u2002{shown[-1]}"][: len(shown)] if shown else []
    return {
        "type": "scatter", "yaxis": axis, "x": list(range(len(values))), "y": values, "mode": "lines+markers+text" if sum(value is not None for value in values) == 1 else "lines+text", "line": {"color": look.colours.accent, "width": 2},
        "customdata": [[month, text] for month, text in zip(when, shown, strict=True)], "text": labels, "cliponaxis": False,
        "textposition": ["middle left", *["middle right"] * (len(values) - 1)], "textfont": {"color": look.colours.ink, "size": 12},
        "hovertemplate": "%{customdata[0]} %{customdata[1]}<extra></extra>",
    }  # fmt: skip


def _scale(values: pl.Series, metric: Metric, look: Look) -> Scale:
    return formats.unit_of(metric, values.abs().max() if values.dtype.is_numeric() else None, look.scale, look.lang)  # type: ignore[arg-type]


def _name(metric: Metric, unit: Scale, axis: str, look: Look) -> Part:
    name = (words.HHI_SCALE if metric.key == "hhi" else metric.name).to(look.lang)
    if unit != look.scale:
        name = words.OWN_UNIT.fill(name=name, unit=unit.word.to(look.lang)).to(look.lang)
    spot = {"x": 0, "xref": "paper", "y": 1, "yref": axis, "yanchor": "bottom", "xanchor": "left", "xshift": -50}
    return {**base.label(f"<b>{name}</b>", look.colours.mute), **spot}


def _in_words(months: pl.DataFrame, metrics: Sequence[Metric], scales: Mapping[str, Scale]) -> Text:
    parts = [
        words.fill(
            words.ALT_TREND_PART, name=metric.name, first=formats.figure(metric, first, scales[metric.key]), last=formats.figure(metric, last, scales[metric.key])
        )
        for metric in metrics
        for first, last in (_first_and_last(months[metric.key]),)
    ]
    return Text(*(words.JOIN.to(lang).join(part.to(lang) for part in parts) for lang in LANGS))


def _first_and_last(values: pl.Series) -> tuple[Number | None, Number | None]:
    return (values[0], values[-1]) if len(values) else (None, None)
