"""Targets against actuals: the formulas, on rows of results beside targets, whoever owns them.

A row needs metric, kind, actual, over, base, grown, moved, target, PATH. Shares and forecasts are floats; what is money stays to the cent.
"""

from dataclasses import dataclass
from typing import Any

import polars as pl

from queries.codes import Codes
from queries.indicators import INDICATORS
from queries.metric import Good, Unit
from queries.policy import LOWER_CAP, PACE_AHEAD, PACE_BEHIND, PACE_ON_TRACK
from queries.text import Text

BANDS: Codes = {
    "ahead": Text("超前", "Ahead"), "on_track": Text("正常", "On track"), "behind": Text("落后", "Behind"), "at_risk": Text("堪忧", "At risk"),
}  # fmt: skip
LOWER = [one.key for one in INDICATORS if one.good is Good.DOWN]
IS_LOWER = pl.col("metric").is_in(LOWER)
GROWS = pl.col("kind").is_in(["level", "growth"]) & ~IS_LOWER
COUNTED = [one.key for one in INDICATORS if one.unit is Unit.COUNT]


@dataclass(frozen=True, slots=True)
class Stage:
    """How far the period has come.

    Working days gone and in all, calendar days gone and in all; `path` is the share gone of the working days from the last year-end to
    the period's end, over which levels grow; `of_month` the share gone of the as-of month.
    """

    gone: int
    total: int
    days_gone: int
    days_total: int
    path: float
    of_month: float

    @property
    def elapsed(self) -> float:
        return self.gone / self.total if self.total else 1.0


def judged(rows: pl.DataFrame, stage: Stage) -> pl.DataFrame:
    """The rows with elapsed, attainment, plan, gaps, pace, band and required rates; nothing is a ratio without a target above zero."""
    values = rows.lazy().with_columns(
        value=pl.when(pl.col("kind") == "ratio").then(_over(_f("actual"), _f("over"))).otherwise(_f("actual")),
        goal=_f("target"), elapsed_share=pl.lit(stage.elapsed),
    )  # fmt: skip
    has_goal = (pl.col("goal") > 0) | (IS_LOWER & (pl.col("goal") == 0))
    values = values.with_columns(goal=pl.when(has_goal).then("goal"))
    values = values.with_columns(attainment_share=attainment(), plan=plan(stage), plan_share=_phased(stage))
    sign = pl.when(IS_LOWER).then(-1.0).otherwise(1.0)
    values = values.with_columns(
        gap=((pl.col("value") - pl.col("plan")) * sign).round(6), gap_to_full=((pl.col("value") - pl.col("goal")) * sign).round(6), pace_share=pace(stage)
    )
    is_phased = pl.any_horizontal(pl.col("path_share").is_not_null(), pl.col("path_to").is_not_null())
    return values.with_columns(band=band(), is_phased=is_phased, **required(stage)).collect()


def _f(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Float64)


def _over(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    return pl.when(whole > 0).then(part / whole)


def attainment() -> pl.Expr:
    """Actual ÷ target; lower is better: target ÷ actual, capped, and the cap itself where nothing is left."""
    cap = float(LOWER_CAP.value)
    lower = pl.when(pl.col("value") > 0).then(pl.min_horizontal(pl.col("goal") / pl.col("value"), cap)).when(pl.col("goal") > 0).then(cap)
    return pl.when(IS_LOWER).then(pl.when(pl.col("goal").is_not_null()).then(lower)).otherwise(_over(pl.col("value"), pl.col("goal")))


def _phased(stage: Stage) -> pl.Expr:
    """The share of the way that was to be gone by now: by finer targets, else by working days."""
    return pl.when(pl.col("kind") == "flow").then(pl.coalesce("path_share", pl.lit(stage.elapsed))).otherwise(stage.path)


def plan(stage: Stage) -> pl.Expr:
    """Plan to date: base + (target − base) × phased share; averages and ratios are to hold on every day."""
    base = _f("base").fill_null(0)
    start = pl.coalesce("path_from", base)
    stepped = start + (pl.col("path_to") - start) * stage.of_month
    straight = base + (pl.col("goal") - base) * stage.path
    level = pl.when(pl.col("path_to").is_not_null() & (pl.col("kind") == "level")).then(stepped).otherwise(straight)
    held = pl.col("kind").is_in(["average", "ratio"])
    moving = pl.when(pl.col("kind") == "flow").then(pl.col("goal") * _phased(stage)).when(pl.col("kind") == "growth").then(pl.col("goal") * stage.path)
    return pl.when(pl.col("goal").is_not_null()).then(pl.when(held).then("goal").otherwise(moving.otherwise(level)))


def needed() -> pl.Expr:
    """The growth that a level or growth target asks for."""
    return pl.when(pl.col("kind") == "growth").then("goal").otherwise(pl.col("goal") - _f("base"))


def pace(stage: Stage) -> pl.Expr:
    """What was done of what should be done by now; attainment itself where time plays no part."""
    flow = pl.when(stage.elapsed > 0).then(pl.col("attainment_share") / stage.elapsed)
    grows = _over(_f("grown"), needed() * stage.path)
    return pl.when(pl.col("kind") == "flow").then(flow).when(GROWS).then(grows).otherwise("attainment_share")


def band() -> pl.Expr:
    """The half-open band a pace lies in."""
    pace = pl.col("pace_share").round(12)
    limits = ((PACE_AHEAD, "ahead"), (PACE_ON_TRACK, "on_track"), (PACE_BEHIND, "behind"))
    found: Any = pl.when(pace.is_null()).then(None)
    for rule, code in limits:
        found = found.when(pace >= float(rule.value)).then(pl.lit(code))
    answer: pl.Expr = found.otherwise(pl.lit("at_risk"))
    return answer


def required(stage: Stage) -> dict[str, pl.Expr]:
    """What each working day brought and what each remaining one must bring, and one over the other; an average: the level still to hold."""
    left = stage.total - stage.gone
    done = pl.when(GROWS).then(_f("grown")).when(pl.col("kind") == "flow").then("value")
    rest = pl.when(GROWS).then(needed() - _f("grown")).when(pl.col("kind") == "flow").then(pl.col("goal") - pl.col("value"))
    so_far = pl.when(stage.gone > 0).then(done / max(stage.gone, 1))
    days_left = stage.days_total - stage.days_gone
    hold = (pl.col("goal") * stage.days_total - pl.col("value") * stage.days_gone) / max(days_left, 1)
    ahead = pl.when(rest <= 0).then(0.0).when(pl.lit(left > 0)).then(rest / max(left, 1))
    needed_daily = pl.when(pl.col("kind") == "average").then(pl.when(pl.lit(days_left > 0)).then(hold)).otherwise(ahead)
    rate = pl.when(rest <= 0).then(0.0).when(pl.lit(left > 0) & (so_far > 0)).then(needed_daily / so_far)
    return {"daily_so_far": so_far, "daily_needed": needed_daily, "required_rate": pl.when(pl.col("kind") != "average").then(rate)}
