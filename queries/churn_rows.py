"""Months of clients and balances won, lost and kept, read from the roll-ups: of a whole scope, or of each of its units, RMs or tiers.

Moves between outlets, RMs, segments and tiers are kept as pairs. Whoever sees both sides of one in the same group sees no move;
of the others, the side that is seen came from or went outside the group.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import CTE, Column, Table, and_, case, cast, func, select

from queries.dialects import Rows
from queries.periods import first_month, shifted
from queries.schema import BRIDGE_STEPS, MONEY, churn_inside, churn_month, churn_move, org_closure
from queries.scope import ALL_SEGMENTS, Scope
from queries.warehouse import Warehouse

MEASURE_LEVELS = {"deposits": "deposit", "loans": "loan", "aum": "aum", "revenue": "revenue"}
COUNTS = ("opening", "new", "lost", "reactivated", "moved_in", "moved_out", "closing")
STEPS = ("opening", "new", "expansion", "reactivated", "contraction", "lost", "moved_in", "moved_out", "closing")
LOSING = ("contraction", "lost", "moved_out")
STATES = ("dormant", "unused", "lost_year_ago", "won_back")
ALL_COUNTS = (*COUNTS, *STATES)
MONEY_KIND = pl.Decimal(38, 2)
LONGEST = 47  # months looked back at most: 36, the first of them with the year before it
COUNT_NAMES, YUAN_NAMES = tuple(f"{name}_count" for name in ALL_COUNTS), tuple(f"{name}_yuan" for name in STEPS)


@dataclass(frozen=True, slots=True)
class Cut:
    """What the rows are grouped by: a column of the roll-ups, and the grain that has it; or nodes of the tree."""

    column: str | None = None
    nodes: tuple[str, ...] = ()
    grain: str = "outlet"

    def of(self, rolled: Table) -> Column[Any]:
        """The column of a roll-up that tells the groups; its month where all is one group."""
        return org_closure.c.node_id if self.nodes else rolled.c[self.column or "month"]

    @property
    def is_whole(self) -> bool:
        return self.column is None and not self.nodes


WHOLE = Cut()
BY_RM = Cut("rm_id", grain="rm")
BY_TIER = Cut("star_tier", grain="tier")


def by_nodes(nodes: tuple[str, ...]) -> Cut:
    return Cut(nodes=nodes)


def first_told(warehouse: Warehouse) -> date | None:
    """The first month whose losses are told: the fourth loaded."""
    return warehouse.months[3] if len(warehouse.months) > 3 else None


def since(warehouse: Warehouse, scope: Scope, months: int | None = None) -> date:
    """The first month of the scope's period, or of so many months up to it, as far as losses are told."""
    begin = shifted(scope.month, 1 - months) if months else first_month(scope.month, scope.period)
    return max(begin, first_told(warehouse) or begin)


def is_year_told(warehouse: Warehouse, month: date) -> bool:
    """Whether the losses of all twelve months up to this one are told."""
    first = first_told(warehouse)
    return first is not None and first <= shifted(month, -11)


def months(warehouse: Warehouse, scope: Scope, start: date, cut: Cut = WHOLE, measure: str | None = None, *, moves_too: bool = True) -> pl.DataFrame:
    """(group, month, COUNT_NAMES, and of a measure YUAN_NAMES): one row per group and month from `start` to the as-of month, oldest first.

    An outlet that came or went with a change of the tree came or went with all its clients: the month before does not close
    where the month opens, and the difference is moved in or out. Without `moves_too` moves are left at zero, for those who only count losses.
    """
    rows = _lines(warehouse, scope, start, cut, measure, moves_too=moves_too)
    told = [month for month in warehouse.months if start <= month <= scope.month and rows.height]
    grid = rows.select(pl.col("group").unique()).join(pl.DataFrame({"month": told}, schema={"month": pl.Date}), how="cross")
    return with_reorganised(filled(grid.join(rows, on=["group", "month"], how="left"), MEASURE_LEVELS[measure] if measure else None))


