"""The shape of the team: who they are, how grades moved, who leads how many, exams, training, and duties in conflict.

Grain of the facts: `posting`; `exam` and `training` by RM and day; `duty` by RM and span of days. A scope sees exams and
training held within it: somebody transferred in whose exam was taken elsewhere is unknown, not unqualified.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries import staffing
from queries.codes import CONTRACTS, DUTIES, EDUCATIONS, GRADES, Codes
from queries.finding import Finding, as_frame
from queries.metric import Dim, Good, Metric, Unit, ratio, summarise
from queries.money import in_words
from queries.periods import last_day, shifted
from queries.policy import EXCLUDED_DUTIES
from queries.query import query
from queries.schema import book_month, duty, exam, rm, training
from queries.scope import ALL_SEGMENTS, Scope
from queries.staffing import IS_LINE, as_of_day, valid_on
from queries.text import LANGS, Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
DOMAIN = Text("业务口径 4.1", "domain definition 4.1")
EVERYTHING = date(1900, 1, 1)
YEARS = (1, 3, 5, 10)  # limits of the tenure groups

SPAN = Metric(
    "span_count", Text("管理幅度", "Span of control"), Text("每位组长平均所带的客户经理人数。", "RMs per team leader."), Text("有组长者 ÷ 组长", "RMs with a leader ÷ leaders"),
    DOMAIN, Unit.COUNT, Good.NEITHER, ratio(pl.col("led").sum(), pl.col("leaders").sum()),
)  # fmt: skip
QUALIFIED = Metric(
    "qualified_share", Text("持证率", "Qualified share"), Text("持有本等级有效考试合格的客户经理比例；考试在他处参加而不可见者不计。", "RMs whose exam for their grade is valid; those whose exam may have been taken elsewhere are left out."),
    Text("#{本等级考试合格且有效} ÷ #{可判断者}", "#{exam for the grade passed and valid} ÷ #{those that can be judged}"), DOMAIN, Unit.SHARE, Good.UP,
    ratio(pl.col("qualified").sum(), pl.col("judged").sum()),
)  # fmt: skip
HOURS = Metric(
    "training_hours_count", Text("人均培训学时", "Training hours per head"), Text("近 12 个月培训学时 ÷ 平均人数。", "Hours of the trailing 12 months over the mean headcount."),
    Text("Σ 学时 ÷ 13 个月末人数均值", "Σ hours ÷ mean of 13 month-ends"), DOMAIN, Unit.COUNT, Good.UP, ratio(pl.col("hours").sum(), pl.col("mean_heads").sum()),
)  # fmt: skip
TRAINED = Metric(
    "training_plan_share", Text("培训计划完成率", "Training against plan"), Text("近 12 个月培训学时占计划学时的比例。", "Hours of the trailing 12 months over those planned."),
    Text("Σ 学时 ÷ Σ 计划学时", "Σ hours ÷ Σ planned hours"), DOMAIN, Unit.SHARE, Good.UP, ratio(pl.col("hours").sum(), pl.col("planned").sum()),
)  # fmt: skip
PASSED = Metric(
    "training_passed_share", Text("培训通过率", "Training passed"), Text("近 12 个月培训中通过的比例。", "Courses of the trailing 12 months that were passed."),
    Text("#{通过} ÷ #{有结果的培训}", "#{passed} ÷ #{with a result}"), DOMAIN, Unit.SHARE, Good.UP, ratio(pl.col("passed").sum(), pl.col("tested").sum()),
)  # fmt: skip
METRICS = (SPAN, QUALIFIED, HOURS, TRAINED, PASSED)
SUMS = ("led", "leaders", "qualified", "judged", "hours", "planned", "passed", "tested", "mean_heads")
CUTS: Codes = {
    "tenure": Text("司龄", "Tenure"), "education": Text("学历", "Education"), "contract": Text("用工形式", "Contract"),
}  # fmt: skip
UNKNOWN = Text("未知", "Unknown")


@query(Text("一行：管理幅度、持证率与培训", "one row: span of control, qualified share and training"), dims=DIMS)
def total(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    day = as_of_day(warehouse, scope)
    rows = staffing.history(warehouse, scope, EVERYTHING)
    held = rows.filter(IS_LINE & valid_on(day))
    known = {
        "led": held["leader_id"].count(), "leaders": held["leader_id"].drop_nulls().n_unique(), **_judged(warehouse, scope, rows, held, day),
        **_taught(warehouse, scope, day, rows),
    }  # fmt: skip
    frame = pl.DataFrame([{name: known.get(name) for name in SUMS}], schema=dict.fromkeys(SUMS, pl.Float64))
    return summarise(frame, METRICS).clear() if scope.is_empty else summarise(frame, METRICS)


def _judged(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame, held: pl.DataFrame, day: date) -> dict[str, int]:
    taken = exam.c
    statement = select(taken.rm_id, taken.grade, taken.valid_to).where(taken.is_passed.is_(True), taken.taken_on <= day)
    passed = warehouse.read(statement, scope)
    if passed.is_empty():
        return {}
    valid = passed.filter(pl.col("valid_to").is_null() | (pl.col("valid_to") >= day)).select("rm_id", "grade").unique()
    qualified = held.join(valid, on=["rm_id", "grade"], how="semi")
    from_outside = rows.filter(pl.col("entry") == "transfer_in")
    unknown = held.join(qualified, on="rm_id", how="anti").join(from_outside, on="rm_id", how="semi")
    return {"qualified": qualified.height, "judged": held.height - unknown.height}


def _taught(warehouse: Warehouse, scope: Scope, day: date, rows: pl.DataFrame) -> dict[str, float]:
    held, since = training.c, last_day(shifted(scope.month, -12))
    statement = select(held.hours, held.planned_hours, held.is_passed).where(held.held_on > since, held.held_on <= day)
    courses = warehouse.read(statement, scope)
    if courses.is_empty():
        return {}
    known = courses.filter(pl.col("planned_hours").is_not_null())
    ends = [*(last_day(shifted(scope.month, -back)) for back in range(1, 13)), day]
    return {
        "hours": float(courses["hours"].sum()), "planned": float(known["planned_hours"].sum()), "tested": courses["is_passed"].count(),
        "passed": int(courses["is_passed"].sum()), "mean_heads": sum(staffing.heads_on(rows, ends)) / len(ends),
    }  # fmt: skip


@query(Text("等级变动：由行到列，12 个月前与现在均在本范围者", "moves between grades: those in the scope both 12 months ago and now"), dims=DIMS)
def moves(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(before, after, from_zh, from_en, to_zh, to_en, people_count): places among GRADES, trainees last; one row per pair that happened."""
    day, then = as_of_day(warehouse, scope), staffing.year_ago_day(warehouse, scope)
    rows = staffing.history(warehouse, scope, then or day).filter(pl.col("is_line") | pl.col("is_trainee"))
    before = rows.filter(valid_on(then) if then else pl.lit(value=False)).select("rm_id", before=_place("grade"))
    after = rows.filter(valid_on(day)).select("rm_id", after=_place("grade"))
    pairs = before.join(after, on="rm_id").group_by("before", "after").agg(people_count=pl.len().cast(pl.Int64)).sort("before", "after")
    names = list(GRADES.values())
    said = [
        pl.col(side).replace_strict(list(range(len(names))), [name.to(lang) for name in names], return_dtype=pl.String).alias(f"{to}_{lang}")
        for side, to in (("before", "from"), ("after", "to")) for lang in LANGS
    ]  # fmt: skip
    return pairs.select("before", "after", *said, "people_count")


