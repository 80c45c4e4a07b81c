"""Targets that cannot be judged: zero, negative, or not set at all for an RM in the line. They give "–", and a finding.

Grain: one row per target, and one per RM without any. Where less is better zero is a target like another.
"""

from decimal import Decimal
from typing import Any

import polars as pl
from sqlalchemy import and_, or_, select

from queries import quotas, target_rows
from queries.codes import TARGET_METRICS, Codes
from queries.finding import Finding
from queries.indicators import INDICATORS
from queries.judging import OF_UNIT, PLACES, Asked
from queries.pace import LOWER
from queries.periods import first_month
from queries.schema import posting, rm, target_rm
from queries.scope import Scope
from queries.staffing import IS_LINE
from queries.text import Text, inside
from queries.warehouse import Warehouse

ISSUES: Codes = {
    "zero": Text("目标为零", "Target of zero"), "negative": Text("目标为负", "Negative target"), "missing": Text("未定目标", "No target at all"),
}  # fmt: skip
NAMES = (rm.c.rm_name_zh.label("name_zh"), rm.c.rm_name_en.label("name_en"))
GAPS: dict[str, Any] = {
    "issue_code": pl.String, "node_id": pl.String, "rm_id": pl.String, "name_zh": pl.String, "name_en": pl.String, "metric": pl.String, "kind": pl.String,
    **{f"target_{unit.value}": kind for unit, kind in OF_UNIT.items()},
}  # fmt: skip