def _lines(warehouse: Warehouse, scope: Scope, start: date, cut: Cut, measure: str | None, *, moves_too: bool) -> pl.DataFrame:
    """Lines and moves of the months, kept. Of a whole scope they are few: all that any question looks back on are read at once, with the measure in question."""
    asked = measure or (scope.measure if cut.is_whole else "")
    level, begin = MEASURE_LEVELS.get(asked), min(since(warehouse, scope, LONGEST), start) if cut.is_whole else start

    def read() -> pl.DataFrame:
        moves = all_moves(warehouse, scope, begin, cut, level) if moves_too or cut.is_whole else []
        return joined([warehouse.read(flows(scope, begin, cut, level), scope), *moves], ["group", "month"])

    key = ("churn by month", scope.at_rest, begin, cut, level, moves_too or cut.is_whole)
    return warehouse.once(key, read).filter(pl.col("month") >= start)


def all_moves(warehouse: Warehouse, scope: Scope, start: date, cut: Cut, level: str | None, *, by_month: bool = True) -> list[pl.DataFrame]:
    """What was moved between the groups: over outlets and segments as pairs, within them added up already. Nothing leaves the whole bank."""
    if cut.is_whole and warehouse.tree(scope.month).root in scope.nodes and scope.segments == ALL_SEGMENTS:
        return []
    found = [warehouse.read(_moves(scope, start, cut, level), scope, _one_sided(level, by_month=by_month))]
    return found if cut.grain == WHOLE.grain else [*found, warehouse.read(_inside(scope, start, cut, level, by_month=by_month), scope)]


def joined(parts: list[pl.DataFrame], keys: list[str]) -> pl.DataFrame:
    """Frames side by side, what several tell added up."""
    every = pl.concat([part.with_columns(pl.selectors.decimal().cast(MONEY_KIND)) for part in parts], how="diagonal_relaxed")
    wanted = {"moved_in_count": pl.Int64, "moved_out_count": pl.Int64} | ({"moved_in_yuan": MONEY_KIND, "moved_out_yuan": MONEY_KIND} if "closing_yuan" in every.columns else {})
    whole = every.with_columns(pl.lit(0, dtype=kind).alias(name) for name, kind in wanted.items() if name not in every.columns)
    return whole.group_by(keys).agg(known_sum(pl.exclude(keys))) if len(parts) > 1 else whole


def filled(rows: pl.DataFrame, level: str | None) -> pl.DataFrame:
    """Nothing is zero, but for the months in which a measure is known nowhere."""
    names = [*COUNT_NAMES, *(YUAN_NAMES if level else ())]
    unknown = (pl.col("closing_yuan").count() == 0).over("month") if level else pl.lit(value=False)
    values = [
        pl.col(name).fill_null(0).cast(pl.Int64) if name.endswith("_count") else pl.when(~unknown).then(pl.col(name).fill_null(0)).alias(name)
        for name in names
    ]  # fmt: skip
    return rows.select("group", "month", *values).sort("group", "month")


def flows(scope: Scope, start: date, cut: Cut, level: str | None, ends: tuple[date, date | None] | None = None) -> Rows:
    """Lines by group and month; or, from the opening months of clients and of balances on, of each group in all."""
    held = churn_month.c
    group = cut.of(churn_month)

    def line(column: Column[Any], step: str, opens: date | None) -> Any:
        at = {"opening": opens, "closing": scope.month, "dormant": scope.month, "unused": scope.month}.get(step)
        return func.sum(case((held.month == at, column))) if ends and at else func.sum(column)

    counts, balances = ends or (None, None)
    sums = [line(held[f"{name}_count"], name, counts).label(f"{name}_count") for name in ALL_COUNTS if not name.startswith("moved")]
    sums += [cast(line(held[f"{level}_{step}_yuan"], step, balances), MONEY).label(f"{step}_yuan") for step, *_ in BRIDGE_STEPS] if level else []
    also = [func.sum(held.opening_count).label("ever_opening")] if ends else [held.month]
    statement = select(key_of(cut, group), *also, *sums).select_from(placed(churn_month, cut))
    kept = statement.where(held.month.between(start, scope.month), held.grain == cut.grain, *of_nodes(cut))
    return kept.group_by(group) if ends else kept.group_by(*{group, held.month})


def key_of(cut: Cut, group: Column[Any]) -> Any:
    """What the groups are told apart by; an empty string where all is one."""
    return group.label("group") if not cut.is_whole else cast("", churn_move.c.rm_id.type).label("group")


def placed(source: Any, cut: Cut) -> Any:
    """The roll-up, beside the nodes above each outlet where these are the groups."""
    if not cut.nodes:
        return source
    return source.join(org_closure, and_(org_closure.c.month == source.c.month, org_closure.c.outlet_id == source.c.outlet_id))


