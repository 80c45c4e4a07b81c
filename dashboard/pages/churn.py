"""Client churn: whom are we losing, what did they take, and why?"""

from dataclasses import replace
from typing import Any

import polars as pl

from dashboard import figures, formats, kpis, words
from dashboard.answer import Cards, Content, Panel
from dashboard.figures import Native
from dashboard.page import Page, View
from dashboard.pages import churn_kept
from queries import churn, churn_cuts, retention
from queries.churn_metrics import (
    ACTIVE,
    ANNUAL,
    CHURN,
    CHURN_YEAR,
    DORMANT,
    GROSS,
    KEPT,
    LOST,
    MOVED_IN,
    MOVED_OUT,
    NET,
    NEW,
    REACTIVATED,
    UNUSED,
    WON_BACK,
)
from queries.codes import MEASURES, PERIODS
from queries.money import Scale, scale_for, smaller
from queries.periods import year_before
from queries.portfolio import OF_MEASURE
from queries.text import LANGS, Text, inside

TALL, HEIGHT, TREND = 360, 320, 420
MOST = 10
CARDS = (ACTIVE, CHURN, CHURN_YEAR, LOST, KEPT, GROSS, NET, WON_BACK)
EVERY = (ACTIVE, NEW, LOST, REACTIVATED, MOVED_IN, MOVED_OUT, DORMANT, UNUSED, CHURN, ANNUAL, CHURN_YEAR, KEPT, GROSS, NET, WON_BACK)
COUNTS = tuple(f"{name}_count" for name in ("opening", "new", "reactivated", "lost", "moved_in", "moved_out", "closing"))
FLOWS = tuple(f"{name}_yuan" for name in ("opening", "new", "expansion", "reactivated", "contraction", "lost", "moved_in", "moved_out", "closing"))
MONTHS = ("month", *COUNTS, "dormant_count", "unused_count", "churn_share", "churn_annual_share", "churn_year_share")
ENDS = ("opening_count", "new_count", "reactivated_count", "lost_count", "moved_in_count", "moved_out_count", "closing_count", "churn_share", "opening_yuan", "lost_yuan", "moved_in_yuan", "moved_out_yuan", "closing_yuan")
LOST_BY = ("cut", "name", "lost_count", "lost_share", "churn_share", "lost_aum_yuan")


def answer(view: View) -> Content:
    if view.scope.books:
        empty = Panel("clients", words.CHURN, words.CHURN_QUESTION, pl.DataFrame(), empty=words.NO_CHURN_OF_BOOK)
        return Content(words.NO_CHURN_OF_BOOK, scale_for(None, view.lang), None, ((empty,),))
    run, units = view.load(churn.trend), view.load(churn.by_unit)
    flow = view.load(churn.bridge)
    scale = unit_of(view, flow)
    shown = cards(view, run)
    return Content(
        churn.headline(run, view.where, view.scope, units.to_dicts()),
        scale,
        shown,
        (
            (clients(view, scale), balances(view, flow, scale)),
            (trend(view, run, scale),),
            *((by_unit(view, units, scale),) for _ in units.head(1).iter_rows()),
            (by_rm(view),),
            (by_tier(view, scale),),
            (reasons(view, scale), lost_by(view)),
            *churn_kept.panels(view, scale),
            (every_figure(view, shown),),
        ),
    )


def unit_of(view: View, flow: pl.DataFrame) -> Scale:
    """The unit in which the usual step of the bridge still shows."""
    return scale_for(churn.usual_step(flow), view.lang)


def cards(view: View, run: pl.DataFrame) -> Cards:
    """The as-of month, the same month of the year before, and the months between."""
    then = year_before(view.scope.month)
    scopes = [view.scope.on(then), view.scope] if then in view.warehouse.months else [view.scope]
    kept = pl.concat(view.load(retention.summary, scope) for scope in scopes)
    known = churn.of_months(run, [scope.month for scope in scopes])
    names = {metric.key: words.fill(words.CHURN_OF_MEASURE, metric=metric.name, measure=inside(MEASURES[view.scope.measure])) for metric in (GROSS, NET)}
    names |= {CHURN.key: words.CHURN_OF_MONTH, LOST.key: words.LOST_OF_MONTH}
    return Cards(CARDS, known.join(kept, on="month", how="left").sort("month"), run, {}, names)


def span(view: View) -> dict[str, object]:
    """The period and the as-of month in words."""
    return {"period": inside(PERIODS[view.scope.period]), "month": Text(*(formats.month(view.scope.month, lang) for lang in LANGS))}


def clients(view: View, scale: Scale) -> Panel:
    steps = churn.steps(view.load(churn.clients), words.CHURN_STEPS, "count")
    return _bridge(view, "clients", words.fill(words.CHURN_CLIENTS, **span(view)), words.CHURN_CLIENTS_LEGEND, steps, ACTIVE, scale)


def balances(view: View, flow: pl.DataFrame, scale: Scale) -> Panel:
    steps, measure = churn.steps(flow, words.CHURN_STEPS, "yuan"), MEASURES[view.scope.measure]
    title = words.fill(words.CHURN_BALANCE, measure=measure, **span(view))
    panel = _bridge(view, "balances", title, words.fill(words.CHURN_BALANCE_LEGEND, unit=scale.word), steps, OF_MEASURE[view.scope.measure], scale)
    return replace(panel, width=11)


