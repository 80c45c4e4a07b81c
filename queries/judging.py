"""Results beside targets for owners of one grain: the whole scope, units, outlets or RMs. `targets` asks, this answers."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import polars as pl

from queries import forecasts, pace, quotas, results
from queries.codes import TARGET_METRICS
from queries.indicators import INDICATOR, INDICATORS, Indicator
from queries.metric import Unit
from queries.pace import Stage
from queries.periods import last_day, last_of
from queries.quotas import KEYS, QUOTA
from queries.results import To
from queries.scope import Scope
from queries.warehouse import Warehouse
from queries.workdays import Span, counted

OF_UNIT: dict[Unit, Any] = {Unit.YUAN: pl.Decimal(38, 2), Unit.COUNT: pl.Int64, Unit.SHARE: pl.Float64}
AMOUNTS = {"target": "goal", "assigned": "assigned", "actual": "value", "plan": "plan", "gap": "gap", "gap_to_full": "gap_to_full", "moved": "moved",
           "forecast": "forecast", "low": "low", "high": "high"}  # fmt: skip
PLACES = {metric: at for at, metric in enumerate(TARGET_METRICS)}


class Asked:
    """One question's day, stage of the period and calendar."""

    def __init__(self, warehouse: Warehouse, scope: Scope) -> None:
        self.warehouse, self.scope = warehouse, scope
        self.to: To = results.to_day(warehouse, scope)
        last, own = last_of(scope.month, scope.period), warehouse.own_working_days
        self.period: Span = counted(self.to.since, last, own)
        self.month: Span = counted(scope.month, last_day(scope.month), own)
        self.stage = self._stage(counted(self.to.year, last, own))

    def _stage(self, year: Span) -> Stage:
        day, total = self.to.day, (self.period.last - self.to.since).days + 1
        return Stage(self.period.gone(day), self.period.total, self.to.days, total, year.elapsed(day), self.month.elapsed(day))

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return (INDICATOR[self.scope.metric],) if self.scope.metric else INDICATORS

    def results(self, keys: Sequence[str] = (), units: Sequence[str] | None = None) -> pl.DataFrame:
        """(keys, RESULT) by owner, kept; of some units by node_id."""
        of = None if units is None else tuple(units)
        return self.warehouse.once(("results", self.key, tuple(keys), of), lambda: self._results(keys, of))

    def _results(self, keys: Sequence[str], units: Sequence[str] | None) -> pl.DataFrame:
        rows = results.read(self.warehouse, self.scope, self.to, keys, units, self.indicators)
        return results.long(rows, keys if units is None else ["node_id"], self.to, self.indicators)

    def outlet_results(self) -> pl.DataFrame:
        """(node_id, RESULT) of every outlet: it is itself in any month's tree, which need not be joined then."""
        return self.results(["outlet_id"]).rename({"outlet_id": "node_id"})

    def rm_results(self) -> pl.DataFrame:
        """(rm_id, RESULT)."""
        return self.results(["rm_id"])

    def rm_targets(self) -> pl.DataFrame:
        """RMs' targets of all metrics asked for, kept: every question about the period starts from them."""
        return self.warehouse.once(("rm targets", self.key), lambda: quotas.of_rms(self.warehouse, self.scope, self.to, self.period, self.month))

    @property
    def key(self) -> Scope:
        """What targets and results depend on."""
        scope = self.scope
        return scope.at_rest.asking(period=scope.period, metric=scope.metric, day=scope.day, who=scope.who)

    def node_targets(self, nodes: Iterable[str]) -> pl.DataFrame:
        return quotas.of_nodes(self.warehouse, self.scope, self.to, nodes, self.month)

    def judge(self, achieved: pl.DataFrame, wanted: pl.DataFrame, names: Sequence[str], grain: str) -> pl.DataFrame:
        """Results and targets of the same owners, judged and forecast."""
        judged = self.judged(achieved, wanted, names)
        published = forecasts.published(self.warehouse, self.scope, grain, self.to.since, self.stage, judged["metric"].unique().to_list())
        return forecasts.forecast(judged, self.stage, published)

    def judged(self, achieved: pl.DataFrame, wanted: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
        """The same without a forecast. A result without a target stays; who has none of what others have has zero, and what nobody has stays unknown."""
        missing = {name: pl.lit(None, dtype=kind) for name, kind in QUOTA.items() if name not in wanted.columns}
        both = achieved.join(wanted.with_columns(**missing), on=[*names, *KEYS], how="full", coalesce=True)
        resting = {"actual": "actual", "grown": "grown", "base": "base", "moved": "actual"}  # a result is known where others have what it rests on
        known = achieved.group_by(KEYS).agg(pl.col(name).is_not_null().any().alias(f"knows_{name}") for name in sorted(set(resting.values())))
        both = both.join(known, on=list(KEYS), how="left")
        zero = [
            pl.when(pl.col(f"knows_{rests}").fill_null(value=False)).then(pl.col(name).fill_null(0)).otherwise(name).cast(pl.Decimal(38, 2)).alias(name)
            for name, rests in resting.items()
        ]
        filled = both.with_columns(*zero).filter(pl.col("actual").is_not_null() | pl.col("target").is_not_null())
        return pace.judged(filled, self.stage)

    @property
    def grain(self) -> str:
        """The level of the scope itself: whose forecasts missed as its own would."""
        nodes = self.warehouse.tree(self.scope.month).nodes
        return next((nodes[node].level for node in self.scope.nodes if node in nodes), "rm")


def usual_kind(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of kinds somebody set a target of, and where nobody set any for a metric the first kind it can have."""
    first = {one.key: results.kinds_of(one)[0] for one in INDICATORS}
    has = rows.group_by(*KEYS).agg((pl.col("target").is_not_null()).any().alias("is_set"))
    some = has.filter("is_set").select("metric").unique().with_columns(has_some=pl.lit(value=True))
    placed = rows.join(has, on=list(KEYS), how="left").join(some, on="metric", how="left")
    usual = pl.col("has_some").is_null() & (pl.col("kind") == pl.col("metric").replace_strict(first, return_dtype=pl.String))
    return placed.filter(pl.col("is_set") | usual).drop("is_set", "has_some")


def in_units(rows: pl.DataFrame) -> pl.DataFrame:
    """Each amount in the column of its metric's unit: yuan to the cent, whole counts, shares; the others are null."""
    return rows.with_columns(*_amounts(tuple(name for name, source in AMOUNTS.items() if source in rows.columns)))


@lru_cache
def _amounts(names: tuple[str, ...]) -> tuple[pl.Expr, ...]:
    unit = pl.col("metric").replace_strict({one.key: one.unit.value for one in INDICATORS}, return_dtype=pl.String)
    return tuple(
        pl.when(unit == kind.value).then(_in_unit(pl.col(AMOUNTS[name]), kind)).alias(f"{name}_{kind.value}") for name in names for kind in OF_UNIT
    )


def _in_unit(value: pl.Expr, kind: Unit) -> pl.Expr:
    rounded = {Unit.YUAN: value.round(2), Unit.COUNT: value.cast(pl.Float64).round(0), Unit.SHARE: value}[kind]
    return rounded.cast(OF_UNIT[kind])


def sorted_rows(rows: pl.DataFrame, *first: str) -> pl.DataFrame:
    """By owner, then in the order of the list of metrics."""
    placed = rows.with_columns(place=pl.col("metric").replace_strict(PLACES, return_dtype=pl.Int64))
    return placed.sort(*first, "place", "kind").drop("place")
