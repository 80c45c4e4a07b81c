"""Each client's state at a month's end, told from its state at the month before and the month's facts.

Not used yet → active → dormant (in its third quiet month in a row) or closed → active again. A client without a row in a loaded
month is not known to have changed: it keeps its state and balances, unless the register has it closed. A lost client's row stands where
it stood the month before. The first three loaded months tell states but no events: who was quiet before is not known.
"""

from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, and_, case, cast, exists, extract, false, func, literal, null, or_, select
from sqlalchemy.sql.selectable import FromClause

from queries.churn_policy import QUIET_FLOOR, QUIET_MONTHS
from queries.dialects import Rows
from queries.marts.month import AFTER, MONTH, YEAR_AGO
from queries.marts.times import FIRST, GONE_FROM, PREVIOUS, WATCH
from queries.schema import MONEY, client, client_entry, client_life, client_month

BALANCES = ("deposit_yuan", "loan_yuan", "aum_yuan")
YEARLY = {"revenue_yuan": "revenue_year_yuan", "contribution_yuan": "contribution_year_yuan"}
GONE = ("closed", "dormant")
Clause = ColumnElement[Any]


def lives() -> Rows:
    """One row per client that has ever had a row up to this month."""
    told = _told()
    values: dict[str, Any] = {
        "month": cast(MONTH, Date), "client_id": told.c.client_id, "state": told.c.state, "event": _event(told),
        "quiet_count": told.c.quiet_count, "was_lost": _was_lost(told), **_place(told), **_amounts(told),
    }  # fmt: skip
    return select(*(cast(values[c.name], c.type).label(c.name) for c in client_life.c)).select_from(told)


def _sources() -> tuple[FromClause, ...]:
    """The row of the loaded month before, the month's facts, what the months brought that have dropped out of the trailing year, and who may be new or closed.

    Of months that drop out there is one, but where months are missing from the load: only then are they added up.
    """
    before = select(client_life).where(client_life.c.month == PREVIOUS).cte("before")
    facts = client_month.c
    names = ("client_id", "outlet_id", "rm_id", "segment", "star_tier", "product_count", "is_closed", *BALANCES, *YEARLY)
    now = select(*(facts[name] for name in names), _is_quiet(facts).label("is_quiet")).where(facts.month == MONTH).cte("now")
    gone = select(facts.client_id, *(facts[name] for name in YEARLY)).where(facts.month == YEAR_AGO).cte("gone")
    missed = and_(facts.month >= GONE_FROM, facts.month < YEAR_AGO)
    skipped = select(facts.client_id, *(func.sum(facts[name]).label(name) for name in YEARLY)).where(missed).group_by(facts.client_id).cte("skipped")
    is_told = or_(client.c.closed_on < AFTER, cast(MONTH, Date) == cast(FIRST, Date))
    known = select(client.c.client_id, client.c.opened_on, client.c.closed_on).where(is_told).cte("known")
    return before, now, gone, skipped, known


def _is_quiet(facts: Any) -> Clause:
    """Every balance below the floor and no transaction; where transactions are not supplied, no money in or out."""
    low = and_(*(func.coalesce(facts[name], 0) < QUIET_FLOOR.value for name in BALANCES))
    counted = func.coalesce(facts.counter_count, 0) + func.coalesce(facts.online_count, 0)
    moved = func.coalesce(facts.inflow_yuan, 0) + func.coalesce(facts.outflow_yuan, 0)
    uncounted = and_(facts.counter_count.is_(None), facts.online_count.is_(None))
    return and_(low, case((uncounted, moved == 0), else_=counted == 0))


def _told() -> Any:
    """The state, beside everything it was told from: the row before as `was_…`, the facts as `is_…`."""
    before, now, gone, skipped, known = _sources()
    number = func.coalesce(now.c.client_id, before.c.client_id)
    source = now.join(before, before.c.client_id == now.c.client_id, full=True)
    for beside in (known, gone, skipped):
        source = source.outerjoin(beside, beside.c.client_id == number)
    registered = func.coalesce(known.c.closed_on < AFTER, false())
    shut = case((now.c.client_id.is_not(None), or_(now.c.is_closed, and_(now.c.is_quiet, registered))), else_=or_(before.c.state == "closed", registered))
    quiet_count = case((shut, 0), (now.c.client_id.is_(None), before.c.quiet_count), (now.c.is_quiet, func.coalesce(before.c.quiet_count, 0) + 1), else_=0)
    columns = [column.label(f"was_{name}") for name, column in before.c.items() if name not in {"month", "client_id", "event"}]
    columns += [now.c[name].label(f"is_{name}") for name in (*_PLACE, *BALANCES, *YEARLY)]
    columns += [(func.coalesce(gone.c[name], 0) + func.coalesce(skipped.c[name], 0)).label(f"gone_{name}") for name in YEARLY]
    rows = select(
        number.label("client_id"), *columns, now.c.client_id.is_not(None).label("has_row"),
        cast(quiet_count, Integer).label("quiet_count"), _state(before, now, known, shut, quiet_count).label("state"),
    ).select_from(source)  # fmt: skip
    return rows.cte("told")


