"""Credit risk in the book: which large clients worsened, which loans are going bad, and were the checks done?"""

import polars as pl

from dashboard import figures, formats, kpis, words
from dashboard.answer import Cards, Content, Panel
from dashboard.page import Page, View
from queries import credit
from queries.codes import LOAN_GRADES
from queries.concentration import watch
from queries.concentration.watch import WATCHED, WATCHED_YUAN
from queries.credit_metrics import (
    CHECKED,
    METRICS,
    MISSED,
    NPL,
    NPL_SHARE,
    OVERDUE_AMOUNT,
    OVERDUE_SHARE,
    SPECIAL_SHARE,
)
from queries.migration import opening_month, places
from queries.money import Scale, scale_for
from queries.text import LANGS, Text

HEIGHT, TABLE, LOW, MOST = 340, 360, 240, 15
CARDS = (NPL_SHARE, SPECIAL_SHARE, OVERDUE_SHARE, NPL, OVERDUE_AMOUNT, CHECKED, MISSED)
LINES = (NPL_SHARE, SPECIAL_SHARE, OVERDUE_SHARE, CHECKED)
FIGURES = tuple(metric.key for metric in METRICS)
WATCHED_ROWS = (
    "client", "signs", "sign_month", "months_since_count", "exposure_yuan", "exit_planned_yuan", "exit_done_yuan", "exit_done_share", "owner", "rating", "loan_grade", "cover_share", "balance_yuan", "overdue_days", "rm",
)  # fmt: skip
MOVES = ("from", "to", "clients_count", "share", "opening_yuan", "closing_yuan")
BAD = ("client", "client_id", "loan_grade", "grade_before", "loan_yuan", "overdue_days", "overdue_yuan", "outlet", "rm")
UNCHECKED = ("client", "client_id", "exposure_id", "product", "loan_grade", "principal_yuan", "check_due_on", "days", "outlet", "rm")
RMS = ("rm", "credit_loans_yuan", "borrowers_count", "npl_yuan", "npl_share", "special_mention_share", "overdue_loans_share", "overdue_amount_yuan", "checks_due_count", "checks_done_share", "checks_missed_count")


def answer(view: View) -> Content:
    listed, bad = view.load(watch.watchlist), view.load(credit.borrowers)
    if view.scope.books:
        scale = scale_for(bad["loan_yuan"].head(MOST).median(), view.lang)
        return Content(words.CREDIT_OF_BOOK, scale, None, ((watched(view, listed, scale),), (moves(view, scale),), (borrowers(view, bad, scale),), (unchecked(view, scale),)))
    now, months = view.load(credit.summary), view.load(credit.trend)
    scale = scale_for(now[NPL.key].max(), view.lang)
    shown = Cards(CARDS, now, months)
    return Content(
        credit.headline(now, view.where, view.scope.month),
        scale,
        shown if now.height else None,
        (
            (watched(view, listed, scale),),
            (units(view, scale), trend(view, months, scale)),
            (moves(view, scale), watch_trend(view)),
            (grades(view, scale), bands(view, scale)),
            (borrowers(view, bad, scale),),
            (unchecked(view, scale),),
            (rms(view, scale),),
            (every_figure(view, shown),),
        ),
    )


def nothing(view: View, why: Text) -> Text:
    return words.NOTHING_IN_SCOPE if view.scope.is_empty else why


def watched(view: View, rows: pl.DataFrame, scale: Scale) -> Panel:
    legend = words.fill(words.WATCHLIST_LEGEND, said=watch.headline(rows), unit=scale.word)
    return Panel("watchlist", words.WATCHLIST, legend, rows, None, WATCHED_ROWS, rows.head(MOST), nothing(view, words.NO_WATCHLIST), TABLE)


def watch_trend(view: View) -> Panel:
    rows = view.load(watch.watch_trend)
    scale = scale_for(rows[WATCHED_YUAN.key].max(), view.lang)
    chart = figures.trend(rows, (WATCHED, WATCHED_YUAN), view.look(scale), HEIGHT) if rows.height > 1 else None
    columns = ("month", *(metric.key for metric in watch.METRICS))
    return Panel("watch-trend", words.WATCH_TREND, words.fill(words.WATCH_TREND_LEGEND, unit=scale.word), rows, chart, columns, empty=nothing(view, words.NO_WATCHLIST), height=HEIGHT, width=8, scale=scale)


