"""The client pyramid: whom does each level of the bank look after, how much do they hold and bring, and who rose or fell?

Grain of the facts: `tier_month`, active clients by outlet, RM, segment and tier; `tier_move`, one row per client whose tier changed in a
month. A tier is a class told over the whole bank: a part of the bank sees the tiers of its own clients.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import polars as pl
from sqlalchemy import select

from queries import handover_rows
from queries.care_lists import NOBODY, worded
from queries.codes import LEVELS, PYRAMID_TIERS
from queries.concentration import tier_rows
from queries.concentration.tier_rows import AMOUNTS, MONEY, PICKED, PYRAMID, STARS
from queries.finding import Finding, as_frame
from queries.handover_rows import closed_month
from queries.metric import Dim, Good, Metric, Unit, ratio, summarise
from queries.money import in_words
from queries.periods import shifted, year_before
from queries.pyramid_policy import DOMAIN, NOTABLE_FALLEN, PYRAMID_BY_AUM, PYRAMID_SHARE
from queries.query import query
from queries.schema import tier_month
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
WITH_BOOKS = DIMS | {Dim.BOOK}
HISTORY = 36
MANAGED = dict(zip(PYRAMID_TIERS, ("bank", "branch", "sub_branch", "outlet"), strict=False))  # the level that manages each tier
AND_ABOVE = {tier: Text(f"{name.zh}及以上", f"{name.en} and above") for tier, name in PYRAMID_TIERS.items()} | {"platinum": PYRAMID_TIERS["platinum"], "other": Text("全部活跃客户", "All active clients")}
RULES = (PYRAMID_SHARE, PYRAMID_BY_AUM)
_IN = pl.col("tier").is_in(PICKED)


def _tier(tier: str) -> Metric:
    name, level = PYRAMID_TIERS[tier], LEVELS[MANAGED[tier]]
    return Metric(
        f"{tier}_count", Text(f"{name.zh}客户", f"{name.en} clients"), Text(f"金字塔最高达到{name.zh}层级、由{level.zh}管理的客户。", f"Clients whose highest tier is {name.en.lower()}, managed by {level.en.lower()}."),
        Text("逐级取前 ⌈20%×n⌉", "the first ⌈20% × n⌉ of each level's"), DOMAIN, Unit.COUNT, Good.NEITHER, pl.col("client_count").filter(pl.col("tier") == tier).sum(), RULES,
    )  # fmt: skip


def _share(name: str, of: str, words: Text, meaning: Text) -> Metric:
    return Metric(
        f"picked_{name}_share", words, meaning, Text("Σ 核心及以上 ÷ Σ 全部", "Σ core and above ÷ Σ all"), DOMAIN, Unit.SHARE, Good.NEITHER, ratio(pl.col(of).filter(_IN).sum(), pl.col(of).sum()), RULES
    )


TIERS = tuple(_tier(tier) for tier in PICKED)
PICKED_COUNT = Metric(
    "picked_count", Text("核心及以上客户", "Core clients and above"), Text("各网点选出的前 20% 客户，含更高层级。", "Clients picked by their outlet, higher tiers included."),
    Text("Σ 白金、黄金、金质、核心", "platinum + gold + gold-medal + core"), DOMAIN, Unit.COUNT, Good.NEITHER, pl.col("client_count").filter(_IN).sum(), RULES,
)  # fmt: skip
PICKED_AUM = _share("aum", "aum_yuan", Text("核心及以上 AUM 占比", "Core and above: share of AUM"), Text("核心及以上客户的管理资产占全部活跃客户。", "AUM of core clients and above over that of all active clients."))
PICKED_DEPOSITS = _share("deposit", "deposit_yuan", Text("核心及以上存款占比", "Core and above: share of deposits"), Text("核心及以上客户的存款占全部活跃客户。", "Deposits of core clients and above over those of all active clients."))
PICKED_CONTRIBUTION = Metric(
    "picked_contribution_share", Text("核心及以上贡献占比", "Core and above: share of contribution"),
    Text("核心及以上客户当月贡献度占全部活跃客户；其他客户合计为负时超过 100%。", "The month's contribution of core clients and above over that of all active clients; above 100% where the others' is negative."),
    Text("Σ 核心及以上 ÷ Σ 全部", "Σ core and above ÷ Σ all"), DOMAIN, Unit.SHARE, Good.NEITHER,
    pl.when(pl.col("contribution_yuan").sum() > 0).then(ratio(pl.col("contribution_yuan").filter(_IN).sum(), pl.col("contribution_yuan").sum())), RULES,
)  # fmt: skip
METRICS = (*TIERS, PICKED_COUNT, PICKED_AUM, PICKED_DEPOSITS, PICKED_CONTRIBUTION)
COUNTS = tuple(f"{tier}_count" for tier in PYRAMID_TIERS)
PART = (pl.col("client_count").sum(), *(pl.col("client_count").filter(pl.col("tier") == tier).sum().alias(f"{tier}_count") for tier in PYRAMID_TIERS),
        pl.col("aum_yuan").filter(_IN).sum().alias("picked_aum_yuan"), pl.col("contribution_yuan").filter(_IN).sum().alias("picked_contribution_yuan"))  # fmt: skip
OF_PART = ("client_count", *COUNTS, "picked_aum_yuan", PICKED_AUM.key, "picked_contribution_yuan", PICKED_CONTRIBUTION.key)
SHARED = {"client_count": "client_share", "deposit_yuan": "deposit_share", "loan_yuan": "loan_share", "aum_yuan": "aum_share", "revenue_yuan": "revenue_share", "contribution_yuan": "contribution_share"}
NAMES = ("name_zh", "name_en")


@query(
    Text("每个层级两行：先为互不重叠的五层，由高到低，再为累计（该层及以上）：户数、余额、收入、贡献度及占比，由哪级管理、涉及客户经理数",
         "two rows per tier: first the five disjoint ones, the highest first, then cumulative, with all above: clients, balances, revenue, contribution and shares, who manages them and how many RMs hold them"),
    dims=DIMS,
)  # fmt: skip
def pyramid(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(tier, NAMES, managed_zh, managed_en, is_cumulative, rm_count, and each of SHARED with its share of all); no rows without active clients."""
    rows = tier_rows.held(warehouse, scope)
    parts = [_one(rows, tier, tuple(PYRAMID_TIERS)[: at + 1] if together else (tier,), together) for together in (False, True) for at, tier in enumerate(PYRAMID_TIERS)]
    found = pl.concat(parts) if rows.height else pl.concat(parts).clear()
    shares = [ratio(pl.col(name), pl.col(name).filter(~pl.col("is_cumulative")).sum()).alias(share) for name, share in SHARED.items()]
    names = [name for pair in SHARED.items() for name in pair]
    return found.with_columns(shares).select("tier", *NAMES, "managed_zh", "managed_en", "is_cumulative", "rm_count", *names)


