"""Which large clients with an open exposure worsened, by what a month's end knew.

A client whose money goes away is no longer large soon: one that was, by its own balances, a year before counts too.
Rating, grade, cover and balances are compared with the month-end a year before, the grade also with the one before, and only
where the client was at the same outlet then: what it was elsewhere is not its present holder's to see.
"""

from typing import Any

from sqlalchemy import CTE, Double, and_, case, cast, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from queries.codes import RATINGS
from queries.credit_policy import BALANCE_FALL, BALANCE_LEAST, COVER_FALL, GRADES, RATING_NOTCHES
from queries.dialects import Rows
from queries.marts.month import BEFORE, MONTH, YEAR_AGO
from queries.policy import LARGE_CLIENT_OTHER, LARGE_CLIENT_PERSONAL
from queries.schema import RATE, WATCH_SIGNS, client_month, credit_watch, exposure, large_contact

FINE = 10_000  # shares are compared as whole numbers of these, so that every engine compares exactly
SIGNS = tuple(name for name, _, _ in WATCH_SIGNS)
Condition = ColumnElement[bool]


def worsened() -> Rows:
    """One row per large client with an open exposure and a sign, or a grade of special mention or worse."""
    shown = _shown().subquery("shown")
    return select(*(shown.c[column.name] for column in credit_watch.c)).where(or_(*(shown.c[name] for name in SIGNS)))


def _shown() -> Rows:
    now, then, last, large = client_month.alias("now"), client_month.alias("then"), client_month.alias("last"), large_contact
    open_now, open_then = _open(MONTH, "open_now"), _open(YEAR_AGO, "open_then")
    source = now.join(open_now, open_now.c.client_id == now.c.client_id)
    for facts, month in ((then, YEAR_AGO), (last, BEFORE)):
        same = and_(facts.c.client_id == now.c.client_id, facts.c.outlet_id == now.c.outlet_id)
        source = source.outerjoin(facts, and_(same, facts.c.month == month, facts.c.is_closed.is_(False)))
    source = source.outerjoin(open_then, open_then.c.client_id == then.c.client_id)  # only where the client was here then
    source = source.outerjoin(large, and_(large.c.client_id == now.c.client_id, large.c.month == MONTH))
    values: dict[str, Any] = {
        **{c.name: now.c[c.name] for c in credit_watch.c if c.name in now.c}, **{c.name: open_now.c[c.name] for c in open_now.c if c.name in credit_watch.c and c.name != "client_id"},
        "rm_id": func.coalesce(now.c.rm_id, ""), "rating_before": then.c.rating, "grade_before": then.c.loan_grade,
        "grade_month_before": last.c.loan_grade, "cover_before_share": open_then.c.cover_share, "balance_yuan": _balance(now), "balance_before_yuan": _balance(then, now),
        **{name: func.coalesce(now.c[name], 0) for name in ("loan_yuan", "overdue_days", "overdue_yuan")},
        **{name: func.coalesce(sign, False) for name, sign in _signs(now, then, last, open_now, open_then).items()},
    }  # fmt: skip
    columns = (cast(values[column.name], column.type).label(column.name) for column in credit_watch.c)
    return select(*columns).select_from(source).where(now.c.month == MONTH, now.c.is_closed.is_(False), or_(large.c.client_id.is_not(None), _was_large(then)))


def _was_large(then: Any) -> Condition:
    value = case((then.c.segment == "personal", then.c.aum_yuan), else_=func.coalesce(then.c.deposit_yuan, 0) + func.coalesce(then.c.loan_yuan, 0))
    line = case((then.c.segment == "personal", int(LARGE_CLIENT_PERSONAL.value)), else_=int(LARGE_CLIENT_OTHER.value))
    return and_(then.c.client_id.is_not(None), value >= line)


def _signs(now: Any, then: Any, last: Any, open_now: CTE, open_then: CTE) -> dict[str, Condition]:
    ratings, grades = tuple(RATINGS), GRADES
    grade = _place(now.c.loan_grade, grades)
    balance, before = _balance(now), _balance(then, now)
    return {
        "rating_fell": _place(now.c.rating, ratings) - _place(then.c.rating, ratings) >= int(RATING_NOTCHES.value),
        "grade_fell": or_(grade > _place(then.c.loan_grade, grades), grade > _place(last.c.loan_grade, grades)),
        "cover_fell": (open_then.c.cover_share - open_now.c.cover_share) * FINE >= int(COVER_FALL.value * FINE),
        "balances_fell": and_(before >= int(BALANCE_LEAST.value), func.coalesce(balance, 0) * FINE <= before * (FINE - int(BALANCE_FALL.value * FINE))),
        "is_weak": grade >= 1,
    }  # fmt: skip


def _place(value: Any, order: tuple[str, ...]) -> Any:
    """How far down a scale, 0 for the best; unknown where nothing is known."""
    return case({name: at for at, name in enumerate(order)}, value=value)


def _balance(facts: Any, kind: Any = None) -> Any:
    """AUM of a personal client, deposits of another."""
    return case(((facts if kind is None else kind).c.segment == "personal", facts.c.aum_yuan), else_=facts.c.deposit_yuan)


def _open(month: Any, name: str) -> CTE:
    """A month's open exposures by client: amounts, cover weighted by amount where it is known, exits, and who owns the largest contract's risk."""
    own = exposure.c
    place = func.row_number().over(partition_by=own.client_id, order_by=(own.principal_yuan.desc(), own.exposure_id))
    names = ("client_id", "principal_yuan", "cover_share", "exit_planned_yuan", "exit_done_yuan", "risk_owner_id")
    rows = select(*(own[each] for each in names), place.label("place")).where(own.month == month, own.principal_yuan > 0).subquery(f"{name}_rows")
    known = case((rows.c.cover_share.is_not(None), rows.c.principal_yuan))
    covered = func.sum(rows.c.principal_yuan * rows.c.cover_share)
    sums = {
        "exposure_yuan": func.sum(rows.c.principal_yuan), "cover_share": cast(cast(covered, Double) / cast(func.sum(known), Double), RATE),
        "exit_planned_yuan": func.sum(rows.c.exit_planned_yuan), "exit_done_yuan": func.sum(rows.c.exit_done_yuan),
        "risk_owner_id": func.max(case((rows.c.place == 1, rows.c.risk_owner_id))),
    }  # fmt: skip
    return select(rows.c.client_id, *(value.label(label) for label, value in sums.items())).group_by(rows.c.client_id).cte(name)
