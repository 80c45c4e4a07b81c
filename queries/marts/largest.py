"""The largest clients and connected groups of every node, and what they had there a year before."""

from typing import Any

from sqlalchemy import CTE, and_, case, cast, func, literal, null, select, union_all

from queries.dialects import Rows
from queries.marts.month import MEASURES, MONTH, YEAR_AGO, above, amounts
from queries.schema import KEY, MONEY, client_month, large_holder, org_closure

LARGEST = 20


def largest() -> Rows:
    """The largest holders of every node and measure; the year before counts what was held with the node's outlets of today."""
    places = _places().subquery("places")
    top = select(places).where(places.c.place <= LARGEST).cte("top")
    before = _held_before(top)
    values: dict[str, Any] = {
        "month": cast(MONTH, large_holder.c.month.type),
        "measure": case(*((top.c.measure_no == number, literal(name)) for number, name in enumerate(MEASURES))),
        "value_yuan": top.c.amount, "year_ago_yuan": before.c.year_ago_yuan,
    }  # fmt: skip
    same = and_(*(before.c[key] == top.c[key] for key in ("node_no", "measure_no", "holder", "place")))
    columns = (
        (values[column.name] if column.name in values else top.c[column.name]).label(column.name) for column in large_holder.c
    )
    return select(*columns).join_from(top, before, same, isouter=True)


def _places() -> Rows:
    """Holders ranked within each node and measure, clients and groups apart."""
    best = _best()
    keys = (org_closure.c.node_id, org_closure.c.node_no)
    found = select(*keys, best.c.measure_no, best.c.client_id, cast(null(), KEY).label("group_id"), best.c.amount).join_from(
        best, org_closure, above(best.c.outlet_id)
    )
    both = union_all(
        found.add_columns(literal("client").label("holder")),
        found.add_columns(literal("group").label("holder")).where(best.c.group_id.is_(None)),
        _grouped(),
    ).subquery("candidates")
    within = (both.c.node_no, both.c.measure_no, both.c.holder)
    order = (both.c.amount.desc(), func.coalesce(both.c.client_id, both.c.group_id))
    place = func.row_number().over(partition_by=within, order_by=order)
    return select(both, place.label("place")).where(both.c.amount > 0)


def _best() -> CTE:
    """Each outlet's largest clients, those in groups and the others apart: a node's largest are among them.

    By rank and not by row number: ties at the edge all stay in, and the engine need not compare client numbers here.
    """
    rows = amounts()
    apart = case((rows.c.group_id.is_(None), 0), else_=1)
    place = func.rank().over(partition_by=(rows.c.outlet_id, rows.c.measure_no, apart), order_by=rows.c.amount.desc())
    ranks = select(rows, place.label("place")).where(rows.c.amount > 0).subquery("ranks")
    return select(ranks).where(ranks.c.place <= LARGEST).cte("best")


def _grouped() -> Rows:
    """Connected groups' sums within each node."""
    rows = amounts()
    keys = (org_closure.c.node_id, org_closure.c.node_no, rows.c.measure_no)
    return (
        select(*keys, cast(null(), KEY).label("client_id"), rows.c.group_id, cast(func.sum(rows.c.amount), MONEY).label("amount"),
               literal("group").label("holder"))
        .join_from(rows, org_closure, above(rows.c.outlet_id))
        .where(rows.c.group_id.is_not(None))
        .group_by(*keys, rows.c.group_id)
    )


def _held_before(top: CTE) -> CTE:
    """What those holders had a year before with the outlets that now belong to the node."""
    past = amounts(client_month.alias("past"), YEAR_AGO)
    here = and_(above(past.c.outlet_id), org_closure.c.node_no == top.c.node_no)
    place = (top.c.node_no, top.c.measure_no, top.c.holder, top.c.place)
    return union_all(
        *(
            select(*place, cast(func.sum(past.c.amount), MONEY).label("year_ago_yuan"))
            .select_from(
                top.join(past, and_(past.c.measure_no == top.c.measure_no, past.c[key] == top.c[key])).join(org_closure, here)
            )
            .group_by(*place)
            for key in ("client_id", "group_id")
        )
    ).cte("before")
