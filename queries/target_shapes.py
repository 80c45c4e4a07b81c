"""The rows of `targets` and `standings` as a page shows them: one metric of one kind, in the columns of its unit, with codes in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from queries.cascade import BREAKS
from queries.codes import GRADE_BANDS, LEVELS, SEGMENTS, TARGET_KINDS, TARGET_METRICS, Codes
from queries.forecasts import METHODS
from queries.indicators import INDICATOR, INDICATORS, Indicator
from queries.metric import Good, Metric, Unit
from queries.money import Number
from queries.pace import BANDS, IS_LOWER
from queries.results import kinds_of
from queries.scope import Scope
from queries.target_gaps import ISSUES
from queries.target_rows import ATTAINMENT, PACE
from queries.text import LANGS, Text
from queries.tree import Tree

ORDER = ("flow", "level", "growth", "average", "ratio")  # which kind is shown where a metric has targets of several
AMOUNTS = ("target", "actual", "plan", "gap", "gap_to_full", "forecast", "low", "high")
SHARES = (ATTAINMENT.key, PACE.key)
DAILY = ("daily_so_far", "daily_needed")
UNITS = tuple(unit.value for unit in (Unit.YUAN, Unit.COUNT, Unit.SHARE))
PARTS = ("secured", "likely", "missing")
RUN = ("actual", "plan", "forecast", "low", "high")
CAPPED = 2.0  # no single metric counts for more than that in a mean of paces
SO_FAR = Text("期间至今的实绩，时点指标为当日余额。", "What was achieved in the period so far; for levels the balance of the day.")


@dataclass(frozen=True, slots=True)
class Asked:
    """The metric in question, and the kind of its target."""

    indicator: Indicator
    kind: str

    @property
    def name(self) -> Text:
        return kind_name(self.indicator, self.kind)

    @property
    def metric(self) -> Metric:
        """The metric as figures draw it."""
        return amount(self.indicator, "actual", self.name, SO_FAR)

    def column(self, name: str) -> str:
        return f"{name}_{self.indicator.unit.value}"

    @property
    def rows(self) -> pl.Expr:
        return (pl.col("metric") == self.indicator.key) & (pl.col("kind") == self.kind)

    def one(self, rows: pl.DataFrame) -> dict[str, Any]:
        """Its row of the whole scope, or nothing."""
        found = rows.filter(self.rows)
        return found.row(0, named=True) if found.height else {}

    def alone(self, rows: pl.DataFrame) -> pl.DataFrame:
        """All metrics, but this one only in its kind."""
        return rows.filter((pl.col("metric") != self.indicator.key) | (pl.col("kind") == self.kind))

    def of(self, rows: pl.DataFrame, *owner: str) -> pl.DataFrame:
        """(owner, AMOUNTS, SHARES, standing, reaching_share) of its rows. The chance has a name of its own here."""
        amounts = [column for name in AMOUNTS if (column := self.column(name)) in rows.columns]
        return rows.filter(self.rows).select(*owner, *amounts, *SHARES, *coded("band", "standing", BANDS), reaching_share="chance_share")


def kind_name(indicator: Indicator, kind: str) -> Text:
    """The metric's name, with its kind where it may have several."""
    if len(kinds_of(indicator)) == 1:
        return indicator.name
    of = TARGET_KINDS[kind]
    return Text(f"{indicator.name.zh}（{of.zh}）", f"{indicator.name.en} ({of.en})")


def asked(scope: Scope, rows: pl.DataFrame) -> Asked:
    """The metric of the scope; of its kinds the first that has a target."""
    indicator = INDICATOR.get(scope.metric, INDICATORS[0])
    mine = rows.filter(pl.col("metric") == indicator.key)
    wanted = mine.filter(pl.col(ATTAINMENT.key).is_not_null())["kind"].to_list() or mine["kind"].to_list() or kinds_of(indicator)
    return Asked(indicator, min(wanted, key=ORDER.index))


def amount(indicator: Indicator, column: str, name: Text, meaning: Text) -> Metric:
    """An amount in the indicator's unit, with its good side; a target has none."""
    good = Good.NEITHER if column == "target" else indicator.good
    return Metric(f"{column}_{indicator.unit.value}", name, meaning, Text("", ""), ATTAINMENT.source, indicator.unit, good, pl.col(column).sum())


def coded(column: str, name: str, codes: Codes) -> list[pl.Expr]:
    """A column of codes as words: `name_zh` and `name_en`."""
    return [
        pl.col(column).replace_strict({code: said.to(lang) for code, said in codes.items()}, default=None, return_dtype=pl.String).alias(f"{name}_{lang}")
        for lang in LANGS
    ]


def named(rows: pl.DataFrame, name: str) -> list[pl.Series]:
    """The metrics of the rows in words, each with its kind where it may have several."""
    names = [kind_name(INDICATOR[metric], kind) for metric, kind in rows.select("metric", "kind").iter_rows()]
    return [pl.Series(f"{name}_{lang}", [each.to(lang) for each in names], dtype=pl.String) for lang in LANGS]


