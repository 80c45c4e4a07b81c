"""Attrition: who leaves, why, and how long do those stay who join?

Grain of the facts: `posting`, one row per RM and span of days, with what `rm` says of the person. Units are those of the
as-of month's tree; the twelve months end on its last day.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import select

from queries import survival, turnover
from queries.codes import GRADES, JOIN_CHANNELS, LEAVE_REASONS, Codes
from queries.leaving import TENURES, careers, stays, watched_in
from queries.metric import Dim
from queries.periods import last_day, shifted
from queries.policy import CURVE_LEAST, ELIMINATION_HIGH, ELIMINATION_LEAST, ELIMINATION_LOW, SMALL_GROUP
from queries.query import query
from queries.schema import post, rm
from queries.scope import Scope
from queries.staffing import within
from queries.text import LANGS, Text
from queries.turnover import METRICS as METRICS
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
HISTORY = 36
LONGEST = 120  # months of tenure that a curve shows
CUTS: Codes = {
    "grade": Text("等级", "Grade"), "tenure": Text("司龄", "Tenure"), "join_channel": Text("招聘渠道", "Joining channel"),
    "unit": Text("下级机构", "Next level down"), "leader_id": Text("组长", "Team leader"),
}  # fmt: skip
NOBODY = Text("无", "None")
UNKNOWN = Text("未提供或不可见", "Not supplied or not visible")


def _marked(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame, months: int) -> pl.DataFrame:
    """The exits of the `months` up to the as-of month, judged by last year's scores."""
    gone = turnover.exits(rows, last_day(shifted(scope.month, -months)), last_day(scope.month))
    return turnover.judged(gone, turnover.scores(warehouse, scope))


@query(Text("每月一行，最多 36 个月：截至该月的近 12 个月；历史不足 12 个月的月份无行", "one row per month, up to 36: its trailing 12 months; none under 12 months of history"), dims=DIMS)
def trend(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS), oldest first."""
    rows = careers(warehouse, scope)
    ends = [month for month in warehouse.months if month <= scope.month and turnover.is_known(warehouse, month)][-HISTORY:]
    if rows.is_empty() or not ends:
        return turnover.by_month(rows.clear(), _marked(warehouse, scope, rows.clear(), 1), [scope.month]).clear()
    return turnover.by_month(rows, _marked(warehouse, scope, rows, HISTORY + turnover.MONTHS), ends)


@query(Text("截至月与上年同月各一行；淘汰率区间自平均 40 人起显示", "the as-of month and the same month a year before; the elimination band from a mean of 40 heads"), dims=DIMS)
def summary(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS, band_low_share, band_high_share)."""
    rows = trend.answer(warehouse, scope).filter(pl.col("month").is_in([scope.month, shifted(scope.month, -12)]))
    shown = pl.col("mean_headcount") >= float(ELIMINATION_LEAST.value)
    limits = (("band_low_share", ELIMINATION_LOW), ("band_high_share", ELIMINATION_HIGH))
    return rows.with_columns(pl.when(shown).then(float(rule.value)).alias(name) for name, rule in limits)


