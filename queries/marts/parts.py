"""Sums and sums of squares of clients' amounts by outlet, segment and industry: they add up, so that any part's HHI follows from them."""

from typing import Any

from sqlalchemy import case, cast, func, select

from queries.dialects import Rows, wide
from queries.marts.month import MONTH
from queries.schema import SQUARED_MEASURES, client_month, part_month


def parts() -> Rows:
    """One row per outlet, segment and industry over open clients; an amount that is not positive is left out of its measure."""
    facts = client_month.c
    keys = {"month": facts.month, "outlet_id": facts.outlet_id, "segment": facts.segment, "industry": func.coalesce(facts.industry, "")}
    names = [f"{level}_yuan" for level, _, _ in SQUARED_MEASURES]
    held = select(*(value.label(name) for name, value in keys.items()), *(facts[name] for name in names))
    flat = held.where(facts.month == MONTH, facts.is_closed.is_(False)).subquery("flat")
    values: dict[str, Any] = {name: flat.c[name] for name in keys} | {"client_count": func.count()}
    for level, _, _ in SQUARED_MEASURES:
        values |= squares(flat.c[f"{level}_yuan"], level)
    return select(*(cast(values[c.name], c.type).label(c.name) for c in part_month.c)).group_by(*(flat.c[name] for name in keys))


def squares(amount: Any, level: str) -> dict[str, Any]:
    """Total, number, largest and sum of squares of the positive amounts, by the column names of `part_month`."""
    positive = amount > 0
    return {
        f"{level}_yuan": func.sum(case((positive, amount), else_=0)), f"{level}_count": func.sum(case((positive, 1), else_=0)),
        f"{level}_top_yuan": func.max(case((positive, amount), else_=0)), f"{level}_square_sum": func.sum(case((positive, wide(amount, 2) * amount), else_=0)),
    }  # fmt: skip
