"""The books of RMs who left: who took the clients over, and what stayed.

A book is what the leaver looked after at the end of the month before leaving, set beside the same clients at the end of the as-of month. What
stayed is the lesser of both, client by client, so that what others brought in since does not hide what went.
"""

from typing import Any

import polars as pl
from sqlalchemy import and_, case, func, select

from queries import handover_rows, staffing
from queries.metric import ratio
from queries.periods import shifted
from queries.schema import client_month, leaver_book, rm
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse

MONTHS, NAMED = 12, 3
LEFT, HELD = leaver_book.c, client_month.c
NOBODY, OUTSIDE, OTHERS = Text("无客户经理", "no RM"), Text("范围之外", "outside"), Text("另 {count} 人", "{count} more")
BEFORE = case((LEFT.segment == "personal", LEFT.aum_yuan), else_=LEFT.deposit_yuan)
AFTER = case((LEFT.segment == "personal", HELD.aum_yuan), else_=HELD.deposit_yuan)
KEPT = case((and_(BEFORE > 0, AFTER > 0, AFTER < BEFORE), AFTER), (and_(BEFORE > 0, AFTER > 0), BEFORE), else_=0)
COLUMNS = (
    "rm_id", "rm_zh", "rm_en", "leave_on", "book_clients_count", "still_here_count", "without_rm_count", "book_before_yuan", "book_now_yuan", "book_kept_yuan", "stayed_share", "takers_zh", "takers_en",
)  # fmt: skip


def of_leavers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """COLUMNS: one row per leaver of the trailing twelve months, the largest balances gone first; kept."""
    return warehouse.once(("leavers' books", scope.at_rest), lambda: _read(warehouse, scope))


def _read(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    window = (LEFT.month >= shifted(scope.month, -MONTHS), LEFT.leave_on <= staffing.as_of_day(warehouse, scope))
    keys = (LEFT.rm_id, LEFT.leave_on)
    names = (rm.c.rm_name_zh.label("rm_zh"), rm.c.rm_name_en.label("rm_en"))
    whole = select(*keys, *names, func.count(LEFT.client_id).label("book_clients_count"), func.sum(BEFORE).label("book_before_yuan")).join_from(leaver_book, rm, rm.c.rm_id == LEFT.rm_id)
    books = warehouse.read(whole.where(*window).group_by(*keys, *names), scope)
    sums = (func.count(LEFT.client_id).label("still_here_count"), func.sum(AFTER).label("book_now_yuan"), func.sum(KEPT).label("book_kept_yuan"))
    now = select(*keys, HELD.rm_id.label("taker_id"), *sums).join_from(leaver_book, client_month, HELD.client_id == LEFT.client_id)
    still = warehouse.read(now.where(HELD.month == handover_rows.closed_month(warehouse, scope), HELD.is_closed.is_(False), *window).group_by(*keys, HELD.rm_id), scope)
    return told(books, still, handover_rows.rm_names(warehouse, scope))


def told(books: pl.DataFrame, still: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Leavers with what stayed and with whom; `still` has one row per leaver and taker."""
    counts = [pl.col("still_here_count").sum(), pl.col("book_now_yuan", "book_kept_yuan").sum(), pl.col("still_here_count").filter(pl.col("taker_id").is_null()).sum().alias("without_rm_count")]
    keys = ["rm_id", "leave_on"]
    taken = _takers(still, names)
    rows = books.join(still.group_by(keys).agg(counts), on=keys, how="left").join(taken, on=keys, how="left")
    money = [pl.col(name).fill_null(0).cast(handover_rows.MONEY) for name in ("book_before_yuan", "book_now_yuan", "book_kept_yuan")]
    filled = rows.with_columns(pl.col("still_here_count", "without_rm_count").fill_null(0), *money)
    shared = filled.with_columns(stayed_share=ratio(pl.col("book_kept_yuan"), pl.col("book_before_yuan")))
    return shared.sort(pl.col("book_before_yuan") - pl.col("book_kept_yuan"), "rm_id", descending=[True, False]).select(COLUMNS)


def _takers(still: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """(rm_id, leave_on, takers_zh, takers_en): the three who took most clients with how many, and how many others there are."""
    known = still.join(names.rename({"rm_id": "taker_id", "rm_zh": "taker_zh", "rm_en": "taker_en"}), on="taker_id", how="left")
    said = [pl.when(pl.col("taker_id").is_null()).then(pl.lit(NOBODY.to(lang))).otherwise(pl.col(f"taker_{lang}").fill_null(OUTSIDE.to(lang))).alias(f"taker_{lang}") for lang in LANGS]
    ordered = known.with_columns(said).sort("still_here_count", "taker_id", descending=[True, False], nulls_last=True)
    listed = [(pl.col(f"taker_{lang}") + " " + pl.col("still_here_count").cast(pl.String)).head(NAMED).str.join("、" if lang == "zh" else ", ").alias(f"takers_{lang}") for lang in LANGS]
    short = ordered.group_by("rm_id", "leave_on", maintain_order=True).agg(*listed, others=pl.len().cast(pl.Int64) - NAMED)
    more: dict[str, Any] = {lang: pl.format(("；" if lang == "zh" else "; ") + OTHERS.to(lang).replace("{count}", "{}"), "others") for lang in LANGS}
    return short.select("rm_id", "leave_on", *(pl.when(pl.col("others") > 0).then(pl.col(f"takers_{lang}") + more[lang]).otherwise(f"takers_{lang}").alias(f"takers_{lang}") for lang in LANGS))