def _one(rows: pl.DataFrame, tier: str, of: Sequence[str], together: bool) -> pl.DataFrame:
    mine, name = rows.filter(pl.col("tier").is_in(of)), (AND_ABOVE if together else PYRAMID_TIERS)[tier]
    level = LEVELS[MANAGED[tier]] if tier in MANAGED and not together else None
    said = {"tier": tier, "name_zh": name.zh, "name_en": name.en, "managed_zh": level.zh if level else None, "managed_en": level.en if level else None}
    sums = mine.select(pl.col("client_count").sum().cast(pl.Int64), *(pl.col(amount).sum().cast(MONEY) for amount in AMOUNTS), rm_count=pl.col("rm_id").filter(pl.col("rm_id") != "").n_unique().cast(pl.Int64))
    return sums.with_columns(*(pl.lit(value, dtype=pl.String).alias(key) for key, value in said.items()), is_cumulative=pl.lit(together))


@query(Text("截至月与上年同月各一行：各层户数与核心及以上占比", "the as-of month and the same month a year before: clients by tier, and the shares of core and above"), dims=DIMS)
def pyramid_summary(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS): a month without active clients has no row."""
    now = closed_month(warehouse, scope)
    found = [(month, tier_rows.held(warehouse, scope.on(month))) for month in (year_before(now), now) if month in warehouse.months]
    empty = summarise(tier_rows.held(warehouse, scope), METRICS).with_columns(month=pl.lit(now)).clear()
    return pl.concat([empty, *(summarise(rows, METRICS).with_columns(month=pl.lit(month)) for month, rows in found if rows.height)]).select("month", *(metric.key for metric in METRICS))


@query(Text("每月一行，最多 36 个月，由早到晚：各层户数与核心及以上占比", "one row per month, up to 36, oldest first: clients by tier, and the shares of core and above"), dims=DIMS)
def pyramid_trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS)."""
    rows, now = tier_month.c, closed_month(warehouse, scope)
    statement = select(rows.month, rows.tier, *tier_rows.sums()).where(rows.month.between(shifted(now, 1 - HISTORY), now)).group_by(rows.month, rows.tier)
    return summarise(warehouse.read(statement, scope), METRICS, by=["month"]).sort("month")


