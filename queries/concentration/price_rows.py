"""Contracts in force at a month's end, added up by price and terms, read from the roll-ups."""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Table, func, select

from queries.handover_rows import closed_month
from queries.metric import Metric
from queries.schema import price_month
from queries.scope import Scope
from queries.warehouse import Warehouse

MONEY, MEASURED = pl.Decimal(38, 2), pl.Decimal(38, 4)
COUNTS = ("contract_count", "priced_count", "exception_count")
AMOUNTS = ("amount_yuan", "priced_yuan", "conceded_yuan", "cover_known_yuan", "unsecured_yuan", "tenor_known_yuan", "exception_yuan")
WEIGHTED = ("cover_sum", "tenor_sum")
SUMS = (*COUNTS, *AMOUNTS, *WEIGHTED)


def sums_of(held: Table) -> list[Any]:
    return [func.sum(held.c[name]).label(name) for name in SUMS]


def typed(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.col(*COUNTS).cast(pl.Int64), pl.col(*AMOUNTS).cast(MONEY), pl.col(*WEIGHTED).cast(MEASURED))


def in_force(warehouse: Warehouse, scope: Scope, *by: str, month: date | None = None) -> pl.DataFrame:
    """(line, by, SUMS): one row per product line and group; sorted."""
    at = month or closed_month(warehouse, scope)
    keys = [price_month.c[name] for name in dict.fromkeys(("line", *by))]
    statement = select(*keys, *sums_of(price_month)).where(price_month.c.month == at).group_by(*keys)
    names = [key.name for key in keys]
    return warehouse.once(("prices", scope.at_rest, at, by), lambda: typed(warehouse.read(statement, scope)).sort(names))


def figures(rows: pl.DataFrame, metrics: tuple[Metric, ...], group: str) -> pl.DataFrame:
    """(group, metrics): each group's figures."""
    return rows.group_by(group=group).agg(*(metric.column for metric in metrics)).sort("group")
