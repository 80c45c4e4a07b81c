"""Where the figures come from: the loads behind the published generation, what they wrote, what was checked, and every column.

No filter changes any of it. What tells of the bank as a whole (row counts, content hash, control totals) is for viewers
who hold the whole bank; the door gives others no row of it, and they see "unknown" or nothing.
"""

from typing import Any

import polars as pl
from sqlalchemy import Table, select

from queries.metric import Dim, Metric
from queries.query import query
from queries.schema import SIGNED, SOURCES, load_check, load_run, load_table, metadata, reach
from queries.scope import Scope
from queries.text import Text, pair
from queries.warehouse import Warehouse

METRICS: tuple[Metric, ...] = ()
DIMS = frozenset(Dim)
PUBLISHED = Text("已发布", "published")
KEPT = Text("保留，可回退", "kept, to go back to")
GONE = Text("已清除", "no longer kept")
LOADED = [str(table.name) for table in SOURCES if table not in SIGNED]  # plain text: SQLAlchemy has a kind of its own for names
UNITS = {
    "yuan": Text("元", "yuan"), "count": Text("数量", "count"), "share": Text("比率", "share"), "date": Text("日期", "date"),
    "time": Text("时间", "time"), "code": Text("代码", "code"), "id": Text("编号", "number"), "text": Text("文字", "text"),
    "flag": Text("是否", "yes or no"), "points": Text("分", "points"), "hours": Text("小时", "hours"), "cents": Text("分钱", "cents"),
    "yuan × months": Text("元·月", "yuan × months"), "yuan²": Text("元的平方", "yuan squared"), "by metric": Text("随指标", "by metric"), "by reference": Text("随参考值", "by reference"),
}  # fmt: skip
REACHES = {
    "shared": Text("所有人", "everyone"), "outlet": Text("网点范围内", "within one's outlets"), "node": Text("整个机构", "whole units held"),
    "name": Text("随事实", "beside facts one may see"), "whole": Text("全行", "whole bank only"), "sealed": Text("封存", "sealed"),
}  # fmt: skip
RIGHTS = {"client": Text("客户名称权限", "right to client names"), "staff": Text("员工信息权限", "right to staff details")}


