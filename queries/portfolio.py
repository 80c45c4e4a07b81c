"""What the bank holds and earns: deposits, loans, AUM, revenue and clients, by month and by unit.

Grain of the facts: `book_month`, one row per outlet, RM, segment and industry; an own book reads its clients.
Levels are those of the month's end; revenue is a flow and is added up over the period to date.
"""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import func, or_, select

from queries.balances import AUM, CONTRIBUTION, DEPOSITS, FLOWS, HISTORY, LOANS, METRICS, REVENUE, known_sum, of_months
from queries.balances import CLIENTS as CLIENTS
from queries.codes import MEASURES
from queries.finding import Finding, as_frame
from queries.marts import MEASURE_COLUMNS
from queries.metric import Dim, ratio, summarise
from queries.money import in_words
from queries.periods import first_month, year_before
from queries.policy import NOTABLE_FALL
from queries.query import query
from queries.schema import book_month, org_closure, rm
from queries.scope import Scope
from queries.text import Text, inside
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
MOST = 4  # sentences about one measure
OF_MEASURE = {"loans": LOANS, "deposits": DEPOSITS, "aum": AUM, "revenue": REVENUE, "contribution": CONTRIBUTION}


def _to_date(months: pl.DataFrame, end: date, period: str) -> pl.DataFrame:
    """One row for the end month: levels of that month, flows since its period began; none where the month is unknown."""
    since = pl.col("month").is_between(first_month(end, period), end)
    return months.with_columns(known_sum(name, since).alias(name) for name in FLOWS).filter(pl.col("month") == end)


