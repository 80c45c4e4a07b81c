"""What each RM carries: clients, balances, revenue and large clients of one month, and whose balances they are.

Balances are AUM for personal clients and deposits for all others. An RM's part is that of clients with a home outlet in
scope; a client without RM is nobody's load, but belongs to the scope's balances.
"""

import polars as pl
from sqlalchemy import case, func, select

from queries import leaving, staffing
from queries.dialects import Rows
from queries.periods import shifted
from queries.policy import LARGE_CLIENT_OTHER, LARGE_CLIENT_PERSONAL
from queries.schema import book_month, client_month, rm
from queries.scope import Scope
from queries.warehouse import Warehouse

FIGURES = ("clients_count", "balance_yuan", "revenue_yuan", "large_count")
MONEY = pl.Decimal(38, 2)


def books(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, outlet_id, clients_count, balance_yuan, revenue_yuan) of the as-of month; rm_id is empty for "no RM"."""
    held = book_month.c
    balance = case((held.segment == "personal", held.aum_yuan), else_=held.deposit_yuan)
    sums = (
        func.sum(held.client_count).label("clients_count"), func.sum(balance).label("balance_yuan"), func.sum(held.revenue_yuan).label("revenue_yuan"),
    )  # fmt: skip
    statement = select(held.rm_id, held.outlet_id, *sums).where(held.month == scope.month).group_by(held.rm_id, held.outlet_id)
    return warehouse.read(statement, scope).with_columns(pl.col("balance_yuan", "revenue_yuan").cast(MONEY)).sort("rm_id", "outlet_id")


def large_clients(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, large_count): clients whose mean value of the last three months reaches their segment's line."""
    facts, months = client_month.c, [shifted(scope.month, -back) for back in range(3)]
    is_now = (facts.month == scope.month) & facts.is_closed.is_(False)
    personal = facts.segment == "personal"
    value = case((personal, facts.aum_yuan), else_=func.coalesce(facts.deposit_yuan, 0) + func.coalesce(facts.loan_yuan, 0))
    line = case((personal, float(LARGE_CLIENT_PERSONAL.value)), else_=float(LARGE_CLIENT_OTHER.value))
    keeper = func.max(case((is_now, facts.rm_id))).label("rm_id")
    reaches = (func.sum(case((is_now, 1), else_=0)) > 0, func.avg(value) >= func.max(line))
    large: Rows = select(keeper).where(facts.month.in_(months)).group_by(facts.client_id).having(reaches[0] & reaches[1])
    counted = warehouse.read(large, scope, lambda kept: select(kept.c.rm_id, func.count().label("large_count")).group_by(kept.c.rm_id))
    return counted.filter(pl.col("rm_id").is_not_null())


def carried(warehouse: Warehouse, scope: Scope, careers: pl.DataFrame | None = None, *, large: bool = True) -> pl.DataFrame:
    """One row per head of the as-of day in scope: who, where, tenure, and FIGURES.

    Large clients take a look at every client of three months; without `large` they stay unknown.
    """
    heads = leaving.on_day(leaving.careers(warehouse, scope) if careers is None else careers, staffing.as_of_day(warehouse, scope))
    held = books(warehouse, scope).group_by("rm_id").agg(pl.col("clients_count", "balance_yuan", "revenue_yuan").sum())
    known = large_clients(warehouse, scope).with_columns(pl.col("large_count").cast(pl.Int64)) if large else None
    rows = heads.join(held, on="rm_id", how="left")
    rows = rows.join(known, on="rm_id", how="left") if known is not None else rows.with_columns(large_count=pl.lit(None, dtype=pl.Int64))
    counts, sums = ["clients_count", *(["large_count"] if large else [])], pl.col("balance_yuan", "revenue_yuan").fill_null(0).cast(MONEY)
    return rows.with_columns(pl.col(counts).fill_null(0), sums).sort("rm_id")


def keepers(warehouse: Warehouse, scope: Scope, *, by_outlet: bool = False) -> pl.DataFrame:
    """RMs by balances held in scope, or in each outlet of it, the largest first: `place` and `share` of all balances.

    `total_yuan` counts clients without RM too. Only positive balances are held.
    """
    rows = books(warehouse, scope)
    over = ["outlet_id"] if by_outlet else []
    held = rows.group_by("rm_id", *over).agg(pl.col("balance_yuan").sum().cast(MONEY))
    held = held.with_columns(_within(pl.col("balance_yuan").sum().cast(MONEY), over).alias("total_yuan"))
    known = held.filter((pl.col("rm_id") != "") & (pl.col("balance_yuan") > 0)).sort(*over, "balance_yuan", "rm_id", descending=[False] * len(over) + [True, False])
    part = pl.when(pl.col("total_yuan") > 0).then(pl.col("balance_yuan").cast(pl.Float64) / pl.col("total_yuan").cast(pl.Float64))
    return known.with_columns(_within(pl.int_range(1, pl.len() + 1), over).alias("place"), part.alias("share"))


def _within(value: pl.Expr, over: list[str]) -> pl.Expr:
    return value.over(over) if over else value


def names(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, rm_zh, rm_en) of whoever looks after clients in scope."""
    held = book_month.c
    statement = select(rm.c.rm_id, rm.c.rm_name_zh.label("rm_zh"), rm.c.rm_name_en.label("rm_en")).join_from(book_month, rm, rm.c.rm_id == held.rm_id)
    return warehouse.read(statement.where(held.month == scope.month).distinct(), scope).sort("rm_id")


def with_chance(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame, named: bool = True) -> pl.DataFrame:
    """`rows` (rm_id, balance_yuan) with who they are, their chance to leave within 12 months, and the balances at risk.

    Measured over all the viewer was granted. Null for an RM whose posting is out of view, or where too few are like them.
    """
    broad = leaving.widest(warehouse, scope)
    careers, day = leaving.careers(warehouse, broad), staffing.as_of_day(warehouse, scope)
    watch = leaving.watched(leaving.stays(careers), leaving.first_day(warehouse, scope), day)
    people = leaving.on_day(careers, day).filter(pl.col("rm_id").is_in(rows["rm_id"].to_list()))
    known = leaving.chances(people, watch).select("rm_id", "band", "join_channel", "tenure_days", "chance_share")
    found = rows.join(known, on="rm_id", how="left", maintain_order="left")
    found = found.join(names(warehouse, scope), on="rm_id", how="left", maintain_order="left") if named else found
    at_risk = (pl.col("balance_yuan").cast(pl.Float64) * pl.col("chance_share")).round(2).cast(MONEY)
    return found.with_columns(at_risk_yuan=at_risk)
