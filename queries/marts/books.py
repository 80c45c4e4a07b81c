"""The tree unrolled, and clients added up by who looks after them."""

from itertools import pairwise
from typing import Any

from sqlalchemy import Integer, and_, cast, func, or_, select, union_all

from queries.dialects import Rows
from queries.marts.large import large_clients
from queries.marts.month import MONTH
from queries.schema import book_month, client_month, coverage, org_month
from queries.tree import LEVEL_ORDER


def closure() -> Rows:
    """Every outlet with itself and each node above it. The tree is strict: five levels, none missing."""
    steps = [org_month.alias(f"step_{index}") for index in range(len(LEVEL_ORDER))]
    source: Any = steps[0]
    for lower, upper in pairwise(steps):
        source = source.join(upper, and_(upper.c.node_id == lower.c.parent_id, upper.c.month == MONTH))
    outlets = and_(steps[0].c.month == MONTH, steps[0].c.level == LEVEL_ORDER[-1])
    pairs = union_all(
        *(
            select(steps[0].c.month, steps[0].c.node_id.label("outlet_id"), step.c.node_id, step.c.level)
            .select_from(source)
            .where(outlets)
            for step in steps
        )
    ).subquery("pairs")
    number = cast(func.dense_rank().over(order_by=pairs.c.node_id), Integer)
    return select(*pairs.c, number.label("node_no"))


def book_holders() -> Rows:
    """Whose book each client is in on the day bound as :month (the as-of day), by coverage."""
    valid = and_(coverage.c.valid_from <= MONTH, or_(coverage.c.valid_to.is_(None), coverage.c.valid_to > MONTH))
    return select(coverage.c.client_id, coverage.c.rm_id, coverage.c.outlet_id).where(valid)


def book_holders_of_facts() -> Rows:
    """The same from a month's facts, for a bank that supplies no coverage history."""
    facts = client_month.c
    covered = and_(facts.month == MONTH, facts.rm_id.is_not(None), facts.is_closed.is_(False))
    return select(facts.client_id, facts.rm_id, facts.outlet_id).where(covered)


def books() -> Rows:
    """One row per outlet, RM, segment and industry, over clients not closed; empty strings for no RM and no industry."""
    facts, large = client_month.c, large_clients()
    keys = [facts.month, facts.outlet_id, func.coalesce(facts.rm_id, ""), facts.segment, func.coalesce(facts.industry, "")]
    sums = [func.sum(facts[column.name]) for column in book_month.c if column.name.endswith("_yuan")]
    labelled = zip([*keys, func.count(), func.count(large.c.client_id), *sums], book_month.c, strict=True)
    return (
        select(*(value.label(column.name) for value, column in labelled))
        .join_from(client_month, large, large.c.client_id == facts.client_id, isouter=True)
        .where(facts.month == MONTH, facts.is_closed.is_(False))
        .group_by(*keys)
    )
