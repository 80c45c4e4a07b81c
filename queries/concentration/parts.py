"""What each industry or region adds to the concentration of clients.

A part's contribution is w² × HHI of its clients, w its share of the total; contributions add up to the HHI of all clients. Beside
it stands w², what the part would add were it one client. Sums and squares add up over outlets, so that every scope is exact.
"""

from typing import Any

import polars as pl
from sqlalchemy import and_, func, select

from queries.codes import INDUSTRIES, MEASURES
from queries.concentration.holders import MERGED, NO_HOLDER
from queries.marts import MEASURE_COLUMNS
from queries.marts.parts import squares
from queries.metric import Dim, Good, Metric, Unit, ratio, summarise
from queries.policy import SMALL_GROUP
from queries.query import query
from queries.schema import client_month, org_closure, part_month
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
DOMAIN = Text("业务口径 4.4", "domain definition 4.4")


def _metric(key: str, name: Text, meaning: Text, in_words: Text, formula: pl.Expr) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, Unit.INDEX, Good.DOWN, formula)


_VALUE, _SQUARES, _WHOLE = pl.col("value_yuan").sum().cast(pl.Float64), pl.col("square_sum").sum().cast(pl.Float64), pl.col("whole_yuan").max()
PART_HHI = _metric(
    "part_hhi", Text("内部 HHI", "HHI within"), Text("该部分之内按客户的 HHI。", "HHI by client within the part."), Text("Σ s²，s = x ÷ 该部分合计", "Σ s², s = x ÷ the part's total"), ratio(_SQUARES, _VALUE * _VALUE),
)  # fmt: skip
CONTRIBUTION = _metric(
    "contribution_hhi", Text("对 HHI 的贡献", "Adds to the HHI"), Text("该部分占比的平方乘以其内部 HHI；各部分之和为整体 HHI。", "The part's share squared times the HHI within it; the parts add up to the HHI of the whole."),
    Text("占比² × 内部 HHI", "share² × HHI within"), ratio(_SQUARES, _WHOLE * _WHOLE),
)  # fmt: skip
ONE_CLIENT = _metric(
    "one_client_hhi", Text("若为一户的贡献", "Were it one client"), Text("该部分若只是一户，对 HHI 的贡献。", "What the part would add to the HHI were it one client."), Text("占比²", "share²"), ratio(_VALUE * _VALUE, _WHOLE * _WHOLE),
)  # fmt: skip
EFFECTIVE = Metric(
    "part_effective_count", Text("等效户数", "Effective number"), Text("与该部分同样集中的等额客户数。", "How many equal clients would be as concentrated as the part."), Text("1 ÷ 内部 HHI", "1 ÷ HHI within"),
    DOMAIN, Unit.COUNT, Good.UP, ratio(_VALUE * _VALUE, _SQUARES),
)  # fmt: skip
METRICS = (PART_HHI, EFFECTIVE, CONTRIBUTION, ONE_CLIENT)
PARTS = (
    "part_id", "part_zh", "part_en", "value_yuan", "share", "clients_count", "largest_share", "part_hhi", "part_effective_count", "contribution_hhi", "contribution_share", "one_client_hhi",
)  # fmt: skip
SUMS: dict[str, Any] = {"part_id": pl.String, "value_yuan": pl.Decimal(38, 2), "clients_count": pl.Int64, "top_yuan": pl.Decimal(38, 2), "square_sum": pl.Decimal(38, 4)}


