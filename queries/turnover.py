"""Rates of leaving over twelve months, defined once: leavers over the mean of the 13 month-end headcounts.

Everything is added up from counts per month or per group, so that one formula is right for each of them. A leaver counts
where last posted. Reasons and scores are null to whoever may not see staff details: what rests on them is then unknown.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl
from sqlalchemy import select

from queries import staffing
from queries.leaving import INVOLUNTARY, NATURAL, TENURE_DAYS, VOLUNTARY, tenure_band, widest
from queries.metric import Good, Metric, Unit, ratio, summarise
from queries.periods import last_day, shifted
from queries.policy import ELIMINATION_HIGH, ELIMINATION_LEAST, ELIMINATION_LOW
from queries.schema import published_reference, score_year
from queries.scope import Scope
from queries.staffing import within
from queries.text import Text
from queries.warehouse import Warehouse

MONTHS = 12
ENDS = MONTHS + 1  # month-ends that the mean headcount is taken over
DOMAIN = Text("业务口径 4.1", "domain definition 4.1")
FLAGS = ("leavers", "told", "voluntary", "involuntary", "natural", "early", "judged", "regretted", "unrated", "eliminated")


def _rate(flag: str, known: str | None = None) -> pl.Expr:
    """Marked exits over the mean headcount; unknown where somebody left and nobody's `known` is."""
    rate = ratio(pl.col(flag).sum(), pl.col("mean_heads").sum())
    return rate if known is None else pl.when((pl.col("leavers").sum() == 0) | (pl.col(known).sum() > 0)).then(rate)


def _share(key: str, name: Text, meaning: Text, part: Text, formula: pl.Expr, good: Good = Good.DOWN) -> Metric:
    in_words = Text(f"{part.zh} ÷ 13 个月末人数的平均", f"{part.en} ÷ mean of the 13 month-end headcounts")
    rules = (ELIMINATION_LOW, ELIMINATION_HIGH, ELIMINATION_LEAST) if key == "elimination_share" else ()
    return Metric(key, name, meaning, in_words, DOMAIN, Unit.SHARE, good, formula, rules)


ATTRITION = _share(
    "attrition_share", Text("离职率", "Attrition"), Text("近 12 个月离开本行的客户经理。", "RMs who left the bank in the trailing 12 months."),
    Text("离职人数", "leavers"), _rate("leavers"),
)  # fmt: skip
VOLUNTARY_RATE = _share(
    "voluntary_share", Text("主动离职率", "Voluntary attrition"), Text("近 12 个月辞职或被同业挖角者。", "Those who resigned or were poached, trailing 12 months."),
    Text("辞职与挖角人数", "resigned and poached"), _rate("voluntary", "told"),
)  # fmt: skip
INVOLUNTARY_RATE = _share(
    "involuntary_share", Text("被动离职率", "Involuntary attrition"),
    Text("近 12 个月因业绩、违规或合同未续签离职者。", "Those who left for performance, a breach or an ended contract, trailing 12 months."),
    Text("业绩、违规、未续签人数", "performance, breach and not renewed"), _rate("involuntary", "told"), Good.NEITHER,
)  # fmt: skip
NATURAL_RATE = _share(
    "natural_share", Text("自然减员率", "Natural attrition"), Text("近 12 个月退休或身故者。", "Those who retired or died, trailing 12 months."),
    Text("退休与身故人数", "retired and died"), _rate("natural", "told"), Good.NEITHER,
)  # fmt: skip
EARLY_RATE = _share(
    "early_share", Text("早期离职率", "Early attrition"), Text("入行不满 12 个月即离职者。", "Those who left within 12 months of joining."),
    Text("入行 12 个月内离职人数", "leavers within 12 months of joining"), _rate("early"),
)  # fmt: skip
REGRETTED_RATE = _share(
    "regretted_share", Text("惋惜离职率", "Regretted attrition"),
    Text("主动离职者中，上年得分居同条线同分行前一半的人；无得分者另列。", "Voluntary leavers whose score of last year was in the top half of their segment and branch; unrated ones stand apart."),
    Text("上年得分 ≥ 同条线同分行中位数的主动离职人数", "voluntary leavers with last year's score ≥ the median of segment and branch"), _rate("regretted", "judged"),
)  # fmt: skip
ELIMINATION_RATE = _share(
    "elimination_share", Text("淘汰率", "Elimination rate"),
    Text("近 12 个月因业绩离开客户经理队伍者：辞退、转其他工作、退回见习。", "RMs who left the line for performance in the trailing 12 months: dismissed, moved to other work, back to trainee."),
    Text("业绩淘汰、转岗与退回见习人数", "dismissed for performance, moved and sent back"), _rate("eliminated", "told"), Good.NEITHER,
)  # fmt: skip
LEAVERS = Metric(
    "leavers_year_count", Text("离职人数", "Leavers"), Text("近 12 个月离开本行的客户经理，计入最后任职机构。", "RMs who left the bank in the trailing 12 months, where last posted."),
    Text("#{离职日在近 12 个月内}", "#{left in the trailing 12 months}"), DOMAIN, Unit.COUNT, Good.DOWN, pl.col("leavers").sum(),
)  # fmt: skip
MEAN_HEADS = Metric(
    "mean_headcount", Text("平均人数", "Mean headcount"), Text("近 13 个月末人数的平均。", "Mean of the last 13 month-end headcounts."),
    Text("Σ 13 个月末人数 ÷ 13", "Σ of 13 month-end headcounts ÷ 13"), DOMAIN, Unit.COUNT, Good.NEITHER, pl.col("mean_heads").sum(),
)  # fmt: skip
UNRATED = Metric(
    "unrated_count", Text("无得分的主动离职", "Unrated voluntary leavers"),
    Text("主动离职者中没有上年得分，或同条线同分行有得分者不足 5 人的人。", "Voluntary leavers without a score of last year, or with under five rated in their segment and branch."),
    Text("#{主动离职且无得分}", "#{voluntary and unrated}"), DOMAIN, Unit.COUNT, Good.NEITHER, pl.col("unrated").sum(),
)  # fmt: skip
METRICS = (
    ATTRITION, VOLUNTARY_RATE, INVOLUNTARY_RATE, NATURAL_RATE, EARLY_RATE, REGRETTED_RATE, ELIMINATION_RATE, LEAVERS, MEAN_HEADS, UNRATED,
)  # fmt: skip