_PLACE = ("outlet_id", "rm_id", "segment", "star_tier", "product_count")


def _state(before: Any, now: Any, known: Any, shut: Clause, quiet_count: Clause) -> Clause:
    """A quiet client seen for the first time is not used yet, unless it was opened before the history begins."""
    is_old = and_(cast(MONTH, Date) == cast(FIRST, Date), known.c.opened_on < FIRST)
    was = before.c.state
    return case(
        (shut, "closed"), (now.c.client_id.is_(None), was), (~now.c.is_quiet, "active"),
        (was.is_(None), case((is_old, "active"), else_="unused")),
        (was == "unused", "unused"), (was.in_(GONE), "dormant"),
        (quiet_count >= int(QUIET_MONTHS.value), "dormant"), else_="active",
    )  # fmt: skip


def _falls(told: Any) -> Clause:
    return and_(told.c.was_state == "active", told.c.state.in_(GONE))


def _event(told: Any) -> Clause:
    rises = told.c.state == "active"
    return case(
        (cast(MONTH, Date) <= cast(WATCH, Date), null()), (_falls(told), "lost"),
        (and_(rises, or_(told.c.was_state.is_(None), told.c.was_state == "unused")), "new"),
        (and_(rises, told.c.was_state.in_(GONE)), "reactivated"),
    )  # fmt: skip


def _was_lost(told: Any) -> Clause:
    return or_(func.coalesce(told.c.was_was_lost, false()), func.coalesce(_falls(told), false()), and_(told.c.was_state.is_(None), told.c.state == "closed"))


def _place(told: Any) -> dict[str, Clause]:
    """As in the facts; of who is lost, closed or without a row, as it was."""
    kept = and_(told.c.was_state.is_not(None), or_(~told.c.has_row, told.c.state == "closed", _falls(told)))
    now = {name: told.c[f"is_{name}"] for name in _PLACE}
    now |= {name: func.coalesce(now[name], "") for name in ("rm_id", "star_tier")}
    return {name: case((kept, told.c[f"was_{name}"]), else_=now[name]) for name in _PLACE}


def _amounts(told: Any) -> dict[str, Clause]:
    """Balances of the month, nothing once closed, as they were where there is no row; and what the trailing year brought."""
    nothing = cast(literal(0), MONEY)
    levels: dict[str, Clause] = {
        name: case((told.c.state == "closed", nothing), (told.c.has_row, func.coalesce(told.c[f"is_{name}"], nothing)), else_=told.c[f"was_{name}"])
        for name in BALANCES
    }
    for name, year in YEARLY.items():
        last, added, gone = (func.coalesce(told.c[part], nothing) for part in (f"was_{year}", f"is_{name}", f"gone_{name}"))
        levels[year] = last + added - gone
    return levels


def entries() -> Rows:
    """Clients active for the first time, with what they were then."""
    now, seen = client_life.alias("now"), client_entry.alias("seen")
    earlier = exists(select(seen.c.client_id).where(seen.c.client_id == now.c.client_id, seen.c.month < MONTH))
    opened = cast(extract("year", client.c.opened_on) * 12 + extract("month", client.c.opened_on) - 1, Integer)
    values: dict[str, Any] = {"products": products_band(now.c.product_count), "opened_no": opened}
    columns = (values[c.name].label(c.name) if c.name in values else now.c[c.name] for c in client_entry.c)
    source = now.join(client, client.c.client_id == now.c.client_id)
    return select(*columns).select_from(source).where(now.c.month == MONTH, now.c.state == "active", ~earlier)


def products_band(held: Any) -> Clause:
    """The code of `codes.PRODUCT_BANDS` that so many products fall into."""
    return case((held.is_(None), ""), (held <= 0, "none"), (held == 1, "one"), (held == 2, "two"), else_="three_up")
