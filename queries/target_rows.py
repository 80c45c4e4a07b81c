"""Judged rows of the whole scope, of units and of RMs: what the queries on targets are made of.

Grain: one row per owner, metric and kind. See `pace` for the formulas, `quotas` for targets, `results` for actuals.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
from sqlalchemy import select

from queries import judging, quotas
from queries.judging import Asked
from queries.metric import Good, Metric, Unit, ratio
from queries.periods import first_month, last_day, months_of
from queries.policy import LOWER_CAP, PACE_AHEAD, PACE_BEHIND, PACE_ON_TRACK, Rule
from queries.quotas import KEYS
from queries.schema import posting, rm
from queries.scope import Scope
from queries.text import Text
from queries.tree import Tree
from queries.warehouse import Warehouse

DOMAIN = Text("业务口径 4.2", "domain definition 4.2")


def _metric(key: str, name: Text, meaning: Text, in_words: Text, formula: pl.Expr, unit: Unit = Unit.SHARE, good: Good = Good.UP, rules: tuple[Rule, ...] = ()) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, unit, good, formula, rules)


ATTAINMENT = _metric(
    "attainment_share", Text("完成率", "Attainment"), Text("实绩占整期目标的比例；越低越好的指标取目标 ÷ 实绩。", "Actual over the full period's target; where lower is better, target over actual."),
    Text("实绩 ÷ 整期目标", "actual ÷ target of the full period"), ratio(pl.col("value").sum(), pl.col("goal").sum()), rules=(LOWER_CAP,),
)  # fmt: skip
PACE = _metric(
    "pace_share", Text("进度", "Pace"), Text("至今完成的占至今应完成的比例。", "What was done of what should be done by now."),
    Text("完成率 ÷ 时间进度；时点与增量为 至今增长 ÷（应增 × 时间进度）", "attainment ÷ elapsed share; levels and growth: growth so far ÷ (growth needed × elapsed share)"),
    pl.col("pace_share").first(), rules=(PACE_AHEAD, PACE_ON_TRACK, PACE_BEHIND),
)  # fmt: skip
ELAPSED = _metric(
    "elapsed_share", Text("时间进度", "Elapsed share"), Text("期间已过的工作日占比，含调休。", "Working days gone of the period's, make-up days counted."),
    Text("已过工作日 ÷ 期间工作日", "working days gone ÷ working days of the period"), pl.col("elapsed_share").first(), good=Good.NEITHER,
)  # fmt: skip
METRICS = (ATTAINMENT, PACE, ELAPSED)
FIGURES = (
    "metric", "kind", *(f"{name}_{unit}" for name in ("target", "actual") for unit in ("yuan", "count", "share")), "attainment_share", "elapsed_share", "pace_share", "band",
    *(f"{name}_{unit}" for name in ("plan", "gap", "gap_to_full", "forecast", "low", "high") for unit in ("yuan", "count", "share")), "chance_share", "method", "daily_so_far", "daily_needed", "required_rate", "is_summed", "is_of_months", "is_phased",
)  # fmt: skip


def of_scope(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(FIGURES, assigned_yuan, assigned_count, moved_yuan): the scope's own results beside its own targets."""
    asked = Asked(warehouse, scope)
    rows = _own(asked).join(quotas.assigned(asked.rm_targets()), on=list(KEYS), how="left")
    return judging.sorted_rows(_shown(rows))


def by_month(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, FIGURES, moved_yuan): the scope's own rows at the end of each month of the period so far, the last on the as-of day."""
    known = {*warehouse.months, warehouse.open_month}
    months = [month for month in months_of(scope.month, scope.period) if month < scope.month and month in known]
    asked = [Asked(warehouse, scope.on(month).asking(day=last_day(month))) for month in months] + [Asked(warehouse, scope)]
    return warehouse.once(("own months", asked[-1].key), lambda: _told(asked))


def _told(asked: Sequence[Asked]) -> pl.DataFrame:
    rows = pl.concat([_own(one).with_columns(month=pl.lit(one.scope.month)) for one in asked], how="diagonal_relaxed")
    return judging.sorted_rows(_shown(rows, "month"), "month")


def _own(asked: Asked) -> pl.DataFrame:
    """The scope's own results beside its own targets, judged and forecast."""
    return asked.judge(asked.results(), _together(asked), (), asked.grain)


