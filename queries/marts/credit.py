"""Loans by grade and days overdue, post-loan checks, and each graded loan, for one month.

Nothing after the month's end is known in it: a check done later is not done yet.
"""

from typing import Any

from sqlalchemy import Integer, and_, case, cast, func, literal, or_, select, union_all

from queries.credit_policy import BANDS, OVERDUE_EDGES
from queries.dialects import Rows
from queries.marts.month import AFTER, MONTH
from queries.marts.times import PREVIOUS
from queries.schema import MONEY, check_month, client_month, credit_month, exposure, graded_loan


def loans() -> Rows:
    """One row per outlet, RM, segment, grade and band of days overdue, over open clients with a loan."""
    facts = client_month.c
    days = func.coalesce(facts.overdue_days, 0)
    band = case(*((days <= edge, name) for edge, name in zip(OVERDUE_EDGES, BANDS, strict=False)), else_=BANDS[-1])
    keys = {
        "month": facts.month, "outlet_id": facts.outlet_id, "rm_id": func.coalesce(facts.rm_id, ""), "segment": facts.segment,
        "loan_grade": func.coalesce(facts.loan_grade, ""), "overdue_band": band,
    }  # fmt: skip
    rows = select(*(value.label(name) for name, value in keys.items()), facts.loan_yuan.label("loan"), facts.overdue_yuan.label("overdue"))
    flat = rows.where(facts.month == MONTH, facts.is_closed.is_(False), facts.loan_yuan > 0).subquery("flat")
    sums = {"client_count": func.count(), "loan_yuan": func.sum(flat.c.loan), "overdue_yuan": func.sum(func.coalesce(flat.c.overdue, 0))}
    values = {name: flat.c[name] for name in keys} | sums
    return select(*(cast(values[c.name], c.type).label(c.name) for c in credit_month.c)).group_by(*(flat.c[name] for name in keys))


def checks() -> Rows:
    """Checks by the month of their due day; one done in a later month is missed in this one."""
    own = exposure.c
    done = and_(own.check_done_on.is_not(None), own.check_done_on < AFTER)
    in_time = and_(done, own.check_done_on <= own.check_due_on)
    late = and_(done, own.check_done_on > own.check_due_on)
    missed = or_(own.check_done_on.is_(None), own.check_done_on >= AFTER)
    flat = select(
        own.month, own.outlet_id, func.coalesce(own.rm_id, "").label("rm_id"), own.segment, own.principal_yuan,
        *(case((condition, 1), else_=0).label(name) for name, condition in (("in_time", in_time), ("late", late), ("missed", missed))),
    ).where(own.month == MONTH, own.check_due_on >= MONTH, own.check_due_on < AFTER).subquery("flat")  # fmt: skip
    keys = (flat.c.month, flat.c.outlet_id, flat.c.rm_id, flat.c.segment)
    counts = {
        "due_count": func.count(), "in_time_count": func.sum(flat.c.in_time), "late_count": func.sum(flat.c.late), "missed_count": func.sum(flat.c.missed),
        "missed_yuan": func.sum(case((flat.c.missed == 1, flat.c.principal_yuan), else_=0)),
    }  # fmt: skip
    values: dict[str, Any] = {key.name: key for key in keys} | counts
    return select(*(cast(values[c.name], c.type).label(c.name) for c in check_month.c)).group_by(*keys)


def graded() -> Rows:
    """Clients with a graded loan at the month's end, new or held before; and those of the month before who have none any more.

    A client that repaid or closed stands where it stood the month before. One that moved is held at its new place: that it
    left is not told at the old one.
    """
    now, before = _graded(MONTH).cte("now"), _graded(PREVIOUS).cte("before")
    columns = [c.name for c in graded_loan.c if c.name not in {"month", "step"}]
    here = [now.c[name] for name in columns]
    step = case((before.c.client_id.is_(None), "new"), else_="held")
    held = select(*here, step.label("step")).join_from(now, before, before.c.client_id == now.c.client_id, isouter=True)
    zero = cast(literal(0), MONEY)
    ended: dict[str, Any] = {"loan_yuan": zero, "overdue_yuan": zero, "overdue_days": cast(literal(0), Integer)}
    there = [ended[name].label(name) if name in ended else before.c[name] for name in columns]
    repaid = select(*there, literal("repaid").label("step")).join_from(before, now, now.c.client_id == before.c.client_id, isouter=True).where(now.c.client_id.is_(None))
    both = union_all(held, repaid).subquery("both")
    values: dict[str, Any] = {c.name: both.c[c.name] for c in graded_loan.c if c.name != "month"} | {"month": MONTH}
    return select(*(cast(values[c.name], c.type).label(c.name) for c in graded_loan.c))


def _graded(month: Any) -> Rows:
    facts = client_month.c
    values: dict[str, Any] = {
        "rm_id": func.coalesce(facts.rm_id, ""), "overdue_days": func.coalesce(facts.overdue_days, 0), "overdue_yuan": func.coalesce(facts.overdue_yuan, 0),
    }  # fmt: skip
    names = [c.name for c in graded_loan.c if c.name not in {"month", "step"}]
    columns = (values.get(name, facts[name]).label(name) for name in names)
    return select(*columns).where(facts.month == month, facts.is_closed.is_(False), facts.loan_grade.is_not(None), facts.loan_yuan > 0)
