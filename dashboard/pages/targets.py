"""Targets against actuals: shall we make it, who is behind, and whom to help?"""

from typing import Any

import polars as pl

from dashboard import figures, formats, words
from dashboard.answer import Cards, Content, Panel
from dashboard.page import Page, View
from dashboard.pages import fairness_panels, targets_checks, targets_owners
from dashboard.pages.targets_rows import said, unit
from queries import judging, target_shapes, targets
from queries.forecasts import METHODS
from queries.metric import Good, Metric, Unit
from queries.money import Scale, scale_for
from queries.pace import BANDS
from queries.periods import months_of, year_before
from queries.target_shapes import Asked, amount, value
from queries.targets import ATTAINMENT, PACE
from queries.text import Text

TALL, HEIGHT = 420, 300
CHANCE = Metric("chance", words.CHANCE, words.CHANCE_MEANING, words.CHANCE_IN_WORDS, ATTAINMENT.source, Unit.SHARE, Good.UP, pl.col("chance_share").first())
REQUIRED = Metric("required", words.REQUIRED, words.REQUIRED_MEANING, words.REQUIRED_IN_WORDS, ATTAINMENT.source, Unit.SHARE, Good.DOWN, pl.col("required_rate").first())
AMOUNTS = {
    "actual": (words.ACTUAL, words.TARGETS_ACTUAL), "target": (words.TARGET, words.TARGETS_TARGET), "forecast": (words.SERIES["forecast"], words.TARGETS_FORECAST),
}  # fmt: skip


def answer(view: View) -> Content:
    every = view.load(targets.total, view.scope.asking(metric=""))
    ask = target_shapes.asked(view.scope, every)
    rms = view.load(targets.by_rm)
    scale = unit_of(view, ask, rms)
    run = months(view, ask)
    return Content(
        targets.headline(ask.alone(every), view.where, ask.indicator.key),
        scale,
        cards(view, ask, every, run),
        (
            (targets_owners.every_metric(view, every, "metric"), facts(view, ask, every)),
            owners(view, ask, rms, scale),
            (targets_checks.outcome(view, ask, rms, scale), trend(view, ask, run, every, scale)),
            (targets_owners.league(view, ask, rms, scale),),
            (targets_owners.spread(view, ask, rms, scale), targets_owners.heat_map(view, scale)),
            *fairness_panels.panels(view, ask, scale),
            (targets_checks.cascade(view, ask),),
            *targets_checks.unjudged(view),
            (targets_checks.back_test(view),),
        ),
    )


def owners(view: View, ask: Asked, rms: pl.DataFrame, scale: Scale) -> tuple[Panel, ...]:
    """Units beside RMs; RMs alone where there are no units below."""
    units, people = targets_owners.by_unit(view, ask, scale), targets_owners.by_rm(view, ask, rms, scale)
    return (people,) if units.empty == words.NO_UNITS_BELOW_OUTLET else (units, people)


def unit_of(view: View, ask: Asked, rms: pl.DataFrame) -> Scale:
    """The unit in which the result of a larger RM still shows."""
    usual = target_shapes.judged(ask, rms)[ask.column("actual")].abs().quantile(0.8) if ask.indicator.unit is Unit.YUAN else None
    return scale_for(usual, view.lang)


def cards(view: View, ask: Asked, every: pl.DataFrame, run: pl.DataFrame) -> Cards:
    """The metric in question: how much is done, whether that is enough by now, and where it will end."""
    row = ask.one(every)
    before = year_before(view.scope.month)
    had = view.load(targets.total, view.scope.on(before)) if before in view.warehouse.months and view.scope.month in view.warehouse.months else every.clear()
    lines = [line(before, ask.one(had), (ATTAINMENT.key, PACE.key, ask.column("actual"))), line(view.scope.month, row)]
    metrics = {name: amount(ask.indicator, name, *said_of) for name, said_of in AMOUNTS.items()}
    names = {PACE.key: words.fill(words.PACE_OF_BAND, band=BANDS[row["band"]])} if row.get("band") else {}
    names[metrics["actual"].key] = ask.name
    plan = value(row, "plan")
    shown = (ATTAINMENT, PACE, metrics["actual"], metrics["target"], metrics["forecast"], CHANCE, REQUIRED)
    figures_of = pl.DataFrame([known for known in lines if known], infer_schema_length=None) if any(lines) else pl.DataFrame(schema={"month": pl.Date})
    plans = {metrics["actual"].key: float(plan)} if plan is not None else {}
    return Cards(shown, figures_of, run, plans, names)


