"""Forecasts of past periods, made again from each tenth of the way: which method misses least, and by how much.

Run at each load on every unit's daily results; what comes out is published (see `forecasts`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

import numpy as np
import polars as pl

from queries.forecasts import LEAST_MISSES, LEAST_SHARE, METHODS, QUANTILES, TENTHS
from queries.periods import first_month, last_of
from queries.workdays import Span, counted

TESTED_TENTHS = (2, 5, 8)
UNBIASED: Literal["weibull"] = "weibull"  # quantiles that hold what they promise also where there are few misses

@dataclass(frozen=True)
class Past:
    """One finished period: its working days, and for each tenth of the way the last day on which no more had gone."""

    span: Span

    @cached_property
    def stages(self) -> list[date]:
        gone = self.span.running[1:]
        places = (int(np.searchsorted(gone, tenth / 10 * self.span.total + 1e-9, side="right")) - 1 for tenth in TENTHS)
        return [self.span.first + timedelta(days=max(place, 0)) for place in places]


def finished(period: str, first: date, as_of: date, own: tuple[tuple[date, bool], ...]) -> list[Past]:
    """The periods of one length that lie wholly within the days known, oldest first."""
    found, start = [], first_month(first.replace(day=1), period)
    while last_of(start, period) <= as_of:
        if start >= first:
            found.append(Past(counted(start, last_of(start, period), own)))
        start = last_of(start, period) + timedelta(days=1)
    return found


def buckets(past: Sequence[Past]) -> pl.DataFrame:
    """(day, start, bucket): the first tenth of its period by which each day has gone; 10 for the days after the ninth."""
    rows = []
    for one in past:
        stages = one.stages
        for k in range((one.span.last - one.span.first).days + 1):
            day = one.span.first + timedelta(days=k)
            rows.append((day, one.span.first, next((tenth for tenth, until in zip(TENTHS, stages, strict=True) if day <= until), 10)))
    return pl.DataFrame(rows, schema={"day": pl.Date, "start": pl.Date, "bucket": pl.Int32}, orient="row")


def run(came: pl.DataFrame) -> pl.DataFrame:
    """(unit, start, at_1 … at_9, whole): what each unit had brought by each tenth of each period, from (unit, start, bucket, value)."""
    value, bucket = pl.col("value").cast(pl.Float64), pl.col("bucket")
    sums = [value.filter(bucket <= k).sum().alias(f"at_{k}") for k in TENTHS]
    return came.group_by("unit", "start").agg(*sums, whole=value.sum()).sort("unit", "start")


def shares(bank: pl.DataFrame, past: Sequence[Past]) -> dict[str, dict[date, list[float | None]]]:
    """By method and period: the share done at each tenth that the method would have counted with, from the bank's own run."""
    done = {row["start"]: [row[f"at_{k}"] / row["whole"] if row["whole"] else None for k in TENTHS] for row in bank.iter_rows(named=True)}
    found: dict[str, dict[date, list[float | None]]] = {method: {} for method in METHODS}
    for one in past:
        start, before = one.span.first, [done[other.span.first] for other in past if other.span.first < one.span.first and other.span.first in done]
        found["run_rate"][start] = [one.span.elapsed(day) for day in one.stages]
        year = done.get(start.replace(year=start.year - 1))
        found["last_year"][start] = list(year) if year else [None] * len(TENTHS)
        found["seasonal"][start] = [_mean(values) for values in zip(*before, strict=True)] if before else [None] * len(TENTHS)
    return found


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def misses(units: pl.DataFrame, known: dict[date, list[float | None]]) -> pl.DataFrame:
    """(unit, start, tenth, miss): what came ÷ what was forecast − 1, wherever a forecast could be made."""
    usable = [(start, tenth, share) for start, shares in known.items() for tenth, share in zip(TENTHS, shares, strict=True) if share is not None and share >= LEAST_SHARE]
    shares = pl.DataFrame(usable, schema={"start": pl.Date, "tenth": pl.Int64, "share": pl.Float64}, orient="row")
    by_tenth = units.rename({f"at_{k}": str(k) for k in TENTHS}).unpivot([str(k) for k in TENTHS], index=["unit", "start", "whole"], variable_name="tenth", value_name="done")
    joined = by_tenth.filter(pl.col("done") > 0).with_columns(pl.col("tenth").cast(pl.Int64)).join(shares, on=["start", "tenth"])
    return joined.select("unit", "start", "tenth", miss=pl.col("whole") * pl.col("share") / pl.col("done") - 1)


def tested(units: pl.DataFrame, known: dict[str, dict[date, list[float | None]]]) -> dict[str, float]:
    """The median size of the miss by method, over periods for which every method that ever works could be used."""
    found = {method: misses(units, known[method]) for method in METHODS}
    usable = [frame for frame in found.values() if frame.height]
    common = set.intersection(*({*frame["start"].unique()} for frame in usable)) if usable else set()
    sizes = {method: frame.filter(pl.col("start").is_in(list(common)))["miss"].abs().median() for method, frame in found.items() if frame.height}
    return {method: float(size) for method, size in sizes.items() if isinstance(size, float)}


