"""Team headcount: have we the people?

Grain of the facts: `posting`, one row per RM and span of days. Units are those of the as-of month's tree.
"""

from datetime import date

import polars as pl
from sqlalchemy import select

from queries.metric import Dim, Good, Metric, Unit, summarise
from queries.query import query
from queries.schema import posting
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
HISTORY = 36

HEADCOUNT = Metric(
    "headcount_count", Text("客户经理", "RMs"), Text("月末在职的八个等级客户经理，不含见习。", "RMs of the eight grades employed at month-end; trainees apart."),
    Text("#{入行日 ≤ 月末 < 离职日}", "#{joined ≤ month-end < left}"), Text("业务口径 4.1", "domain definition 4.1"), Unit.COUNT, Good.UP,
    pl.col("rm_id").n_unique(),
)  # fmt: skip
METRICS = (HEADCOUNT,)


@query(Text("每月一行，最多 36 个月，由早到晚：月末人数", "one row per month, up to 36, oldest first: heads at month-end"), dims=DIMS)
def trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    held = posting.c
    statement = select(held.rm_id, held.valid_from, held.valid_to).where(held.kind == "rm", held.grade != "trainee")
    spans = warehouse.read(statement, scope)
    closed = [month for month in warehouse.months if month <= scope.month][-HISTORY:]
    if spans.is_empty():
        return summarise(pl.DataFrame(schema={"month": pl.Date, "rm_id": pl.String}), METRICS, by=["month"])
    days = pl.DataFrame({"month": closed, "day": [_last_day(month) for month in closed]})
    in_post = (pl.col("valid_from") <= pl.col("day")) & (pl.col("valid_to").is_null() | (pl.col("valid_to") > pl.col("day")))
    return summarise(spans.join(days, how="cross").filter(in_post), METRICS, by=["month"])


def _last_day(month: date) -> date:
    following = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
    return date.fromordinal(following.toordinal() - 1)
