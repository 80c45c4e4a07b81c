"""Early warnings: which active clients show a sign at a month's end that they may leave.

A month sees only facts dated up to its end. Attributes kept without a date, such as whether a telephone works today, are
therefore no ground for a warning. Balances are compared with the three months before only where the client was at the
same outlet and in the same segment in all of them.
"""

from typing import Any

from sqlalchemy import CTE, and_, case, cast, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from queries import warning_policy as policy
from queries.care_policy import COVERED_TIERS
from queries.dialects import Rows
from queries.marts.contacts import DUE
from queries.marts.month import AFTER, BEFORE, CHANGED_SINCE, MATURING_UNTIL, MONTH, THREE_BEFORE, TRIED_SINCE
from queries.policy import Rule
from queries.schema import client_life, client_month, client_warning, complaint, contact, coverage, maturity, warning_month

MONTHS = 3  # looked back on
FINE = 10_000  # shares are compared as whole numbers of these, so that every engine compares exactly
SIGNS = (*(warning.key for warning in policy.WARNINGS), "is_silent")
Condition = ColumnElement[bool]


def warnings() -> Rows:
    """One row per active client with a warning, or silently going, at the month's end."""
    shown = _shown().subquery("shown")
    return select(*(shown.c[column.name] for column in client_warning.c)).where(or_(*(shown.c[name] for name in SIGNS)))


def _shown() -> Rows:
    """Every active client of the month with all signs, yes or no."""
    life, now = client_life.c, client_month.alias("now")
    before, told, changed, complained, due = _before(), _contacts(), _changed(), _complained(), _maturing()
    here = and_(before.c.client_id == life.client_id, before.c.outlet_id == life.outlet_id, before.c.segment == life.segment)
    source = client_life.outerjoin(now, and_(now.c.month == MONTH, now.c.client_id == life.client_id)).outerjoin(before, here)
    source = source.outerjoin(told, and_(told.c.client_id == life.client_id, told.c.outlet_id == life.outlet_id))
    for beside in (changed, complained, due):
        source = source.outerjoin(beside, beside.c.client_id == life.client_id)
    signs = {
        **_of_amounts(now, before), "rm_changed": changed.c.client_id.is_not(None), "complaint_open": complained.c.client_id.is_not(None),
        "contact_overdue": _overdue(before, told), "contact_stale": and_(told.c.try_count >= _whole(policy.STALE_TRIES), told.c.reached_count == 0),
        "maturing_untalked": due.c.client_id.is_not(None),
    }  # fmt: skip
    values: dict[str, Any] = {
        **{column.name: column for column in life}, **{name: func.coalesce(sign, False) for name, sign in signs.items()},
        "balance_yuan": _balance(client_life), "balance_before_yuan": before.c.balance / MONTHS, "aum_before_yuan": before.c.aum / MONTHS,
        "last_contact_on": told.c.last_contact_on, "matures_on": due.c.matures_on, "maturing_yuan": due.c.maturing_yuan,
    }  # fmt: skip
    columns = (cast(values[column.name], column.type).label(column.name) for column in client_warning.c)
    return select(*columns).select_from(source).where(life.month == MONTH, life.state == "active")


def _whole(rule: Rule) -> int:
    return int(rule.value)


def _balance(facts: Any) -> Any:
    """AUM of a personal client, deposits of another."""
    return case((facts.c.segment == "personal", facts.c.aum_yuan), else_=facts.c.deposit_yuan)


def _activity(facts: Any) -> Any:
    return func.coalesce(facts.counter_count, 0) + func.coalesce(facts.online_count, 0)


def _before() -> CTE:
    """Sums of the three months before, of clients open in all of them at one outlet and in one segment."""
    facts = client_month.c
    last = case((facts.month == BEFORE, _balance(client_month)))
    sums = {
        "balance": func.sum(_balance(client_month)), "aum": func.sum(facts.aum_yuan), "payroll": func.sum(facts.payroll_yuan),
        "settlement": func.sum(facts.settlement_yuan), "activity": func.sum(_activity(facts)),
        "products": func.max(facts.product_count), "last_balance": func.max(last),
    }  # fmt: skip
    keys = (facts.client_id, facts.outlet_id, facts.segment)
    looked = (facts.month >= THREE_BEFORE, facts.month < MONTH, facts.is_closed.is_(False))
    return select(*keys, *(value.label(name) for name, value in sums.items())).where(*looked).group_by(*keys).having(func.count() == MONTHS).cte("before")


def _fell(now: Any, sum_before: Any, fall: Rule, least: Rule) -> Condition:
    """`now` is below the mean of the months before by `fall` or more, and that mean is not too small to judge."""
    return and_(now * (MONTHS * FINE) <= sum_before * (FINE - int(fall.value * FINE)), sum_before >= MONTHS * _whole(least))


