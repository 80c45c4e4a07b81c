"""What was achieved: every indicator's result to date, for any grain of owner, out of one read of `result_day`.

Flows, averages and own growth are added up over months, levels stand on the as-of day and on the last day of last year. Units
follow the tree of each month; growth leaves hand-overs out, so that it adds up over any tree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from queries.indicators import FLOWS, INDICATORS, LEVELS, Indicator
from queries.periods import first_month, shifted
from queries.schema import org_closure, result_day
from queries.scope import Scope
from queries.staffing import as_of_day
from queries.warehouse import Warehouse

GROWN = tuple(one for one in INDICATORS if one.grows)
RESULT: dict[str, Any] = {
    "metric": pl.String, "kind": pl.String, "actual": pl.Decimal(38, 2), "over": pl.Int64, "base": pl.Decimal(38, 2),
    "grown": pl.Decimal(38, 2), "moved": pl.Decimal(38, 2), "days": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class To:
    """Which rows make up the results to `day`: the period's months, those since the last year-end, and that year-end.

    `first` is the first month with results: what began before it is not known.
    """

    day: date
    month: date
    since: date
    year: date
    first: date

    @property
    def base(self) -> date:
        return shifted(self.year, -1)

    @property
    def days(self) -> int:
        """Days of the period so far."""
        return (self.day - self.since).days + 1


def to_day(warehouse: Warehouse, scope: Scope) -> To:
    """The as-of day of the scope: the one asked for within its month, or the last that is loaded."""
    last = as_of_day(warehouse, scope)
    day = min(scope.day, last) if scope.day is not None and scope.day >= scope.month else last
    first = warehouse.first_results or scope.month
    return To(day, scope.month, first_month(scope.month, scope.period), first_month(scope.month, "year"), first)


def read(warehouse: Warehouse, scope: Scope, to: To, keys: Sequence[ColumnElement[Any]] = (), source: Any = result_day, only: Sequence[Any] = (),
         indicators: Iterable[Indicator] = INDICATORS) -> pl.DataFrame:  # fmt: skip
    """One row per value of `keys` with the sums of what `long` unfolds; `source` may join the tree or names to the results."""
    held, wanted = result_day.c, {one.column for one in indicators} | {one.over for one in indicators if one.over}
    now = and_(held.month == to.month, held.day == to.day)
    closed = and_(held.month >= min(to.since, to.base), held.month < to.month)
    in_period, in_year, at_base = held.month >= to.since, held.month >= to.year, held.month == to.base
    sums: list[Any] = []
    for name in sorted(wanted):
        sums += [func.sum(case((now if name in LEVELS else in_period, held[name]))).label(name)]
        sums += [func.sum(case((at_base, held[name]))).label(f"{name}_base")] if name in LEVELS else []
    for one in GROWN:
        if one.column in wanted:
            sums += [func.sum(case((in_year, held[f"{one.grows}_{what}_yuan"]))).label(f"{one.column}_{what}") for what in ("growth", "moved")]
            sums += [func.sum(case((in_period, held[f"{one.grows}_days_yuan"]))).label(f"{one.column}_days")]
    statement = select(*keys, *sums).select_from(source).where(or_(now, closed), *only)
    return warehouse.read(statement.group_by(*keys) if keys else statement, scope)


def with_units(units: Sequence[str]) -> tuple[Any, Any, Any]:
    """(key, source, condition) that add results up by some units, each by the tree of its month."""
    closure = org_closure.c
    joined = result_day.join(org_closure, (closure.month == result_day.c.month) & (closure.outlet_id == result_day.c.outlet_id))
    return closure.node_id, joined, closure.node_id.in_(units)


def long(rows: pl.DataFrame, keys: Sequence[str], to: To, indicators: Iterable[Indicator] = INDICATORS) -> pl.DataFrame:
    """(keys, RESULT): one row per owner, metric and kind. A growth's actual is what has grown; an average's is Σ of days over the days."""
    parts = [pl.DataFrame(schema={**dict.fromkeys(keys, pl.String), **RESULT})]
    for one in indicators:
        parts += [_part(rows, keys, one, kind, to) for kind in kinds_of(one)]
    return pl.concat(parts)


def kinds_of(one: Indicator) -> tuple[str, ...]:
    """The kinds of target an indicator can have."""
    if one.over:
        return ("ratio",)
    if one.column in FLOWS:
        return ("flow",)
    return ("level", "growth", "average") if one.grows else ("level",)


def _part(rows: pl.DataFrame, keys: Sequence[str], one: Indicator, kind: str, to: To) -> pl.DataFrame:
    """One indicator's rows of one kind; what rests on months before the first is null."""
    column, nothing = pl.col(one.column), pl.lit(None)
    since_year = kind in ("level", "growth") and to.first <= to.base
    in_period = kind in ("level", "growth", "ratio") or to.first <= to.since
    base = pl.col(f"{one.column}_base").fill_null(0) if since_year else nothing
    grown = moved = nothing
    if since_year:
        grown = pl.col(f"{one.column}_growth") if one.grows else column.fill_null(0) - base
        moved = pl.col(f"{one.column}_moved") if one.grows else nothing
    actual = {"growth": grown, "average": (pl.col(f"{one.column}_days") / to.days).round(2) if one.grows else nothing}.get(kind, column)
    values = {
        "metric": pl.lit(one.key), "kind": pl.lit(kind), "actual": actual if in_period else nothing, "over": pl.col(one.over) if one.over else nothing,
        "base": base, "grown": grown, "moved": moved, "days": pl.lit(to.days),
    }  # fmt: skip
    return rows.select(*keys, *(value.cast(RESULT[name]).alias(name) for name, value in values.items()))
