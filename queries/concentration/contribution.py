"""Contribution: what is left of clients' income once risk, capital and work are paid, who brings it, and which large clients cost money.

Grain of the facts: `contribution_month`, one row per outlet, RM, segment and tier of a month, and `large_contribution`, the large clients
of a month with what they contributed in the twelve months up to it, where they did.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from sqlalchemy import case, func, select

from queries import handover_rows
from queries.care_lists import placed, worded
from queries.codes import SEGMENTS, STAR_TIERS, Codes
from queries.concentration import contribution_rows
from queries.concentration.contribution_metrics import CONTRIBUTION, INCOME, METRICS, PARTS, VOLUME
from queries.concentration.contribution_rows import MONEY, YEAR
from queries.handover_rows import closed_month
from queries.metric import Dim, summarise
from queries.money import in_words
from queries.periods import shifted
from queries.query import query
from queries.schema import client, large_contribution
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
WITH_BOOKS = DIMS | {Dim.BOOK}
NAMED, HISTORY = 20, 36
NO_TIER, NO_RM = Text("无星级", "No tier"), Text("无客户经理", "No RM")
OTHER_LARGE, OTHERS = Text("其余大客户", "Other large clients"), Text("其他客户", "All other clients")
SHARES = {"contribution_part_share": CONTRIBUTION.key, "volume_part_share": VOLUME.key}
CLIENTS = (
    "client_id", "client_zh", "client_en", "star_zh", "star_en", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en", "month_count", *(part.key for part in PARTS), VOLUME.key,
)  # fmt: skip
SOURCES = {part.key: source for part, source in zip(PARTS, contribution_rows.PARTS, strict=True)}


@query(Text("截至月与上年同月各一行：近 12 个月贡献度及其构成，大客户占比", "the as-of month and the same month a year before: contribution over twelve months with its parts, and large clients' part"), dims=DIMS)
def contribution(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS, month_count): the year before where twelve months of it are loaded."""
    month = closed_month(warehouse, scope)
    known = [each for each in (shifted(month, -YEAR), month) if each == month or shifted(each, 1 - YEAR) in warehouse.months]
    rows = [contribution_rows.of_year(warehouse, scope.on(each)) for each in known]
    found = [summarise(one, METRICS).with_columns(month=pl.lit(each), month_count=pl.lit(one["month_count"].sum(), dtype=pl.Int64)) for each, one in zip(known, rows, strict=True) if one.height]
    empty = summarise(rows[-1], METRICS).with_columns(month=pl.lit(month), month_count=pl.lit(0, dtype=pl.Int64)).clear()
    return pl.concat(found) if found else empty


@query(Text("每月一行，最多 36 个月，由早到晚：至该月十二个月的贡献度构成", "one row per month, up to 36, oldest first: contribution and its parts over the twelve months to it"), dims=DIMS)
def contribution_trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, PARTS, contribution_of_income_share, volume_yuan): months with twelve loaded behind them."""
    rows = contribution_rows.of_months(warehouse, scope, HISTORY + YEAR - 1)
    told = [month for month in rows["month"] if shifted(month, 1 - YEAR) in warehouse.months]
    ends = pl.DataFrame([(month, shifted(month, 1 - YEAR)) for month in told[-HISTORY:]], schema={"end": pl.Date, "begin": pl.Date}, orient="row")
    windows = ends.join_where(rows, pl.col("month") >= pl.col("begin"), pl.col("month") <= pl.col("end")).drop("month").rename({"end": "month"})
    years = summarise(windows, METRICS[: METRICS.index(VOLUME)], by=["month"])
    return years.join(rows.select("month", pl.col("volume").alias(VOLUME.key)), on="month", how="left", maintain_order="left")


@query(
    Text("下一级每个机构一行：贡献度构成、占本级贡献度与业务量的比例，贡献度高者在前", "one row per unit of the next level down: contribution with its parts, its part of the whole's contribution and of its AUM and loans, the highest first"),
    dims=DIMS,
)  # fmt: skip
def contribution_by_unit(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, name_zh, name_en, METRICS, client_count, large_count, SHARES): none below an outlet."""
    names = {key: node.name for month in _year(warehouse, scope) for key, node in warehouse.tree(month).nodes.items()}
    return _cut(contribution_rows.of_year(warehouse, scope, "node_id"), "node_id", names).rename({"group": "node_id"})


def _year(warehouse: Warehouse, scope: Scope) -> list[date]:
    """The loaded months of the year up to the as-of month, oldest first: a unit goes by its latest name."""
    return [month for month in warehouse.months if shifted(scope.month, 1 - YEAR) <= month <= scope.month]


