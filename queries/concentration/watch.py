"""The watch-and-exit list: large clients with an open exposure whose rating, grade, cover or balances worsened, and how far the bank is on its way out.

Grain of the facts: `credit_watch`, one row per client and month-end with a sign. A sign is the month's own: nothing after it is known.
"""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries import care_lists
from queries.codes import LOAN_GRADES
from queries.credit_policy import GRADES
from queries.finding import Finding, as_frame
from queries.handover_rows import closed_month, rm_names
from queries.metric import Dim, Good, Metric, Unit, ratio, summarise
from queries.money import in_words
from queries.periods import shifted
from queries.query import query
from queries.schema import WATCH_SIGNS, client, credit_watch
from queries.scope import Scope
from queries.text import LANGS, Lang, Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
DOMAIN = Text("业务口径 4.4", "domain definition 4.4")
HISTORY, MOST = 36, 3
MONEY = pl.Decimal(38, 2)
SIGNS = tuple(name for name, _, _ in WATCH_SIGNS)
HELD = credit_watch.c
LIST = (
    "client_id", "client_zh", "client_en", "signs_zh", "signs_en", "sign_month", "months_since_count", "exposure_yuan", "exit_planned_yuan", "exit_done_yuan", "exit_done_share",
    "owner_id", "owner_zh", "owner_en", "rating", "rating_before", "loan_grade_zh", "loan_grade_en", "grade_before_zh", "grade_before_en", "cover_share", "cover_before_share",
    "balance_yuan", "balance_before_yuan", "overdue_days", "overdue_yuan", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en",
)  # fmt: skip
NO_OWNER = Text("未指定", "nobody named")


def _metric(key: str, name: Text, meaning: Text, in_words: Text, unit: Unit, formula: pl.Expr, good: Good = Good.DOWN) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, unit, good, formula)


def _known(column: str) -> pl.Expr:
    return pl.when(pl.col(column).count() > 0).then(pl.col(column).sum())


WATCHED = _metric("watched_count", Text("观察名单客户", "Clients watched"), Text("有未结清暴露且转差的大客户。", "Large clients with an open exposure who worsened."), Text("#{名单}", "#{on the list}"), Unit.COUNT, pl.col("client_n").sum())
WATCHED_YUAN = _metric("watched_exposure_yuan", Text("观察名单暴露", "Exposure watched"), Text("名单客户未结清的表内外暴露。", "Open exposure of the clients watched, on and off balance."), Text("Σ 暴露", "Σ exposure"), Unit.YUAN, pl.col("exposure").sum())
EXIT_PLANNED = _metric("exit_plan_yuan", Text("计划压降", "Exit planned"), Text("名单客户计划压降的金额。", "What the bank plans to take back from the clients watched."), Text("Σ 计划压降", "Σ exit planned"), Unit.YUAN, _known("planned"), Good.NEITHER)
EXIT_DONE = _metric("exit_progress_share", Text("压降完成率", "Exit done"), Text("已压降占计划压降的比例。", "What was taken back over what was planned."), Text("Σ 已压降 ÷ Σ 计划压降", "Σ exit done ÷ Σ exit planned"), Unit.SHARE, ratio(pl.col("done").sum(), pl.col("planned").sum()), Good.UP)
METRICS = (WATCHED, WATCHED_YUAN, EXIT_PLANNED, EXIT_DONE)


