"""Who the largest holders are: names, and amounts now and a year before.

Clients and groups of whole nodes come from the roll-up `large_holder`; of other scopes from the clients of the
as-of month, where the year before is not known. Industries, regions, outlets and RMs come from `book_month`.
"""

from typing import Any

import polars as pl
from sqlalchemy import Column, and_, func, literal, select

from queries.codes import INDUSTRIES
from queries.dialects import Rows
from queries.marts import LARGEST, MEASURE_COLUMNS
from queries.periods import year_before
from queries.policy import SMALL_GROUP
from queries.schema import book_month, client, client_group, client_month, large_holder, org_closure, rm
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

NO_HOLDER = {"rm": Text("无客户经理", "No RM"), "industry": Text("无行业", "No industry")}
MERGED = Text("合并（客户数不足）", "Merged (too few clients)")
COLUMNS: dict[str, Any] = {
    "holder_id": pl.String, "holder_zh": pl.String, "holder_en": pl.String, "value_yuan": pl.Decimal(38, 2),
    "rating": pl.String, "rm_zh": pl.String, "rm_en": pl.String, "year_ago_yuan": pl.Decimal(38, 2),
}  # fmt: skip


def amounts(scope: Scope) -> Rows:
    """(cell 0, amount): one row per holder of the as-of month, to be kept to the scope by the door."""
    amount = client_month.c[MEASURE_COLUMNS[scope.measure]]
    source, key = _holder_key(scope.by)
    counted = and_(client_month.c.month == scope.month, client_month.c.is_closed.is_(False), amount.is_not(None), key.is_not(None))
    cell = literal(0).label("cell")
    if scope.by == "client":
        return select(cell, amount.label("amount")).where(counted)
    return select(cell, func.sum(amount).label("amount")).select_from(source).where(counted).group_by(key)


def _holder_key(by: str) -> tuple[Any, Any]:
    """What to read, and the column that tells one holder from another."""
    facts = client_month.c
    if by == "region":
        above = and_(
            org_closure.c.month == facts.month, org_closure.c.outlet_id == facts.outlet_id, org_closure.c.level == "region"
        )
        return client_month.join(org_closure, above), org_closure.c.node_id
    keys: dict[str, Column[Any] | Any] = {
        "client": facts.client_id, "group": func.coalesce(facts.group_id, facts.client_id), "industry": facts.industry,
        "outlet": facts.outlet_id, "rm": facts.rm_id,
    }  # fmt: skip
    return client_month, keys[by]