def month_ends(month: date) -> list[date]:
    """The 13 month-ends of the twelve months to `month`, oldest first."""
    return [last_day(shifted(month, -back)) for back in range(MONTHS, -1, -1)]


def is_known(warehouse: Warehouse, month: date) -> bool:
    """Whether the twelve months to `month` are all loaded: who left before is not known."""
    return bool(warehouse.months) and warehouse.months[0] <= shifted(month, 1 - MONTHS)


def exits(rows: pl.DataFrame, after: date, until: date) -> pl.DataFrame:
    """Those who left the bank or the line in (after, until], marked with FLAGS but for the judged ones; `left_year` is that of their last score."""
    gone = rows.filter(pl.col("is_line") & pl.col("exit").is_in(["leaver", "moved"]) & within("valid_to", after, until))
    left, reason = pl.col("exit") == "leaver", pl.col("leave_reason").cast(pl.String)
    early = pl.col("valid_to") < pl.col("join_on").dt.offset_by("12mo")
    kinds = (("voluntary", VOLUNTARY), ("involuntary", INVOLUNTARY), ("natural", NATURAL))
    marks = {"leavers": left, "told": left & reason.is_not_null(), "early": left & early, "eliminated": ~left | (reason == "performance")}
    marks |= {name: left & reason.is_in(reasons) for name, reasons in kinds}
    return gone.with_columns(
        *(mark.fill_null(value=False).cast(pl.Int64).alias(name) for name, mark in marks.items()),
        left_year=pl.col("valid_to").dt.year() - 1,
        tenure_days=(pl.col("valid_to") - pl.col("join_on")).dt.total_days(),
    ).with_columns(tenure=tenure_band(pl.col("tenure_days")))


def judged(gone: pl.DataFrame, scores: pl.DataFrame) -> pl.DataFrame:
    """Exits with `judged`, `regretted` and `unrated`, by last year's `score` against the `median` of its segment and branch."""
    rated = gone.join(scores, left_on=["rm_id", "left_year"], right_on=["rm_id", "year"], how="left", maintain_order="left")
    has, chose, told = pl.col("median").is_not_null() & pl.col("score").is_not_null(), pl.col("voluntary") == 1, pl.col("told") == 1
    marks = {"judged": told & (~chose | has), "regretted": chose & (pl.col("score") >= pl.col("median")), "unrated": chose & ~has}
    return rated.with_columns(mark.fill_null(value=False).cast(pl.Int64).alias(name) for name, mark in marks.items())


