"""Clients whose tier changed from the loaded month before to this one: of the pyramid, of the stars, and large or not.

Who stayed at the outlet and in the segment, came anew or was lost is one row. Who moved is a pair: the side left knows the tier
of then, the side reached the tier of now, so that either end is told apart from the other.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import CTE, ColumnElement, and_, case, cast, func, literal, null, or_, select, union_all

from queries.dialects import Rows
from queries.marts.month import MONTH
from queries.marts.times import PREVIOUS
from queries.schema import client_life, client_pyramid, large_contact, tier_move

Clause = ColumnElement[Any]
PLACE = ("outlet_id", "rm_id", "segment")
KINDS = ("pyramid", "star", "large")
OPEN = ("active", "dormant", "unused")


def moves() -> Rows:
    """`tier_move` of the month; nothing in the first."""
    told = _told()
    changed = union_all(*(_of_kind(told, kind) for kind in KINDS)).cte("changed")
    number = func.row_number().over(order_by=(changed.c.kind, changed.c.client_id))
    numbered = select(*changed.c, number.label("number")).cte("numbered")
    sides = union_all(*_sides(numbered)).subquery("sides")
    return select(*sides.c)


def _told() -> CTE:
    """Every client of either month with both ends: `was_…` a month before, `is_…` now."""
    then, now = client_life.alias("then"), client_life.alias("now")
    source: Any = now.outerjoin(then, and_(then.c.client_id == now.c.client_id, then.c.month == PREVIOUS))
    columns = [now.c.client_id, then.c.client_id.is_not(None).label("was_known")]
    for side, life, month in (("was", then, PREVIOUS), ("is", now, MONTH)):
        picked, large = client_pyramid.alias(f"{side}_picked"), large_contact.alias(f"{side}_large")
        source = source.outerjoin(picked, and_(picked.c.month == month, picked.c.client_id == life.c.client_id))
        source = source.outerjoin(large, and_(large.c.month == month, large.c.client_id == life.c.client_id))
        is_active, is_open = life.c.state == "active", life.c.state.in_(OPEN)
        tiers = {
            "pyramid": case((is_active, func.coalesce(picked.c.tier, "other")), else_="none"), "star": case((is_active, life.c.star_tier), else_="none"),
            "large": case((large.c.client_id.is_not(None), "large"), (is_open, "other"), else_="none"),
        }  # fmt: skip
        columns += [*(life.c[name].label(f"{side}_{name}") for name in PLACE), *(tier.label(f"{side}_{kind}") for kind, tier in tiers.items())]
        columns.append(life.c.aum_yuan.label(f"{side}_aum"))
    known = or_(then.c.state.in_(OPEN), now.c.state.in_(OPEN))
    return select(*columns).select_from(source).where(now.c.month == MONTH, known, _has_before()).cte("told")


def _has_before() -> Clause:
    """There is a loaded month before."""
    return cast(PREVIOUS, client_life.c.month.type) > cast(literal("1900-01-01"), client_life.c.month.type)


def _of_kind(told: CTE, kind: str) -> Rows:
    """Whoever changed tier or, with a tier at both ends, place; of the large only who is or was."""
    was, now = told.c[f"was_{kind}"], told.c[f"is_{kind}"]
    moved = and_(was != "none", now != "none", or_(told.c.was_outlet_id != told.c.is_outlet_id, told.c.was_segment != told.c.is_segment))
    ends = [column for column in told.c if column.name not in {f"{side}_{each}" for side in ("was", "is") for each in KINDS}]
    wanted = and_(or_(was != now, moved), or_(was == "large", now == "large")) if kind == "large" else or_(was != now, moved)
    columns = (*ends, was.label("from_tier"), now.label("to_tier"), case((moved, 1), else_=0).label("is_moved"))
    return select(literal(kind).label("kind"), *columns).where(wanted)


def _sides(rows: CTE) -> Iterator[Rows]:
    """Those who stayed; and of those who moved, where they left with what they had, and where they came to."""
    lost = rows.c.to_tier == "none"
    at = {name: case((and_(lost, rows.c.was_known), rows.c[f"was_{name}"]), else_=rows.c[f"is_{name}"]) for name in PLACE}
    was, now = {"aum_then_yuan": rows.c.was_aum}, {"aum_now_yuan": rows.c.is_aum}
    here, there = ({name: rows.c[f"{end}_{name}"] for name in PLACE} for end in ("is", "was"))
    yield _row(rows, "stay", {"pair_no": literal(0), "from_tier": rows.c.from_tier, "to_tier": rows.c.to_tier, **at, **was, **now}).where(rows.c.is_moved == 0)
    yield _row(rows, "out", {"pair_no": rows.c.number, "from_tier": rows.c.from_tier, **there, **was}).where(rows.c.is_moved == 1)
    yield _row(rows, "in", {"pair_no": rows.c.number, "to_tier": rows.c.to_tier, **here, **now}).where(rows.c.is_moved == 1)


def _row(rows: CTE, side: str, values: dict[str, Any]) -> Rows:
    known = {"month": MONTH, "kind": rows.c.kind, "side": literal(side), "client_id": rows.c.client_id, **values}
    return select(*(cast(known.get(c.name, null()), c.type).label(c.name) for c in tier_move.c))