@query(Text("每个行业或区域一行，对 HHI 贡献最大者在前", "one row per industry or region, the largest contribution to the HHI first"), dims=DIMS, measures=MEASURES)
def hhi_parts(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """PARTS over clients with a positive amount, by region where that is asked for, else by industry; clients without industry are a part of their own, with a null id."""
    rows = sums(warehouse, scope)
    return named(warehouse, scope, decomposed(rows if scope.names_visible else merged(rows)))


def sums(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """SUMS by part, those with a positive total."""
    source: Any = client_month if scope.books else part_month
    level = MEASURE_COLUMNS[scope.measure].removesuffix("_yuan")
    key, joined = source.c.industry, source
    if scope.by == "region":
        above = and_(org_closure.c.month == source.c.month, org_closure.c.outlet_id == source.c.outlet_id, org_closure.c.level == "region")
        key, joined = org_closure.c.node_id, source.join(org_closure, above)
    names = (f"{level}_yuan", f"{level}_count", f"{level}_top_yuan", f"{level}_square_sum")
    if scope.books:
        found = squares(client_month.c[f"{level}_yuan"], level)
        values, counted = [found[name] for name in names], [client_month.c.is_closed.is_(False)]
    else:
        values, counted = [func.max(source.c[name]) if name.endswith("top_yuan") else func.sum(source.c[name]) for name in names], []
    labels = (value.label(label) for value, label in zip(values, list(SUMS)[1:], strict=True))
    statement = select(key.label("part_id"), *labels).select_from(joined).where(source.c.month == scope.month, *counted).group_by(key)
    rows = warehouse.read(statement, scope).with_columns(pl.col("part_id").replace("", None)).cast(pl.Schema(SUMS))
    return rows.filter(pl.col("value_yuan") > 0).group_by("part_id").agg(_added()).sort("value_yuan", "part_id", descending=[True, False])


def _added() -> list[pl.Expr]:
    return [(pl.col(name).max() if name == "top_yuan" else pl.col(name).sum().cast(kind)).alias(name) for name, kind in list(SUMS.items())[1:]]


def merged(rows: pl.DataFrame) -> pl.DataFrame:
    """Parts of fewer than five clients added to the next smallest, so that no difference reveals a client."""
    ordered, least = rows.sort("clients_count", "part_id"), int(SMALL_GROUP.value)
    small = ordered.filter(pl.col("clients_count") < least).height
    if not small:
        return rows
    enough = ordered["clients_count"].cum_sum().search_sorted(least) + 1
    together = ordered.head(max(small, enough)).select(pl.lit("merged").alias("part_id"), *_added())
    return pl.concat([ordered.slice(max(small, enough)), together.select(list(SUMS)).cast(pl.Schema(SUMS))])


def decomposed(rows: pl.DataFrame) -> pl.DataFrame:
    """The shares and the HHI of each part, from SUMS; w² × HHI of the part is its sum of squares over the square of the whole total."""
    whole_yuan = pl.col("value_yuan").sum().cast(pl.Float64)
    figures = summarise(rows.with_columns(whole_yuan=whole_yuan), METRICS, by=["part_id"])
    told = rows.join(figures, on="part_id", how="left", nulls_equal=True)
    value, added = pl.col("value_yuan"), pl.col(CONTRIBUTION.key)
    return told.with_columns(
        share=ratio(value, value.sum()), largest_share=ratio(pl.col("top_yuan"), value), contribution_share=ratio(added, added.sum())
    )  # fmt: skip


def named(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame) -> pl.DataFrame:
    """PARTS with names in both languages, the largest contribution first."""
    known: dict[str, Text] = {key: node.name for key, node in warehouse.tree(scope.month).nodes.items()} if scope.by == "region" else dict(INDUSTRIES)
    known["merged"] = MERGED
    none = NO_HOLDER["industry"]
    names = [known.get(part, Text(part, part)) if part else none for part in rows["part_id"]]
    told = rows.with_columns(part_zh=pl.Series([name.zh for name in names], dtype=pl.String), part_en=pl.Series([name.en for name in names], dtype=pl.String))
    ordered = told.sort("contribution_hhi", "part_en", descending=[True, False])
    return ordered.with_columns(pl.col("part_id").replace("merged", None)).select(PARTS)


def whole(parts: pl.DataFrame) -> tuple[float, float] | None:
    """The HHI of all clients, and what it would be were every part one client, from the rows of `hhi_parts`."""
    return (float(parts["contribution_hhi"].sum()), float(parts["one_client_hhi"].sum())) if parts.height else None
