"""What is kept: retention over twelve months by end-points, what lost clients really took, states, and who was won back.

Grain: `churn_kept`, clients active a year before by the outlet, segment and tier of then; whoever has left these since is a pair,
and counts where both of its sides stand in the same group. `churn_month` has the states, `churn_run_down` the memo of run-downs.
"""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import CTE, Column, Table, case, cast, func, select

from queries import churn_rows
from queries.churn_metrics import GROSS, KEPT, NET, TAKEN, WON_BACK
from queries.churn_rows import MEASURE_LEVELS, WHOLE, since
from queries.codes import LIFE_STATES, MEASURES, STAR_TIERS
from queries.dialects import Rows
from queries.metric import Dim, Metric, summarise
from queries.periods import shifted
from queries.query import query
from queries.schema import MONEY, churn_kept, churn_month, churn_run_down
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT})
METRICS: tuple[Metric, ...] = ()
YEAR = 12
PARTS = ("opening", "kept", "closing")
RATES = (GROSS, NET, KEPT)
COLUMNS = ("opening_yuan", "kept_yuan", "closing_yuan", "client_count", "kept_count")
NO_TIER = Text("无星级", "No tier")
STATES = {
    "active": LIFE_STATES["active"], "dormant": LIFE_STATES["dormant"], "unused": LIFE_STATES["unused"],
    "lost": Text("近 12 个月流失", "Lost in 12 months"), "reactivated": Text("近 12 个月激活", "Reactivated in 12 months"),
    "lost_year_ago": Text("13 至 24 个月前流失", "Lost 13 to 24 months ago"), "won_back": Text("其中一年内再度活跃", "Of which active again within a year"),
}  # fmt: skip
STOCKS = ("active", "dormant", "unused")


def _kept(warehouse: Warehouse, scope: Scope, group: Column[Any] | None) -> pl.DataFrame:
    """(group, client_count, kept_count, and of each measure opening, kept and closing) of the as-of month."""
    held = churn_kept.c
    key = (group if group is not None else held.month).label("group")
    amounts = [held[f"{level}_{part}_yuan"] for level in MEASURE_LEVELS.values() for part in PARTS]
    statement = select(key, held.pair_no, held.side, held.client_count, held.kept_count, *amounts).where(held.month == scope.month)
    return warehouse.once(("kept of a year ago", scope.at_rest, key.element.name), lambda: warehouse.read(statement, scope, _whole_pairs))


def _whole_pairs(kept: CTE) -> Rows:
    """Those who stayed, and of those who moved the pairs both of whose sides are there."""
    keys = (kept.c.group, kept.c.pair_no)
    names = [c.name for c in kept.c if c.name not in {"group", "pair_no", "side"}]
    paired = select(*keys, *(func.sum(kept.c[name]).label(name) for name in names)).group_by(*keys)
    whole = paired.having((kept.c.pair_no == 0) | (func.sum(case((kept.c.side == "in", 1), else_=0)) > 0) & (func.sum(case((kept.c.side == "out", 1), else_=0)) > 0)).cte("whole")
    sums = (cast(func.sum(whole.c[name]), MONEY).label(name) if name.endswith("_yuan") else func.sum(whole.c[name]).label(name) for name in names)
    return select(whole.c.group, *sums).group_by(whole.c.group)


def _of_measure(rows: pl.DataFrame, measure: str) -> pl.DataFrame:
    level = MEASURE_LEVELS[measure]
    amounts = (pl.col(f"{level}_{part}_yuan").cast(pl.Decimal(38, 2)).alias(f"{part}_yuan") for part in PARTS)
    return rows.select("group", *amounts, pl.col("client_count", "kept_count").cast(pl.Int64))