@query(Text("下一级每个机构一行，核心及以上贡献度最大者在前：各层户数，核心及以上的余额与贡献度", "one row per unit of the next level down, the largest contribution of core and above first: clients by tier, balances and contribution of core and above"), dims=DIMS)
def pyramid_by_unit(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, NAMES, OF_PART); none below an outlet."""
    tree = warehouse.tree(scope.month)
    rows = _parts(tier_rows.held(warehouse, scope).join(handover_rows.units(tree, scope), on="outlet_id"), "node_id")
    names = pl.DataFrame([(key, *tree.nodes[key].name) for key in rows["node_id"]], schema=dict.fromkeys(("node_id", *NAMES), pl.String), orient="row")
    return names.join(rows, on="node_id").sort("picked_contribution_yuan", "node_id", descending=[True, False])


def _parts(rows: pl.DataFrame, by: str) -> pl.DataFrame:
    """OF_PART of each."""
    counted = rows.group_by(by).agg(*PART, PICKED_AUM.column, PICKED_CONTRIBUTION.column)
    return counted.select(by, *(pl.col(name).cast(pl.Int64) if name.endswith("_count") else pl.col(name) for name in OF_PART))


@query(Text("每名客户经理一行，“无客户经理”亦为一行，核心及以上贡献度最大者在前：各层户数，核心及以上的余额与贡献度", "one row per RM, and one for no RM, the largest contribution of core and above first: clients by tier, balances and contribution of core and above"), dims=DIMS)
def pyramid_by_rm(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, rm_zh, rm_en, OF_PART): a null number is the line of no RM; they add up to the unit."""
    rows = _parts(tier_rows.held(warehouse, scope), "rm_id").join(handover_rows.rm_names(warehouse, scope), on="rm_id", how="left")
    nobody = pl.col("rm_id") == ""
    said = (pl.when(nobody).then(pl.lit(NOBODY.to(lang))).otherwise(pl.coalesce(f"rm_{lang}", "rm_id")).alias(f"rm_{lang}") for lang in LANGS)
    named = rows.with_columns(*said, pl.when(~nobody).then("rm_id").alias("rm_id"))
    return named.select("rm_id", "rm_zh", "rm_en", *OF_PART).sort("picked_contribution_yuan", "rm_id", descending=[True, False], nulls_last=True)


