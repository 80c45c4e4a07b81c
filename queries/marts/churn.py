"""Clients and balances won, lost and kept in a month, each where it belongs: the opening and what is lost at the place
held at the end of the month before, all else at the new place.

What a client's balance changed by goes whole into the first line that fits: lost, new, reactivated, else expansion or
contraction. None of this is told for the first three loaded months.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

from sqlalchemy import CTE, Boolean, ColumnElement, Date, and_, case, cast, func, literal, null, or_, select, union_all

from queries.dialects import Rows
from queries.marts.month import MONTH, YEAR_AGO
from queries.marts.times import PREVIOUS, WATCH, YEAR_KNOWN
from queries.schema import BRIDGE_MEASURES, MONEY, churn_inside, churn_month, churn_move, churn_run_down, client_life

Clause = ColumnElement[Any]
KEYS = ("outlet_id", "rm_id", "segment", "star_tier")
LEVELS = {measure: "revenue_year_yuan" if measure == "revenue" else f"{measure}_yuan" for measure, *_ in BRIDGE_MEASURES}
PEAKED = tuple(measure for measure in LEVELS if measure != "revenue")
SUMMED = tuple(c.name for c in churn_month.c if not c.primary_key)
HOME, OPEN = ("outlet_id", "segment"), ("active", "dormant", "unused")
GRAINS = {"outlet": ("outlet_id", "segment"), "rm": ("outlet_id", "rm_id", "segment"), "tier": ("outlet_id", "segment", "star_tier")}


def level(life: Any, measure: str) -> Clause:
    """What a client holds or brings; nothing once it is closed. Revenue is unknown until a year of it is loaded."""
    amount = life.c[LEVELS[measure]]
    return case((life.c.state == "closed", nothing(measure)), (cast(YEAR_KNOWN, Boolean), amount)) if measure == "revenue" else amount


def nothing(measure: str) -> Clause:
    """No amount; of revenue none that is known until a year of it is loaded."""
    zero = cast(literal(0), MONEY)
    return case((cast(YEAR_KNOWN, Boolean), zero)) if measure == "revenue" else zero


def both_ends() -> CTE:
    """(was_… and is_… of KEYS, state and levels, event): one row per client at a month's end, beside the month before."""
    now, before = client_life.alias("now"), client_life.alias("before")
    earlier = and_(before.c.client_id == now.c.client_id, before.c.month == PREVIOUS)
    sides = ((now, "is"), (before, "was"))
    columns = [life.c[name].label(f"{tense}_{name}") for life, tense in sides for name in (*KEYS, "state")]
    columns += [level(life, measure).label(f"{tense}_{measure}") for life, tense in sides for measure in LEVELS]
    told = cast(MONTH, Date) > cast(WATCH, Date)
    return select(now.c.client_id, now.c.event, *columns).select_from(now.outerjoin(before, earlier)).where(now.c.month == MONTH, told).cte("both_ends")


def months() -> Rows:
    """`churn_month`: one row per place, added up to each grain."""
    both = both_ends()
    base = _side_by_side(_opening(both), _closing(both), _won_back())
    grains = union_all(*(_at_grain(base, grain, keys) for grain, keys in GRAINS.items())).subquery("grains")
    return select(*grains.c)


def _side_by_side(opening: CTE, closing: CTE, back: CTE) -> CTE:
    """All that is known of a place in one row."""
    keys = [func.coalesce(*(side.c[name] for side in (opening, closing, back))).label(name) for name in KEYS]
    source = opening.join(closing, _same(closing, *(opening.c[name] for name in KEYS)), full=True)
    here = [func.coalesce(opening.c[name], closing.c[name]) for name in KEYS]
    source = source.join(back, _same(back, *here), full=True)
    values = [next(side.c[name] for side in (opening, closing, back) if name in side.c) for name in SUMMED]
    return select(*keys, *values).select_from(source).cte("base")


def _same(side: CTE, *keys: Any) -> Clause:
    return and_(*(side.c[name] == key for name, key in zip(KEYS, keys, strict=True)))


