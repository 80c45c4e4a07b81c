"""Changes of RM with their deadlines, and the books of those who leave."""

from typing import Any

from sqlalchemy import Date, and_, bindparam, case, cast, func, literal, or_, select

from queries.dialects import Rows, months_later
from queries.marts.month import AFTER, MONTH
from queries.policy import HANDOVER_MONTHS
from queries.schema import client, client_month, coverage, handover_change, leaver_book, rm

SECOND_AFTER = bindparam("second_after", type_=Date(), required=False)


def changes() -> Rows:
    """Every row of cover that took a client over from another RM; where the bank does not name that RM, the one of the cover before."""
    before = func.lag(coverage.c.rm_id).over(partition_by=coverage.c.client_id, order_by=coverage.c.valid_from)
    covers = select(*coverage.c, func.coalesce(coverage.c.previous_rm_id, before).label("known_rm_id")).cte("covers")
    own, closed = covers.c, client.c.closed_on
    deadline = months_later(own.valid_from, literal(int(HANDOVER_MONTHS.value)))
    is_closed = and_(closed.is_not(None), or_(own.valid_to.is_(None), closed <= own.valid_to))
    values: dict[str, Any] = {
        **{column.name: column for column in own}, "changed_on": own.valid_from, "previous_rm_id": own.known_rm_id, "deadline_on": deadline,
        "deadline_month": cast(func.date_trunc("month", deadline), Date), "gone_on": case((is_closed, closed), else_=own.valid_to), "is_closed": is_closed,
    }  # fmt: skip
    return (
        select(*(values[column.name].label(column.name) for column in handover_change.c))
        .join_from(covers, client, client.c.client_id == own.client_id)
        .where(own.known_rm_id != own.rm_id, own.reason != "first")
    )


def leaver_books() -> Rows:
    """The open clients of each RM who leaves in the month after this one, as they stand at this month's end."""
    facts = client_month.c
    values: dict[str, Any] = {**{column.name: column for column in facts}, "leave_on": rm.c.leave_on}
    leaves = and_(rm.c.leave_on >= AFTER, rm.c.leave_on < SECOND_AFTER)
    return (
        select(*(values[column.name].label(column.name) for column in leaver_book.c))
        .join_from(client_month, rm, rm.c.rm_id == facts.rm_id)
        .where(facts.month == MONTH, facts.is_closed.is_(False), leaves)
    )