@query(Text("每名客户经理一行，“无客户经理”亦为一行：贡献度构成，贡献度高者在前", "one row per RM, and one for no RM: contribution with its parts, the highest first"), dims=DIMS)
def contribution_by_rm(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, rm_zh, rm_en, METRICS, client_count, large_count, SHARES): a null number is the line of no RM."""
    people = {row["rm_id"]: Text(row["rm_zh"], row["rm_en"]) for row in handover_rows.rm_names(warehouse, scope).iter_rows(named=True)}
    rows = _cut(contribution_rows.of_year(warehouse, scope, "rm_id"), "rm_id", {"": NO_RM, **people})
    return rows.rename({"group": "rm_id", "name_zh": "rm_zh", "name_en": "rm_en"}).with_columns(pl.col("rm_id").replace("", None))


@query(Text("每个星级一行，由高到低：贡献度构成与占比；按当月星级计入", "one row per star tier, the highest first: contribution with its parts; it belongs to the tier of its month"), dims=DIMS)
def contribution_by_tier(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(star_tier, name_zh, name_en, METRICS, client_count, large_count, SHARES)."""
    return _in_order(_cut(contribution_rows.of_year(warehouse, scope, "star_tier"), "star_tier", {**STAR_TIERS, "": NO_TIER}), [*STAR_TIERS, ""]).rename({"group": "star_tier"})


