"""What each RM carries: clients, balances, revenue and large clients of one month, and whose balances they are.

Balances are AUM for personal clients and deposits for all others. An RM's part is that of clients with a home outlet in
scope; a client without RM is nobody's load, but belongs to the scope's balances.
"""

import polars as pl
from sqlalchemy import case, func, select

from queries import leaving, staffing
from queries.codes import Codes
from queries.schema import book_month, published_reference, rm
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

FIGURE_WORDS: Codes = {
    "clients_count": Text("客户数", "Clients"), "balance_yuan": Text("余额", "Balances"), "revenue_yuan": Text("当月收入", "Revenue of the month"),
    "large_count": Text("大客户数", "Large clients"),
}  # fmt: skip
FIGURES = tuple(FIGURE_WORDS)
MEDIANS = dict(zip(("load_clients_median", "load_balance_median", "load_revenue_median", "load_large_median"), FIGURES, strict=True))
MONEY = pl.Decimal(38, 2)


def books(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, outlet_id, FIGURES) of the as-of month; rm_id is empty for "no RM"."""
    return warehouse.once(("books", scope.at_rest), lambda: _books(warehouse, scope))


def _books(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    held = book_month.c
    balance = case((held.segment == "personal", held.aum_yuan), else_=held.deposit_yuan)
    sums = (
        func.sum(held.client_count).label("clients_count"), func.sum(balance).label("balance_yuan"), func.sum(held.revenue_yuan).label("revenue_yuan"),
        func.sum(held.large_count).label("large_count"),
    )  # fmt: skip
    statement = select(held.rm_id, held.outlet_id, *sums).where(held.month == scope.month).group_by(held.rm_id, held.outlet_id)
    return warehouse.read(statement, scope).with_columns(pl.col("balance_yuan", "revenue_yuan").cast(MONEY)).sort("rm_id", "outlet_id")


def carried(warehouse: Warehouse, scope: Scope, careers: pl.DataFrame | None = None) -> pl.DataFrame:
    """One row per head of the as-of day in scope: who, where, tenure, and FIGURES."""
    heads = leaving.on_day(leaving.careers(warehouse, scope) if careers is None else careers, staffing.as_of_day(warehouse, scope))
    held = books(warehouse, scope).group_by("rm_id").agg(pl.col(FIGURES).sum())
    sums = pl.col("balance_yuan", "revenue_yuan").fill_null(0).cast(MONEY)
    return heads.join(held, on="rm_id", how="left").with_columns(pl.col("clients_count", "large_count").fill_null(0), sums).sort("rm_id")


def bank_medians(warehouse: Warehouse, scope: Scope) -> dict[tuple[str, str], float]:
    """The published medians of the whole bank's RMs in the as-of month, by segment and one of FIGURES."""
    told = published_reference.c
    rows = warehouse.read(select(told.reference, told.cut, told.value).where(told.month == scope.month, told.reference.in_(list(MEDIANS))), scope)
    return {(segment, MEDIANS[reference]): float(value) for reference, segment, value in rows.iter_rows()}


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
    known = warehouse.once(("chances of leaving", broad.at_rest), lambda: _chances(warehouse, broad))
    found = rows.join(known, on="rm_id", how="left", maintain_order="left")
    at_risk = (pl.col("balance_yuan").cast(pl.Float64) * pl.col("chance_share")).round(2).cast(MONEY)
    found = found.with_columns(at_risk_yuan=at_risk)
    if not named or found["rm_zh"].null_count() == 0:
        return found
    others = names(warehouse, scope)  # clients in scope, looked after from beyond it
    return found.drop("rm_zh", "rm_en").join(others, on="rm_id", how="left", maintain_order="left")


def _chances(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Every head of the as-of day: who, band, channel, tenure, and the chance to leave within a year."""
    careers, day = leaving.careers(warehouse, scope), staffing.as_of_day(warehouse, scope)
    people = leaving.chances(leaving.on_day(careers, day), leaving.watched_in(warehouse, scope))
    return people.select("rm_id", pl.col("rm_name_zh").alias("rm_zh"), pl.col("rm_name_en").alias("rm_en"), "band", "join_channel", "tenure_days", "chance_share")
