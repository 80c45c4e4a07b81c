"""Client churn: whom are we losing, of which balances, and where?

Grain of the facts: `churn_month`, one row per outlet and segment, or RM, or star tier, from the fourth loaded month on; moves between them stand
in `churn_move`, within an outlet's segment in `churn_inside`. Figures follow the tree of their month. A period is the sum of its months.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from sqlalchemy import select

from queries import churn_rows, client_survival
from queries.at_risk import ranked
from queries.churn_metrics import ACTIVE, ANNUAL, CHURN, CHURN_YEAR
from queries.churn_metrics import METRICS as METRICS
from queries.churn_policy import NOTABLE_CHURN
from queries.churn_rows import BY_RM, BY_TIER, COUNTS, MEASURE_LEVELS, STEPS, WHOLE, Cut, by_nodes, is_year_told, since
from queries.churn_totals import totals
from queries.codes import MEASURES, STAR_TIERS, Codes
from queries.finding import Finding, as_frame
from queries.metric import Dim
from queries.money import in_words
from queries.periods import shifted
from queries.query import query
from queries.schema import posting, rm
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse
from queries.warning_policy import LISTED_TENTHS

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
WITH_BOOKS = DIMS | {Dim.BOOK}
BRIDGED: Codes = {key: MEASURES[key] for key in MEASURE_LEVELS}
HISTORY, YEAR = 36, 12
MOST = 3  # units named among the findings
COUNTED = tuple(f"{name}_count" for name in COUNTS)
AMOUNTS = tuple(f"{name}_yuan" for name in STEPS)
NOBODY, NO_TIER = Text("无客户经理", "No RM"), Text("无星级", "No tier")
NAMES = ("name_zh", "name_en")


@query(Text("一行：期初、新增、流失、激活、移入、移出与期末的活跃客户数，及流失率", "one row: active clients from opening to closing, and the share lost"), dims=DIMS)
def clients(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(COUNTED, churn_share) of the period; no row before losses are told."""
    return summed(churn_rows.months(warehouse, scope, since(warehouse, scope))).select("opening_count", "new_count", "lost_count", *COUNTED[3:], CHURN.key)


