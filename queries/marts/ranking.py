"""From holders to base figures: the one place where a concentration figure is worked out.

The figures of a mart, and those of any union of nodes at read time, come from the same statement.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import CTE, BigInteger, Integer, Numeric, case, cast, func, literal, select, union_all
from sqlalchemy.sql.elements import ColumnElement

from queries import policy
from queries.dialects import Rows, cents, exact_sum, wide
from queries.schema import LORENZ_PERCENTS, MONEY


def ranked(holders: CTE, totals: CTE | None = None) -> Rows:
    """One row of base figures per cell that has a positive holder, from (cell, amount) of its holders.

    `running_cents` is Σ of the running totals, smallest first, which gives Σ i·xᵢ = (n + 1)·Σx − Σ running.
    `totals` may be handed in where they are quicker to be had than from the holders.
    """
    totals = totals if totals is not None else summed(holders)
    window: dict[str, Any] = {"partition_by": holders.c.cell, "order_by": holders.c.amount}
    running = func.sum(cents(holders.c.amount)).over(**window, rows=(None, 0))
    runs = (
        select(holders.c.cell, func.row_number().over(**window).label("place"), running.label("running"))
        .where(holders.c.amount > 0)
        .cte("runs")
    )
    tops, sums = _tops(runs, totals), _sums_of_runs(runs, totals)
    taken = (column for column in tops.c if column.name != "cell")
    pareto = (totals.c.holder_count - sums.c.below_count).label("pareto_count")
    return (
        select(*totals.c, *taken, sums.c.running_cents, pareto)
        .join_from(totals, sums, sums.c.cell == totals.c.cell)
        .join(tops, tops.c.cell == totals.c.cell)
    )


def summed(holders: Any) -> CTE:
    """Totals of the positive holders, and of the rest, per cell."""
    return select(holders.c.cell, *sums_over(holders.c.amount)).group_by(holders.c.cell).cte("totals")


def sums_over(amount: ColumnElement[Any]) -> Iterator[ColumnElement[Any]]:
    """Sums over the positive holders, and over the rest."""
    positive = amount > 0
    yield cast(func.sum(case((positive, amount), else_=0)), MONEY).label("total_yuan")
    yield cast(func.sum(case((positive, 1), else_=0)), BigInteger).label("holder_count")
    yield cast(func.sum(case((positive, 0), else_=amount)), MONEY).label("rest_yuan")
    yield cast(func.sum(case((positive, 0), else_=1)), BigInteger).label("rest_count")
    yield cast(func.sum(case((positive, wide(amount, 2) * amount), else_=0)), Numeric(38, 4)).label("square_sum")


def _sums_of_runs(runs: CTE, totals: CTE) -> CTE:
    """Σ of the running totals, and how many of the smallest holders together stay within the share outside the Pareto mass."""
    outside = round((1 - policy.PARETO_MASS.value) * 100)  # whole percents, so that the comparison is exact
    below = case((runs.c.running * 100 <= cents(totals.c.total_yuan) * outside, 1), else_=0)
    return (
        select(runs.c.cell, exact_sum(runs.c.running).label("running_cents"), func.sum(below).label("below_count"))
        .join_from(runs, totals, totals.c.cell == runs.c.cell)
        .group_by(runs.c.cell)
        .cte("sums")
    )


def _tops(runs: CTE, totals: CTE) -> CTE:
    """What the largest one, ten and ⌈p % × n⌉ hold: the total less the running total of all below them."""
    n = totals.c.holder_count
    taken: dict[str, Any] = {"top_1_yuan": literal(1), "top_10_yuan": literal(10)}
    taken |= {f"top_{part}_percent_yuan": cast(func.floor((n * part + 99) / 100), Integer) for part in LORENZ_PERCENTS}
    cuts = union_all(
        *(
            select(totals.c.cell, totals.c.total_yuan, literal(number).label("number"), (n - count).label("place"))
            for number, count in enumerate(taken.values())
        )
    ).subquery("cuts")
    held = cuts.c.total_yuan - cast(func.coalesce(runs.c.running, 0) / 100, MONEY)
    columns = (
        cast(func.max(case((cuts.c.number == number, held), else_=0)), MONEY).label(name) for number, name in enumerate(taken)
    )
    same = (runs.c.cell == cuts.c.cell) & (runs.c.place == cuts.c.place)
    return select(cuts.c.cell, *columns).join_from(cuts, runs, same, isouter=True).group_by(cuts.c.cell).cte("tops")