def _at_grain(base: CTE, grain: str, kept: tuple[str, ...]) -> Rows:
    keys = [base.c[name] for name in kept]
    values: dict[str, Any] = {"month": MONTH, "grain": literal(grain), **{name: base.c[name] if name in kept else literal("") for name in KEYS}}
    values |= {name: func.coalesce(func.sum(base.c[name]), 0) if name.endswith("_count") else func.sum(base.c[name]) for name in SUMMED}
    return select(*(cast(values[c.name], c.type).label(c.name) for c in churn_month.c)).group_by(*keys)


def _part(keys: list[Any], known: dict[str, Any]) -> Rows:
    return select(*(key.label(name) for key, name in zip(keys, KEYS, strict=True)), *(value.label(name) for name, value in known.items()))


def _tally(is_so: Clause) -> Clause:
    return func.sum(case((is_so, 1), else_=0))


def _opening(both: CTE) -> CTE:
    """What stood at the old place, and what was lost there."""
    is_lost = both.c.event == "lost"
    known: dict[str, Any] = {"opening_count": _tally(both.c.was_state == "active"), "lost_count": _tally(is_lost)}
    for measure in LEVELS:
        was, now = both.c[f"was_{measure}"], both.c[f"is_{measure}"]
        known |= {f"{measure}_opening_yuan": func.sum(was), f"{measure}_lost_yuan": func.sum(case((is_lost, was - now), else_=nothing(measure)))}
    keys = [both.c[f"was_{name}"] for name in KEYS]
    return _part(keys, known).where(both.c.was_state.is_not(None)).group_by(*keys).cte("opening")


def _closing(both: CTE) -> CTE:
    """What stands at the new place, and how it changed there."""
    event = both.c.event
    known: dict[str, Any] = {f"{name}_count": _tally(event == name) for name in ("new", "reactivated")}
    known |= {"closing_count": _tally(both.c.is_state == "active"), "dormant_count": _tally(both.c.is_state == "dormant"), "unused_count": _tally(both.c.is_state == "unused")}
    for measure in LEVELS:
        now = both.c[f"is_{measure}"]
        change = now - func.coalesce(both.c[f"was_{measure}"], 0)
        lines = {name: (event == name, change) for name in ("new", "reactivated")}
        lines |= {"expansion": (and_(event.is_(None), change > 0), change), "contraction": (and_(event.is_(None), change < 0), -change)}
        known |= {f"{measure}_{line}_yuan": func.sum(case(when, else_=nothing(measure))) for line, when in lines.items()}
        known[f"{measure}_closing_yuan"] = func.sum(now)
    keys = [both.c[f"is_{name}"] for name in KEYS]
    return _part(keys, known).group_by(*keys).cte("closing")


def _won_back() -> CTE:
    """Clients lost in the month a year before, and how many of them became active again since."""
    lost, again = client_life.alias("lost"), client_life.alias("again")
    back = select(again.c.client_id).where(again.c.month > YEAR_AGO, again.c.month <= MONTH, again.c.event == "reactivated").distinct().cte("back")
    known = {"lost_year_ago_count": func.count(), "won_back_count": func.count(back.c.client_id)}
    keys = [lost.c[name] for name in KEYS]
    source = _part(keys, known).join_from(lost, back, back.c.client_id == lost.c.client_id, isouter=True)
    return source.where(lost.c.month == YEAR_AGO, lost.c.event == "lost").group_by(*keys).cte("won_back")


