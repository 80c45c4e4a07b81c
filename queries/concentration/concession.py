"""Pricing concession: how much is given away to clients who bargain, and is it worth it?

Grain of the facts: `price_month`, contracts in force added up by outlet, RM, segment, tier and product line, and `large_price`, those of
large clients. A contract's benchmark is that of the month it was agreed in; see `marts.pricing`.
"""

from decimal import Decimal
from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries import handover_rows
from queries.care_lists import placed, worded
from queries.codes import PRODUCT_LINES, STAR_TIERS, Codes
from queries.concentration import price_rows
from queries.concentration.contribution_metrics import CONTRIBUTION
from queries.concentration.pricing_metrics import CONCEDED, CONCEDED_BP, PRICING
from queries.finding import Finding, as_frame
from queries.handover_rows import closed_month
from queries.metric import Dim, summarise
from queries.money import in_words
from queries.periods import shifted
from queries.pricing_policy import NOTABLE_CONCESSION
from queries.query import query
from queries.schema import client, large_contribution, large_price, price_month
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
WITH_BOOKS = DIMS | {Dim.BOOK}
METRICS = PRICING
KEYS = tuple(metric.key for metric in PRICING)
MOST, TOLD, HISTORY = 300, 3, 13
NO_TIER, NO_RM = Text("无星级", "No tier"), Text("无客户经理", "No RM")
CLIENTS = (
    "client_id", "client_zh", "client_en", "star_zh", "star_en", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en", CONCEDED.key, CONCEDED_BP.key, CONTRIBUTION.key, "contracts_yuan", "unpriced_yuan", "is_to_talk_to",
)  # fmt: skip


@query(Text("截至月与上年同月各一行：贷款与存款的让价基点与年让利额", "the as-of month and the same month a year before: price conceded on loans and deposits, in basis points and yuan a year"), dims=DIMS)
def concession(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS)."""
    month = closed_month(warehouse, scope)
    known = [each for each in (shifted(month, -12), month) if each in warehouse.months]
    found = [(each, price_rows.in_force(warehouse, scope, month=each)) for each in known]
    rows = [summarise(one, PRICING).with_columns(month=pl.lit(each)) for each, one in found if one.height]
    return pl.concat(rows) if rows else summarise(price_rows.in_force(warehouse, scope), PRICING).with_columns(month=pl.lit(month)).clear()


@query(Text("每条产品线一行：让价基点与年让利额，让出多者在前", "one row per product line: price conceded in basis points and yuan a year, most first"), dims=DIMS)
def concession_by_line(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(line, name_zh, name_en, METRICS)."""
    rows = price_rows.in_force(warehouse, scope).with_columns(product_line="line")
    return _cut(rows, "product_line", PRODUCT_LINES).rename({"group": "line"})


@query(Text("下一级每个机构一行：让价基点与年让利额，让出多者在前", "one row per unit of the next level down: price conceded in basis points and yuan a year, most first"), dims=DIMS)
def concession_by_unit(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, name_zh, name_en, METRICS, year_ago_yuan): none below an outlet; the year before is what its outlets of today conceded then."""
    tree = warehouse.tree(scope.month)
    units, ago = handover_rows.units(tree, scope), shifted(closed_month(warehouse, scope), -12)
    now, before = (price_rows.in_force(warehouse, scope, "outlet_id", month=month).join(units, on="outlet_id") for month in (None, ago))
    figures = _cut(now, "node_id", {key: node.name for key, node in tree.nodes.items()}).rename({"group": "node_id"})
    past = before.group_by("node_id").agg(CONCEDED.formula.alias("year_ago_yuan"))
    return figures.join(past, on="node_id", how="left", maintain_order="left")


@query(Text("每名客户经理一行，“无客户经理”亦为一行：让价基点与年让利额，让出多者在前", "one row per RM, and one for no RM: price conceded in basis points and yuan a year, most first"), dims=DIMS)
def concession_by_rm(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, rm_zh, rm_en, METRICS): a null number is the line of no RM."""
    people = {row["rm_id"]: Text(row["rm_zh"], row["rm_en"]) for row in handover_rows.rm_names(warehouse, scope).iter_rows(named=True)}
    rows = _cut(price_rows.in_force(warehouse, scope, "rm_id"), "rm_id", {"": NO_RM, **people})
    return rows.rename({"group": "rm_id", "name_zh": "rm_zh", "name_en": "rm_en"}).with_columns(pl.col("rm_id").replace("", None))


