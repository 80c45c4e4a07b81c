"""Client care: are large clients called, do clients hold several products, are complaints closed, and is what matures kept?

Grain of the facts: roll-ups by outlet and RM of a closed month, and the logs of complaints, maturities, surveys and
notes to the as-of day. See `care_rows` for what is counted, `care_lists` for the clients behind it.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries import care_lists, care_rows, handover_rows, staffing
from queries.care_metrics import (
    CONTACTED,
    CROSS_SOLD,
    METRICS,
    NOTES_DONE,
    OFF_COUNTER,
    OVERDUE_BALANCE,
    OVERDUE_CONTACTS,
    PRODUCTS,
    ROLLOVER,
    SEVERAL,
    UNTALKED,
)
from queries.care_policy import NOTABLE_OVERDUE
from queries.codes import COMPLAINT_CAUSES, NOTE_KINDS
from queries.finding import Finding, as_frame
from queries.metric import Dim, ratio, summarise
from queries.money import in_words
from queries.periods import shifted
from queries.query import query
from queries.schema import care_outlet, maturity, work_note
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
HISTORY, MOST, LEAST = 36, 2, 10  # months; units named among the findings; large clients from which a unit's share is one
SHARES = (CONTACTED, SEVERAL, CROSS_SOLD, OFF_COUNTER, ROLLOVER, NOTES_DONE)
MONTHLY = (PRODUCTS, SEVERAL, CROSS_SOLD, OFF_COUNTER, CONTACTED, OVERDUE_CONTACTS)


@query(Text("截至月与上年同月各一行", "the as-of month and the same month a year before"), dims=DIMS, to_the_day=True)
def summary(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS)."""
    months = [month for month in (shifted(scope.month, -12), scope.month) if month == scope.month or month in warehouse.months]
    rows = pl.concat(summarise(care_rows.base(warehouse, scope.on(month)), METRICS).with_columns(month=pl.lit(month)) for month in months)
    return rows.clear() if scope.is_empty else rows


@query(Text("下一级每个机构一行，逾期未联系大客户的余额最大者在前", "one row per unit of the next level down, the largest balances of large clients overdue first"), dims=DIMS, to_the_day=True)
def by_unit(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, name_zh, name_en, METRICS): none below an outlet."""
    tree = warehouse.tree(scope.month)
    figures = summarise(care_rows.base(warehouse, scope).join(handover_rows.units(tree, scope), on="outlet_id"), METRICS, by=["node_id"])
    names = pl.DataFrame([(key, *tree.nodes[key].name) for key in figures["node_id"]], schema=dict.fromkeys(("node_id", "name_zh", "name_en"), pl.String), orient="row")
    return names.join(figures, on="node_id").sort(OVERDUE_BALANCE.key, "node_id", descending=[True, False], nulls_last=True)


@query(Text("每位客户经理一行，逾期未联系大客户的余额最大者在前", "one row per RM, the largest balances of large clients overdue first"), dims=DIMS, to_the_day=True)
def by_rm(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, rm_zh, rm_en, METRICS): those posted within the scope."""
    figures = summarise(care_rows.base(warehouse, scope), METRICS, by=["rm_id"])
    return handover_rows.rm_names(warehouse, scope).join(figures, on="rm_id").sort(OVERDUE_BALANCE.key, "rm_id", descending=[True, False], nulls_last=True)


@query(Text("每月一行，最多 36 个月，由早到晚", "one row per month, up to 36, oldest first"), dims=DIMS)
def trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, MONTHLY); contacts are not known in the first two months, for earlier ones are not seen."""
    held = care_outlet.c
    sums = (func.sum(held[name]).label(name) for name in (*care_rows.OF_CLIENTS, "large_count", "contacted_count"))
    rows = warehouse.read(select(held.month, *sums).where(held.month.between(shifted(scope.month, 1 - HISTORY), scope.month)).group_by(held.month), scope)
    is_seen = pl.col("month") >= shifted(warehouse.months[0], 2)
    known = rows.with_columns(pl.when(is_seen).then(count).alias(name) for count, name in (("large_count", "large_n"), ("contacted_count", "large_contacted_n")))
    return summarise(known, MONTHLY, by=["month"]).sort("month")


@query(Text("每位未按期联系的大客户一行，余额最大者在前", "one row per large client not contacted in time, the largest balance first"), dims=DIMS | {Dim.BOOK})
def overdue(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `care_lists.overdue`."""
    return care_lists.overdue(warehouse, scope)


