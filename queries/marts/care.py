"""How clients are looked after: products held and transactions, added up by RM and by outlet."""

from typing import Any

from sqlalchemy import Integer, Table, and_, case, cast, func, literal, null, select, union_all

from queries.care_policy import SEVERAL_PRODUCTS
from queries.dialects import Rows
from queries.marts.month import MONTH, YEAR_AGO
from queries.schema import care_month, care_outlet, client_life, client_month, large_contact


def by_rm() -> Rows:
    """One row per outlet, RM, segment and tier over active clients; what a client held a year ago counts where it was here then."""
    life, facts, then = client_life.c, client_month.alias("facts"), client_month.alias("then")
    source = client_life.join(facts, and_(facts.c.month == MONTH, facts.c.client_id == life.client_id))
    year_ago = and_(then.c.month == YEAR_AGO, then.c.client_id == life.client_id, then.c.outlet_id == life.outlet_id, then.c.is_closed.is_(False))
    products, before = facts.c.product_count, then.c.product_count
    counts = {
        "client_count": func.count(), "product_client_count": func.count(products), "product_count": func.coalesce(func.sum(products), 0),
        "several_count": _how_many(products >= int(SEVERAL_PRODUCTS.value)), "year_client_count": _how_many(and_(before.is_not(None), products.is_not(None))),
        "cross_sold_count": _how_many(products > before), "counter_count": func.sum(facts.c.counter_count), "online_count": func.sum(facts.c.online_count),
        "deposit_yuan": func.sum(facts.c.deposit_yuan), "aum_yuan": func.sum(facts.c.aum_yuan),
    }  # fmt: skip
    keys = {"month": life.month, "outlet_id": life.outlet_id, "rm_id": life.rm_id, "segment": life.segment, "star_tier": func.coalesce(life.star_tier, "")}
    values: dict[str, Any] = keys | counts
    return (
        select(*(cast(values[column.name], column.type).label(column.name) for column in care_month.c))
        .select_from(source.outerjoin(then, year_ago))
        .where(life.month == MONTH, life.state == "active")
        .group_by(*keys.values())
    )


def _how_many(condition: Any) -> Any:
    return func.sum(case((condition, cast(literal(1), Integer)), else_=0))


def of_outlets() -> Rows:
    """The month's rows of `care_month` and `large_contact` added up by outlet and segment."""
    parts = union_all(_part(care_month, {}), _part(large_contact, {"large_count": 1, "contacted_count": case((large_contact.c.is_contacted.is_(True), 1), else_=0)})).subquery("parts")
    keys = [parts.c[column.name] for column in care_outlet.primary_key]
    sums = (cast(func.coalesce(func.sum(parts.c[c.name]), 0) if not c.nullable else func.sum(parts.c[c.name]), c.type).label(c.name) for c in care_outlet.c if not c.primary_key)
    return select(*keys, *sums).group_by(*keys)


def _part(table: Table, counted: dict[str, Any]) -> Rows:
    """Rows of a roll-up in the columns of `care_outlet`; what it does not know is null."""
    known: dict[str, Any] = {c.name: table.c[c.name] for c in care_outlet.c if c.name in table.c and (table is care_month or c.primary_key)} | counted
    columns = (cast(known[c.name], c.type) if c.name in known else cast(null(), c.type) for c in care_outlet.c)
    return select(*(value.label(c.name) for value, c in zip(columns, care_outlet.c, strict=True))).where(table.c.month == MONTH)
