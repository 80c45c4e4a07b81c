"""What early warnings are worth: of those warned of six and twelve months ago, how many were lost since, against all clients?

Grain of the facts: published references, counted at load over the whole bank and the same for everyone. A warning was told by what
was known at its month's end; a loss came after it.
"""

from math import sqrt
from typing import Any

import polars as pl
from sqlalchemy import select

from queries.metric import Dim, Good, Metric, Unit, ratio
from queries.query import query
from queries.schema import published_reference
from queries.scope import Scope
from queries.survival import NORMAL_95
from queries.text import Text
from queries.warehouse import Warehouse
from queries.warning_policy import DOMAIN, HORIZONS, LIST_CUT, LIST_LEAST, SAME_SIZE, TOP_OF_LIST, WARNINGS, WORTH_BASE, WORTH_HITS

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
THE_LIST = Text("整张名单", "The whole list")

PRECISION = Metric(
    key="precision_share", name=Text("命中率", "Precision"),
    meaning=Text("当时有该信号的客户中，其后流失的比例。", "Share of those warned of then who were lost since."),
    in_words=Text("其后流失 ÷ 当时有信号", "Lost since ÷ warned of then"), source=DOMAIN, unit=Unit.SHARE, good=Good.UP, formula=ratio(pl.col("hit_count").sum(), pl.col("flagged_count").sum()),
)  # fmt: skip
RECALL = Metric(
    key="recall_share", name=Text("覆盖率", "Recall"),
    meaning=Text("其后流失的客户中，当时有该信号的比例。", "Share of those lost since who had been warned of."),
    in_words=Text("当时有信号的流失 ÷ 全部流失", "Lost and warned of ÷ all lost"), source=DOMAIN, unit=Unit.SHARE, good=Good.UP, formula=ratio(pl.col("hit_count").sum(), pl.col("lost_count").sum()),
)  # fmt: skip
LIFT = Metric(
    key="lift", name=Text("提升倍数", "Lift"),
    meaning=Text("命中率是全体客户流失率的几倍；1 即毫无用处。", "How many times the loss rate of all clients the precision is; 1 is no use at all."),
    in_words=Text("命中率 ÷ 全体流失率", "Precision ÷ loss rate of all active clients"), source=DOMAIN, unit=Unit.COUNT, good=Good.UP,
    formula=ratio(pl.col("precision_share"), pl.col("base_share")), rules=(LIST_LEAST, TOP_OF_LIST),
)  # fmt: skip
METRICS = (PRECISION, RECALL, LIFT)
COLUMNS: dict[str, Any] = {
    "rule": pl.String, "name_zh": pl.String, "name_en": pl.String, "horizon_months": pl.Int64, "flagged_count": pl.Int64, "hit_count": pl.Int64,
    "precision_share": pl.Float64, "precision_low_share": pl.Float64, "precision_high_share": pl.Float64, "recall_share": pl.Float64,
    "recall_low_share": pl.Float64, "recall_high_share": pl.Float64, "lift": pl.Float64, "lift_low": pl.Float64, "lift_high": pl.Float64,
    "list_lift": pl.Float64, "base_share": pl.Float64, "active_count": pl.Int64, "lost_count": pl.Int64,
}  # fmt: skip


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95% interval of Wilson for a share; `of` is above zero."""
    square, share = NORMAL_95**2, hits / of
    middle, reach = share + square / (2 * of), NORMAL_95 * sqrt(share * (1 - share) / of + square / (4 * of * of))
    low, high = ((middle + sign * reach) / (1 + square / of) for sign in (-1, 1))
    return (0.0 if hits == 0 else low), (1.0 if hits == of else high)


@query(
    Text("每项预警规则及整张名单、每个期限（6、12 个月）一行：命中率、覆盖率、提升倍数及 95% 区间；全行统一，期限短者、提升高者在前",
         "one row per warning and for the whole list, and horizon of 6 and 12 months: precision, recall, lift with 95% intervals; of the whole bank, the shorter horizon and higher lift first"),
    dims=DIMS,
)  # fmt: skip
def rules(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """COLUMNS: `list_lift` is that of so many first names of the list as the warning flags. The lift's interval is the precision's over the base rate."""
    told = published_reference.c
    statement = select(told.reference, told.cut, told.value, told.basis_count).where(told.month == scope.month, told.reference.in_([WORTH_HITS, WORTH_BASE]))
    found = {(reference, cut): (round(value), basis) for reference, cut, value, basis in warehouse.read(statement, scope).iter_rows()}
    names = {warning.key: warning.name for warning in WARNINGS} | {LIST_CUT: THE_LIST}
    rows = [_row(found, key, name, horizon) for horizon in HORIZONS for key, name in names.items() if (WORTH_HITS, f"{key}|{horizon}") in found]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row").sort("horizon_months", "lift", "rule", descending=[False, True, False], nulls_last=True)


def _row(found: dict[tuple[str, str], tuple[int, int]], key: str, name: Text, horizon: int) -> tuple[Any, ...]:
    hits, flagged = found[WORTH_HITS, f"{key}|{horizon}"]
    lost, active = found[WORTH_BASE, str(horizon)]
    first, of = found.get((WORTH_HITS, f"{SAME_SIZE}{key}|{horizon}"), (0, 0))
    base = lost / active
    precision, recall = (hits / flagged, *wilson(hits, flagged)), (hits / lost, *wilson(hits, lost)) if lost else (None, None, None)
    lift = [part / base if base else None for part in precision]
    return (key, name.zh, name.en, horizon, flagged, hits, *precision, *recall, *lift, first / of / base if of and base else None, base, active, lost)