def _place(column: str) -> pl.Expr:
    return pl.col(column).replace_strict({code: at for at, code in enumerate(GRADES)}, return_dtype=pl.Int64)


@query(Text("司龄、学历与用工形式的分布：现在与一年前", "distribution of tenure, education and contract: now and a year ago"), dims=DIMS)
def groups(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(cut_code, cut_zh, cut_en, name_zh, name_en, now_count, year_ago_count, share): one row per group that has somebody."""
    day, then = as_of_day(warehouse, scope), staffing.year_ago_day(warehouse, scope)
    rows = staffing.history(warehouse, scope, then or day, rm.c.education, rm.c.contract)
    now, before = (_tallied(rows.filter(IS_LINE & valid_on(each)), each) if each else {} for each in (day, then))
    places = {(cut, name): at for cut in CUTS for at, name in enumerate(_names(cut))}
    told = [
        (cut, *CUTS[cut], *name, now.get((cut, name), 0), before.get((cut, name), 0) if then else None) for cut, name in places if {(cut, name)} & {*now, *before}
    ]  # fmt: skip
    schema = dict.fromkeys(("cut_code", "cut_zh", "cut_en", "name_zh", "name_en"), pl.String) | dict.fromkeys(("now_count", "year_ago_count"), pl.Int64)
    frame = pl.DataFrame(told, schema=schema, orient="row")
    return frame.with_columns(share=ratio(pl.col("now_count"), pl.col("now_count").sum().over("cut_code")))


def _names(cut: str) -> list[Text]:
    if cut == "tenure":
        between = [Text(f"{low}–{high} 年", f"{low}–{high} years") for low, high in zip(YEARS, YEARS[1:], strict=False)]
        return [Text("不足 1 年", "under 1 year"), *between, Text(f"{YEARS[-1]} 年及以上", f"{YEARS[-1]} years and more")]
    return [*(EDUCATIONS if cut == "education" else CONTRACTS).values(), UNKNOWN]


def _tallied(held: pl.DataFrame, day: date) -> dict[tuple[str, Text], int]:
    """Heads by cut and group. A year of tenure is complete on the day of the month on which it began."""
    joined = pl.col("join_on").dt
    is_short = joined.month().cast(pl.Int32) * 100 + joined.day() > day.month * 100 + day.day
    years = day.year - joined.year() - is_short.cast(pl.Int32)
    place = pl.sum_horizontal((years >= limit).cast(pl.Int32) for limit in YEARS)
    codes: dict[str, tuple[Any, Any]] = {
        "tenure": (place, dict(enumerate(_names("tenure")))), "education": (pl.col("education"), EDUCATIONS), "contract": (pl.col("contract"), CONTRACTS),
    }  # fmt: skip
    found: dict[tuple[str, Text], int] = {}
    for cut, (group, names) in codes.items():
        for code, count in held.group_by(group.alias("group")).len().iter_rows():
            key = (cut, names.get(code, UNKNOWN))
            found[key] = found.get(key, 0) + count
    return found


@query(Text("每位组长一行，所带人数最多者在前", "one row per team leader, the most RMs first"), dims=DIMS)
def leaders(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, led_count) of those who lead RMs of the scope."""
    day = as_of_day(warehouse, scope)
    held = staffing.history(warehouse, scope, day).filter(IS_LINE & valid_on(day) & pl.col("leader_id").is_not_null())
    return held.group_by(rm_id="leader_id").agg(led_count=pl.len().cast(pl.Int64)).sort("led_count", "rm_id", descending=[True, False])


def has_all_segments(scope: Scope) -> bool:
    """Whether what is not kept by segment may be read."""
    return scope.segments == ALL_SEGMENTS and all(hold.segments == ALL_SEGMENTS for hold in scope.reach)


@query(Text("每项冲突的兼任一行，最早者在前", "one row per duty that excludes the RM's own, the oldest first"), dims=frozenset({Dim.NODE}))
def conflicts(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, rm_zh, rm_en, outlet_zh, outlet_en, duty_zh, duty_en, since_on, deposits_held_yuan): held on the as-of day by an RM of the eight grades.

    Duties are not kept by segment: the door refuses a scope that is cut by one.
    """
    day, held = as_of_day(warehouse, scope), duty.c
    statement = select(held.rm_id, held.duty, held.valid_from, held.valid_to).where(held.duty.in_(EXCLUDED_DUTIES), held.valid_from <= day)
    duties = warehouse.read(statement, scope).filter(valid_on(day))
    rows = staffing.history(warehouse, scope, day, rm.c.rm_name_zh.label("rm_zh"), rm.c.rm_name_en.label("rm_en")).filter(IS_LINE & valid_on(day))
    nodes = warehouse.tree(scope.month).nodes
    found = rows.drop("valid_from", "valid_to").join(duties, on="rm_id").join(_deposits(warehouse, scope, duties["rm_id"].to_list()), on="rm_id", how="left")
    told = [
        (row["rm_id"], row["rm_zh"], row["rm_en"], *nodes[row["outlet_id"]].name, *DUTIES[row["duty"]], row["valid_from"], row["deposits_held_yuan"])
        for row in found.sort("valid_from", "rm_id", "duty").iter_rows(named=True)
    ]  # fmt: skip
    names = dict.fromkeys(("rm_id", "rm_zh", "rm_en", "outlet_zh", "outlet_en", "duty_zh", "duty_en"), pl.String)
    schema: dict[str, Any] = names | {"since_on": pl.Date, "deposits_held_yuan": pl.Decimal(38, 2)}
    return pl.DataFrame(told, schema=schema, orient="row")


def _deposits(warehouse: Warehouse, scope: Scope, rm_ids: list[str]) -> pl.DataFrame:
    """(rm_id, deposits_held_yuan): deposits of their clients in the scope at the as-of month's end."""
    held = book_month.c
    statement = select(held.rm_id, func.sum(held.deposit_yuan).label("deposits_held_yuan"))
    return warehouse.read(statement.where(held.month == scope.month, held.rm_id.in_(rm_ids)).group_by(held.rm_id), scope)


@query(Text("每项岗位冲突一行，涉及存款最多者在前", "one row per conflict of duties, the largest deposits first"), dims=DIMS | {Dim.BOOK})
def findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Duties are not kept by segment: none for a scope that is cut by one, nor for an own book."""
    readable = has_all_segments(scope) and not scope.books and not scope.is_empty
    rows = conflicts(warehouse, scope) if readable else pl.DataFrame()
    return as_frame(_conflict(row) for row in rows.iter_rows(named=True))


def _conflict(row: dict[str, Any]) -> Finding:
    amount = row["deposits_held_yuan"] or Decimal(0)
    said = in_words(amount)
    sentence = Text(
        f"{row['rm_zh']}（{row['outlet_zh']}）自 {row['since_on']:%Y-%m-%d} 起兼任{row['duty_zh']}，与客户经理岗位冲突；名下存款 {said.zh}",
        f"{row['rm_en']} ({row['outlet_en']}) has held the duty “{row['duty_en']}” since {row['since_on']:%Y-%m-%d}, which an RM may not; deposits in their book {said.en}",
    )
    return Finding(amount, sentence, "headcount")
