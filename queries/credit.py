"""Credit risk in the book: what is watched and what is bad, what moved between the grades, what is overdue, and which checks were not done?

Grain of the facts: roll-ups by outlet and RM of a closed month (`credit_rows`), and each graded loan (`migration`,
`credit_lists`).
"""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from sqlalchemy import func, select

from queries import credit_lists, credit_rows, handover_rows, migration
from queries.care_lists import NOBODY
from queries.codes import LOAN_GRADES, OVERDUE_BANDS
from queries.credit_metrics import (
    CHECKED,
    METRICS,
    MISSED,
    MISSED_AMOUNT,
    MISSED_SHARE,
    MONTHLY,
    MONTHLY_CHECKS,
    NPL,
    NPL_SHARE,
    OVERDUE_AMOUNT,
    OVERDUE_SHARE,
    SPECIAL_SHARE,
)
from queries.credit_policy import NOTABLE_NPL, NOTABLE_UNCHECKED
from queries.finding import Finding, as_frame
from queries.handover_rows import closed_month
from queries.metric import Dim, ratio, summarise
from queries.money import in_words
from queries.periods import shifted
from queries.query import query
from queries.schema import check_month, credit_month
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
HISTORY, MOST, LEAST = 36, 2, 20  # months; units named among the findings; checks due from which a unit's share is one
SHARES = (SPECIAL_SHARE, NPL_SHARE, OVERDUE_SHARE, MISSED_SHARE)  # all of one direction and size
MONEY = pl.Decimal(38, 2)


@query(Text("截至月与上年同月各一行", "the as-of month and the same month a year before"), dims=DIMS)
def summary(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS)."""
    months = [month for month in (shifted(scope.month, -12), scope.month) if month == scope.month or month in warehouse.months]
    rows = pl.concat(summarise(credit_rows.base(warehouse, scope.on(month)), METRICS).with_columns(month=pl.lit(month)) for month in months)
    return rows.clear() if scope.is_empty else rows


@query(Text("下一级每个机构一行，不良贷款最多者在前", "one row per unit of the next level down, the most non-performing loans first"), dims=DIMS)
def by_unit(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, name_zh, name_en, METRICS): none below an outlet."""
    tree = warehouse.tree(scope.month)
    figures = summarise(credit_rows.base(warehouse, scope).join(handover_rows.units(tree, scope), on="outlet_id"), METRICS, by=["node_id"])
    names = pl.DataFrame([(key, *tree.nodes[key].name) for key in figures["node_id"]], schema=dict.fromkeys(("node_id", "name_zh", "name_en"), pl.String), orient="row")
    return names.join(figures, on="node_id").sort(NPL.key, "node_id", descending=[True, False], nulls_last=True)


@query(Text("每位客户经理一行，不良贷款最多者在前；另有“无客户经理”一行", "one row per RM, the most non-performing loans first, and one for no RM"), dims=DIMS)
def by_rm(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, rm_zh, rm_en, METRICS): an RM never posted within the scope is shown by the number."""
    figures = summarise(credit_rows.base(warehouse, scope), METRICS, by=["rm_id"]).join(handover_rows.rm_names(warehouse, scope), on="rm_id", how="left")
    called = (pl.when(pl.col("rm_id") == "").then(pl.lit(NOBODY.to(lang))).otherwise(pl.col(f"rm_{lang}").fill_null(pl.col("rm_id"))).alias(f"rm_{lang}") for lang in LANGS)
    rows = figures.with_columns(*called).select("rm_id", "rm_zh", "rm_en", *(metric.key for metric in METRICS))
    return rows.sort(NPL.key, "rm_id", descending=[True, False], nulls_last=True)


@query(Text("每月一行，最多 36 个月，由早到晚", "one row per month, up to 36, oldest first"), dims=DIMS)
def trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, MONTHLY, MONTHLY_CHECKS): checks are those of the twelve months up to each."""
    month, held, done = closed_month(warehouse, scope), credit_month.c, check_month.c
    first = shifted(month, 1 - HISTORY)
    loans = warehouse.read(select(held.month, *credit_rows.loan_sums()).where(held.month.between(first, month)).group_by(held.month), scope)
    known = done.month.between(shifted(first, 1 - credit_rows.YEAR), month)
    checks = warehouse.read(select(done.month, *credit_rows.check_sums()).where(known).group_by(done.month), scope)
    grid = pl.DataFrame({"month": [each for each in warehouse.months if shifted(first, 1 - credit_rows.YEAR) <= each <= month]}, schema={"month": pl.Date})
    rolled = grid.join(checks, on="month", how="left").sort("month").with_columns(pl.col(credit_rows.CHECKED).rolling_sum(credit_rows.YEAR, min_samples=1))
    both = loans.join(rolled, on="month", how="left")
    return summarise(both, (*MONTHLY, *MONTHLY_CHECKS), by=["month"]).sort("month")


