"""Team headcount: have we the people, and where?

Grain of the facts: `posting`, one row per RM and span of days; `establishment`, posts by outlet, segment and grade band.
Units are those of the as-of month's tree (see `staffing`). What a bank does not supply stays unknown.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries import staffing
from queries.codes import GRADE_BANDS, GRADES, POSTING_STATUSES, Codes
from queries.finding import Finding, as_frame
from queries.metric import Dim, summarise
from queries.money import in_words
from queries.periods import last_day
from queries.policy import NOTABLE_VACANCY
from queries.query import query
from queries.schema import book_month, org_closure, posting, rm
from queries.scope import Scope
from queries.staffing import IS_LINE, as_of_day, opening_day, valid_on
from queries.strength import (
    AVAILABLE,
    COUNTS,
    ESTABLISHMENT,
    FILL,
    FTE,
    HEADCOUNT,
    ON_LEAVE,
    OVER,
    PRODUCTIVE,
    RM_SHARE,
    SALES_SHARE,
    TRAINEES,
    VACANCIES,
    counts,
    of_people,
    of_staff,
)  # fmt: skip
from queries.text import LANGS, Text
from queries.tree import Tree
from queries.turnover import ATTRITION
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
HISTORY = 36
MOST = 3  # units named among the findings
METRICS = (HEADCOUNT, FTE, ESTABLISHMENT, VACANCIES, FILL, ATTRITION, AVAILABLE, ON_LEAVE, TRAINEES, OVER, PRODUCTIVE, RM_SHARE, SALES_SHARE)
BALANCES, WENT = ("opening_count", "closing_count"), ("leavers_count", "transfers_out_count", "moved_count")
EVENT_COLUMNS = ("happened_on", "rm_id", "rm_zh", "rm_en", "event_code", "event_zh", "event_en", "from_zh", "from_en", "to_zh", "to_en")
OF_UNIT = (HEADCOUNT, FTE, ESTABLISHMENT, VACANCIES, OVER, FILL, ATTRITION, AVAILABLE, TRAINEES)
@query(Text("一行：人数、编制、空缺、满编率与离职率", "one row: heads, posts, vacancies, fill rate and attrition"), dims=DIMS)
def total(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """METRICS, and the month."""
    base = pl.DataFrame(schema=COUNTS)
    if not scope.is_empty:
        base = pl.concat([counts(warehouse, scope, as_of_day(warehouse, scope)), of_staff(warehouse, scope)])
    row = summarise(base, METRICS).with_columns(month=pl.lit(scope.month))
    return row.clear() if scope.is_empty else row


@query(Text("每月一行，最多 36 个月，由早到晚：月末人数", "one row per month, up to 36, oldest first: heads at month-end"), dims=DIMS)
def trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    months = [] if scope.is_empty else [month for month in warehouse.months if month <= scope.month][-HISTORY:]
    heads = staffing.heads_on(staffing.history(warehouse, scope, months[0]), [last_day(month) for month in months]) if months else []
    return pl.DataFrame({"month": months, "headcount_count": heads}, schema={"month": pl.Date, "headcount_count": pl.Int64})


@query(Text("下一级每个机构一行，空缺最多者在前", "one row per unit of the next level down, the most vacancies first"), dims=DIMS)
def by_unit(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, name_zh, name_en, OF_UNIT, gap_count): units with RMs or posts; none below an outlet."""
    tree, nodes = warehouse.tree(scope.month), list(scope.nodes)
    units = tree.shown_children(nodes[0]) if len(nodes) == 1 else nodes
    pairs = [(outlet, unit) for unit in units for outlet in _outlets(tree, unit)]
    return _by(warehouse, scope, pl.DataFrame(pairs, schema={"outlet_id": pl.String, "node_id": pl.String}, orient="row"))


