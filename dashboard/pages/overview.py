"""Overview: how does the bank stand, and what needs attention?"""

import polars as pl

from dashboard import figures, formats, words
from dashboard.answer import Cards, Content, Line, Panel
from dashboard.page import Page, View
from queries import catalog, concentration, finding, headcount, portfolio
from queries.codes import MEASURES
from queries.concentration import TOP_10
from queries.headcount import HEADCOUNT
from queries.money import Scale, scale_for
from queries.portfolio import AUM, CLIENTS, DEPOSITS, LOANS, REVENUE
from queries.text import LANGS, Text, inside

CARDS = (DEPOSITS, LOANS, AUM, REVENUE, CLIENTS, HEADCOUNT, TOP_10)
MOST_FINDINGS = 8
HEIGHT, LEAST_HEIGHT, ROW = 440, 290, 34
TREND_HEIGHT = 300
UNITS = ("name", "actual_yuan", "base_yuan", "gap_yuan", "gap_share")


def answer(view: View) -> Content:
    figures_now, months = view.load(portfolio.total), view.load(portfolio.trend)
    units = view.load(portfolio.by_unit)
    metric = portfolio.OF_MEASURE[view.scope.measure]
    scale = scale_for(units["actual_yuan"].median() or figures_now[metric.key].max(), view.lang)
    return Content(
        portfolio.headline(figures_now, view.where, view.scope, units),
        scale,
        cards(view, figures_now, months),
        ((ranking(view, units, scale), attention(view)), (trend(view, portfolio.beside_last_year(months, view.scope), scale),)),
    )


def cards(view: View, now: pl.DataFrame, months: pl.DataFrame) -> Cards:
    """What is held and earned, beside the people and the weight of the ten largest clients. An own book has no headcount."""
    shares = view.load(concentration.trend, view.scope.asking(by="client"))
    beside = [shares.select("month", TOP_10.key)]
    if not view.scope.books:
        beside.append(view.load(headcount.trend))
    for frame in beside:
        now = now.join(frame, on="month", how="left")
        months = months.join(frame, on="month", how="left")
    share = words.fill(words.TEN_LARGEST, measure=inside(MEASURES[view.scope.measure]))
    shown = tuple(metric for metric in CARDS if metric.key in now.columns)
    return Cards(shown, now.sort("month"), months.sort("month"), names={TOP_10.key: share})


def missing(view: View) -> Text:
    """Why there is nothing to show."""
    if view.scope.is_empty:
        return words.NOTHING_IN_SCOPE
    return words.fill(words.NOT_SUPPLIED, measure=inside(MEASURES[view.scope.measure]))


def ranking(view: View, units: pl.DataFrame, scale: Scale) -> Panel:
    measure = MEASURES[view.scope.measure]
    title = words.fill(words.UNITS_BY_GAP, measure=measure)
    legend = words.fill(words.UNITS_BY_GAP_LEGEND, unit=scale.word)
    metric = portfolio.OF_MEASURE[view.scope.measure]
    rows = units.rename({"actual_yuan": "actual", "base_yuan": "base"})
    height = min(max(LEAST_HEIGHT, ROW * units.height + 70), HEIGHT)
    chart = figures.variance(rows, metric, view.look(scale), height, against=words.LAST_YEAR) if units.height else None
    why = words.NO_UNITS_BELOW if view.scope.books else missing(view)
    return Panel("units", title, legend, units, chart, UNITS, empty=why, height=LEAST_HEIGHT, width=11, drills="node")


def attention(view: View) -> Panel:
    """The weightiest findings of every subject."""
    found = finding.of_frames((view.load(query) for query in catalog.FINDINGS if not query.refused(view.scope)), MOST_FINDINGS)
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
