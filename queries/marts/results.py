"""What each RM brought from the month's first day to its last, or to each day of an open month.

Growth of their own is closing − opening − moved: clients handed over between two month-ends count with their opening balance, as
pairs, so that moves cancel in every scope that holds both ends. In a closed month moves are read off the clients' holders at its
two ends, in an open one off the coverage history. The first month of the history has no opening and no growth.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import CTE, Date, and_, case, cast, exists, func, literal, or_, select, union_all

from queries.dialects import Rows
from queries.marts.month import AFTER, BEFORE, MONTH
from queries.schema import MONEY, RESULT_LEVELS, client, client_month, coverage, result_day, result_outlet, rm_day

KEYS = ("outlet_id", "rm_id", "segment")
MOVED = tuple(level for level, *_ in RESULT_LEVELS)
LEVELS = ("deposit_yuan", "loan_yuan", "aum_yuan", "npl_yuan", "client_count", "premium_client_count", "profile_points")
FLOWS = tuple(c.name for c in rm_day.c if c.info["unit"] in {"yuan", "count"} and c.name not in LEVELS)
OF_DAY = (*LEVELS, *FLOWS, *(f"{level}_days_yuan" for level in MOVED))
OPENING = tuple(f"{level}_opening_yuan" for level in MOVED)
NETS = tuple(f"{level}_moved_yuan" for level in MOVED)


def results() -> Rows:
    """One row per key and shown day: what came, what stands, what was handed over, and what grew."""
    days, opening = _days(), _opening()
    parts = union_all(_to_date(days), _of_opening(opening, days), *_moved(days)).subquery("parts")
    keys = (parts.c.day, *(parts.c[name] for name in KEYS))
    sums = {name: func.sum(parts.c[name]) for name in (*OF_DAY, *NETS, *OPENING)}
    known = exists(select(opening.c.outlet_id))
    grown = {
        f"{level}_growth_yuan": case((known, func.coalesce(sums[f"{level}_yuan"], 0) - func.coalesce(sums[f"{level}_opening_yuan"], 0)
                                      - func.coalesce(sums[f"{level}_moved_yuan"], 0)))
        for level in MOVED
    }  # fmt: skip
    values: dict[str, Any] = {"month": cast(MONTH, Date), **{key.name: key for key in keys}, **sums, **grown}
    return select(*(cast(values[column.name], column.type).label(column.name) for column in result_day.c)).group_by(*keys)


def of_outlets() -> Rows:
    """The same of each outlet and segment, its RMs' added up."""
    held, keys = result_day.c, [result_day.c[column.name] for column in result_outlet.primary_key]
    values = (held[c.name] if c.primary_key else cast(func.sum(held[c.name]), c.type).label(c.name) for c in result_outlet.c)
    return select(*values).where(held.month == MONTH).group_by(*keys)


def _days() -> CTE:
    """The days to be shown: all of an open month, the last of a closed one."""
    within = and_(rm_day.c.day >= MONTH, rm_day.c.day < AFTER)
    last = select(func.max(rm_day.c.day)).where(within).scalar_subquery()
    closed = exists(select(client_month.c.client_id).where(client_month.c.month == MONTH))
    return select(rm_day.c.day).where(within, or_(~closed, rm_day.c.day == last)).distinct().cte("days")


def _opening() -> CTE:
    """Levels by key on the last day known of the month before."""
    within = and_(rm_day.c.day >= BEFORE, rm_day.c.day < MONTH)
    last = select(func.max(rm_day.c.day)).where(within).scalar_subquery()
    levels = (rm_day.c[f"{level}_yuan"].label(f"{level}_opening_yuan") for level in MOVED)
    return select(*(rm_day.c[name] for name in KEYS), *levels).where(rm_day.c.day == last).cte("opening")


def _row(day: Any, keys: Any, known: dict[str, Any]) -> Rows:
    """A part of the union: what it does not know is null there."""
    kinds = {name: MONEY if name.endswith("_yuan") or name == "profile_points" else rm_day.c[name].type for name in (*OF_DAY, *NETS, *OPENING)}
    values = (cast(known.get(name), kind).label(name) for name, kind in kinds.items())
    return select(day.label("day"), *(key.label(name) for key, name in zip(keys, KEYS, strict=True)), *values)


