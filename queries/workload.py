"""Load and dependence: who is overloaded, who has room, and which balances hang on whom?

Grain of the facts: `book_month` of the as-of month, one row per outlet and RM, beside the heads of its last day.
"""

from itertools import chain
from typing import Any

import polars as pl

from queries import leaving, loads
from queries.codes import GRADE_BANDS, SEGMENTS, Codes
from queries.finding import Finding, as_frame
from queries.loads import FIGURE_WORDS, FIGURES
from queries.metric import Dim, Good, Metric, Unit, ratio, summarise
from queries.money import in_words
from queries.periods import shifted
from queries.policy import LARGE_CLIENT_OTHER, LARGE_CLIENT_PERSONAL, NOTABLE_KEY_PERSON, OUTLIER_LEAST, OUTLIER_REACH
from queries.query import query
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
DOMAIN = Text("业务口径 4.1", "domain definition 4.1")
MOST = 4  # sentences
BALANCES = Text("余额：个人为管理资产，其他条线为存款。", "Balances: AUM for personal clients, deposits for others.")
OVER, UNDER = Text("过重", "Overloaded"), Text("有余力", "Has room")


def _key_share(count: int, zh: str, en: str) -> Metric:
    held = pl.col("balance_yuan").filter(pl.col("place") <= count).sum()
    return Metric(
        f"key_{count}_share", Text(f"{zh}占余额", f"Held by {en.removeprefix('the ')}"), Text(f"余额最大的{zh}占范围内余额的比例。{BALANCES.zh}", f"Part of the scope's balances with {en}. {BALANCES.en}"),
        Text(f"余额最大的{zh}的余额 ÷ 全部余额（含无客户经理者）", f"balances of {en} ÷ all balances, those without RM included"), DOMAIN, Unit.SHARE, Good.DOWN,
        ratio(held, pl.col("total_yuan").max()), (NOTABLE_KEY_PERSON,),
    )  # fmt: skip


def _median(key: str, name: Text, meaning: Text, column: str, unit: Unit, rules: tuple[Any, ...] = ()) -> Metric:
    in_words = Text("各客户经理的中位数", "median over the RMs")
    return Metric(key, name, meaning, in_words, DOMAIN, unit, Good.NEITHER, pl.col(column).cast(pl.Float64).median(), rules)


KEY_1, KEY_3, KEY_5 = (_key_share(1, "首位客户经理", "the top RM"), _key_share(3, "前三人", "the top 3 RMs"), _key_share(5, "前五人", "the top 5 RMs"))
AT_RISK = Metric(
    "balances_at_risk_yuan", Text("关键人风险余额", "Balances at risk"),
    Text(f"五名余额最大的客户经理的余额乘各自 12 个月内离职的可能。{BALANCES.zh}", f"Balances of the five largest RMs, each times the chance that the RM leaves within 12 months. {BALANCES.en}"),
    Text("Σ 余额 × 离职可能（同类客户经理的生存曲线）", "Σ balances × chance of leaving (survival of like RMs)"), DOMAIN, Unit.YUAN, Good.DOWN,
    pl.when(pl.col("at_risk_yuan").filter(pl.col("place") <= 5).count() > 0).then(pl.col("at_risk_yuan").filter(pl.col("place") <= 5).sum()),
)  # fmt: skip
CLIENTS_EACH = _median("load_clients", Text("人均客户（中位）", "Clients per RM"), Text("月末在岗客户经理管户数的中位数。", "Median of the clients that each RM of the day looks after."), "clients_count", Unit.COUNT)
BALANCE_EACH = _median("load_balance_yuan", Text("人均余额（中位）", "Balances per RM"), Text(f"各客户经理余额的中位数。{BALANCES.zh}", f"Median of what each RM looks after. {BALANCES.en}"), "balance_yuan", Unit.YUAN)
REVENUE_EACH = _median("load_revenue_yuan", Text("人均当月收入（中位）", "Revenue per RM"), Text("各客户经理当月营业收入的中位数。", "Median of each RM's revenue of the month."), "revenue_yuan", Unit.YUAN)
LARGE_EACH = _median(
    "load_large", Text("人均大客户（中位）", "Large clients per RM"), Text("各客户经理大客户数的中位数：近三个月平均达到条线标准，或所在集团达到者。", "Median of each RM's large clients: three-month mean, or the connected group's, at or above the segment's line."),
    "large_count", Unit.COUNT, (LARGE_CLIENT_PERSONAL, LARGE_CLIENT_OTHER),
)  # fmt: skip
KEYS, EACH = (KEY_1, KEY_3, KEY_5, AT_RISK), (CLIENTS_EACH, BALANCE_EACH, REVENUE_EACH, LARGE_EACH)
METRICS = (*KEYS, *EACH)