@query(Text("每个口径一行：一年前活跃客户的余额、保住多少、现在多少，毛留存率与净留存率", "one row per measure: what clients active a year ago held, what was kept, what they hold now; gross and net retention"), dims=DIMS)
def total(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(measure, name_zh, name_en, COLUMNS, RATES); no rows under fifteen months of history."""
    rows = _kept(warehouse, scope, None)
    parts = [_of_measure(rows, measure).with_columns(measure=pl.lit(measure), name_zh=pl.lit(MEASURES[measure].zh), name_en=pl.lit(MEASURES[measure].en)) for measure in MEASURE_LEVELS]
    every = pl.concat(parts).filter(pl.col("client_count") > 0)
    rates = pl.concat([summarise(every.filter(pl.col("measure") == measure), RATES, by=["measure"]) for measure in MEASURE_LEVELS])
    return every.join(rates, on="measure", how="left", maintain_order="left").select("measure", "name_zh", "name_en", *COLUMNS, *(rate.key for rate in RATES))


@query(Text("每个星级（一年前）一行，由高到低：毛留存率与净留存率", "one row per star tier of a year ago, the highest first: gross and net retention"), dims=DIMS, measures={key: MEASURES[key] for key in MEASURE_LEVELS})
def by_tier(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(star_tier, name_zh, name_en, COLUMNS, RATES)."""
    rows = _of_measure(_kept(warehouse, scope, churn_kept.c.star_tier), scope.measure).filter(pl.col("client_count") > 0)
    names = {**STAR_TIERS, "": NO_TIER}
    tiers = pl.DataFrame([(key, at, name.zh, name.en) for at, (key, name) in enumerate(names.items())], schema=["star_tier", "place", "name_zh", "name_en"], orient="row")
    found = rows.rename({"group": "star_tier"}).with_columns(pl.col("star_tier").cast(pl.String))
    rated = found.join(summarise(found, RATES, by=["star_tier"]), on="star_tier")
    return rated.join(tiers, on="star_tier").sort("place").select("star_tier", "name_zh", "name_en", *COLUMNS, *(rate.key for rate in RATES))


@query(
    Text("每个口径一行：近 12 个月流失与收缩，流失客户流失前自最高点的回落，及其真正带走的占比",
         "one row per measure: lost and contracted in twelve months, how far lost clients had fallen before, and the share they really took"),
    dims=DIMS,
)  # fmt: skip
def run_down(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(measure, name_zh, name_en, lost_yuan, run_down_yuan, contraction_yuan, taken_share): deposits, loans and AUM."""
    measures, start = [measure for measure in MEASURE_LEVELS if measure != "revenue"], since(warehouse, scope, YEAR)
    went = _summed(warehouse, scope, churn_month, ("lost", "contraction"), start, churn_month.c.grain == WHOLE.grain)
    fell = _summed(warehouse, scope, churn_run_down, ("run_down",), start)
    rows = [(measure, *MEASURES[measure], went[measure, "lost"], fell[measure, "run_down"] or 0, went[measure, "contraction"]) for measure in measures if went[measure, "lost"] is not None]
    amounts = dict.fromkeys(("lost_yuan", "run_down_yuan", "contraction_yuan"), pl.Decimal(38, 2))
    frame = pl.DataFrame(rows, schema={**dict.fromkeys(("measure", "name_zh", "name_en"), pl.String), **amounts}, orient="row")
    shares = pl.concat([summarise(frame.filter(pl.col("measure") == measure), [TAKEN], by=["measure"]) for measure in measures])
    return frame.join(shares, on="measure", how="left", maintain_order="left")


def _summed(warehouse: Warehouse, scope: Scope, rolled: Table, steps: tuple[str, ...], start: date, *only: Any) -> dict[tuple[str, str], Any]:
    """Columns of a roll-up added up from `start` on, by measure and step."""
    named = [(measure, step, rolled.c[f"{level}_{step}_yuan"]) for measure, level in MEASURE_LEVELS.items() for step in steps if f"{level}_{step}_yuan" in rolled.c]
    sums = (cast(func.sum(column), MONEY).label(f"{measure}_{step}") for measure, step, column in named)
    row = warehouse.read(select(*sums).where(rolled.c.month.between(start, scope.month), *only), scope).row(0)
    return {(measure, step): value for (measure, step, _), value in zip(named, row, strict=True)}


@query(Text("每种状态一行：现在与一年前的户数", "one row per state: clients now and a year ago"), dims=DIMS)
def states(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(state, name_zh, name_en, clients_now_count, clients_year_ago_count): states at month-end, events of the trailing year, and those won back; null where history is too short."""
    rows = churn_rows.months(warehouse, scope, since(warehouse, scope, 2 * YEAR), WHOLE)
    now, before = (_told(warehouse, rows, scope.on(shifted(scope.month, -back))) for back in (0, YEAR))
    found = [(key, *name, now.get(key), before.get(key)) for key, name in STATES.items() if now]
    return pl.DataFrame(found, schema={**dict.fromkeys(("state", "name_zh", "name_en"), pl.String), "clients_now_count": pl.Int64, "clients_year_ago_count": pl.Int64}, orient="row")


def _told(warehouse: Warehouse, rows: pl.DataFrame, scope: Scope) -> dict[str, Any]:
    """What is known of each of STATES as of a month; nothing where the month is not told."""
    now = rows.filter(pl.col("month") == scope.month)
    if now.is_empty():
        return {}
    found = {state: now["closing_count" if state == "active" else f"{state}_count"].sum() for state in STOCKS}
    year = rows.filter((pl.col("month") > shifted(scope.month, -YEAR)) & (pl.col("month") <= scope.month))
    if churn_rows.is_year_told(warehouse, scope.month):
        found |= {event: year[f"{event}_count"].sum() for event in ("lost", "reactivated")}
    if churn_rows.is_year_told(warehouse, shifted(scope.month, -YEAR - 1)):
        earlier = rows.filter((pl.col("month") >= shifted(scope.month, -YEAR)) & (pl.col("month") < scope.month))
        found |= {name: earlier[f"{name}_count"].sum() for name in ("lost_year_ago", "won_back")}
    return found


@query(Text("一行：口径的毛留存率、净留存率，客户留存率与挽回率", "one row: gross and net retention of the measure, clients kept, and won back"), dims=DIMS, measures={key: MEASURES[key] for key in MEASURE_LEVELS})
def summary(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, RATES, won_back_share): null where history is too short; no row for a scope without clients."""
    kept = total.answer(warehouse, scope).filter(pl.col("measure") == scope.measure).select(*(rate.key for rate in RATES), month=pl.lit(scope.month))
    rows = churn_rows.months(warehouse, scope, since(warehouse, scope, YEAR + 1), WHOLE).filter(pl.col("month") < scope.month)
    told = churn_rows.is_year_told(warehouse, shifted(scope.month, -YEAR - 1))
    back = summarise(rows if told else rows.clear(), [WON_BACK]).with_columns(month=pl.lit(scope.month))
    every = [rate.key for rate in (*RATES, WON_BACK)]
    return back.join(kept, on="month", how="left").select("month", *every).filter(pl.any_horizontal(pl.col(every).is_not_null()))