def line(month: Any, row: dict[str, Any], kept: tuple[str, ...] = ()) -> dict[str, Any]:
    """The figures of one month for the cards, or those `kept`."""
    if not row:
        return {}
    amounts = {name: number for name, number in row.items() if name.rpartition("_")[0] in AMOUNTS}
    known = {**amounts, ATTAINMENT.key: row[ATTAINMENT.key], PACE.key: row[PACE.key], CHANCE.key: row["chance_share"], REQUIRED.key: row["required_rate"]}
    return {"month": month, **{name: None if kept and name not in kept else number for name, number in known.items()}}


def facts(view: View, ask: Asked, every: pl.DataFrame) -> Panel:
    """What reaches the target: amounts, working days, and what each remaining one must bring."""
    lines = facts_of(view, ask, ask.one(every))
    frame = pl.DataFrame(lines, schema=dict.fromkeys(("fact_zh", "fact_en", "fact_value_zh", "fact_value_en"), pl.String), orient="row")
    why = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_TARGETS
    return Panel("reach", words.fill(words.REACH_PANEL, metric=ask.name), words.REACH_LEGEND, frame, None, ("fact", "fact_value"), empty=why, height=TALL, width=8)


def facts_of(view: View, ask: Asked, row: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """(fact, what is known) in both languages."""
    if not row:
        return []
    span, to = (found := judging.Asked(view.warehouse, view.scope)).period, found.to
    held = words.SUMMED if row["is_summed"] else words.OF_MONTHS if row["is_of_months"] else Text("", "")
    of = {name: said(ask.indicator, value(row, name), signed=name in ("gap", "gap_to_full")) for name in ("target", "actual", "plan", "gap", "gap_to_full", "forecast", "low", "high")}
    days = words.DAYS_GONE.fill(gone=span.gone(to.day), total=span.total, share=formats.share(row["elapsed_share"]))
    daily = [said(ask.indicator, row[name], digits=1) for name in ("daily_so_far", "daily_needed")]
    interval = words.fill(words.INTERVAL_OF, low=of["low"], high=of["high"]) if value(row, "low") is not None else words.NO_INTERVAL
    told = [
        (words.TARGET, words.fill(words.AND_NOTE, what=of["target"], note=held)),
        (words.ACTUAL, of["actual"]),
        (words.PLAN_TO_DATE, words.fill(words.AND_NOTE, what=of["plan"], note=words.PHASED if row["is_phased"] else Text("", ""))),
        (words.GAP_TO_PLAN, of["gap"]),
        (words.GAP_TO_FULL, of["gap_to_full"]),
        (words.WORKING_DAYS, words.fill(words.AND_NOTE, what=days, note=words.PROVISIONAL if span.is_provisional else Text("", ""))),
        (words.DAILY_SO_FAR, daily[0]),
        (words.LEVEL_TO_HOLD if ask.kind == "average" else words.DAILY_NEEDED, daily[1]),
        (words.SERIES["forecast"], of["forecast"]),
        (words.INTERVAL, interval if value(row, "forecast") is not None else Text(formats.NOTHING, formats.NOTHING)),
        (words.METHOD, METHODS[row["method"]] if row["method"] else Text(formats.NOTHING, formats.NOTHING)),
    ]
    if row["moved_yuan"]:
        told.append((words.MOVED_IN, said(ask.indicator, row["moved_yuan"], signed=True)))
    return [(fact.zh, fact.en, known.zh, known.en) for fact, known in told]


def months(view: View, ask: Asked) -> pl.DataFrame:
    """The run of the period at the ends of its months so far."""
    return target_shapes.run(ask, view.load(targets.trend, view.scope.asking(metric=ask.indicator.key)))


def trend(view: View, ask: Asked, run: pl.DataFrame, every: pl.DataFrame, scale: Scale) -> Panel:
    """The run of the period, and where it is to end; in the table also where it was to end at each month's end."""
    rows = target_shapes.run_to_end(ask, run, ask.one(every), months_of(view.scope.month, view.scope.period)[-1])
    chart = figures.months(target_shapes.drawn_run(ask, rows), ask.metric, view.look(scale), HEIGHT) if rows.height else None
    title, legend = words.fill(words.TARGET_RUN, metric=ask.name), words.fill(words.TARGET_RUN_LEGEND, unit=unit(ask, scale))
    why = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_RUN
    return Panel("run", title, legend, rows, chart, tuple(rows.columns), empty=why, height=TALL, width=9)


FILTERS = ("node", "month", "period", "segment", "metric")
PAGE = Page("targets", words.TARGETS, words.TARGETS_QUESTION, ":material/target:", answer, FILTERS, to_the_day=True)
