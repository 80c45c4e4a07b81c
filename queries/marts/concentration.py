"""Concentration of every node, by measure and holder kind. These figures do not add up over nodes."""

from itertools import product
from typing import Any

from sqlalchemy import CTE, Column, and_, case, cast, exists, func, literal, select, true, union_all

from queries.dialects import Rows
from queries.marts.month import ATTRIBUTE_HOLDERS, HOLDERS, MEASURE_COLUMNS, MEASURES, MONTH, above, amounts, cell
from queries.marts.ranking import ranked, sums_over
from queries.schema import MONEY, book_month, client_month, concentration_month, org_closure


def by_node(holders: Rows, totals: CTE | None = None) -> Rows:
    """The base figures of every node that has a holder with a positive measure."""
    figures = ranked(holders.cte("holders"), totals).cte("figures")
    cells = _cells()
    keys = {name: cells.c[name] for name in ("month", "node_id", "measure", "holder")}
    columns = ((keys[column.name] if column.name in keys else figures.c[column.name]).label(column.name) for column in concentration_month.c)
    return select(*columns).join_from(figures, cells, cells.c.cell == figures.c.cell)


def _cells() -> Any:
    """What each cell number stands for."""
    nodes = (
        select(org_closure.c.month, org_closure.c.node_no, org_closure.c.node_id)
        .where(org_closure.c.month == MONTH)
        .distinct()
        .subquery("nodes")
    )
    kinds = union_all(
        *(
            select(literal(holder).label("holder"), literal(measure).label("measure"), literal(number).label("number"))
            for number, (holder, measure) in enumerate(product(HOLDERS, MEASURES))
        )
    ).subquery("kinds")
    number = nodes.c.node_no * (len(HOLDERS) * len(MEASURES)) + kinds.c.number
    return (
        select(number.label("cell"), nodes.c.month, nodes.c.node_id, kinds.c.holder, kinds.c.measure)
        .join_from(nodes, kinds, true())
        .subquery("cells")
    )


def client_holders() -> Rows:
    """(cell, amount): one row per open client with a positive amount, for every node above it."""
    rows = amounts()
    number = cell(org_closure.c.node_no, HOLDERS.index("client"), rows.c.measure_no)
    return select(number.label("cell"), rows.c.amount).join_from(rows, org_closure, above(rows.c.outlet_id)).where(rows.c.amount > 0)


def client_totals() -> CTE:
    """Totals of clients: they add up over outlets, so they are worked out there first."""
    rows = amounts()
    keys = (rows.c.outlet_id, rows.c.measure_no)
    outlets = select(*keys, *sums_over(rows.c.amount)).group_by(*keys).subquery("outlets")
    number = cell(org_closure.c.node_no, HOLDERS.index("client"), outlets.c.measure_no)
    sums = (cast(func.sum(column), column.type).label(column.name) for column in outlets.c if column.name not in {key.name for key in keys})
    totals = select(number.label("cell"), *sums).join_from(outlets, org_closure, above(outlets.c.outlet_id))
    return totals.group_by(number).cte("totals")


def _shared_nodes() -> Rows:
    """Nodes in which some connected group has several clients; in the others groups and clients are the same holders."""
    several = (
        select(org_closure.c.node_no)
        .join_from(client_month, org_closure, above(client_month.c.outlet_id))
        .where(client_month.c.month == MONTH, client_month.c.is_closed.is_(False), client_month.c.group_id.is_not(None))
        .group_by(org_closure.c.node_no, client_month.c.group_id)
        .having(func.count() > 1)
        .subquery("several")
    )
    return select(several.c.node_no)


def group_holders() -> Rows:
    """(cell, amount): one row per connected group, or client without one, for every node that has a group of several."""
    rows = amounts()
    number = cell(org_closure.c.node_no, HOLDERS.index("group"), rows.c.measure_no).label("cell")
    shared = org_closure.c.node_no.in_(_shared_nodes())
    single = select(number, rows.c.amount).join_from(rows, org_closure, above(rows.c.outlet_id)).where(shared, rows.c.group_id.is_(None))
    grouped = (
        select(number, cast(func.sum(rows.c.amount), MONEY).label("amount"))
        .join_from(rows, org_closure, above(rows.c.outlet_id))
        .where(shared, rows.c.group_id.is_not(None))
        .group_by(number, rows.c.group_id)
    )
    both = union_all(single, grouped).subquery("both")
    return select(both.c.cell, both.c.amount)


def groups_as_clients() -> Rows:
    """For the nodes `group_holders` leaves out: the clients' figures, which are the groups' too."""
    mart = concentration_month.c
    here = and_(org_closure.c.month == MONTH, org_closure.c.node_id == mart.node_id)
    shared = select(org_closure.c.node_id).where(here, org_closure.c.node_no.in_(_shared_nodes()))
    columns = (literal("group").label("holder") if column.name == "holder" else column for column in mart)
    return select(*columns).where(
        mart.month == MONTH, mart.holder == "client", ~exists(shared.correlate(concentration_month))
    )


def attribute_holders() -> Rows:
    """(cell, amount): one row per industry, region, outlet or RM, for every node and measure. "No RM" is no holder."""
    parts = union_all(*(_parts(holder) for holder in ATTRIBUTE_HOLDERS)).subquery("parts")
    numbers = union_all(*(select(literal(number).label("number")) for number in range(len(MEASURES)))).subquery("numbers")
    amount = case(*((numbers.c.number == number, parts.c[name]) for number, name in enumerate(MEASURES)))
    key = cell(org_closure.c.node_no, parts.c.holder_no, numbers.c.number)
    return (
        select(key.label("cell"), cast(func.sum(amount), MONEY).label("amount"))
        .select_from(parts.join(org_closure, above(parts.c.outlet_id)).join(numbers, true()))
        .where(amount.is_not(None))
        .group_by(key, parts.c.key)
    )


def _parts(holder: str) -> Rows:
    """One row per outlet and part of one kind, with the five measures."""
    key: Column[Any] = book_month.c[{"rm": "rm_id", "industry": "industry"}.get(holder, "outlet_id")]
    source: Any = book_month
    if holder == "region":
        source = book_month.join(org_closure, and_(above(book_month.c.outlet_id), org_closure.c.level == "region"))
        key = org_closure.c.node_id
    sums = (cast(func.sum(book_month.c[column]), MONEY).label(name) for name, column in MEASURE_COLUMNS.items())
    return (
        select(literal(HOLDERS.index(holder)).label("holder_no"), book_month.c.outlet_id, key.label("key"), *sums)
        .select_from(source)
        .where(book_month.c.month == MONTH, key != "")
        .group_by(book_month.c.outlet_id, key)
    )
