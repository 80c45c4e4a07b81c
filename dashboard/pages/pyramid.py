"""The client pyramid: whom does each level look after, how much do they hold and bring, who rose or fell, and who becomes large next?"""

import polars as pl

from dashboard import figures, kpis, words
from dashboard.answer import Cards, Content, Panel
from dashboard.page import Page, View
from dashboard.pages import pyramid_large, pyramid_moves
from queries.concentration import large, pyramid
from queries.concentration.large import ENTERED, LARGE_COUNT, LEFT, POTENTIAL
from queries.concentration.pyramid import PICKED_AUM, PICKED_CONTRIBUTION, PICKED_COUNT, TIERS
from queries.money import Scale, scale_for
from queries.periods import year_before
from queries.text import Text

HEIGHT, TABLE, MOST = 340, 360, 12
CARDS = (PICKED_COUNT, PICKED_AUM, PICKED_CONTRIBUTION, TIERS[0], LARGE_COUNT, ENTERED, LEFT, POTENTIAL)
EVERY = (*pyramid.METRICS, *large.METRICS)
SHARES = tuple(pyramid.SHARED.values())
ROWS = ("name", "is_cumulative", "managed", "rm_count", *(name for pair in pyramid.SHARED.items() for name in pair))
PART = ("client_count", *(metric.key for metric in TIERS), "other_count", "picked_aum_yuan", PICKED_AUM.key, "picked_contribution_yuan", PICKED_CONTRIBUTION.key)
LISTED = ("client", "client_id", "tier", "deposit_yuan", "loan_yuan", "aum_yuan", "outlet", "rm")


def answer(view: View) -> Content:
    listed = view.load(pyramid.pyramid_clients)
    scale = scale_for(listed["aum_yuan"].median(), view.lang)
    if view.scope.books:
        return Content(words.PYRAMID_OF_BOOK, scale, None, ((clients(view, listed, scale),), *pyramid_moves.names(view, scale), *pyramid_large.names(view, scale)))
    rows, months = view.load(pyramid.pyramid), view.load(pyramid.pyramid_trend)
    shown = cards(view, months)
    return Content(
        pyramid.headline(rows, view.load(pyramid.pyramid_moves), view.where, view.scope.month),
        scale,
        shown if rows.height else None,
        (
            (tiers(view, rows, scale), trend(view, months, scale)),
            (units(view, scale),),
            *pyramid_moves.panels(view, scale),
            (clients(view, listed, scale),),
            (rms(view),),
            *pyramid_large.panels(view, scale),
            (every_figure(view, shown),),
        ),
    )


def cards(view: View, months: pl.DataFrame) -> Cards:
    """The as-of month and the same month of the year before; the run up to it."""
    now = view.load(pyramid.pyramid_summary).join(view.load(large.large_summary), on="month", how="left")
    return Cards(CARDS, now, months.join(view.load(large.large_trend), on="month", how="left"))


def nothing(view: View, why: Text) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else why


def tiers(view: View, rows: pl.DataFrame, scale: Scale) -> Panel:
    cells = pyramid.cells(rows, words.PYRAMID_SHARES)
    chart = figures.heat_map(cells, PICKED_AUM, view.look(scale), HEIGHT) if cells.height else None
    legend = words.fill(words.TIERS_LEGEND, unit=scale.word)
    return Panel("tiers", words.TIERS_PANEL, legend, rows.drop("tier"), chart, ROWS, empty=nothing(view, words.NO_PYRAMID), height=HEIGHT, width=11)


def trend(view: View, months: pl.DataFrame, scale: Scale) -> Panel:
    metrics = (PICKED_AUM, PICKED_CONTRIBUTION, PICKED_COUNT)
    chart = figures.trend(months, metrics, view.look(scale), HEIGHT) if months.height > 1 else None
    columns = ("month", *(metric.key for metric in pyramid.METRICS))
    return Panel("trend", words.PYRAMID_TREND, words.PYRAMID_TREND_LEGEND, months, chart, columns, empty=nothing(view, words.NO_PYRAMID), height=HEIGHT, width=9)


def units(view: View, scale: Scale) -> Panel:
    """Each unit's share with core clients and above beside that of a year before; the table has its tiers."""
    rows, then = view.load(pyramid.pyramid_by_unit), year_before(view.scope.month)
    ago = view.load(pyramid.pyramid_by_unit, view.scope.on(then)) if then in view.warehouse.months else rows.clear()
    bars = pyramid.beside(rows, ago)
    chart = figures.variance(bars, PICKED_AUM, view.look(scale), HEIGHT, against=words.LAST_YEAR) if bars["actual"].count() else None
    drawn = pyramid_large.native(chart, PICKED_AUM.key) if chart else None
    legend = words.fill(words.PYRAMID_UNITS_LEGEND, unit=scale.word)
    return Panel("units", words.PYRAMID_UNITS, legend, rows, drawn, ("name", *PART), empty=nothing(view, words.NO_PYRAMID), height=HEIGHT, drills="node")


def clients(view: View, listed: pl.DataFrame, scale: Scale) -> Panel:
    legend, rows = words.fill(words.TOP_CLIENTS_LEGEND, unit=scale.word), listed.drop("tier")
    return Panel("clients", words.TOP_CLIENTS, legend, rows, None, LISTED, rows.head(MOST), nothing(view, words.NO_TOP_CLIENTS), TABLE)


def rms(view: View) -> Panel:
    rows = view.load(pyramid.pyramid_by_rm)
    scale = scale_for(rows["picked_contribution_yuan"].head(MOST).median(), view.lang)
    legend = words.fill(words.PYRAMID_RMS_LEGEND, unit=scale.word)
    return Panel("rms", words.PYRAMID_RMS, legend, rows, None, ("rm", *PART), rows.head(MOST), nothing(view, words.NO_PYRAMID), TABLE, scale=scale)


def every_figure(view: View, shown: Cards) -> Panel:
    columns = ("metric", "value", "year_ago", "change", "meaning")
    written = kpis.every_figure(view, shown, EVERY)
    return Panel("figures", words.PYRAMID_FIGURES, words.ALL_FIGURES_LEGEND, shown.figures, None, columns, written, nothing(view, words.NO_PYRAMID), TABLE)


FILTERS = ("node", "month", "segment")
PAGE = Page("pyramid", words.PYRAMID_PAGE, words.PYRAMID_QUESTION, ":material/change_history:", answer, FILTERS)
