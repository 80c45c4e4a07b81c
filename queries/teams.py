"""Teams: the level between an outlet and its RMs.

A team is known by the postings that name it.
"""

import polars as pl

from queries import staffing, team_names
from queries.metric import Dim, Metric, summarise
from queries.periods import last_day, shifted
from queries.query import query
from queries.schema import posting
from queries.scope import Scope
from queries.staffing import IS_LINE, valid_on
from queries.strength import AVAILABLE, FTE, HEADCOUNT, TRAINEES, of_people
from queries.text import Text
from queries.turnover import ATTRITION
from queries.warehouse import Warehouse

METRICS: tuple[Metric, ...] = ()
OF_TEAM = (HEADCOUNT, AVAILABLE, FTE, TRAINEES, ATTRITION)
DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.TEAM})


@query(Text("每个小组一行，人数最多者在前：组长、人数与一年前人数", "one row per team, the most RMs first: leader, heads, heads a year ago"), dims=DIMS)
def by_team(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(team_id, name_zh, name_en, leader_id, leader_zh, leader_en, OF_TEAM, year_ago_count); team_id is empty for "no team"."""
    day, then = staffing.as_of_day(warehouse, scope), staffing.year_ago_day(warehouse, scope)
    ends = [last_day(shifted(scope.month, -back)) for back in range(13)]
    has_year = sum(month <= scope.month for month in warehouse.months) >= 12
    rows = staffing.history(warehouse, scope, ends[-1], posting.c.team_id).with_columns(pl.col("team_id").fill_null(""))
    rows = rows.filter(pl.col("team_id") == scope.team) if scope.team else rows
    counted = pl.concat([rows.select("team_id"), of_people(rows, day, [*ends[1:], day] if has_year else [])], how="horizontal")
    figures = summarise(counted, OF_TEAM, by=["team_id"]).filter((pl.col("headcount_count") > 0) | (pl.col("trainees_count") > 0))
    past = rows.filter(IS_LINE & valid_on(then or day)).group_by("team_id").agg(year_ago_count=pl.len().cast(pl.Int64))
    led = rows.filter(valid_on(day)).sort("rm_id").group_by("team_id").agg(pl.col("leader_id").drop_nulls().first())
    both = figures.join(past, on="team_id", how="left").join(led, on="team_id", how="left")
    before = pl.col("year_ago_count").fill_null(0) if then else pl.lit(None, pl.Int64).alias("year_ago_count")
    return _told(warehouse, scope, both.with_columns(before)).sort("headcount_count", "team_id", descending=[True, False])


def _told(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame) -> pl.DataFrame:
    told = rows.join(team_names.named(warehouse, scope, rows["team_id"].to_list()), on="team_id", how="left")
    told = told.join(team_names.leaders(warehouse, scope, rows["leader_id"].drop_nulls().to_list()), on="leader_id", how="left")
    names = ("team_id", pl.col("team_zh").alias("name_zh"), pl.col("team_en").alias("name_en"), "leader_id", "leader_zh", "leader_en")
    return told.select(*names, *(metric.key for metric in OF_TEAM), "year_ago_count")


def name_of(rows: pl.DataFrame, team_id: str) -> Text | None:
    """What a team among the rows of `by_team` is called."""
    found = rows.filter(pl.col("team_id") == team_id).select("name_zh", "name_en").rows() if team_id else []
    return Text(*found[0]) if found else None
