"""Contribution of the twelve months up to the as-of month, read from the roll-ups: of a scope, or of each part of it.

A month's contribution belongs to the outlet, RM, segment and tier of that month, and the outlet to the units of that month's tree, so
that the parts add up to the whole however the scope is cut. Clients who are large in the as-of month are counted with what they earned in the scope.
"""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Table, and_, case, func, select

from queries.handover_rows import closed_month
from queries.periods import shifted
from queries.pricing_policy import CONTRIBUTION_MONTHS
from queries.schema import CONTRIBUTION_PARTS, contribution_month, large_contribution, org_closure
from queries.scope import Scope
from queries.warehouse import Warehouse

YEAR = int(CONTRIBUTION_MONTHS.value)
PARTS = tuple(f"{name}_yuan" for name, *_ in CONTRIBUTION_PARTS)
MONEY = pl.Decimal(38, 2)
LARGE = {"contribution_yuan": "large_contribution", "volume": "large_volume"}


def _volume(held: Any, month: Any = None) -> Any:
    """AUM and loans; of the as-of month where a run of months is read."""
    both = [case((month, held[name])) if month is not None else held[name] for name in ("aum_yuan", "loan_yuan")]
    return func.coalesce(func.sum(both[0]), 0) + func.coalesce(func.sum(both[1]), 0)


def of_year(warehouse: Warehouse, scope: Scope, *by: str) -> pl.DataFrame:
    """(by, PARTS, volume, client_count, large_count, large_contribution, large_volume): one row per group, or one in all with its month_count; sorted.

    `by` are columns of both roll-ups: rm_id, segment, or `node_id`: the units of the next level down. A tier is one of the month and has no large clients beside it.
    """
    def read() -> pl.DataFrame:
        month = closed_month(warehouse, scope)
        units = _units(warehouse, scope, month) if "node_id" in by else ()
        rows = warehouse.read(_every(month, by, units), scope)
        large = warehouse.read(_large(month, by, units), scope) if "star_tier" not in by else None
        return _joined(rows if by else rows.filter(pl.col("month_count") > 0), large, list(by))

    return warehouse.once(("contribution", scope.at_rest, by), read)


def _units(warehouse: Warehouse, scope: Scope, month: date) -> tuple[str, ...]:
    """The units of the next level down, those that left the scope within the year included; several units are their own."""
    if len(scope.nodes) != 1:
        return scope.nodes or ("",)
    months = [each for each in warehouse.months if shifted(month, 1 - YEAR) <= each <= month]
    return tuple(sorted({unit for each in months for unit in warehouse.tree(each).shown_children(scope.nodes[0])})) or ("",)


def _placed(held: Table, by: tuple[str, ...], units: tuple[str, ...]) -> tuple[list[Any], Any, list[Any]]:
    """The columns to group by, what to read them from, and the condition that keeps to the units."""
    above = and_(org_closure.c.month == held.c.month, org_closure.c.outlet_id == held.c.outlet_id)
    keys = [org_closure.c.node_id if name == "node_id" else held.c[name] for name in by]
    return keys, held.join(org_closure, above) if units else held, [org_closure.c.node_id.in_(units)] if units else []


def _every(month: date, by: tuple[str, ...], units: tuple[str, ...]) -> Any:
    held = contribution_month.c
    keys, source, inside = _placed(contribution_month, by, units)
    is_now = held.month == month
    sums = [func.sum(held[name]).label(name) for name in PARTS]
    counts = [func.coalesce(func.sum(case((is_now, held[name]))), 0).label(name) for name in ("client_count", "large_count")]
    columns = (*keys, *sums, _volume(held, is_now).label("volume"), *counts, *([] if by else [func.count(held.month.distinct()).label("month_count")]))
    return select(*columns).select_from(source).where(held.month.between(shifted(month, 1 - YEAR), month), *inside).group_by(*keys)


def _large(month: date, by: tuple[str, ...], units: tuple[str, ...]) -> Any:
    held = large_contribution.c
    keys, source, inside = _placed(large_contribution, by, units)
    sums = (func.sum(held.contribution_yuan).label("large_contribution"), _volume(held).label("large_volume"))
    return select(*keys, *sums).select_from(source).where(held.month == month, *inside).group_by(*keys)


def _joined(rows: pl.DataFrame, large: pl.DataFrame | None, by: list[str]) -> pl.DataFrame:
    typed = rows.with_columns(pl.col(*PARTS, "volume").cast(MONEY), pl.col("client_count", "large_count", *([] if by else ["month_count"])).cast(pl.Int64))
    if large is None:
        return typed.with_columns(pl.lit(None, dtype=MONEY).alias(name) for name in LARGE.values()).sort(by)
    beside = large.with_columns(pl.col(*LARGE.values()).cast(MONEY))
    both = typed.join(beside, on=by, how="left") if by else pl.concat([typed, beside.head(typed.height)], how="horizontal")
    zero = pl.lit(0).cast(MONEY)
    known = (pl.when(pl.col("contribution_yuan").is_not_null()).then(pl.col(name).fill_null(zero)).alias(name) for name in LARGE.values())
    return both.with_columns(known).sort(by) if by else both.with_columns(known)


def of_months(warehouse: Warehouse, scope: Scope, months: int) -> pl.DataFrame:
    """(month, PARTS, volume, client_count): each month by itself, up to `months`, oldest first."""
    held, month = contribution_month.c, closed_month(warehouse, scope)
    columns = (held.month, *(func.sum(held[name]).label(name) for name in PARTS), _volume(held).label("volume"), func.sum(held.client_count).label("client_count"))
    statement = select(*columns).where(held.month.between(shifted(month, 1 - months), month)).group_by(held.month)
    rows = warehouse.read(statement, scope)
    return rows.with_columns(pl.col(*PARTS, "volume").cast(MONEY), pl.col("client_count").cast(pl.Int64)).sort("month")
