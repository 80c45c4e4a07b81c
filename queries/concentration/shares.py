"""Large-client concentration: how much hangs on a few large ones?

Every figure is over holders with a positive measure; the rest stand beside. Revenue and contribution are those of
the as-of month. A single node uncut reads its roll-up; a union of nodes, a segment or a book reads the clients of
the as-of month exactly, through the same statement (`marts.ranked`) that made the roll-up.
"""

from datetime import date

import polars as pl
from sqlalchemy import select

from queries import marts
from queries.codes import HOLDERS, MEASURES
from queries.concentration.holders import amounts, largest_clients, largest_parts
from queries.metric import Dim, Good, Metric, Unit, ratio, summarise
from queries.periods import year_before
from queries.policy import PARETO_MASS, TOP_SHARE, Rule
from queries.query import query
from queries.schema import LORENZ_PERCENTS, concentration_month
from queries.scope import Scope
from queries.text import Text, inside
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
DOMAIN = Text("业务口径 4.4", "domain definition 4.4")


def _metric(key: str, name: Text, meaning: Text, in_words: Text, unit: Unit, formula: pl.Expr, good: Good = Good.DOWN, *rules: Rule) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, unit, good, formula, rules)


def _base(column: str) -> pl.Expr:
    """A base figure of the one row that a node, month, measure and holder kind has."""
    return pl.col(column).first()


def _float(column: str) -> pl.Expr:
    return _base(column).cast(pl.Float64)


_N, _TOTAL = _float("holder_count"), _float("total_yuan")
_HHI = ratio(_float("square_sum"), _TOTAL * _TOTAL)

TOTAL = _metric(
    "total_yuan", Text("合计", "Total"), Text("正余额持有者的合计。", "Added up over holders with a positive measure."),
    Text("Σx，x > 0", "Σx, x > 0"), Unit.YUAN, _base("total_yuan"), Good.UP,
)  # fmt: skip
HOLDER_COUNT = _metric(
    "holder_count", Text("持有者数", "Holders"), Text("余额为正的持有者个数。", "How many holders have a positive measure."),
    Text("n = #{x > 0}", "n = #{x > 0}"), Unit.COUNT, _base("holder_count"), Good.UP,
)  # fmt: skip
REST_YUAN = _metric(
    "rest_yuan", Text("其余合计", "Rest"), Text("余额为零或为负的持有者合计，不计入集中度。", "Sum of holders at zero or below; not part of concentration."),
    Text("Σx，x ≤ 0", "Σx, x ≤ 0"), Unit.YUAN, _base("rest_yuan"), Good.NEITHER,
)  # fmt: skip
REST_COUNT = _metric(
    "rest_count", Text("其余个数", "Number of the rest"), Text("余额为零或为负的持有者个数。", "How many holders are at zero or below."),
    Text("#{x ≤ 0}", "#{x ≤ 0}"), Unit.COUNT, _base("rest_count"), Good.NEITHER,
)  # fmt: skip
TOP_1 = _metric(
    "top_1_share", Text("最大一户占比", "Largest holder's share"), Text("最大一户 ÷ 合计。", "The largest holder over the total."),
    Text("max x ÷ Σx", "max x ÷ Σx"), Unit.SHARE, ratio(_base("top_1_yuan"), _base("total_yuan")),
)  # fmt: skip
TOP_10 = _metric(
    "top_10_share", Text("前十大占比", "Ten largest's share"), Text("最大十户 ÷ 合计。", "The ten largest over the total."),
    Text("Σ 最大十户 ÷ Σx", "Σ of the ten largest ÷ Σx"), Unit.SHARE, ratio(_base("top_10_yuan"), _base("total_yuan")),
)  # fmt: skip
TOP_20_PERCENT = _metric(
    "top_20_percent_share", Text("前 20% 占比", "Largest fifth's share"), Text("最大的 ⌈20%×n⌉ 户 ÷ 合计。", "The largest ⌈20% × n⌉ holders over the total."),
    Text("Σ 最大 ⌈20%×n⌉ 户 ÷ Σx", "Σ of the largest ⌈20% × n⌉ ÷ Σx"), Unit.SHARE, ratio(_base("top_20_percent_yuan"), _base("total_yuan")),
    Good.DOWN, TOP_SHARE,
)  # fmt: skip
HHI = _metric(
    "hhi", Text("赫芬达尔指数 HHI", "HHI"), Text("各户占比的平方和，0 至 1；×10,000 为常用刻度。", "Sum of squared shares, 0 to 1; × 10,000 is the usual scale."),
    Text("Σ s²，s = x ÷ Σx", "Σ s², s = x ÷ Σx"), Unit.INDEX, _HHI,
)  # fmt: skip
EFFECTIVE = _metric(
    "effective_count", Text("等效户数", "Effective number"), Text("同样集中度下等额持有者的个数。", "How many equal holders would be as concentrated."),
    Text("1 ÷ HHI", "1 ÷ HHI"), Unit.COUNT, ratio(pl.lit(1.0), _HHI), Good.UP,
)  # fmt: skip
GINI = _metric(
    "gini", Text("基尼系数", "Gini coefficient"), Text("0 为人人相等，趋近 1 为一户独占；只有一户时为 0。", "0 when all are equal, towards 1 when one holds all; one holder: 0."),
    Text("2·Σ i·xᵢ ÷ (n·Σx) − (n+1)/n，x 由小到大", "2·Σ i·xᵢ ÷ (n·Σx) − (n+1)/n, x ascending"), Unit.INDEX,
    (_N + 1) / _N - ratio(2 * _float("running_cents") / 100, _N * _TOTAL),
)  # fmt: skip
PARETO = _metric(
    "pareto_share", Text("帕累托点", "Pareto point"), Text("合计达到 80% 所需的最少户数占比。", "The smallest share of the holders that reaches 80% of the total."),
    Text("min k：Σ 最大 k 户 ≥ 80%·Σx，k ÷ n", "min k: Σ of the largest k ≥ 80% of Σx, k ÷ n"), Unit.SHARE,
    ratio(_base("pareto_count"), _base("holder_count")), Good.UP, PARETO_MASS,
)  # fmt: skip
METRICS = (TOTAL, HOLDER_COUNT, REST_YUAN, REST_COUNT, TOP_1, TOP_10, TOP_20_PERCENT, HHI, EFFECTIVE, GINI, PARETO)
SUMMARY_COLUMNS = tuple(metric.key for metric in METRICS)


