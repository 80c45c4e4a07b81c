"""How long somebody stays: Kaplan–Meier with delayed entry and right-censoring, its band, and the log-rank test.

Whoever was there before the records begin is watched only from then on: they count as at risk after `entry_days` and up to
`exit_days`. Without that the early years would seem safer than they are. Days are whole numbers since each one's start.
"""

from dataclasses import dataclass
from math import erfc, exp, pi, sqrt
from typing import Any

import numpy as np
import polars as pl

Numbers = np.ndarray[Any, np.dtype[Any]]
Parts = tuple[Numbers, Numbers, Numbers]  # entry, exit, event

NORMAL_95 = 1.959963984540054
DAYS_PER_MONTH = 365.25 / 12
TABLE = {"days": pl.Int64, "at_risk": pl.Int64, "left": pl.Int64, "share": pl.Float64, "low": pl.Float64, "high": pl.Float64}
CURVE = {"month": pl.Int64, "share": pl.Float64, "low": pl.Float64, "high": pl.Float64, "at_risk": pl.Int64}


@dataclass(frozen=True, slots=True)
class Difference:
    """The log-rank test of several groups: how far they differ from one common curve, and how likely that is by chance."""

    statistic: float
    freedom: int
    p_value: float


def spans(start: pl.Expr, entered: pl.Expr, left: pl.Expr, first_day: pl.Expr, last_day: pl.Expr, is_event: pl.Expr) -> list[pl.Expr]:
    """Columns entry_days, exit_days and is_event of somebody in view from `entered` to before `left` (null: still there).

    Nothing is known before `first_day` nor after `last_day`; an end after it has not happened yet.
    """
    seen = pl.max_horizontal(entered, start, first_day)
    ended = left.is_not_null() & (left <= last_day)
    until = pl.when(ended).then(left).otherwise(last_day + pl.duration(days=1))
    days = [((day - start).dt.total_days()).alias(name) for name, day in (("entry_days", seen), ("exit_days", until))]
    return [*days, (ended & is_event).alias("is_event")]


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """Kaplan–Meier of rows (entry_days, exit_days, is_event): one row per day on which somebody left, in order.

    At risk on a day is who entered before it and had not left before it. The band is Greenwood's on the log(−log) scale.
    """
    return pl.DataFrame(dict(zip(TABLE, _steps(parts_of(rows)), strict=True)), schema=TABLE)


def _steps(parts: Parts) -> tuple[Numbers, ...]:
    """The columns of TABLE."""
    entry, out, event = parts
    days = np.unique(out[event])
    at_risk, left = _at_risk(entry, out, days), _counted(out[event], days)
    return days, at_risk, left, *estimate(at_risk, left)