def quantiles(found: pl.DataFrame, since: date) -> pl.DataFrame:
    """(tenth, percent, value, basis_count): of the misses of periods from `since` on, where there are enough."""
    parts = []
    for (tenth,), rows in found.filter(pl.col("start") >= since).group_by("tenth", maintain_order=True):
        if rows.height >= LEAST_MISSES:
            cuts = np.quantile(rows["miss"].to_numpy(), [percent / 100 for percent in QUANTILES], method=UNBIASED)
            parts += [(tenth, percent, float(value), rows.height) for percent, value in zip(QUANTILES, cuts, strict=True)]
    return pl.DataFrame(parts, schema={"tenth": pl.Int64, "percent": pl.Int64, "value": pl.Float64, "basis_count": pl.Int64}, orient="row")


def coverage(found: pl.DataFrame, since: date) -> tuple[int, int]:
    """(within, judged): forecasts of periods from `since` on whose miss lay between the 10th and 90th percentile of the misses before."""
    within = judged = 0
    for (_tenth,), rows in found.filter(pl.col("tenth").is_in(TESTED_TENTHS)).group_by("tenth"):
        for start in rows.filter(pl.col("start") >= since)["start"].unique():
            before = rows.filter((pl.col("start") < start) & (pl.col("start") >= start.replace(year=start.year - 2)))["miss"].to_numpy()
            if len(before) >= LEAST_MISSES:
                now, (low, high) = rows.filter(pl.col("start") == start)["miss"].to_numpy(), np.quantile(before, [0.1, 0.9], method=UNBIASED)
                judged += len(now)
                within += int(((now >= low - 1e-12) & (now <= high + 1e-12)).sum())
    return within, judged


def level_run(daily: pl.DataFrame, past: Sequence[Past], own: tuple[tuple[date, bool], ...]) -> pl.DataFrame:
    """(unit, start, tenth, miss) of levels: what stood at the end ÷ (last year-end + growth ÷ share of the way) − 1, from (unit, day, value)."""
    stages = []
    for one in past:
        way = counted(date(one.span.first.year, 1, 1), one.span.last, own)
        stages += [(one.span.first, one.span.last, way.first - timedelta(days=1), tenth, day, way.elapsed(day)) for tenth, day in zip(TENTHS, one.stages, strict=True)]
    names = {"start": pl.Date, "end": pl.Date, "year": pl.Date, "tenth": pl.Int64, "day": pl.Date, "share": pl.Float64}
    spots = pl.DataFrame(stages, schema=names, orient="row").filter(pl.col("share") >= LEAST_SHARE)
    known = daily.select("unit", "day", pl.col("value").cast(pl.Float64)).drop_nulls()
    rows = known.join(spots, on="day")
    for name, column in (("end", "whole"), ("year", "base")):
        rows = rows.join(known.rename({"day": name, "value": column}), on=["unit", name])
    forecast = pl.col("base") + (pl.col("value") - pl.col("base")) / pl.col("share")
    return rows.with_columns(forecast=forecast).filter(pl.col("forecast") > 0).select("unit", "start", "tenth", miss=pl.col("whole") / pl.col("forecast") - 1)


def level_days(past: Sequence[Past]) -> list[date]:
    """The days whose levels `level_run` looks at."""
    return sorted({day for one in past for day in (*one.stages, one.span.last, date(one.span.first.year - 1, 12, 31))})


def usual_shares(bank: pl.DataFrame, past: Sequence[Past], of: Sequence[Span]) -> list[tuple[str, date, int, float]]:
    """(method, start, hundredth, share): what the bank had usually done by each hundredth of the way, for the periods `of`."""
    runs = {one.span.first: _by_hundredths(bank, one.span) for one in past}
    found = []
    for span in of:
        before = [shares for start, shares in runs.items() if start < span.first and shares is not None]
        year = runs.get(span.first.replace(year=span.first.year - 1))
        if year is not None:
            found += [("last_year", span.first, at, float(year[at])) for at in range(101)]
        if before:
            mean = np.mean(before, axis=0)
            found += [("seasonal", span.first, at, float(mean[at])) for at in range(101)]
    return found


def _by_hundredths(bank: pl.DataFrame, span: Span) -> np.ndarray | None:
    """The share of the period's whole that had come by each hundredth of its working days."""
    days = pl.DataFrame({"day": pl.date_range(span.first, span.last, eager=True)}).join(bank.select("day", "value"), on="day", how="left").sort("day")
    came = days["value"].cast(pl.Float64).fill_null(0).cum_sum().to_numpy()
    if came[-1] <= 0:
        return None
    gone = span.running[1:]
    last = [max(int(np.searchsorted(gone, at / 100 * span.total, side="right")) - 1, 0) for at in range(101)]
    return np.asarray(came[last] / came[-1])
