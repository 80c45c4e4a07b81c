"""What was achieved: every indicator's result to date, for any grain of owner, out of one read of `result_day`.

Flows, averages and own growth are added up over months, levels stand on the as-of day and on the last day of last year. Units
follow the tree of each month; growth leaves hand-overs out, so that it adds up over any tree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl
from sqlalchemy import Table, and_, case, func, or_, select

from queries.indicators import FLOWS, INDICATORS, LEVELS, Indicator
from queries.periods import first_month, shifted
from queries.schema import org_closure, result_day, result_outlet
from queries.scope import BOOK, Scope
from queries.staffing import as_of_day
from queries.warehouse import Warehouse

AT_BASE, IN_YEAR, IN_PERIOD, NOW = range(4)  # parts of the months read
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


def read(warehouse: Warehouse, scope: Scope, to: To, keys: Sequence[str] = (), units: Sequence[str] | None = None,
         indicators: Iterable[Indicator] = INDICATORS) -> pl.DataFrame:  # fmt: skip
    """One row per value of `keys` (columns of `result_day`, or node_id for some units) with the sums of what `long` unfolds."""
    indicators = tuple(indicators)
    table = source_of(scope, keys)
    source: Any = table
    held, only = table.c, [table.c.rm_id == scope.who] if scope.who and "rm_id" in keys else []
    columns = {key: held[key] for key in keys if key in held}
    if units is not None:
        below = org_closure.c
        source = table.join(org_closure, (below.month == held.month) & (below.outlet_id == held.outlet_id))
        columns, only = columns | {"node_id": below.node_id}, [*only, below.node_id.in_(units)]
    part = case((held.month == to.month, NOW), (held.month >= to.since, IN_PERIOD), (held.month >= to.year, IN_YEAR), else_=AT_BASE).label("part")
    shown = and_(held.month.between(min(to.since, to.base), to.month), or_(held.month < to.month, held.day == to.day))
    statement = select(*columns.values(), part, *(func.sum(held[name]).label(name) for name in _read(indicators)))
    rows = warehouse.read(statement.select_from(source).where(shown, *only).group_by(*columns.values(), part), scope)
    sums = _sums(indicators)
    return rows.group_by(list(columns), maintain_order=True).agg(**sums) if columns else rows.select(**sums)


def source_of(scope: Scope, keys: Sequence[str] = ()) -> Table:
    """Where results are read: outlets' sums, unless RMs are asked for or a book cuts into them."""
    has_books = scope.books or any(hold.node.startswith(BOOK) for hold in scope.reach)
    return result_day if has_books or "rm_id" in keys else result_outlet


def _read(indicators: Iterable[Indicator]) -> list[str]:
    """The columns that are added up."""
    wanted = {name for one in indicators for name in (one.column, one.over) if name}
    return sorted(wanted | {f"{one.grows}_{what}_yuan" for one in GROWN if one.column in wanted for what in ("growth", "moved", "days")})


@lru_cache(256)
def _sums(indicators: tuple[Indicator, ...]) -> dict[str, pl.Expr]:
    """Out of the four parts: levels now and at the base, flows and days of the period, growth since the year-end."""
    part, sums = pl.col("part"), {}
    for name in sorted({name for one in indicators for name in (one.column, one.over) if name}):
        sums[name] = pl.col(name).filter(part == NOW).first() if name in LEVELS else _added(name, IN_PERIOD)
        if name in LEVELS:
            sums[f"{name}_base"] = pl.col(name).filter(part == AT_BASE).first()
    for one in GROWN:
        if one.column in sums:
            sums |= {f"{one.column}_{what}": _added(f"{one.grows}_{what}_yuan", IN_YEAR) for what in ("growth", "moved")}
            sums[f"{one.column}_days"] = _added(f"{one.grows}_days_yuan", IN_PERIOD)
    return sums


def _added(name: str, since: int) -> pl.Expr:
    """The sum over the parts from one on; null where nothing is known, as in SQL."""
    known = pl.col(name).filter(pl.col("part") >= since)
    return pl.when(known.count() > 0).then(known.sum())


def long(rows: pl.DataFrame, keys: Sequence[str], to: To, indicators: Iterable[Indicator] = INDICATORS) -> pl.DataFrame:
    """(keys, RESULT): one row per owner, metric and kind. A growth's actual is what has grown; an average's is Σ of days over the days."""
    unfolded = _unfolded(tuple(indicators), to.first <= to.base, to.first <= to.since, to.days)
    return rows.select(*keys, *unfolded).explode(*RESULT)


def kinds_of(one: Indicator) -> tuple[str, ...]:
    """The kinds of target an indicator can have."""
    if one.over:
        return ("ratio",)
    if one.column in FLOWS:
        return ("flow",)
    return ("level", "growth", "average") if one.grows else ("level",)


@lru_cache(256)
def _unfolded(indicators: tuple[Indicator, ...], knows_base: bool, knows_period: bool, days: int) -> tuple[pl.Expr, ...]:
    """RESULT as lists, an item for each indicator and kind; what rests on months before the first is null."""
    parts = [_part(one, kind, knows_base, knows_period, days) for one in indicators for kind in kinds_of(one)]
    return tuple(pl.concat_list([part[name].cast(kind) for part in parts]).alias(name) for name, kind in RESULT.items())


def _part(one: Indicator, kind: str, knows_base: bool, knows_period: bool, days: int) -> dict[str, pl.Expr]:
    """One indicator's results of one kind."""
    column, nothing = pl.col(one.column), pl.lit(None)
    since_year = kind in ("level", "growth") and knows_base
    in_period = kind in ("level", "growth", "ratio") or knows_period
    base = pl.col(f"{one.column}_base").fill_null(0) if since_year else nothing
    grown = moved = nothing
    if since_year:
        grown = pl.col(f"{one.column}_growth") if one.grows else column.fill_null(0) - base
        moved = pl.col(f"{one.column}_moved") if one.grows else nothing
    actual = {"growth": grown, "average": (pl.col(f"{one.column}_days") / days).round(2) if one.grows else nothing}.get(kind, column)
    return {
        "metric": pl.lit(one.key), "kind": pl.lit(kind), "actual": actual if in_period else nothing, "over": pl.col(one.over) if one.over else nothing,
        "base": base, "grown": grown, "moved": moved, "days": pl.lit(days),
    }  # fmt: skip
