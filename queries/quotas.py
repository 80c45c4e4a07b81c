"""Targets in force: what was set for units and RMs for a period, as it stood on a day.

A unit's target is the one set for it, else the sum of those one level below, marked *summed*; ratios are never summed. An RM posted
for part of a period bears the target by posted working days: at the post's outlet and segment, or, if personal, while employed. What
is to stand on a day (levels, averages, ratios) is borne whole by whoever holds the post on the as-of day.
Where only months are set, a period's target is made of theirs and marked: their sum (flows), their mean by days (averages), or the
last one's (levels, growth since the year-end, ratios).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import and_, or_, select

from queries.periods import first_month, months_of, shifted
from queries.results import To
from queries.schema import posting, rm, target_node, target_rm
from queries.scope import Scope
from queries.staffing import IS_LINE, valid_on
from queries.warehouse import Warehouse
from queries.workdays import Span

KEYS = ("metric", "kind")
HELD_ON_A_DAY = ("level", "average", "ratio")
PATH = ("path_share", "path_from", "path_to")
QUOTA: dict[str, Any] = {
    "metric": pl.String, "kind": pl.String, "target": pl.Decimal(38, 4), **dict.fromkeys(PATH, pl.Float64), "is_summed": pl.Boolean, "is_of_months": pl.Boolean,
}  # fmt: skip


def _in_period(held: Any, scope: Scope, to: To) -> Any:
    """The period's own targets and its months', as far as they were set by the day."""
    own = and_(held.period == scope.period, held.period_start == first_month(scope.month, scope.period))
    finer = and_(held.period == "month", held.period_start.in_(months_of(scope.month, "year")))
    finer = finer if scope.period != "month" else own
    asked = [held.metric == scope.metric] if scope.metric else []
    return and_(or_(own, finer), held.valid_from <= max(to.day, first_month(scope.month, scope.period)), *asked)


def in_force(rows: pl.DataFrame, owner: str) -> pl.DataFrame:
    """Of each owner's target of one key the one that was set last."""
    return rows.sort("valid_from").unique([owner, *KEYS, "period", "period_start"], keep="last", maintain_order=True)


def of_period(rows: pl.DataFrame, owner: str, scope: Scope, to: To, span_of_month: Span) -> pl.DataFrame:
    """(owner, metric, kind, target, PATH, is_of_months), of targets in force: the period's target, and the way to it by the months'.

    `path_share` is how much of a flow the months up to the day were to bring; `path_from` and `path_to` are the levels that were to
    stand at the ends of the month before (null in January: last year-end) and of this one. Null where months are not all set.
    """
    own = rows.filter(pl.col("period") == scope.period).select(owner, *KEYS, target="target_value")
    if scope.period == "month":
        return own.with_columns(*(pl.lit(None, dtype=pl.Float64).alias(name) for name in PATH), is_of_months=pl.lit(value=False))
    months = months_of(scope.month, scope.period)
    path = _path(rows.filter(pl.col("period") == "month"), owner, to, months, span_of_month.elapsed(to.day))
    joined = own.join(path, on=[owner, *KEYS], how="full", coalesce=True)
    known = joined.with_columns(target=pl.coalesce("target", "of_months"), is_of_months=pl.col("target").is_null())
    return known.filter(pl.col("target").is_not_null()).select(owner, *KEYS, "target", *PATH, "is_of_months")


def _path(rows: pl.DataFrame, owner: str, to: To, months: list[date], gone: float) -> pl.DataFrame:
    """(owner, metric, kind, of_months, PATH) of owners with a target for every month of the period."""
    value, start = pl.col("target_value").cast(pl.Float64), pl.col("period_start")
    days = start.dt.month_end().dt.day().cast(pl.Float64)
    inside, is_flow = start.is_between(months[0], months[-1]), pl.col("kind") == "flow"
    planned = value.filter(inside & (start < to.month)).sum() + gone * value.filter(start == to.month).sum()
    whole = value.filter(inside).sum()
    found = rows.group_by(owner, *KEYS).agg(
        inside.sum().alias("set"),
        pl.col("target_value").filter(inside).sum().alias("flow"), pl.col("target_value").filter(start == months[-1]).first().alias("last"),
        average=((value * days).filter(inside).sum() / days.filter(inside).sum()).round(4).cast(pl.Decimal(38, 4)),
        path_share=pl.when(whole > 0).then(planned / whole),
        path_from=value.filter(start == shifted(to.month, -1)).first(), path_to=value.filter(start == to.month).first(),
    )  # fmt: skip
    levels = [pl.when(pl.col("kind") == "level").then(name).alias(name) for name in ("path_from", "path_to")]
    return found.filter(pl.col("set") == len(months)).select(
        owner, *KEYS, pl.when(is_flow).then("flow").when(pl.col("kind") == "average").then("average").otherwise("last").alias("of_months"),
        pl.when(is_flow).then("path_share").alias("path_share"), *levels
    )


def _asked(scope: Scope) -> Scope:
    """What units' targets depend on."""
    return scope.at_rest.asking(period=scope.period, metric=scope.metric, day=scope.day)


def set_for_nodes(warehouse: Warehouse, scope: Scope, to: To) -> pl.DataFrame:
    """The targets in force of every node in scope, for the period and for months, kept; the scope must be of whole nodes."""
    held = target_node.c
    columns = (held.node_id, held.metric, held.kind, held.period, held.period_start, held.valid_from, held.target_value)
    statement = select(*columns).where(_in_period(held, scope, to))
    return warehouse.once(("node targets", _asked(scope)), lambda: in_force(warehouse.read(statement, scope), "node_id"))