@query(Text("一行：余额自期初至期末，按新增、增长、激活、收缩、流失与移动", "one row: the balance from opening to closing, by what made it change"), dims=DIMS, measures=BRIDGED)
def bridge(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """AMOUNTS of the period; revenue is that of the trailing twelve months, unknown until a year of it is loaded."""
    return churn_rows.period(churn_rows.months(warehouse, scope, since(warehouse, scope), WHOLE, scope.measure)).select(AMOUNTS)


def summed(rows: pl.DataFrame) -> pl.DataFrame:
    """The period of each group, with its churn."""
    return churn_rows.period(rows).join(rows.group_by("group").agg(CHURN.column), on="group", how="left")


@query(
    Text("下一级每个机构一行：客户与余额自期初至期末，及近 12 个月流失率，流失率高者在前",
         "one row per unit of the next level down: clients and balances from opening to closing, and trailing-12-month churn, the highest first"),
    dims=DIMS, measures=BRIDGED,
)  # fmt: skip
def by_unit(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, NAMES, COUNTED, churn_share, churn_year_share, AMOUNTS); none below an outlet."""
    nodes = list(scope.nodes)
    units = warehouse.tree(scope.month).shown_children(nodes[0]) if len(nodes) == 1 else nodes
    names = warehouse.tree(scope.month).nodes
    rows = _cut(warehouse, scope, by_nodes(tuple(units) or ("",)), {key: names[key].name for key in units})
    return rows.rename({"group": "node_id"}).sort(CHURN_YEAR.key, CHURN.key, "node_id", descending=[True, True, False], nulls_last=True)


def _cut(warehouse: Warehouse, scope: Scope, cut: Cut, names: Codes) -> pl.DataFrame:
    """The period of each group with its churn of the period and of the trailing year, named."""
    year, period = since(warehouse, scope, YEAR), since(warehouse, scope)
    rows = churn_rows.months(warehouse, scope, min(year, period), cut, scope.measure)
    yearly = rows.filter((pl.col("month") >= year) & pl.lit(is_year_told(warehouse, scope.month))).group_by("group").agg(CHURN_YEAR.column)
    found = summed(rows.filter(pl.col("month") >= period)).join(yearly, on="group", how="left")
    return named(found, names).select("group", *NAMES, *COUNTED, CHURN.key, CHURN_YEAR.key, *AMOUNTS)


def named(rows: pl.DataFrame, names: Codes) -> pl.DataFrame:
    """`group` in words of both languages; by its number where it has none."""
    said = [names.get(key, Text(key, key)) for key in rows["group"]]
    return rows.with_columns(pl.Series("name_zh", [text.zh for text in said], dtype=pl.String), pl.Series("name_en", [text.en for text in said], dtype=pl.String))


@query(
    Text("每名客户经理一行，“无客户经理”亦为一行：客户与余额自期初至期末，流失多者在前；移动抵销后各行之和等于机构",
         "one row per RM, and one for no RM: clients and balances from opening to closing, most lost first; with the moved lines they add up to the unit"),
    dims=DIMS, measures=BRIDGED,
)  # fmt: skip
def by_rm(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, rm_zh, rm_en, COUNTED, churn_share, AMOUNTS): a null number is the line of no RM."""
    rows = totals(warehouse, scope, since(warehouse, scope), BY_RM, scope.measure)
    columns = (rm.c.rm_id, rm.c.rm_name_zh.label("rm_zh"), rm.c.rm_name_en.label("rm_en"))
    names = select(*columns).join_from(posting, rm, rm.c.rm_id == posting.c.rm_id).distinct()
    people = warehouse.once(("names of RMs", scope.at_rest), lambda: warehouse.read(names, scope))
    is_nobody = pl.col("group") == ""
    said = (pl.when(is_nobody).then(pl.lit(NOBODY.to(lang))).otherwise(pl.coalesce(f"rm_{lang}", "group")).alias(f"rm_{lang}") for lang in ("zh", "en"))
    return (
        rows.join(people, left_on="group", right_on="rm_id", how="left")
        .with_columns(*said, pl.when(~is_nobody).then("group").alias("rm_id"))
        .filter((pl.sum_horizontal(COUNTED) > 0) | pl.any_horizontal((pl.col(name) != 0).fill_null(value=False) for name in AMOUNTS))
        .sort("lost_count", "lost_yuan", "opening_count", "rm_id", descending=[True, True, True, False], nulls_last=True)
        .select("rm_id", "rm_zh", "rm_en", *COUNTED, CHURN.key, *AMOUNTS)
    )


@query(Text("每个星级一行，由高到低：客户与余额自期初至期末，及近 12 个月流失率；升降星级为移入移出", "one row per star tier, the highest first: clients and balances from opening to closing, and trailing-12-month churn; a change of tier is a move"), dims=DIMS, measures=BRIDGED)
def by_tier(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(star_tier, NAMES, COUNTED, churn_share, churn_year_share, AMOUNTS)."""
    rows = _cut(warehouse, scope, BY_TIER, {**STAR_TIERS, "": NO_TIER})
    place = [*STAR_TIERS, ""].index
    order = pl.Series("place", [place(key) for key in rows["group"]], dtype=pl.Int64)
    return rows.with_columns(order).sort("place").drop("place").rename({"group": "star_tier"})


@query(Text("每月一行，最多 36 个月，由早到晚：月流失率、年化与近 12 个月流失率，客户变动与状态", "one row per month, up to 36, oldest first: monthly, annualised and trailing-12-month churn, changes and states"), dims=DIMS)
def trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, COUNTED, active_count, dormant_count, unused_count, churn_share, churn_annual_share, churn_year_share)."""
    rows = churn_rows.months(warehouse, scope, since(warehouse, scope, HISTORY + YEAR - 1))
    monthly = rows.group_by("month").agg(ACTIVE.column, CHURN.column, ANNUAL.column).sort("month")
    years = [(month, shifted(month, 1 - YEAR)) for month in monthly["month"] if is_year_told(warehouse, month)]
    window = pl.DataFrame(years, schema={"end": pl.Date, "begin": pl.Date}, orient="row").join_where(rows, pl.col("month") >= pl.col("begin"), pl.col("month") <= pl.col("end"))
    yearly = window.group_by(month="end").agg(CHURN_YEAR.column)
    told = rows.join(monthly, on="month", how="left").join(yearly, on="month", how="left").sort("month")
    return told.select("month", *COUNTED, ACTIVE.key, "dormant_count", "unused_count", CHURN.key, ANNUAL.key, CHURN_YEAR.key).tail(HISTORY)


@query(
    Text("每条曲线每月一行：按入列时星级、条线、产品数，开户满若干月仍未流失的比例", "one row per curve and month: share not yet lost by tenure, by star tier, segment and products on entry"),
    dims=DIMS,
)  # fmt: skip
def survival(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(cut, group_key, group_zh, group_en, month, share, low, high, at_risk, log_rank_p), as of the month."""
    return client_survival.curves(warehouse, scope)


@query(
    Text("流失预警名单每户一行，得分高、余额大者在前，最多 200 户：原因、余额、年收入、最近联系与建议",
         "one row per client on the at-risk list, the highest score then the largest balances first, at most 200: reasons, balances, yearly revenue, last contact, next step"),
    dims=WITH_BOOKS,
)  # fmt: skip
def at_risk(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The columns of `at_risk.COLUMNS`; how many and how much in all is told by `calls.total`."""
    return ranked(warehouse, scope, LISTED_TENTHS)


@query(Text("每条需要关注的流失一行，金额最大者在前", "one row per notable loss, the largest amount first"), dims=DIMS)
def findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Units of the next level down whose churn of the trailing year is far above their parent's; the amount is the AUM that clients lost then took."""
    nodes, start = list(scope.nodes), since(warehouse, scope, YEAR)
    rate = churn_rows.months(warehouse, scope, start, moves_too=False).select(CHURN.formula).item() if is_year_told(warehouse, scope.month) else None
    if not rate or len(nodes) != 1:
        return as_frame([])
    tree = warehouse.tree(scope.month)
    rows = churn_rows.months(warehouse, scope, start, by_nodes(tuple(tree.shown_children(nodes[0])) or ("",)), "aum", moves_too=False)
    units = rows.group_by("group").agg(CHURN_YEAR.column, pl.col("lost_count", "lost_yuan").sum())
    worst = units.filter(pl.col(CHURN_YEAR.key) >= rate * float(NOTABLE_CHURN.value)).sort("lost_yuan", "group", descending=[True, False]).head(MOST)
    return as_frame(_high(row, tree.nodes[row["group"]].name, rate) for row in worst.iter_rows(named=True))


def _high(row: dict[str, Any], name: Text, rate: float) -> Finding:
    lost, share, amount = row["lost_count"], row[CHURN_YEAR.key], Decimal(row["lost_yuan"])
    said = in_words(amount)
    sentence = Text(
        f"{name.zh}：近 12 个月流失客户 {lost:,} 户，流失率 {share:.1%}，本级为 {rate:.1%}；流失时管理资产 {said.zh}",
        f"{name.en}: {lost:,} clients lost in 12 months, churn {share:.1%} against {rate:.1%} overall; they held {said.en} of AUM",
    )
    return Finding(amount, sentence, "churn", {"node": [row["group"]]})


def steps(rows: pl.DataFrame, names: dict[str, Text], unit: str) -> pl.DataFrame:
    """A bridge's row as steps to be drawn: (name_zh, name_en, kind, clients_step_count or step_yuan), what went with its sign; steps that are nothing left out."""
    of = pl.Int64 if unit == "count" else pl.Decimal(38, 2)
    found = []
    for name in COUNTS if unit == "count" else STEPS:
        amount = rows[f"{name}_{unit}"][0] if rows.height else None
        is_balance = name in {"opening", "closing"}
        if amount or (is_balance and amount is not None):
            found.append((*names[name], "balance" if is_balance else "change", -amount if name in churn_rows.LOSING else amount))
    return pl.DataFrame(found, schema={"name_zh": pl.String, "name_en": pl.String, "kind": pl.String, "clients_step_count" if unit == "count" else "step_yuan": of}, orient="row")


def usual_step(flow: pl.DataFrame) -> float | None:
    """The median size of the steps of a bridge that are not nothing, from its row."""
    steps = flow.unpivot(pl.selectors.exclude("opening_yuan", "closing_yuan"))["value"].cast(pl.Float64).abs()
    median = steps.filter(steps > 0).median()
    return float(median) if isinstance(median, float) else None


def of_months(run: pl.DataFrame, months: Sequence[date]) -> pl.DataFrame:
    """The rows of `trend` for some months."""
    return run.filter(pl.col("month").is_in(list(months)))


def headline(run: pl.DataFrame, where: Text, scope: Scope, units: Sequence[dict[str, Any]]) -> Text:
    """The finding in one sentence, from the rows of `trend` and `by_unit`."""
    now = next((row for row in run.iter_rows(named=True) if row["month"] == scope.month), None)
    if now is None:
        return Text(f"{where.zh}：历史不足四个月，尚不能判断流失。", f"{where.en}: under four months of history, so losses cannot be told yet.")
    start = Text(f"{where.zh}活跃客户 {now['closing_count']:,} 户，当月流失 {now['lost_count']:,} 户", f"{where.en}: {now['closing_count']:,} active clients, {now['lost_count']:,} lost this month")
    before = next((row for row in run.iter_rows(named=True) if row["month"] == shifted(scope.month, -YEAR)), None)
    if (rate := now[CHURN_YEAR.key]) is not None:
        start = Text(f"{start.zh}；近 12 个月流失率 {rate:.1%}", f"{start.en}; churn {rate:.1%} over 12 months")
        if before and before[CHURN_YEAR.key] is not None:
            start = Text(f"{start.zh}，上年 {before[CHURN_YEAR.key]:.1%}", f"{start.en} against {before[CHURN_YEAR.key]:.1%} a year before")
    worst = next((row for row in units if row[CHURN_YEAR.key]), None)
    if worst is None or len(units) < 2:
        return Text(f"{start.zh}。", f"{start.en}.")
    return Text(f"{start.zh}；最高的是{worst['name_zh']}（{worst[CHURN_YEAR.key]:.1%}）。", f"{start.en}; highest at {worst['name_en']} ({worst[CHURN_YEAR.key]:.1%}).")
