"""Hand-over control: who changed RM, who still waits for a first contact, who has no RM, and what came of it.

Grain of the facts: `handover_change`, one row per client and change of RM. The as-of day is the last of the as-of month, or
in the open month the day of the load; balances and client states are those of the latest closed month.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from queries import after_handover, handover_rows, leaver_books
from queries.care_policy import NOTABLE_LATE
from queries.codes import COVERAGE_REASONS, SEGMENTS, Codes
from queries.finding import Finding, as_frame
from queries.handover_metrics import LATE_SHARE, METRICS, OF_UNIT, ON_TIME, OVERDUE, UNCOVERED, UNCOVERED_BALANCE
from queries.metric import Dim, summarise
from queries.money import in_words
from queries.periods import shifted
from queries.query import query
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
HISTORY, MOST, LEAST, LONG = 36, 2, 20, 500  # months; units named among the findings; judged hand-overs from which a unit's share is one; names on a list
OUTSIDE = Text("范围之外", "outside")
LISTED = (
    "client_id", "client_zh", "client_en", "segment_name_zh", "segment_name_en", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en", "previous_zh", "previous_en",
    "change_reason_zh", "change_reason_en", "changed_on", "told_orally_on", "told_in_writing_on", "deadline_on", "first_contact_on", "days", "verdict_code", "verdict_zh", "verdict_en",
    "balance_yuan",
)  # fmt: skip


@query(Text("截至月与上年同月各一行", "the as-of month and the same month a year before"), dims=DIMS, to_the_day=True)
def summary(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS)."""
    months = [month for month in (shifted(scope.month, -12), scope.month) if month == scope.month or month in warehouse.months]
    rows = [summarise(handover_rows.base(warehouse, scope.on(month)), METRICS).with_columns(month=pl.lit(month)) for month in months if not scope.is_empty]
    return pl.concat(rows) if rows else summarise(handover_rows.base(warehouse, scope), METRICS).with_columns(month=pl.lit(scope.month)).clear()


@query(Text("下一级每个机构一行，待联系余额最大者在前", "one row per unit of the next level down, the largest balances waiting first"), dims=DIMS, to_the_day=True)
def by_unit(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, name_zh, name_en, OF_UNIT): units with changes, or with clients who lack an RM; none below an outlet."""
    tree = warehouse.tree(scope.month)
    figures = summarise(handover_rows.base(warehouse, scope).join(handover_rows.units(tree, scope), on="outlet_id"), OF_UNIT, by=["node_id"])
    names = pl.DataFrame([(key, *tree.nodes[key].name) for key in figures["node_id"]], schema=dict.fromkeys(("node_id", "name_zh", "name_en"), pl.String), orient="row")
    return names.join(figures, on="node_id").sort("handover_waiting_yuan", "handover_waiting_count", "node_id", descending=[True, True, False])


@query(Text("每位客户经理一行，待联系余额最大者在前", "one row per RM, the largest balances waiting first"), dims=DIMS, to_the_day=True)
def by_rm(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, rm_zh, rm_en, figures): those who took clients over in twelve months, or have some waiting."""
    wanted = OF_UNIT[: -len((UNCOVERED, UNCOVERED_BALANCE))]
    figures = summarise(handover_rows.base(warehouse, scope).filter(pl.col("rm_id") != ""), wanted, by=["rm_id"])
    named = _named(warehouse, scope, figures, "rm_id", "rm")
    return named.select("rm_id", "rm_zh", "rm_en", *(one.key for one in wanted)).sort("handover_waiting_yuan", "handover_waiting_count", "rm_id", descending=[True, True, False])


