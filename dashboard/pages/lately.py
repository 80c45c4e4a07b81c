"""The daily and weekly pack: what did each team bring yesterday and this week, and whose clients wait for an answer?"""

import polars as pl

from dashboard import words
from dashboard.answer import Content, Panel
from dashboard.page import Page, View
from queries import lately
from queries.money import scale_for

HEIGHT, LOW = 420, 320
ASSETS = ("name", "outlet", "day_assets_yuan", "week_assets_yuan", "before_assets_yuan", "day_sales_yuan", "week_sales_yuan", "before_sales_yuan")
COUNTS = ("name", "outlet", "day_opened_count", "week_opened_count", "before_opened_count", "day_signed_count", "week_signed_count", "before_signed_count")
WAITING = ("name", "outlet", "open_questions_count", "overdue_questions_count")
MOST = 20


def answer(view: View) -> Content:
    rows = view.load(lately.by_team)
    scale = scale_for(rows["week_assets_yuan"].abs().median() if rows.height else None, view.lang)
    why = words.NOTHING_IN_SCOPE if view.scope.is_empty else words.NO_TEAMS
    legend = words.fill(words.LATELY_ASSETS_LEGEND, unit=scale.word)
    waiting = lately.waiting(rows)
    return Content(
        lately.headline(rows, view.where),
        scale,
        None,
        (
            (Panel("assets", words.LATELY_ASSETS, legend, rows, None, ASSETS, _ends(rows), why, HEIGHT, 12),
             Panel("waiting", words.LATELY_WAITING, words.LATELY_WAITING_LEGEND, waiting, None, WAITING, waiting.head(MOST), words.NOBODY_WAITS, HEIGHT, 7)),
            (Panel("counts", words.LATELY_COUNTS, words.LATELY_COUNTS_LEGEND, rows, None, COUNTS, _busiest(rows), why, LOW),),
        ),
    )  # fmt: skip


def _ends(rows: pl.DataFrame) -> pl.DataFrame:
    """The teams with the most new assets, and those that lost the most."""
    return rows if rows.height <= MOST else pl.concat([rows.head(MOST // 2), rows.tail(MOST // 2)])


def _busiest(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.sort("week_opened_count", "week_signed_count", "team_id", descending=[True, True, False]).head(MOST)


FILTERS = ("node", "month", "segment")
PAGE = Page("lately", words.LATELY, words.LATELY_QUESTION, ":material/today:", answer, FILTERS, in_board_pack=False, to_the_day=True, opens_today=True)