def _together(asked: Asked) -> pl.DataFrame:
    """The scope's own targets: those of its units, else what its RMs were given."""
    if asked.scope.is_whole_nodes:
        own = asked.node_targets(asked.scope.nodes)
        return own.drop("node_id") if len(asked.scope.nodes) == 1 else quotas.summed_up(own, None)
    below = asked.rm_targets()
    return below.select(*quotas.QUOTA) if len(asked.scope.books) == 1 else quotas.summed_up(below, None)


def _shown(rows: pl.DataFrame, *owner: str) -> pl.DataFrame:
    """Judged rows with their amounts in the columns of their units."""
    shown = judging.in_units(judging.usual_kind(rows))
    more = [name for name in ("assigned_yuan", "assigned_count", "moved_yuan", "full_target", "posted_share") if name in shown.columns]
    return shown.select(*owner, *FIGURES, *more)


def of_units(warehouse: Warehouse, scope: Scope, units: list[str]) -> pl.DataFrame:
    """(node_id, name_zh, name_en, FIGURES) of some units, by number."""
    asked = Asked(warehouse, scope)
    tree = warehouse.tree(scope.month)
    wanted = asked.node_targets(units) if scope.is_whole_nodes else _of_their_rms(asked, tree, units)
    levels = [tree.nodes[unit].level for unit in units] or ["outlet"]
    achieved = asked.outlet_results().filter(pl.col("node_id").is_in(units)) if {*levels} == {"outlet"} else asked.results(units=units)
    rows = asked.judge(achieved, wanted, ["node_id"], levels[0])
    return _named(_shown(rows, "node_id"), warehouse, scope)


def _of_their_rms(asked: Asked, tree: Tree, units: list[str]) -> pl.DataFrame:
    """What the RMs of each unit were given together: units' own targets are for all segments."""
    given = asked.rm_targets()
    unit = {outlet: next((each for each in units if tree.is_within(outlet, [each])), None) for outlet in given["outlet_id"].unique()}
    placed = given.with_columns(node_id=pl.col("outlet_id").replace_strict(unit, default=None, return_dtype=pl.String))
    return quotas.summed_up(placed.filter(pl.col("node_id").is_not_null()), "node_id")


def _named(rows: pl.DataFrame, warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    nodes = warehouse.tree(scope.month).nodes
    names = [(unit, nodes[unit].name.zh, nodes[unit].name.en) for unit in rows["node_id"].unique()]
    named = pl.DataFrame(names, schema=dict.fromkeys(("node_id", "name_zh", "name_en"), pl.String), orient="row")
    return judging.sorted_rows(named.join(rows, on="node_id"), "node_id")


def ever_below(warehouse: Warehouse, scope: Scope, node: str) -> list[str]:
    """The units right below a node in any month of the year to date: what was earned there then stays with it."""
    return list(dict.fromkeys(unit for tree in trees(warehouse, scope) if node in tree.nodes for unit in tree.shown_children(node)))


def trees(warehouse: Warehouse, scope: Scope) -> list[Tree]:
    """The trees of the as-of month and of the year's months before it."""
    months = [month for month in warehouse.months if first_month(scope.month, "year") <= month < scope.month]
    return [warehouse.tree(month) for month in [scope.month, *months]]


def of_rms(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, name_zh, name_en, outlet_id, FIGURES, full_target, posted_share): by staff number; an empty number is "no RM"."""
    asked = Asked(warehouse, scope)
    return warehouse.once(("rm rows", asked.key), lambda: _of_rms(asked))


def _of_rms(asked: Asked) -> pl.DataFrame:
    rows = asked.judge(asked.rm_results(), asked.rm_targets().drop("outlet_id", "segment"), ["rm_id"], "rm")
    return judging.sorted_rows(_people(asked.warehouse, asked.scope).join(_shown(rows, "rm_id"), on="rm_id", how="right"), "rm_id").select(
        "rm_id", pl.col("name_zh").fill_null(NO_RM.zh), pl.col("name_en").fill_null(NO_RM.en), "outlet_id", *FIGURES, "full_target", "posted_share"
    )


NO_RM = Text("无客户经理", "No RM")


def _people(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, name_zh, name_en, outlet_id): everybody ever posted in the scope, where last."""
    held = posting.c
    columns: Iterable[Any] = (held.rm_id, rm.c.rm_name_zh.label("name_zh"), rm.c.rm_name_en.label("name_en"), held.outlet_id, held.valid_from)

    def read() -> pl.DataFrame:
        rows = warehouse.read(select(*columns).join_from(posting, rm, rm.c.rm_id == held.rm_id), scope)
        return rows.sort("valid_from").unique("rm_id", keep="last", maintain_order=True).drop("valid_from")

    return warehouse.once(("people", scope.at_rest), read)
