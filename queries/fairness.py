"""Is it fair? Results against what a like book gives, attainment of new RMs against their ramp, and how long until one is productive.

All of it stands beside the plain figures, never instead. Values added are each RM's own and never summed.
"""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import and_, or_, select

from queries import judging, learning, quotas, staffing, strength, target_rows
from queries.indicators import INDICATOR
from queries.judging import Asked
from queries.metric import Dim, Good, Metric, Unit
from queries.policy import PRODUCTIVE_SHARE, RAMP_END, RAMP_LEAST, RAMP_START, SETTLED
from queries.query import query
from queries.results import To, to_day
from queries.schema import rm, rm_expected
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
DOMAIN = Text("业务口径 4.2", "domain definition 4.2")
NAMES = (rm.c.rm_name_zh.label("name_zh"), rm.c.rm_name_en.label("name_en"))
POST = ("rm_id", "outlet_id", "segment")
UNITS = ("yuan", "count")
VALUE_ADDED = Metric(
    "value_added_yuan", Text("增值", "Value added"), Text("实绩减去同类管户（条线、管户规模、司龄、区域相同）的期望值；不汇总。", "Actual less what a like book, segment, tenure and region would give; never summed."),
    Text("实绩 − 期望值", "actual − expected"), DOMAIN, Unit.YUAN, Good.UP, pl.col("value_added_yuan").first(),
)  # fmt: skip
RAMPED = Metric(
    "ramp_attainment_share", Text("按成长期调整的完成率", "Ramp-adjusted attainment"), Text("入行九个月内的客户经理：完成率按同期应有产能折算。", "RMs in their first nine months: attainment over what a new RM counts for by then."),
    Text("完成率 ÷ 期间平均产能系数", "attainment ÷ mean ramp of the period's days so far"), DOMAIN, Unit.SHARE, Good.UP, pl.col("ramp_attainment_share").first(), (RAMP_START, RAMP_END, RAMP_LEAST),
)  # fmt: skip
PRODUCTIVE = Metric(
    "relative_share", Text("与成熟者中位数之比", "Against settled RMs"), Text("入行满若干个月者的单月成果与同条线、同月成熟客户经理中位数之比的中位数。", "Median, over RMs so many months after joining, of a month's result against the median of settled RMs of their segment in that month."),
    Text("中位数（单月成果 ÷ 成熟者中位数）", "median (a month's result ÷ settled RMs' median)"), DOMAIN, Unit.SHARE, Good.UP, pl.col("relative_share").median(), (PRODUCTIVE_SHARE, SETTLED),
)  # fmt: skip
METRICS = (VALUE_ADDED, RAMPED, PRODUCTIVE)
VALUES: dict[str, Any] = {
    "rm_id": pl.String, "name_zh": pl.String, "name_en": pl.String, "outlet_id": pl.String, "segment": pl.String, "metric": pl.String, "kind": pl.String,
    **{f"{name}_{unit}": judging.OF_UNIT[Unit(unit)] for name in ("actual", "expected", "value_added") for unit in UNITS},
    "r2_share": pl.Float64, "basis_count": pl.Int64, "attainment_share": pl.Float64, "value_place": pl.Int64, "attainment_place": pl.Int64,
}  # fmt: skip
RAMPS: dict[str, Any] = {
    "rm_id": pl.String, "name_zh": pl.String, "name_en": pl.String, "outlet_id": pl.String, "segment": pl.String, "metric": pl.String, "kind": pl.String,
    "months_since_join": pl.Float64, "ramp_share": pl.Float64, "attainment_share": pl.Float64, RAMPED.key: pl.Float64,
}  # fmt: skip


def _typed(rows: pl.DataFrame, kinds: dict[str, Any]) -> pl.DataFrame:
    return rows.select(pl.col(name).cast(kind) for name, kind in kinds.items())