@query(Text("每个网点一行，空缺最多者在前", "one row per outlet, the most vacancies first"), dims=DIMS)
def by_outlet(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, name_zh, name_en, OF_UNIT, gap_count): outlets with RMs or posts."""
    return _by(warehouse, scope, None)


def _outlets(tree: Tree, unit: str) -> Iterator[str]:
    """The outlets below a unit, itself if it is one."""
    waiting = [unit]
    while waiting:
        below = tree.children.get(waiting[-1], ())
        if not below:
            yield waiting.pop()
        else:
            waiting[-1:] = below


def _by(warehouse: Warehouse, scope: Scope, units: pl.DataFrame | None) -> pl.DataFrame:
    """OF_UNIT for each unit of (outlet_id, node_id), or for each outlet."""
    rows = pl.DataFrame(schema=COUNTS) if scope.is_empty else counts(warehouse, scope, as_of_day(warehouse, scope))
    placed = rows.with_columns(node_id="outlet_id") if units is None else rows.join(units, on="outlet_id")
    figures = summarise(placed, OF_UNIT, by=["node_id"]).filter((pl.col("headcount_count") > 0) | (pl.col("establishment_count") > 0))
    named = _named(warehouse.tree(scope.month).nodes, figures["node_id"].to_list())
    return (
        figures.join(named, on="node_id", how="left")
        .select("node_id", "name_zh", "name_en", *(metric.key for metric in OF_UNIT), gap_count=pl.col("headcount_count") - pl.col("establishment_count"))
        .sort("vacancies_count", "headcount_count", "node_id", descending=[True, True, False], nulls_last=True)
    )


def _named(nodes: dict[str, Any], wanted: Iterable[str]) -> pl.DataFrame:
    rows = [(key, *nodes[key].name) if key in nodes else (key, key, key) for key in wanted]
    return pl.DataFrame(rows, schema=dict.fromkeys(("node_id", "name_zh", "name_en"), pl.String), orient="row")


@query(Text("八个等级每级一行，由高到低：现在与一年前", "one row per grade, the highest first: now and a year ago"), dims=DIMS)
def by_grade(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(grade, name_zh, name_en, headcount_count, year_ago_count, change_count, available_count, fte_count)."""
    day, before = as_of_day(warehouse, scope), staffing.year_ago_day(warehouse, scope)
    rows = staffing.history(warehouse, scope, before or day)
    now = summarise(of_people(rows, day, []).filter(pl.col("heads") > 0), (HEADCOUNT, AVAILABLE, FTE), by=["grade"])
    past = rows.filter(IS_LINE & valid_on(before or day)).group_by("grade").agg(year_ago_count=pl.len().cast(pl.Int64))
    grades = [(code, *name) for code, name in GRADES.items() if code != "trainee" and not scope.is_empty]
    every = pl.DataFrame(grades, schema=dict.fromkeys(("grade", "name_zh", "name_en"), pl.String), orient="row")
    joined = every.join(now, on="grade", how="left").join(past, on="grade", how="left").with_columns(pl.selectors.numeric().fill_null(0))
    joined = joined if before else joined.with_columns(year_ago_count=pl.lit(None, pl.Int64))
    change = (pl.col("headcount_count") - pl.col("year_ago_count")).alias("change_count")
    return joined.select("grade", "name_zh", "name_en", "headcount_count", "year_ago_count", change, "available_count", "fte_count").sort(_place(GRADES, "grade"))


