"""The largest clients and connected groups of every node, and what they had there a year before."""

from typing import Any

from sqlalchemy import CTE, and_, case, cast, func, literal, null, select, union_all

from queries.dialects import Rows
from queries.marts.month import MEASURES, MONTH, YEAR_AGO, above, amounts
from queries.schema import KEY, MONEY, client_month, large_holder, org_closure

LARGEST = 20


def largest(holder: str) -> Rows:
    """The largest holders of every node and measure; the year before counts what was held with the node's outlets of today."""
    places = _places(holder).subquery("places")
    top = select(places).where(places.c.place <= LARGEST).cte("top")
    before = _held_before(top, ("client_id", "group_id") if holder == "group" else ("client_id",))
    values: dict[str, Any] = {
        "month": cast(MONTH, large_holder.c.month.type),
        "measure": case(*((top.c.measure_no == number, literal(name)) for number, name in enumerate(MEASURES))),
        "holder": literal(holder), "value_yuan": top.c.amount, "year_ago_yuan": before.c.year_ago_yuan,
    }  # fmt: skip
    same = and_(before.c.node_no == top.c.node_no, before.c.measure_no == top.c.measure_no, before.c.place == top.c.place)
    columns = ((values[column.name] if column.name in values else top.c[column.name]).label(column.name) for column in large_holder.c)
    return select(*columns).join_from(top, before, same, isouter=True)


def _places(holder: str) -> Rows:
    """Holders ranked within each node and measure. A node's largest clients are among the largest of its outlets."""
    rows = amounts()
    # rank, not row_number: ties at the edge all stay in, and the engine need not compare client numbers here
    place = func.rank().over(partition_by=(rows.c.outlet_id, rows.c.measure_no), order_by=rows.c.amount.desc())
    own = select(rows, place.label("place")).where(rows.c.amount > 0)
    best = (own.where(rows.c.group_id.is_(None)) if holder == "group" else own).subquery("best")
    keys = (org_closure.c.node_id, org_closure.c.node_no)
    found = (
        select(*keys, best.c.measure_no, best.c.client_id, cast(null(), KEY).label("group_id"), best.c.amount)
        .join_from(best, org_closure, above(best.c.outlet_id))
        .where(best.c.place <= LARGEST)
    )
    both = (union_all(found, _grouped()) if holder == "group" else found).subquery("candidates")
    order = (both.c.amount.desc(), func.coalesce(both.c.client_id, both.c.group_id))
    number = func.row_number().over(partition_by=(both.c.node_no, both.c.measure_no), order_by=order)
    return select(both, number.label("place")).where(both.c.amount > 0)


def _grouped() -> Rows:
    """Connected groups' sums within each node."""
    rows = amounts()
    keys = (org_closure.c.node_id, org_closure.c.node_no, rows.c.measure_no)
    return (
        select(*keys, cast(null(), KEY).label("client_id"), rows.c.group_id, cast(func.sum(rows.c.amount), MONEY).label("amount"))
        .join_from(rows, org_closure, above(rows.c.outlet_id))
        .where(rows.c.group_id.is_not(None))
        .group_by(*keys, rows.c.group_id)
    )


def _held_before(top: CTE, keys: tuple[str, ...]) -> CTE:
    """What those holders had a year before with the outlets that now belong to the node."""
    past = amounts(client_month.alias("past"), YEAR_AGO)
    here = and_(above(past.c.outlet_id), org_closure.c.node_no == top.c.node_no)
    place = (top.c.node_no, top.c.measure_no, top.c.place)
    found = [
        select(*place, cast(func.sum(past.c.amount), MONEY).label("year_ago_yuan"))
        .select_from(
            top.join(past, and_(past.c.measure_no == top.c.measure_no, past.c[key] == top.c[key])).join(org_closure, here)
        )
        .group_by(*place)
        for key in keys
    ]
    return (union_all(*found) if len(found) > 1 else found[0]).cte("before")
