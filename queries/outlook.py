"""Shall we have the people next year? Heads of 36 months, and of the 12 to come.

The forecast carries on what the scope itself did in the 24 months before (at least 12): each head leaves, by whatever way, with
the monthly chance q = leavers, transfers out and moves ÷ Σ opening heads; λ heads a month come, by whatever way. Expected after t
months: h·(1−q)^t + λ·(1 + (1−q) + … + (1−q)^(t−1)). Stayers are binomial and newcomers Poisson, so that the variance is
h·(1−q)^t·(1−(1−q)^t) plus the newcomers' mean; the interval from 10 to 90% is 1.2816 deviations each way, never under zero.
"""

from datetime import date
from math import sqrt
from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries import staffing
from queries.metric import Dim, Good, Metric, Unit, ratio, summarise
from queries.periods import last_day, shifted
from queries.query import query
from queries.schema import establishment
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
HISTORY, AHEAD, LOOK_BACK, LEAST = 36, 12, 24, 12  # months
DEVIATIONS = 1.2815515655446004  # of a normal, from the middle to its 90th percentile
SOURCE = Text("业务口径 4.1；方法见走势图", "domain definition 4.1; the method stands at the trend")

MISS = Metric(
    "forecast_miss_share", Text("预测偏差", "Forecast miss"),
    Text("一年前所作预测与其后 12 个月实际人数之差的平均，占实际人数的比例。", "What a forecast made a year ago missed over the 12 months since, on average, as a share of actual heads."),
    Text("Σ|预测 − 实际| ÷ Σ 实际", "Σ|forecast − actual| ÷ Σ actual"), SOURCE, Unit.SHARE, Good.DOWN,
    ratio(pl.col("missed").sum(), pl.col("actual").sum()),
)  # fmt: skip
COVERED = Metric(
    "forecast_covered_share", Text("区间命中率", "Months within the interval"),
    Text("一年前所作预测的区间内包含实际人数的月份比例；应接近八成。", "Share of the 12 months whose actual heads lay within the interval forecast a year ago; about 80% are meant to."),
    Text("#{下限 ≤ 实际 ≤ 上限} ÷ 12", "#{low ≤ actual ≤ high} ÷ 12"), SOURCE, Unit.SHARE, Good.UP,
    ratio(pl.col("is_covered").sum(), pl.col("actual").count()),
)  # fmt: skip
METRICS = (MISS, COVERED)
COLUMNS: dict[str, Any] = {
    "month": pl.Date, "headcount_count": pl.Int64, "establishment_count": pl.Int64, "forecast_count": pl.Float64, "low_count": pl.Float64,
    "high_count": pl.Float64,
}  # fmt: skip


def forecast(heads: int, came: float, gone_chance: float, ahead: int = AHEAD) -> list[tuple[float, float, float]]:
    """(expected, low, high) for each of the months to come; `came` a month, each head gone with `gone_chance` a month."""
    found = []
    stay, newcomers = 1.0, 0.0
    for _ in range(ahead):
        newcomers = came + newcomers * (1 - gone_chance)
        stay *= 1 - gone_chance
        expected, spread = heads * stay + newcomers, DEVIATIONS * sqrt(heads * stay * (1 - stay) + newcomers)
        found.append((expected, max(expected - spread, 0.0), expected + spread))
    return found


def rates(rows: pl.DataFrame, months: list[date]) -> tuple[float, float] | None:
    """(heads that came a month, chance of going a month) over the months; nothing where there were under 12, or no heads."""
    if len(months) < LEAST:
        return None
    opening, closing = last_day(shifted(months[0], -1)), last_day(months[-1])
    heads = staffing.heads_on(rows, [last_day(shifted(month, -1)) for month in months])
    events = staffing.counted(rows, opening, closing)
    came = sum(events[kind] for kind in ("joiner", "transfer_in", "promoted"))
    gone = sum(events[kind] for kind in ("leaver", "transfer_out", "moved"))
    return (came / len(months), min(gone / sum(heads), 1.0)) if sum(heads) else None


def from_month(rows: pl.DataFrame, closed: tuple[date, ...], month: date) -> list[tuple[float, float, float]]:
    """The forecast as it would have been made at the end of `month`; nothing where history is too short."""
    known = rates(rows, [each for each in closed if each <= month][-LOOK_BACK:])
    return forecast(staffing.heads_on(rows, [last_day(month)])[0], *known) if known else []


@query(Text("36 个月与其后 12 个月，由早到晚：人数、编制与预测", "36 months and the 12 to come, oldest first: heads, posts and forecast"), dims=DIMS)
def months(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """COLUMNS: actual months have heads and posts, those to come a forecast with its 10 and 90% limits, where history allows one."""
    closed = [] if scope.is_empty else [month for month in warehouse.months if month <= scope.month][-HISTORY:]
    if not closed:
        return pl.DataFrame(schema=COLUMNS)
    rows = staffing.history(warehouse, scope, last_day(shifted(closed[0], -1)))
    heads = dict(zip(closed, staffing.heads_on(rows, [last_day(month) for month in closed]), strict=True))
    posts = dict(_posts(warehouse, scope, closed[0]).iter_rows())
    past = [(month, heads[month], posts.get(month), None, None, None) for month in closed]
    ahead = [(shifted(scope.month, step), None, None, *values) for step, values in enumerate(from_month(rows, tuple(closed), scope.month), 1)]
    return pl.DataFrame([*past, *ahead], schema=COLUMNS, orient="row")


def known(run: pl.DataFrame) -> pl.DataFrame:
    """(month, headcount_count, establishment_count) of the rows of `months` that have been."""
    return run.filter(pl.col("headcount_count").is_not_null()).select("month", "headcount_count", "establishment_count")


def _posts(warehouse: Warehouse, scope: Scope, since: date) -> pl.DataFrame:
    """(month, posts): of each month's own tree."""
    approved = establishment.c
    statement = select(approved.month, func.sum(approved.establishment_count).label("posts"))
    wanted = statement.where(approved.month.between(since, scope.month)).group_by(approved.month)
    return warehouse.once(("posts by month", since, scope.at_rest), lambda: warehouse.read(wanted, scope))


@query(Text("一行：一年前的预测与其后 12 个月实际相比", "one row: a forecast made a year ago against the 12 months since"), dims=DIMS)
def back_test(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """METRICS; null where the history before the year is too short to forecast from."""
    closed = [month for month in warehouse.months if month <= scope.month][-HISTORY:]
    if scope.is_empty or not closed:
        return summarise(tested([], []), METRICS).clear()
    rows = staffing.history(warehouse, scope, last_day(shifted(closed[0], -1)))
    then = shifted(scope.month, -AHEAD)
    actual = staffing.heads_on(rows, [last_day(shifted(then, step)) for step in range(1, AHEAD + 1)])
    return summarise(tested(from_month(rows, tuple(closed), then), actual), METRICS)


def tested(expected: list[tuple[float, float, float]], actual: list[int]) -> pl.DataFrame:
    """(actual, missed, is_covered), one row per month that was forecast."""
    rows = [(heads, abs(middle - heads), low <= heads <= high) for (middle, low, high), heads in zip(expected, actual, strict=False)]
    return pl.DataFrame(rows, schema={"actual": pl.Int64, "missed": pl.Float64, "is_covered": pl.Boolean}, orient="row")