def run_downs() -> Rows:
    """`churn_run_down`: how far lost clients had fallen, before they were lost, from their highest month-end of the year before."""
    lost, before, past = (client_life.alias(name) for name in ("lost", "before", "past"))
    peaks = [func.max(past.c[LEVELS[measure]]).label(measure) for measure in PEAKED]
    of_lost = and_(lost.c.client_id == past.c.client_id, lost.c.month == MONTH, lost.c.event == "lost")
    highest = select(past.c.client_id, *peaks).join_from(past, lost, of_lost).where(past.c.month.between(YEAR_AGO, PREVIOUS)).group_by(past.c.client_id).cte("highest")
    values: dict[str, Any] = {f"{measure}_run_down_yuan": func.sum(highest.c[measure] - before.c[LEVELS[measure]]) for measure in PEAKED}
    values |= {"month": MONTH, "outlet_id": before.c.outlet_id, "segment": before.c.segment, "lost_count": func.count()}
    columns = (cast(values[c.name], c.type).label(c.name) for c in churn_run_down.c)
    source = highest.join(before, and_(before.c.client_id == highest.c.client_id, before.c.month == PREVIOUS))
    return select(*columns).select_from(source).group_by(before.c.outlet_id, before.c.segment)


def moves() -> Rows:
    """`churn_move`: each pair of places twice, once from either side, so that a reader who sees both can cancel it."""
    both = both_ends()
    places = [both.c[f"{tense}_{name}"] for tense in ("was", "is") for name in KEYS]
    went = and_(both.c.was_state.in_(OPEN), or_(*(both.c[f"was_{name}"] != both.c[f"is_{name}"] for name in HOME)))
    numbered = func.row_number().over(order_by=places).label("pair_no")
    pairs = select(numbered, *places, *_carried(both)).where(went).group_by(*places).cte("pairs")
    sides = union_all(*_sides(pairs)).subquery("sides")
    return select(*sides.c)


def _carried(both: CTE) -> list[Any]:
    """Active clients, and the opening balances of all, that were moved."""
    sums = [func.sum(both.c[f"was_{measure}"]).label(f"{measure}_yuan") for measure in LEVELS]
    return [_tally(both.c.was_state == "active").label("client_count"), *sums]


def _sides(pairs: CTE) -> Iterator[Rows]:
    for side, tense in (("in", "is"), ("out", "was")):
        values: dict[str, Any] = {"month": cast(MONTH, Date), "side": literal(side), **{name: pairs.c[f"{tense}_{name}"] for name in KEYS}}
        yield select(*(cast(values.get(c.name, pairs.c.get(c.name)), c.type).label(c.name) for c in churn_move.c))


def inside() -> Rows:
    """`churn_inside`: a scope holds all of an outlet's segment or nothing of it, so that these moves can be added up without telling pairs."""
    both = both_ends()
    parts = union_all(*(_moved(both, grain, side) for grain, side in product(("rm", "tier"), ("in", "out")))).subquery("parts")
    sums = {c.name: func.sum(parts.c[c.name]) for c in churn_inside.c if not c.primary_key}
    keys = [parts.c[c.name] for c in churn_inside.primary_key if c.name != "month"]
    values = {"month": MONTH, **{key.name: key for key in keys}, **sums}
    return select(*(cast(values[c.name], c.type).label(c.name) for c in churn_inside.c)).group_by(*keys)


def _moved(both: CTE, grain: str, side: str) -> Rows:
    """What left or came to each place of a grain without leaving outlet and segment."""
    tense, moving = "is" if side == "in" else "was", next(name for name in GRAINS[grain] if name not in HOME)
    stayed = and_(*(both.c[f"was_{name}"] == both.c[f"is_{name}"] for name in HOME))
    keys = {name: both.c[f"{tense}_{name}"] if name in GRAINS[grain] else literal("") for name in KEYS}
    count, *amounts = _carried(both)
    zero = literal(0)
    known = {f"moved_{side}_count": count, f"moved_{'out' if side == 'in' else 'in'}_count": zero}
    known |= {f"{measure}_moved_{side}_yuan": amount for measure, amount in zip(LEVELS, amounts, strict=True)}
    columns = [cast(known.get(c.name, null()), c.type).label(c.name) for c in churn_inside.c if not c.primary_key]
    went = and_(both.c.was_state.in_(OPEN), stayed, both.c[f"was_{moving}"] != both.c[f"is_{moving}"])
    grouped = [both.c[f"{tense}_{name}"] for name in GRAINS[grain]]
    return select(literal(grain).label("grain"), *(key.label(name) for name, key in keys.items()), *columns).where(went).group_by(*grouped)