def _of_amounts(now: Any, before: CTE) -> dict[str, Condition]:
    facts, was = now.c, before.c
    line = case((facts.segment == "personal", _whole(policy.OUTFLOW_PERSONAL)), else_=_whole(policy.OUTFLOW_OTHER))
    part = facts.largest_outflow_yuan * FINE >= was.last_balance * int(policy.OUTFLOW_SHARE.value * FINE)
    return {
        "balance_fall": _fell(_balance(now), was.balance, policy.BALANCE_FALL, policy.BALANCE_FALL_LEAST),
        "activity_fall": _fell(_activity(facts), was.activity, policy.ACTIVITY_FALL, policy.ACTIVITY_FALL_LEAST),
        "large_outflow": and_(facts.largest_outflow_yuan >= line, part),
        "products_dropped": was.products - facts.product_count >= _whole(policy.PRODUCTS_DROPPED),
        "income_moved": or_(
            func.coalesce(_fell(facts.payroll_yuan, was.payroll, policy.MOVED_AWAY, policy.PAYROLL_LEAST), False),
            _fell(facts.settlement_yuan, was.settlement, policy.MOVED_AWAY, policy.SETTLEMENT_LEAST),
        ),
        "is_silent": _fell(facts.aum_yuan, was.aum, policy.SILENT_FALL, policy.SILENT_LEAST),
    }


def _contacts() -> CTE:
    """Of the last year, by client and outlet: when last reached, how often tried, how often reached."""
    log = contact.c
    reached = case((log.is_reached.is_(True), log.contacted_on))
    found = {"last_contact_on": func.max(reached), "try_count": func.count(), "reached_count": func.count(reached)}
    looked = (log.contacted_on >= TRIED_SINCE, log.contacted_on < AFTER)
    return select(log.client_id, log.outlet_id, *(value.label(name) for name, value in found.items())).where(*looked).group_by(log.client_id, log.outlet_id).cte("told")


def _overdue(before: CTE, told: CTE) -> Condition:
    """Of a tier that is looked after, here for three months, and not reached in time, where the log goes back that far."""
    begun = select(func.min(contact.c.contacted_on)).scalar_subquery()
    late = or_(*(
        and_(client_life.c.star_tier == tier, begun < DUE[tier], or_(told.c.last_contact_on.is_(None), told.c.last_contact_on < DUE[tier]))
        for tier in COVERED_TIERS
    ))  # fmt: skip
    return and_(before.c.client_id.is_not(None), late)


def _changed() -> CTE:
    taken = coverage.c
    by_another = and_(taken.previous_rm_id.is_not(None), taken.previous_rm_id != taken.rm_id)
    return select(taken.client_id).where(by_another, taken.valid_from >= CHANGED_SINCE, taken.valid_from < AFTER).distinct().cte("changed")


def _complained() -> CTE:
    still = or_(complaint.c.closed_on.is_(None), complaint.c.closed_on >= AFTER)
    return select(complaint.c.client_id).where(complaint.c.opened_on < AFTER, still).distinct().cte("complained")


def _maturing() -> CTE:
    """What falls due soon after the month's end and was not talked about by then."""
    due = maturity.c
    soon = and_(due.opened_on < AFTER, due.matures_on >= AFTER, due.matures_on <= MATURING_UNTIL)
    untalked = or_(due.talked_on.is_(None), due.talked_on >= AFTER)
    sums = (func.min(due.matures_on).label("matures_on"), func.sum(due.amount_yuan).label("maturing_yuan"))
    return select(due.client_id, *sums).where(soon, untalked).group_by(due.client_id).cte("maturing")


def added_up() -> Rows:
    """`warning_month`: the month's rows of `client_warning` by outlet, segment and the warnings shown."""
    held = client_warning.c
    silent = held.is_silent.is_(True)
    values: dict[str, Any] = {
        "client_count": func.count(), "balance_yuan": func.sum(held.balance_yuan), "revenue_year_yuan": func.sum(held.revenue_year_yuan), "silent_count": func.sum(case((silent, 1), else_=0)),
        "silent_before_yuan": func.sum(case((silent, held.aum_before_yuan), else_=0)), "silent_aum_yuan": func.sum(case((silent, held.aum_yuan), else_=0)),
    }  # fmt: skip
    keys = [held[c.name] for c in warning_month.primary_key]
    columns = (cast(values.get(c.name, held.get(c.name)), c.type).label(c.name) for c in warning_month.c)
    return select(*columns).where(held.month == MONTH).group_by(*keys)
