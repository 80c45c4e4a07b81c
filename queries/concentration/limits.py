"""Limits: who is near or above what may be owed by one client or group, who came and went since last month, and what is missing.

Use, headroom and standing are known for the whole bank only. Any other scope sees its own part of what is owed, in yuan and as a
share of the base, and nothing from which the rest could be told.
"""

from typing import Any

import polars as pl

from queries.care_lists import worded
from queries.codes import HOLDERS
from queries.concentration import ladder, owed
from queries.concentration.capital import capital, is_whole_bank
from queries.concentration.ladder import RUNGS
from queries.concentration.limit_metrics import HOLDER, IS_NOTED, METRICS
from queries.concentration.limit_policy import LIMITS, STANDINGS
from queries.finding import Finding, as_frame
from queries.metric import Dim, summarise
from queries.money import in_words
from queries.periods import shifted
from queries.query import query
from queries.scope import Scope
from queries.text import LANGS, Text, inside
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
TOP, MOST = 40, 5


LISTED = (
    "standing_zh", "standing_en", "holder_kind_zh", "holder_kind_en", "holder_id", "holder_zh", "holder_en", "limit_key", "limit_zh", "limit_en", "capital_base_zh", "capital_base_en",
    "capital_month", "limit_share", "limit_yuan", "use_yuan", "headroom_yuan", "use_share", "before_use_share", "capital_share", "loan_yuan", "gross_yuan", "net_yuan", "is_large",
    "standing_code",
)  # fmt: skip
MOVED = ("holder_kind_zh", "holder_kind_en", "holder_id", "holder_zh", "holder_en", "limit_zh", "limit_en", "from_zh", "from_en", "to_zh", "to_en", "before_yuan", "use_yuan", "change_yuan")
BELOW, ABOVE = Text("未列入", "Not large"), Text("大额", "Large")
LARGE_NAME = Text("大额风险暴露", "Large exposure")
RULES_COLUMNS = ("limit_key", "limit_zh", "limit_en", "limit_share", "capital_base_zh", "capital_base_en", "use_zh", "use_en", "limit_yuan", "broken_count", "near_count", "highest_use_share", "source_zh", "source_en")


def _before(scope: Scope) -> Scope:
    return scope.at_rest.on(shifted(scope.month, -1))


def _told(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame) -> pl.DataFrame:
    """Rungs in words, with their use a month before."""
    ago = ladder.of_month(warehouse, _before(scope)).select(*HOLDER, "limit_key", pl.col("use_share").alias("before_use_share"))
    return ladder.in_words(rows.join(ago, on=[*HOLDER, "limit_key"], how="left", maintain_order="left")).select(LISTED)


