"""Client care: are large clients called, do clients hold several products, are complaints closed, and is what matures kept?"""

import polars as pl

from dashboard import figures, kpis, words
from dashboard.answer import Cards, Content, Panel
from dashboard.page import Page, View
from dashboard.pages.headcount import native
from queries import care
from queries.care_metrics import (
    COMPLAINT_RATE,
    CONTACTED,
    CROSS_SOLD,
    METRICS,
    OFF_COUNTER,
    OPEN_LONG,
    OVERDUE_CONTACTS,
    PRODUCTS,
    ROLLOVER,
    UNTALKED,
)
from queries.care_policy import COMPLAINT_DAYS
from queries.metric import Good, Metric, Unit
from queries.money import Scale, scale_for
from queries.text import Text

HEIGHT, TABLE, LOW, MOST = 340, 360, 240, 15
CARDS = (CONTACTED, OVERDUE_CONTACTS, PRODUCTS, CROSS_SOLD, COMPLAINT_RATE, OPEN_LONG, UNTALKED, ROLLOVER)
FIGURES = tuple(metric.key for metric in METRICS)
RMS = (
    "rm", "care_clients_count", "care_large_count", "contact_coverage_share", "overdue_contacts_count", "overdue_contacts_yuan", "products_per_client", "cross_sold_share",
    "due_60_yuan", "due_untalked_yuan", "rollover_share", "notes_done_share", "notes_read_share",
)  # fmt: skip
OVERDUE = ("client", "client_id", "star", "outlet", "rm", "reached_on", "contact_days", "balance_yuan")
CAUSES = ("name", "complaints_count", "share", "upheld_share", "closing_days", "open_count")
DUE = ("client", "client_id", "product", "outlet", "rm", "falls_due_on", "days_left", "due_yuan", "talked_on")
ROLLED = ("month", "matured_yuan", "rolled_yuan", "rollover_share", "ahead_yuan")
OPEN = ("client", "cause", "outlet", "rm", "opened_on", "days")
NOTES = ("name", "notes_due_count", "notes_done_share", "notes_in_time_share", "notes_read_share")
MONTHS = ("month", "contact_coverage_share", "overdue_contacts_count", "products_per_client", "several_products_share", "cross_sold_share", "off_counter_share")


def answer(view: View) -> Content:
    listed = view.load(care.overdue)
    scale = scale_for(listed["balance_yuan"].head(MOST).median(), view.lang)
    if view.scope.books:
        return Content(words.CARE_OF_BOOK, scale, None, ((overdue(view, listed, scale),), (maturing(view, scale),), (open_complaints(view),)))
    now, months = view.load(care.summary), view.load(care.trend)
    shown = Cards(CARDS, now, months)
    return Content(
        care.headline(now, view.where, view.scope.month),
        scale,
        shown if now.height else None,
        (
            (units(view, scale), trend(view, months, scale)),
            (overdue(view, listed, scale),),
            (causes(view, scale), rollover(view, scale)),
            (maturing(view, scale),),
            (open_complaints(view), notes(view)),
            (rms(view, scale),),
            (every_figure(view, shown),),
        ),
    )


def nothing(view: View, why: Text) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else why


def units(view: View, scale: Scale) -> Panel:
    rows = view.load(care.by_unit)
    cells = care.cells(rows)
    chart = figures.heat_map(cells, CONTACTED, view.look(scale), HEIGHT) if cells.height else None
    return Panel("units", words.CARE_UNITS, words.CARE_UNITS_LEGEND, rows, chart, ("name", *FIGURES), empty=nothing(view, words.NO_CARE), height=HEIGHT, width=12)


def trend(view: View, months: pl.DataFrame, scale: Scale) -> Panel:
    chart = figures.trend(months, (CONTACTED, PRODUCTS, CROSS_SOLD, OFF_COUNTER), view.look(scale), HEIGHT) if months.height > 1 else None
    return Panel("trend", words.CARE_TREND, words.CARE_TREND_LEGEND, months, chart, MONTHS, empty=nothing(view, words.NO_CARE), height=HEIGHT, width=8)


def overdue(view: View, rows: pl.DataFrame, scale: Scale) -> Panel:
    legend = words.fill(words.OVERDUE_LEGEND, unit=scale.word)
    return Panel("overdue", words.OVERDUE_PANEL, legend, rows, None, OVERDUE, rows.head(MOST), nothing(view, words.NO_OVERDUE), TABLE)


def causes(view: View, scale: Scale) -> Panel:
    rows = view.load(care.causes)
    bars = rows.select(pl.col("cause").alias("node_id"), "name_zh", "name_en", "share", "upheld_share", "closing_days", "open_count", "complaints_count", pl.col("complaints_count").alias("value"))
    chart = figures.pareto(bars, COUNTED, view.look(scale), HEIGHT) if rows.height else None
    return Panel("causes", words.CAUSES_PANEL, words.CAUSES_LEGEND, bars, chart, CAUSES, empty=nothing(view, words.NO_COMPLAINTS), height=HEIGHT, width=9)


def maturing(view: View, scale: Scale) -> Panel:
    rows, legend = view.load(care.maturing), words.fill(words.MATURING_LEGEND, unit=scale.word)
    return Panel("maturing", words.MATURING_PANEL, legend, rows, None, DUE, rows.head(MOST), nothing(view, words.NO_MATURING), TABLE)


def rollover(view: View, scale: Scale) -> Panel:
    rows = view.load(care.rollover)
    known = care.matured(rows)
    chart = native(figures.months(known, ROLLOVER, view.look(scale), HEIGHT), ROLLOVER.key) if known.height else None
    return Panel("rollover", words.ROLLOVER_PANEL, words.fill(words.ROLLOVER_LEGEND, unit=scale.word), rows, chart, ROLLED, empty=nothing(view, words.NO_MATURING), height=HEIGHT, width=11)


def open_complaints(view: View) -> Panel:
    rows, legend = view.load(care.open_complaints), words.OPEN_COMPLAINTS_LEGEND.fill(days=int(COMPLAINT_DAYS.value))
    return Panel("open-complaints", words.OPEN_COMPLAINTS, legend, rows, None, OPEN, rows.head(MOST), nothing(view, words.NO_OPEN_COMPLAINTS), LOW, 12)


def notes(view: View) -> Panel:
    rows = view.load(care.notes)
    return Panel("notes", words.NOTES_PANEL, words.NOTES_LEGEND, rows, None, NOTES, empty=nothing(view, words.NO_NOTES), height=LOW, width=8)


def rms(view: View, scale: Scale) -> Panel:
    rows, legend = view.load(care.by_rm), words.fill(words.CARE_RMS_LEGEND, unit=scale.word)
    return Panel("by-rm", words.CARE_RMS, legend, rows, None, RMS, rows.head(MOST), nothing(view, words.NO_CARE), TABLE)


def every_figure(view: View, shown: Cards) -> Panel:
    columns = ("metric", "value", "year_ago", "change", "meaning")
    written = kpis.every_figure(view, shown, METRICS)
    return Panel("figures", words.CARE_FIGURES, words.ALL_FIGURES_LEGEND, shown.figures, None, columns, written, nothing(view, words.NO_CARE), TABLE)


COUNTED = Metric("complaints", words.COLUMNS["complaints_count"], words.CAUSES_LEGEND, words.CAUSES_LEGEND, words.CAUSES_LEGEND, Unit.COUNT, Good.DOWN, pl.col("value").sum())
FILTERS = ("node", "month", "segment")
PAGE = Page("care", words.CARE, words.CARE_QUESTION, ":material/handshake:", answer, FILTERS, to_the_day=True)
