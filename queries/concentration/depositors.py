"""Depositors: how much of all deposits the ten largest hold, and what liquidity would be left were they to leave. Interbank is out of both."""

import polars as pl

from queries.care_lists import placed, worded
from queries.codes import SEGMENTS
from queries.concentration import deposit_rows
from queries.concentration.capital import capital, is_whole_bank
from queries.concentration.limit_policy import DEPOSITORS_TOP
from queries.concentration.shocks import lcr, liquidity_ratio
from queries.metric import Dim, Good, Metric, Unit, ratio, summarise
from queries.query import query
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
DOMAIN = Text("业务口径 4.4", "domain definition 4.4")
SHOWN, MONEY = 20, pl.Decimal(38, 2)
TOP = int(DEPOSITORS_TOP.value)


def _metric(key: str, name: Text, meaning: Text, in_words: Text, unit: Unit, formula: pl.Expr, good: Good) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, unit, good, formula, (DEPOSITORS_TOP,))


TOP_DEPOSITS = _metric(
    "top_deposits_yuan", Text("最大十户存款", "Ten largest depositors"), Text("最大十户的存款，不含同业。", "Deposits of the ten largest, interbank left out."),
    Text("Σ 最大十户存款", "Σ deposits of the ten largest"), Unit.YUAN, pl.col("largest").first(), Good.NEITHER,
)  # fmt: skip
TOP_DEPOSITS_SHARE = _metric(
    "top_deposits_share", Text("最大十户存款占比", "Ten largest depositors' share"), Text("最大十户存款 ÷ 全部存款，两者均不含同业。", "Deposits of the ten largest over all deposits, interbank left out of both."),
    Text("Σ 最大十户存款 ÷ Σ 存款", "Σ deposits of the ten largest ÷ Σ deposits"), Unit.SHARE, ratio(pl.col("largest").first(), pl.col("deposits").first()), Good.DOWN,
)  # fmt: skip
METRICS = (TOP_DEPOSITS, TOP_DEPOSITS_SHARE)
LISTED = (
    "place", "client_id", "client_zh", "client_en", "segment_name_zh", "segment_name_en", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en", "deposit_yuan", "share", "cumulative_share",
    "liquidity_after_share", "lcr_after_share",
)  # fmt: skip


@query(Text("一行：最大十户存款及其占比", "one row: deposits of the ten largest and their share"), dims=DIMS)
def depositors(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    held = deposit_rows.largest(warehouse, scope, TOP)["deposit_yuan"]
    known = deposit_rows.total(warehouse, scope).with_columns(largest=pl.lit(held.sum() if held.len() else None, MONEY))
    return summarise(known, METRICS)


@query(
    Text("最大 20 户存款客户每户一行：占比、累计占比，以及他们依次流失后的流动性", "one row per depositor, the 20 largest: share, running share, and liquidity once they and those above them have left"), dims=DIMS
)
def largest_depositors(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """LISTED: ratios of the whole bank only."""
    rows = deposit_rows.largest(warehouse, scope, SHOWN)
    whole = deposit_rows.total(warehouse, scope)["deposits"][0] or 0 if rows.height else 0
    own, is_whole = capital(warehouse, scope), is_whole_bank(warehouse, scope)
    gone = rows["deposit_yuan"].cum_sum().to_list()
    after = [(liquidity_ratio(own, left), lcr(own, left)) if is_whole else (None, None) for left in gone]
    shares = rows.with_row_index("place", 1).with_columns(
        pl.col("place").cast(pl.Int64),
        *worded("segment", SEGMENTS, "segment_name"), share=ratio(pl.col("deposit_yuan"), pl.lit(whole, MONEY)), cumulative_share=ratio(pl.col("deposit_yuan").cum_sum(), pl.lit(whole, MONEY)),
        liquidity_after_share=pl.Series([ratio for ratio, _ in after], dtype=pl.Float64), lcr_after_share=pl.Series([ratio for _, ratio in after], dtype=pl.Float64),
    )  # fmt: skip
    return placed(warehouse, scope, shares).sort("place").select(LISTED)
