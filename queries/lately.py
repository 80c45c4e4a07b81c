"""What did teams bring yesterday and this week? The daily and weekly pack.

Grain of the facts: `rm_day`, and `client_question` for what clients asked. The day is the as-of day; a week is the seven days to it,
last week the seven before. New assets are the change of AUM, hand-overs included: within a team they cancel.
"""

from datetime import date, timedelta
from typing import Any

import polars as pl
from sqlalchemy import and_, case, func, or_, select

from queries import team_names
from queries.metric import Dim, Metric
from queries.money import in_words
from queries.query import query
from queries.results import to_day
from queries.schema import client_question, posting, rm_day
from queries.scope import Scope
from queries.staffing import valid_on
from queries.text import Text
from queries.warehouse import Warehouse

METRICS: tuple[Metric, ...] = ()
DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
WEEK = 7
SOLD = ("fund_sales_yuan", "insurance_sales_yuan", "trade_sales_yuan", "international_sales_yuan")
SIGNED_UP = ("cards_sold_count", "e_banking_sold_count", "payroll_sold_count")
WHATS = ("assets_yuan", "opened_count", "sales_yuan", "signed_count")
SPANS = ("day", "week", "before")
PACK: dict[str, Any] = {
    "team_id": pl.String, "name_zh": pl.String, "name_en": pl.String, "outlet_zh": pl.String, "outlet_en": pl.String,
    **{f"{span}_{what}": pl.Decimal(38, 2) if what.endswith("_yuan") else pl.Int64 for what in WHATS for span in SPANS},
    "open_questions_count": pl.Int64, "overdue_questions_count": pl.Int64,
}  # fmt: skip


@query(Text("每个小组一行：昨日、本周与上周的新增资产、开户、产品销售与未答复咨询", "one row per team: new assets, accounts opened, product sales yesterday, this week and last, and open client questions"), dims=DIMS, to_the_day=True)
def by_team(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """PACK, the most new assets of the week first; an empty team number is whoever belongs to none, clients without an RM among them."""
    day = to_day(warehouse, scope).day
    brought, asked = _brought(warehouse, scope, day), _asked(warehouse, scope, day)
    rows = brought.join(asked, on=["rm_id", "outlet_id"], how="full", coalesce=True)
    teams = _teams(warehouse, scope, day)
    placed = rows.join(teams, on=["rm_id", "outlet_id"], how="left").with_columns(pl.col("team_id").fill_null(""))
    sums = [name for name in PACK if name.endswith(("_yuan", "_count"))]
    added = placed.group_by("team_id", "outlet_id").agg(pl.col(sums).sum())
    return _told(warehouse, scope, added).sort("week_assets_yuan", "team_id", "outlet_zh", descending=[True, False, False])


def windows(day: date) -> dict[str, tuple[date, date]]:
    """(first, last) of the day itself, of the week to it and of the week before."""
    week = day - timedelta(days=WEEK)
    return {"day": (day, day), "week": (week + timedelta(days=1), day), "before": (week - timedelta(days=WEEK - 1), week)}


def _brought(warehouse: Warehouse, scope: Scope, day: date) -> pl.DataFrame:
    """(rm_id, outlet_id, and each of WHATS for each span)."""
    held, sums = rm_day.c, []
    for span, (first, last) in windows(day).items():
        inside, opening = held.day.between(first, last), held.day == first - timedelta(days=1)
        level = func.sum(case((held.day == last, held.aum_yuan), else_=0)) - func.sum(case((opening, held.aum_yuan), else_=0))
        sums += [level.label(f"{span}_assets_yuan"), func.sum(case((inside, held.accounts_opened_count))).label(f"{span}_opened_count")]
        for name, columns in (("sales_yuan", SOLD), ("signed_count", SIGNED_UP)):
            total: Any = sum((func.coalesce(held[column], 0) for column in columns[1:]), start=func.coalesce(held[columns[0]], 0))
            sums.append(func.sum(case((inside, total))).label(f"{span}_{name}"))
    statement = select(held.rm_id, held.outlet_id, *sums).where(held.day.between(day - timedelta(days=2 * WEEK), day)).group_by(held.rm_id, held.outlet_id)
    rows = warehouse.read(statement, scope)
    return rows.cast({name: kind for name, kind in PACK.items() if name in rows.columns})


def _asked(warehouse: Warehouse, scope: Scope, day: date) -> pl.DataFrame:
    """(rm_id, outlet_id, open_questions_count, overdue_questions_count): asked by the day and not answered; overdue after a week."""
    held = client_question.c
    unanswered = and_(held.asked_on <= day, or_(held.answered_on.is_(None), held.answered_on > day))
    rows = warehouse.read(select(held.rm_id, held.outlet_id, held.asked_on).where(unanswered), scope)
    late = (pl.col("asked_on") < day - timedelta(days=WEEK)).sum()
    return rows.with_columns(pl.col("rm_id").fill_null("")).group_by("rm_id", "outlet_id").agg(
        open_questions_count=pl.len().cast(pl.Int64), overdue_questions_count=late.cast(pl.Int64)
    )


def _teams(warehouse: Warehouse, scope: Scope, day: date) -> pl.DataFrame:
    """(rm_id, outlet_id, team_id) on the day."""
    held = posting.c
    columns = (held.rm_id, held.outlet_id, held.team_id, held.valid_from, held.valid_to)
    touching = and_(held.valid_from <= day, or_(held.valid_to.is_(None), held.valid_to > day))
    rows = warehouse.read(select(*columns).where(touching), scope).filter(valid_on(day))
    return rows.select("rm_id", "outlet_id", "team_id").unique(["rm_id", "outlet_id"], keep="first", maintain_order=True)


def _told(warehouse: Warehouse, scope: Scope, rows: pl.DataFrame) -> pl.DataFrame:
    nodes = warehouse.tree(scope.month).nodes
    names = [(outlet, nodes[outlet].name.zh, nodes[outlet].name.en) for outlet in rows["outlet_id"].unique()]
    outlets = pl.DataFrame(names, schema=dict.fromkeys(("outlet_id", "outlet_zh", "outlet_en"), pl.String), orient="row")
    told = rows.join(team_names.named(warehouse, scope, rows["team_id"].to_list()), on="team_id", how="left").join(outlets, on="outlet_id", how="left")
    return told.rename({"team_zh": "name_zh", "team_en": "name_en"}).select(pl.col(name).cast(kind) for name, kind in PACK.items())


def waiting(rows: pl.DataFrame) -> pl.DataFrame:
    """The teams with open questions, the most overdue first."""
    asked = rows.filter(pl.col("open_questions_count") > 0)
    return asked.sort("overdue_questions_count", "open_questions_count", "team_id", descending=[True, True, False])


def headline(rows: pl.DataFrame, where: Text) -> Text:
    """The finding in one sentence."""
    if rows.is_empty():
        return Text(f"{where.zh}：没有日度数据。", f"{where.en}: no daily results.")
    week, before = rows.select(pl.col("week_assets_yuan", "before_assets_yuan").sum()).row(0)
    said, last = in_words(abs(week)), in_words(abs(before))
    opened, late = rows["week_opened_count"].sum(), rows["overdue_questions_count"].sum()
    signs = {value: "−" if value < 0 else "+" for value in (week, before)}
    return Text(
        f"{where.zh}本周资产 {signs[week]}{said.zh}（上周 {signs[before]}{last.zh}），新开账户 {opened} 户；{late} 条咨询超过一周未答复。",
        f"{where.en}: assets {signs[week]}{said.en} this week ({signs[before]}{last.en} last week), {opened} accounts opened; {late} client questions open for over a week.",
    )