@query(Text("每户转差的大客户一行，未结清暴露最大者在前", "one row per large client that worsened, the largest open exposure first"), dims=DIMS)
def watchlist(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """LIST: `sign_month` is the first of the months in a row with a sign, up to 36 months back, at the client's present outlet."""
    month = closed_month(warehouse, scope)
    columns = [HELD[c.name] for c in credit_watch.c if c.name != "month"]
    statement = select(*columns, *care_lists.NAMES).join_from(credit_watch, client, client.c.client_id == HELD.client_id).where(HELD.month == month)
    rows = warehouse.read(statement, scope)
    told = rows.join(first_signs(warehouse, scope), on=["client_id", "outlet_id"], how="left").with_columns(
        *(_said(lang).alias(f"signs_{lang}") for lang in LANGS), *care_lists.worded("loan_grade", LOAN_GRADES), *care_lists.worded("grade_before", LOAN_GRADES),
        pl.col(r"^.*_yuan$").cast(MONEY), pl.col("cover_share", "cover_before_share").cast(pl.Float64), exit_done_share=ratio(pl.col("exit_done_yuan"), pl.col("exit_planned_yuan")),
    )  # fmt: skip
    return care_lists.placed(warehouse, scope, _owned(warehouse, scope, told)).select(LIST).sort("exposure_yuan", "client_id", descending=[True, False])


def first_signs(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(client_id, outlet_id, sign_month, months_since_count) of whoever shows a sign in the as-of month: since when without a month free of signs."""
    month = closed_month(warehouse, scope)
    rows = warehouse.read(select(HELD.client_id, HELD.outlet_id, HELD.month).where(HELD.month.between(shifted(month, 1 - HISTORY), month)), scope)
    return unbroken(rows, month)


def unbroken(rows: pl.DataFrame, month: date) -> pl.DataFrame:
    """From (client_id, outlet_id, month): how far back the run of months goes that ends with `month`."""
    back = (month.year - pl.col("month").dt.year()) * 12 + month.month - pl.col("month").dt.month().cast(pl.Int32)
    placed = rows.with_columns(back=back.cast(pl.Int64)).sort("client_id", "outlet_id", "back")
    run = placed.filter(pl.col("back") == pl.int_range(pl.len()).over("client_id", "outlet_id"))
    return run.group_by("client_id", "outlet_id").agg(sign_month=pl.col("month").min(), months_since_count=pl.col("back").max()).sort("client_id", "outlet_id")


def _owned(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the risk owner's name; whoever was never posted within the scope is shown by the number."""
    names = rm_names(warehouse, scope).select(pl.col("rm_id").alias("owner_id"), *(pl.col(f"rm_{lang}").alias(f"owner_{lang}") for lang in LANGS))
    owned = rows.rename({"risk_owner_id": "owner_id"}).join(names, on="owner_id", how="left")
    return owned.with_columns(pl.coalesce(f"owner_{lang}", "owner_id", pl.lit(NO_OWNER.to(lang))).alias(f"owner_{lang}") for lang in LANGS)


def _said(lang: Lang) -> pl.Expr:
    """The signs in words, each with what it was and is."""
    grade, before, month_before = (pl.col(name).replace_strict({code: text.to(lang) for code, text in LOAN_GRADES.items()}, default=None, return_dtype=pl.String) for name in ("loan_grade", "grade_before", "grade_month_before"))
    was = pl.when(_place("grade_before") < _place("loan_grade")).then(before).otherwise(month_before)
    cover = [(pl.col(name).cast(pl.Float64) * 100).round(0).cast(pl.Int64).cast(pl.String) + "%" for name in ("cover_before_share", "cover_share")]
    fall = ((1 - pl.col("balance_yuan").fill_null(0).cast(pl.Float64) / pl.col("balance_before_yuan").cast(pl.Float64)) * 100).round(0).cast(pl.Int64).cast(pl.String) + "%"
    words = {
        "rating_fell": (Text("评级 ", "rating "), pl.concat_str(pl.col("rating_before"), pl.lit(" → "), pl.col("rating"))),
        "grade_fell": (Text("五级分类 ", "grade "), pl.concat_str(was, pl.lit(" → "), grade)),
        "cover_fell": (Text("覆盖率 ", "cover "), pl.concat_str(cover[0], pl.lit(" → "), cover[1])),
        "balances_fell": (Text("余额下降 ", "balances down "), fall),
    }  # fmt: skip
    signs = [pl.when(name).then(pl.concat_str(pl.lit(word.to(lang)), told)) for name, (word, told) in words.items()]
    weak = pl.when(pl.col("is_weak") & ~pl.col("grade_fell")).then(pl.concat_str(pl.lit(Text("仍为", "still ").to(lang)), grade))
    return pl.concat_str(*signs, weak, separator=Text("；", "; ").to(lang), ignore_nulls=True)


def _place(column: str) -> pl.Expr:
    return pl.col(column).replace_strict({grade: at for at, grade in enumerate(GRADES)}, default=None, return_dtype=pl.Int64)


@query(Text("每月一行，最多 36 个月，由早到晚", "one row per month, up to 36, oldest first"), dims=DIMS)
def watch_trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS) of every loaded month, also those in which nobody is watched."""
    month = closed_month(warehouse, scope)
    first = shifted(month, 1 - HISTORY)
    sums = (func.count(HELD.client_id).label("client_n"), func.sum(HELD.exposure_yuan).label("exposure"), func.sum(HELD.exit_planned_yuan).label("planned"), func.sum(HELD.exit_done_yuan).label("done"))
    rows = warehouse.read(select(HELD.month, *sums).where(HELD.month.between(first, month)).group_by(HELD.month), scope)
    if scope.is_empty:
        return summarise(rows, METRICS, by=["month"])
    grid = pl.DataFrame({"month": [each for each in warehouse.months if first <= each <= month]}, schema={"month": pl.Date})
    return summarise(grid.join(rows, on="month", how="left"), METRICS, by=["month"])


@query(Text("每户需要关注的转差大客户一行，暴露最大者在前", "one row per large client that worsened and needs attention, the largest exposure first"), dims=DIMS)
def watch_findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The largest on the list, each with its signs, risk owner and exit."""
    return as_frame(map(_finding, watchlist(warehouse, scope).head(MOST).iter_rows(named=True)))


def _finding(row: dict[str, Any]) -> Finding:
    held, months = in_words(row["exposure_yuan"]), row["months_since_count"]
    done = row["exit_done_share"]
    exit_zh, exit_en = ("无压降计划", "no exit planned") if done is None else (f"压降完成 {done:.0%}", f"{done:.0%} of the exit done")
    sentence = Text(
        f"{row['client_zh']}：{row['signs_zh']}，已 {months} 个月；未结清 {held.zh}，{exit_zh}，责任人 {row['owner_zh']}",
        f"{row['client_en']}: {row['signs_en']}, for {months} months; {held.en} open, {exit_en}, owner {row['owner_en']}",
    )
    return Finding(row["exposure_yuan"], sentence, "credit")


def headline(listed: pl.DataFrame) -> Text:
    """The list in one sentence."""
    if listed.is_empty():
        return Text("没有转差的大客户。", "No large client worsened.")
    total, long = in_words(listed["exposure_yuan"].sum()), listed.filter(pl.col("months_since_count") >= 6).height
    return Text(f"{listed.height:,} 户大客户转差，未结清 {total.zh}，其中 {long:,} 户已满半年", f"{listed.height:,} large clients worsened, {total.en} open; {long:,} of them half a year ago or longer")
