"""The path of one client, `scope.client`, through the tiers of the pyramid and the stars."""

import polars as pl
from sqlalchemy import select

from queries.balances import HISTORY
from queries.care_lists import worded
from queries.codes import PYRAMID_TIERS, STAR_TIERS
from queries.handover_rows import closed_month
from queries.periods import shifted
from queries.schema import client_life, client_pyramid
from queries.scope import Scope
from queries.warehouse import Warehouse

PATH = ("since_month", "until_month", "kept_months_count", "tier_zh", "tier_en", "star_zh", "star_en")


def path(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """PATH: one row per run of active months with the same pyramid tier and star tier, the latest first; who may not see names sees none."""
    rows = warehouse.once(("client tiers", scope), lambda: _months(warehouse, scope))
    seen = rows if scope.client and scope.names_visible else rows.clear()
    follows = pl.struct("tier", "star_tier") == pl.struct("tier", "star_tier").shift(1)
    joins_on = pl.col("month") == pl.col("month").shift(1).dt.offset_by("1mo")
    runs = seen.with_columns(run=(~(follows & joins_on)).fill_null(value=True).cum_sum()).group_by("run", "tier", "star_tier").agg(
        since_month=pl.col("month").min(), until_month=pl.col("month").max(), kept_months_count=pl.len().cast(pl.Int64)
    )  # fmt: skip
    return runs.with_columns(*worded("tier", PYRAMID_TIERS), *worded("star_tier", STAR_TIERS, "star")).sort("since_month", descending=True).select(PATH)


def _months(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, star_tier, tier): one row per active month, oldest first."""
    month, life, picked = closed_month(warehouse, scope), client_life.c, client_pyramid.c
    since = shifted(month, 1 - HISTORY)
    states = warehouse.read(select(life.month, life.star_tier).where(life.client_id == scope.client, life.month.between(since, month), life.state == "active"), scope)
    tiers = warehouse.read(select(picked.month, picked.tier).where(picked.client_id == scope.client, picked.month.between(since, month)), scope)
    return states.join(tiers, on="month", how="left").sort("month").with_columns(pl.col("tier").fill_null("other"))