@query(Text("每个条线一行：贡献度构成与占比", "one row per segment: contribution with its parts"), dims=DIMS)
def contribution_by_segment(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(segment, name_zh, name_en, METRICS, client_count, large_count, SHARES)."""
    return _in_order(_cut(contribution_rows.of_year(warehouse, scope, "segment"), "segment", SEGMENTS), list(SEGMENTS)).rename({"group": "segment"})


def _cut(rows: pl.DataFrame, by: str, names: Codes) -> pl.DataFrame:
    """Each group's figures and its part of the whole, the highest contribution first."""
    figures = rows.group_by(group=by).agg(*(metric.column for metric in METRICS), pl.col("client_count", "large_count").sum())
    said = [names.get(key, Text(key, key)) for key in figures["group"]]
    named = figures.with_columns(pl.Series("name_zh", [name.zh for name in said], dtype=pl.String), pl.Series("name_en", [name.en for name in said], dtype=pl.String))
    parts = [pl.when(pl.col(key).sum() > 0).then(pl.col(key).cast(pl.Float64) / pl.col(key).sum().cast(pl.Float64)).alias(name) for name, key in SHARES.items()]
    columns = ("group", "name_zh", "name_en", *(metric.key for metric in METRICS), "client_count", "large_count", *SHARES)
    return named.with_columns(parts).select(columns).sort(CONTRIBUTION.key, "group", descending=[True, False], nulls_last=True)


def _in_order(rows: pl.DataFrame, order: list[str]) -> pl.DataFrame:
    place = pl.Series("place", [order.index(key) for key in rows["group"]], dtype=pl.Int64)
    return rows.with_columns(place).sort("place").drop("place")


@query(
    Text("贡献度最大的二十户大客户各一行，其后“其余大客户”与“其他客户”两行，合计等于全部", "one row for each of the twenty large clients that contribute most, then other large clients and all others: together the whole"),
    dims=DIMS,
)  # fmt: skip
def contributors(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """CLIENTS: the last two rows have no number; what they hold is known of the whole only."""
    if scope.is_empty:
        return _named(warehouse, scope, large(warehouse, scope, most=NAMED))
    rows = _named(warehouse, scope, large(warehouse, scope, most=NAMED))
    keys = [part.key for part in PARTS]
    every = _sums(contribution_rows.of_year(warehouse, scope).select(pl.col(source).alias(key) for key, source in SOURCES.items()), keys)
    all_large = _sums(_large_sums(warehouse, scope), keys)
    top = _sums(rows, keys)
    rests = [(*OTHER_LARGE, *(_less(all_large[key], top[key]) for key in keys)), (*OTHERS, *(_less(every[key], all_large[key]) for key in keys))]
    lines = pl.DataFrame(rests, schema=dict.fromkeys(("client_zh", "client_en"), pl.String) | dict.fromkeys(keys, MONEY), orient="row")
    return pl.concat([rows, lines.filter(pl.col(CONTRIBUTION.key).is_not_null())], how="diagonal")


def _sums(rows: pl.DataFrame, keys: list[str]) -> dict[str, Decimal]:
    return {key: rows[key].sum() if rows[key].count() else None for key in keys}  # type: ignore[misc]


def _less(whole: Decimal | None, part: Decimal | None) -> Decimal | None:
    return None if whole is None else whole - (part or Decimal(0))


def _large_sums(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    held = large_contribution.c
    sums = (func.sum(held[source]).label(key) for key, source in SOURCES.items())
    return warehouse.read(select(*sums).where(held.month == closed_month(warehouse, scope)), scope)


@query(Text("每户亏损的大客户一行，亏损最大者在前，最多 200 户", "one row per large client that loses money, the largest loss first, at most 200"), dims=WITH_BOOKS)
def losers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """CLIENTS whose contribution of twelve months, in this scope, is below zero."""
    return _named(warehouse, scope, large(warehouse, scope, most=200, losing=True))


def large(warehouse: Warehouse, scope: Scope, most: int, *, losing: bool = False) -> pl.DataFrame:
    """Large clients with what they contributed within the scope, the highest first, or the lowest of those below zero."""
    held = large_contribution.c
    names = (client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"))
    here = {name: func.max(case((held.is_here, held[name]))).label(name) for name in ("star_tier", "outlet_id", "rm_id")}
    total = func.sum(held.contribution_yuan)
    volume = func.coalesce(func.sum(held.aum_yuan), 0) + func.coalesce(func.sum(held.loan_yuan), 0)
    sums = (func.sum(held[source]).label(key) for key, source in SOURCES.items())
    statement = select(held.client_id, *names, *here.values(), func.sum(held.month_count).label("month_count"), *sums, volume.label(VOLUME.key)).join_from(large_contribution, client, client.c.client_id == held.client_id)
    grouped = statement.where(held.month == closed_month(warehouse, scope)).group_by(held.client_id, client.c.client_name_zh, client.c.client_name_en)
    ordered = grouped.having(total < 0).order_by(total, held.client_id) if losing else grouped.having(total.is_not(None)).order_by(total.desc(), held.client_id)
    return warehouse.read(ordered.limit(most), scope).sort(CONTRIBUTION.key, "client_id", descending=[not losing, False])


def _named(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame) -> pl.DataFrame:
    typed = rows.with_columns(pl.col(VOLUME.key, *SOURCES).cast(MONEY), pl.col("month_count").cast(pl.Int64), *worded("star_tier", STAR_TIERS, "star"), place=pl.int_range(pl.len()))
    return placed(warehouse, scope, typed).sort("place").select(CLIENTS)


def steps(figures: pl.DataFrame) -> pl.DataFrame:
    """A row of `contribution` as steps to be drawn: from interest and fees over the three costs to what is left."""
    found: list[tuple[Any, ...]] = []
    for row in figures.tail(1).iter_rows(named=True):
        for part in PARTS:
            amount = row[part.key]
            is_cost = part.key.startswith(("expected_loss", "capital", "operating"))
            if amount is not None:
                found.append((*part.name, "balance" if part in (INCOME, CONTRIBUTION) else "change", -amount if is_cost else amount))
    schema = dict.fromkeys(("name_zh", "name_en", "kind"), pl.String) | {"step_yuan": MONEY}
    return pl.DataFrame(found, schema=schema, orient="row")


def beside(months: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Rows of one month each with the figures of others by month beside them."""
    return months.join(others, on="month", how="left", maintain_order="left")


def headline(figures: pl.DataFrame, losing: pl.DataFrame, where: Text) -> Text:
    """The finding in one sentence, from the rows of `contribution` and `losers`."""
    row = figures.row(-1, named=True) if figures.height else {}
    if row.get(CONTRIBUTION.key) is None:
        return Text(f"{where.zh}：该月没有贡献度数据。", f"{where.en}: contribution is not supplied for this month.")
    said, income, over = in_words(row[CONTRIBUTION.key]), in_words(row[INCOME.key] or 0), row["month_count"]
    sign = dict.fromkeys(LANGS, "−" if row[CONTRIBUTION.key] < 0 else "")
    start = Text(f"{where.zh}近 {over} 个月贡献度 {sign['zh']}{said.zh}，资金成本后收入 {income.zh}", f"{where.en}: contribution {sign['en']}{said.en} over {over} months, of {income.en} income after funding")
    if row["large_contribution_share"] is not None and row["large_volume_share"] is not None:
        parts = (row["large_contribution_share"], row["large_volume_share"])
        start = Text(f"{start.zh}；大客户占贡献度 {parts[0]:.1%}，占业务量 {parts[1]:.1%}", f"{start.en}; large clients bring {parts[0]:.1%} of it with {parts[1]:.1%} of AUM and loans")
    if losing.height:
        lost = in_words(losing[CONTRIBUTION.key].sum())
        start = Text(f"{start.zh}；{losing.height:,} 户大客户亏损，合计 −{lost.zh}", f"{start.en}; {losing.height:,} large clients lose money, −{lost.en} in all")
    return Text(f"{start.zh}。", f"{start.en}.")
