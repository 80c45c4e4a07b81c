"""Concentrations that need attention: large clients whose money goes, and units that hang on one client."""

from typing import Any

import polars as pl
from sqlalchemy import select

from queries.codes import MEASURES
from queries.concentration.holders import largest_clients
from queries.finding import Finding, as_frame
from queries.metric import Dim, Metric, ratio
from queries.money import in_words
from queries.policy import NOTABLE_DEPENDENCE, NOTABLE_EXIT
from queries.query import query
from queries.schema import concentration_month
from queries.scope import Scope
from queries.text import Text, inside
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
MOST = 3  # sentences of one kind about one measure
NOTED = ("deposits", "loans")
METRICS: tuple[Metric, ...] = ()  # they tell of those of `shares`


@query(Text("每条需要关注的集中风险一行，金额最大者在前", "one row per concentration that needs attention, the largest amount first"), dims=DIMS)
def findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Large clients that took much of their money away, and units that hang on one client. Whole units only: others have no roll-up."""
    if not scope.is_whole_nodes:
        return as_frame([])
    hanging = _dependent(warehouse, scope)
    found = []
    for measure in NOTED:
        asked = scope.asking(measure=measure, by="client")
        found += [_exit(row, asked) for row in _falls(warehouse, asked).iter_rows(named=True)]
        weightiest = hanging.filter(pl.col("measure") == measure).head(MOST)
        found += [_dependence(row, asked, warehouse) for row in weightiest.iter_rows(named=True)]
    return as_frame(found)


def _falls(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    change = pl.col("value_yuan") - pl.col("year_ago_yuan")
    rows = largest_clients(warehouse, scope).with_columns(change_yuan=change, change_share=ratio(change, pl.col("year_ago_yuan")))
    return rows.filter(pl.col("change_share") <= -float(NOTABLE_EXIT.value)).sort("change_yuan", "holder_id").head(MOST)


def _exit(row: dict[str, Any], scope: Scope) -> Finding:
    measure, fell, now = inside(MEASURES[scope.measure]), in_words(row["change_yuan"]), in_words(row["value_yuan"])
    sentence = Text(
        f"{row['holder_zh']}：{measure.zh}较上年减少 {fell.zh}（−{abs(row['change_share']):.1%}），现为 {now.zh}",
        f"{row['holder_en']}: {measure.en} {fell.en} (−{abs(row['change_share']):.1%}) below last year, now {now.en}",
    )
    return Finding(row["change_yuan"], sentence, "concentration", {"measure": [scope.measure]})


def _dependent(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Units below the scope's, within it, whose one largest client holds a notable part; of units with the same one, the highest."""
    mart = concentration_month.c
    statement = select(mart.node_id, mart.measure, mart.top_1_yuan, mart.total_yuan).where(
        mart.month == scope.month, mart.measure.in_(NOTED), mart.holder == "client", mart.node_id.not_in(scope.nodes)
    )
    share = ratio(pl.col("top_1_yuan"), pl.col("total_yuan"))
    rows = warehouse.read(statement, scope).with_columns(share=share).filter(pl.col("share") >= float(NOTABLE_DEPENDENCE.value))
    return rows.sort("top_1_yuan", "node_id", descending=[True, False]).unique(["measure", "top_1_yuan"], keep="first", maintain_order=True)


def _dependence(row: dict[str, Any], scope: Scope, warehouse: Warehouse) -> Finding:
    name, measure, held = warehouse.tree(scope.month).nodes[row["node_id"]].name, inside(MEASURES[scope.measure]), in_words(row["top_1_yuan"])
    sentence = Text(
        f"{name.zh}：{row['share']:.1%} 的{measure.zh}（{held.zh}）来自一户",
        f"{name.en}: {row['share']:.1%} of {measure.en} ({held.en}) come from one client",
    )
    return Finding(row["top_1_yuan"], sentence, "concentration", {"measure": [scope.measure], "node": [row["node_id"]]})
