"""From holders to base figures: the one place where a concentration figure is worked out.

The figures of a mart, and those of any union of nodes at read time, come from the same statement. Running totals
over all holders would be the plain way; engines take several times longer over them than over a ranking, so that
holders are ranked, added up by hundredths of their number, and only the one hundredth in which the Pareto point
lies is run through holder by holder.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import CTE, BigInteger, Double, Integer, Numeric, case, cast, func, select
from sqlalchemy.sql.elements import ColumnElement

from queries import policy
from queries.dialects import Rows, cents, exact_sum, wide
from queries.schema import LORENZ_PERCENTS, MONEY

MASS = round(policy.PARETO_MASS.value * 100)  # whole percents, so that the comparison is exact


def ranked(holders: CTE, totals: CTE | None = None) -> Rows:
    """One row of base figures per cell that has a positive holder, from (cell, amount) of its holders.

    `running_cents` is Σ of the running totals, smallest first: every holder's amount times its place from the top.
    `totals` may be handed in where they are quicker to be had than from the holders.
    """
    totals = totals if totals is not None else summed(holders)
    runs = _runs(holders, totals)
    climb = _climb(runs)
    tops = _tops(climb, totals)
    pareto = _pareto(runs, climb, tops, totals)
    shown = (column for column in tops.c if column.name not in {"cell", "pareto_part"})
    return (
        select(*totals.c, *shown, pareto.c.pareto_count)
        .join_from(totals, tops, tops.c.cell == totals.c.cell)
        .join(pareto, pareto.c.cell == totals.c.cell)
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


def _runs(holders: CTE, totals: CTE) -> CTE:
    """(cell, amount, place, part): the largest has place 1; the ⌈p % × n⌉ largest are those of parts 1 to p."""
    place = func.row_number().over(partition_by=holders.c.cell, order_by=holders.c.amount.desc())
    placed = select(holders.c.cell, holders.c.amount, place.label("place")).where(holders.c.amount > 0).subquery("placed")
    part = func.floor((placed.c.place - 1) * 100 / cast(totals.c.holder_count, Double)) + 1
    return (
        select(placed, cast(part, Integer).label("part")).join_from(placed, totals, totals.c.cell == placed.c.cell).cte("runs")
    )


def _climb(runs: CTE) -> CTE:
    """One row per cell and hundredth of its holders, with the running sum and number from the top."""
    ten = case((runs.c.place <= 10, runs.c.amount), else_=0)
    weighed = exact_sum(runs.c.place * cents(runs.c.amount))  # at most the total in cents, amounts falling with their places
    parts = (
        select(
            runs.c.cell, runs.c.part, func.sum(runs.c.amount).label("amount"), func.count().label("count"),
            func.sum(ten).label("ten"), func.max(runs.c.amount).label("largest"), weighed.label("weighed"),
        )
        .group_by(runs.c.cell, runs.c.part)
        .subquery("parts")
    )  # fmt: skip
    window: dict[str, Any] = {"partition_by": parts.c.cell, "order_by": parts.c.part, "rows": (None, 0)}
    reached = func.sum(parts.c.amount).over(**window).label("reached")
    return select(parts, reached, func.sum(parts.c["count"]).over(**window).label("reached_count")).cte("climb")


def _tops(climb: CTE, totals: CTE) -> CTE:
    """What the largest one, ten and ⌈p % × n⌉ hold, and the hundredth in which the Pareto mass is reached."""
    enough = climb.c.reached * 100 >= totals.c.total_yuan * MASS
    parts = (
        cast(func.max(case((climb.c.part <= part, climb.c.reached), else_=0)), MONEY).label(f"top_{part}_percent_yuan")
        for part in LORENZ_PERCENTS
    )
    return (
        select(
            climb.c.cell, cast(func.max(climb.c.largest), MONEY).label("top_1_yuan"), cast(func.sum(climb.c.ten), MONEY).label("top_10_yuan"),
            *parts, cast(func.sum(climb.c.weighed), Numeric(38, 0)).label("running_cents"),
            func.min(case((enough, climb.c.part))).label("pareto_part"),
        )
        .join_from(climb, totals, totals.c.cell == climb.c.cell)
        .group_by(climb.c.cell)
        .cte("tops")
    )  # fmt: skip


def _pareto(runs: CTE, climb: CTE, tops: CTE, totals: CTE) -> CTE:
    """The fewest holders that reach the Pareto mass: those before its hundredth, and as many within as it takes."""
    before = (
        select(
            climb.c.cell, climb.c.part, totals.c.total_yuan,
            (climb.c.reached - climb.c.amount).label("reached"), (climb.c.reached_count - climb.c["count"]).label("count"),
        )
        .join_from(climb, tops, (tops.c.cell == climb.c.cell) & (tops.c.pareto_part == climb.c.part))
        .join(totals, totals.c.cell == climb.c.cell)
        .subquery("before")
    )  # fmt: skip
    running = func.sum(runs.c.amount).over(partition_by=runs.c.cell, order_by=runs.c.place, rows=(None, 0))
    inside = (
        select(before, (before.c.reached + running).label("run"))
        .join_from(before, runs, (runs.c.cell == before.c.cell) & (runs.c.part == before.c.part))
        .subquery("inside")
    )
    short = func.sum(case((inside.c.run * 100 < inside.c.total_yuan * MASS, 1), else_=0))
    count = cast(func.max(inside.c["count"]) + short + 1, BigInteger)
    return select(inside.c.cell, count.label("pareto_count")).group_by(inside.c.cell).cte("pareto")