@query(Text("截至月与上年同月各一行；离职可能仅有截至月", "the as-of month and the same month a year before; the chance of leaving is known for the as-of month only"), dims=DIMS)
def summary(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, METRICS)."""
    careers, parts = leaving.careers(warehouse, scope), []
    for month in [month for month in (shifted(scope.month, -12), scope.month) if month in warehouse.months] or [scope.month]:
        then = scope.on(month)
        kept = loads.keepers(warehouse, then)
        kept = loads.with_chance(warehouse, then, kept, named=False) if month == scope.month else kept.with_columns(at_risk_yuan=pl.lit(None, dtype=loads.MONEY))
        each, keys = (rows.with_columns(month=pl.lit(month, dtype=pl.Date)) for rows in (loads.carried(warehouse, then, careers), kept))
        parts.append(summarise(each, EACH, by=["month"]).join(summarise(keys, KEYS, by=["month"]), on="month", how="left"))
    return pl.concat(parts)


@query(Text("在岗客户经理每人一行：管户、余额、收入、大客户，与同条线中位数之比", "one row per RM in post: clients, balances, revenue, large clients, and clients against the segment's median"), dims=DIMS)
def by_rm(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The most loaded first. `load_share` is clients over the segment's median; `load` says who lies beyond a fence."""
    rows = loads.carried(warehouse, scope)
    fenced = rows.join(_fences(rows), on="segment", how="left")
    clients, median = pl.col("clients_count"), pl.col("clients_count_median")
    is_over, is_under = clients > pl.col("clients_count_high"), clients < pl.col("clients_count_low")
    beyond = [pl.when(is_over).then(pl.lit(OVER.to(lang))).when(is_under).then(pl.lit(UNDER.to(lang))).alias(f"load_{lang}") for lang in LANGS]
    nodes = warehouse.tree(scope.month).nodes
    outlets = {key: nodes[key].name for key in rows["outlet_id"].unique()}
    told = [*_words("outlet", "outlet_id", outlets), *_words("segment_name", "segment", SEGMENTS), *_words("band", "band", GRADE_BANDS)]
    figures = fenced.with_columns(*told, *beyond, load_share=pl.when(median > 0).then(clients / median))
    named = [f"{name}_{lang}" for name in ("outlet", "segment_name", "band") for lang in LANGS]
    columns: list[str | pl.Expr] = ["rm_id", pl.col("rm_name_zh").alias("rm_zh"), pl.col("rm_name_en").alias("rm_en"), "outlet_id", "segment", *named, *FIGURES]
    return figures.select(*columns, "load_share", "load_zh", "load_en").sort("load_share", "clients_count", "rm_id", descending=[True, True, False], nulls_last=True)


def _words(name: str, column: str, codes: Codes) -> list[pl.Expr]:
    """A code in both languages."""
    return [pl.col(column).replace_strict({code: text.to(lang) for code, text in codes.items()}, return_dtype=pl.String).alias(f"{name}_{lang}") for lang in LANGS]


def _fences(rows: pl.DataFrame) -> pl.DataFrame:
    """Per segment and figure: least, quartiles, median, most, and the fences; no fences under the least number of RMs."""
    return rows.group_by("segment").agg(pl.len().alias("rms"), *chain.from_iterable(map(_spread, FIGURES))).sort("segment")


