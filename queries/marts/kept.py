"""What became of clients in the longer run: of those active a year before, of those opened in a quarter, and of all under watch."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import CTE, Boolean, ColumnElement, Date, Integer, and_, case, cast, extract, func, literal, null, or_, select, union_all

from queries.churn_policy import CURVE_MONTHS
from queries.dialects import Rows
from queries.marts.churn import HOME, LEVELS, PEAKED
from queries.marts.life import products_band
from queries.marts.month import MONTH, YEAR_AGO
from queries.marts.times import FIRST, KEPT_KNOWN, NUMBER, PREVIOUS, TENURES, WATCH
from queries.schema import MONEY, churn_cohort, churn_cut, churn_kept, churn_watch, client, client_entry, client_life

PLACED = (*HOME, "star_tier")
COUNTED = tuple(c.name for c in churn_kept.c if not c.primary_key)


def _least(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((one < other, one), else_=other)


def kept() -> Rows:
    """`churn_kept`: clients active a year before, by their outlet, segment and tier of then; whoever has left outlet or segment since is a pair,
    told from either side.

    Amounts below nothing count as nothing. What a pair holds stands on the side that was left.
    """
    then, now = client_life.alias("then"), client_life.alias("now")
    amounts: dict[str, Any] = {}
    for measure, name in LEVELS.items():
        opening, closing = (case((life.c[name] > 0, life.c[name]), else_=cast(literal(0), MONEY)) for life in (then, now))
        left = case((now.c.state == "closed", cast(literal(0), MONEY)), else_=closing)
        parts = {"opening": opening, "kept": _least(opening, left), "closing": left}
        amounts |= {f"{measure}_{part}_yuan": case((cast(KEPT_KNOWN, Boolean), amount)) if measure == "revenue" else amount for part, amount in parts.items()}
    places = [then.c[name].label(f"was_{name}") for name in PLACED] + [now.c[name].label(f"is_{name}") for name in HOME]
    sums = [func.sum(amount).label(name) for name, amount in amounts.items()]
    counts = (func.count().label("client_count"), func.sum(case((now.c.state == "active", 1), else_=0)).label("kept_count"))
    known = and_(cast(YEAR_AGO, Date) >= cast(WATCH, Date), then.c.month == YEAR_AGO, now.c.month == MONTH, then.c.state == "active")
    keys = [then.c[name] for name in PLACED] + [now.c[name] for name in HOME]
    pairs = select(*places, *counts, *sums).join_from(then, now, now.c.client_id == then.c.client_id).where(known).group_by(*keys).cte("pairs")
    sides = union_all(*_sides(pairs)).subquery("sides")
    return select(*sides.c)


def _sides(pairs: CTE) -> Iterator[Rows]:
    """Those who stayed; and of those who moved, where they left with what they had, and where they came to."""
    stayed = and_(*(pairs.c[f"was_{name}"] == pairs.c[f"is_{name}"] for name in HOME))
    order = [*(pairs.c[f"was_{name}"] for name in PLACED), *(pairs.c[f"is_{name}"] for name in HOME)]
    moved = select(func.row_number().over(order_by=order).label("pair_no"), *pairs.c).where(~stayed).cte("moved")
    amounts = {name: pairs.c[name] for name in COUNTED}
    was = {name: pairs.c[f"was_{name}"] for name in PLACED}
    yield _row({"pair_no": literal(0), "side": literal("stay"), **was, **amounts}).where(stayed)
    was = {name: moved.c[f"was_{name}"] for name in PLACED}
    yield _row({"pair_no": moved.c.pair_no, "side": literal("out"), **was, **{name: moved.c[name] for name in COUNTED}})
    came = {name: moved.c[f"is_{name}"] for name in HOME} | {"star_tier": moved.c.was_star_tier}
    yield _row({"pair_no": moved.c.pair_no, "side": literal("in"), **came, **{name: literal(0) if name.endswith("_count") else null() for name in COUNTED}})


def _row(values: dict[str, Any]) -> Rows:
    return select(*(cast(values.get(c.name, MONTH), c.type).label(c.name) for c in churn_kept.c))


def cuts() -> Rows:
    """`churn_cut`: active clients at the opening and those lost, by what they were at the end of the month before."""
    before, now = client_life.alias("before"), client_life.alias("now")
    opened = client.c.opened_on
    tenure = case(*((opened > since, f"under_{years}") for years, since in TENURES.items()), else_="from_10")
    reason = case((now.c.state == "closed", func.coalesce(client.c.close_reason, "")), else_="dormant")
    is_lost = case((now.c.event == "lost", 1), else_=0)
    columns = (
        before.c.outlet_id, before.c.segment, before.c.star_tier.label("tier"), tenure.label("tenure"), products_band(before.c.product_count).label("products"),
        func.coalesce(client.c.industry, "").label("industry"), reason.label("reason"), is_lost.label("is_lost"), *(before.c[f"{measure}_yuan"] for measure in PEAKED),
    )  # fmt: skip
    source = before.join(now, and_(now.c.client_id == before.c.client_id, now.c.month == MONTH)).outerjoin(client, client.c.client_id == before.c.client_id)
    told = and_(cast(MONTH, Date) > cast(WATCH, Date), before.c.month == PREVIOUS, before.c.state == "active")
    clients = select(*columns).select_from(source).where(told).cte("clients")
    parts = union_all(*(_cut(clients, cut) for cut in ("tier", "tenure", "products", "industry", "reason"))).subquery("parts")
    return select(*parts.c)


def _cut(clients: CTE, cut: str) -> Rows:
    """One row per outlet, segment and value. A reason is known of the lost alone."""
    keys = (clients.c.outlet_id, clients.c.segment, clients.c[cut])
    took = {f"{measure}_lost_yuan": func.sum(clients.c[f"{measure}_yuan"] * clients.c.is_lost) for measure in PEAKED}
    values: dict[str, Any] = {"month": MONTH, "cut": literal(cut), "value": clients.c[cut], "opening_count": func.count(), "lost_count": func.sum(clients.c.is_lost), **took}
    rows = select(*(cast(values.get(c.name, clients.c.get(c.name)), c.type).label(c.name) for c in churn_cut.c)).group_by(*keys)
    return rows.where(clients.c.is_lost == 1) if cut == "reason" else rows


def watched() -> Rows:
    """`churn_watch`: who came under watch in the month and who was lost for the first time, by what they were when first active.

    Those active when it is first known who is, at the third loaded month-end, come under watch then; later ones with their first active month.
    """
    now, before, entry = client_life.alias("now"), client_life.alias("before"), client_entry
    keys = [entry.c[name] for name in ("outlet_id", "segment", "star_tier", "products", "opened_no")]
    starts = and_(now.c.state == "active", now.c.was_lost.is_(False), or_(cast(MONTH, Date) == cast(WATCH, Date), entry.c.month == MONTH))
    lost = and_(now.c.event == "lost", before.c.was_lost.is_(False))
    source = (
        now.join(entry, and_(entry.c.client_id == now.c.client_id, entry.c.month <= MONTH))
        .outerjoin(before, and_(before.c.client_id == now.c.client_id, before.c.month == PREVIOUS))
    )  # fmt: skip
    since = case((entry.c.month <= WATCH, _number(cast(WATCH, Date))), else_=_number(entry.c.month))
    told = and_(now.c.month == MONTH, cast(MONTH, Date) >= cast(WATCH, Date), or_(starts, lost), since - entry.c.opened_no < CURVE_MONTHS)
    counts = (func.sum(case((is_so, 1), else_=0)) for is_so in (starts, lost))
    values: dict[str, Any] = {"month": MONTH, **{key.name: key for key in keys}, **dict(zip(("entered_count", "lost_count"), counts, strict=True))}
    return select(*(cast(values[c.name], c.type).label(c.name) for c in churn_watch.c)).select_from(source).where(told).group_by(*keys)


def _number(month: Any) -> ColumnElement[Any]:
    """A month as a number, as `times.number` counts them."""
    return cast(extract("year", month) * 12 + extract("month", month) - 1, Integer)


def cohorts() -> Rows:
    """`churn_cohort`: clients opened in a quarter of the loaded history and active by its end, from its last month on, where they were opened."""
    now, entry = client_life.alias("now"), client_entry
    quarter = entry.c.opened_no - entry.c.opened_no % 3
    member = and_(quarter >= _number(cast(FIRST, Date)), _number(entry.c.month) <= quarter + 2, quarter + 2 <= cast(NUMBER, Integer))
    keys = (entry.c.outlet_id, entry.c.segment, quarter)
    levels = {f"{measure}_yuan": func.sum(now.c[f"{measure}_yuan"]) for measure in PEAKED}
    active = func.sum(case((now.c.state == "active", 1), else_=0))
    values: dict[str, Any] = {"month": MONTH, "quarter_no": quarter, "member_count": func.count(), "active_count": active, **levels}
    source = now.join(entry, entry.c.client_id == now.c.client_id)
    columns = (cast(values.get(c.name, entry.c.get(c.name)), c.type).label(c.name) for c in churn_cohort.c)
    return select(*columns).select_from(source).where(now.c.month == MONTH, member).group_by(*keys)
