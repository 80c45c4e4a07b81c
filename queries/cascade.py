"""Do targets come down whole? Σ below ÷ above at every level of the tree, over-assignment, and every break.

A break: below 100%, above 115% (policy), units below with a target whose own unit has none, or months that do not add up to the
period (flows) or do not end where it does (levels). Whole counts may differ by their rounding, a half for each unit and one for the
sum. Ratios are never summed and left out.
"""

from datetime import date
from typing import Any

import polars as pl

from queries import quotas
from queries.codes import Codes
from queries.indicators import INDICATORS
from queries.judging import sorted_rows
from queries.pace import COUNTED
from queries.periods import months_of
from queries.policy import CASCADE_HIGH, CASCADE_LOW
from queries.quotas import KEYS
from queries.results import to_day
from queries.scope import Scope
from queries.text import Text
from queries.tree import Tree
from queries.warehouse import Warehouse

BREAKS: Codes = {
    "missing": Text("上级未定目标", "No target above"), "low": Text("分解不足", "Under-assigned"), "high": Text("加码过多", "Over-assigned"),
    "months": Text("月目标与期间目标不符", "Months do not add up"),
}  # fmt: skip
ROUNDING = 1e-9
CASCADE: dict[str, Any] = {
    "node_id": pl.String, "name_zh": pl.String, "name_en": pl.String, "level": pl.String, "metric": pl.String, "kind": pl.String,
    "target_yuan": pl.Decimal(38, 2), "target_count": pl.Int64, "below_yuan": pl.Decimal(38, 2), "below_count": pl.Int64, "cascade_share": pl.Float64,
    "children_count": pl.Int64, "break_code": pl.String,
}  # fmt: skip


def of_tree(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """CASCADE: one row per unit with units below, metric and kind; `break_code` is null where all is well, and a unit may break twice."""
    if not scope.is_whole_nodes:
        return pl.DataFrame(schema=CASCADE)
    rows = quotas.set_for_nodes(warehouse, scope, to_day(warehouse, scope))
    tree = warehouse.tree(scope.month)
    own = rows.filter(pl.col("period") == scope.period).select("node_id", *KEYS, target=pl.col("target_value"))
    pairs = pl.DataFrame(_pairs(tree, scope), schema={"above": pl.String, "node_id": pl.String}, orient="row")
    below = own.filter(pl.col("kind") != "ratio").join(pairs, on="node_id").group_by("above", *KEYS).agg(below=pl.col("target").sum(), children_count=pl.len().cast(pl.Int64))
    both = below.rename({"above": "node_id"}).join(own, on=["node_id", *KEYS], how="left")
    share = pl.col("below").cast(pl.Float64) / pl.col("target").cast(pl.Float64)
    judged = both.with_columns(cascade_share=pl.when(pl.col("target") > 0).then(share)).with_columns(break_code=_break())
    return _worded(pl.concat([judged, _month_breaks(rows, own, scope)], how="diagonal_relaxed"), tree)


def _pairs(tree: Tree, scope: Scope) -> list[tuple[str, str]]:
    """(above, below) of every unit within the scope and those shown right below it."""
    inside = (node for node in tree.below(scope.nodes) if not tree.nodes[node].is_pass_through)
    return [(node, child) for node in inside for child in tree.shown_children(node)]


def _break() -> pl.Expr:
    low, high = (float(rule.value) for rule in (CASCADE_LOW, CASCADE_HIGH))
    below, target = (pl.col(name).cast(pl.Float64) for name in ("below", "target"))
    rounding = pl.when(pl.col("metric").is_in(COUNTED)).then((pl.col("children_count") + 1) / 2).otherwise(ROUNDING * target)
    found = pl.when(pl.col("target").is_null()).then(pl.lit("missing")).when(below < low * target - rounding).then(pl.lit("low"))
    return found.when(below > high * target + rounding).then(pl.lit("high"))


def _month_breaks(rows: pl.DataFrame, own: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """Units all of whose months are set, and do not come to the period's target."""
    months = months_of(scope.month, scope.period)
    if len(months) == 1:
        return pl.DataFrame(schema={"node_id": pl.String})
    start, value = pl.col("period_start"), pl.col("target_value")
    last: date = months[-1]
    of_months = rows.filter((pl.col("period") == "month") & start.is_in(months) & (pl.col("kind") != "ratio")).group_by("node_id", *KEYS).agg(
        pl.len().alias("set"), below=pl.when(pl.col("kind").first() == "flow").then(value.sum()).otherwise(value.filter(start == last).first())
    )
    both = of_months.filter(pl.col("set") == len(months)).join(own, on=["node_id", *KEYS])
    broken = both.filter((pl.col("below") - pl.col("target")).abs() >= 0.01)
    return broken.select("node_id", *KEYS, "target", "below", break_code=pl.lit("months"), cascade_share=pl.col("below").cast(pl.Float64) / pl.col("target").cast(pl.Float64))


def _worded(rows: pl.DataFrame, tree: Tree) -> pl.DataFrame:
    """The rows with names, levels and amounts in the columns of their units, from the top of the tree down."""
    names = pl.DataFrame([(node.node_id, node.name.zh, node.name.en, node.level) for node in tree.nodes.values()], schema=["node_id", "name_zh", "name_en", "level"], orient="row")
    unit = pl.col("metric").replace_strict({one.key: one.unit.value for one in INDICATORS}, return_dtype=pl.String)
    amounts = {
        f"{name}_{kind}": pl.when(unit == kind).then(pl.col(name).round(2 if kind == "yuan" else 0)).cast(to)
        for name in ("target", "below") for kind, to in (("yuan", CASCADE["target_yuan"]), ("count", pl.Int64))
    }  # fmt: skip
    depth = pl.col("node_id").replace_strict({node: len(tree.path(node)) for node in tree.nodes}, return_dtype=pl.Int64)
    shown = rows.join(names, on="node_id").with_columns(depth=depth, **amounts)
    return sorted_rows(shown, "depth", "node_id").select(pl.col(name).cast(kind) for name, kind in CASCADE.items())


