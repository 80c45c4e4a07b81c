"""The strength of a team: its metrics, and the counts they are sums and ratios of, which add up over the tree."""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries import policy, staffing
from queries.errors import UnsupportedCut
from queries.metric import Good, Metric, Unit, ratio
from queries.periods import last_day, shifted
from queries.schema import establishment, staff_month
from queries.scope import Scope
from queries.staffing import valid_on
from queries.text import Text
from queries.warehouse import Warehouse

DOMAIN = Text("业务口径 4.1", "domain definition 4.1")
MONTH_DAYS = 365.25 / 12


def _sum(column: str) -> pl.Expr:
    """A sum that stays unknown where nothing is known."""
    return pl.when(pl.col(column).count() > 0).then(pl.col(column).sum())


def _metric(key: str, name: Text, meaning: Text, in_words: Text, formula: pl.Expr, good: Good = Good.UP, unit: Unit = Unit.COUNT, *rules: policy.Rule) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, unit, good, formula, rules)


HEADCOUNT = _metric(
    "headcount_count", Text("客户经理", "RMs"), Text("截至日在职的八个等级客户经理，不含见习。", "RMs of the eight grades employed on the as-of day; trainees apart."),
    Text("#{入行日 ≤ 当日 < 离职日}", "#{joined ≤ day < left}"), pl.col("heads").sum(),
)  # fmt: skip
FTE = _metric(
    "fte_count", Text("折合全时人数", "FTE"), Text("按工时比例折算的客户经理人数。", "RMs by their working time."), Text("Σ 工时比例", "Σ working-time shares"),
    pl.col("fte").sum().cast(pl.Float64),
)  # fmt: skip
ESTABLISHMENT = _metric(
    "establishment_count", Text("编制", "Establishment"), Text("核定的客户经理岗位数。", "Approved posts for RMs."), Text("Σ 编制人数", "Σ approved posts"),
    _sum("established"), Good.NEITHER,
)  # fmt: skip
VACANCIES = _metric(
    "vacancies_count", Text("空缺", "Vacancies"), Text("各网点各等级段缺编人数之和；别处超编不抵减。", "Posts not filled, by outlet and grade band; a surplus elsewhere does not count against them."),
    Text("Σ max(0, 编制 − 人数)", "Σ max(0, establishment − headcount)"), _sum("vacant"), Good.DOWN,
)  # fmt: skip
FILL = _metric(
    "fill_rate_share", Text("满编率", "Fill rate"), Text("客户经理人数占编制的比例。", "RMs over approved posts."), Text("人数 ÷ 编制", "headcount ÷ establishment"),
    ratio(pl.col("heads").sum(), pl.col("established").sum()), Good.UP, Unit.SHARE,
)  # fmt: skip
AVAILABLE = _metric(
    "available_count", Text("可用人数", "Available"), Text("客户经理人数减长期休假者。", "RMs less those on long leave."), Text("人数 − 长期休假", "headcount − on long leave"),
    (pl.col("heads").sum() - pl.col("on_leave").sum()),
)  # fmt: skip
ON_LEAVE = _metric(
    "on_leave_count", Text("长期休假", "On long leave"), Text("其中处于长期休假状态者。", "Of these, on long leave."), Text("#{长期休假}", "#{on long leave}"),
    pl.col("on_leave").sum(), Good.NEITHER,
)  # fmt: skip
TRAINEES = _metric(
    "trainees_count", Text("见习", "Trainees"), Text("见习客户经理，不计入人数与编制。", "Trainees, counted neither as RMs nor in establishment."), Text("#{见习}", "#{trainees}"),
    pl.col("trainees").sum(), Good.NEITHER,
)  # fmt: skip
OVER = _metric(
    "over_strength_count", Text("超编", "Over strength"), Text("各网点各等级段超编人数之和。", "RMs beyond the posts of their outlet and grade band."),
    Text("Σ max(0, 人数 − 编制)", "Σ max(0, headcount − establishment)"), _sum("over"), Good.DOWN,
)  # fmt: skip
PRODUCTIVE = _metric(
    "productive_count", Text("有效产能人数", "Productive RMs"), Text("新客户经理前三个月计 0，其后匀速升至第九个月计 1。", "A new RM counts 0 for three months, rising evenly to 1 at the ninth."),
    Text("Σ min(1, max(0, (入行月数 − 3) ÷ 6))", "Σ min(1, max(0, (months since joining − 3) ÷ 6))"), pl.col("productive").sum(), Good.UP, Unit.COUNT,
    policy.RAMP_START, policy.RAMP_END,
)  # fmt: skip
RM_SHARE = _metric(
    "rm_of_staff_share", Text("客户经理占比", "RM share of staff"), Text("客户经理占全部员工的比例。", "RMs over all staff."), Text("人数 ÷ 全部员工", "headcount ÷ all staff"),
    ratio(pl.col("heads").sum(), pl.col("staff").sum()), Good.NEITHER, Unit.SHARE,
)  # fmt: skip
SALES_SHARE = _metric(
    "sales_of_staff_share", Text("营销人员占比", "Sales share of staff"), Text("营销人员占全部员工的比例。", "Sales staff over all staff."), Text("营销人员 ÷ 全部员工", "sales staff ÷ all staff"),
    ratio(pl.col("sales").sum(), pl.col("staff").sum()), Good.NEITHER, Unit.SHARE,
)  # fmt: skip
COUNTS: dict[str, Any] = {
    "outlet_id": pl.String, "grade_band": pl.String, "grade": pl.String, "heads": pl.Int64, "on_leave": pl.Int64, "trainees": pl.Int64,
    "fte": pl.Decimal(38, 6), "productive": pl.Float64, "leavers": pl.Int64, "mean_heads": pl.Float64, "established": pl.Int64, "vacant": pl.Int64,
    "over": pl.Int64, "staff": pl.Int64, "sales": pl.Int64,
}  # fmt: skip


