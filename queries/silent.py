"""Silent attrition: clients still active whose AUM has drained away.

Grain of the facts: `client_warning`, one row per month and active client with a warning or silently going. A client is compared with
its mean AUM of the three months before, where it was at the same outlet in all of them.
"""

from datetime import date

import polars as pl
from sqlalchemy import func, select

from queries.at_risk import worded
from queries.codes import SEGMENTS, STAR_TIERS
from queries.metric import Dim, Good, Metric, Unit, ratio, summarise
from queries.periods import year_before
from queries.query import query
from queries.schema import client, client_warning, rm, warning_month
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse
from queries.warning_policy import DOMAIN, SILENT_FALL, SILENT_LEAST

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
LISTED = 200
GONE = pl.col("aum_before_yuan") - pl.col("aum_yuan")

SILENT = Metric(
    key="silent_count", name=Text("静默流失客户", "Clients silently going"),
    meaning=Text("仍活跃，但管理资产明显低于前三个月平均的客户。", "Active clients whose AUM is well below the mean of the three months before."),
    in_words=Text("前三个月平均达到下限，且现值较其下降达到规定比例", "Mean of the three months before at the floor or more, and now below it by the set share or more"),
    source=DOMAIN, unit=Unit.COUNT, good=Good.DOWN, formula=pl.col("client_count").sum(), rules=(SILENT_LEAST, SILENT_FALL),
)  # fmt: skip
SILENT_YUAN = Metric(
    key="silent_yuan", name=Text("静默流失金额", "Silent outflow"),
    meaning=Text("静默流失客户较前三个月平均少了的管理资产。", "AUM that clients silently going have lost against the mean of the three months before."),
    in_words=Text("Σ（前三个月平均 − 现值）", "Σ (mean of the three months before − now)"),
    source=DOMAIN, unit=Unit.YUAN, good=Good.DOWN, formula=GONE.sum(), rules=(SILENT_LEAST, SILENT_FALL),
)  # fmt: skip
METRICS = (SILENT, SILENT_YUAN)
CLIENT_COLUMNS = (
    "client_id", "client_zh", "client_en", "segment_name_zh", "segment_name_en", "star_zh", "star_en", "rm_id", "rm_zh", "rm_en", "outlet_id", "outlet_zh", "outlet_en",
    "aum_before_yuan", "aum_yuan", "gone_yuan", "fall_share", "revenue_year_yuan", "last_contact_on",
)  # fmt: skip


def _outlets(warehouse: Warehouse, scope: Scope, first: date | None = None) -> pl.DataFrame:
    """(month, outlet_id, client_count, aum_before_yuan, aum_yuan) of clients silently going from `first` on, by default in the as-of month alone; kept."""
    begin = first or scope.month
    if scope.books:
        held = client_warning.c
        sums = (func.count(held.client_id).label("client_count"), func.sum(held.aum_before_yuan).label("aum_before_yuan"), func.sum(held.aum_yuan).label("aum_yuan"))
        statement = select(held.month, held.outlet_id, *sums).where(held.month.between(begin, scope.month), held.is_silent.is_(True)).group_by(held.month, held.outlet_id)
    else:
        told = warning_month.c
        named = {"client_count": told.silent_count, "aum_before_yuan": told.silent_before_yuan, "aum_yuan": told.silent_aum_yuan}
        summed = select(told.month, told.outlet_id, *(func.sum(column).label(name) for name, column in named.items())).where(told.month.between(begin, scope.month), told.silent_count > 0)
        statement = summed.group_by(told.month, told.outlet_id)
    return warehouse.once(("silently going", scope.at_rest, begin), lambda: warehouse.read(statement, scope))


@query(Text("一行：静默流失客户数与金额", "one row: clients silently going and the AUM gone"), dims=DIMS)
def total(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    rows = _outlets(warehouse, scope)
    return summarise(rows, METRICS).filter(pl.lit(rows.height > 0))


@query(Text("每月一行，自上年同月至截至月，由早到晚：静默流失客户数与金额", "one row per month from the same month of last year on, oldest first: clients silently going and the AUM gone"), dims=DIMS)
def trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS): months in which anybody is."""
    return summarise(_outlets(warehouse, scope, year_before(scope.month)), METRICS, by=["month"])


@query(Text("下一级每个机构一行：静默流失客户数与金额，金额大者在前；网点下为该网点", "one row per unit of the next level down: clients silently going and AUM gone, the most first; an outlet itself"), dims=DIMS)
def by_unit(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, name_zh, name_en, METRICS)."""
    rows, tree = _outlets(warehouse, scope), warehouse.tree(scope.month)
    below = set(tree.shown_children(scope.nodes[0]) if len(scope.nodes) == 1 else scope.nodes)
    units = {key: next((unit for unit in tree.path(key) if unit in below), key) for key in rows["outlet_id"] if key in tree.nodes}
    placed = rows.with_columns(node_id=pl.col("outlet_id").replace(units))
    found = summarise(placed, METRICS, by=["node_id"])
    names = [tree.nodes[key].name if key in tree.nodes else Text(key, key) for key in found["node_id"]]
    named = [pl.Series(f"name_{lang}", [name.to(lang) for name in names], dtype=pl.String) for lang in LANGS]
    return found.with_columns(named).sort(SILENT_YUAN.key, "node_id", descending=[True, False]).select("node_id", "name_zh", "name_en", *(metric.key for metric in METRICS))


@query(Text("每名静默流失客户一行，金额大者在前，最多 200 户", "one row per client silently going, the most AUM gone first, at most 200"), dims=DIMS)
def clients(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """CLIENT_COLUMNS: `gone_yuan` is what is missing against the mean of the three months before."""
    held = client_warning.c
    gone = held.aum_before_yuan - held.aum_yuan
    columns = (held.client_id, held.segment, held.star_tier, held.rm_id, held.outlet_id, held.aum_before_yuan, held.aum_yuan, held.revenue_year_yuan, held.last_contact_on)
    names = (client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"), rm.c.rm_name_zh.label("rm_zh"), rm.c.rm_name_en.label("rm_en"))
    source = client_warning.join(client, client.c.client_id == held.client_id).outerjoin(rm, rm.c.rm_id == held.rm_id)
    statement = select(*columns, *names).select_from(source).where(held.month == scope.month, held.is_silent.is_(True))
    rows = warehouse.read(statement.order_by(gone.desc(), held.client_id).limit(LISTED), scope)
    tree = warehouse.tree(scope.month).nodes
    outlets = {key: tree[key].name if key in tree else Text(key, key) for key in rows["outlet_id"].unique()}
    told = rows.with_columns(
        *worded("segment", "segment_name", SEGMENTS), *worded("star_tier", "star", STAR_TIERS), *worded("outlet_id", "outlet", outlets),
        pl.when(pl.col("rm_id") != "").then("rm_id").alias("rm_id"), gone_yuan=GONE, fall_share=ratio(GONE, pl.col("aum_before_yuan")),
    )  # fmt: skip
    return told.sort("gone_yuan", "client_id", descending=[True, False]).select(CLIENT_COLUMNS)
