"""Potential large clients: those in the band below the line whose growth reaches it within the months of policy."""

from typing import Any

import polars as pl
from sqlalchemy import case, select

from queries.codes import SEGMENTS
from queries.crossing import line_of, months_to_line
from queries.handover_rows import closed_month
from queries.policy import LARGE_CLIENT_OTHER, LARGE_CLIENT_PERSONAL
from queries.pyramid_policy import POTENTIAL_MONTHS
from queries.schema import client_potential, large_contact
from queries.scope import Scope
from queries.warehouse import Warehouse

NEAR = client_potential.c


def may_reach() -> Any:
    """A condition on `client_potential` that all who reach the line meet, and few others: ln(line ÷ mean) ≥ 1 − mean ÷ line."""
    sixfold = case((NEAR.segment == "personal", int(LARGE_CLIENT_PERSONAL.value * 6)), else_=int(LARGE_CLIENT_OTHER.value * 6))
    return NEAR.sixfold_yuan >= sixfold * (1 - NEAR.slope_share * int(POTENTIAL_MONTHS.value))


def forecast(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The rows of `client_potential` that reach the line in time and are not large by their group, with `mean`, `slope`, `line` and `months_left`."""
    return warehouse.once(("potential large", scope.at_rest), lambda: _reaching(warehouse, scope))


def _reaching(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    month, large = closed_month(warehouse, scope), large_contact.c
    rows = warehouse.read(select(client_potential).where(NEAR.month == month, NEAR.slope_share > 0, may_reach()), scope)
    already = warehouse.read(select(large.client_id).where(large.month == month), scope)
    lines: dict[str, Any] = {segment: float(line_of(segment)) for segment in SEGMENTS}
    told = rows.join(already, on="client_id", how="anti").with_columns(
        mean=pl.col("sixfold_yuan").cast(pl.Float64) / 6, slope=pl.col("slope_share").cast(pl.Float64), line=pl.col("segment").cast(pl.String).replace_strict(lines, return_dtype=pl.Float64),
    )  # fmt: skip
    months = [months_to_line(*each) for each in told.select("mean", "slope", "line").iter_rows()]
    return told.with_columns(pl.Series("months_left", months, dtype=pl.Int64)).filter(pl.col("months_left").is_not_null()).drop("month")