@query(Text("每名客户经理与指标一行：实绩、期望值与增值，及两种名次", "one row per RM and metric: actual, expected and value added, with both ranks"), dims=DIMS, to_the_day=True)
def value_added(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """VALUES by metric and place, of the post held on the as-of day; none for months and days of which no expectation was made."""
    asked, made = Asked(warehouse, scope), _expected(warehouse, scope)
    if made.is_empty():
        return pl.DataFrame(schema=VALUES)
    achieved = asked.results(POST).select(*POST, "metric", "kind", "actual")
    both = made.join(achieved, on=[*POST, "metric", "kind"], how="left").with_columns(
        value=pl.col("actual").cast(pl.Float64).fill_null(0), expected=pl.col("expected_value").cast(pl.Float64)
    )
    ranked = _ranked(both.with_columns(value_added=pl.col("value") - pl.col("expected")), _attained(warehouse, scope))
    amounts = {f"{name}_{unit}": _of_unit(source, unit) for name, source in (("actual", "value"), ("expected", "expected"), ("value_added", "value_added")) for unit in UNITS}
    place = pl.col("metric").replace_strict(judging.PLACES, return_dtype=pl.Int64)
    return _typed(ranked.drop("actual").sort(place, "kind", "value_place", "rm_id").with_columns(**amounts), VALUES)


def _expected(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """What was made at load for the period, of the day it was made for."""
    if to_day(warehouse, scope).day != staffing.as_of_day(warehouse, scope):
        return pl.DataFrame()
    held = rm_expected.c
    columns = [held[name] for name in (*POST, "metric", "kind", "expected_value", "r2_share", "basis_count")]
    of_period = or_(and_(held.kind == "flow", held.period == scope.period), and_(held.kind == "growth", held.period == "year"))
    asked = [held.metric == scope.metric] if scope.metric else []
    who = [held.rm_id == scope.who] if scope.who else []
    statement = select(*columns, *NAMES).join_from(rm_expected, rm, rm.c.rm_id == held.rm_id)
    return warehouse.read(statement.where(held.month == scope.month, of_period, *asked, *who), scope)


def _attained(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, metric, kind, attainment_share) of every RM with a target."""
    rows = target_rows.of_rms(warehouse, scope).select("rm_id", *quotas.KEYS, "attainment_share")
    return rows.filter(pl.col("attainment_share").is_not_null())


def _ranked(rows: pl.DataFrame, attained: pl.DataFrame) -> pl.DataFrame:
    """With places by value added and by attainment; where no target is of the same kind, of another the metric has."""
    other = attained.sort("kind", descending=True).unique(["rm_id", "metric"], keep="first", maintain_order=True)
    both = rows.join(attained, on=["rm_id", *quotas.KEYS], how="left").join(other.drop("kind"), on=["rm_id", "metric"], how="left", suffix="_other")
    known = both.with_columns(attainment_share=pl.coalesce("attainment_share", "attainment_share_other"))
    return known.with_columns(
        pl.col(by).rank("min", descending=True).over(quotas.KEYS).alias(name) for by, name in (("value_added", "value_place"), ("attainment_share", "attainment_place"))
    )


def _of_unit(source: str, unit: str) -> pl.Expr:
    """The amount in the column of its metric's unit; counts are whole."""
    own = pl.col("metric").replace_strict({key: one.unit.value for key, one in INDICATOR.items()}, return_dtype=pl.String)
    return pl.when(own == unit).then(pl.col(source).round(2 if unit == "yuan" else 0)).cast(judging.OF_UNIT[Unit(unit)])


@query(Text("入行九个月内的客户经理：完成率，及按成长期调整的完成率", "RMs in their first nine months: attainment, plain and ramp-adjusted"), dims=DIMS, to_the_day=True)
def ramped(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """RAMPS of flows and growth, the lowest adjusted attainment first: what merely stands was inherited. Null while the ramp is too low to say."""
    asked = Asked(warehouse, scope)
    day = asked.to.day
    who = pl.lit(not scope.who) | (pl.col("rm_id") == scope.who)
    posts = staffing.history(warehouse, scope, day, *NAMES).filter(pl.col("is_line") & staffing.valid_on(day) & who).drop("kind")
    fresh = posts.with_columns(months_since_join=strength.since_joining(day)).filter(pl.col("months_since_join") < float(RAMP_END.value))
    rows = fresh.join(_attained(warehouse, scope).filter(pl.col("kind").is_in(["flow", "growth"])), on="rm_id")
    both = rows.join(ramps(rows, asked.to), on=["rm_id", "kind"], how="left")
    adjusted = pl.when(pl.col("ramp_share") >= float(RAMP_LEAST.value)).then(pl.col("attainment_share") / pl.col("ramp_share"))
    place = pl.col("metric").replace_strict(judging.PLACES, return_dtype=pl.Int64)
    return _typed(both.with_columns(adjusted.alias(RAMPED.key)).sort(place, "kind", RAMPED.key, "months_since_join", "rm_id", nulls_last=True), RAMPS)


def ramps(rows: pl.DataFrame, to: To) -> pl.DataFrame:
    """(rm_id, kind, ramp_share): the mean ramp of the days since joining, of the period so far or, for growth, of the year."""
    start = pl.when(pl.col("kind") == "growth").then(pl.lit(to.year)).otherwise(pl.lit(to.since))
    people = rows.select("rm_id", "kind", "join_on", first=pl.max_horizontal(start, "join_on")).unique()
    days = people.with_columns(day=pl.date_ranges("first", pl.lit(to.day))).explode("day")
    return days.group_by("rm_id", "kind").agg(ramp_share=strength.ramp(strength.since_joining(pl.col("day"))).mean())


@query(Text("入行后每个月一行：新客户经理的单月成果与成熟者之比", "one row per month since joining: a new RM's monthly result against settled RMs'"), dims=frozenset({Dim.NODE, Dim.SEGMENT}), to_the_day=True)
def learning_curve(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """`learning.CURVE` of fee income and growth of deposits, out of the closed months up to the as-of month."""
    return learning.curve(learning.monthly(warehouse, scope))


def is_made(warehouse: Warehouse, month: date) -> bool:
    """Whether expectations are made of the month at all: only of the latest closed one and the open one."""
    return month in (warehouse.generation.last_closed_month, warehouse.open_month)
