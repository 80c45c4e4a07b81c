"""Lost by what: tier, segment, tenure, products and industry of the lost clients at the end of the month before, and their reasons.

Grain: `churn_cut`, one row per month, outlet, segment, cut and value. Units and RMs stand in `churn`.
"""

from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries.churn_metrics import CHURN
from queries.churn_rows import is_year_told, since
from queries.codes import CHURN_CUTS, CLOSE_REASONS, INDUSTRIES, PRODUCT_BANDS, SEGMENTS, STAR_TIERS, Codes
from queries.leaving import TENURES
from queries.metric import Dim, Metric, summarise
from queries.query import query
from queries.schema import churn_cut
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
METRICS: tuple[Metric, ...] = ()
YEAR = 12
LEVELS = ("aum", "deposit", "loan")
UNKNOWN = Text("未提供", "Not supplied")
REASONS: Codes = {**CLOSE_REASONS, "dormant": Text("连续静默转休眠", "Gone quiet, not closed")}
CUTS: Codes = {"tier": CHURN_CUTS["tier"], "segment": Text("条线", "Segment"), **{cut: CHURN_CUTS[cut] for cut in ("tenure", "products", "industry", "reason")}}
GROUPS: dict[str, Codes] = {"tier": STAR_TIERS, "segment": SEGMENTS, "tenure": TENURES, "products": PRODUCT_BANDS, "industry": INDUSTRIES, "reason": REASONS}
SCHEMA: dict[str, Any] = {
    "cut": pl.String, "group_key": pl.String, "name_zh": pl.String, "name_en": pl.String, "lost_count": pl.Int64, "lost_share": pl.Float64, "churn_share": pl.Float64,
    "lost_aum_yuan": pl.Decimal(38, 2), "lost_deposits_yuan": pl.Decimal(38, 2), "lost_loans_yuan": pl.Decimal(38, 2),
}  # fmt: skip
AMOUNTS = {"lost_aum_yuan": "aum", "lost_deposits_yuan": "deposit", "lost_loans_yuan": "loan"}


@query(
    Text("每个分组一行：近 12 个月流失户数、占比、流失率与带走的余额，按星级、条线、客户年限、产品数、行业与原因",
         "one row per group: clients lost in twelve months, their share, churn and what they took, by tier, segment, tenure, products, industry and reason"),
    dims=DIMS,
)  # fmt: skip
def by_cut(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(cut, group_key, name_zh, name_en, lost_count, lost_share, churn_share, lost_aum_yuan, lost_deposits_yuan, lost_loans_yuan): groups in their codes'
    order, reasons by clients lost. A reason has no churn; nor has any group under twelve months of history."""
    held = churn_cut.c
    sums = (func.sum(held.opening_count).label("opening_count"), func.sum(held.lost_count).label("lost_count"), *(func.sum(held[f"{level}_lost_yuan"]).label(level) for level in LEVELS))
    keys = (held.month, held.segment, held.cut, held.value)
    statement = select(*keys, *sums).where(held.month.between(since(warehouse, scope, YEAR), scope.month)).group_by(*keys)
    rows = warehouse.once(("clients lost by what", scope.at_rest), lambda: warehouse.read(statement, scope))
    segments = rows.filter(pl.col("cut") == "tier").with_columns(cut=pl.lit("segment"), value="segment")
    every = pl.concat([rows, segments]).group_by("cut", "value", "month").agg(pl.col("opening_count", "lost_count").sum().cast(pl.Int64), pl.col(LEVELS).sum())
    every = every.sort("cut", "value", "month")  # products of months in one order, to the last digit
    return pl.concat([pl.DataFrame(schema=SCHEMA), *(_of_cut(every, cut, told=is_year_told(warehouse, scope.month)) for cut in CUTS)])


def _of_cut(every: pl.DataFrame, cut: str, *, told: bool) -> pl.DataFrame:
    rows = every.filter(pl.col("cut") == cut)
    names = {**GROUPS[cut], "": UNKNOWN}
    churn = summarise(rows, [CHURN], by=["value"]).with_columns(pl.when(told and cut != "reason").then(CHURN.key).alias(CHURN.key))
    summed = rows.group_by("value").agg(pl.col("opening_count", "lost_count").sum(), *(pl.col(level).sum().cast(pl.Decimal(38, 2)).alias(name) for name, level in AMOUNTS.items()))
    place = {key: at for at, key in enumerate(names)}
    known = summed.join(churn, on="value").filter((pl.col("opening_count") > 0) | (pl.col("lost_count") > 0)).with_columns(
        cut=pl.lit(cut), group_key="value", place=pl.col("value").replace_strict(place, default=99, return_dtype=pl.Int64),
        lost_share=pl.when(pl.col("lost_count").sum() > 0).then(pl.col("lost_count") / pl.col("lost_count").sum()),
        **{f"name_{lang}": pl.col("value").replace_strict({key: name.to(lang) for key, name in names.items()}, default=pl.col("value"), return_dtype=pl.String) for lang in ("zh", "en")},
    )  # fmt: skip
    by = ["lost_count", "value"] if cut == "reason" else ["place", "value"]
    return known.sort(by, descending=[cut == "reason", False]).select(*SCHEMA)


def usual_loss(rows: pl.DataFrame) -> Any:
    """The median of the AUM that a group's lost clients took, over those that lost any."""
    return rows.filter(pl.col("lost_count") > 0)["lost_aum_yuan"].median()


def of_cuts(rows: pl.DataFrame, *cuts: str) -> pl.DataFrame:
    """The rows of some cuts, with the cut in words."""
    words = (pl.col("cut").replace_strict({key: name.to(lang) for key, name in CUTS.items()}, return_dtype=pl.String).alias(f"cut_{lang}") for lang in ("zh", "en"))
    return rows.filter(pl.col("cut").is_in(cuts)).with_columns(*words).drop("cut")


def with_losses(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of `of_cuts` that lost a client, industries left out."""
    return rows.filter((pl.col("lost_count") > 0) & (pl.col("cut_en") != CUTS["industry"].en))
