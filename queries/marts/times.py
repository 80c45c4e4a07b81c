"""The loaded months that a client's life is told by: the one before, the first, and from which on losses can be told."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Date, Integer, bindparam

from queries.churn_policy import QUIET_MONTHS
from queries.periods import shifted

PREVIOUS = bindparam("loaded_before", type_=Date(), required=False)  # the loaded month before, wherever months are missing
FIRST = bindparam("first_loaded", type_=Date(), required=False)
WATCH = bindparam("watch_from", type_=Date(), required=False)  # at its end it is known for the first time who is active
GONE_FROM = bindparam("gone_from", type_=Date(), required=False)  # months from here on have dropped out of the trailing year
YEAR_KNOWN = bindparam("year_known", type_=Boolean(), required=False)  # twelve months of revenue at both ends of the month
KEPT_KNOWN = bindparam("kept_known", type_=Boolean(), required=False)  # the same a year before
NUMBER = bindparam("month_number", type_=Integer(), required=False)
TENURES = {years: bindparam(f"years_ago_{years}", type_=Date(), required=False) for years in (1, 3, 5, 10)}
NEVER = date(1900, 1, 1)


def number(month: date) -> int:
    """A month as a number, so that months are counted alike in every engine."""
    return month.year * 12 + month.month - 1


def known_times(month: date, loaded: Sequence[date]) -> dict[str, Any]:
    """What the names above stand for in `month`, by the months that have client facts, oldest first."""
    earlier = [each for each in loaded if each < month]
    least = int(QUIET_MONTHS.value)
    previous = earlier[-1] if earlier else NEVER
    known = set(loaded)
    return {
        "loaded_before": previous,
        "first_loaded": loaded[0] if loaded else month,
        "watch_from": loaded[least - 1] if len(loaded) >= least else date(9999, 12, 1),
        "gone_from": shifted(previous, -11) if earlier else month,
        "year_known": all(shifted(month, -back) in known for back in range(13)),
        "kept_known": all(shifted(month, -back) in known for back in range(24)),
        "month_number": number(month),
        **{f"years_ago_{years}": shifted(month, -12 * years) for years in TENURES},
    }  # fmt: skip
