"""Working days: the bank's own calendar where it is loaded, else China's with its make-up days.

Years the library does not know are Monday to Friday less the holidays of fixed date, and say that they are provisional.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar
import numpy as np
import polars as pl

FIXED_HOLIDAYS = {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}


@dataclass(frozen=True, slots=True)
class Span:
    """The working days of [first, last]; `running[k]` is how many lie before the k-th day."""

    first: date
    last: date
    running: np.ndarray
    is_provisional: bool

    @property
    def total(self) -> int:
        return int(self.running[-1])

    def gone(self, day: date) -> int:
        """Working days up to and with `day`."""
        return int(self.running[min(max((day - self.first).days + 1, 0), len(self.running) - 1)])

    def elapsed(self, day: date) -> float:
        """The share of the span's working days that has gone by the end of `day`; 1 for a span without any."""
        return self.gone(day) / self.total if self.total else 1.0

    def between(self, begun: pl.Series, ended: pl.Series) -> pl.Series:
        """Working days of [begun, ended) within the span, row by row; a null end lasts beyond it."""
        edge = pl.lit(self.last + timedelta(days=1))
        days = pl.DataFrame({"a": begun, "b": ended}).with_columns(pl.col("a").fill_null(self.first), pl.col("b").fill_null(edge))
        places = [(days[name] - self.first).dt.total_days().clip(0, len(self.running) - 1).to_numpy() for name in ("a", "b")]
        return pl.Series(np.maximum(self.running[places[1]] - self.running[places[0]], 0), dtype=pl.Int64)


@lru_cache(256)
def counted(first: date, last: date, own: tuple[tuple[date, bool], ...] = ()) -> Span:
    """The same from the bank's table and China's calendar."""
    known, days = dict(own), [first + timedelta(days=k) for k in range((last - first).days + 1)]
    found = [(known[day], False) if day in known else is_working(day) for day in days]
    running = np.concatenate([[0], np.cumsum([works for works, _ in found])]).astype(np.int64)
    return Span(first, last, running, any(provisional for _, provisional in found))


@lru_cache(4096)
def is_working(day: date) -> tuple[bool, bool]:
    """Whether China works on that day, and whether that is provisional."""
    try:
        return bool(chinese_calendar.is_workday(day)), False
    except NotImplementedError:
        return day.weekday() < 5 and (day.month, day.day) not in FIXED_HOLIDAYS, True
