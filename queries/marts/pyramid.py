"""The client pyramid of a month: who is picked by outlet, sub-branch, branch and head office, and what each tier holds.

Ranked are active clients with a positive value, the largest first, ties by AUM and then client number. Each level keeps the
first ⌈20% × n⌉ of what the level below kept, a pass-through node all. Told in turn: moves look at the month before.
"""

from itertools import pairwise
from typing import Any

from sqlalchemy import CTE, Date, and_, case, cast, func, literal, or_, select

from queries.dialects import Rows
from queries.marts.month import MONTH
from queries.pyramid_policy import PYRAMID_BY_AUM, PYRAMID_SHARE
from queries.schema import client_life, client_month, client_pyramid, org_month, tier_month

VALUE = client_life.c.aum_yuan if PYRAMID_BY_AUM.value else client_life.c.contribution_year_yuan
PERCENT = int(PYRAMID_SHARE.value * 100)
LEVELS = ("outlet", "sub_branch", "branch", "bank")  # region takes no cut
TIERS = ("core", "gold_medal", "gold", "platinum")  # what a level's pick is called, in the same order


def tiers() -> Rows:
    """`client_pyramid`: one row per client picked by its outlet. Higher levels rank on among those, and those only."""
    picked = _of_outlets()
    for below, level in pairwise(LEVELS):
        picked = _picked(picked, below, level)
    tier = case(*((picked.c[f"by_{level}"] == 1, name) for level, name in reversed(list(zip(LEVELS, TIERS, strict=True)))))
    values: dict[str, Any] = {"month": cast(MONTH, Date), "tier": tier}
    return select(*(cast(values.get(c.name, picked.c.get(c.name)), c.type).label(c.name) for c in client_pyramid.c))


def _units() -> CTE:
    """(outlet_id, and by level its number and whether all pass through it) of the month's tree."""
    steps = [org_month.alias(level) for level in LEVELS[:3]]
    source: Any = steps[0]
    for lower, upper in pairwise(steps):
        source = source.join(upper, and_(upper.c.node_id == lower.c.parent_id, upper.c.month == MONTH))
    columns = [column for level, step in zip(LEVELS, steps, strict=False) for column in (step.c.node_id.label(f"{level}_id"), step.c.is_pass_through.label(f"{level}_passes"))]
    return select(*columns).select_from(source).where(steps[0].c.month == MONTH, steps[0].c.level == "outlet").cte("units")


ORDER = ("value_yuan", "aum_yuan", "client_id")


def _order(rows: Any) -> list[Any]:
    value, aum, client = (rows.c[name] for name in ORDER)
    return [value.desc(), aum.desc(), client]


def _of_outlets() -> CTE:
    """The first fifth of each outlet, with where they stand."""
    life, units = client_life.c, _units()
    ranks = (
        select(
            life.client_id, life.outlet_id, life.rm_id, life.segment, VALUE.label("value_yuan"), life.aum_yuan.label("aum_yuan"),
            func.row_number().over(partition_by=life.outlet_id, order_by=[VALUE.desc(), life.aum_yuan.desc(), life.client_id]).label("place"),
            func.count().over(partition_by=life.outlet_id).label("of"),
        )
        .where(life.month == MONTH, life.state == "active", VALUE > 0)
        .cte("ranks")
    )  # fmt: skip
    beside = [column for column in units.c if column.name != "outlet_id"]
    rows = select(*ranks.c, *beside, literal(1).label("by_outlet")).join_from(ranks, units, units.c.outlet_id == ranks.c.outlet_id)
    return rows.where(or_(units.c.outlet_passes.is_(True), _is_first(ranks))).cte("by_outlets")


def _is_first(rows: Any) -> Any:
    """Place ≤ ⌈share × of⌉, in whole numbers."""
    return (rows.c.place - 1) * 100 < rows.c["of"] * PERCENT


def _picked(rows: CTE, below: str, level: str) -> CTE:
    """The same rows with what `level` picked of those that the level below had picked."""
    was = rows.c[f"by_{below}"]
    within = [was, rows.c[f"{level}_id"]] if level != "bank" else [was]
    kept = [column for column in rows.c if column.name not in {"place", "of"}]
    ranks = select(
        *kept, func.row_number().over(partition_by=within, order_by=_order(rows)).label("place"), func.count().over(partition_by=within).label("of"),
    ).cte(f"ranks_{level}")  # fmt: skip
    first = _is_first(ranks) if level == "bank" else or_(ranks.c[f"{level}_passes"].is_(True), _is_first(ranks))
    return select(*ranks.c, case((and_(ranks.c[f"by_{below}"] == 1, first), 1), else_=0).label(f"by_{level}")).cte(f"by_{level}")


def months() -> Rows:
    """`tier_month`: all active clients by outlet, RM, segment and tier. Flows are the month's, so that they tell nothing of a client's time elsewhere."""
    life, picked, facts = client_life.c, client_pyramid, client_month.alias("facts")
    tier = func.coalesce(picked.c.tier, "other")
    keys = {"month": life.month, "outlet_id": life.outlet_id, "rm_id": life.rm_id, "segment": life.segment, "tier": tier}
    sums: dict[str, Any] = {name: func.sum(life[name]) for name in ("deposit_yuan", "loan_yuan", "aum_yuan")}
    sums |= {name: func.coalesce(func.sum(facts.c[name]), 0) for name in ("revenue_yuan", "contribution_yuan")}
    values: dict[str, Any] = {**keys, "client_count": func.count(), **sums}
    source = client_life.outerjoin(picked, and_(picked.c.month == MONTH, picked.c.client_id == life.client_id))
    source = source.outerjoin(facts, and_(facts.c.month == MONTH, facts.c.client_id == life.client_id))
    columns = (cast(values[c.name], c.type).label(c.name) for c in tier_month.c)
    return select(*columns).select_from(source).where(life.month == MONTH, life.state == "active").group_by(*keys.values())
