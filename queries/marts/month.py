"""What every roll-up starts from: the month as a parameter, and the measures of its open clients."""

from datetime import date
from typing import Any

from sqlalchemy import Date, and_, bindparam, literal, select, union_all

from queries.codes import HOLDERS as HOLDER_CODES
from queries.dialects import Rows
from queries.periods import shifted
from queries.schema import client_month, org_closure

MONTH = bindparam("month", type_=Date(), required=False)
YEAR_AGO = bindparam("year_ago", type_=Date(), required=False)
SINCE = bindparam("since", type_=Date(), required=False)  # two months before: the first of the three that a mean is over
BEFORE = bindparam("month_before", type_=Date(), required=False)
AFTER = bindparam("month_after", type_=Date(), required=False)

MEASURE_COLUMNS: dict[str, str] = {
    "loans": "loan_yuan",
    "deposits": "deposit_yuan",
    "aum": "aum_yuan",
    "revenue": "revenue_yuan",
    "contribution": "contribution_yuan",
}
MEASURES = tuple(MEASURE_COLUMNS)
HOLDERS = tuple(HOLDER_CODES)
ATTRIBUTE_HOLDERS = ("industry", "region", "outlet", "rm")


def looked_back(month: date) -> dict[str, date]:
    """The month and those it looks back on, by the names they are bound as."""
    return {"month": month, "year_ago": shifted(month, -12), "since": shifted(month, -2), "month_before": shifted(month, -1), "month_after": shifted(month, 1)}


def amounts(facts: Any = client_month, month: Any = MONTH) -> Any:
    """(outlet_id, client_id, group_id, measure_no, amount): one row per open client and measure; none where nothing was supplied."""
    found: list[Rows] = []
    for number, column in enumerate(MEASURE_COLUMNS.values()):
        amount = facts.c[column]
        columns = (facts.c.outlet_id, facts.c.client_id, facts.c.group_id, literal(number).label("measure_no"))
        known = and_(facts.c.month == month, facts.c.is_closed.is_(False), amount.is_not(None))
        found.append(select(*columns, amount.label("amount")).where(known))
    return union_all(*found).subquery("amounts")


def above(outlet_id: Any) -> Any:
    """The ON clause that meets an outlet with every node above it, itself included, by the tree of the month."""
    return and_(org_closure.c.month == MONTH, org_closure.c.outlet_id == outlet_id)


def cell(node_no: Any, holder_no: Any, measure_no: Any) -> Any:
    """One number for a node, holder kind and measure: engines sort and group numbers fastest."""
    return (node_no * len(HOLDERS) + holder_no) * len(MEASURES) + measure_no
