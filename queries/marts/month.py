"""What every roll-up starts from: the month as a parameter, and the measures of its open clients."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, and_, bindparam, literal, select, union_all

from queries.care_policy import CONTACT_DAYS
from queries.codes import HOLDERS as HOLDER_CODES
from queries.dialects import Rows
from queries.marts.times import known_times
from queries.periods import shifted
from queries.schema import client_month, org_closure
from queries.warning_policy import MATURING_DAYS, RM_CHANGE_DAYS, STALE_DAYS

MONTH = bindparam("month", type_=Date(), required=False)
YEAR_AGO = bindparam("year_ago", type_=Date(), required=False)
SINCE = bindparam("since", type_=Date(), required=False)  # two months before: the first of the three that a mean is over
BEFORE = bindparam("month_before", type_=Date(), required=False)
AFTER = bindparam("month_after", type_=Date(), required=False)
THREE_BEFORE = bindparam("three_before", type_=Date(), required=False)
CHANGED_SINCE = bindparam("changed_since", type_=Date(), required=False)  # the first day on which a change of RM is a warning
TRIED_SINCE = bindparam("tried_since", type_=Date(), required=False)
EARNED_SINCE = bindparam("earned_since", type_=Date(), required=False)  # the first of the twelve months up to this one
MATURING_UNTIL = bindparam("maturing_until", type_=Date(), required=False)

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

LOOKED_BACK = {
    "year_ago": -12, "since": -2, "three_before": -3, "month_before": -1, "month_after": 1, "second_after": 2,
    "changed": -6, "changed_until": -5, "changed_before": -7, "unchanged_since": -11, "earned_since": -11, "changed_settled": -8,
}  # fmt: skip - months, by the names they are bound as


def looked_back(month: date, loaded: Sequence[date] = ()) -> dict[str, Any]:
    """The month and those it looks back on, by the names they are bound as; `loaded` are the months with client facts, oldest first."""
    named = {name: shifted(month, by) for name, by in LOOKED_BACK.items()}
    due = {f"contacted_{tier}": shifted(month, 1) - timedelta(days=int(rule.value)) for tier, rule in CONTACT_DAYS.items()}
    return {"month": month, **named, **due, **_warned(month), **known_times(month, loaded)}


def _warned(month: date) -> dict[str, date]:
    """The first or last day on which something dated is an early warning at the month's end."""
    end = shifted(month, 1) - timedelta(days=1)
    days = {"changed_since": -RM_CHANGE_DAYS.value, "tried_since": -STALE_DAYS.value, "maturing_until": MATURING_DAYS.value}
    return {name: end + timedelta(days=int(by)) for name, by in days.items()}


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
