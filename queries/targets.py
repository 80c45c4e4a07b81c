"""Targets against actuals: who is behind, by how much, and will they make it?

Grain of the facts: `result_day` (outlet, RM, segment, month to date) and the targets of units and RMs. The as-of day is the month's
last, or a day of the open month. Actuals are all facts in scope, target or no target.
"""

from typing import Any

import polars as pl

from queries import forecasts, target_gaps, target_rows
from queries.cascade import of_tree
from queries.codes import TARGET_METRICS
from queries.finding import Finding, as_frame
from queries.indicators import INDICATORS
from queries.metric import Dim
from queries.money import in_words
from queries.query import query
from queries.scope import BOOK, Scope
from queries.target_rows import ATTAINMENT as ATTAINMENT
from queries.target_rows import ELAPSED as ELAPSED
from queries.target_rows import FIGURES as FIGURES
from queries.target_rows import METRICS as METRICS
from queries.target_rows import PACE as PACE
from queries.text import Text, inside
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
MOST = 4  # units named among the findings, of each kind


@query(Text("每个指标一行：目标、实绩、完成率、进度", "one row per metric: target, actual, attainment, pace"), dims=DIMS, to_the_day=True)
def total(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(FIGURES, assigned_yuan, assigned_count, moved_yuan): metrics with a target or a result, in the list's order."""
    return target_rows.of_scope(warehouse, scope)


@query(Text("下一级每个机构与指标一行", "one row per unit of the next level down and metric"), dims=DIMS, to_the_day=True)
def by_unit(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, name_zh, name_en, FIGURES): units by number; several units themselves."""
    nodes = [node for node in scope.nodes if not node.startswith(BOOK)]
    return target_rows.of_units(warehouse, scope, target_rows.ever_below(warehouse, scope, nodes[0]) if len(nodes) == 1 else nodes)


@query(Text("每个网点与指标一行", "one row per outlet and metric"), dims=DIMS, to_the_day=True)
def by_outlet(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, name_zh, name_en, FIGURES): outlets by number."""
    trees = target_rows.trees(warehouse, scope)
    outlets = {unit for tree in trees for unit in tree.below(scope.nodes) if tree.nodes[unit].level == "outlet"}
    return target_rows.of_units(warehouse, scope, sorted(outlets))


@query(Text("每名客户经理与指标一行；目标按在岗工作日折算", "one row per RM and metric; targets by posted working days"), dims=DIMS, to_the_day=True)
def by_rm(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, name_zh, name_en, outlet_id, FIGURES, full_target, posted_share): by staff number; an empty number is "no RM"."""
    return target_rows.of_rms(warehouse, scope)


@query(Text("有下级的每个机构与指标一行：下级合计 ÷ 本级，及每处断点", "one row per unit with units below and metric: Σ below ÷ above, and every break"), dims=frozenset({Dim.NODE}), to_the_day=True)
def cascade(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """CASCADE of `queries.cascade`, from the top of the tree down."""
    return of_tree(warehouse, scope)


@query(Text("期间内每月一行：一项指标至月末的实绩、应有进度与当时的预测", "one row per month of the period so far: one metric's actual and plan to date, and where it was then to end"), dims=DIMS, to_the_day=True)
def trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, FIGURES, moved_yuan) of one metric (deposits, if none is asked for): targets as they stood at the end of each month."""
    return target_rows.by_month(warehouse, scope if scope.metric else scope.asking(metric="deposits"))


@query(Text("每项无法评价的目标一行：为零、为负，或客户经理未定目标", "one row per target that cannot be judged: zero, negative, or an RM without any"), dims=DIMS, to_the_day=True)
def unjudged(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """GAPS of `queries.target_gaps`: RMs without any target first."""
    return target_gaps.of_period(warehouse, scope)


@query(Text("每个指标一行：各预测方法在历史期间的偏差中位数、所选方法与区间命中率", "one row per metric: what each forecast method missed in past periods, the method taken, and how often the interval held"), dims=DIMS, to_the_day=True)
def back_test(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Medians of |actual ÷ forecast − 1| over outlets and tenths of the way; `within_share` is of the scope's level over the last 12 months."""
    nodes = warehouse.tree(scope.month).nodes
    level = next((nodes[node].level for node in scope.nodes if node in nodes), "rm")
    return forecasts.tests_of(warehouse, scope, level, [one.key for one in INDICATORS])


@query(Text("每条需要关注的目标一行，差额最大者在前", "one row per target that needs attention, the largest gap first"), dims=frozenset({Dim.NODE}))
def findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Units of the next level down that are at risk in the year, by the gap to plan; targets that do not come down whole, and those of no use."""
    year = scope.asking(period="year")
    behind = by_unit.answer(warehouse, year).filter((pl.col("band") == "at_risk") & pl.col("gap_yuan").is_not_null() & (pl.col("kind") != "average"))
    found = [_behind(row) for row in behind.sort("gap_yuan").head(MOST).iter_rows(named=True)]
    broken = of_tree(warehouse, year).filter(pl.col("break_code").is_in(["low", "missing"]) & pl.col("below_yuan").is_not_null())
    found += [_broken(row) for row in broken.sort("below_yuan", descending=True).head(MOST).iter_rows(named=True)]
    return as_frame(found + target_gaps.findings(warehouse, year))


def _behind(row: dict[str, Any]) -> Finding:
    what, gap, pace = inside(TARGET_METRICS[row["metric"]]), in_words(row["gap_yuan"]), f"{row['pace_share']:.0%}"
    sentence = Text(
        f"{row['name_zh']}：{what.zh}全年目标进度 {pace}，落后应有进度 {gap.zh}",
        f"{row['name_en']}: {what.en} at {pace} of the year's pace, {gap.en} behind plan to date",
    )
    return Finding(row["gap_yuan"], sentence, "targets", {"node": [row["node_id"]], "period": ["year"], "metric": [row["metric"]]})


def _broken(row: dict[str, Any]) -> Finding:
    what, below = inside(TARGET_METRICS[row["metric"]]), in_words(row["below_yuan"])
    choices = {"node": [row["node_id"]], "period": ["year"], "metric": [row["metric"]]}
    if row["break_code"] == "missing":
        sentence = Text(f"{row['name_zh']}：下级{what.zh}目标合计 {below.zh}，本级却未定目标", f"{row['name_en']}: {what.en} targets of {below.en} below, and none of its own")
        return Finding(row["below_yuan"], sentence, "targets", choices)
    gap = in_words(row["target_yuan"] - row["below_yuan"])
    sentence = Text(f"{row['name_zh']}：{what.zh}目标有 {gap.zh} 未分解到下级", f"{row['name_en']}: {gap.en} of its {what.en} target is not handed down")
    return Finding(row["target_yuan"] - row["below_yuan"], sentence, "targets", choices)


def headline(rows: pl.DataFrame, where: Text, metric: str) -> Text:
    """The finding in one sentence, from the rows of `total`: where the metric asked for stands, and how many of all are behind."""
    mine = rows.filter((pl.col("metric") == metric) & pl.col(ATTAINMENT.key).is_not_null())
    judged = rows.filter(pl.col("band").is_not_null())
    late = judged.filter(pl.col("band").is_in(["behind", "at_risk"])).height
    if judged.is_empty():
        return Text(f"{where.zh}：本期没有目标。", f"{where.en}: no targets in this period.")
    some = Text(f"{judged.height} 项指标中 {late} 项落后", f"{late} of {judged.height} metrics behind")
    if mine.is_empty():
        return Text(f"{where.zh}：{some.zh}。", f"{where.en}: {some.en}.")
    row, what = mine.row(0, named=True), inside(TARGET_METRICS[metric])
    done, gone = f"{row['attainment_share']:.1%}", f"{row['elapsed_share']:.1%}"
    chance = row["chance_share"]
    likely = Text("", "") if chance is None else Text(f"，达标可能 {chance:.0%}", f", {chance:.0%} likely to be reached")
    return Text(
        f"{where.zh}{what.zh}完成 {done}，时间进度 {gone}{likely.zh}；{some.zh}。",
        f"{where.en}: {what.en} {done} attained with {gone} of the time gone{likely.en}; {some.en}.",
    )