def estimate(at_risk: Numbers, left: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Share, low and high after each time, from how many were at risk (more than none) and how many left at it."""
    share = np.cumprod(1 - left / at_risk)
    return share, *_band(at_risk, left, share)


def begun(rows: pl.DataFrame, least: int) -> tuple[int | None, pl.DataFrame]:
    """The first day with at least `least` at risk, and the rows seen from then on; none where so many never were."""
    first = _first(parts_of(rows), least)
    if first is None:
        return None, rows.clear()
    return first, rows.filter(pl.col("exit_days") > first).with_columns(pl.col("entry_days").clip(lower_bound=first))


def _first(parts: Parts, least: int) -> int | None:
    starts = np.unique(parts[0])
    many = np.flatnonzero(_at_risk(parts[0], parts[1], starts + 1) >= least)
    return int(starts[many[0]]) if len(many) else None


def curve(rows: pl.DataFrame, least: int, months: int, fewest: int = 1) -> pl.DataFrame:
    """Month by month up to `months`, from the first tenure with `least` at risk (share 1) while `fewest` are at risk."""
    entry, out, event = parts_of(rows)
    first = _first((entry, out, event), least)
    if first is None:
        return pl.DataFrame(schema=CURVE)
    later = out > first
    entry, out, event = np.maximum(entry[later], first), out[later], event[later]
    every = np.arange(int(np.ceil(first / DAYS_PER_MONTH)), months + 1)
    days = np.floor(every * DAYS_PER_MONTH).astype(np.int64)
    at_risk = _at_risk(entry, out, days + 1)
    kept = np.cumprod(at_risk >= fewest).astype(bool)
    ends, _, _, *shares = _steps((entry, out, event))
    place = np.searchsorted(ends, days, side="right")
    values = {name: np.append(1.0, found)[place][kept] for name, found in zip(("share", "low", "high"), shares, strict=True)}
    return pl.DataFrame({"month": every[kept], **values, "at_risk": at_risk[kept]}, schema=CURVE)


def chance(rows: pl.DataFrame, tenures: Numbers, within: int, least: int) -> Numbers:
    """The chance to leave within `within` days of each tenure; NaN where fewer than `least` were at risk at either end."""
    return chance_of(parts_of(rows), tenures, within, least)


def chance_of(parts: Parts, tenures: Numbers, within: int, least: int) -> Numbers:
    """`chance` of arrays already taken out of a frame by `parts_of`."""
    entry, out, event = parts
    days = np.unique(out[event])
    shares = np.append(1.0, np.cumprod(1 - _counted(out[event], days) / _at_risk(entry, out, days)))
    now, then = (shares[np.searchsorted(days, at, side="right")] for at in (tenures, tenures + within))
    thin = (_at_risk(entry, out, tenures + 1) < least) | (_at_risk(entry, out, tenures + within) < least) | (now <= 0)
    return np.where(thin, np.nan, 1 - then / np.where(now > 0, now, 1))


def difference(rows: pl.DataFrame, group: str) -> Difference | None:
    """Log-rank test over the groups of the column, with delayed entry; none under two groups or where nobody left."""
    of, names = rows[group].cast(pl.String).rank("dense").to_numpy(), range(1, rows[group].n_unique() + 1)
    entry, out, event = parts_of(rows)
    days = np.unique(out[event])
    if len(names) < 2 or not len(days):
        return None
    risk = np.stack([_at_risk(entry[of == name], out[of == name], days) for name in names]).astype(float)
    left = np.stack([_counted(out[event & (of == name)], days) for name in names])
    return log_rank(risk, left)


def log_rank(risk: Numbers, left: Numbers) -> Difference | None:
    """The same from how many of each group (rows) were at risk and left at each time (columns) at which anybody did."""
    whole, gone = risk.sum(axis=0), left.sum(axis=0)
    part = risk / whole
    gap = (left - part * gone).sum(axis=1)[:-1]
    weight = np.where(whole > 1, gone * (whole - gone) / np.maximum(whole - 1, 1), 0.0)
    spread = np.diag((part * weight).sum(axis=1)) - (part * weight) @ part.T
    statistic = float(gap @ np.linalg.pinv(spread[:-1, :-1]) @ gap)
    return Difference(statistic, len(risk) - 1, beyond(statistic, len(risk) - 1))


def beyond(statistic: float, freedom: int) -> float:
    """The part of a chi-square distribution of so many degrees of freedom that lies beyond the statistic."""
    half = max(statistic, 0.0) / 2
    is_odd = freedom % 2
    tail, term = (erfc(sqrt(half)), sqrt(half / pi) * 2 * exp(-half)) if is_odd else (0.0, exp(-half))
    for step in range(freedom // 2):
        tail += term
        term *= half / (step + (1.5 if is_odd else 1))
    return tail


def parts_of(rows: pl.DataFrame) -> Parts:
    """As arrays; whoever was never seen for a day drops out."""
    kept = rows.filter(pl.col("exit_days") > pl.col("entry_days"))
    return kept["entry_days"].to_numpy(), kept["exit_days"].to_numpy(), kept["is_event"].to_numpy().astype(bool)


def _at_risk(entry: Numbers, out: Numbers, days: Numbers) -> Numbers:
    """How many entered before each day and leave on it or later."""
    return np.searchsorted(np.sort(entry), days, side="left") - np.searchsorted(np.sort(out), days, side="left")


def _counted(values: Numbers, days: Numbers) -> Numbers:
    ordered = np.sort(values)
    return np.searchsorted(ordered, days, side="right") - np.searchsorted(ordered, days, side="left")


def _band(at_risk: Numbers, left: Numbers, share: Numbers) -> tuple[Numbers, Numbers]:
    """The 95% limits; none at a share of exactly 0 or 1. A day on which all at risk leave adds no term."""
    all_left = at_risk == left
    term = np.where(all_left, 0.0, left / np.where(all_left, 1, at_risk * (at_risk - left)))
    inner = (share > 0) & (share < 1)
    log = np.log(np.where(inner, share, 0.5))
    reach = NORMAL_95 * np.sqrt(np.cumsum(term)) / log
    limits = (np.exp(-np.exp(np.log(-log) - sign * reach)) for sign in (1, -1))
    low, high = (np.where(inner, limit, share) for limit in limits)
    return low, high