def value(row: Mapping[str, Any], name: str) -> Number | None:
    """The amount of a row in whichever unit it has."""
    return next((row[f"{name}_{unit}"] for unit in UNITS if row.get(f"{name}_{unit}") is not None), None)


def all_metrics(rows: pl.DataFrame) -> pl.DataFrame:
    """Every metric and kind with its name, codes in words, `due_share` (what attainment would be on plan), amounts in the columns of their units."""
    plan, target = (pl.coalesce(pl.col(f"{name}_{unit}").cast(pl.Float64) for unit in UNITS) for name in ("plan", "target"))
    due = pl.when(IS_LOWER & (plan > 0)).then(target / plan).when(~IS_LOWER & (target > 0)).then(plan / target)
    return rows.with_columns(*named(rows, "name"), due_share=due).select(
        "metric", "name_zh", "name_en", *(f"{name}_{unit}" for name in AMOUNTS for unit in UNITS), "elapsed_share", "due_share", *SHARES,
        *coded("band", "standing", BANDS), pl.col("chance_share").alias("reaching_share"), *coded("method", "method", METHODS), *DAILY, "required_rate", "band",
    )  # fmt: skip


def with_targets(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.any_horizontal(pl.col(f"target_{unit}").is_not_null() for unit in UNITS))


def with_outlets(rows: pl.DataFrame, tree: Tree) -> pl.DataFrame:
    """Rows of RMs with the words of their outlets."""
    outlets = [(node.node_id, *(node.name.to(lang) for lang in LANGS)) for node in tree.nodes.values() if node.level == "outlet"]
    known = pl.DataFrame(outlets, schema=dict.fromkeys(("outlet_id", "outlet_zh", "outlet_en"), pl.String), orient="row")
    return rows.join(known, on="outlet_id", how="left", maintain_order="left")