def _bridge(view: View, key: str, title: Text, legend: Text, steps: pl.DataFrame, metric: Any, scale: Scale) -> Panel:
    value = steps.columns[-1]
    chart = figures.bridge(steps.rename({value: "value"}), metric, view.look(scale), TALL) if steps.height else None
    drawn = replace(chart, native=Native("bar", "name", (value,))) if chart else None
    return Panel(key, title, legend, steps, drawn, ("name", value), empty=missing(view), height=TALL, width=9)


def missing(view: View) -> Text:
    """Why there is nothing to show."""
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_CHURN


def trend(view: View, run: pl.DataFrame, scale: Scale) -> Panel:
    metrics = (CHURN, CHURN_YEAR, ACTIVE) if run[CHURN_YEAR.key].count() else (CHURN, ACTIVE)
    chart = figures.trend(run, metrics, view.look(scale), TREND) if run.height > 1 else None
    return Panel("trend", words.CHURN_TREND, words.CHURN_TREND_LEGEND, run, chart, MONTHS, empty=missing(view), height=TREND)


def by_unit(view: View, units: pl.DataFrame, scale: Scale) -> Panel:
    """Each unit's churn beside that of a year before, where it is known; the table has the whole bridge."""
    then = year_before(view.scope.month)
    before = view.load(churn.by_unit, view.scope.on(then)).select("node_id", base=CHURN_YEAR.key) if then in view.warehouse.months else units.select("node_id", base=pl.lit(None, dtype=pl.Float64))
    rows = units.select("node_id", "name_zh", "name_en", actual=CHURN_YEAR.key).join(before, on="node_id", how="left")
    chart = figures.variance(rows, CHURN_YEAR, view.look(scale), HEIGHT, against=words.LAST_YEAR) if rows["actual"].count() else None
    drawn = replace(chart, native=Native("bar", "name", (CHURN_YEAR.key,))) if chart else None
    legend = words.fill(words.CHURN_UNITS_LEGEND, unit=scale.word)
    return Panel("units", words.CHURN_UNITS, legend, units, drawn, ("name", *COUNTS, CHURN.key, CHURN_YEAR.key, *FLOWS), empty=missing(view), height=HEIGHT, drills="node")


def by_rm(view: View) -> Panel:
    rows = view.load(churn.by_rm)
    typical = (rows["opening_yuan"].median(), rows["lost_yuan"].head(MOST).median())
    scale = smaller(*(scale_for(amount, view.lang) for amount in typical))
    legend = words.fill(words.CHURN_RMS_LEGEND, unit=scale.word)
    return Panel("rms", words.CHURN_RMS, legend, rows, None, ("rm", *ENDS), rows.head(MOST), missing(view), HEIGHT, scale=scale)


def by_tier(view: View, scale: Scale) -> Panel:
    rows, legend = view.load(churn.by_tier), words.fill(words.CHURN_TIERS_LEGEND, unit=scale.word)
    return Panel("tiers", words.CHURN_TIERS, legend, rows, None, ("name", *ENDS), empty=missing(view), height=HEIGHT)


def reasons(view: View, scale: Scale) -> Panel:
    rows = churn_cuts.of_cuts(view.load(churn_cuts.by_cut), "reason")
    bars = rows.select(pl.col("group_key").alias("node_id"), "name_zh", "name_en", LOST.key, "lost_share", "lost_aum_yuan", pl.col(LOST.key).alias("value"))
    chart = figures.pareto(bars, LOST, view.look(scale), HEIGHT) if bars["value"].sum() else None
    why = missing(view) if view.load(churn.trend).is_empty() else words.NO_LOST_CLIENTS
    columns = ("name", LOST.key, "lost_share", "lost_aum_yuan")
    return Panel("reasons", words.CHURN_REASONS, words.CHURN_REASONS_LEGEND, bars if chart else bars.clear(), chart, columns, empty=why, height=HEIGHT, width=9)


def lost_by(view: View) -> Panel:
    rows = churn_cuts.of_cuts(view.load(churn_cuts.by_cut), *(cut for cut in churn_cuts.CUTS if cut != "reason"))
    scale = scale_for(churn_cuts.usual_loss(rows), view.lang)
    legend = words.fill(words.CHURN_CUTS_LEGEND, unit=scale.word)
    shown = churn_cuts.with_losses(rows)  # as high as the reasons beside it
    return Panel("lost-by", words.CHURN_CUTS, legend, rows, None, LOST_BY, shown, missing(view), HEIGHT, 11, scale=scale)


def every_figure(view: View, shown: Cards) -> Panel:
    columns = ("metric", "value", "year_ago", "change", "meaning")
    written = kpis.every_figure(view, shown, EVERY)
    return Panel("figures", words.CHURN_FIGURES, words.ALL_FIGURES_LEGEND, shown.figures, None, columns, written, missing(view), HEIGHT)


FILTERS = ("node", "month", "period", "segment", "measure")
PAGE = Page("churn", words.CHURN, words.CHURN_QUESTION, ":material/person_remove:", answer, FILTERS, "deposits", tuple(churn.BRIDGED))