def base(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """One row of base figures for the as-of month, or none where no holder has a positive measure."""
    if is_single_node(scope):
        return _rolled(warehouse, scope, first=scope.month)
    columns = [column.name for column in concentration_month.c if column.name not in {"node_id", "measure", "holder"}]
    figures = warehouse.read(amounts(scope), scope, marts.ranked)
    return figures.with_columns(month=pl.lit(scope.month)).select(columns)


def is_single_node(scope: Scope) -> bool:
    """Whether the scope has a roll-up of its own, and with it a history."""
    return scope.is_whole_nodes and len(scope.nodes) == 1


def _rolled(warehouse: Warehouse, scope: Scope, first: date) -> pl.DataFrame:
    mart = concentration_month.c
    columns = [column for column in mart if column.name not in {"node_id", "measure", "holder"}]
    statement = select(*columns).where(
        mart.month.between(first, scope.month), mart.node_id == scope.nodes[0], mart.measure == scope.measure, mart.holder == scope.by
    )
    return warehouse.read(statement, scope).sort("month")


@query(
    Text("一行：所选机构的集中度指标", "one row: the concentration of the scope"), dims=DIMS, measures=MEASURES, holders=HOLDERS
)
def summary(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    return summarise(base(warehouse, scope), METRICS, by=["month"]).drop("month")


@query(
    Text("每月一行，最多 36 个月，由早到晚；无汇总的范围仅有截至月", "one row per month, up to 36, oldest first; the as-of month only where there is no roll-up"),
    dims=DIMS, measures=MEASURES, holders=HOLDERS,
)  # fmt: skip
def trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    if not is_single_node(scope):
        return summarise(base(warehouse, scope), METRICS, by=["month"])
    closed = [month for month in warehouse.months if month <= scope.month]
    first = closed[-36:][0] if closed else scope.month
    return summarise(_rolled(warehouse, scope, first), METRICS, by=["month"])


@query(
    Text("洛伦兹曲线的点，最大的持有者在前", "points of the Lorenz curve, the largest holders first"),
    dims=DIMS, measures=MEASURES, holders=HOLDERS,
)  # fmt: skip
def lorenz(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(holder_share, measure_share): exact at the stored percentages, where the largest ⌈p × n⌉ holders are meant."""
    figures = base(warehouse, scope)
    if figures.is_empty():
        return pl.DataFrame(schema={"holder_share": pl.Float64, "measure_share": pl.Float64})
    row = figures.row(0, named=True)
    n, total = row["holder_count"], float(row["total_yuan"])
    points = {0.0: 0.0, 1.0: 1.0}
    points |= {-(-n * part // 100) / n: float(row[f"top_{part}_percent_yuan"]) / total for part in LORENZ_PERCENTS}
    ordered = sorted(points.items())
    return pl.DataFrame({"holder_share": [p for p, _ in ordered], "measure_share": [s for _, s in ordered]})


@query(
    Text("每个持有者一行，最大者在前；客户和集团至多 20 行", "one row per holder, the largest first; at most 20 clients or groups"),
    dims=DIMS, measures=MEASURES, holders=HOLDERS,
)  # fmt: skip
def largest(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """With place, share and running share of the total, rating and RM (clients), and the change over 12 months.

    "No RM", "no industry" and merged small groups are lines without a place, last.
    """
    ranked_by_name = scope.by in {"client", "group"}
    rows = (largest_clients if ranked_by_name else largest_parts)(warehouse, scope)
    figures = base(warehouse, scope)
    total = pl.lit(float(figures["total_yuan"][0]) if figures.height else None, dtype=pl.Float64)
    is_holder = pl.col("holder_id").is_not_null() & (pl.col("value_yuan") > 0)
    value, before = pl.col("value_yuan"), pl.col("year_ago_yuan")
    return (
        rows.with_columns(
            place=pl.when(is_holder).then(is_holder.cum_sum()).cast(pl.Int64),
            share=pl.when(is_holder).then(value.cast(pl.Float64) / total),
            change_yuan=value - before,
            change_share=ratio(value - before, before),
        )
        .with_columns(cumulative_share=pl.when(is_holder).then(pl.col("share").cum_sum()))
        .sort("place", "value_yuan", descending=[False, True], nulls_last=True)
        .select(LARGEST_COLUMNS)
    )


LARGEST_COLUMNS = (
    "place", "holder_id", "holder_zh", "holder_en", "value_yuan", "share", "cumulative_share", "rating", "rm_zh", "rm_en",
    "year_ago_yuan", "change_yuan", "change_share",
)  # fmt: skip


def first(holders: pl.DataFrame, count: int) -> pl.DataFrame:
    """The `count` largest of the rows of `largest`."""
    return holders.filter(pl.col("place") <= count)


def listed(holders: pl.DataFrame, count: int) -> pl.DataFrame:
    """The `count` largest, and below them the lines that are no holders but hold something."""
    return holders.filter((pl.col("place") <= count) | (pl.col("place").is_null() & (pl.col("value_yuan") != 0)))


def with_year_before(figures: pl.DataFrame, months: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """The row of `summary` as the as-of month's, after that of the same month a year before where `trend` has it."""
    before = year_before(scope.month)
    now = figures.with_columns(month=pl.lit(scope.month)).select(months.columns)
    return pl.concat([months.filter((pl.col("month") == before) & pl.lit(figures.height > 0)), now])


def headline(figures: pl.DataFrame, where: Text, scope: Scope) -> Text:
    """The finding in one sentence, from the row of `summary`."""
    measure, holder = inside(MEASURES[scope.measure]), HOLDERS[scope.by]
    each = "户" if scope.by in {"client", "group"} else "个"
    if figures.is_empty():
        return Text(f"{where.zh}：该月没有{measure.zh}数据。", f"{where.en}: no {measure.en} in this month.")
    row = figures.row(0, named=True)
    count = round(row["pareto_share"] * row["holder_count"])
    return Text(
        f"{where.zh}{measure.zh}：前 20% {holder.zh}占 {row['top_20_percent_share']:.1%}；前 {count:,} {each}（{row['pareto_share']:.1%}）即达 80%。"
        f"最大一{each} {row['top_1_share']:.1%}，前十大 {row['top_10_share']:.1%}，HHI {row['hhi'] * 10_000:,.0f}。",
        f"{where.en}, {measure.en}: the largest 20% hold {row['top_20_percent_share']:.1%}; the largest {count:,} "
        f"({row['pareto_share']:.1%}) reach 80%. Largest one {row['top_1_share']:.1%}, ten largest {row['top_10_share']:.1%}, "
        f"HHI {row['hhi'] * 10_000:,.0f}.",
    )
