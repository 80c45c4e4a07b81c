"""What clients contribute and by which parts: of every outlet, RM, segment and tier in the month, and of large clients over twelve months."""

from typing import Any

from sqlalchemy import CTE, and_, case, func, select

from queries.dialects import Rows
from queries.marts.month import EARNED_SINCE, MONTH
from queries.schema import CONTRIBUTION_PARTS, HELD, client_month, contribution_month, large_contact, large_contribution

PARTS = tuple(f"{name}_yuan" for name, *_ in CONTRIBUTION_PARTS)
LEVELS = tuple(f"{name}_yuan" for name, *_ in HELD)


def large_of_month() -> CTE:
    """(client_id): the month's large clients, as they were told for their contacts."""
    return select(large_contact.c.client_id).where(large_contact.c.month == MONTH).cte("large")


def _named(columns: Any, values: dict[str, Any]) -> list[Any]:
    return [values[column.name].label(column.name) for column in columns]


def contributions() -> Rows:
    """One row per outlet, RM, segment and tier, over clients not closed; empty strings for no RM and no tier."""
    facts, large = client_month.c, large_of_month()
    keys: dict[str, Any] = {
        "month": facts.month, "outlet_id": facts.outlet_id, "rm_id": func.coalesce(facts.rm_id, ""), "segment": facts.segment, "star_tier": func.coalesce(facts.star_tier, ""),
    }  # fmt: skip
    counts = {"client_count": func.count(), "large_count": func.count(large.c.client_id)}
    sums = {name: func.sum(facts[name]) for name in (*PARTS, *LEVELS)}
    return (
        select(*_named(contribution_month.c, keys | counts | sums))
        .join_from(client_month, large, large.c.client_id == facts.client_id, isouter=True)
        .where(facts.month == MONTH, facts.is_closed.is_(False))
        .group_by(*keys.values())
    )


def of_large_clients() -> Rows:
    """The month's large clients over the twelve months up to it: a row for each outlet, RM and segment they earned in; what they hold beside the last."""
    facts, large = client_month.c, large_of_month()
    keys: dict[str, Any] = {"client_id": facts.client_id, "outlet_id": facts.outlet_id, "rm_id": func.coalesce(facts.rm_id, ""), "segment": facts.segment}
    is_now = facts.month == MONTH
    values: dict[str, Any] = {
        "month": func.max(MONTH), "star_tier": func.coalesce(func.max(case((is_now, facts.star_tier))), ""), "is_here": func.sum(case((is_now, 1), else_=0)) > 0, "month_count": func.count(),
        **{name: func.sum(facts[name]) for name in PARTS}, **{name: func.sum(case((is_now, facts[name]))) for name in LEVELS},
    }  # fmt: skip
    return (
        select(*_named(large_contribution.c, keys | values))
        .join_from(client_month, large, large.c.client_id == facts.client_id)
        .where(and_(facts.month.between(EARNED_SINCE, MONTH), facts.is_closed.is_(False)))
        .group_by(*keys.values())
    )