def of_nodes(cut: Cut) -> list[Any]:
    """Only the nodes of the cut, where it has any."""
    return [org_closure.c.node_id.in_(cut.nodes)] if cut.nodes else []


def _moves(scope: Scope, start: date, cut: Cut, level: str | None) -> Rows:
    held = churn_move.c
    group = cut.of(churn_move)
    amount = [held[f"{level}_yuan"].label("amount_yuan")] if level else []
    columns = (key_of(cut, group), held.month, held.pair_no, held.side, held.client_count, *amount)
    return select(*columns).select_from(placed(churn_move, cut)).where(held.month.between(start, scope.month), *of_nodes(cut))


def _inside(scope: Scope, start: date, cut: Cut, level: str | None, *, by_month: bool) -> Rows:
    held, group = churn_inside.c, cut.of(churn_inside)
    keys = [group, *([held.month] if by_month else [])]
    sums = [func.sum(held[f"moved_{side}_count"]).label(f"moved_{side}_count") for side in ("in", "out")]
    sums += [cast(func.sum(held[f"{level}_moved_{side}_yuan"]), MONEY).label(f"moved_{side}_yuan") for side in ("in", "out")] if level else []
    columns = (key_of(cut, group), *([held.month] if by_month else []), *sums)
    return select(*columns).where(held.month.between(start, scope.month), held.grain == cut.grain).group_by(*keys)


def _one_sided(level: str | None, *, by_month: bool = True) -> Any:
    """Adds up the pairs of which a group holds one side."""

    def roll_up(kept: CTE) -> Rows:
        amounts = [func.sum(kept.c.amount_yuan).label("amount_yuan")] if level else []
        keys = (kept.c.group, kept.c.month, kept.c.pair_no)
        alone = select(*keys, func.max(kept.c.side).label("side"), func.sum(kept.c.client_count).label("client_count"), *amounts)
        lone = alone.group_by(*keys).having(func.count() == 1).cte("lone")
        sums: list[Any] = [func.sum(case((lone.c.side == side, lone.c.client_count), else_=0)).label(f"moved_{side}_count") for side in ("in", "out")]
        if level:
            sums += [cast(func.sum(case((lone.c.side == side, lone.c.amount_yuan))), MONEY).label(f"moved_{side}_yuan") for side in ("in", "out")]
        groups = [lone.c.group, lone.c.month] if by_month else [lone.c.group]
        return select(*groups, *sums).group_by(*groups)

    return roll_up


def with_reorganised(rows: pl.DataFrame) -> pl.DataFrame:
    """`gap_count` and `gap_yuan`: what a month opens with beyond what the month before closed with."""
    for unit in _units(rows):
        rows = rows.with_columns((pl.col(f"opening_{unit}") - pl.col(f"closing_{unit}").shift(1).over("group")).fill_null(0).alias(f"gap_{unit}"))
    return rows


def _units(rows: pl.DataFrame) -> list[str]:
    return [unit for unit in ("count", "yuan") if f"opening_{unit}" in rows.columns]


def period(rows: pl.DataFrame) -> pl.DataFrame:
    """The months of each group added up: it opens with its first month, closes with its last, and all else is the sum."""
    sums = [total for unit in _units(rows) for total in _totals(unit)]
    sums += [pl.col(f"{name}_count").last() for name in ("dormant", "unused")]
    sums += [pl.col(f"{name}_count").sum() for name in ("lost_year_ago", "won_back")]
    return rows.group_by("group", maintain_order=True).agg(*sums)


def _totals(unit: str) -> list[pl.Expr]:
    gap = pl.col(f"gap_{unit}")
    added = {"moved_in": pl.when(gap > 0).then(gap), "moved_out": pl.when(gap < 0).then(-gap)}
    ends = [pl.col(f"opening_{unit}").drop_nulls().first(), pl.col(f"closing_{unit}").drop_nulls().last()]
    amounts = {name: pl.col(f"{name}_{unit}") for name in (COUNTS if unit == "count" else STEPS) if name not in {"opening", "closing"}}
    return ends + [known_sum(amount + added[name].fill_null(0) if name in added else amount).alias(f"{name}_{unit}") for name, amount in amounts.items()]


def known_sum(amount: pl.Expr) -> pl.Expr:
    """The sum, unknown where nothing was known."""
    return pl.when(amount.count() > 0).then(amount.sum())