@query(Text("每个星级一行，由高到低：让价基点与年让利额", "one row per star tier, the highest first: price conceded in basis points and yuan a year"), dims=DIMS)
def concession_by_tier(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(star_tier, name_zh, name_en, METRICS)."""
    rows = _cut(price_rows.in_force(warehouse, scope, "star_tier"), "star_tier", {**STAR_TIERS, "": NO_TIER})
    place = pl.Series("place", [[*STAR_TIERS, ""].index(key) for key in rows["group"]], dtype=pl.Int64)
    return rows.with_columns(place).sort("place").drop("place").rename({"group": "star_tier"})


def _cut(rows: pl.DataFrame, by: str, names: Codes) -> pl.DataFrame:
    found = price_rows.figures(rows, PRICING, by)
    said = [names.get(key, Text(key, key)) for key in found["group"]]
    named = found.with_columns(pl.Series("name_zh", [name.zh for name in said], dtype=pl.String), pl.Series("name_en", [name.en for name in said], dtype=pl.String))
    return named.select("group", "name_zh", "name_en", *KEYS).sort(CONCEDED.key, "group", descending=[True, False], nulls_last=True)


@query(
    Text("让出最多的大客户每户一行，最多 300 户：让价、年让利额与近 12 个月贡献度，及是否应当面谈", "one row per large client conceded most, at most 300: price conceded, yuan a year and contribution over twelve months, and whether to talk to them"),
    dims=WITH_BOOKS,
)  # fmt: skip
def concessions(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """CLIENTS: to be talked to are those conceded by a notable margin who contribute less than they are given."""
    held = large_price.c
    names = (client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"))
    here = (func.max(held[name]).label(name) for name in ("star_tier", "outlet_id", "rm_id"))
    total = func.sum(held.conceded_yuan)
    statement = select(held.client_id, *names, *here, *price_rows.sums_of(large_price)).join_from(large_price, client, client.c.client_id == held.client_id)
    grouped = statement.where(held.month == closed_month(warehouse, scope)).group_by(held.client_id, client.c.client_name_zh, client.c.client_name_en).having(total > 0)
    rows = price_rows.typed(warehouse.read(grouped.order_by(total.desc(), held.client_id).limit(MOST), scope))
    figures = rows.with_columns((pl.col("conceded_yuan").cast(pl.Float64) * 10_000 / pl.col("priced_yuan").cast(pl.Float64)).alias(CONCEDED_BP.key), contracts_yuan="amount_yuan", unpriced_yuan=pl.col("amount_yuan") - pl.col("priced_yuan"))
    both = placed(warehouse, scope, figures.with_columns(*worded("star_tier", STAR_TIERS, "star"))).join(_contributions(warehouse, scope), on="client_id", how="left")
    is_large = pl.col(CONCEDED_BP.key) >= float(NOTABLE_CONCESSION.value) * 10_000
    judged = both.with_columns(is_to_talk_to=is_large & (pl.col(CONTRIBUTION.key) < pl.col(CONCEDED.key)))
    return judged.select(CLIENTS).sort(CONCEDED.key, "client_id", descending=[True, False])


def _contributions(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(client_id, contribution over twelve months within the scope)."""
    held = large_contribution.c
    statement = select(held.client_id, func.sum(held.contribution_yuan).label(CONTRIBUTION.key)).where(held.month == closed_month(warehouse, scope)).group_by(held.client_id)
    return warehouse.read(statement, scope).with_columns(pl.col(CONTRIBUTION.key).cast(price_rows.MONEY))


@query(Text("每月一行，最近 13 个月，由早到晚：贷款的让价基点与年让利额", "one row per month, the last 13, oldest first: price conceded on loans"), dims=DIMS)
def concession_trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS)."""
    held, month = price_month.c, closed_month(warehouse, scope)
    statement = select(held.month, held.line, *price_rows.sums_of(price_month)).where(held.month.between(shifted(month, 1 - HISTORY), month)).group_by(held.month, held.line)
    return summarise(price_rows.typed(warehouse.read(statement, scope)), PRICING, by=["month"])


@query(Text("每户亏损却获让价的大客户一行，让出最多者在前", "one row per large client that loses money and is conceded to, the most given away first"), dims=WITH_BOOKS)
def pricing_findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The largest amounts given away to clients who lose money."""
    if scope.is_empty:
        return as_frame([])
    rows = concessions(warehouse, scope).filter(pl.col(CONTRIBUTION.key) < 0).head(TOLD)
    return as_frame(_at_a_loss(row) for row in rows.iter_rows(named=True))


def _at_a_loss(row: dict[str, Any]) -> Finding:
    given, lost = in_words(row[CONCEDED.key]), in_words(row[CONTRIBUTION.key])
    sentence = Text(
        f"{row['client_zh']}：每年让利 {given.zh}（{row[CONCEDED_BP.key]:,.0f} 个基点），近 12 个月贡献度 −{lost.zh}",
        f"{row['client_en']}: {given.en} a year conceded ({row[CONCEDED_BP.key]:,.0f} bp), contribution −{lost.en} over 12 months",
    )
    return Finding(row[CONCEDED.key] or Decimal(0), sentence, "pricing")


def stacked(groups: list[pl.DataFrame]) -> pl.DataFrame:
    """Groups of several kinds one below another, without what tells the kinds apart."""
    rows = [frame.drop("line", "star_tier", "segment", strict=False) for frame in groups]
    return pl.concat(rows)


def headline(figures: pl.DataFrame, rows: pl.DataFrame) -> Text | None:
    """What is given away in a sentence, from the rows of `concession` and `concessions`; nothing where no contract has a benchmark."""
    row = figures.row(-1, named=True) if figures.height else {}
    if row.get(CONCEDED_BP.key) is None:
        return None
    said, sign = in_words(row[CONCEDED.key]), "−" if row[CONCEDED.key] < 0 else ""
    start = Text(f"让价每年 {sign}{said.zh}（{row[CONCEDED_BP.key]:,.1f} 个基点）", f"{sign}{said.en} a year is conceded on price ({row[CONCEDED_BP.key]:,.1f} bp)")
    talk = rows.filter(pl.col("is_to_talk_to").fill_null(value=False))
    if talk.height:
        given = in_words(talk[CONCEDED.key].sum())
        start = Text(f"{start.zh}，{talk.height} 户让利多于贡献，每年 {given.zh}", f"{start.en}; {talk.height} clients are given more than they contribute, {given.en} a year")
    return Text(f"{start.zh}。", f"{start.en}.")