@query(Text("每个分组一行：按等级、司龄、渠道、下级机构、组长，近 12 个月", "one row per group by grade, tenure, channel, next level down and team leader, trailing 12 months"), dims=DIMS)
def by_cut(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(cut, group_key, name_zh, name_en, METRICS): codes in their order, units by attrition, leaders by leavers, the most first."""
    rows = careers(warehouse, scope)
    rows = rows if turnover.is_known(warehouse, scope.month) else rows.clear()
    outlets = _units(warehouse, scope, rows)
    placed = rows.with_columns(unit=pl.col("outlet_id").replace_strict(outlets, default=None, return_dtype=pl.String))
    held, gone = turnover.held_in(placed, scope.month), _marked(warehouse, scope, placed, turnover.MONTHS)
    return pl.concat(_of_cut(warehouse, scope, held, gone, cut) for cut in CUTS)


def _of_cut(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame, gone: pl.DataFrame, cut: str) -> pl.DataFrame:
    found = turnover.by_group(rows, gone, scope.month, cut).rename({"of": "group_key"})
    coded = {"grade": GRADES, "tenure": TENURES, "join_channel": JOIN_CHANNELS}.get(cut)
    names = coded if coded is not None else _named(warehouse, scope, found["group_key"], cut)
    said = [names.get(key, UNKNOWN if coded else NOBODY) for key in found["group_key"]]
    order = [*names].index if coded else None
    place = pl.Series("place", [order(key) if order and key in names else 99 for key in found["group_key"]], dtype=pl.Int64)
    words: dict[str, pl.Expr | pl.Series] = {"cut": pl.lit(cut), "name_zh": pl.Series([name.zh for name in said], dtype=pl.String), "name_en": pl.Series([name.en for name in said], dtype=pl.String)}
    by = ["leavers_year_count", "attrition_share"] if cut == "leader_id" else ["attrition_share"]  # a small team's rate says little
    columns = ["cut", "group_key", "name_zh", "name_en", *(metric.key for metric in METRICS)]
    return (
        found.with_columns(place, **words)
        .filter((pl.col("mean_headcount") > 0) | (pl.col("leavers_year_count") > 0))
        .sort("place", *by, "group_key", descending=[False, *[True] * len(by), False], nulls_last=True)
        .select(columns)
    )


def _units(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame) -> dict[str, str]:
    """Each outlet's unit of the next level down; itself below which there is none."""
    tree = warehouse.tree(scope.month)
    below = set(tree.shown_children(scope.nodes[0]) if len(scope.nodes) == 1 else scope.nodes)
    return {outlet: next((unit for unit in tree.path(outlet) if unit in below), outlet) for outlet in rows["outlet_id"].unique()}


def _named(warehouse: Warehouse, scope: Scope, keys: pl.Series, cut: str) -> Codes:
    """Units by their names, leaders by theirs; a leader without a posting in scope by number."""
    if cut == "unit":
        return {key: node.name for key, node in warehouse.tree(scope.month).nodes.items()}
    leaders: Codes = {key: Text(key, key) for key in keys.drop_nulls()}
    people = careers(warehouse, scope).filter(pl.col("rm_id").is_in(list(leaders))).select("rm_id", "rm_name_zh", "rm_name_en").unique("rm_id")
    return leaders | {key: Text(zh, en) for key, zh, en in people.iter_rows()}


@query(Text("每个离职原因一行：近 12 个月与再前 12 个月，多者在前", "one row per reason for leaving: trailing 12 months and the 12 before, most first"), dims=DIMS)
def reasons(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(leave_reason, name_zh, name_en, leavers_year_count, earlier_count, share): a null reason was not supplied or is not visible."""
    start, middle, end = (last_day(shifted(scope.month, -back)) for back in (24, 12, 0))
    gone = turnover.exits(careers(warehouse, scope), start, end).filter(pl.col("leavers") == 1)
    is_now = within("valid_to", middle, end)
    counted = gone.group_by("leave_reason").agg(leavers_year_count=is_now.sum().cast(pl.Int64), earlier_count=is_now.not_().sum().cast(pl.Int64))
    said = [LEAVE_REASONS.get(key, UNKNOWN) for key in counted["leave_reason"]]
    names = {"name_zh": [name.zh for name in said], "name_en": [name.en for name in said]}
    shared = counted.with_columns(
        *(pl.Series(name, values, dtype=pl.String) for name, values in names.items()),
        pl.col("leave_reason").cast(pl.String),
        share=pl.when(pl.col("leavers_year_count").sum() > 0).then(pl.col("leavers_year_count") / pl.col("leavers_year_count").sum()),
    )
    columns = ("leave_reason", "name_zh", "name_en", "leavers_year_count", "earlier_count", "share")
    return shared.select(columns).sort("leavers_year_count", "earlier_count", "name_en", descending=[True, True, False])


@query(Text("近 12 个月离职者每人一行，最近的在前", "one row per leaver of the trailing 12 months, the latest first"), dims=DIMS)
def leavers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Who left, when, why, from where, after how long; whether early, and whether regretted (null: not rated or not visible)."""
    rows = careers(warehouse, scope)
    gone = _marked(warehouse, scope, rows, turnover.MONTHS).filter(pl.col("leavers") == 1).sort("valid_to", "rm_id", descending=[True, False])
    nodes = warehouse.tree(scope.month).nodes
    worded: dict[str, list[Text]] = {
        "outlet": [nodes[key].name for key in gone["outlet_id"]],
        "grade": [GRADES[key] for key in gone["grade"]],
        "reason": [LEAVE_REASONS.get(key, UNKNOWN) for key in gone["leave_reason"]],
        "channel": [JOIN_CHANNELS.get(key, UNKNOWN) for key in gone["join_channel"]],
    }
    pairs = {f"{name}_{lang}": [text.zh if lang == "zh" else text.en for text in texts] for name, texts in worded.items() for lang in ("zh", "en")}
    return gone.with_columns(pl.Series(name, values, dtype=pl.String) for name, values in pairs.items()).select(
        "rm_id", pl.col("rm_name_zh").alias("rm_zh"), pl.col("rm_name_en").alias("rm_en"), "segment", *pairs, pl.col("valid_to").alias("leave_on"),
        (pl.col("tenure_days") / survival.DAYS_PER_MONTH).floor().cast(pl.Int64).alias("tenure_months"),
        pl.col("early").cast(pl.Boolean).alias("is_early"),
        pl.when(pl.col("judged") == 1).then(pl.col("regretted") == 1).alias("is_regretted"),
    )  # fmt: skip


@query(Text("每条曲线每月一行：按招聘渠道与入职等级，司龄满若干月仍在队伍中的比例", "one row per curve and month: share still there by tenure, by joining channel and grade at entry"), dims=DIMS)
def tenure_survival(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(cut, group_key, group_zh, group_en, month, share, low, high, at_risk, log_rank_p): the test compares the groups of the cut."""
    watch = watched_in(warehouse, scope)
    parts = [_curves(watch, cut, column, codes) for cut, column, codes in (("channel", "join_channel", JOIN_CHANNELS), ("grade", "entry_grade", GRADES))]
    return pl.concat(parts)


def _curves(watch: pl.DataFrame, cut: str, column: str, codes: Codes) -> pl.DataFrame:
    schema: dict[str, Any] = {"cut": pl.String, "group_key": pl.String, "group_zh": pl.String, "group_en": pl.String}
    known = watch.filter(pl.col(column).is_not_null())
    test = survival.difference(known, column)
    frames = [pl.DataFrame(schema=schema | survival.CURVE)]
    groups = known.partition_by(column, as_dict=True)
    for code, name in codes.items():
        rows = survival.curve(groups.get((code,), known.clear()), int(CURVE_LEAST.value), LONGEST, int(SMALL_GROUP.value))
        named = dict(zip(schema, (cut, code, name.zh, name.en), strict=True))
        frames.append(rows.with_columns(pl.lit(value).alias(key) for key, value in named.items()).select(frames[0].columns))
    return pl.concat(frames).with_columns(log_rank_p=pl.lit(test.p_value if test else None, dtype=pl.Float64))


@query(Text("每个招聘渠道一行：近 12 个月入职、到岗用时、满 12 个月仍在的比例", "one row per joining channel: joiners of the trailing 12 months, days to fill a post, share still here after 12 months"), dims=DIMS)
def joining(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(join_channel, name_zh, name_en, joiners_year_count, filled_count, fill_days, cohort_count, kept_share), in the codes' order.

    The cohort joined 13 to 24 months ago; whoever moved out of view within its first year is left out of it.
    """
    start, middle, end = (last_day(shifted(scope.month, -back)) for back in (24, 12, 0))
    times = stays(careers(warehouse, scope)).with_columns(first_year=pl.col("entered").dt.offset_by("12mo"))
    joined = times.filter(pl.col("entry") == "joiner")
    within_year = (pl.col("valid_to") < pl.col("first_year")).fill_null(value=False)
    cohort = joined.filter(within("entered", start, middle) & ~(within_year & (pl.col("exit") == "transfer_out")).fill_null(value=False))
    parts = [
        joined.filter(within("entered", middle, end)).group_by("join_channel").agg(joiners_year_count=pl.len().cast(pl.Int64)),
        _filled(warehouse, scope, middle, end),
        cohort.group_by("join_channel").agg(cohort_count=pl.len().cast(pl.Int64), kept_share=within_year.not_().mean()),
    ]
    names = pl.DataFrame([(key, name.zh, name.en) for key, name in JOIN_CHANNELS.items()], schema=["join_channel", "name_zh", "name_en"], orient="row")
    for part in parts:
        names = names.join(part, on="join_channel", how="left", maintain_order="left")
    counts = [name for name in names.columns if name.endswith("_count")]
    return names.with_columns(pl.col(counts).fill_null(0)).filter(pl.sum_horizontal(counts) > 0)


def _filled(warehouse: Warehouse, scope: Scope, after: date, until: date) -> pl.DataFrame:
    """Posts filled in (after, until] by the channel of who filled them, with the mean days they stood open."""
    columns = (post.c.open_from, post.c.filled_on, rm.c.join_channel)
    rows = warehouse.read(select(*columns).join_from(post, rm, rm.c.rm_id == post.c.filled_by_rm_id), scope)
    open_days = (pl.col("filled_on") - pl.col("open_from")).dt.total_days().mean()
    return rows.filter(within("filled_on", after, until)).group_by("join_channel").agg(filled_count=pl.len().cast(pl.Int64), fill_days=open_days)


RATES = (turnover.ATTRITION, turnover.VOLUNTARY_RATE, turnover.INVOLUNTARY_RATE, turnover.NATURAL_RATE, turnover.EARLY_RATE, turnover.REGRETTED_RATE)


def cells(rows: pl.DataFrame, cuts: Sequence[str]) -> pl.DataFrame:
    """Rows of `by_cut` as a grid: (row_zh, row_en, column_zh, column_en, value), one column per rate."""
    wanted = rows.filter(pl.col("cut").is_in(cuts)).iter_rows(named=True)
    found = [(row["name_zh"], row["name_en"], rate.name.zh, rate.name.en, row[rate.key]) for row in wanted for rate in RATES]
    schema = dict.fromkeys(("row_zh", "row_en", "column_zh", "column_en"), pl.String) | {"value": pl.Float64}
    return pl.DataFrame(found, schema=schema, orient="row")


def of_cuts(rows: pl.DataFrame, cuts: Sequence[str]) -> pl.DataFrame:
    """The rows of some cuts, with the cut in words."""
    wanted = rows.filter(pl.col("cut").is_in(cuts))
    words = {f"cut_{lang}": pl.col("cut").replace_strict({key: name.to(lang) for key, name in CUTS.items()}, return_dtype=pl.String) for lang in LANGS}
    return wanted.with_columns(**words).drop("cut")


def curves(rows: pl.DataFrame, cut: str) -> pl.DataFrame:
    """The curves of one cut, and how likely chance alone makes them differ so much."""
    return rows.filter(pl.col("cut") == cut)


def headline(figures: pl.DataFrame, where: Text, scope: Scope) -> Text:
    """The finding in one sentence, from the rows of `summary`."""
    rows = {row["month"]: row for row in figures.iter_rows(named=True)}
    now, before = rows.get(scope.month), rows.get(shifted(scope.month, -12))
    if now is None or now["attrition_share"] is None:
        return Text(f"{where.zh}：历史不足 12 个月或没有客户经理，无法计算离职率。", f"{where.en}: under 12 months of history or no RMs, so attrition is not known.")
    left, rate = now["leavers_year_count"], f"{now['attrition_share']:.1%}"
    start = Text(f"{where.zh}近 12 个月离职 {left} 人，离职率 {rate}", f"{where.en}: {left} RMs left in 12 months, attrition {rate}")
    if before is not None and before["attrition_share"] is not None:
        start = Text(f"{start.zh}（上年 {before['attrition_share']:.1%}）", f"{start.en} ({before['attrition_share']:.1%} a year ago)")
    weeded, low, high = now["elimination_share"], now["band_low_share"], now["band_high_share"]
    if weeded is None or low is None:
        return Text(f"{start.zh}。", f"{start.en}.")
    place = Text("低于", "below") if weeded < low else Text("高于", "above") if weeded > high else Text("处于", "within")
    band = f"{low:.0%}–{high:.0%}"
    return Text(f"{start.zh}；淘汰率 {weeded:.1%}，{place.zh} {band} 区间。", f"{start.en}; elimination {weeded:.1%}, {place.en} the {band} band.")
