"""What became of clients after a change of RM, beside others who had none: losses by what they were before it."""

from typing import Any

from sqlalchemy import CTE, Date, Integer, and_, bindparam, case, cast, exists, extract, func, or_, select

from queries.care_policy import AFTER_MONTHS
from queries.dialects import Rows
from queries.marts.month import MONTH
from queries.schema import client, client_life, handover_change, handover_outcome

FROM, UNTIL = (bindparam(name, type_=Date(), required=False) for name in ("changed", "changed_until"))  # the month of the change, and the first day after it
BEFORE, UNCHANGED_FROM = (bindparam(name, type_=Date(), required=False) for name in ("changed_before", "unchanged_since"))
SETTLED = bindparam("changed_settled", type_=Date(), required=False)  # the first three months of history tell of no loss
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
TENURES = (1, 3, 5, 10)  # years


def outcomes() -> Rows:
    """Clients covered and active at the end of a month and of the one before, by what they were then and whether they changed RM in it: how many
    were lost in the six months after, which end with this one.

    Those who changed in the half-year up to that month, but not in it, stand on neither side. A client who moves to another outlet in
    between is not lost here.
    """
    watched = _watched()
    keys = [watched.c[column.name] for column in handover_outcome.c if column.name not in {"month", "client_count", "lost_count"}]
    losses = _losses()
    is_lost = and_(losses.c.client_id == watched.c.client_id, losses.c.outlet_id == watched.c.outlet_id, losses.c.segment == watched.c.segment)
    counts = (func.count().label("client_count"), func.count(losses.c.client_id).label("lost_count"))
    return select(cast(MONTH, Date).label("month"), *keys, *counts).join_from(watched, losses, is_lost, isouter=True).group_by(*keys)


def _losses() -> CTE:
    lost = client_life.c
    return select(lost.client_id, lost.outlet_id, lost.segment).where(lost.event == "lost", lost.month >= UNTIL, lost.month <= MONTH).distinct().cte("losses")


def _watched() -> CTE:
    """One row per client: where it was, the strata of the month before, whether its RM changed."""
    now, then, told = client_life.alias("now"), client_life.alias("then"), _told()
    size = case((then.c.segment == "personal", then.c.aum_yuan), else_=func.coalesce(then.c.deposit_yuan, 0) + func.coalesce(then.c.loan_yuan, 0))
    years = (extract("year", cast(FROM, Date)) * 12 + extract("month", cast(FROM, Date)) - extract("year", client.c.opened_on) * 12 - extract("month", client.c.opened_on)) / 12
    both_active = and_(now.c.month == FROM, then.c.month == BEFORE, now.c.state == "active", then.c.state == "active", now.c.rm_id != "", then.c.rm_id != "")
    source = now.join(then, then.c.client_id == now.c.client_id).join(client, client.c.client_id == now.c.client_id).outerjoin(told, told.c.client_id == now.c.client_id)
    is_known = exists(select(client_life.c.client_id).where(client_life.c.month == SETTLED))
    strata = (func.coalesce(then.c.star_tier, "").label("star_tier"), _band(size, SIZES).label("size_band"), _band(years, TENURES).label("tenure_band"))
    return (
        select(now.c.client_id, now.c.outlet_id, now.c.segment, *strata, (func.coalesce(told.c.is_now, 0) == 1).label("is_changed"))
        .select_from(source)
        .where(both_active, is_known, or_(told.c.client_id.is_(None), told.c.is_now == 1))
        .cte("watched")
    )


def _told() -> CTE:
    """Clients whose RM changed in the half-year up to the month in question, and whether it was in that month."""
    own = handover_change.c
    is_now = func.max(case((own.changed_on >= FROM, 1), else_=0)).label("is_now")
    return select(own.client_id, is_now).where(own.changed_on >= UNCHANGED_FROM, own.changed_on < UNTIL).group_by(own.client_id).cte("told")


def _band(value: Any, edges: tuple[int, ...]) -> Any:
    """How many of the edges the value reaches; unknown stands with the smallest."""
    return cast(case(*((value >= edge, band) for band, edge in sorted(enumerate(edges, 1), reverse=True)), else_=0), Integer)


assert AFTER_MONTHS.value == 6, "the slots of the month look back six months"
