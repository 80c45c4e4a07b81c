"""How long until a new RM brings what a settled one does: monthly results by months since joining, against settled RMs' medians."""

from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries import staffing
from queries.periods import last_day
from queries.policy import PRODUCTIVE_SHARE, SETTLED
from queries.schema import result_day
from queries.scope import Scope
from queries.staffing import valid_on
from queries.warehouse import Warehouse

MONTHS = 24  # since joining, up to which the curve goes
LEAST = 5  # RMs a median rests on
COLUMNS = {"fee_income": "fee_yuan", "deposits": "deposit_growth_yuan"}
CURVE: dict[str, Any] = {"metric": pl.String, "month_no": pl.Int64, "relative_share": pl.Float64, "rms_count": pl.Int64, "is_productive": pl.Boolean}
POST = ("rm_id", "outlet_id", "segment")


def monthly(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, rm_id, segment, months, is_joiner, metric, value): what each RM in the line at a month's end brought in it; who brought nothing has 0."""
    months = [month for month in warehouse.months if month <= scope.month and month >= (warehouse.first_results or scope.month)]
    posts = staffing.history(warehouse, scope, months[0] if months else scope.month).filter(pl.col("is_line"))
    ends = [posts.filter(valid_on(last_day(month))).select(*POST, "join_on", month=pl.lit(month)) for month in months]
    heads = pl.concat(ends or [posts.clear().select(*POST, "join_on", month=pl.lit(scope.month))])
    held = result_day.c
    sums = [func.sum(held[column]).label(metric) for metric, column in COLUMNS.items()]
    statement = select(held.month, *(held[name] for name in POST), *sums).where(held.month.in_(months), held.rm_id != "")
    came = warehouse.read(statement.group_by(held.month, *(held[name] for name in POST)), scope)
    since = (pl.col("month").dt.year().cast(pl.Int64) - pl.col("join_on").dt.year()) * 12 + pl.col("month").dt.month().cast(pl.Int64) - pl.col("join_on").dt.month()
    first = months[0] if months else scope.month
    both = heads.join(came, on=["month", *POST], how="left").with_columns(months=since, is_joiner=pl.col("join_on") >= first)
    known = both.with_columns(pl.col("fee_income").fill_null(0), pl.when(pl.col("month") > first).then(pl.col("deposits").fill_null(0)).alias("deposits"))
    long = known.unpivot(list(COLUMNS), index=["month", "rm_id", "segment", "months", "is_joiner"], variable_name="metric")
    return long.filter(pl.col("value").is_not_null()).with_columns(pl.col("value").cast(pl.Float64))


def curve(rows: pl.DataFrame) -> pl.DataFrame:
    """CURVE of what `monthly` gives: medians over the joiners of the history of their result ÷ the settled RMs' median of segment and month.

    Months of a segment with too few settled RMs, or whose median is not above zero, give nothing to compare with.
    """
    keys, settled = ["month", "segment", "metric"], pl.col("months") >= int(SETTLED.value)
    usual = rows.filter(settled).group_by(keys).agg(usual=pl.col("value").median(), basis=pl.len()).filter((pl.col("basis") >= LEAST) & (pl.col("usual") > 0))
    compared = rows.filter(pl.col("is_joiner") & pl.col("months").is_between(0, MONTHS)).join(usual, on=keys).with_columns(relative=pl.col("value") / pl.col("usual"))
    found = compared.group_by("metric", month_no="months").agg(relative_share=pl.col("relative").median(), rms_count=pl.col("rm_id").n_unique())
    every = pl.DataFrame({"metric": list(COLUMNS)}).join(pl.DataFrame({"month_no": range(MONTHS + 1)}, schema={"month_no": pl.Int64}), how="cross")
    known = every.join(found, on=["metric", "month_no"], how="left").with_columns(pl.col("rms_count").fill_null(0))
    shown = known.with_columns(relative_share=pl.when(pl.col("rms_count") >= LEAST).then("relative_share"))
    enough = (pl.col("month_no") > 0) & (pl.col("relative_share") >= float(PRODUCTIVE_SHARE.value))
    reached = shown.with_columns(is_productive=enough.fill_null(value=False))
    ordered = reached.sort("metric", "month_no") if rows.height else reached.clear()
    return ordered.select(pl.col(name).cast(kind) for name, kind in CURVE.items())


def productive_from(rows: pl.DataFrame, metric: str) -> int | None:
    """The first whole month since joining in which new RMs bring enough of what settled ones do; none where they do not yet."""
    found: int | None = rows.filter((pl.col("metric") == metric) & pl.col("is_productive"))["month_no"].min()  # type: ignore[assignment]
    return found