def of_people(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of RMs without those of nobody."""
    return rows.filter(pl.col("rm_id") != "")


def people(ask: Asked, rows: pl.DataFrame, tree: Tree) -> pl.DataFrame:
    """RMs with a target of the metric, the furthest behind plan first."""
    mine = ask.of(of_people(rows).rename({"name_zh": "rm_zh", "name_en": "rm_en"}), "rm_id", "rm_zh", "rm_en", "outlet_id", "posted_share")
    return with_outlets(mine.filter(pl.col(ask.column("target")).is_not_null()).sort(ask.column("gap"), "rm_id", nulls_last=True), tree)


def league(ask: Asked, ranked: pl.DataFrame, rows: pl.DataFrame, tree: Tree) -> pl.DataFrame:
    """Places and moves of the metric's kind beside the results they rest on."""
    places = ranked.filter(pl.col("kind") == ask.kind).select(
        "place", "move", "rm_id", *coded("segment", "segment_name", SEGMENTS), *coded("grade_band", "band", GRADE_BANDS), "peer_median_share", "peers_count"
    )
    results = ask.of(rows.rename({"name_zh": "rm_zh", "name_en": "rm_en"}), "rm_id", "rm_zh", "rm_en", "outlet_id", "posted_share")
    words = [f"{name}_{lang}" for name in ("rm", "outlet", "segment_name", "band", "standing") for lang in LANGS]
    shown = ("peer_median_share", "peers_count", *(ask.column(name) for name in ("target", "actual", "gap")), "posted_share")
    return with_outlets(places.join(results, on="rm_id", maintain_order="left"), tree).select("place", "move", *words, "rm_id", *SHARES, *shown)


def judged(ask: Asked, rows: pl.DataFrame) -> pl.DataFrame:
    """The RMs whose attainment of the metric is known."""
    return of_people(rows).filter(ask.rows & pl.col(ATTAINMENT.key).is_not_null())


def weakest(rows: pl.DataFrame, count: int) -> pl.DataFrame:
    """The rows of the RMs with the lowest mean pace; people of one name are told apart by number."""
    known = of_people(rows).filter(pl.col(PACE.key).is_not_null())
    weak = known.group_by("rm_id").agg(mean=pl.col(PACE.key).clip(0, CAPPED).mean()).sort("mean", "rm_id").head(count)
    twice = pl.col("rm_id").n_unique().over("name_zh") > 1
    told = (pl.when(twice).then(pl.format("{} {}", f"name_{lang}", "rm_id")).otherwise(f"name_{lang}").alias(f"name_{lang}") for lang in LANGS)
    return known.join(weak, on="rm_id", how="semi").with_columns(*told)


def cells(rows: pl.DataFrame) -> pl.DataFrame:
    """(row, column, value in both languages) of pace: a row per owner, the weakest mean first, a column per metric in the list's order.

    A pair without a pace has no value; of a metric's kinds the last that has one counts.
    """
    keys = ["name_zh", "name_en", "metric"]
    known = rows.filter(pl.col(PACE.key).is_not_null()).unique(keys, keep="last", maintain_order=True)
    owners = known.group_by("name_zh", "name_en").agg(mean=pl.col(PACE.key).clip(0, CAPPED).mean()).sort("mean", "name_en").with_row_index("at")
    order = {metric: place for place, metric in enumerate(TARGET_METRICS)}
    heads = known.select("metric", *coded("metric", "column", TARGET_METRICS), order=pl.col("metric").replace_strict(order, return_dtype=pl.Int64)).unique("metric")
    whole = owners.join(heads, how="cross").join(known.select(*keys, value=PACE.key), on=keys, how="left").sort("at", "order")
    return whole.select(row_zh="name_zh", row_en="name_en", column_zh="column_zh", column_en="column_en", value="value")


def parts(ask: Asked, rows: pl.DataFrame) -> pl.DataFrame:
    """Owners with what is secured, likely and missing of the target; nobody where less is better or nothing is forecast."""
    actual, target, forecast = (pl.col(ask.column(name)) for name in ("actual", "target", "forecast"))
    known = rows.filter(forecast.is_not_null() & target.is_not_null()) if ask.indicator.good is not Good.DOWN else rows.clear()
    nothing = pl.lit(0).cast(rows.schema[ask.column("target")])
    secured = pl.max_horizontal(pl.min_horizontal(actual, forecast), nothing)
    likely, missing = pl.min_horizontal(forecast, target) - secured, target - forecast
    made = {"secured": secured, "likely": pl.max_horizontal(likely, nothing), "missing": pl.max_horizontal(missing, nothing)}
    found = known.select("node_id", "name_zh", "name_en", ask.column("target"), *(part.alias(ask.column(name)) for name, part in made.items()), "reaching_share")
    return found.sort(ask.column("missing"), "node_id", descending=[True, False])


def breaks(every: pl.DataFrame) -> pl.DataFrame:
    """The rows of a cascade that are broken."""
    return every.filter(pl.col("break_code").is_not_null())


def cascade(ask: Asked, every: pl.DataFrame) -> pl.DataFrame:
    """Breaks of every metric first, then the levels of the metric in question; codes in words."""
    rows = pl.concat([breaks(every), every.filter(pl.col("break_code").is_null() & ask.rows)])
    return rows.select(
        *coded("break_code", "break", BREAKS), "name_zh", "name_en", *coded("level", "level", LEVELS), *named(rows, "metric"),
        *(f"{name}_{unit}" for name in ("target", "below") for unit in ("yuan", "count")), "cascade_share", "children_count", unit_of="metric",
    )  # fmt: skip


def run(ask: Asked, every: pl.DataFrame) -> pl.DataFrame:
    """(month, actual, plan, forecast, low, high, SHARES) of the metric at the ends of months; nothing of a first month alone."""
    rows = every.filter(ask.rows).select("month", *(ask.column(name) for name in RUN), *SHARES)
    return rows if rows.height > 1 else rows.clear()


def run_to_end(ask: Asked, rows: pl.DataFrame, now: Mapping[str, Any], last: date) -> pl.DataFrame:
    """The run with the end of the period, where it is still to come: the target, and what is forecast now."""
    if rows.is_empty() or last <= rows["month"][-1]:
        return rows.drop(PACE.key)
    end = {"month": [last], ask.column("plan"): [value(now, "target")], **{ask.column(name): [value(now, name)] for name in RUN[2:]}}
    kinds = {name: kind for name, kind in rows.schema.items() if name in end}
    return pl.concat([rows.drop(PACE.key), pl.DataFrame(end, schema_overrides=kinds)], how="diagonal")


def drawn_run(ask: Asked, rows: pl.DataFrame) -> pl.DataFrame:
    """The same under the names figures want, without the forecasts of months that have been."""
    named = rows.rename({ask.column(name): name for name in RUN})
    return named.with_columns(pl.when(pl.col("actual").is_null()).then(name).alias(name) for name in RUN[2:])


def unjudged(rows: pl.DataFrame) -> pl.DataFrame:
    """Targets that give no ratio, with codes in words."""
    amounts = (f"target_{unit}" for unit in UNITS)
    return rows.select(*coded("issue_code", "issue", ISSUES), "name_zh", "name_en", "rm_id", *coded("metric", "metric", TARGET_METRICS), *amounts, unit_of="metric")


def balances(rows: pl.DataFrame, column: str) -> dict[str, float]:
    """`column` of levels by metric, where it is known."""
    return dict(rows.filter(pl.col("kind") == "level").select("metric", pl.col(column).cast(pl.Float64)).drop_nulls().iter_rows())


def against_plan(units: pl.DataFrame, wanted: pl.DataFrame) -> pl.DataFrame:
    """Rows of `portfolio.by_unit` with plan to date of their balances in place of last year, the furthest behind first."""
    plan = wanted.filter(pl.col("kind") == "level").select("node_id", "plan_yuan")
    gap = pl.col("actual_yuan") - pl.col("plan_yuan")
    known = units.drop("base_yuan").join(plan, on="node_id", how="left", maintain_order="left")
    share = pl.when(pl.col("plan_yuan") != 0).then(gap.cast(pl.Float64) / pl.col("plan_yuan").cast(pl.Float64))
    return known.with_columns(gap_yuan=gap, gap_share=share).sort("gap_yuan", "name_en", nulls_last=True)
