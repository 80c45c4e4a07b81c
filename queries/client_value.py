"""What one client, `scope.client`, brings and is conceded: the parts of contribution over twelve months, and the price of each contract."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries.care_lists import worded
from queries.codes import PRODUCT_LINES
from queries.dialects import Rows
from queries.handover_rows import closed_month
from queries.periods import last_day, shifted
from queries.pricing_policy import CONTRIBUTION_MONTHS, DEPOSIT_LINES, LOAN_LINE
from queries.schema import CONTRIBUTION_PARTS, client_month, contract_price, exposure, maturity, product
from queries.scope import Scope
from queries.warehouse import Warehouse

MONEY = pl.Decimal(38, 2)
PARTS = tuple(name for name, *_ in CONTRIBUTION_PARTS)
PRICES = (
    "contract_id", "product_zh", "product_en", "product_line_zh", "product_line_en", "agreed_on", "falls_due_on", "term_months", "contract_yuan", "rate_share", "benchmark_share", "gap_bp", "given_yuan",
)  # fmt: skip


def _read(warehouse: Warehouse, scope: Scope, statement: Rows) -> pl.DataFrame:
    """The rows, or none where the asker may not see whose they are."""
    rows = warehouse.read(statement, scope)
    return rows if scope.client and scope.names_visible else rows.clear()


def contribution(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(months_counted, PARTS as `…_year_yuan`): one row, or none where nothing is known of the twelve months within the scope."""
    facts, month = client_month.c, closed_month(warehouse, scope)
    columns = (facts.month, *(facts[f"{part}_yuan"] for part in PARTS))
    window = facts.month.between(shifted(month, 1 - int(CONTRIBUTION_MONTHS.value)), month)
    rows = _read(warehouse, scope, select(*columns).where(facts.client_id == scope.client, window, facts.is_closed.is_(False)))
    named = {"revenue": "income"}
    sums = [pl.when(pl.col(f"{part}_yuan").count() > 0).then(pl.col(f"{part}_yuan").cast(MONEY).sum()).alias(f"{named.get(part, part)}_year_yuan") for part in PARTS]
    return rows.select(pl.len().cast(pl.Int64).alias("month_count"), *sums).filter(pl.col("contribution_year_yuan").is_not_null())


def prices(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """PRICES: loans of the as-of month and deposits in force on its last day, the most given away first."""
    month = closed_month(warehouse, scope)
    held = pl.concat([_loans(warehouse, scope, month), _deposits(warehouse, scope, month)])
    # the benchmark stands in the month the contract was first seen: read by today's tree, so that an outlet that moved keeps its own
    told = contract_price.c
    columns = (told.contract_id, told.line, told.outlet_id, told.benchmark_share)
    known = _read(warehouse, replace(scope, comparable=True), select(*columns).where(told.client_id == scope.client, told.month <= month))
    sign = pl.when(pl.col("line") == LOAN_LINE).then(1).otherwise(-1)
    gap = (pl.col("benchmark_share") - pl.col("rate_share")) * sign
    priced = held.join(known, on=["contract_id", "line", "outlet_id"], how="left").with_columns(gap=gap)
    figures = priced.with_columns(
        *worded("line", PRODUCT_LINES, "product_line"), pl.col("rate_share", "benchmark_share").cast(pl.Float64), gap_bp=pl.col("gap").cast(pl.Float64) * 10_000,
        given_yuan=(pl.col("contract_yuan") * pl.col("gap")).round(2, mode="half_away_from_zero").cast(MONEY), contract_yuan=pl.col("contract_yuan").cast(MONEY),
    )  # fmt: skip
    return figures.select(PRICES).sort("given_yuan", "contract_id", descending=[True, False], nulls_last=True)


def _loans(warehouse: Warehouse, scope: Scope, month: date) -> pl.DataFrame:
    own = exposure.c
    columns: tuple[Any, ...] = (own.exposure_id.label("contract_id"), func.coalesce(product.c.line, LOAN_LINE).label("line"), own.granted_on.label("agreed_on"), own.principal_yuan.label("contract_yuan"))
    statement = select(*columns, *_common(own)).join_from(exposure, product, product.c.product_id == own.product_id, isouter=True)
    rows = _read(warehouse, scope, statement.where(own.client_id == scope.client, own.month == month, own.kind == "on_balance"))
    return rows.filter(pl.col("line") == LOAN_LINE)


def _deposits(warehouse: Warehouse, scope: Scope, month: date) -> pl.DataFrame:
    own = maturity.c
    columns: tuple[Any, ...] = (own.contract_id, product.c.line, own.opened_on.label("agreed_on"), own.amount_yuan.label("contract_yuan"))
    statement = select(*columns, *_common(own)).join_from(maturity, product, product.c.product_id == own.product_id)
    end = last_day(month)
    return _read(warehouse, scope, statement.where(own.client_id == scope.client, own.opened_on <= end, own.matures_on > end, product.c.line.in_(DEPOSIT_LINES)))


def _common(own: Any) -> tuple[Any, ...]:
    names = (product.c.name_zh.label("product_zh"), product.c.name_en.label("product_en"))
    return (*names, own.outlet_id, own.matures_on.label("falls_due_on"), own.term_months, own.rate_share)