def _to_date(days: CTE) -> Rows:
    """Flows and days' levels added up to each shown day, levels as they stand on it."""
    facts = rm_day.c
    known: dict[str, Any] = {name: func.sum(case((facts.day == days.c.day, facts[name]))) for name in LEVELS}
    known |= {name: func.sum(facts[name]) for name in FLOWS}
    known |= {f"{level}_days_yuan": func.sum(facts[f"{level}_yuan"]) for level in MOVED}
    keys = [facts[name] for name in KEYS]
    rows = _row(days.c.day, keys, known).select_from(rm_day.join(days, facts.day <= days.c.day))
    return rows.where(facts.day >= MONTH, facts.day < AFTER).group_by(days.c.day, *keys)


def _of_opening(opening: CTE, days: CTE) -> Rows:
    known = {name: opening.c[name] for name in OPENING}
    return _row(days.c.day, [opening.c[name] for name in KEYS], known).select_from(opening.join(days, literal(1) == 1))


def _moved(days: CTE) -> Iterator[Rows]:
    """Opening balances that came to a key (+) and left one (−)."""
    held = client_month.alias("held")
    amounts = {f"{level}_moved_yuan": held.c[f"{level}_yuan"] for level in MOVED}
    was_open = and_(held.c.month == BEFORE, held.c.is_closed.is_(False))
    yield from _between_months(days, held, amounts, was_open)
    yield from _in_open_month(days, held, amounts, was_open)


def _signed(amounts: dict[str, Any], sign: int) -> dict[str, Any]:
    return amounts if sign > 0 else {name: -amount for name, amount in amounts.items()}


def _holder(facts: Any) -> list[Any]:
    return [facts.c.outlet_id, func.coalesce(facts.c.rm_id, ""), facts.c.segment]


def _between_months(days: CTE, held: Any, amounts: dict[str, Any], was_open: Any) -> Iterator[Rows]:
    """Clients open at both month-ends whose holder differs."""
    after = client_month.alias("after")
    changed = or_(*(old != new for old, new in zip(_holder(held), _holder(after), strict=True)))
    for sign, side in ((1, after), (-1, held)):
        source = held.join(after, after.c.client_id == held.c.client_id).join(days, literal(1) == 1)
        still_open = and_(after.c.month == MONTH, after.c.is_closed.is_(False))
        yield _row(days.c.day, _holder(side), _signed(amounts, sign)).select_from(source).where(was_open, still_open, changed)


def _in_open_month(days: CTE, held: Any, amounts: dict[str, Any], was_open: Any) -> Iterator[Rows]:
    """Covers that began or ended in a month without client facts; where none takes over, the outlet holds the client without an RM."""
    no_facts = ~exists(select(client_month.c.client_id).where(client_month.c.month == MONTH))
    covered = [coverage.c.outlet_id, coverage.c.rm_id, coverage.c.segment]
    beside = coverage.alias("beside")
    for turn, sign in ((coverage.c.valid_from, 1), (coverage.c.valid_to, -1)):
        meets = beside.c.valid_to == coverage.c.valid_from if sign > 0 else beside.c.valid_from == coverage.c.valid_to
        alone = ~exists(select(beside.c.client_id).where(beside.c.client_id == coverage.c.client_id, meets))
        source = (
            coverage.join(held, held.c.client_id == coverage.c.client_id).join(client, client.c.client_id == coverage.c.client_id).join(days, turn <= days.c.day)
        )
        here = (was_open, no_facts, turn >= MONTH, turn < AFTER, or_(client.c.closed_on.is_(None), client.c.closed_on > days.c.day))
        yield _row(days.c.day, covered, _signed(amounts, sign)).select_from(source).where(*here)
        nobody = [held.c.outlet_id if sign > 0 else coverage.c.outlet_id, literal(""), coverage.c.segment]
        yield _row(days.c.day, nobody, _signed(amounts, -sign)).select_from(source).where(*here, alone)