def counts(warehouse: Warehouse, scope: Scope, day: date) -> pl.DataFrame:
    """COUNTS: one row per posting, and one per outlet and grade band with posts."""
    ends = [last_day(shifted(scope.month, -back)) for back in range(13)]
    rows = staffing.history(warehouse, scope, ends[-1])
    has_year = sum(month <= scope.month for month in warehouse.months) >= 12
    people = of_people(rows, day, [*ends[1:], day] if has_year else [])
    return pl.concat([people, _of_posts(_posts(warehouse, scope), people)], how="vertical")


def of_people(rows: pl.DataFrame, day: date, ends: list[date]) -> pl.DataFrame:
    """COUNTS of postings on the day, and what attrition is worked out of over the `ends` of 13 months; unknown without them."""
    held = pl.col("is_line") & valid_on(day)
    covered = pl.sum_horizontal(pl.col("is_line") & valid_on(each) for each in ends) if ends else pl.lit(0)
    left = (pl.col("exit") == "leaver").fill_null(value=False) & staffing.within("valid_to", min(ends, default=day), day)
    known = {
        "heads": held.cast(pl.Int64), "on_leave": (held & (pl.col("status") == "long_leave")).cast(pl.Int64),
        "trainees": (pl.col("is_trainee") & valid_on(day)).cast(pl.Int64),
        "fte": pl.when(held).then(pl.col("working_share")).otherwise(0), "grade_band": pl.col("grade").replace_strict(staffing.BANDS, default=None),
        "productive": pl.when(held).then(ramp(since_joining(day))).otherwise(0.0),
        "leavers": left.cast(pl.Int64) if ends else None, "mean_heads": covered / len(ends) if ends else None,
    }  # fmt: skip
    return _complete(rows.with_columns(**known))


def since_joining(day: date | pl.Expr) -> pl.Expr:
    """Months from `join_on` to the day."""
    return ((pl.lit(day) if isinstance(day, date) else day) - pl.col("join_on")).dt.total_days() / MONTH_DAYS


def ramp(months: pl.Expr) -> pl.Expr:
    """What an RM counts for so many months after joining: nothing at first, then rising evenly to 1."""
    start, end = float(policy.RAMP_START.value), float(policy.RAMP_END.value)
    return ((months - start) / (end - start)).clip(0, 1)


def _complete(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with every column of COUNTS."""
    lacking = {name: pl.lit(None) for name in COUNTS if name not in rows.columns}
    return rows.with_columns(**lacking).select(pl.col(name).cast(kind) for name, kind in COUNTS.items())


def _posts(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(outlet_id, grade_band, established) of the as-of month."""
    approved = establishment.c
    statement = select(approved.outlet_id, approved.grade_band, func.sum(approved.establishment_count).label("established"))
    return warehouse.read(statement.where(approved.month == scope.month).group_by(approved.outlet_id, approved.grade_band), scope)


def _of_posts(posts: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Posts beside heads by outlet and band; nothing where the scope has no establishment at all."""
    if posts.is_empty():
        return _complete(posts)
    keys = ["outlet_id", "grade_band"]
    there = people.filter(pl.col("heads") > 0).group_by(keys).agg(there=pl.col("heads").sum())
    both = posts.join(there, on=keys, how="full", coalesce=True).with_columns(pl.col("established", "there").fill_null(0).cast(pl.Int64))
    gap = pl.col("established") - pl.col("there")
    return _complete(both.with_columns(vacant=gap.clip(lower_bound=0), over=(-gap).clip(lower_bound=0)))


def of_staff(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """All staff by outlet. They are not kept by segment: nothing for a scope that is cut by one."""
    found = staff_month.c
    statement = select(found.outlet_id, found.all_staff_count.label("staff"), found.sales_staff_count.label("sales"))
    try:
        return _complete(warehouse.read(statement.where(found.month == scope.month), scope))
    except UnsupportedCut:
        return _complete(pl.DataFrame(schema={"outlet_id": pl.String}))
