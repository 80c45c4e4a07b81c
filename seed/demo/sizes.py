"""How big a demonstration bank is, and which months it has."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

import chinese_calendar
import numpy as np

AS_OF_DAY_OF_MONTH = 16
DAYS_MONTHS = 24
NEVER = 2**30  # a day that does not exist; becomes null in a frame


@dataclass(frozen=True, slots=True)
class Size:
    """`rms` and `clients` are those alive at the end, roughly; `months` are closed ones."""

    regions: int
    branches: int
    outlets: int
    sub_branches: int
    rms: int
    clients: int
    months: int


SIZES: dict[str, Size] = {
    "tiny": Size(2, 4, 12, 6, 36, 1_500, 15),
    "demo": Size(4, 12, 120, 36, 440, 30_000, 36),
    "m": Size(6, 24, 300, 96, 2_600, 200_000, 36),
    "l": Size(8, 40, 600, 200, 12_500, 1_000_000, 36),
}


def next_month(month: date, step: int = 1) -> date:
    """First day of the month `step` months later (earlier when negative)."""
    total = month.year * 12 + month.month - 1 + step
    return date(total // 12, total % 12 + 1, 1)


def as_of_day(until: date) -> date:
    """The day up to which the open month, the one after `until`, is filled."""
    return next_month(until).replace(day=AS_OF_DAY_OF_MONTH)


def number(of: date) -> int:
    """A date as days since 1970-01-01, the form in which the generator keeps all days."""
    return (of - date(1970, 1, 1)).days


@cache
def is_working(of: date) -> bool:
    try:
        return chinese_calendar.is_workday(of)
    except NotImplementedError:
        return of.weekday() < 5


@dataclass(frozen=True)
class Calendar:
    """Months by index: 0 is the first closed one, `count` the open one; -1 and beyond the end exist as dates only."""

    until: date
    count: int

    def month(self, t: int) -> date:
        return next_month(self.until, t - self.count + 1)

    @cached_property
    def starts(self) -> np.ndarray:
        return np.array([number(self.month(t)) for t in range(-1, self.count + 9)], dtype=np.int32)

    def start(self, t: int) -> int:
        return int(self.starts[t + 1])

    def length(self, t: int) -> int:
        return self.start(t + 1) - self.start(t)

    def index(self, day: int) -> int:
        """The month a day lies in."""
        return int(self.starts.searchsorted(day, side="right")) - 2

    def index_of(self, month: date) -> int:
        """The index of a month, also outside the history."""
        first = self.month(0)
        return (month.year - first.year) * 12 + month.month - first.month

    def shown(self, t: int) -> int:
        """Days of the month that have happened by the as-of day."""
        return AS_OF_DAY_OF_MONTH if t == self.count else self.length(t)

    @property
    def as_of(self) -> int:
        return self.start(self.count) + AS_OF_DAY_OF_MONTH - 1

    def working(self, t: int) -> np.ndarray:
        """Which of the shown days of the month are working days."""
        first = self.month(t)
        return np.array([is_working(first + timedelta(days=k)) for k in range(self.shown(t))])