@query(Text("每类贷款一行，由好到差：户数、余额、占比与上年同月", "one row per grade, best to worst: clients, loans, share, and the same month a year before"), dims=DIMS)
def grades(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(loan_grade, name_zh, name_en, clients_count, loan_yuan, share, year_ago_yuan, year_ago_share): every grade, and ungraded ones where there are some."""
    held, month = credit_month.c, closed_month(warehouse, scope)

    def of(when: date) -> pl.DataFrame:
        sums = (func.sum(held.client_count).label("clients_count"), func.sum(held.loan_yuan).label("loan_yuan"))
        rows = warehouse.read(select(held.loan_grade, *sums).where(held.month == when).group_by(held.loan_grade), scope).with_columns(pl.col("loan_yuan").cast(MONEY))
        total = pl.col("loan_yuan").filter(pl.col("loan_grade") != "").sum()
        return rows.with_columns(share=pl.when(pl.col("loan_grade") != "").then(ratio(pl.col("loan_yuan"), total)))

    now, ago = of(month), of(shifted(month, -12)).select("loan_grade", pl.col("loan_yuan").alias("year_ago_yuan"), pl.col("share").alias("year_ago_share"))
    names = [(code, *name) for code, name in {**LOAN_GRADES, "": Text("未分类", "Ungraded")}.items() if code or "" in now["loan_grade"]]
    rows = pl.DataFrame(names if now.height else [], schema=dict.fromkeys(("loan_grade", "name_zh", "name_en"), pl.String), orient="row")
    both = rows.join(now, on="loan_grade", how="left", maintain_order="left").join(ago, on="loan_grade", how="left", maintain_order="left")
    is_grade = pl.col("loan_grade") != ""
    return both.with_columns(pl.when(is_grade).then(pl.col(name).fill_null(0)).otherwise(name).alias(name) for name in ("clients_count", "loan_yuan", "share"))


@query(Text("每个逾期天数档一行，由短到长", "one row per band of days overdue, the shortest first"), dims=DIMS)
def overdue(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(overdue_band, name_zh, name_en, clients_count, loan_yuan, share, overdue_yuan): share of all loans."""
    held = credit_month.c
    sums = (func.sum(held.client_count).label("clients_count"), func.sum(held.loan_yuan).label("loan_yuan"), func.sum(held.overdue_yuan).label("overdue_yuan"))
    rows = warehouse.read(select(held.overdue_band, *sums).where(held.month == closed_month(warehouse, scope)).group_by(held.overdue_band), scope)
    names = [(code, *name) for code, name in OVERDUE_BANDS.items()] if rows.height else []
    bands = pl.DataFrame(names, schema=dict.fromkeys(("overdue_band", "name_zh", "name_en"), pl.String), orient="row")
    told = bands.join(rows.with_columns(pl.col("loan_yuan", "overdue_yuan").cast(MONEY)), on="overdue_band", how="left", maintain_order="left")
    filled = told.with_columns(pl.col("clients_count", "loan_yuan", "overdue_yuan").fill_null(0))
    return filled.with_columns(share=ratio(pl.col("loan_yuan"), pl.col("loan_yuan").sum())).select("overdue_band", "name_zh", "name_en", "clients_count", "loan_yuan", "share", "overdue_yuan")


@query(Text("期初与期末五级分类的每对组合一行：户数、期初与期末余额", "one row per pair of grades at the opening and the close of the period: clients, opening and closing loans"), dims=DIMS | {Dim.BOOK})
def grade_moves(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(before, from_zh, from_en, after, to_zh, to_en, clients_count, share, opening_yuan, closing_yuan): see `migration`."""
    rows = migration.worded(migration.moves(warehouse, scope))
    return rows.select("before", "from_zh", "from_en", "after", "to_zh", "to_en", "clients_count", "share", "opening_yuan", "closing_yuan")


@query(Text("每户关注、不良或逾期贷款一行，余额最大者在前，最多 500 户", "one row per client with a loan graded special mention or worse, or overdue; the largest first, 500 at most"), dims=DIMS | {Dim.BOOK})
def borrowers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `credit_lists.borrowers`."""
    return credit_lists.borrowers(warehouse, scope)


@query(Text("每份应检未检合同一行，金额最大者在前，最多 500 份", "one row per contract whose check was not done, the largest first, 500 at most"), dims=DIMS | {Dim.BOOK})
def unchecked(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `credit_lists.unchecked`."""
    return credit_lists.unchecked(warehouse, scope)


@query(Text("每个需要关注的机构一行，涉及金额最大者在前", "one row per unit that needs attention, the largest amount first"), dims=DIMS | {Dim.BOOK})
def risk_findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Units whose non-performing share is far above their parent's, and those with many checks missed."""
    if scope.books or scope.is_empty:
        return as_frame([])
    units, whole = by_unit(warehouse, scope), summarise(credit_rows.base(warehouse, scope), (NPL_SHARE,)).item(0, 0)
    bad = units.filter(pl.col(NPL_SHARE.key) >= float(NOTABLE_NPL.value) * whole).head(MOST) if whole else units.clear()
    lax = units.filter((pl.col(MISSED_SHARE.key) >= float(NOTABLE_UNCHECKED.value)) & (pl.col("checks_due_count") >= LEAST))
    lax = lax.sort(MISSED.key, "node_id", descending=[True, False]).head(MOST)
    return as_frame([*(_bad(row, whole) for row in bad.iter_rows(named=True)), *map(_lax, lax.iter_rows(named=True))])


def _bad(row: dict[str, Any], whole: float) -> Finding:
    said, share = in_words(row[NPL.key]), row[NPL_SHARE.key]
    sentence = Text(f"{row['name_zh']}：不良率 {share:.1%}，上级为 {whole:.1%}，不良贷款 {said.zh}", f"{row['name_en']}: {share:.1%} non-performing against {whole:.1%} above it, {said.en}")
    return Finding(row[NPL.key], sentence, "credit", {"node": [row["node_id"]]})


def _lax(row: dict[str, Any]) -> Finding:
    share = row[MISSED_SHARE.key]
    sentence = Text(f"{row['name_zh']}：近 12 个月 {row[MISSED.key]:,} 次贷后检查未做（{share:.1%}）", f"{row['name_en']}: {row[MISSED.key]:,} post-loan checks ({share:.1%}) not done in 12 months")
    return Finding(row[MISSED_AMOUNT.key] or Decimal(0), sentence, "credit", {"node": [row["node_id"]]})


def cells(units: pl.DataFrame) -> pl.DataFrame:
    """Rows of `by_unit` as a grid of shares: (row_zh, row_en, column_zh, column_en, value)."""
    found = [(row["name_zh"], row["name_en"], *one.name, row[one.key]) for row in units.iter_rows(named=True) for one in SHARES]
    return pl.DataFrame(found, schema=dict.fromkeys(("row_zh", "row_en", "column_zh", "column_en"), pl.String) | {"value": pl.Float64}, orient="row")


def headline(figures: pl.DataFrame, where: Text, month: date) -> Text:
    """The finding in one sentence, from the rows of `summary`."""
    rows = {row["month"]: row for row in figures.iter_rows(named=True)}
    now, ago = rows.get(month, {}), rows.get(shifted(month, -12), {})
    if now.get(NPL_SHARE.key) is None:
        return Text(f"{where.zh}：该月没有已分类的贷款。", f"{where.en}: no graded loans in this month.")
    bad = in_words(now[NPL.key])
    said = Text(f"{where.zh}不良率 {now[NPL_SHARE.key]:.2%}（{bad.zh}）", f"{where.en}: {now[NPL_SHARE.key]:.2%} non-performing ({bad.en})")
    if ago.get(NPL_SHARE.key) is not None:
        change = (now[NPL_SHARE.key] - ago[NPL_SHARE.key]) * 100
        sign = "+" if change >= 0 else "−"
        said = Text(f"{said.zh}，较上年 {sign}{abs(change):.2f} 个百分点", f"{said.en}, {sign}{abs(change):.2f} pp on last year")
    said = Text(f"{said.zh}；关注类 {now[SPECIAL_SHARE.key]:.2%}", f"{said.en}; special mention {now[SPECIAL_SHARE.key]:.2%}")
    late = in_words(now[OVERDUE_AMOUNT.key] or 0)
    said = Text(f"{said.zh}；逾期金额 {late.zh}", f"{said.en}; {late.en} overdue")
    if now[CHECKED.key] is not None:
        said = Text(f"{said.zh}；贷后检查完成 {now[CHECKED.key]:.1%}，未做 {now[MISSED.key]:,} 次", f"{said.en}; {now[CHECKED.key]:.1%} of post-loan checks done, {now[MISSED.key]:,} missed")
    return Text(f"{said.zh}。", f"{said.en}.")
