"""Losses after a change of RM beside matched clients without one.

Both were covered and active at the end of the month of the change and of the one before; strata are tier, segment, size and tenure at the
end of the month before. Cohorts start every month and are watched for six, so that a client without a change stands in
up to six of them at once: it weighs a sixth, or the interval would claim to know more than it does.
"""

from collections.abc import Iterator
from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries.care_policy import AFTER_LEAST, AFTER_MONTHS
from queries.codes import SEGMENTS, STAR_TIERS, Codes
from queries.matched import Stratum, compare
from queries.periods import shifted
from queries.schema import handover_outcome
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

MONTHS, SETTLED = 12, 8  # months looked at; months of history before the first cohort's end
STRATA = ("segment", "star_tier", "size_band", "tenure_band")
CUTS: Codes = {"all": Text("全部", "All"), "segment": Text("条线", "Segment"), "star_tier": Text("星级", "Star tier")}
COMPARED: dict[str, Any] = {
    "cut_code": pl.String, "cut_zh": pl.String, "cut_en": pl.String, "group_key": pl.String, "name_zh": pl.String, "name_en": pl.String, "changed_count": pl.Int64, "changed_lost_count": pl.Int64,
    "matched_share": pl.Float64, "changed_lost_share": pl.Float64, "other_lost_share": pl.Float64, "difference_share": pl.Float64, "difference_low_share": pl.Float64, "difference_high_share": pl.Float64,
}  # fmt: skip


def compared(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """COMPARED: in all first, then by segment and tier; groups in which nobody changed RM are left out, thin ones show counts only."""
    told = handover_outcome.c
    sums = [func.sum(told[name]).label(name) for name in ("client_count", "lost_count")]
    keys = [told[name] for name in (*STRATA, "is_changed")]
    statement = select(*keys, *sums).where(told.month.between(shifted(scope.month, 1 - MONTHS), scope.month))
    cohorts = sum(month >= shifted(warehouse.months[0], SETTLED) for month in warehouse.months if month <= scope.month)
    return of_strata(warehouse.read(statement.group_by(*keys), scope), cohorts)


def of_strata(rows: pl.DataFrame, cohorts: int) -> pl.DataFrame:
    """The comparison from counts by stratum and `is_changed`, added up over so many monthly cohorts."""
    overlap = max(min(int(AFTER_MONTHS.value), cohorts), 1)
    wide = rows.pivot("is_changed", index=STRATA, values=["client_count", "lost_count"], aggregate_function="sum") if rows.height else pl.DataFrame()
    for name in ("client_count_true", "client_count_false", "lost_count_true", "lost_count_false"):
        if name not in wide.columns:
            wide = wide.with_columns(pl.lit(0).alias(name)) if wide.height else wide
    return pl.DataFrame(list(_rows(wide.fill_null(0).sort(STRATA), overlap)) if wide.height else [], schema=COMPARED, orient="row")


def _rows(wide: pl.DataFrame, overlap: int) -> Iterator[tuple[Any, ...]]:
    yield from _row("all", "", CUTS["all"], wide, overlap)
    for cut, codes in (("segment", SEGMENTS), ("star_tier", STAR_TIERS)):
        for code, name in codes.items():
            yield from _row(cut, code, name, wide.filter(pl.col(cut) == code), overlap)


def _row(cut: str, code: str, name: Text, wide: pl.DataFrame, overlap: int) -> Iterator[tuple[Any, ...]]:
    columns = ("client_count_true", "lost_count_true", "client_count_false", "lost_count_false")
    changed, lost = (int(wide[column].sum()) for column in columns[:2])
    if changed:
        enough = changed >= AFTER_LEAST.value
        found = compare(Stratum(a, b, c / overlap, d / overlap) for a, b, c, d in wide.select(columns).iter_rows()) if enough else None
        shares = (found.matched / changed, *found[:5]) if found else (None,) * 6
        yield (cut, *CUTS[cut], code, *name, changed, lost, *shares)