@query(Text("每月一行，最多 36 个月，由早到晚：期限在该月的交接", "one row per month, up to 36, oldest first: hand-overs whose deadline lay in it"), dims=DIMS, to_the_day=True)
def trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, judged_count, late_count, handover_late_share, handover_on_time_share)."""
    first = max(shifted(scope.month, 1 - HISTORY), shifted(warehouse.months[0], 1))
    rows = handover_rows.by_deadline(warehouse, scope, first)
    counts = rows.select("month", judged_count=pl.col("on_time_n") + pl.col("late_n"), late_count="late_n")
    return counts.join(summarise(rows, (LATE_SHARE, ON_TIME), by=["month"]), on="month").sort("month")


@query(Text("每笔逾期交接一行，仍未联系且余额最大者在前", "one row per late hand-over, those still not contacted with the largest balances first"), dims=DIMS, to_the_day=True)
def late(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """LISTED: all of the loaded history that are late on the as-of day; the balance is known of those who still wait."""
    return _listed(warehouse, scope, handover_rows.found(warehouse, scope, "late")).sort(pl.col("verdict_code") != "late_waiting", "balance_yuan", "changed_on", "client_id", descending=[False, True, True, False], nulls_last=True)


@query(Text("逾期交接名单：多于 500 户待联系时仅列余额最大者", "late hand-overs as a list: where more than 500 of them wait, those with the largest balances only"), dims=DIMS, to_the_day=True)
def late_first(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """LISTED, in the order of `late`."""
    waits = handover_rows.waiting(warehouse, scope).filter(pl.col("standing") == "late_waiting")
    return _listed(warehouse, scope, waits.head(LONG)) if waits.height > LONG else late.answer(warehouse, scope)


@query(Text("每位待首次联系的客户一行，余额最大者在前，最多 500 户", "one row per client who waits for a first contact, the largest balance first, 500 at most"), dims=DIMS, to_the_day=True)
def waiting(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """LISTED: pending and overdue ones, whose new RM still covers them."""
    return _listed(warehouse, scope, handover_rows.waiting(warehouse, scope).head(LONG))


@query(Text("每次更换客户经理一行，最近 12 个月，最近者在前", "one row per change of RM in the trailing 12 months, the latest first"), dims=DIMS, to_the_day=True)
def changes(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """LISTED: in time, late, pending and void."""
    return _listed(warehouse, scope, handover_rows.found(warehouse, scope, "recent")).sort("changed_on", "client_id", descending=[True, False])


def _listed(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame) -> pl.DataFrame:
    nodes = warehouse.tree(scope.month).nodes
    outlets: Codes = {key: nodes[key].name for key in rows["outlet_id"].unique() if key in nodes}
    worded = {"change_reason": ("reason", COVERAGE_REASONS), "verdict": ("standing", handover_rows.STANDINGS), "segment_name": ("segment", SEGMENTS), "outlet": ("outlet_id", outlets)}
    said = [
        pl.col(column).replace_strict({code: text.to(lang) for code, text in codes.items()}, default=None, return_dtype=pl.String).alias(f"{name}_{lang}")
        for name, (column, codes) in worded.items() for lang in LANGS
    ]  # fmt: skip
    return _named(warehouse, scope, rows, "previous_rm_id", "previous").with_columns(*said, verdict_code="standing").select(LISTED)


def _named(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    """The rows with who `column` is, in both languages; somebody never posted within the scope is outside."""
    names = handover_rows.rm_names(warehouse, scope).select(pl.col("rm_id").alias(column), pl.col("rm_zh").alias(f"{name}_zh"), pl.col("rm_en").alias(f"{name}_en"))
    told = rows.join(names, on=column, how="left", maintain_order="left")
    return told.with_columns(pl.col(f"{name}_{lang}").fill_null(OUTSIDE.to(lang)) for lang in LANGS)


@query(
    Text("全部、各条线、各星级一行：更换后六个月内流失，与相配而未更换的客户相比", "one row in all, per segment and per tier: lost in the six months after a change, beside matched clients without one"),
    dims=DIMS - {Dim.BOOK},
)  # fmt: skip
def after(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `after_handover.compared`: the cohorts whose six months ended in the trailing twelve."""
    return after_handover.compared(warehouse, scope)


