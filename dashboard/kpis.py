"""The row of cards: name, value, unit, change on last year and a line of the months behind it."""

import base64
from collections.abc import Sequence
from datetime import date

import polars as pl
import streamlit as st

from dashboard import formats, words
from dashboard.page import View
from queries.metric import Good, Metric, Unit
from queries.text import Text


def row(view: View, metrics: Sequence[Metric], figures: pl.DataFrame, months: pl.DataFrame) -> None:
    """One card per metric. `figures` is its one row now; `months` holds the past, where there is one."""
    now = figures.row(0, named=True) if figures.height else {}
    before = year_ago(view, months)
    cards = [card(view, metric, now.get(metric.key), before.get(metric.key), months) for metric in metrics]
    with st.container(key="kpis"):
        st.html(f'<div class="kpis">{"".join(cards)}</div>')


def year_before(view: View) -> date:
    return view.scope.month.replace(year=view.scope.month.year - 1)


def year_ago(view: View, months: pl.DataFrame) -> dict[str, object]:
    """The figures of the same month of last year, or none."""
    found = months.filter(pl.col("month") == year_before(view))
    return found.row(0, named=True) if found.height else {}


def every_figure(view: View, metrics: Sequence[Metric], figures: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """One written line per metric, unrounded: now, a year ago, the change, what it means."""
    now = figures.row(0, named=True) if figures.height else {}
    before, lang = year_ago(view, months), view.lang
    lines = [
        (
            metric.name.to(lang),
            formats.exact(metric, now.get(metric.key)),
            formats.exact(metric, before.get(metric.key)),
            formats.difference(metric, now.get(metric.key), before.get(metric.key)),
            metric.meaning.to(lang),
        )
        for metric in metrics
    ]
    return pl.DataFrame(lines, schema=dict.fromkeys(("metric", "value", "year_ago", "change", "meaning"), pl.String), orient="row")


def name_of(metric: Metric) -> Text:
    """A metric's name as figures show it; the HHI stands on its usual scale."""
    return words.HHI_SCALE if metric.key == "hhi" else metric.name


def card(view: View, metric: Metric, now: object, before: object, months: pl.DataFrame) -> str:
    lang = view.lang
    name = name_of(metric).to(lang)
    unit = view.scale.word.to(lang) if metric.unit is Unit.YUAN else ""
    tip = formats.markup(f"{metric.meaning.to(lang)} {metric.in_words.to(lang)}")
    past = months[metric.key].drop_nulls().cast(pl.Float64).to_list() if metric.key in months.columns else []
    return (
        f'<div class="kpi"><div class="name">{formats.markup(name)}'
        f'<span class="tip" tabindex="0" role="img" aria-label="{tip}">?<span class="tip-text" aria-hidden="true">{tip}</span></span></div>'
        f'<div class="value">{formats.figure(metric, now, view.scale)}<span class="unit">{unit}</span></div>'
        f'<div class="change">{_change(view, metric, now, before)}</div>{_sparkline(past)}</div>'
    )


def _change(view: View, metric: Metric, now: object, before: object) -> str:
    """Arrow for the direction, colour for whether that is good; both only where there is a change to show."""
    shown = formats.difference(metric, now, before)
    tone, arrow = "even", ""
    if shown[0] in "+−":
        rose = shown[0] == "+"
        arrow = "▲ " if rose else "▼ "
        tone = "even" if metric.good is Good.NEITHER else "good" if rose == (metric.good is Good.UP) else "bad"
    return f'<span class="{tone}">{arrow}{shown}</span> {words.LAST_YEAR.to(view.lang)}'


def _sparkline(values: Sequence[float]) -> str:
    """A line in the accent colour, drawn as a mask so that it follows the theme; an empty strip for a single month."""
    if len(values) < 2:
        return '<div class="spark"></div>'
    low, span = min(values), (max(values) - min(values)) or 1.0
    spots = [(2 + 94 * at / (len(values) - 1), 26 - 22 * (value - low) / span) for at, value in enumerate(values)]
    line = " ".join(f"{x:.2f},{y:.2f}" for x, y in spots)
    dot = f"{spots[-1][0]:.2f},{spots[-1][1]:.2f}"
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 30" preserveAspectRatio="none" fill="none" stroke="#000">'
        f'<polyline points="{line}" stroke-width="2" vector-effect="non-scaling-stroke" stroke-linejoin="round"/>'
        f'<path d="M{dot} l0.01,0" stroke-width="8" stroke-linecap="round" vector-effect="non-scaling-stroke"/></svg>'
    )
    return f'<div class="spark" style="--shape:url(data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})"></div>'
