"""The row of cards: name, value, unit, change on last year and a line of the months behind it."""

import base64
from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard import formats, words
from dashboard.answer import Cards
from dashboard.page import View
from queries.metric import Good, Metric
from queries.money import Scale
from queries.periods import year_before
from queries.text import Text


def row(view: View, cards: Cards, scale: Scale) -> None:
    """One card per metric."""
    now, before = of_month(cards, view.scope.month), of_month(cards, year_before(view.scope.month))
    drawn = [card(view, cards, metric, now.get(metric.key), before.get(metric.key), scale) for metric in cards.metrics]
    few = " few" if len(drawn) < 6 else ""
    with st.container(key="kpis"):
        st.html(f'<div class="kpis{few}" style="--most:{max(len(drawn), 5)}">{"".join(drawn)}</div>')


def of_month(cards: Cards, month: date) -> dict[str, Any]:
    """The figures of one month, or none."""
    found = cards.figures.filter(pl.col("month") == month)
    return found.row(0, named=True) if found.height else {}


def every_figure(view: View, cards: Cards, metrics: Sequence[Metric]) -> pl.DataFrame:
    """One written line per metric, unrounded: now, a year ago, the change, what it means."""
    now, before, lang = of_month(cards, view.scope.month), of_month(cards, year_before(view.scope.month)), view.lang
    lines = [
        (
            name_of(metric).to(lang),
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


def tone_of(metric: Metric, change: str) -> str:
    """Whether a written change is good; even where it has no sign or the metric no good side."""
    if change[0] not in "+−" or metric.good is Good.NEITHER:
        return "even"
    return "good" if (change[0] == "+") == (metric.good is Good.UP) else "bad"


def card(view: View, cards: Cards, metric: Metric, now: Any, before: Any, scale: Scale) -> str:
    """Name and meaning, value and unit, change on last year and on plan to date where these are known, the months behind it."""
    lang, months, unit = view.lang, cards.months, formats.unit_of(metric, now, scale, view.lang)
    name = cards.names.get(metric.key, name_of(metric)).to(lang)
    tip = formats.markup(f"{metric.meaning.to(lang)} {metric.in_words.to(lang)}")
    past = months[metric.key].drop_nulls().cast(pl.Float64).to_list() if metric.key in months.columns else []
    changes = ((words.LAST_YEAR, before), (words.ON_PLAN, cards.plan.get(metric.key)))
    return (
        f'<div class="kpi"><div class="name">{formats.markup(name)}'
        f'<span class="tip" tabindex="0" role="img" aria-label="{tip}">?<span class="tip-text" aria-hidden="true">{tip}</span></span></div>'
        f'<div class="value">{formats.figure(metric, now, unit)}<span class="unit">{formats.unit_word(metric, now, unit, lang)}</span></div>'
        f'<div class="change">{"".join(_change(view, metric, now, base, against) for against, base in changes if formats.difference(metric, now, base) != formats.NOTHING)}</div>{_sparkline(past)}</div>'
    )


def _change(view: View, metric: Metric, now: Any, base: Any, against: Text) -> str:
    """Arrow for the direction, colour for whether that is good; both only where there is a change to show."""
    shown = formats.difference(metric, now, base)
    arrow = {"+": "▲ ", "−": "▼ "}.get(shown[0], "")
    return f'<span><b class="{tone_of(metric, shown)}">{arrow}{shown}</b> {against.to(view.lang)}</span>'


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