@query(Text("每次装载一行，最近的在前", "one row per load, the latest first"), dims=DIMS)
def loads(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The published generation's own load and those it followed; `row_count` counts the rows that came from files."""
    columns = [column for column in load_run.c if column.name not in {"run_id", "row_count"}]
    runs = warehouse.read(select(*columns), scope).sort("finished_at", "generation", descending=True)
    sums = _counts(warehouse, scope).filter(pl.col("table_name").is_in(LOADED)).group_by("generation").agg(pl.col("row_count").sum())
    return (
        runs.join(sums, on="generation", how="left", maintain_order="left")
        .with_columns(pl.when(pl.col("row_count").is_not_null()).then("content_hash").alias("content_hash"))
        .with_columns(*_words("standing", [_standing(warehouse, name) for name in runs["generation"]]))
        .select(LOAD_COLUMNS)
    )


LOAD_COLUMNS = (
    "generation", "standing_zh", "standing_en", "source", "is_synthetic", "as_of", "last_closed_month", "started_at", "finished_at",
    "row_count", "content_hash", "schema_version",
)  # fmt: skip


def _standing(warehouse: Warehouse, generation: str) -> Text:
    if generation == warehouse.stamp:
        return PUBLISHED
    older = [name for name in warehouse.kept if name < warehouse.stamp]
    return KEPT if generation in older[-1:] else GONE


@query(Text("每表一行：本批次与上一批次的行数", "one row per table: rows of this generation and of the one before"), dims=DIMS)
def tables(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    counts = _counts(warehouse, scope)
    now, before = _latest(warehouse, scope, 0), _latest(warehouse, scope, 1)
    of_now = counts.filter(pl.col("generation") == pl.lit(now, dtype=pl.String)).select("table_name", "row_count")
    of_before = counts.filter(pl.col("generation") == pl.lit(before, dtype=pl.String)).select("table_name", before_count="row_count")
    both = of_now.join(of_before, on="table_name", how="left").sort("table_name")
    return both.with_columns(
        *_words("table", [_said(metadata.tables[name]) for name in both["table_name"]]),
        change_count=pl.col("row_count") - pl.col("before_count"),
    ).select("table_name", "table_zh", "table_en", "row_count", "before_count", "change_count")


@query(Text("每项核对一行", "one row per control total"), dims=DIMS)
def checks(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """How many places were compared when the published generation was loaded, and how many differ: none, or it had been refused."""
    columns = [column for column in load_check.c if column.name != "generation"]
    now = _latest(warehouse, scope, 0)
    return warehouse.read(select(*columns).where(load_check.c.generation == now), scope).sort("rule")


@query(Text("数据字典：每表每列一行", "the data dictionary: one row per table and column"), dims=DIMS)
def dictionary(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:  # noqa: ARG001 - the shape of the warehouse is the same for everyone
    return pl.DataFrame([_column(table, column) for table in metadata.sorted_tables for column in table.c]).sort("table_name", maintain_order=True)


def _column(table: Table, column: Any) -> dict[str, Any]:
    said, of, values = pair(column.comment or ""), _said(table), column.info["codes"] or {}
    hides = RIGHTS.get(column.info["hides"], REACHES[reach(table).value])
    unit = UNITS[column.info["unit"]]
    return {
        "table_name": str(table.name), "table_zh": of.zh, "table_en": of.en, "column_name": str(column.name), "sense_zh": said.zh, "sense_en": said.en,
        "unit_zh": unit.zh, "unit_en": unit.en, "is_key": bool(column.primary_key), "is_required": not column.nullable,
        "codes_zh": "、".join(_coded(code, words.zh) for code, words in values.items()),
        "codes_en": ", ".join(_coded(code, words.en) for code, words in values.items()),
        "seen_zh": hides.zh, "seen_en": hides.en,
    }  # fmt: skip


def _coded(code: str, words: str) -> str:
    return code if code == words else f"{code} {words}"


def _counts(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(generation, table_name, row_count), unsorted; no row to who does not hold the whole bank."""
    return warehouse.read(select(load_table), scope)


def _latest(warehouse: Warehouse, scope: Scope, back: int) -> str | None:
    """The generation whose load is the latest, or `back` loads before it."""
    runs = warehouse.read(select(load_run.c.generation, load_run.c.finished_at), scope).sort("finished_at", "generation", descending=True)
    found: list[str] = runs["generation"].to_list()
    return found[back] if back < len(found) else None


def _said(table: Table) -> Text:
    return pair(table.comment or "")


def meaning(column: str) -> Text | None:
    """What the warehouse says of a column of this name, in the first table that has one."""
    comments = (table.c[column].comment for table in metadata.sorted_tables if column in table.c)
    return next((pair(comment or "") for comment in comments), None)


def _words(name: str, texts: list[Text]) -> tuple[pl.Series, pl.Series]:
    return pl.Series(f"{name}_zh", [text.zh for text in texts], pl.String), pl.Series(f"{name}_en", [text.en for text in texts], pl.String)


def headline(runs: pl.DataFrame, compared: pl.DataFrame) -> Text:
    """What the figures rest on, in one sentence, from the rows of `loads` and `checks`."""
    if runs.is_empty():
        return Text("所选范围内没有装载记录。", "There is no load in this scope.")
    run = runs.row(0, named=True)
    kind = Text("演示数据", "demonstration data") if run["is_synthetic"] else Text("银行数据", "the bank's data")
    told = Text(
        f"现用批次 {run['generation']}（{kind.zh}），截至 {run['as_of']:%Y-%m-%d}，最近已结月份 {run['last_closed_month']:%Y-%m}，"
        f"{run['finished_at']:%Y-%m-%d %H:%M} 装载完成",
        f"Generation {run['generation']} ({kind.en}) is published: as of {run['as_of']:%Y-%m-%d}, latest closed month {run['last_closed_month']:%Y-%m}, "
        f"loaded {run['finished_at']:%Y-%m-%d %H:%M}",
    )
    if compared.is_empty():
        return Text(f"{told.zh}。", f"{told.en}.")
    places, failed, rules = compared["compared_count"].sum(), compared["failed_count"].sum(), compared.height
    return Text(
        f"{told.zh}；{rules} 项核对比较 {places:,} 处，{failed:,} 处不平。",
        f"{told.en}; {rules} control totals compared {places:,} places, {failed:,} differ.",
    )
