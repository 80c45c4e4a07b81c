"""Clients between half of the large-client line and the line, and how their value has grown over the year.

Only months count in which the client was at the same outlet and in the same segment as now. The fit is least squares of ln(value)
on the month over the month-ends of the last twelve with a positive value.
"""

from typing import Any

from sqlalchemy import CTE, BigInteger, Date, Double, and_, case, cast, extract, func, select

from queries.dialects import Rows
from queries.marts.large import SIX, line_of, value_of
from queries.marts.month import EARNED_SINCE, MONTH, SINCE
from queries.marts.times import NUMBER
from queries.pyramid_policy import POTENTIAL_FLOOR, POTENTIAL_LEAST
from queries.schema import client_month, client_potential

HERE = ("client_id", "outlet_id", "segment")


def potential() -> Rows:
    """One row per open client in the band, large by its group or not; no slope under nine month-ends."""
    fit = _fit(_near())
    slope = case((fit.c.n >= int(POTENTIAL_LEAST.value), (fit.c.n * fit.c.xy - fit.c.x * fit.c.y) / func.nullif(cast(fit.c.n * fit.c.xx - fit.c.x * fit.c.x, Double), 0)))
    values: dict[str, Any] = {"month": cast(MONTH, Date), "present_count": fit.c.n, "slope_share": slope}
    return select(*(cast(values.get(c.name, fit.c.get(c.name)), c.type).label(c.name) for c in client_potential.c))


def _near() -> CTE:
    """(client_id, outlet_id, segment, rm_id, sixfold_yuan) of the clients in the band, open at the month's end.

    A mean in the band has a month in it or above: only those clients' months are added up.
    """
    facts = client_month.c
    value, floor = value_of(client_month), POTENTIAL_FLOOR.value
    looked = facts.month.between(SINCE, MONTH)
    high = select(facts.client_id).where(looked, value * 6 >= line_of(facts.segment, floor)).distinct()
    is_now = and_(facts.month == MONTH, facts.is_closed.is_(False))
    sixfold = func.sum(value) * case(SIX, value=func.count(value), else_=2)
    rm = func.coalesce(func.max(case((is_now, facts.rm_id))), "")
    is_open = func.sum(case((is_now, cast(1, BigInteger)), else_=0)) > 0
    in_band = and_(sixfold < line_of(facts.segment), sixfold >= line_of(facts.segment, floor))
    keys = [facts[name] for name in HERE]
    months = select(*keys, rm.label("rm_id"), sixfold.label("sixfold_yuan")).where(looked, facts.client_id.in_(high))
    return months.group_by(*keys).having(and_(is_open, in_band)).cte("near")


def _fit(near: CTE) -> CTE:
    """The columns of `near` with n, Σx, Σxx, Σy, Σxy: y = ln(value), x = months before now, as a number at or below zero."""
    facts = client_month.c
    here = and_(*(near.c[name] == facts[name] for name in HERE))
    x = cast(extract("year", facts.month) * 12 + extract("month", facts.month) - 1, BigInteger) - NUMBER
    value = value_of(client_month)
    y = func.ln(cast(value, Double))
    points = select(*near.c, x.label("x"), y.label("y")).join_from(near, client_month, here).where(facts.month.between(EARNED_SINCE, MONTH), value > 0).cte("points")
    sums = {"n": func.count(), "x": func.sum(points.c.x), "xx": func.sum(points.c.x * points.c.x), "y": func.sum(points.c.y), "xy": func.sum(points.c.x * points.c.y)}
    keys = [points.c[column.name] for column in near.c]
    return select(*keys, *(value.label(name) for name, value in sums.items())).group_by(*keys).cte("fit")