def _spread(name: str) -> list[pl.Expr]:
    value = pl.col(name).cast(pl.Float64)
    first, median, third = (value.quantile(at, interpolation="linear") for at in (0.25, 0.5, 0.75))
    reach = float(OUTLIER_REACH.value) * (third - first)
    enough = pl.len() >= int(OUTLIER_LEAST.value)
    parts = {"least": value.min(), "first": first, "median": median, "third": third, "most": value.max()}
    parts |= {"low": pl.when(enough).then(first - reach), "high": pl.when(enough).then(third + reach)}
    parts |= {"from": value.filter(value >= first - reach).min(), "to": value.filter(value <= third + reach).max()}
    return [expression.alias(f"{name}_{part}") for part, expression in parts.items()]


SPREAD: dict[str, Any] = {
    "segment": pl.String, "name_zh": pl.String, "name_en": pl.String, "measure": pl.String, "what_zh": pl.String, "what_en": pl.String,
    "rms_count": pl.Int64, "least": pl.Float64, "whisker_low": pl.Float64, "first_quartile": pl.Float64, "median": pl.Float64, "third_quartile": pl.Float64,
    "whisker_high": pl.Float64, "most": pl.Float64, "bank_median": pl.Float64, "outliers_count": pl.Int64, "outliers_zh": pl.String, "outliers_en": pl.String,
}  # fmt: skip
QUARTILES = ("least", "from", "first", "median", "third", "to", "most")