def of_period(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """GAPS of the period, kept: RMs without any target first, then units' by their number and RMs' at their outlets."""
    asked = Asked(warehouse, scope)
    return warehouse.once(("target gaps", asked.key), lambda: _found(asked))


def _found(asked: Asked) -> pl.DataFrame:
    found = pl.concat([_without_any(asked), _bad(_of_nodes(asked)), _bad(_of_rms(asked))], how="diagonal_relaxed")
    unit = pl.col("metric").replace_strict({one.key: one.unit.value for one in INDICATORS}, default=None, return_dtype=pl.String)
    amounts = {f"target_{each.value}": pl.when(unit == each.value).then(pl.col("target")) for each in OF_UNIT}
    place = pl.col("metric").replace_strict(PLACES, default=None, return_dtype=pl.Int64)
    rows = found.with_columns(**amounts, place=place, is_rm=pl.col("rm_id").is_not_null()).sort("is_rm", "node_id", "rm_id", "place", "kind", nulls_last=False)
    return rows.sort(pl.col("issue_code") != "missing", maintain_order=True).select(pl.col(name).cast(kind) for name, kind in GAPS.items())


def _bad(rows: pl.DataFrame) -> pl.DataFrame:
    """Those of zero or less, with what is wrong."""
    target = pl.col("target")
    wrong = rows.filter((target < 0) | ((target == 0) & ~pl.col("metric").is_in(LOWER)))
    return wrong.with_columns(issue_code=pl.when(target < 0).then(pl.lit("negative")).otherwise(pl.lit("zero")))


def _of_nodes(asked: Asked) -> pl.DataFrame:
    """(node_id, name_zh, name_en, metric, kind, target) in force for the period, without nodes that only fill in a level; none for a scope that is cut."""
    kinds: dict[str, Any] = dict.fromkeys(("node_id", "name_zh", "name_en", *quotas.KEYS), pl.String) | {"target": pl.Decimal(38, 4)}
    if not asked.scope.is_whole_nodes:
        return pl.DataFrame(schema=kinds)
    nodes = asked.warehouse.tree(asked.scope.month).nodes.values()
    names = pl.DataFrame([(node.node_id, *node.name) for node in nodes if not node.is_pass_through], schema=["node_id", "name_zh", "name_en"], orient="row")
    own = quotas.set_for_nodes(asked.warehouse, asked.scope, asked.to).filter(_of_this(asked))
    return own.join(names, on="node_id").rename({"target_value": "target"}).select(*kinds)


def _of_this(asked: Asked) -> Any:
    """The period's own targets."""
    scope = asked.scope
    return (pl.col("period") == scope.period) & (pl.col("period_start") == first_month(scope.month, scope.period))


def _of_rms(asked: Asked) -> pl.DataFrame:
    """The same of RMs who have a target of nothing or less, at the outlet it was set for. Few have, so that all of theirs are read."""
    held, own = target_rm.c, _set(asked)
    suspects = asked.warehouse.read(select(held.rm_id).where(own, held.target_value <= 0).group_by(held.rm_id), asked.scope)["rm_id"].to_list()
    columns = (held.rm_id, held.outlet_id.label("node_id"), held.metric, held.kind, held.period, held.period_start, held.valid_from, held.target_value.label("target"))
    statement = select(*columns, *NAMES).join_from(target_rm, rm, rm.c.rm_id == held.rm_id).where(own, held.rm_id.in_(sorted(suspects)))
    return quotas.in_force(asked.warehouse.read(statement, asked.scope), "rm_id").drop("period", "period_start", "valid_from")


def _set(asked: Asked) -> Any:
    """RMs' own targets of the period, as far as they were set by the day, of the metric and the RM in question."""
    held, scope, start = target_rm.c, asked.scope, first_month(asked.scope.month, asked.scope.period)
    one = [held.metric == scope.metric] if scope.metric else []
    who = [held.rm_id == scope.who] if scope.who else []
    return and_(held.period == scope.period, held.period_start == start, held.valid_from <= max(asked.to.day, start), *one, *who)


def _without_any(asked: Asked) -> pl.DataFrame:
    """RMs in the line on the day without a target of the period, where others in scope have one."""
    held, day = posting.c, asked.to.day
    valid = and_(held.valid_from <= day, or_(held.valid_to.is_(None), held.valid_to > day))
    who = [held.rm_id == asked.scope.who] if asked.scope.who else []
    columns = (held.rm_id, held.outlet_id.label("node_id"), held.grade, held.kind)
    posts = asked.warehouse.read(select(*columns, *NAMES).join_from(posting, rm, rm.c.rm_id == held.rm_id).where(valid, *who), asked.scope)
    given = asked.warehouse.read(select(target_rm.c.rm_id).where(_set(asked)).group_by(target_rm.c.rm_id), asked.scope)
    people = posts.filter(IS_LINE) if given.height else posts.clear()
    lacking = people.join(given, on="rm_id", how="anti")
    return lacking.select("rm_id", "node_id", "name_zh", "name_en", issue_code=pl.lit("missing"))


def findings(warehouse: Warehouse, scope: Scope) -> list[Finding]:
    """A finding of RMs without any target, and one of each metric with targets of nothing or less, by what was achieved against them."""
    gaps = of_period(warehouse, scope)
    if gaps.is_empty():
        return []
    units = gaps.filter(pl.col("rm_id").is_null())["node_id"].unique().sort().to_list()
    parts = [target_rows.of_rms(warehouse, scope), *([target_rows.of_units(warehouse, scope, units)] if units else [])]
    came = pl.concat(parts, how="diagonal_relaxed").select(owner=pl.coalesce("rm_id", "node_id") if units else "rm_id", achieved_of="metric", actual=pl.col("actual_yuan").abs())
    return [_finding(rows, came) for _, rows in gaps.group_by("metric", maintain_order=True)]


def _finding(rows: pl.DataFrame, came: pl.DataFrame) -> Finding:
    """Of the gaps of one metric, or of RMs without any: what they brought of fee income stands for those."""
    metric, count, first = rows["metric"][0], rows.height, Text(rows["name_zh"][0], rows["name_en"][0])
    owners = rows.select(owner=pl.coalesce("rm_id", "node_id"))
    amount = Decimal(came.filter(pl.col("achieved_of") == (metric or "fee_income")).join(owners, on="owner", how="semi")["actual"].sum())
    if metric is None:
        sentence = Text(f"{count} 名客户经理未定全年目标，首位{first.zh}", f"RMs without any target of the year: {count} ({first.en} first)")
        return Finding(amount, sentence, "targets", {"period": ["year"]}, is_good=None)
    what = inside(TARGET_METRICS[metric])
    sentence = Text(f"{what.zh}：{count} 项全年目标为零或为负，首位{first.zh}", f"{TARGET_METRICS[metric].en}: targets of the year that are zero or negative: {count} ({first.en} first)")
    return Finding(amount, sentence, "targets", {"period": ["year"], "metric": [metric]}, is_good=None)
