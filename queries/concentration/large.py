"""Large clients coming and going, and those on their way: how many, where, by whose hand, and who is next?

Grain of the facts: `book_month` counts large clients by outlet and RM, `tier_move` tells who came and went in a month. Those on their way are
told by `potential`.
"""

import polars as pl
from sqlalchemy import func, select

from queries import handover_rows
from queries.care_lists import NOBODY
from queries.concentration import tier_rows
from queries.concentration.forecast_rows import forecast
from queries.concentration.tier_rows import LARGE
from queries.handover_rows import closed_month
from queries.metric import Dim, Good, Metric, Unit, ratio, summarise
from queries.periods import shifted, year_before
from queries.policy import LARGE_CLIENT_OTHER, LARGE_CLIENT_PERSONAL
from queries.pyramid_policy import DOMAIN, POTENTIAL_FLOOR, POTENTIAL_LEAST, POTENTIAL_MONTHS
from queries.query import query
from queries.schema import book_month, tier_move
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
WITH_BOOKS = DIMS | {Dim.BOOK}
HISTORY = 36
LINES = (LARGE_CLIENT_PERSONAL, LARGE_CLIENT_OTHER)
NAMES = ("name_zh", "name_en")
COUNTED = ("large_n", "clients_n", "entered_n", "left_n", "came_n", "went_n", "potential_n", "rms_n")


def _metric(key: str, name: Text, meaning: Text, in_words: Text, formula: pl.Expr, unit: Unit = Unit.COUNT, good: Good = Good.UP) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, unit, good, formula, LINES)


LARGE_COUNT = _metric("large_clients_count", Text("大客户", "Large clients"), Text("近三个月平均值达到条线标准，或所在集团达到。", "Three-month mean, or the group's, reaches the segment's line."), Text("#{均值 ≥ 标准}", "#{mean ≥ line}"), pl.col("large_n").sum())
LARGE_SHARE = _metric("large_clients_share", Text("大客户占比", "Large clients' share"), Text("大客户占未销户客户的比例。", "Large clients over clients not closed."), Text("大客户 ÷ 客户", "large ÷ clients"), ratio(pl.col("large_n").sum(), pl.col("clients_n").sum()), Unit.SHARE, Good.NEITHER)
ENTERED = _metric("large_entered_count", Text("新进大客户", "Became large"), Text("本月成为大客户，上月不是。", "Large this month and not the month before."), Text("#{非大 → 大}", "#{not large → large}"), pl.col("entered_n").sum())
LEFT = _metric("large_left_count", Text("退出大客户", "No longer large"), Text("上月为大客户，本月不是，含销户。", "Large a month before and not now, closed ones included."), Text("#{大 → 非大}", "#{large → not large}"), pl.col("left_n").sum(), good=Good.DOWN)
CAME = _metric("large_moved_in_count", Text("移入大客户", "Large moved in"), Text("由范围以外交接而来的大客户。", "Large clients handed over from outside."), Text("#{移入}", "#{moved in}"), pl.col("came_n").sum(), good=Good.NEITHER)
WENT = _metric("large_moved_out_count", Text("移出大客户", "Large moved out"), Text("交接到范围以外的大客户。", "Large clients handed over to outside."), Text("#{移出}", "#{moved out}"), pl.col("went_n").sum(), good=Good.NEITHER)
PER_RM = _metric("large_per_rm", Text("每名客户经理大客户数", "Large clients per RM"), Text("大客户 ÷ 有管户的客户经理。", "Large clients over RMs with a book."), Text("大客户 ÷ 客户经理", "large ÷ RMs"), ratio(pl.col("large_n").sum(), pl.col("rms_n").sum()), good=Good.NEITHER)
POTENTIAL = Metric(
    "potential_large_count", Text("潜在大客户", "Potential large clients"),
    Text("近三个月平均值在标准的 50% 至 100% 之间，按近一年增长在十二个月内达到标准。", "Three-month mean between 50% and 100% of the line, reaching it within twelve months at the year's growth."),
    Text("月末值的对数对月份的最小二乘斜率；⌈（标准 ÷ 均值）的对数 ÷ 斜率⌉ ≤ 12", "slope b of ln(value) on the month by least squares; ⌈ln(line ÷ mean) ÷ b⌉ ≤ 12"), DOMAIN, Unit.COUNT, Good.UP, pl.col("potential_n").sum(),
    (*LINES, POTENTIAL_FLOOR, POTENTIAL_LEAST, POTENTIAL_MONTHS),
)  # fmt: skip
METRICS = (LARGE_COUNT, LARGE_SHARE, ENTERED, LEFT, CAME, WENT, PER_RM, POTENTIAL)