@query(Text("白金、黄金等层级的客户每户一行，层级高、管理资产大者在前，最多 200 户", "one row per client of the higher tiers, the highest tier then the largest AUM first, at most 200"), dims=WITH_BOOKS)
def pyramid_clients(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """`tier_rows.LISTED`; the contribution is the month's."""
    return tier_rows.listed(warehouse, scope)


MATRIX = Text("每对层级一行：上月末在某层、本月末在某层的活跃客户数，占上月该层的比例", "one row per pair of tiers: clients in one a month before and in the other now, and their share of the former")


@query(MATRIX, dims=DIMS)
def pyramid_moves(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(from_tier, from_zh, from_en, to_tier, to_zh, to_en, clients_count, share, aum_yuan): tiers from the highest, then not active and outside."""
    return _matrix(warehouse, scope, PYRAMID)


@query(MATRIX, dims=DIMS)
def star_moves(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The same of the star tiers, from the fourth loaded month on."""
    return _matrix(warehouse, scope, STARS)


def _matrix(warehouse: Warehouse, scope: Scope, ladder: tier_rows.Ladder) -> pl.DataFrame:
    rows = tier_rows.matrix(warehouse, scope, ladder)
    share = (pl.col("clients_count") / pl.col("clients_count").sum().over("from_tier")).alias("share")
    said = rows.with_columns(share, *worded("from_tier", ladder.words, "from"), *worded("to_tier", ladder.words, "to"))
    return said.select("from_tier", "from_zh", "from_en", "to_tier", "to_zh", "to_en", "clients_count", "share", "aum_yuan")


NAMED = Text("当月层级变动的客户每户一行，管理资产大者在前，最多 200 户", "one row per client whose tier changed in the month, the largest AUM first, at most 200")


@query(NAMED, dims=WITH_BOOKS)
def pyramid_movers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """`tier_rows.MOVED`: into, out of or between the tiers from core up."""
    return tier_rows.movers(warehouse, scope, PYRAMID)


@query(NAMED, dims=WITH_BOOKS)
def star_movers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """`tier_rows.MOVED` of the star tiers; who came new or was lost only from three stars up."""
    return tier_rows.movers(warehouse, scope, STARS)


@query(Text("每条需要关注的层级变动一行，金额最大者在前", "one row per fall that needs attention, the largest amount first"), dims=DIMS)
def pyramid_findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Clients fallen out of platinum or gold in the month, to a lower tier or lost, with the AUM they had a month before."""
    rows = tier_rows.movers(warehouse, scope, PYRAMID).filter(pl.col("way").is_in(["down", "lost"]))
    fallen = [(tier, rows.filter(pl.col("from_tier") == tier)) for tier in PICKED[:2]]
    return as_frame(_fallen(tier, clients) for tier, clients in fallen if clients.height >= int(NOTABLE_FALLEN.value))


def _fallen(tier: str, clients: pl.DataFrame) -> Finding:
    name, count, first = PYRAMID_TIERS[tier], clients.height, clients.row(0, named=True)
    amount = Decimal(clients["aum_then_yuan"].sum() or 0)
    said = in_words(amount)
    sentence = Text(
        f"{name.zh}客户本月跌出 {count:,} 户，上月末管理资产 {said.zh}；最大的是{first['client_zh']}（{'已流失' if first['way'] == 'lost' else '降为' + first['to_zh']}）",
        f"{count:,} {name.en.lower()} client{'s' if count > 1 else ''} fell out this month, AUM {said.en} before; the largest is {first['client_en']} ({'lost' if first['way'] == 'lost' else 'now ' + first['to_en'].lower()})",
    )
    return Finding(amount, sentence, "pyramid")


def cells(rows: pl.DataFrame, heads: dict[str, Text]) -> pl.DataFrame:
    """The disjoint tiers as a grid of their shares: (row_zh, row_en, column_zh, column_en, value); `heads` are the shares in words."""
    found = [(row["name_zh"], row["name_en"], *head, row[name]) for row in rows.filter(~pl.col("is_cumulative")).iter_rows(named=True) for name, head in heads.items()]
    return pl.DataFrame(found, schema=dict.fromkeys(("row_zh", "row_en", "column_zh", "column_en"), pl.String) | {"value": pl.Float64}, orient="row")


def beside(rows: pl.DataFrame, ago: pl.DataFrame) -> pl.DataFrame:
    """(node_id, NAMES, actual, base): each unit's share of AUM with core clients and above, now and a year before."""
    base = ago.select("node_id", base=PICKED_AUM.key)
    return rows.select("node_id", *NAMES, actual=PICKED_AUM.key).join(base, on="node_id", how="left")


def as_moves(rows: pl.DataFrame, ladder: tier_rows.Ladder) -> tuple[pl.DataFrame, list[Text]]:
    """Rows of a matrix as (before, after, clients), places in the states beside; whose other end is outside is left out."""
    states = {tier: name for tier, name in ladder.words.items() if tier != "outside" and (tier or rows.filter(pl.any_horizontal(pl.col("from_tier", "to_tier") == "")).height)}
    place = {tier: at for at, tier in enumerate(states)}
    ends = (pl.col(f"{end}_tier").replace_strict(place, default=None, return_dtype=pl.Int64).alias(name) for end, name in (("from", "before"), ("to", "after")))
    return rows.select(*ends, clients="clients_count").drop_nulls(), list(states.values())


def headline(rows: pl.DataFrame, moved: pl.DataFrame, where: Text, month: date) -> Text:
    """The finding in one sentence, from the rows of `pyramid` and `pyramid_moves`."""
    tiers = {row["tier"]: row for row in rows.filter(~pl.col("is_cumulative")).iter_rows(named=True)}
    top = rows.filter(pl.col("is_cumulative") & (pl.col("tier") == "core"))
    if top.is_empty() or not top["client_count"][0]:
        return Text(f"{where.zh}：{month:%Y-%m} 没有贡献度为正的活跃客户，无法分层。", f"{where.en}: no active client with a positive contribution in {month:%Y-%m}, so there are no tiers.")
    core = top.row(0, named=True)
    counts = {tier: tiers[tier]["client_count"] for tier in PICKED}
    start = Text(
        f"{where.zh}：核心及以上客户 {core['client_count']:,} 户（{core['client_share']:.1%}），持有 {core['aum_share'] or 0:.1%} 的管理资产",
        f"{where.en}: {core['client_count']:,} clients are core or above ({core['client_share']:.1%}), with {core['aum_share'] or 0:.1%} of AUM",
    )
    start = Text(f"{start.zh}；其中白金 {counts['platinum']:,} 户、黄金 {counts['gold']:,} 户、金质 {counts['gold_medal']:,} 户", f"{start.en}; {counts['platinum']:,} are platinum, {counts['gold']:,} gold, {counts['gold_medal']:,} gold-medal")
    if moved.is_empty():
        return Text(f"{start.zh}。", f"{start.en}.")
    ups, downs = risen(moved)
    return Text(f"{start.zh}；本月上升 {ups:,} 户，下降或流失 {downs:,} 户。", f"{start.en}; {ups:,} rose this month, {downs:,} fell or were lost.")


def risen(moved: pl.DataFrame) -> tuple[int, int]:
    """How many rose from one tier to a higher, and how many fell from core or above or were lost from there."""
    order = {tier: at for at, tier in enumerate((*PYRAMID_TIERS, "none"))}
    was, now = (pl.col(f"{end}_tier").replace_strict(order, default=None, return_dtype=pl.Int64) for end in ("from", "to"))
    up, down = (moved.filter(is_so)["clients_count"].sum() for is_so in ((now < was) & (pl.col("from_tier") != "none"), (now > was) & (pl.col("from_tier") != "other")))
    return int(up), int(down)