@query(Text("90 天内到期的每份合同一行，金额最大者在前，最多 500 份", "one row per contract due within 90 days, the largest first, 500 at most"), dims=DIMS | {Dim.BOOK}, to_the_day=True)
def maturing(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `care_lists.maturing`."""
    return care_lists.maturing(warehouse, scope)


@query(Text("每件未办结投诉一行，最久者在前", "one row per open complaint, the oldest first"), dims=DIMS | {Dim.BOOK}, to_the_day=True)
def open_complaints(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `care_lists.open_complaints`."""
    return care_lists.open_complaints(warehouse, scope)


@query(Text("每个投诉原因一行，近 12 个月，多者在前", "one row per cause of complaint, trailing 12 months, most first"), dims=DIMS, to_the_day=True)
def causes(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(cause, name_zh, name_en, complaints_count, share, upheld_share, closing_days, open_count)."""
    rows = care_rows.complaint_rows(warehouse, scope)
    recent = rows.filter(pl.col("opened_on") >= shifted(scope.month, 1 - care_rows.YEAR))
    closed = pl.col("closed_on").is_not_null()
    found = recent.group_by("cause").agg(
        complaints_count=pl.len().cast(pl.Int64), upheld_share=ratio(pl.col("is_upheld").sum(), pl.col("is_upheld").count()), closing_days=pl.col("days").filter(closed).mean(),
        open_count=closed.not_().sum().cast(pl.Int64),
    )  # fmt: skip
    names = pl.DataFrame([(code, *name) for code, name in COMPLAINT_CAUSES.items()], schema=["cause", "name_zh", "name_en"], orient="row")
    shared = names.join(found, on="cause").with_columns(share=pl.col("complaints_count") / pl.col("complaints_count").sum())
    return shared.select("cause", "name_zh", "name_en", "complaints_count", "share", "upheld_share", "closing_days", "open_count").sort("complaints_count", "cause", descending=[True, False])


@query(Text("每月一行，由早到晚：近 12 个月到期与承接，以及其后 90 天到期", "one row per month, oldest first: fallen due and rolled over in 12 months, and what falls due in the 90 days after"), dims=DIMS, to_the_day=True)
def rollover(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, matured_yuan, rolled_yuan, rollover_share, ahead_yuan): the as-of month's part to come is in `ahead_yuan`."""
    day, due = staffing.as_of_day(warehouse, scope), maturity.c
    window = due.matures_on.between(shifted(scope.month, 1 - care_rows.YEAR), day + timedelta(days=90))
    sums = (func.sum(due.amount_yuan).label("amount"), func.sum(due.rolled_over_yuan).label("rolled"))
    days = warehouse.read(select(due.matures_on, *sums).where(window).group_by(due.matures_on), scope)
    past = pl.col("matures_on") <= day
    return (
        days.with_columns(pl.col("amount", "rolled").cast(care_rows.MONEY)).group_by(month=pl.col("matures_on").dt.truncate("1mo"))
        .agg(matured_yuan=pl.col("amount").filter(past).sum(), rolled_yuan=pl.col("rolled").filter(past).sum(), ahead_yuan=pl.col("amount").filter(~past).sum())
        .with_columns(ratio(pl.col("rolled_yuan"), pl.col("matured_yuan")).alias(ROLLOVER.key)).select("month", "matured_yuan", "rolled_yuan", ROLLOVER.key, "ahead_yuan").sort("month")
    )  # fmt: skip


@query(Text("每类工作记录一行：近三个月应交、已交、按时、已阅", "one row per kind of note: due, done, in time and read in three months"), dims=DIMS, to_the_day=True)
def notes(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(kind, name_zh, name_en, notes_due_count, notes_done_share, notes_in_time_share, notes_read_share)."""
    day, told = staffing.as_of_day(warehouse, scope), work_note.c
    window = told.due_on.between(shifted(scope.month, -2), day)
    rows = warehouse.read(select(told.kind, *care_rows.note_sums(day)).where(window).group_by(told.kind), scope)
    names = pl.DataFrame([(code, *name) for code, name in NOTE_KINDS.items()], schema=["kind", "name_zh", "name_en"], orient="row")
    wanted = [metric for metric in METRICS if metric.key.startswith("notes_")]
    return names.join(summarise(rows, wanted, by=["kind"]), on="kind", maintain_order="left")


@query(Text("每个需要关注的机构一行，涉及余额最大者在前", "one row per unit that needs attention, the largest balances first"), dims=DIMS | {Dim.BOOK})
def findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Units with many large clients not called in time, and those with much falling due that nobody has talked about."""
    if scope.books or scope.is_empty:
        return as_frame([])
    units = by_unit(warehouse, scope)
    share = ratio(pl.col(OVERDUE_CONTACTS.key), pl.col("care_large_count"))
    quiet = units.with_columns(overdue_share=share).filter((share >= float(NOTABLE_OVERDUE.value)) & (pl.col("care_large_count") >= LEAST)).head(MOST)
    due = units.filter(pl.col(UNTALKED.key) > 0).sort(UNTALKED.key, "node_id", descending=[True, False]).head(1)
    return as_frame([*map(_quiet, quiet.iter_rows(named=True)), *map(_untalked, due.iter_rows(named=True))])


def _quiet(row: dict[str, Any]) -> Finding:
    said, count, share = in_words(row[OVERDUE_BALANCE.key] or 0), row[OVERDUE_CONTACTS.key], f"{row['overdue_share']:.1%}"
    sentence = Text(f"{row['name_zh']}：{count:,} 户大客户（{share}）未按期联系，余额 {said.zh}", f"{row['name_en']}: {count:,} large clients ({share}) not contacted in time, balances {said.en}")
    return Finding(row[OVERDUE_BALANCE.key] or Decimal(0), sentence, "care", {"node": [row["node_id"]]})


def _untalked(row: dict[str, Any]) -> Finding:
    said = in_words(row[UNTALKED.key])
    sentence = Text(f"{row['name_zh']}：60 天内到期而未沟通 {said.zh}", f"{row['name_en']}: {said.en} fall due within 60 days and are not yet discussed with the client")
    return Finding(row[UNTALKED.key], sentence, "care", {"node": [row["node_id"]]})


def cells(units: pl.DataFrame) -> pl.DataFrame:
    """Rows of `by_unit` as a grid of shares: (row_zh, row_en, column_zh, column_en, value)."""
    found = [(row["name_zh"], row["name_en"], *one.name, row[one.key]) for row in units.iter_rows(named=True) for one in SHARES]
    return pl.DataFrame(found, schema=dict.fromkeys(("row_zh", "row_en", "column_zh", "column_en"), pl.String) | {"value": pl.Float64}, orient="row")


def matured(rows: pl.DataFrame) -> pl.DataFrame:
    """The months of `rollover` in which something had fallen due, as a run of its share."""
    return rows.filter(pl.col("matured_yuan") > 0).rename({ROLLOVER.key: "actual"})


def headline(figures: pl.DataFrame, where: Text, month: date) -> Text:
    """The finding in one sentence, from the rows of `summary`."""
    rows = figures.filter(pl.col("month") == month)
    now = rows.row(0, named=True) if rows.height else {}
    if not now or now["care_clients_count"] is None:
        return Text(f"{where.zh}：该月没有有效客户。", f"{where.en}: no active clients in this month.")
    products = now[PRODUCTS.key]
    start = Text(f"{where.zh}有效客户 {now['care_clients_count']:,} 户", f"{where.en}: {now['care_clients_count']:,} active clients")
    if products is not None:
        start = Text(f"{start.zh}，户均产品 {products:.2f} 种", f"{start.en} with {products:.2f} products each")
    if now[CONTACTED.key] is not None:
        start = Text(f"{start.zh}；大客户联系覆盖率 {now[CONTACTED.key]:.1%}", f"{start.en}; {now[CONTACTED.key]:.1%} of large clients contacted in time")
    if now[OVERDUE_CONTACTS.key]:
        said, count = in_words(now[OVERDUE_BALANCE.key] or 0), now[OVERDUE_CONTACTS.key]
        start = Text(f"{start.zh}，{count:,} 户逾期，余额 {said.zh}", f"{start.en}, {count:,} overdue with {said.en}")
    if now["due_60_yuan"]:
        due = in_words(now["due_60_yuan"])
        start = Text(f"{start.zh}；60 天内到期 {due.zh}", f"{start.en}; {due.en} fall due within 60 days")
    return Text(f"{start.zh}。", f"{start.en}.")