def _held(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(outlet_id, rm_id, large_n, clients_n) of the closed month."""
    rows = book_month.c
    keys = (rows.outlet_id, rows.rm_id)
    statement = select(*keys, func.sum(rows.large_count).label("large_n"), func.sum(rows.client_count).label("clients_n")).where(rows.month == closed_month(warehouse, scope)).group_by(*keys)
    return warehouse.once(("large held", scope.at_rest), lambda: warehouse.read(statement, scope))


def _ends(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(outlet_id, side, pair_no, entered_n, left_n) of the large who came, went or moved in the closed month."""
    moved = tier_move.c
    statement = select(moved.outlet_id, moved.side, moved.pair_no, moved.from_tier, moved.to_tier).where(moved.month == closed_month(warehouse, scope), moved.kind == LARGE.kind)
    return warehouse.once(("large moved", scope.at_rest), lambda: warehouse.read(statement, scope))


def _of_groups(warehouse: Warehouse, scope: Scope, groups: pl.DataFrame) -> pl.DataFrame:
    """(node_id, COUNTED) by the units of `groups` (outlet_id, node_id). Whoever's tier changed with the move counts as moved and, at the end in view, by its tier."""
    held = _held(warehouse, scope).join(groups, on="outlet_id").group_by("node_id").agg(pl.col("large_n", "clients_n").sum(), rms_n=pl.col("rm_id").filter(pl.col("rm_id") != "").n_unique())
    ends = _ends(warehouse, scope).join(groups, on="outlet_id")
    stay = ends.filter(pl.col("side") == "stay").group_by("node_id").agg(entered_n=(pl.col("to_tier") == "large").sum(), left_n=(pl.col("from_tier") == "large").sum())
    moves = _moved(ends)
    potential_n = forecast(warehouse, scope).join(groups, on="outlet_id").group_by("node_id").agg(potential_n=pl.len())
    rows = held.join(stay, on="node_id", how="left").join(moves, on="node_id", how="left").join(potential_n, on="node_id", how="left")
    both = [pl.col(f"{name}_n").fill_null(0) + pl.col(f"pair_{name}_n").fill_null(0) for name in ("entered", "left")]
    return rows.with_columns(both[0].alias("entered_n"), both[1].alias("left_n")).select("node_id", *(pl.col(name).fill_null(0).cast(pl.Int64) for name in COUNTED))


def _moved(ends: pl.DataFrame) -> pl.DataFrame:
    """Pairs by unit: seen from both sides of one unit they change tier or do nothing, from one side they are moved in or out if large there."""
    out, came = (ends.filter(pl.col("side") == side).select("pair_no", "node_id", tier=f"{end}_tier") for side, end in (("out", "from"), ("in", "to")))
    pairs = out.join(came, on=["pair_no", "node_id"], how="full", coalesce=True, suffix="_now")
    was, now, alone_in, alone_out = pl.col("tier") == "large", pl.col("tier_now") == "large", pl.col("tier").is_null(), pl.col("tier_now").is_null()
    return pairs.group_by("node_id").agg(
        pair_entered_n=(~was & now & ~alone_in).sum(), pair_left_n=(was & ~now & ~alone_out).sum(), came_n=(alone_in & now).sum(), went_n=(alone_out & was).sum(),
    )  # fmt: skip


@query(Text("截至月与上年同月各一行：大客户数、占比、进出与潜在大客户", "the as-of month and the same month a year before: large clients, share, who came and went, and potential ones"), dims=DIMS)
def large_summary(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS)."""
    now = closed_month(warehouse, scope)
    rows = [summarise(_whole(warehouse, scope.on(month)), METRICS, by=["month"]) for month in (year_before(now), now) if month in warehouse.months]
    return pl.concat(rows) if rows else summarise(_whole(warehouse, scope), METRICS, by=["month"]).clear()


def _whole(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, COUNTED): one row, all of the scope being one unit."""
    outlets = pl.concat([_held(warehouse, scope)["outlet_id"], _ends(warehouse, scope)["outlet_id"], forecast(warehouse, scope)["outlet_id"]]).unique()
    groups = pl.DataFrame({"outlet_id": outlets, "node_id": ""}, schema={"outlet_id": pl.String, "node_id": pl.String})
    return _of_groups(warehouse, scope, groups).drop("node_id").with_columns(month=pl.lit(closed_month(warehouse, scope)))


@query(Text("下一级每个机构一行，大客户多者在前：户数、占比、新进、退出、移入、移出、每名客户经理户数与潜在大客户", "one row per unit of the next level down, the most large clients first: count, share, entries, exits, moves, per RM, and potential ones"), dims=DIMS)
def large_by_unit(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, NAMES, METRICS): none below an outlet."""
    tree = warehouse.tree(scope.month)
    figures = summarise(_of_groups(warehouse, scope, handover_rows.units(tree, scope)), METRICS, by=["node_id"])
    names = pl.DataFrame([(key, *tree.nodes[key].name) for key in figures["node_id"]], schema=dict.fromkeys(("node_id", *NAMES), pl.String), orient="row")
    return names.join(figures, on="node_id").sort(LARGE_COUNT.key, "node_id", descending=[True, False])


@query(Text("每名客户经理一行，“无客户经理”亦为一行，大客户多者在前：大客户数及占其客户的比例", "one row per RM, and one for no RM, the most large clients first: large clients and their share of the RM's"), dims=DIMS)
def large_by_rm(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, rm_zh, rm_en, large_clients_count, large_clients_share): those with a large client; a null number is the line of no RM."""
    figures = summarise(_held(warehouse, scope), (LARGE_COUNT, LARGE_SHARE), by=["rm_id"]).filter(pl.col(LARGE_COUNT.key) > 0)
    nobody = pl.col("rm_id") == ""
    rows = figures.join(handover_rows.rm_names(warehouse, scope), on="rm_id", how="left")
    said = (pl.when(nobody).then(pl.lit(NOBODY.to(lang))).otherwise(pl.coalesce(f"rm_{lang}", "rm_id")).alias(f"rm_{lang}") for lang in LANGS)
    named = rows.with_columns(*said, pl.when(~nobody).then("rm_id").alias("rm_id"))
    return named.select("rm_id", "rm_zh", "rm_en", LARGE_COUNT.key, LARGE_SHARE.key).sort(LARGE_COUNT.key, "rm_id", descending=[True, False], nulls_last=True)


@query(Text("每月一行，最多 36 个月，由早到晚：大客户数与占比", "one row per month, up to 36, oldest first: large clients and their share"), dims=DIMS)
def large_trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, large_clients_count, large_clients_share)."""
    rows, now = book_month.c, closed_month(warehouse, scope)
    statement = select(rows.month, func.sum(rows.large_count).label("large_n"), func.sum(rows.client_count).label("clients_n")).where(rows.month.between(shifted(now, 1 - HISTORY), now)).group_by(rows.month)
    return summarise(warehouse.read(statement, scope), (LARGE_COUNT, LARGE_SHARE), by=["month"]).sort("month")


@query(Text("当月成为或不再是大客户的每户一行，管理资产大者在前，最多 200 户", "one row per client who became large or no longer is, the largest AUM first, at most 200"), dims=WITH_BOOKS)
def large_movers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """`tier_rows.MOVED`."""
    return tier_rows.movers(warehouse, scope, LARGE)
