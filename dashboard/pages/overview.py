"""Overview: how does the bank stand, and what needs attention?"""

from dataclasses import replace

import polars as pl

from dashboard import figures, formats, words
from dashboard.answer import Cards, Content, Line, Panel
from dashboard.figures import Native
from dashboard.page import Page, View
from queries import catalog, finding, headcount, portfolio, target_shapes, targets
from queries.codes import MEASURES
from queries.concentration import shares
from queries.concentration.shares import TOP_10
from queries.headcount import HEADCOUNT
from queries.money import Scale, scale_for
from queries.portfolio import AUM, CLIENTS, DEPOSITS, LOANS, REVENUE
from queries.text import LANGS, Text, inside

CARDS = (DEPOSITS, LOANS, AUM, REVENUE, CLIENTS, HEADCOUNT, TOP_10)
MOST_FINDINGS = 8
HEIGHT, LEAST_HEIGHT, ROW = 440, 290, 34
TREND_HEIGHT = 300
UNITS = ("name", "actual_yuan", "base_yuan", "gap_yuan", "gap_share")
PLANNED = {"deposits": DEPOSITS, "loans": LOANS, "aum": AUM}  # whose balances targets may be set on


def answer(view: View) -> Content:
    figures_now, months = view.load(portfolio.total), view.load(portfolio.trend)
    units = view.load(portfolio.by_unit)
    metric = portfolio.OF_MEASURE[view.scope.measure]
    ranked = against_plan(view, units)
    scale = scale_for(ranked["gap_yuan"].abs().max() or units["actual_yuan"].median() or figures_now[metric.key].max(), view.lang)
    return Content(
        portfolio.headline(figures_now, view.where, view.scope, units),
        scale,
        cards(view, figures_now, months),
        ((ranking(view, ranked, scale), attention(view)), (trend(view, portfolio.beside_last_year(months, view.scope), scale),)),
    )


def cards(view: View, now: pl.DataFrame, months: pl.DataFrame) -> Cards:
    """What is held and earned, beside the people and the weight of the ten largest clients. An own book has no headcount."""
    largest = view.load(shares.trend, view.scope.asking(by="client"))
    beside = [largest.select("month", TOP_10.key)]
    if not view.scope.books:
        beside.append(view.load(headcount.trend))
    for frame in beside:
        now = now.join(frame, on="month", how="left")
        months = months.join(frame, on="month", how="left")
    share = words.fill(words.TEN_LARGEST, measure=inside(MEASURES[view.scope.measure]))
    shown = tuple(metric for metric in CARDS if metric.key in now.columns)
    return Cards(shown, now.sort("month"), months.sort("month"), plans(view), {TOP_10.key: share})


def plans(view: View) -> dict[str, float]:
    """Plan to date of the year's balances, by metric; none where there is no such target."""
    known = target_shapes.balances(view.load(targets.total, view.scope.at_rest.asking(period="year")), "plan_yuan")
    return {metric.key: known[name] for name, metric in PLANNED.items() if name in known}


def missing(view: View) -> Text:
    """Why there is nothing to show."""
    if view.scope.is_empty:
        return words.NOTHING_IN_SCOPE
    return words.fill(words.NOT_SUPPLIED, measure=inside(MEASURES[view.scope.measure]))


def ranking(view: View, units: pl.DataFrame, scale: Scale) -> Panel:
    measure = MEASURES[view.scope.measure]
    metric = portfolio.OF_MEASURE[view.scope.measure]
    title, legend, against, base = words.UNITS_BY_GAP, words.UNITS_BY_GAP_LEGEND, words.LAST_YEAR, "base_yuan"
    if "plan_yuan" in units.columns:
        title, legend, against, base = words.UNITS_BY_PLAN, words.TARGETS_VARIANCE_LEGEND, words.ON_PLAN_DATE, "plan_yuan"
    height = min(max(LEAST_HEIGHT, ROW * units.height + 70), HEIGHT)
    rows = units.rename({"actual_yuan": "actual", base: "base"})
    chart = figures.variance(rows, metric, view.look(scale), height, against=against, is_plan=base == "plan_yuan") if units.height else None
    chart = replace(chart, native=Native("bar", "name", ("actual_yuan", base))) if chart else None
    said = words.fill(title, measure=measure), words.fill(legend, unit=scale.word)
    why = words.NO_UNITS_BELOW if view.scope.books else missing(view)
    columns = tuple(base if name == "base_yuan" else name for name in UNITS)
    return Panel("units", *said, units, chart, columns, empty=why, height=LEAST_HEIGHT, width=11, drills="node")


def against_plan(view: View, units: pl.DataFrame) -> pl.DataFrame:
    """The units with the year's plan to date in place of last year, where any of them has a target of its balances."""
    if view.scope.measure not in PLANNED or units["node_id"].null_count() == units.height:
        return units
    wanted = view.load(targets.by_unit, view.scope.at_rest.asking(period="year", metric=view.scope.measure))
    return target_shapes.against_plan(units, wanted) if target_shapes.balances(wanted, "plan_yuan") else units


def attention(view: View) -> Panel:
    """The weightiest findings of every subject: the same whatever measure and period are looked at."""
    asked = (query for query in catalog.FINDINGS if not query.refused(view.scope))
    found = finding.of_frames(view.load_each(asked, view.scope.at_rest), MOST_FINDINGS)
    lines = tuple(Line(each.sentence, each.page, {name: tuple(values) for name, values in each.choices.items()}, each.is_good) for each in finding.listed(found))
    return Panel("attention", words.ATTENTION, words.ATTENTION_LEGEND, found, None, ("sentence", "amount_yuan"), None, words.NO_FINDINGS, LEAST_HEIGHT, 9, lines)


def trend(view: View, months: pl.DataFrame, scale: Scale) -> Panel:
    metric, measure = portfolio.OF_MEASURE[view.scope.measure], MEASURES[view.scope.measure]
    when = Text(*(formats.month(view.scope.month, lang) for lang in LANGS))
    title = words.fill(words.MONTHS_TREND, measure=measure, month=when)
    legend = words.fill(words.MONTHS_TREND_LEGEND, unit=scale.word)
    rows = months.rename({"actual_yuan": "actual", "year_ago_yuan": "year_ago"})
    chart = figures.months(rows, metric, view.look(scale), TREND_HEIGHT) if months["actual_yuan"].count() else None
    known = months if chart else months.clear()
    return Panel("trend", title, legend, known, chart, ("month", "actual_yuan", "year_ago_yuan"), empty=missing(view), height=TREND_HEIGHT)


FILTERS = ("node", "month", "period", "segment", "measure")
PAGE = Page("overview", words.OVERVIEW, words.OVERVIEW_QUESTION, ":material/dashboard:", answer, FILTERS, "deposits")