def units(view: View, scale: Scale) -> Panel:
    rows = view.load(credit.by_unit)
    cells = credit.cells(rows)
    chart = figures.heat_map(cells, NPL_SHARE, view.look(scale), HEIGHT) if cells.height else None
    return Panel("units", words.CREDIT_UNITS, words.CREDIT_UNITS_LEGEND, rows, chart, ("name", *FIGURES), empty=nothing(view, words.NO_CREDIT), height=HEIGHT, width=12)


def trend(view: View, months: pl.DataFrame, scale: Scale) -> Panel:
    chart = figures.trend(months, LINES, view.look(scale), HEIGHT) if months.height > 1 else None
    columns = ("month", *(metric.key for metric in (*credit.MONTHLY, *credit.MONTHLY_CHECKS)))
    return Panel("trend", words.CREDIT_TREND, words.CREDIT_TREND_LEGEND, months, chart, columns, empty=nothing(view, words.NO_CREDIT), height=HEIGHT, width=8)


def moves(view: View, scale: Scale) -> Panel:
    rows, since = view.load(credit.grade_moves), opening_month(view.warehouse, view.scope)
    ends = {name: Text(*(formats.month(month, lang) for lang in LANGS)) for name, month in (("since", since or view.scope.month), ("until", view.scope.month))}
    states, stayed = tuple(LOAN_GRADES.values()), places(rows)
    chart = figures.transition_matrix(stayed, states, view.look(scale), HEIGHT, words.BORROWERS_HEAD, words.ALT_LOAN_GRADE_MOVES) if stayed.height else None
    legend = words.fill(words.LOAN_GRADE_MOVES_LEGEND, unit=scale.word)
    return Panel("grade-moves", words.fill(words.LOAN_GRADE_MOVES, **ends), legend, rows, chart, MOVES, empty=nothing(view, words.NO_LOAN_GRADE_MOVES), height=HEIGHT, width=12)


def grades(view: View, scale: Scale) -> Panel:
    rows, legend = view.load(credit.grades), words.fill(words.GRADES_LEGEND, unit=scale.word)
    columns = ("name", "clients_count", "loan_yuan", "share", "year_ago_yuan", "year_ago_share")
    return Panel("grades", words.GRADES_PANEL, legend, rows, None, columns, empty=nothing(view, words.NO_CREDIT), height=LOW, width=10)


def bands(view: View, scale: Scale) -> Panel:
    rows, legend = view.load(credit.overdue), words.fill(words.OVERDUE_BANDS_LEGEND, unit=scale.word)
    columns = ("name", "clients_count", "loan_yuan", "share", "overdue_yuan")
    return Panel("overdue", words.OVERDUE_BANDS_PANEL, legend, rows, None, columns, empty=nothing(view, words.NO_CREDIT), height=LOW, width=10)


def borrowers(view: View, rows: pl.DataFrame, scale: Scale) -> Panel:
    return Panel("borrowers", words.BAD_LOANS, words.fill(words.BAD_LOANS_LEGEND, unit=scale.word), rows, None, BAD, rows.head(MOST), nothing(view, words.NO_BAD_LOANS), TABLE)


def unchecked(view: View, scale: Scale) -> Panel:
    rows = view.load(credit.unchecked)
    return Panel("unchecked", words.UNCHECKED_PANEL, words.fill(words.UNCHECKED_LEGEND, unit=scale.word), rows, None, UNCHECKED, rows.head(MOST), nothing(view, words.NO_UNCHECKED), TABLE)


def rms(view: View, scale: Scale) -> Panel:
    rows = view.load(credit.by_rm)
    return Panel("by-rm", words.CREDIT_RMS, words.fill(words.CREDIT_RMS_LEGEND, unit=scale.word), rows, None, RMS, rows.head(MOST), nothing(view, words.NO_CREDIT), TABLE)


def every_figure(view: View, shown: Cards) -> Panel:
    columns = ("metric", "value", "year_ago", "change", "meaning")
    return Panel("figures", words.CREDIT_FIGURES, words.ALL_FIGURES_LEGEND, shown.figures, None, columns, kpis.every_figure(view, shown, METRICS), nothing(view, words.NO_CREDIT), TABLE)


FILTERS = ("node", "month", "segment", "period")
PAGE = Page("credit", words.CREDIT, words.CREDIT_QUESTION, ":material/health_and_safety:", answer, FILTERS)