def scores(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, year, score, median): yearly scores in all the viewer was granted, beside the published median of their branch and segment.

    Branches are those of the newest tree. The median is null where under five of the branch and segment were rated.
    """
    broad = widest(warehouse, scope)
    return warehouse.once(("yearly scores", broad.at_rest), lambda: _compared(warehouse, broad))


def _compared(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    tree, held, told = warehouse.tree(), score_year.c, published_reference.c
    rows = warehouse.read(select(held.rm_id, held.year, held.outlet_id, held.segment, held.score), scope)
    outlets = rows["outlet_id"].unique()
    branch = {outlet: next((n for n in tree.path(outlet) if tree.nodes[n].level == "branch"), None) for outlet in outlets}
    placed = rows.with_columns(
        pl.concat_str(pl.col("outlet_id").replace_strict(branch, return_dtype=pl.String), "segment", separator="|").alias("cut"),
        pl.col("score").cast(pl.Float64), pl.col("year").cast(pl.Int32),
    )  # fmt: skip
    medians = warehouse.read(select(told.month, told.cut, told.value).where(told.reference == "score_median"), scope)
    medians = medians.select("cut", year=pl.col("month").dt.year(), median=pl.col("value").cast(pl.Float64))
    return placed.join(medians, on=["year", "cut"], how="left").select("rm_id", "year", "score", "median")


def by_month(rows: pl.DataFrame, gone: pl.DataFrame, ends: Sequence[date]) -> pl.DataFrame:
    """METRICS for the twelve months to each month of `ends` (first days), oldest first."""
    first = min(ends)
    every = [shifted(first, -back) for back in range(MONTHS, 0, -1)] + sorted(ends)
    counted = staffing.heads_on(rows, [last_day(month) for month in every])
    heads = pl.DataFrame({"at": every, "mean_heads": [count / ENDS for count in counted]}, schema={"at": pl.Date, "mean_heads": pl.Float64})
    marked = gone.group_by(pl.col("valid_to").dt.month_start().alias("at")).agg(pl.col(FLAGS).sum())
    # a month-end's exits fall on the days up to it; the first of the 13 month-ends only opens the span
    counts = heads.join(marked, on="at", how="left").with_columns(pl.col(FLAGS).fill_null(0))
    window = pl.DataFrame(
        [(end, shifted(end, -back), back == MONTHS) for end in ends for back in range(MONTHS + 1)],
        schema={"month": pl.Date, "at": pl.Date, "opens": pl.Boolean}, orient="row",
    )  # fmt: skip
    facts = window.join(counts, on="at").with_columns(pl.when(pl.col("opens")).then(0).otherwise(pl.col(name)).alias(name) for name in FLAGS)
    return summarise(facts, METRICS, by=["month"])


def held_in(rows: pl.DataFrame, month: date) -> pl.DataFrame:
    """Postings in the line within the twelve months to `month`, with how many of their 13 month-ends each `covered`."""
    days = pl.Series("day", month_ends(month))
    held = rows.filter(pl.col("is_line") & (pl.col("valid_from") <= days[-1]) & (pl.col("valid_to").is_null() | (pl.col("valid_to") > days[0])))
    ends = held["valid_to"].fill_null(days[-1] + timedelta(days=1))
    counts = days.search_sorted(ends, side="left").cast(pl.Int64) - days.search_sorted(held["valid_from"], side="left").cast(pl.Int64)
    return held.with_columns(covered=counts)


def by_group(held: pl.DataFrame, gone: pl.DataFrame, month: date, group: str) -> pl.DataFrame:
    """METRICS for the twelve months to `month` by a column that the postings of `held_in` and exits carry, or by "tenure" on each day."""
    heads = _by_tenure(held, month) if group == "tenure" else held.select(group, "covered")
    counted = [heads.group_by(of=group).agg(mean_heads=pl.col("covered").sum() / ENDS), gone.group_by(of=group).agg(pl.col(FLAGS).sum())]
    facts = pl.concat(counted, how="diagonal_relaxed").with_columns(pl.col("mean_heads").fill_null(0), pl.col(FLAGS).fill_null(0).cast(pl.Int64))
    return summarise(facts, METRICS, by=["of"])


def _by_tenure(held: pl.DataFrame, month: date) -> pl.DataFrame:
    """(tenure, covered): the month-ends on which the postings were held, by the tenure of that day."""
    days = pl.Series("day", month_ends(month))
    ends = held["valid_to"].fill_null(days[-1] + timedelta(days=1))
    found = []
    for code, (since, until) in TENURE_DAYS.items():
        begins, stops = (held["join_on"].dt.offset_by(f"{limit}d") for limit in (since, until))
        first, last = _later(held["valid_from"], begins), _earlier(ends, stops)
        counts = days.search_sorted(last, side="left").cast(pl.Int64) - days.search_sorted(first, side="left").cast(pl.Int64)
        found.append((code, int(counts.clip(0).sum())))
    return pl.DataFrame(found, schema={"tenure": pl.String, "covered": pl.Int64}, orient="row").filter(pl.col("covered") > 0)


def _later(one: pl.Series, other: pl.Series) -> pl.Series:
    return pl.select(pl.max_horizontal(one, other)).to_series()


def _earlier(one: pl.Series, other: pl.Series) -> pl.Series:
    return pl.select(pl.min_horizontal(one, other)).to_series()