def of_nodes(warehouse: Warehouse, scope: Scope, to: To, nodes: Iterable[str], span_of_month: Span) -> pl.DataFrame:
    """(node_id, QUOTA) of the nodes; none for a scope that is cut by segment, book or later tree: units' targets are for all of them."""
    empty = pl.DataFrame(schema={"node_id": pl.String, **QUOTA})
    if not scope.is_whole_nodes:
        return empty
    tree, wanted = warehouse.tree(scope.month), list(nodes)
    below = {node: list(tree.shown_children(node)) for node in wanted}
    key = ("node quotas", _asked(scope))
    known = warehouse.once(key, lambda: of_period(set_for_nodes(warehouse, scope, to), "node_id", scope, to, span_of_month))
    own = known.filter(pl.col("node_id").is_in(wanted)).with_columns(is_summed=pl.lit(value=False))
    pairs = pl.DataFrame([(child, node) for node, children in below.items() for child in children], schema={"node_id": pl.String, "above": pl.String}, orient="row")
    summed = summed_up(known.join(pairs, on="node_id"), "above").rename({"above": "node_id"})
    missing = summed.join(own, on=["node_id", *KEYS], how="anti")
    return pl.concat([own.select(empty.columns), missing.select(empty.columns)])


def summed_up(rows: pl.DataFrame, by: str | None) -> pl.DataFrame:
    """(by, QUOTA) of owners together; ratios are never summed, and a share of the way is the mean weighted by targets."""
    weight = pl.col("target").cast(pl.Float64)
    share = pl.when(pl.col("path_share").null_count() == 0).then((pl.col("path_share") * weight).sum() / weight.sum())
    levels = [pl.when(pl.col(name).null_count() == 0).then(pl.col(name).sum()).alias(name) for name in ("path_from", "path_to")]
    keys = [by, *KEYS] if by else list(KEYS)
    found = rows.filter(pl.col("kind") != "ratio").group_by(keys).agg(pl.col("target").sum(), share.alias("path_share"), *levels, pl.col("is_of_months").any())
    return found.with_columns(pl.col("path_share").fill_nan(None), is_summed=pl.lit(value=True))


def of_rms(warehouse: Warehouse, scope: Scope, to: To, period: Span, span_of_month: Span) -> pl.DataFrame:
    """(rm_id, outlet_id, segment, QUOTA, full_target, posted_share): RMs' targets for the days they bear them."""
    held = target_rm.c
    columns = (held.rm_id, held.metric, held.kind, held.period, held.period_start, held.valid_from, held.target_value, held.outlet_id, held.segment, held.is_personal)
    who = [held.rm_id == scope.who] if scope.who else []
    rows = warehouse.read(select(*columns).where(_in_period(held, scope, to), *who), scope)
    known = of_period(in_force(rows, "rm_id"), "rm_id", scope, to, span_of_month)
    places = rows.sort("valid_from").unique(["rm_id", *KEYS], keep="last").select("rm_id", *KEYS, "outlet_id", "segment", "is_personal")
    borne = known.join(places, on=["rm_id", *KEYS]).join(posted(warehouse, scope, period, to.day), on=["rm_id", "outlet_id", "segment"], how="left")
    share = (pl.when(pl.col("is_personal")).then("employed").otherwise("posted").fill_null(0) / max(period.total, 1)).clip(0, 1)
    there = pl.when(pl.col("is_there").fill_null(value=False)).then(1.0).otherwise(0.0)
    share = pl.when(pl.col("kind").is_in(HELD_ON_A_DAY)).then(there).otherwise(share)
    return borne.with_columns(
        full_target="target", posted_share=share, target=(pl.col("target").cast(pl.Float64) * share).round(4).cast(pl.Decimal(38, 4)), is_summed=pl.lit(value=False)
    ).filter(pl.col("posted_share") > 0).select("rm_id", "outlet_id", "segment", *QUOTA, "full_target", "posted_share")  # fmt: skip


def posted(warehouse: Warehouse, scope: Scope, period: Span, day: date) -> pl.DataFrame:
    """(rm_id, outlet_id, segment, posted, employed, is_there): working days of the period in the line at that post, and in the bank at all; whether still on the day."""
    held = posting.c
    columns = (held.rm_id, held.valid_from, held.valid_to, held.outlet_id, held.segment, held.grade, held.kind, rm.c.join_on, rm.c.leave_on)
    touching = and_(held.valid_from <= period.last, or_(held.valid_to.is_(None), held.valid_to > period.first))
    who = [held.rm_id == scope.who] if scope.who else []
    rows = warehouse.read(select(*columns).join_from(posting, rm, rm.c.rm_id == held.rm_id).where(touching, *who), scope).filter(IS_LINE)
    days = rows.with_columns(posted=period.between(rows["valid_from"], rows["valid_to"]), employed=period.between(rows["join_on"], rows["leave_on"]), is_there=valid_on(day))
    return days.group_by("rm_id", "outlet_id", "segment").agg(pl.col("posted").sum(), pl.col("employed").max(), pl.col("is_there").any())


def assigned(rows: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """(by, metric, kind, assigned): what RMs were given together."""
    return rows.filter(pl.col("kind") != "ratio").group_by(*by, *KEYS).agg(assigned=pl.col("target").sum())

