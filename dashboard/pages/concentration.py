"""Large-client concentration: how much hangs on a few large ones?"""

import polars as pl

from dashboard import figures, formats, kpis, words
from dashboard.answer import Cards, Content, Panel
from dashboard.page import Page, View
from queries.codes import HOLDERS, MEASURES
from queries.concentration import dependence, parts, shares
from queries.concentration.shares import GINI, HHI, METRICS, TOP_1, TOP_10, TOTAL
from queries.credit_policy import DEPENDENCE_LEAST
from queries.money import Scale, in_words, scale_for
from queries.text import Text
from queries.text import inside as within

HEIGHT = 440
CARDS = (TOTAL, TOP_1, TOP_10, HHI, GINI)
LINES = (TOP_10, HHI, GINI)
POINTS = ("holder_share", "measure_share")
NAMED = ("place", "holder", "value_yuan", "share", "cumulative_share", "rating", "rm", "year_ago_yuan", "change_yuan", "change_share")
PARTS = ("part", "value_yuan", "share", "clients_count", "largest_share", "part_hhi", "part_effective_count", "contribution_hhi", "contribution_share", "one_client_hhi")
UNITS = ("name", "share", "client", "largest_yuan", "book_yuan", "wallet_share")
RMS = ("rm", "share", "client", "largest_yuan", "book_yuan", "wallet_share", "outlet")
MEMBERS = ("holder", "holder_yuan", "client", "outlet", "rm", "value_yuan", "share", "book_share", "wallet_share")
UNNAMED = tuple(column for column in NAMED if column not in {"rating", "rm"})


def answer(view: View) -> Content:
    summary, months = view.load(shares.summary), view.load(shares.trend)
    holders, curve = view.load(shares.largest), view.load(shares.lorenz)
    scale = scale_for(holders["value_yuan"].head(view.top).median(), view.lang)
    cards = Cards(CARDS, shares.with_year_before(summary, months, view.scope), months, names={"hhi": words.HHI_SCALE})
    return Content(
        shares.headline(summary, view.where, view.scope),
        scale,
        cards,
        (
            (ranking(view, holders, scale), lorenz(view, summary, curve, scale)),
            (details(view, holders, scale),),
            *inside(view, scale),
            (trend(view, months, scale), every_figure(view, cards)),
        ),
    )


def inside(view: View, scale: Scale) -> tuple[tuple[Panel, ...], ...]:
    """What industries or regions add to the concentration, where they are asked for; and who depends on whom, where there are units."""
    added = ((added_parts(view, scale),),) if view.scope.by in {"industry", "region"} else ()
    if view.scope.books:
        return added
    return (*added, (unit_dependence(view, scale), rm_dependence(view, scale)), (matrix(view, scale),), (members(view, scale),))


def added_parts(view: View, scale: Scale) -> Panel:
    rows = view.load(parts.hhi_parts)
    hhi, one = (formats.figure(HHI, value, scale) for value in parts.whole(rows) or (None, None))
    legend = words.fill(words.PARTS_LEGEND, measure=MEASURES[view.scope.measure], hhi=hhi, one=one)
    title = words.fill(words.PARTS_PANEL, holder=within(HOLDERS[view.scope.by]))
    return Panel("parts", title, legend, rows, None, PARTS, empty=missing(view))


def unit_dependence(view: View, scale: Scale) -> Panel:
    rows = view.load(dependence.unit_dependence)
    return Panel("unit-dependence", words.UNIT_DEPENDENCE, depending(view, scale), rows, None, UNITS, rows.head(view.top), nothing(view), HEIGHT, 10)


def rm_dependence(view: View, scale: Scale) -> Panel:
    rows = view.load(dependence.rm_dependence)
    return Panel("rm-dependence", words.RM_DEPENDENCE, depending(view, scale), rows, None, RMS, rows.head(view.top), nothing(view), HEIGHT, 10)


def depending(view: View, scale: Scale) -> Text:
    return words.fill(words.UNIT_DEPENDENCE_LEGEND, measure=within(MEASURES[view.scope.measure]), unit=scale.word, least=in_words(DEPENDENCE_LEAST.value))


