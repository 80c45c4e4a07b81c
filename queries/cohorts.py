"""Cohorts: of the clients opened in a quarter and active by its end, how many are active, and how much is held, after k months?

Grain: `churn_cohort`, one row per month, outlet and segment of opening, and quarter. Only quarters within the loaded history are
known whole. A client who moved stays in the cohort of where it was opened.
"""

from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries.codes import MEASURES
from queries.metric import Dim, Metric
from queries.query import query
from queries.schema import churn_cohort
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
METRICS: tuple[Metric, ...] = ()
LEVELS = {"deposits": "deposit_yuan", "loans": "loan_yuan", "aum": "aum_yuan"}
COLUMNS = ("quarter", "months_count", "member_count", "active_count", "active_share", "start_yuan", "balance_yuan", "balance_share")


@query(
    Text("每个开户季度与季末后月数一行：仍活跃的比例与余额保留比例", "one row per quarter of opening and month since its end: share still active, and share of the balance kept"),
    dims=DIMS, measures={key: MEASURES[key] for key in LEVELS},
)  # fmt: skip
def triangle(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """COLUMNS, the oldest quarter first; `quarter` is its first month, `start_yuan` what the cohort held at the quarter's end."""
    held = churn_cohort.c
    balance = func.sum(held[LEVELS[scope.measure]]).label("balance_yuan")
    keys = (held.quarter_no, held.month)
    sums = (func.sum(held.member_count).label("member_count"), func.sum(held.active_count).label("active_count"), balance)
    rows = warehouse.read(select(*keys, *sums).where(held.month <= scope.month).group_by(*keys), scope)
    after = pl.col("month").dt.year().cast(pl.Int64) * 12 + pl.col("month").dt.month() - 1 - (pl.col("quarter_no") + 2)
    placed = rows.with_columns(months_count=after, quarter=pl.date(pl.col("quarter_no") // 12, pl.col("quarter_no") % 12 + 1, 1)).sort("quarter", "months_count")
    base = placed.filter(pl.col("months_count") == 0).select("quarter", start_yuan="balance_yuan")
    money: Any = pl.Decimal(38, 2)
    return (
        placed.join(base, on="quarter", how="left", maintain_order="left")
        .with_columns(pl.col("member_count", "active_count").cast(pl.Int64), pl.col("start_yuan", "balance_yuan").cast(money))
        .with_columns(
            active_share=pl.when(pl.col("member_count") > 0).then(pl.col("active_count") / pl.col("member_count")),
            balance_share=pl.when(pl.col("start_yuan") > 0).then(pl.col("balance_yuan").cast(pl.Float64) / pl.col("start_yuan").cast(pl.Float64)),
        )
        .select(COLUMNS)
    )  # fmt: skip


def cells(rows: pl.DataFrame, share: str, every: int = 6) -> pl.DataFrame:
    """Rows of `triangle` as a grid: (row_zh, row_en, column_zh, column_en, value), quarters down, every so many months across."""
    quarter = pl.col("quarter")
    number = (quarter.dt.month() + 2) // 3
    return rows.filter(pl.col("months_count") % every == 0).select(
        row_zh=pl.format("{} 年 {} 季度", quarter.dt.year(), number), row_en=pl.format("Q{} {}", number, quarter.dt.year()),
        column_zh=pl.format("{}", "months_count"), column_en=pl.format("{}", "months_count"), value=pl.col(share),
    )  # fmt: skip