def largest_clients(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The COLUMNS of up to 20 clients or groups, largest first."""
    found = [_named_clients(warehouse, scope)]
    if scope.by == "group":
        found.append(_named_groups(warehouse, scope))
    rows = pl.concat(found) if len(found) > 1 else found[0]
    return rows.sort(["value_yuan", "holder_id"], descending=[True, False]).head(LARGEST)


def _shaped(rows: pl.DataFrame) -> pl.DataFrame:
    """Exactly COLUMNS, in order; what a source does not know is null."""
    missing = [pl.lit(None).alias(name) for name in COLUMNS if name not in rows.columns]
    return rows.with_columns(missing).select(list(COLUMNS)).cast(pl.Schema(COLUMNS))


def _from_roll_up(scope: Scope) -> bool:
    """Groups of several nodes do not add up from each node's largest; clients do, having one outlet each."""
    return scope.is_whole_nodes and (scope.by == "client" or len(scope.nodes) == 1)


def _named_clients(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    facts, names = client_month.c, (client.c.client_name_zh.label("holder_zh"), client.c.client_name_en.label("holder_en"))
    about = (facts.rating, rm.c.rm_name_zh.label("rm_zh"), rm.c.rm_name_en.label("rm_en"))
    holder = facts.client_id.label("holder_id")
    if _from_roll_up(scope):
        mart = large_holder.c
        same = and_(mart.client_id == facts.client_id, mart.month == facts.month)
        amounts = (mart.value_yuan, mart.year_ago_yuan)
        few = client_month.join(large_holder, same)  # first of all, so that no engine names a million clients to keep twenty
        statement: Rows = select(holder, *names, *amounts, *about).select_from(_with_names(few))
        return _shaped(warehouse.read(_of_nodes(statement, scope).where(facts.month == scope.month), scope))
    amount = facts[MEASURE_COLUMNS[scope.measure]]
    statement = select(holder, *names, amount.label("value_yuan"), *about).select_from(_with_names(client_month))
    if scope.by == "group":
        statement = statement.where(facts.group_id.is_(None))
    counted = and_(facts.month == scope.month, facts.is_closed.is_(False), amount > 0)
    return _shaped(warehouse.read(statement.where(counted).order_by(amount.desc(), facts.client_id).limit(LARGEST), scope))


def _with_names(facts: Any) -> Any:
    """Client facts with the client's and the RM's name."""
    named = facts.join(client, client.c.client_id == client_month.c.client_id)
    return named.outerjoin(rm, rm.c.rm_id == client_month.c.rm_id)


def _named_groups(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    names = (client_group.c.group_name_zh.label("holder_zh"), client_group.c.group_name_en.label("holder_en"))
    if _from_roll_up(scope):
        mart = large_holder.c
        source = large_holder.join(client_group, client_group.c.group_id == mart.group_id)
        statement = select(mart.group_id.label("holder_id"), *names, mart.value_yuan, mart.year_ago_yuan).select_from(source)
        return _shaped(warehouse.read(_of_nodes(statement, scope).where(mart.month == scope.month), scope))
    return _shaped(warehouse.read(_group_sums(scope, names), scope))


def _group_sums(scope: Scope, names: tuple[Any, ...]) -> Rows:
    """The largest groups of any scope, from the clients of the as-of month."""
    facts = client_month.c
    amount = facts[MEASURE_COLUMNS[scope.measure]]
    source = client_month.join(client_group, client_group.c.group_id == facts.group_id)
    total = func.sum(amount)
    return (
        select(facts.group_id.label("holder_id"), *names, total.label("value_yuan"))
        .select_from(source)
        .where(facts.month == scope.month, facts.is_closed.is_(False))
        .group_by(facts.group_id, client_group.c.group_name_zh, client_group.c.group_name_en)
        .having(total > 0)
        .order_by(total.desc(), facts.group_id)
        .limit(LARGEST)
    )


def _of_nodes(statement: Rows, scope: Scope) -> Rows:
    mart = large_holder.c
    return statement.where(mart.measure == scope.measure, mart.holder == scope.by, mart.node_id.in_(scope.nodes))


def largest_parts(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The COLUMNS of every industry, region, outlet or RM, largest first; "no RM" or "no industry" with a null id."""
    now = _parts(warehouse, scope)
    ago = scope.on(year_before(scope.month))
    before = _parts(warehouse, ago).select("holder_id", pl.col("value_yuan").alias("year_ago_yuan"))
    rows = now.join(before, on="holder_id", how="left", nulls_equal=True)
    return _shaped(_named_parts(warehouse, scope, rows)).sort(["value_yuan", "holder_id"], descending=[True, False])


def _parts(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(holder_id, holder_zh, holder_en, value_yuan): one row per part; small ones merged where names are hidden."""
    source: Any = client_month if scope.books else book_month
    column = source.c[MEASURE_COLUMNS[scope.measure]]
    clients = func.count(client_month.c.client_id) if scope.books else func.sum(book_month.c.client_count)
    key = source.c["industry" if scope.by == "industry" else "rm_id" if scope.by == "rm" else "outlet_id"]
    names = (rm.c.rm_name_zh, rm.c.rm_name_en) if scope.by == "rm" else ()
    joined: Any = source.outerjoin(rm, rm.c.rm_id == source.c.rm_id) if names else source
    if scope.by == "region":
        joined = source.join(org_closure, and_(
            org_closure.c.month == source.c.month, org_closure.c.outlet_id == source.c.outlet_id, org_closure.c.level == "region"
        ))  # fmt: skip
        key = org_closure.c.node_id
    statement: Rows = (
        select(key.label("holder_id"), *names, func.sum(column).label("value_yuan"), clients.label("client_count"))
        .select_from(joined)
        .where(source.c.month == scope.month, column.is_not(None))
        .group_by(key, *names)
    )
    if scope.books:
        statement = statement.where(client_month.c.is_closed.is_(False))
    rows = warehouse.read(statement, scope).with_columns(pl.col("holder_id").replace("", None))
    return rows if scope.names_visible else merge_small(rows)


def merge_small(parts: pl.DataFrame) -> pl.DataFrame:
    """Parts of fewer than five clients added to the next smallest, so that no difference reveals a client."""
    ordered = parts.sort("client_count", "holder_id")
    least = int(SMALL_GROUP.value)
    small = ordered.filter(pl.col("client_count") < least).height
    if not small:
        return parts
    enough = ordered["client_count"].cum_sum().search_sorted(least) + 1
    merged, kept = ordered.head(max(small, enough)), ordered.slice(max(small, enough))
    row = merged.select(
        pl.lit("merged").alias("holder_id"),
        *(pl.lit(None, dtype=pl.String).alias(name) for name in parts.columns if name.startswith("rm_name")),
        pl.col("value_yuan").sum(), pl.col("client_count").sum(),
    )  # fmt: skip
    return pl.concat([kept, row.select(parts.columns).cast(parts.schema)])


def _named_parts(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame) -> pl.DataFrame:
    """Give every part its name in both languages, and drop the ids of the lines that are no holders."""
    if scope.by == "rm":
        names = {r["holder_id"]: Text(r["rm_name_zh"], r["rm_name_en"]) for r in rows.iter_rows(named=True) if r["rm_name_zh"]}
    elif scope.by == "industry":
        names = dict(INDUSTRIES)
    else:
        names = {node.node_id: node.name for node in warehouse.tree(scope.month).nodes.values()}
    names["merged"] = MERGED
    none = NO_HOLDER.get(scope.by, MERGED)
    found = [names.get(holder, none if holder is None else Text(holder, holder)) for holder in rows["holder_id"]]
    return rows.with_columns(
        pl.Series("holder_zh", [name.zh for name in found], dtype=pl.String),
        pl.Series("holder_en", [name.en for name in found], dtype=pl.String),
        pl.col("holder_id").replace("merged", None),
    )