@query(
    Text("每户每项限额一行，使用最高者在前；接近或突破的全部列出", "one row per holder and limit, those with most use first; those near or above it are all listed"), dims=DIMS
)
def limits(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """LISTED: with their use a month before. Of a part of the bank, the largest amounts it has a part in."""
    rows = ladder.of_month(warehouse, scope)
    return _told(warehouse, scope, rows.head(max(TOP, rows.filter(IS_NOTED).height)))


@query(Text("一行：突破、接近与大额风险暴露的户数，最高使用率", "one row: how many break or nearly reach a limit, large exposures, the highest use"), dims=DIMS)
def limit_summary(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    return summarise(ladder.of_month(warehouse, scope), METRICS)


@query(Text("每户每项一行：自上月以来进入或离开突破、接近与大额风险暴露者", "one row per holder that came to, or left, a broken or nearly reached limit or the large exposures since last month"), dims=DIMS)
def limit_moves(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """MOVED, the largest amounts first."""
    now, ago = (_standings(ladder.of_month(warehouse, when)) for when in (scope.at_rest, _before(scope)))
    keys = [*HOLDER, "holder_zh", "holder_en", "limit_zh", "limit_en"]
    both = now.join(ago, on=keys, how="full", coalesce=True, suffix="_ago").sort(keys)
    known = both if now.height and ago.height else both.clear()
    told = known.with_columns(
        *(pl.coalesce(f"stand_{lang}_ago", f"least_{lang}_ago", f"least_{lang}").alias(f"from_{lang}") for lang in LANGS),
        *(pl.coalesce(f"stand_{lang}", f"least_{lang}", f"least_{lang}_ago").alias(f"to_{lang}") for lang in LANGS),
        before_yuan=pl.col("use_yuan_ago"), change_yuan=pl.col("use_yuan") - pl.col("use_yuan_ago"),
    ).filter(pl.col("from_zh") != pl.col("to_zh"))  # fmt: skip
    return told.with_columns(*worded("holder_kind", HOLDERS)).sort(pl.max_horizontal("use_yuan", "before_yuan"), "holder_id", "limit_en", descending=[True, False, False]).select(MOVED)


def _standings(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per holder and limit, and per holder once more for being a large exposure; nothing where no standing is known."""
    told = ladder.in_words(rows.filter(pl.col("standing_code").is_not_null()))
    names = [*HOLDER, "holder_zh", "holder_en"]
    within = {f"least_{lang}": pl.lit(STANDINGS["within"].to(lang)) for lang in LANGS}
    of_limits = told.select(*names, "limit_zh", "limit_en", "use_yuan", stand_zh="standing_zh", stand_en="standing_en", **within)
    is_large = pl.col("is_large")
    stands = {f"stand_{lang}": pl.when(is_large).then(pl.lit(ABOVE.to(lang))).otherwise(pl.lit(BELOW.to(lang))) for lang in LANGS}
    leasts = {f"least_{lang}": pl.lit(BELOW.to(lang)) for lang in LANGS}
    named = {f"limit_{lang}": pl.lit(LARGE_NAME.to(lang)) for lang in LANGS}
    large = told.unique(HOLDER, maintain_order=True).select(*names, **named, use_yuan="net_yuan", **stands, **leasts)
    return pl.concat([of_limits, large.select(of_limits.columns)])


@query(Text("每项限额一行：基数、限额、突破与接近的户数、最高使用率、依据", "one row per limit: base, limit, how many break or nearly reach it, the highest use, its source"), dims=DIMS)
def limit_rules(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """RULES_COLUMNS in the order of policy."""
    rows, own = ladder.of_month(warehouse, scope), capital(warehouse, scope)
    is_whole = is_whole_bank(warehouse, scope)
    counted = rows.group_by("limit_key").agg(
        pl.max("limit_yuan"), pl.max("use_share").alias("highest_use_share"), *((pl.col("standing_code") == name).sum().cast(pl.Int64).alias(f"{name}_count") for name in ("broken", "near"))
    )
    said = pl.DataFrame(
        [(limit.key, limit.base, limit.use, float(limit.rule.value), *limit.rule.source) for limit in LIMITS if not scope.is_empty],
        schema={"limit_key": pl.String, "capital_base_code": pl.String, "use_code": pl.String, "limit_share": pl.Float64, "source_zh": pl.String, "source_en": pl.String}, orient="row",
    )  # fmt: skip
    known = pl.lit(is_whole and own.month is not None)
    joined = said.join(counted, on="limit_key", how="left", maintain_order="left")
    told = joined.with_columns(pl.when(known).then(pl.col(f"{name}_count").fill_null(0)).alias(f"{name}_count") for name in ("broken", "near"))
    return ladder.in_words(told).select(RULES_COLUMNS)


@query(Text("每项缺少的数据一行：使限额或压力测试无法计算", "one row per thing that is missing, for want of which limits or stress cannot be told"), dims=DIMS)
def limit_gaps(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(missing_zh, missing_en)."""
    gaps = () if scope.is_empty else capital(warehouse, scope).gaps
    return pl.DataFrame(list(gaps), schema={"missing_zh": pl.String, "missing_en": pl.String}, orient="row")


@query(Text("所选客户及其集团的每项限额一行", "one row per limit of the client in question and its group"), dims=DIMS)
def client_limits(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """LISTED: of a client whom the asker may know by name, as far as they are within the scope."""
    own, is_whole = capital(warehouse, scope), is_whole_bank(warehouse, scope)
    rows = ladder.rungs(owed.of_client(warehouse, scope), own, is_whole=is_whole) if scope.client and scope.names_visible else pl.DataFrame(schema=RUNGS)
    return _told(warehouse, scope, rows)


@query(Text("每户突破或接近限额者一行，先突破后接近，金额大者在前", "one row per client or group that breaks or nearly reaches a limit, broken ones first, then by money"), dims=DIMS)
def limit_findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The weightiest five, each by the limit it uses most."""
    rows = ladder.in_words(ladder.of_month(warehouse, scope).filter(IS_NOTED)).unique(HOLDER, keep="first", maintain_order=True)
    order = rows.sort(pl.col("standing_code") == "near", "use_yuan", "holder_id", descending=[False, True, False])
    return as_frame([_finding(row) for row in order.head(MOST).iter_rows(named=True)])


def _finding(row: dict[str, Any]) -> Finding:
    broken, used, limit = row["standing_code"] == "broken", in_words(row["use_yuan"]), inside(ladder.NAMES[row["limit_key"]])
    kind = inside(HOLDERS[row["holder_kind"]])
    rest = in_words(row["headroom_yuan"])
    sentence = Text(
        f"{row['holder_zh']}（{kind.zh}）{'突破' if broken else '接近'}{limit.zh}限额：使用 {row['use_share']:.1%}（{used.zh}），{'超出' if broken else '尚余'} {rest.zh}",
        f"{row['holder_en']} ({kind.en}) {'breaks' if broken else 'nearly reaches'} the limit on {limit.en}: {row['use_share']:.1%} used ({used.en}), {rest.en} {'above it' if broken else 'left'}",
    )
    return Finding(row["use_yuan"], sentence, "limits", urgency=2 if broken else 1)


def headline(warehouse: Warehouse, summary: pl.DataFrame, rows: pl.DataFrame, where: Text, scope: Scope) -> Text:
    """The finding in one sentence, from `limit_summary` and `limits`."""
    if rows.is_empty():
        return Text(f"{where.zh}：该月没有风险暴露数据。", f"{where.en}: no exposures in this month.")
    if not is_whole_bank(warehouse, scope):
        top, part = rows.row(0, named=True), in_words(rows["use_yuan"][0])
        return Text(f"{where.zh}：限额按全行计量，此处只显示本范围内的部分；最大一项为{top['holder_zh']}，{part.zh}。", f"{where.en}: limits are measured for the whole bank; shown is the part of this scope. The largest is {top['holder_en']} with {part.en}.")  # fmt: skip
    now = summary.row(0, named=True)
    if now["limits_broken_count"] is None:
        return Text(f"{where.zh}：缺少资本数据，限额无法计算。", f"{where.en}: capital is missing, so limits cannot be told.")
    top = rows.row(0, named=True)
    name = inside(Text(top["limit_zh"], top["limit_en"]))
    return Text(
        f"{where.zh}：{now['limits_broken_count']} 户突破限额，{now['limits_near_count']} 户接近；使用最高的是{top['holder_zh']}的{name.zh}（{top['use_share']:.1%}）；大额风险暴露 {now['large_exposure_count']} 户。",
        f"{where.en}: {now['limits_broken_count']} break a limit, {now['limits_near_count']} come near; the most used is {name.en} of {top['holder_en']} ({top['use_share']:.1%}); {now['large_exposure_count']} large exposures.",
    )  # fmt: skip
