"""The same lines where groups are many, as RMs are: added up by the database, one row per group."""

from datetime import date

import polars as pl
from sqlalchemy import func, select

from queries.churn_rows import (
    COUNT_NAMES,
    COUNTS,
    LOSING,
    MEASURE_LEVELS,
    MONEY_KIND,
    STEPS,
    YUAN_NAMES,
    Cut,
    all_moves,
    filled,
    flows,
    joined,
    key_of,
    of_nodes,
    period,
    placed,
    with_reorganised,
)
from queries.periods import shifted
from queries.schema import churn_month
from queries.scope import Scope
from queries.warehouse import Warehouse


def totals(warehouse: Warehouse, scope: Scope, start: date, cut: Cut, measure: str) -> pl.DataFrame:
    """See `_totals`; kept."""
    return warehouse.once(("churn in all", scope.at_rest, start, cut, measure), lambda: _totals(warehouse, scope, start, cut, measure))


def _totals(warehouse: Warehouse, scope: Scope, start: date, cut: Cut, measure: str) -> pl.DataFrame:
    """(group, the counts and amounts of `period`, churn_share) where groups are many: added up by the database, one row per group.

    What a group opens with or loses by a change of the tree within the period is its moved line's, on balance.
    """
    level, months = MEASURE_LEVELS[measure], [month for month in warehouse.months if start <= month <= scope.month]
    known = [month for month in months if measure != "revenue" or is_revenue_told(warehouse, month)]
    if not months:
        nothing = pl.DataFrame(schema={"group": pl.String, "month": pl.Date, **dict.fromkeys(COUNT_NAMES, pl.Int64), **dict.fromkeys(YUAN_NAMES, MONEY_KIND)})
        return period(with_reorganised(filled(nothing, level))).with_columns(churn_share=pl.lit(None, dtype=pl.Float64))
    lines = warehouse.read(flows(scope, start, cut, level, (months[0], known[0] if known else None)), scope)
    parts = [lines, *all_moves(warehouse, scope, start, cut, level, by_month=False)]
    rows = joined(parts, ["group"])
    if len(months) > 1:
        rows = rows.join(_kept_shares(warehouse, scope, start, cut), on="group", how="left")
    else:
        rows = rows.with_columns(kept_share=1 - pl.col("lost_count") / pl.col("opening_count"))
    amounts = [pl.col(name).cast(MONEY_KIND).fill_null(0) if known else pl.lit(None, dtype=MONEY_KIND).alias(name) for name in YUAN_NAMES]
    known_rows = rows.select("group", *(pl.col(name).fill_null(0).cast(pl.Int64) for name in COUNT_NAMES), *amounts, "ever_opening", "kept_share")
    churn = pl.when(pl.col("ever_opening") > 0).then(1 - pl.col("kept_share").fill_null(1.0))
    return _balanced(known_rows).with_columns(churn_share=churn).drop("ever_opening", "kept_share")


def is_revenue_told(warehouse: Warehouse, month: date) -> bool:
    """Whether the trailing year's revenue is known at both ends of the month."""
    return all(shifted(month, -back) in warehouse.months for back in range(13))


def _kept_shares(warehouse: Warehouse, scope: Scope, start: date, cut: Cut) -> pl.DataFrame:
    """(group, kept_share): Π(1 − monthly churn), over the months in which anybody was lost; groups that lost nobody have no row."""
    held = churn_month.c
    group = cut.of(churn_month)
    lost, opening = func.sum(held.lost_count), func.sum(held.opening_count)
    statement = select(key_of(cut, group), held.month, lost.label("lost"), opening.label("opening")).select_from(placed(churn_month, cut))
    kept = statement.where(held.month.between(start, scope.month), held.grain == cut.grain, *of_nodes(cut)).group_by(group, held.month).having(lost > 0)
    return warehouse.read(kept, scope).group_by("group").agg(kept_share=(1 - pl.col("lost").cast(pl.Float64) / pl.col("opening").cast(pl.Float64)).product())


def _balanced(rows: pl.DataFrame) -> pl.DataFrame:
    """What the lines leave open between opening and closing is moved in, or out."""
    for unit, names in (("count", COUNTS), ("yuan", STEPS)):
        signs = {name: -1 if name in {*LOSING, "closing"} else 1 for name in names}
        rest = pl.sum_horizontal(pl.col(f"{name}_{unit}") * sign for name, sign in signs.items())
        added = {"in": pl.when(rest < 0).then(-rest).otherwise(0), "out": pl.when(rest > 0).then(rest).otherwise(0)}
        rows = rows.with_columns((pl.col(f"moved_{side}_{unit}") + more).alias(f"moved_{side}_{unit}") for side, more in added.items())
    return rows
