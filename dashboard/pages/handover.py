"""Hand-over control: who changed RM, who still waits for a first contact, who has no RM, and what came of it."""

import polars as pl

from dashboard import figures, kpis, words
from dashboard.answer import Cards, Content, Panel
from dashboard.page import Page, View
from dashboard.pages.headcount import native
from queries import handover
from queries.care_policy import AFTER_LEAST
from queries.handover_metrics import CHANGES, LATE, LATE_SHARE, METRICS, ON_TIME, OVERDUE, PENDING, UNCOVERED, WAITING, WAITING_BALANCE
from queries.money import Scale, scale_for
from queries.text import Text

HEIGHT, TABLE, TALL = 340, 360, 380
CARDS = (CHANGES, ON_TIME, LATE, PENDING, WAITING, OVERDUE, WAITING_BALANCE, UNCOVERED)
UNITS = (
    "name", "rm_changes_count", "handover_late_count", "handover_late_share", "handover_pending_count", "handover_waiting_count", "handover_overdue_count", "handover_waiting_yuan",
    "uncovered_count", "uncovered_yuan",
)  # fmt: skip
RMS = ("rm", *UNITS[1:8])
WAITS = ("client", "client_id", "outlet", "rm", "previous", "change_reason", "changed_on", "deadline_on", "days", "verdict", "balance_yuan")
LATE_ONES = ("client", "outlet", "rm", "previous", "changed_on", "told_orally_on", "told_in_writing_on", "deadline_on", "first_contact_on", "days", "verdict", "balance_yuan")
MONTHS = ("month", "judged_count", "late_count", LATE_SHARE.key, ON_TIME.key)
COMPARED = ("cut", "name", "changed_count", "changed_lost_count", "matched_share", "changed_lost_share", "other_lost_share", "difference_share", "difference_low_share", "difference_high_share")
BOOKS = ("rm", "leave_on", "book_clients_count", "still_here_count", "without_rm_count", "book_before_yuan", "book_now_yuan", "stayed_share", "takers")
MOST = 15


def answer(view: View) -> Content:
    now, units = view.load(handover.summary), view.load(handover.by_unit)
    waits = view.load(handover.waiting)
    scale = scale_for(waits["balance_yuan"].head(MOST).median(), view.lang)
    shown = Cards(CARDS, now, view.load(handover.trend).select("month", ON_TIME.key, pl.col("late_count").alias(LATE.key)))
    return Content(
        handover.headline(now, view.where, view.scope.month, units),
        scale,
        shown if now.height else None,
        (
            (waiting(view, waits, scale),),
            (backlog(view, units, scale), trend(view, scale)),
            (after(view, scale), rms(view, scale)),
            (late(view, scale),),
            (leavers(view, scale),),
            (every_figure(view, shown),),
        ),
    )


def waiting(view: View, rows: pl.DataFrame, scale: Scale) -> Panel:
    legend = words.fill(words.WAITING_LEGEND, unit=scale.word)
    return Panel("waiting", words.WAITING_PANEL, legend, rows, None, WAITS, rows.head(MOST), nothing(view, words.NOBODY_WAITS_FOR_CONTACT), TALL)


def nothing(view: View, why: Text) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else why


def backlog(view: View, units: pl.DataFrame, scale: Scale) -> Panel:
    """The units by what waits in them; all their figures in the table."""
    bars = units.rename({WAITING_BALANCE.key: "value"})
    chart = native(figures.pareto(bars, WAITING_BALANCE, view.look(scale), HEIGHT), WAITING_BALANCE.key) if (bars["value"].sum() or 0) > 0 else None
    legend = words.fill(words.BACKLOG_LEGEND, unit=scale.word)
    return Panel("backlog", words.BACKLOG, legend, units, chart, UNITS, empty=nothing(view, words.NO_BACKLOG), height=HEIGHT, width=9, drills="node")


def trend(view: View, scale: Scale) -> Panel:
    months = view.load(handover.trend)
    chart = None
    if months.height:
        every = months.upsample("month", every="1mo").rename({LATE_SHARE.key: "actual"})  # a month in which nothing was due keeps its place
        chart = native(figures.months(every, LATE_SHARE, view.look(scale), HEIGHT), LATE_SHARE.key)
    return Panel("trend", words.LATE_TREND, words.LATE_TREND_LEGEND, months, chart, MONTHS, empty=nothing(view, words.NO_CHANGES), height=HEIGHT, width=11)


def after(view: View, scale: Scale) -> Panel:
    least = int(AFTER_LEAST.value)
    rows = pl.DataFrame() if view.scope.books else view.load(handover.after)
    known = handover.comparable(rows)
    chart = figures.difference(known, LATE_SHARE, view.look(scale), TALL) if known.height else None
    why = words.AFTER_NOT_OF_BOOK if view.scope.books else words.AFTER_NONE.fill(least=least)
    return Panel("after", words.AFTER_PANEL, words.AFTER_LEGEND.fill(least=least), rows, chart, COMPARED, empty=nothing(view, why), height=TALL, width=9)


def late(view: View, scale: Scale) -> Panel:
    rows, legend = view.load(handover.late_first), words.fill(words.LATE_LEGEND, unit=scale.word)
    return Panel("late", words.LATE_PANEL, legend, rows, None, LATE_ONES, rows.head(MOST), nothing(view, words.NO_LATE), TABLE)


def leavers(view: View, scale: Scale) -> Panel:
    rows = pl.DataFrame() if view.scope.books else view.load(handover.leavers)
    why = words.AFTER_NOT_OF_BOOK if view.scope.books else words.NO_LEAVER_BOOKS
    legend = words.fill(words.LEAVER_BOOKS_LEGEND, unit=scale.word)
    return Panel("leavers", words.LEAVER_BOOKS, legend, rows, None, BOOKS, rows.head(MOST), nothing(view, why), TABLE)


def rms(view: View, scale: Scale) -> Panel:
    rows, legend = view.load(handover.by_rm), words.fill(words.HANDOVER_RMS_LEGEND, unit=scale.word)
    return Panel("by-rm", words.HANDOVER_RMS, legend, rows, None, RMS, rows.head(MOST), nothing(view, words.NO_CHANGES), TALL, 11)


def every_figure(view: View, shown: Cards) -> Panel:
    columns = ("metric", "value", "year_ago", "change", "meaning")
    written = kpis.every_figure(view, shown, METRICS)
    return Panel("figures", words.HANDOVER_FIGURES, words.ALL_FIGURES_LEGEND, shown.figures, None, columns, written, nothing(view, words.NO_CHANGES), TABLE)


FILTERS = ("node", "month", "segment")
PAGE = Page("handover", words.HANDOVER, words.HANDOVER_QUESTION, ":material/sync_alt:", answer, FILTERS, to_the_day=True)
