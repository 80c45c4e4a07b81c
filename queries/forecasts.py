"""Where will it end? Forecasts of flows and levels, how far such forecasts missed, and the chance of reaching a target.

A flow's forecast is actual ÷ s, a level's base + growth ÷ s. s is the elapsed share (run-rate), the share that the bank had done at
the same elapsed share a year before (last year) or on average in all earlier periods known (seasonal), where that is 5% or more.
At each load every unit's past periods are forecast again from each tenth of the way (`back_tested`): the method with the smaller
median miss is taken for each metric and period, and the misses' quantiles are published, so that every viewer gets the same.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
from sqlalchemy import select

from queries.codes import Codes
from queries.pace import IS_LOWER, Stage
from queries.schema import published_reference
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

METHODS: Codes = {
    "run_rate": Text("按时间进度", "Plain run-rate"), "seasonal": Text("往期平均进度", "Usual share by then"), "last_year": Text("上年同期进度", "Last year's share by then"),
}  # fmt: skip
TENTHS = range(1, 10)
QUANTILES = tuple(range(0, 101, 5))
LEAST_MISSES, LEAST_SHARE = 20, 0.05
REFERENCES = ("forecast_method", *(f"forecast_share_{method}" for method in METHODS), *(f"forecast_miss_{percent:02d}" for percent in QUANTILES))


def cut(*parts: str | int | date) -> str:
    """A published reference's group."""
    return "|".join(str(part) for part in parts)


def published(warehouse: Warehouse, scope: Scope, level: str, start: date, stage: Stage, metrics: Sequence[str]) -> dict[tuple[str, str], float]:
    """The published values this stage of the period from `start` on needs, by (reference, metric)."""
    held, tenth = published_reference.c, nearest_tenth(stage)
    wanted = {cut(level, metric, scope.period, tenth): metric for metric in metrics} | {cut(metric, scope.period): metric for metric in metrics}
    wanted |= {cut(metric, scope.period, start, round(stage.elapsed * 100)): metric for metric in metrics}
    statement = select(held.reference, held.cut, held.value).where(held.reference.in_(REFERENCES), held.cut.in_(sorted(wanted)))
    rows = warehouse.once(("forecasts", tuple(sorted(wanted)), scope.is_empty), lambda: warehouse.read(statement, scope))  # the same for everyone
    return {(reference, wanted[name]): float(value) for reference, name, value in rows.iter_rows()}


def nearest_tenth(stage: Stage) -> int:
    return min(max(round(stage.elapsed * 10), 1), 9)


def forecast(rows: pl.DataFrame, stage: Stage, known: dict[tuple[str, str], float]) -> pl.DataFrame:
    """Judged rows with method, forecast, low, high and chance_share; none at the end of the period, nor for averages and ratios."""
    metrics = rows["metric"].unique().to_list()
    share = {metric: _share(metric, stage, known) for metric in metrics}
    method = {metric: list(METHODS)[int(known.get(("forecast_method", metric), 0))] for metric in metrics}
    is_flow = pl.col("kind") == "flow"
    s = pl.when(is_flow).then(pl.col("metric").replace_strict(share, return_dtype=pl.Float64)).otherwise(stage.path)
    grown, base, moved = (pl.col(name).cast(pl.Float64) for name in ("grown", "base", "moved"))
    level = base + moved.fill_null(0) + grown / s
    at_end = pl.when(is_flow).then(pl.col("value") / s).when(pl.col("kind") == "growth").then(grown / s).when(pl.col("kind") == "level").then(level)
    open_now = pl.lit(0 < stage.elapsed < 1) & (s > 0)
    made = rows.with_columns(forecast=pl.when(open_now).then(at_end), method=pl.when(is_flow).then(pl.col("metric").replace_strict(method, return_dtype=pl.String)).otherwise(pl.lit("run_rate")))
    return _limits(made.with_columns(method=pl.when(pl.col("forecast").is_not_null()).then("method")), known)


def _share(metric: str, stage: Stage, known: dict[tuple[str, str], float]) -> float:
    """The share done by now that the metric's method counts with."""
    method = list(METHODS)[int(known.get(("forecast_method", metric), 0))]
    usual = known.get((f"forecast_share_{method}", metric))
    return usual if usual is not None and usual >= LEAST_SHARE else stage.elapsed


def _limits(rows: pl.DataFrame, known: dict[tuple[str, str], float]) -> pl.DataFrame:
    """The interval from the misses' 10th and 90th percentile, and how many of them would reach the target. A growth's are its level's."""
    names = [f"forecast_miss_{percent:02d}" for percent in QUANTILES]
    table = {metric: [known[name, metric] for name in names] for metric in rows["metric"].unique() if (names[0], metric) in known}
    opening = pl.col("base").cast(pl.Float64).fill_null(0)
    whole = pl.when(pl.col("kind") == "growth").then(pl.col("forecast") + opening).otherwise("forecast")
    sides = {}
    for name, percent in (("low", 10), ("high", 90)):
        miss = pl.col("metric").replace_strict({metric: values[QUANTILES.index(percent)] for metric, values in table.items()}, default=None, return_dtype=pl.Float64)
        sides[name] = pl.col("forecast") + whole * miss
    wanted = pl.when(pl.col("forecast").is_not_null() & (whole > 0)).then((pl.col("goal") - pl.col("forecast")) / whole)
    with_need = rows.with_columns(**sides, wanted=wanted)
    return with_need.with_columns(chance_share=_chance(with_need, table)).drop("wanted")


def _chance(rows: pl.DataFrame, table: dict[str, list[float]]) -> pl.Series:
    """The share of misses at or above what is wanted (at or below, where lower is better), read off the quantiles."""
    found = np.full(rows.height, np.nan)
    metrics, wanted = rows["metric"].to_numpy(), rows["wanted"].cast(pl.Float64).to_numpy()
    for metric, values in table.items():
        mine = (metrics == metric) & ~np.isnan(wanted)
        found[mine] = 1 - np.interp(wanted[mine], values, np.array(QUANTILES) / 100, left=0.0, right=1.0)
    lower = rows.select(IS_LOWER.alias("lower"))["lower"].to_numpy()
    found[lower] = 1 - found[lower]
    return pl.Series("chance_share", found, nan_to_null=True)


def tests_of(warehouse: Warehouse, scope: Scope, level: str, metrics: Sequence[str]) -> pl.DataFrame:
    """(metric, period_code, run_rate_share, seasonal_share, last_year_share, method, within_share, judged_count): how the methods did."""
    held = published_reference.c
    wanted = {cut(metric, scope.period): metric for metric in metrics} | {cut(level, metric, scope.period): metric for metric in metrics}
    names = ["forecast_method", "forecast_within", *(f"forecast_tested_{method}" for method in METHODS)]
    columns = (held.reference, held.cut, held.value, held.basis_count)
    found = warehouse.read(select(*columns).where(held.reference.in_(names), held.cut.in_(list(wanted))), scope)
    known = {(reference, wanted[name]): (float(value), basis) for reference, name, value, basis in found.iter_rows()}
    rows = []
    for metric in metrics:
        missed = [known.get((f"forecast_tested_{method}", metric), (None, 0))[0] for method in METHODS]
        method = list(METHODS)[int(known.get(("forecast_method", metric), (0, 0))[0])]
        if any(size is not None for size in missed):
            rows.append((metric, scope.period, *missed, method, *known.get(("forecast_within", metric), (None, None))))
    sizes = {f"{method}_share": pl.Float64 for method in METHODS}
    schema = {"metric": pl.String, "period_code": pl.String, **sizes, "method": pl.String, "within_share": pl.Float64, "judged_count": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")
