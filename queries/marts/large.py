"""Large clients: those whose trailing-3-month mean value, or whose connected group's, reaches their segment's line."""

from decimal import Decimal
from typing import Any

from sqlalchemy import CTE, BigInteger, and_, case, cast, func, or_, select

from queries.marts.month import MONTH, SINCE
from queries.policy import LARGE_CLIENT_OTHER, LARGE_CLIENT_PERSONAL
from queries.schema import client_month

SIX = {1: 6, 2: 3}  # six over one or two months, else two: six times a mean is a whole multiple of its sum, exact in every engine


def large_clients() -> CTE:
    """(client_id) of a month's open clients that are large.

    Value is AUM for personal clients, deposits plus loans for others. The mean is over those of the three months that the
    client has facts of, so that a new client, or one in the first months of history, is judged by what there is. A group's
    is the sum of its members' means, each by its own segment's measure.
    """
    means = _means()
    group = means.alias("of_group")
    sums = select(group.c.group_id, func.sum(group.c.sixfold).label("sixfold")).where(group.c.group_id.is_not(None)).group_by(group.c.group_id).cte("sums")
    line = line_of(means.c.segment)
    reaches = or_(means.c.sixfold >= line, sums.c.sixfold >= line)
    return select(means.c.client_id).join_from(means, sums, sums.c.group_id == means.c.group_id, isouter=True).where(reaches).cte("large")


def value_of(facts: Any) -> Any:
    """AUM for personal clients, deposits plus loans for others."""
    return case((facts.c.segment == "personal", facts.c.aum_yuan), else_=func.coalesce(facts.c.deposit_yuan, 0) + func.coalesce(facts.c.loan_yuan, 0))


def line_of(segment: Any, part: Decimal = Decimal(1)) -> Any:
    """Six times the line of a segment, or a part of it, as means are told sixfold."""
    return case((segment == "personal", int(LARGE_CLIENT_PERSONAL.value * part * 6)), else_=int(LARGE_CLIENT_OTHER.value * part * 6))


def _means() -> CTE:
    """(client_id, segment, group_id, sixfold mean) of the clients open at the month's end, with the segment and group of then."""
    facts = client_month.c
    is_now = and_(facts.month == MONTH, facts.is_closed.is_(False))
    value = value_of(client_month)
    months: Any = func.count(value)
    now = [func.max(case((is_now, facts[name]))).label(name) for name in ("segment", "group_id")]
    sixfold = (func.sum(value) * case(SIX, value=months, else_=2)).label("sixfold")
    is_open = func.sum(case((is_now, cast(1, BigInteger)), else_=0)) > 0
    looked = facts.month.between(SINCE, MONTH)
    return select(facts.client_id, *now, sixfold).where(looked).group_by(facts.client_id).having(is_open).cte("means")
