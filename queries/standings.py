"""How do RMs and units stand against each other? League table with movement and peers, and the spread of attainment.

All of it is ranked on what `targets` says of one metric, so that the league never disagrees with the page. Peers are the RMs of the
same segment and grade band in the scope.
"""

from dataclasses import replace
from typing import Any

import polars as pl
from sqlalchemy import and_, or_, select

from queries import target_rows
from queries.humps import has_two_humps
from queries.judging import PLACES, Asked
from queries.metric import Dim
from queries.periods import first_month, shifted
from queries.query import query
from queries.results import to_day
from queries.schema import posting
from queries.scope import Scope
from queries.staffing import BANDS, IS_LINE
from queries.target_rows import ATTAINMENT, PACE
from queries.text import Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
METRICS = ()
AMOUNTS = ("target_yuan", "target_count", "actual_yuan", "actual_count", "gap_yuan", "gap_count")
LEAGUE = ("rm_id", "name_zh", "name_en", "outlet_id", "segment", "grade_band", "metric", "kind", "place", "move", *AMOUNTS, ATTAINMENT.key, PACE.key, "band", "peer_median_share", "peers_count")
SPREAD: dict[str, Any] = {
    "metric": pl.String, "kind": pl.String, "rms_count": pl.Int64, "reached_share": pl.Float64, "mean": pl.Float64, "median": pl.Float64,
    "tenth": pl.Float64, "ninetieth": pl.Float64, "has_two_humps": pl.Boolean,
}  # fmt: skip


@query(Text("每名有目标的客户经理一行，按完成率排名，附较上月名次变动与同类中位数", "one row per RM with a target, ranked by attainment, with the move since last month and the peers' median"), dims=DIMS, to_the_day=True)
def league(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """LEAGUE of one metric (deposits, if none is asked for): equal attainments share a place; `move` counts places up since the month before."""
    asked = scope if scope.metric else replace(scope, metric="deposits")
    now = _placed(_rows(warehouse, asked))
    before = _placed(_rows(warehouse, _month_before(asked)))
    moved = now.join(before.select("rm_id", "kind", was="place"), on=["rm_id", "kind"], how="left").with_columns(move=pl.col("was") - pl.col("place"))
    peers = moved.join(_posts(warehouse, asked), on="rm_id", how="left").with_columns(
        peer_median_share=pl.col(ATTAINMENT.key).median().over("kind", "segment", "grade_band"),
        peers_count=pl.len().over("kind", "segment", "grade_band").cast(pl.Int64),
    )
    return peers.select(LEAGUE).sort("kind", "place", "rm_id")


def _rows(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    return target_rows.of_rms(warehouse, scope).filter(pl.col("rm_id") != "", pl.col(ATTAINMENT.key).is_not_null())


def _month_before(scope: Scope) -> Scope:
    """The month before, within the same period where it has one, so that a league opens anew with its period."""
    month = shifted(scope.month, -1)
    same = month >= first_month(scope.month, scope.period) or scope.period == "month"
    return replace(scope, month=month if same else scope.month, day=None)


def _placed(rows: pl.DataFrame) -> pl.DataFrame:
    """Equal attainments share a place; the best is first."""
    return rows.with_columns(place=pl.col(ATTAINMENT.key).rank("min", descending=True).over("kind").cast(pl.Int64))


def _posts(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, segment, grade_band): what each RM was posted as by the as-of day, the last post where there were several."""
    day, held = to_day(warehouse, scope).day, posting.c
    columns = (held.rm_id, held.valid_from, held.segment, held.grade, held.kind)
    touching = and_(held.valid_from <= day, or_(held.valid_to.is_(None), held.valid_to > scope.month))
    rows = warehouse.read(select(*columns).where(touching), scope).filter(IS_LINE).sort("valid_from").unique("rm_id", keep="last", maintain_order=True)
    return rows.select("rm_id", "segment", grade_band=pl.col("grade").replace_strict(BANDS, default=None, return_dtype=pl.String))


@query(Text("每个指标一行：客户经理完成率的分布", "one row per metric: the spread of RMs' attainment"), dims=DIMS, to_the_day=True)
def spread(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """SPREAD: share of RMs at 100% or more, mean, median, 10th and 90th percentile; two humps by the dip test from 50 RMs up."""
    key = ("spread", Asked(warehouse, scope).key)
    return warehouse.once(key, lambda: spread_of(_rows(warehouse, scope)))


def spread_of(rows: pl.DataFrame) -> pl.DataFrame:
    """The same of attainments in hand."""
    share = pl.col(ATTAINMENT.key)
    found = rows.group_by("metric", "kind").agg(
        pl.len().cast(pl.Int64).alias("rms_count"), reached_share=(share >= 1).mean(), mean=share.mean(), median=share.median(),
        tenth=share.quantile(0.1, "linear"), ninetieth=share.quantile(0.9, "linear"), has_two_humps=share,
    )  # fmt: skip
    humps = pl.Series("has_two_humps", [has_two_humps(values) for values in found["has_two_humps"].to_list()], dtype=pl.Boolean)
    placed = found.with_columns(humps, place=pl.col("metric").replace_strict(PLACES, return_dtype=pl.Int64))
    return placed.sort("place", "kind").select(pl.col(name).cast(kind) for name, kind in SPREAD.items())