@query(Text("截至月与上年同月各一行；收入为期初至今", "the as-of month and the same month a year before; flows are period to date"), dims=DIMS)
def total(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    before = year_before(scope.month)
    months = of_months(warehouse, scope, first_month(before, scope.period))
    rows = pl.concat(_to_date(months, end, scope.period) for end in (before, scope.month))
    return summarise(rows, METRICS, by=["month"])


@query(Text("每月一行，最多 36 个月，由早到晚；收入为当月", "one row per month, up to 36, oldest first; flows are the month's own"), dims=DIMS)
def trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    closed = [month for month in warehouse.months if month <= scope.month]
    first = closed[-HISTORY:][0] if closed else scope.month
    return summarise(of_months(warehouse, scope, first), METRICS, by=["month"])


def beside_last_year(months: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """(month, actual_yuan, year_ago_yuan) of the measure for the last 13 months of the rows of `trend`."""
    actual = months.select("month", actual_yuan=OF_MEASURE[scope.measure].key)
    before = actual.select(pl.col("month").dt.offset_by("1y"), year_ago_yuan="actual_yuan")
    return actual.join(before, on="month", how="left").sort("month").tail(13)


@query(
    Text("下一级每个机构（网点下为客户经理）一行：口径值、上年值与差额，差额最差者在前",
         "one row per unit of the next level down (below an outlet: per RM): the measure now, a year ago and the gap, the worst first"),
    dims=DIMS, measures=MEASURES,
)  # fmt: skip
def by_unit(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, rm_id, name_zh, name_en, actual_yuan, base_yuan, gap_yuan, gap_share): one of node_id and rm_id is filled, neither for "no RM"."""
    return _units_by_measure(warehouse, scope, (scope.measure,))[scope.measure]


def _units_by_measure(warehouse: Warehouse, scope: Scope, measures: tuple[str, ...]) -> dict[str, pl.DataFrame]:
    """The rows of `by_unit` for several measures out of one read."""
    if scope.books or scope.is_empty:
        return dict.fromkeys(measures, _ranked([]))
    units = units_below(warehouse, scope)
    return {name: _ranked(rows) for name, rows in (_unit_rows(warehouse, scope, units, measures) if units else _rm_rows(warehouse, scope, measures)).items()}


def units_below(warehouse: Warehouse, scope: Scope) -> list[str]:
    """The next units down of a single unit; several units themselves; none below an outlet."""
    nodes = list(scope.nodes)
    return list(warehouse.tree(scope.month).shown_children(nodes[0])) if len(nodes) == 1 else nodes


ByMeasure = dict[str, list[tuple[Any, ...]]]


def _unit_rows(warehouse: Warehouse, scope: Scope, units: list[str], measures: tuple[str, ...]) -> ByMeasure:
    closure, names = org_closure.c, warehouse.tree(scope.month).nodes
    joined = book_month.join(org_closure, (closure.month == book_month.c.month) & (closure.outlet_id == book_month.c.outlet_id))
    by = _compared(warehouse, scope, closure.node_id, joined, closure.node_id.in_(units), measures)
    return {
        measure: [(unit, None, names[unit].name.zh, names[unit].name.en, *amounts[unit]) for unit in units if unit in amounts]
        for measure, amounts in by.items()
    }


def _rm_rows(warehouse: Warehouse, scope: Scope, measures: tuple[str, ...]) -> ByMeasure:
    held = book_month.c
    by = _compared(warehouse, scope, held.rm_id, book_month, held.rm_id.is_not(None), measures)
    named = select(held.rm_id, rm.c.rm_name_zh, rm.c.rm_name_en).join_from(book_month, rm, rm.c.rm_id == held.rm_id).distinct()
    names = {row[0]: row[1:] for row in warehouse.read(named.where(held.month.in_([scope.month, year_before(scope.month)])), scope).iter_rows()}
    nobody = ("无客户经理", "No RM")
    return {
        measure: [(None, key or None, *names.get(key, nobody), *pair) for key, pair in sorted(amounts.items())] for measure, amounts in by.items()
    }


def _compared(warehouse: Warehouse, scope: Scope, key: Any, source: Any, only: Any, measures: tuple[str, ...]) -> dict[str, dict[str, tuple[Any, Any]]]:
    """(now, a year ago) by measure and key: levels at the month's end, flows since the period began."""
    held, ends = book_month.c, (scope.month, year_before(scope.month))
    months = or_(*(held.month.between(first_month(end, scope.period), end) for end in ends))
    sums = (func.sum(held[MEASURE_COLUMNS[measure]]).label(measure) for measure in measures)
    statement = select(key.label("key"), held.month, *sums).select_from(source).where(months, only).group_by(key, held.month)
    rows = warehouse.read(statement, scope)
    found = {}
    for measure in measures:
        is_flow = MEASURE_COLUMNS[measure] in FLOWS
        starts = [first_month(end, scope.period) if is_flow else end for end in ends]
        pair = [known_sum(measure, pl.col("month").is_between(start, end)).alias(str(end)) for start, end in zip(starts, ends, strict=True)]
        found[measure] = {name: (now, before) for name, now, before in rows.group_by("key").agg(pair).iter_rows()}
    return found


UNIT_COLUMNS: dict[str, Any] = {
    "node_id": pl.String, "rm_id": pl.String, "name_zh": pl.String, "name_en": pl.String, "actual_yuan": pl.Decimal(38, 2), "base_yuan": pl.Decimal(38, 2),
}  # fmt: skip


def _ranked(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=UNIT_COLUMNS, orient="row").with_columns(gap_yuan=pl.col("actual_yuan") - pl.col("base_yuan"))
    return frame.with_columns(gap_share=ratio(pl.col("gap_yuan"), pl.col("base_yuan"))).sort("gap_yuan", "name_en", nulls_last=True)


@query(Text("每条需要关注的变化一行，金额最大者在前", "one row per fall that needs attention, the largest amount first"), dims=DIMS)
def findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Units of the next level down whose deposits, loans, AUM or revenue fell notably on the same month of last year."""
    least = float(NOTABLE_FALL.value)
    found = []
    for measure, rows in _units_by_measure(warehouse, scope, ("deposits", "loans", "aum", "revenue")).items():
        fallen = rows.filter((pl.col("gap_share") <= -least) & (pl.col("rm_id").is_null() | pl.col("rm_id").ne(""))).head(MOST)
        found += [_fall(row, measure) for row in fallen.iter_rows(named=True)]
    return as_frame(found)


def _fall(row: dict[str, Any], measure: str) -> Finding:
    name, what = Text(row["name_zh"], row["name_en"]), inside(MEASURES[measure])
    gap, now, share = in_words(row["gap_yuan"]), in_words(row["actual_yuan"]), f"−{abs(row['gap_share']):.1%}"
    choices = {"measure": [measure]} | ({"node": [row["node_id"]]} if row["node_id"] else {})
    sentence = Text(
        f"{name.zh}：{what.zh} {now.zh}，较上年同期减少 {gap.zh}（{share}）",
        f"{name.en}: {what.en} {now.en}, {gap.en} ({share}) below last year",
    )
    return Finding(row["gap_yuan"], sentence, "overview", choices)


def headline(figures: pl.DataFrame, where: Text, scope: Scope, units: pl.DataFrame | None = None) -> Text:
    """The finding in one sentence, from the rows of `total`; those of `by_unit` name the largest fall."""
    key, what = OF_MEASURE[scope.measure].key, inside(MEASURES[scope.measure])
    now, before = (figures.filter(pl.col("month") == month)[key].to_list() for month in (scope.month, year_before(scope.month)))
    if not now or now[0] is None:
        return Text(f"{where.zh}：该月没有{what.zh}数据。", f"{where.en}: no {what.en} in this month.")
    said = in_words(now[0])
    if not before or not before[0]:
        return Text(f"{where.zh}{what.zh} {said.zh}。", f"{where.en}: {what.en} {said.en}.")
    gap, share = in_words(now[0] - before[0]), abs(now[0] / before[0] - 1)
    rose = now[0] >= before[0]
    start = Text(
        f"{where.zh}{what.zh} {said.zh}，较上年同期{'增加' if rose else '减少'} {gap.zh}（{'+' if rose else '−'}{share:.1%}）",
        f"{where.en}: {what.en} {said.en}, {gap.en} ({'+' if rose else '−'}{share:.1%}) {'above' if rose else 'below'} last year",
    )
    return _with_worst(start, units if units is not None else _ranked([]))


def _with_worst(start: Text, units: pl.DataFrame) -> Text:
    """Name the unit with the largest fall, where one fell."""
    fallen = units.filter(pl.col("gap_yuan") < 0)
    if fallen.is_empty():
        return Text(f"{start.zh}。", f"{start.en}.")
    worst = fallen.row(0, named=True)
    gap = in_words(worst["gap_yuan"])
    return Text(f"{start.zh}；降幅最大的是{worst['name_zh']}（−{gap.zh}）。", f"{start.en}; the largest fall is {worst['name_en']} (−{gap.en}).")