@query(Text("每个条线与数字一行：四分位、全行中位数与点名的离群者", "one row per segment and figure: quartiles, the whole bank's median, and the outliers by name"), dims=DIMS)
def distribution(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Columns as SPREAD; `outliers` are names, the farthest first, and null under eight RMs of the segment."""
    rows, medians = loads.carried(warehouse, scope), loads.bank_medians(warehouse, scope)
    fences = _fences(rows)
    beyond = _beyond(rows, fences)
    who = {key: (named["rm_zh"].to_list(), named["rm_en"].to_list()) for key, named in beyond.partition_by("segment", "measure", as_dict=True).items()}
    found = []
    for fence in fences.iter_rows(named=True):
        for name in FIGURES:
            zh, en = who.get((fence["segment"], name), ([], []))
            told = (None, None, None) if fence[f"{name}_low"] is None else (len(zh), "、".join(zh), ", ".join(en))
            quartiles, bank = (fence[f"{name}_{part}"] for part in QUARTILES), medians.get((fence["segment"], name))
            found.append((fence["segment"], *SEGMENTS[fence["segment"]], name, *FIGURE_WORDS[name], fence["rms"], *quartiles, bank, *told))
    return pl.DataFrame(found, schema=SPREAD, orient="row")


def _beyond(rows: pl.DataFrame, fences: pl.DataFrame) -> pl.DataFrame:
    """(segment, measure, rm_id, rm_zh, rm_en, value) of everybody beyond a fence, figure by figure, the farthest from the median first."""
    fenced, parts = rows.join(fences, on="segment"), []
    for name in FIGURES:
        value = pl.col(name).cast(pl.Float64)
        far = fenced.filter((value < pl.col(f"{name}_low")) | (value > pl.col(f"{name}_high")))
        ordered = far.sort("segment", (value - pl.col(f"{name}_median")).abs(), "rm_id", descending=[False, True, False])
        named = (pl.col("rm_name_zh").alias("rm_zh"), pl.col("rm_name_en").alias("rm_en"))
        parts.append(ordered.select("segment", pl.lit(name).alias("measure"), "rm_id", *named, value.alias("value")))
    return pl.concat(parts)


@query(Text("每名离群者与数字一行，离中位数最远者在前", "one row per figure and RM beyond its fences, the farthest from the median first"), dims=DIMS)
def outliers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(segment, measure, rm_id, rm_zh, rm_en, value)."""
    rows = loads.carried(warehouse, scope)
    return _beyond(rows, _fences(rows))


def of_measure(rows: pl.DataFrame, measure: str) -> pl.DataFrame:
    """The rows of `distribution` or `outliers` that tell of one of FIGURES."""
    return rows.filter(pl.col("measure") == measure)


@query(Text("每个条线与等级段一行：现有与按中位负荷所需的客户经理", "one row per segment and grade band: RMs there are, and RMs needed at the median load"), dims=DIMS)
def needed(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(segment, grade_band, …, now_count, clients_count, median_clients, needed_count, gap_count): needed = ⌈clients ÷ median⌉."""
    rows = loads.carried(warehouse, scope).group_by("segment", "band").agg(
        pl.len().cast(pl.Int64).alias("now_count"), pl.col("clients_count").sum(), pl.col("clients_count").median().alias("median_clients")
    )  # fmt: skip
    enough = pl.when(pl.col("median_clients") > 0).then((pl.col("clients_count") / pl.col("median_clients")).ceil().cast(pl.Int64))
    order = [*GRADE_BANDS].index
    words = {"segment_name": (SEGMENTS, "segment"), "band": (GRADE_BANDS, "band")}
    told = [
        pl.Series(f"{name}_{lang}", [codes[key].zh if lang == "zh" else codes[key].en for key in rows[column]], dtype=pl.String)
        for name, (codes, column) in words.items() for lang in LANGS
    ]  # fmt: skip
    place = pl.Series("place", [order(key) for key in rows["band"]], dtype=pl.Int64)
    filled = rows.with_columns(*told, place, needed_count=enough).with_columns(gap_count=pl.col("needed_count") - pl.col("now_count"))
    counts = ("now_count", "clients_count", "median_clients", "needed_count", "gap_count")
    return filled.sort("segment", "place").select("segment", pl.col("band").alias("grade_band"), *(each.name for each in told), *counts)


KEY_COLUMNS = ("place", "rm_id", "rm_zh", "rm_en", "balance_yuan", "share", "cumulative_share", "chance_share", "at_risk_yuan")


@query(Text("余额最大的二十名客户经理每人一行：占比、离职可能、风险余额", "one row for each of the twenty RMs with most balances: share, chance of leaving, balances at risk"), dims=DIMS)
def key_persons(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """KEY_COLUMNS, the largest first."""
    kept = loads.keepers(warehouse, scope).with_columns(cumulative_share=pl.col("share").cum_sum()).head(20)
    return loads.with_chance(warehouse, scope, kept).select(KEY_COLUMNS)


@query(Text("每个网点一行：余额最大的客户经理及其占比，风险余额最大者在前", "one row per outlet: the RM with most of its balances and the share, most at risk first"), dims=DIMS)
def dependence(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(node_id, name_zh, name_en, KEY_COLUMNS without place and cumulative_share)."""
    first = loads.with_chance(warehouse, scope, loads.keepers(warehouse, scope, by_outlet=True).filter(pl.col("place") == 1))
    nodes = warehouse.tree(scope.month).nodes
    pairs = {f"name_{lang}": [nodes[key].name.to(lang) for key in first["outlet_id"]] for lang in LANGS}
    named = first.with_columns(pl.Series(name, values, dtype=pl.String) for name, values in pairs.items())
    columns: list[str | pl.Expr] = [pl.col("outlet_id").alias("node_id"), "name_zh", "name_en", *(n for n in KEY_COLUMNS if n not in {"place", "cumulative_share"})]
    return named.sort("at_risk_yuan", "balance_yuan", "outlet_id", descending=[True, True, False], nulls_last=True).select(columns)


@query(Text("每名关键人一行，风险余额最大者在前", "one row per key person, most balances at risk first"), dims=DIMS)
def findings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """RMs who hold a notable share of an outlet, with a chance of leaving that is known."""
    least = float(NOTABLE_KEY_PERSON.value)
    rows = dependence.answer(warehouse, scope).filter((pl.col("share") >= least) & pl.col("at_risk_yuan").is_not_null())
    return as_frame(_hangs(row) for row in rows.head(MOST).iter_rows(named=True))


def _hangs(row: dict[str, Any]) -> Finding:
    held, risk = in_words(row["balance_yuan"]), in_words(row["at_risk_yuan"])
    sentence = Text(
        f"{row['name_zh']}：余额的 {row['share']:.1%} 系于{row['rm_zh']}一人（{held.zh}），12 个月内离职可能 {row['chance_share']:.1%}",
        f"{row['name_en']}: {row['share']:.1%} of balances hang on {row['rm_en']} ({held.en}), {row['chance_share']:.1%} likely to leave within 12 months: {risk.en} at risk",
    )
    return Finding(row["at_risk_yuan"], sentence, "people", {"node": [row["node_id"]]})