@query(Text("近 12 个月每位离职者一行，带走余额最多者在前", "one row per leaver of the trailing 12 months, the largest balances gone first"), dims=DIMS - {Dim.BOOK})
def leavers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `leaver_books.of_leavers`: who took the clients over and what stayed."""
    return leaver_books.of_leavers(warehouse, scope)


@query(Text("每个需要关注的机构一行，涉及余额最大者在前", "one row per unit that needs attention, the largest balances first"), dims=DIMS)
def findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Units with many late hand-overs, and units whose better clients lack an RM."""
    if scope.books or scope.is_empty:
        return as_frame([])
    units = by_unit(warehouse, scope)
    judged = pl.col("handover_late_count") / pl.col("handover_late_share")
    often = units.filter((pl.col("handover_late_share") >= float(NOTABLE_LATE.value)) & (judged >= LEAST) & (pl.col("handover_overdue_count") > 0))
    alone = units.filter(pl.col("uncovered_count") > 0).sort("uncovered_yuan", "node_id", descending=[True, False], nulls_last=True)
    late_ones = often.sort("handover_overdue_yuan", "node_id", descending=[True, False], nulls_last=True).head(MOST)
    return as_frame([*map(_late, late_ones.iter_rows(named=True)), *map(_alone, alone.head(MOST).iter_rows(named=True))])


def _late(row: dict[str, Any]) -> Finding:
    share, count, said = f"{row['handover_late_share']:.1%}", row["handover_overdue_count"], in_words(row["handover_overdue_yuan"] or 0)
    sentence = Text(
        f"{row['name_zh']}：近 12 个月交接逾期率 {share}，{count:,} 户逾期仍未联系，涉及余额 {said.zh}",
        f"{row['name_en']}: {share} of hand-overs late in 12 months, {count:,} clients overdue and not contacted, balances {said.en}",
    )
    return Finding(row["handover_overdue_yuan"] or Decimal(0), sentence, "handover", {"node": [row["node_id"]]})


def _alone(row: dict[str, Any]) -> Finding:
    count, said = row["uncovered_count"], in_words(row["uncovered_yuan"] or 0)
    sentence = Text(
        f"{row['name_zh']}：{count:,} 户三星及以上客户没有客户经理，余额 {said.zh}", f"{row['name_en']}: {count:,} clients of three stars and more have no RM, balances {said.en}"
    )
    return Finding(row["uncovered_yuan"] or Decimal(0), sentence, "handover", {"node": [row["node_id"]]})


def comparable(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of `after` that have a difference."""
    return rows.filter(pl.col("difference_share").is_not_null()) if rows.height else rows


def headline(figures: pl.DataFrame, where: Text, month: date, units: pl.DataFrame) -> Text:
    """The finding in one sentence, from the rows of `summary` and `by_unit`."""
    rows = figures.filter(pl.col("month") == month)
    if rows.is_empty() or not (rows["rm_changes_count"][0] or rows["handover_waiting_count"][0]):
        return Text(f"{where.zh}：近 12 个月没有更换客户经理的记录。", f"{where.en}: no change of RM is known in the trailing 12 months.")
    now = rows.row(0, named=True)
    share, waits, said = now[ON_TIME.key], now["handover_waiting_count"], in_words(now["handover_waiting_yuan"] or 0)
    told = Text("", "") if share is None else Text(f"，{share:.1%} 按时联系", f", {share:.1%} contacted in time")
    start = Text(
        f"{where.zh}近 12 个月更换客户经理 {now['rm_changes_count']:,} 户次{told.zh}；{waits:,} 户待首次联系（{now[OVERDUE.key]:,} 户已逾期），余额 {said.zh}",
        f"{where.en}: {now['rm_changes_count']:,} changes of RM in 12 months{told.en}; {waits:,} clients wait for a first contact ({now[OVERDUE.key]:,} overdue), balances {said.en}",
    )
    if units.height < 2 or not units["handover_waiting_count"][0]:
        return Text(f"{start.zh}。", f"{start.en}.")
    return Text(f"{start.zh}；最多的是{units['name_zh'][0]}。", f"{start.en}; most at {units['name_en'][0]}.")
