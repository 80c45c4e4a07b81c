"""Is every closed month there, and does the latest look like the one before it?"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import polars as pl

from queries import policy
from queries.text import Text
from seed.extracts import rules
from seed.extracts.integrity import Tables
from seed.extracts.report import Problem

SUMS = ("deposit_yuan", "loan_yuan", "aum_yuan")


def gaps(tables: Tables, last_closed: date) -> Iterator[Problem]:
    """Months without a single client row, from the first month to the latest closed one."""
    if "client_month" not in tables:
        return
    one = tables["client_month"]
    there = set(one.rows["month"].to_list())
    first = min([*there, last_closed])
    for month in pl.date_range(first, last_closed, "1mo", eager=True):
        if month not in there:
            yield Problem(rules.MONTH_GAP, one.pieces[0].source, column="client_month.month", value=f"{month:%Y-%m}")


def jumps(tables: Tables, last_closed: date) -> Iterator[Problem]:
    """Rows, deposits, loans and AUM of client_month that moved more than the policy against the month before."""
    if "client_month" not in tables:
        return
    one = tables["client_month"]
    sums = [pl.col(name).sum().fill_null(0).alias(name) for name in SUMS]
    closed = one.rows.filter(pl.col("month") <= last_closed)
    months = closed.group_by("month").agg(pl.len().alias("row_count"), *sums).sort("month")
    if months.height < 2:
        return
    before, latest = months.tail(2).iter_rows(named=True)
    for name in ("row_count", *SUMS):
        was, now = Decimal(before[name]), Decimal(latest[name])
        if abs(now - was) > policy.SUM_JUMP.value * abs(was):
            size = f"{(now - was) / abs(was):+.1%}" if was else "∞"
            moved = f"{latest['month']:%Y-%m}: {was:,} → {now:,} ({size})"
            seen = Text(moved, moved)
            yield Problem(rules.JUMP, one.pieces[0].source, column=f"client_month.{name}", value=str(now), detail=seen)