@query(Text("三个等级段各一行：人数、编制、空缺与超编", "one row per grade band: heads, posts, vacancies and over-strength"), dims=DIMS)
def by_band(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(grade_band, name_zh, name_en, headcount_count, establishment_count, vacancies_count, over_strength_count, fill_rate_share), the highest first."""
    rows = pl.DataFrame(schema=COUNTS) if scope.is_empty else counts(warehouse, scope, as_of_day(warehouse, scope))
    figures = summarise(rows.filter(pl.col("grade_band").is_not_null()), (HEADCOUNT, ESTABLISHMENT, VACANCIES, OVER, FILL), by=["grade_band"])
    names = pl.DataFrame([(code, *name) for code, name in GRADE_BANDS.items()], schema=["grade_band", "name_zh", "name_en"], orient="row")
    return names.join(figures, on="grade_band").sort(_place(GRADE_BANDS, "grade_band"))


def _place(order: Codes, column: str) -> pl.Expr:
    """The place of a code in the order of its set."""
    return pl.col(column).replace_strict({code: at for at, code in enumerate(order)}, return_dtype=pl.Int64)


@query(Text("一行：期初人数、期内增减与期末人数；期间为截至月所在期间至截至日", "one row: opening heads, what came and went, closing heads; the period of the as-of month up to it"), dims=DIMS)
def bridge(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    opening, closing = opening_day(warehouse, scope), as_of_day(warehouse, scope)
    row = staffing.bridge(staffing.history(warehouse, scope, opening), opening, closing)
    return pl.DataFrame([row]).clear() if scope.is_empty else pl.DataFrame([row])


def steps(row: pl.DataFrame, names: Mapping[str, Text]) -> pl.DataFrame:
    """(name_zh, name_en, kind, step_count): the row of `bridge` under each other, what went with its sign; those left out that did not happen."""
    found = [
        (*names[column], "balance" if column in BALANCES else "change", -count if column in WENT else count)
        for column, count in (row.row(0, named=True) if row.height else {}).items() if count or column in BALANCES
    ]  # fmt: skip
    return pl.DataFrame(found, schema={"name_zh": pl.String, "name_en": pl.String, "kind": pl.String, "step_count": pl.Int64}, orient="row")


@query(Text("期内每件进出一行，最近者在前：何人、何事、从何处、到何处", "one row per event of the period, the latest first: who, what, from where and to where"), dims=DIMS)
def events(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(happened_on, rm_id, rm_zh, rm_en, event_code, event_zh, event_en, from_zh, from_en, to_zh, to_en); "outside" for an end beyond the scope."""
    opening, closing = opening_day(warehouse, scope), as_of_day(warehouse, scope)
    rows = staffing.history(warehouse, scope, opening, rm.c.rm_name_zh.label("rm_zh"), rm.c.rm_name_en.label("rm_en"))
    found, nodes = staffing.events(rows, opening, closing), warehouse.tree(scope.month).nodes
    names = {outlet: nodes[outlet].name for outlet in nodes}
    kinds = [pl.col("event").replace_strict({key: name.to(lang) for key, name in staffing.EVENTS.items()}, return_dtype=pl.String).alias(f"event_{lang}") for lang in LANGS]
    told = found.select(
        pl.col("on").alias("happened_on"), "rm_id", "rm_zh", "rm_en", pl.col("event").alias("event_code"), *kinds, *staffing.ends("from", names), *staffing.ends("to", names)
    )
    return told.select(EVENT_COLUMNS)


@query(Text("每位在职客户经理一行，按机构与等级", "one row per RM in post, by outlet and grade"), dims=DIMS | {Dim.TEAM})
def people(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, rm_zh, rm_en, outlet_zh, outlet_en, grade_zh, grade_en, join_on, tenure_years, working_share, status_zh, status_en)."""
    day, nodes = as_of_day(warehouse, scope), warehouse.tree(scope.month).nodes
    who = (rm.c.rm_name_zh.label("rm_zh"), rm.c.rm_name_en.label("rm_en"), posting.c.team_id)
    in_team = pl.col("team_id") == scope.team if scope.team else pl.lit(value=True)
    rows = staffing.history(warehouse, scope, day, *who).filter(IS_LINE & valid_on(day) & in_team)
    outlets = _named(nodes, rows["outlet_id"].unique().sort().to_list()).rename({"node_id": "outlet_id", "name_zh": "outlet_zh", "name_en": "outlet_en"})
    ordered = rows.join(outlets, on="outlet_id", how="left").sort("outlet_id", _place(GRADES, "grade"), "rm_id")
    return ordered.select(
        "rm_id", "rm_zh", "rm_en", "outlet_zh", "outlet_en", *_words("grade", GRADES), "join_on", ((day - pl.col("join_on")).dt.total_days() / 365.25).alias("tenure_years"),
        pl.col("working_share").cast(pl.Float64), *_words("status", POSTING_STATUSES),
    )  # fmt: skip


def _words(column: str, codes: Codes) -> list[pl.Expr]:
    """A code in both languages."""
    return [pl.col(column).replace_strict({code: name.to(lang) for code, name in codes.items()}, default=None).alias(f"{column}_{lang}") for lang in LANGS]


@query(Text("每个空缺严重的机构一行，涉及存款最多者在前", "one row per unit with notable vacancies, the largest deposits concerned first"), dims=DIMS | {Dim.BOOK})
def findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Units of the next level down with many posts vacant; the amount is their part of the unit's deposits. An own book has none."""
    if scope.books:
        return as_frame([])
    notable = pl.col("vacancies_count") >= float(NOTABLE_VACANCY.value) * pl.col("establishment_count")
    worst = by_unit(warehouse, scope).filter(notable & (pl.col("vacancies_count") > 0)).head(MOST)
    deposits = dict(_deposits(warehouse, scope, worst["node_id"].to_list()).iter_rows())
    return as_frame(_vacant(row, deposits.get(row["node_id"]) or Decimal(0)) for row in worst.iter_rows(named=True))


def _deposits(warehouse: Warehouse, scope: Scope, units: list[str]) -> pl.DataFrame:
    """(node_id, deposits) at the as-of month's end."""
    closure, held = org_closure.c, book_month.c
    joined = book_month.join(org_closure, (closure.month == held.month) & (closure.outlet_id == held.outlet_id))
    statement = select(closure.node_id, func.sum(held.deposit_yuan).label("deposits")).select_from(joined).where(held.month == scope.month, closure.node_id.in_(units))
    return warehouse.read(statement.group_by(closure.node_id), scope)


def _vacant(row: dict[str, Any], deposits: Decimal) -> Finding:
    posts, vacant = row["establishment_count"], row["vacancies_count"]
    amount = deposits * vacant / max(posts, 1)
    said = in_words(amount)
    sentence = Text(
        f"{row['name_zh']}：编制 {posts} 人中空缺 {vacant} 人（{vacant / posts:.1%}），按岗位分摊涉及存款 {said.zh}",
        f"{row['name_en']}: {vacant} of {posts} posts vacant ({vacant / posts:.1%}); their part of the unit's deposits is {said.en}",
    )
    return Finding(amount, sentence, "headcount", {"node": [row["node_id"]]})


def headline(figures: pl.DataFrame, where: Text, units: pl.DataFrame) -> Text:
    """The finding in one sentence, from the rows of `total` and `by_unit`."""
    if figures.is_empty():
        return Text(f"{where.zh}：没有可见的人员数据。", f"{where.en}: no staff data to see.")
    now = figures.row(0, named=True)
    heads, posts, gone = now["headcount_count"], now["establishment_count"], now["attrition_share"]
    start = Text(f"{where.zh}在职客户经理 {heads:,} 人", f"{where.en}: {heads:,} RMs")
    if posts:
        vacant, fill = now["vacancies_count"], now["fill_rate_share"]
        start = Text(f"{start.zh}，编制 {posts:,} 人，满编率 {fill:.1%}，空缺 {vacant:,} 人", f"{start.en} for {posts:,} posts ({fill:.1%} filled), {vacant:,} vacant")
    if gone is not None:
        start = Text(f"{start.zh}；离职率 {gone:.1%}", f"{start.en}; attrition {gone:.1%} a year")
    worst = units.filter(pl.col("vacancies_count") > 0).head(1)
    if worst.is_empty() or units.height < 2:
        return Text(f"{start.zh}。", f"{start.en}.")
    unit = worst.row(0, named=True)
    count = unit["vacancies_count"]
    return Text(f"{start.zh}；空缺最多的是{unit['name_zh']}（{count:,} 人）。", f"{start.en}; most vacancies at {unit['name_en']} ({count:,}).")
