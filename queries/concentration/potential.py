"""Clients on their way to being large: who, when are they expected to cross the line, and what were such forecasts worth?

Grain of the facts: `client_potential`, the clients between half of the line and the line with the growth of their year, by the months in
which they were where they are now. The line is reached from the three-month mean, which is what makes a client large. What past forecasts
were worth is a published reference of the whole bank, the same for everyone.
"""

from typing import Any

import polars as pl
from sqlalchemy import select

from queries.care_lists import placed, worded
from queries.codes import SEGMENTS
from queries.concentration.forecast_rows import NEAR, forecast, may_reach
from queries.concentration.tier_rows import MONEY, MOST
from queries.handover_rows import closed_month
from queries.metric import Dim, Good, Metric, Unit, ratio
from queries.pyramid_policy import DOMAIN, EVERYONE, POTENTIAL_BASE, POTENTIAL_HITS, POTENTIAL_LEAST, POTENTIAL_MONTHS
from queries.query import query
from queries.schema import client, client_potential, published_reference
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
ALL = Text("全部条线", "All segments")
CROSSED = Metric(
    "crossed_share", Text("预测命中率", "Forecasts that came true"), Text("十二个月前的潜在大客户中，此后成为大客户的比例；全行口径。", "Of the potential large clients of twelve months before, the share that has been large since; over the whole bank."),
    Text("此后成为大客户 ÷ 当时预测", "large since ÷ forecast then"), DOMAIN, Unit.SHARE, Good.UP, ratio(pl.col("crossed_count").sum(), pl.col("foreseen_count").sum()), (POTENTIAL_LEAST, POTENTIAL_MONTHS),
)  # fmt: skip
METRICS = (CROSSED,)
FORECAST = (
    "client_id", "client_zh", "client_en", "client_segment_zh", "client_segment_en", "mean_yuan", "line_share", "growth_share", "months_left", "crosses_on", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en",
)  # fmt: skip
PAST: dict[str, Any] = {
    "segment": pl.String, "name_zh": pl.String, "name_en": pl.String, "foreseen_count": pl.Int64, "crossed_count": pl.Int64, "crossed_share": pl.Float64,
    "others_count": pl.Int64, "others_crossed_count": pl.Int64, "others_share": pl.Float64,
}  # fmt: skip


@query(Text("每户潜在大客户一行，预计最早达到标准者在前，最多 200 户：近三个月平均值、月增长与预计月份", "one row per potential large client, the soonest to cross first, at most 200: three-month mean, growth a month, and the month it is expected to cross"), dims=DIMS)
def potential_large(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """FORECAST: `line_share` is the mean over the line, `growth_share` e^slope − 1 a month, `crosses_on` the month at whose end the line is reached."""
    month = closed_month(warehouse, scope)
    first = forecast(warehouse, scope).sort("months_left", "mean", "client_id", descending=[False, True, False]).head(MOST)
    names = (NEAR.client_id, client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"))
    near = select(*names).join_from(client_potential, client, client.c.client_id == NEAR.client_id).where(NEAR.month == month, NEAR.slope_share > 0, may_reach())
    named = first.join(warehouse.read(near, scope), on="client_id", how="left")
    told = named.with_columns(
        *worded("segment", SEGMENTS, "client_segment"), mean_yuan=pl.col("mean").round(2).cast(MONEY), line_share=pl.col("mean") / pl.col("line"), growth_share=pl.col("slope").exp() - 1,
        crosses_on=pl.lit(month).dt.offset_by(pl.format("{}mo", "months_left")),
    )  # fmt: skip
    return placed(warehouse, scope, told).select(FORECAST).sort("months_left", "mean_yuan", "client_id", descending=[False, True, False])


@query(Text("每个条线及合计一行：十二个月前预测的潜在大客户后来成为大客户的比例，与同一区间其他客户相比；全行统一", "one row per segment and for all: of the potential large clients of twelve months before, how many have been large since, beside the others of the band; of the whole bank"), dims=DIMS)
def potential_past(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """PAST, all segments first: nothing where there was no forecast twelve months before."""
    told = published_reference.c
    wanted = (told.month == closed_month(warehouse, scope), told.reference.in_([POTENTIAL_HITS, POTENTIAL_BASE]))
    found = {(reference, cut): (round(value), basis) for reference, cut, value, basis in warehouse.read(select(told.reference, told.cut, told.value, told.basis_count).where(*wanted), scope).iter_rows()}
    rows = [_past(found, segment, name) for segment, name in ({EVERYONE: ALL} | SEGMENTS).items() if (POTENTIAL_HITS, segment) in found]
    return pl.DataFrame(rows, schema=PAST, orient="row")


def _past(found: dict[tuple[str, str], tuple[int, int]], segment: str, name: Text) -> tuple[Any, ...]:
    hits, of = found[POTENTIAL_HITS, segment]
    others, beside = found.get((POTENTIAL_BASE, segment), (0, 0))
    return segment, *name, of, hits, hits / of, beside, others, others / beside if beside else None