def nothing(view: View) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_DEPENDENCE


def matrix(view: View, scale: Scale) -> Panel:
    cells = view.load(dependence.holder_matrix)
    chart = figures.heat_map(cells, TOTAL, view.look(scale), tall(view)) if cells.height else None
    legend = words.fill(words.HOLDER_MATRIX_LEGEND, measure=MEASURES[view.scope.measure], unit=scale.word)
    return Panel("matrix", words.HOLDER_MATRIX, legend, cells, chart, ("row", "column", "value_yuan"), empty=missing(view), height=tall(view))


def members(view: View, scale: Scale) -> Panel:
    rows = view.load(dependence.holder_members)
    return Panel("members", words.HOLDER_MEMBERS, words.fill(words.HOLDER_MEMBERS_LEGEND, unit=scale.word), rows, None, MEMBERS, rows.head(2 * view.top), missing(view))


def missing(view: View) -> Text:
    """Why there is nothing to show."""
    if view.scope.is_empty:
        return words.NOTHING_IN_SCOPE
    return words.fill(words.NOT_SUPPLIED, measure=MEASURES[view.scope.measure])


def tall(view: View) -> int:
    """Room for whole names, on two lines where they need them."""
    return max(HEIGHT, 31 * view.top + 60)


def ranking(view: View, holders: pl.DataFrame, scale: Scale) -> Panel:
    top = shares.first(holders, view.top)
    title = words.fill(words.TOP_HOLDERS, holder=HOLDERS[view.scope.by], n=top.height or view.top)
    legend = words.fill(words.TOP_LEGEND, measure=MEASURES[view.scope.measure], unit=scale.word)
    chart = figures.ranking(top, title, view.look(scale), tall(view)) if top.height else None
    return Panel("largest", title, legend, top, chart, empty=missing(view), height=tall(view), width=11)


def lorenz(view: View, summary: pl.DataFrame, curve: pl.DataFrame, scale: Scale) -> Panel:
    now = summary.row(0, named=True) if summary.height else {}
    title = words.LORENZ.fill(gini=formats.index(now.get("gini")))
    legend = words.fill(words.LORENZ_LEGEND, measure=within(MEASURES[view.scope.measure]))
    chart = figures.lorenz(curve, now["top_20_percent_share"], now["pareto_share"], view.look(scale), tall(view)) if now else None
    return Panel("lorenz", title, legend, curve, chart, POINTS, empty=missing(view), height=tall(view), width=9)


def details(view: View, holders: pl.DataFrame, scale: Scale) -> Panel:
    title = words.fill(words.HOLDER_TABLE, holder=HOLDERS[view.scope.by])
    columns = NAMED if view.scope.by in {"client", "group"} else UNNAMED
    legend = words.fill(words.HOLDER_TABLE_LEGEND, unit=scale.word)
    shown = shares.listed(holders, view.top)
    return Panel("details", title, legend, holders, None, columns, shown, missing(view))


def trend(view: View, months: pl.DataFrame, scale: Scale) -> Panel:
    title = words.fill(words.TREND, month=Text(*(formats.month(view.scope.month, lang) for lang in ("zh", "en"))), count=months.height)
    known = months if months.height > 1 else months.clear()
    why = words.TREND_ONLY_NOW if months.height == 1 else missing(view)
    chart = figures.trend(known, LINES, view.look(scale), HEIGHT) if known.height else None
    columns = ("month", *(metric.key for metric in LINES))
    return Panel("trend", title, words.TREND_LEGEND, known, chart, columns, empty=why, height=HEIGHT, width=9)


def every_figure(view: View, cards: Cards) -> Panel:
    written = kpis.every_figure(view, cards, METRICS)
    columns = ("metric", "value", "year_ago", "change", "meaning")
    return Panel("figures", words.ALL_FIGURES, words.ALL_FIGURES_LEGEND, cards.figures, None, columns, written, missing(view), HEIGHT, 11)


FILTERS = ("node", "month", "segment", "measure", "by", "top")
PAGE = Page("concentration", words.CONCENTRATION, words.CONCENTRATION_QUESTION, ":material/donut_small:", answer, FILTERS)
