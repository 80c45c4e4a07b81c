"""Large clients and when they were last contacted."""

from typing import Any

from sqlalchemy import CTE, Date, and_, bindparam, case, cast, func, select

from queries.care_policy import CONTACT_DAYS, UNRATED
from queries.dialects import Rows
from queries.marts.large import large_clients
from queries.marts.month import AFTER, MONTH
from queries.schema import client_month, contact, large_contact

DUE = {tier: bindparam(f"contacted_{tier}", type_=Date(), required=False) for tier in CONTACT_DAYS}  # the earliest day that is in time


def large_contacts() -> Rows:
    """The month's large clients, when each was last reached at their outlet, and whether that was in time for their tier."""
    facts, large, reached = client_month.c, large_clients(), _reached()
    due = case(*((facts.star_tier == tier, cast(day, Date)) for tier, day in DUE.items()), else_=cast(DUE[UNRATED], Date))
    values: dict[str, Any] = {
        **{column.name: column for column in facts}, "rm_id": func.coalesce(facts.rm_id, ""), "star_tier": func.coalesce(facts.star_tier, ""),
        "last_contact_on": reached.c.last_contact_on, "is_contacted": func.coalesce(reached.c.last_contact_on >= due, False),
    }  # fmt: skip
    of_client = and_(reached.c.client_id == facts.client_id, reached.c.outlet_id == facts.outlet_id)
    return (
        select(*(values[column.name].label(column.name) for column in large_contact.c))
        .select_from(client_month.join(large, large.c.client_id == facts.client_id).outerjoin(reached, of_client))
        .where(facts.month == MONTH, facts.is_closed.is_(False))
    )


def _reached() -> CTE:
    told = contact.c
    longest = DUE[max(CONTACT_DAYS, key=lambda tier: CONTACT_DAYS[tier].value)]
    in_time = and_(told.is_reached.is_(True), told.contacted_on >= longest, told.contacted_on < AFTER)
    return select(told.client_id, told.outlet_id, func.max(told.contacted_on).label("last_contact_on")).where(in_time).group_by(told.client_id, told.outlet_id).cte("reached")
