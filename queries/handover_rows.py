"""Changes of RM as they stand on a day: in time, late, pending or void, who still waits for a first contact, and what hangs on it.

The deadline is the same day of the next month, or its last day; a contact on it is in time. A cover that ended, or a client that closed, by
the deadline and without a contact makes the change void. What happened after the day in question is not known on it. Units
are those of the as-of month's tree.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import and_, case, func, not_, or_, select

from queries import staffing
from queries.care_policy import COVERED_TIERS
from queries.codes import Codes
from queries.periods import shifted
from queries.schema import care_month, client, client_month, handover_change, posting, rm
from queries.scope import Scope
from queries.text import Text
from queries.tree import Tree
from queries.warehouse import Warehouse

MONEY = pl.Decimal(38, 2)
MONTHS = 12
CHANGE, HELD = handover_change.c, client_month.c
BALANCE = case((HELD.segment == "personal", HELD.aum_yuan), else_=HELD.deposit_yuan)
STANDINGS: Codes = {
    "on_time": Text("按时", "On time"), "late_waiting": Text("逾期未联系", "Late, not contacted yet"), "late_contacted": Text("逾期已联系", "Contacted late"),
    "late_gone": Text("逾期，未联系即转出或销户", "Late, moved on or closed without contact"), "pending": Text("未到期", "Pending"), "void": Text("不计（先行转出或销户）", "Void (moved on or closed first)"),
}  # fmt: skip
COUNTED = ("changes_n", "on_time_n", "late_n", "pending_n", "void_n", "told_n", "waiting_n", "overdue_n")
BASE: dict[str, Any] = {"outlet_id": pl.String, "rm_id": pl.String} | dict.fromkeys((*COUNTED, "uncovered_n", "other_uncovered_n"), pl.Int64) | {
    "waiting_balance": MONEY, "overdue_balance": MONEY, "uncovered_balance": MONEY,
}  # fmt: skip


def closed_month(warehouse: Warehouse, scope: Scope) -> date:
    """The latest closed month up to the as-of month: balances and client states are known at month-ends only."""
    return min(scope.month, warehouse.generation.last_closed_month)


def standing(day: date) -> dict[str, Any]:
    """SQL conditions on `handover_change`, by the day on which they are asked; the first four exclude each other."""
    contacted = and_(CHANGE.first_contact_on.is_not(None), CHANGE.first_contact_on <= day)
    on_time = and_(contacted, CHANGE.first_contact_on <= CHANGE.deadline_on)
    ended = and_(CHANGE.gone_on.is_not(None), CHANGE.gone_on <= day)
    gone_first = and_(ended, CHANGE.gone_on <= CHANGE.deadline_on)
    not_on_time = or_(not_(contacted), CHANGE.first_contact_on > CHANGE.deadline_on)
    open_ended = or_(CHANGE.gone_on.is_(None), CHANGE.gone_on > day, CHANGE.gone_on > CHANGE.deadline_on)
    unseen = or_(CHANGE.first_contact_on.is_(None), CHANGE.first_contact_on > day)
    return {
        "on_time": on_time, "void": and_(not_on_time, gone_first), "late": and_(not_on_time, open_ended, CHANGE.deadline_on < day),
        "pending": and_(not_on_time, open_ended, CHANGE.deadline_on >= day),
        "waiting": and_(unseen, or_(CHANGE.gone_on.is_(None), CHANGE.gone_on > day)),
        "recent": CHANGE.changed_on >= shifted(day.replace(day=1), 1 - MONTHS),
        "told": and_(CHANGE.told_orally_on <= day, CHANGE.told_in_writing_on <= day),
    }  # fmt: skip


def _how_many(condition: Any, name: str) -> Any:
    return func.sum(case((condition, 1), else_=0)).label(name)


def base(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """BASE by outlet and RM: changes of twelve months, who waits on the day with which balances, and clients without an RM. They add up over the tree."""
    return warehouse.once(("handovers", scope.at_rest), lambda: pl.concat([pl.DataFrame(schema=BASE), *_parts(warehouse, scope)], how="diagonal_relaxed").cast(pl.Schema(BASE)))


def _parts(warehouse: Warehouse, scope: Scope) -> Iterator[pl.DataFrame]:
    if scope.is_empty:
        return
    day, keys = staffing.as_of_day(warehouse, scope), (CHANGE.outlet_id, CHANGE.rm_id)
    is_ = standing(day)
    recent = is_["recent"]
    sums = [_how_many(recent, "changes_n"), *(_how_many(and_(recent, is_[name]), f"{name}_n") for name in ("on_time", "late", "pending", "void", "told"))]
    sums += [_how_many(is_["waiting"], "waiting_n"), _how_many(and_(is_["waiting"], is_["late"]), "overdue_n")]
    yield warehouse.read(select(*keys, *sums).where(CHANGE.changed_on <= day, or_(recent, is_["waiting"])).group_by(*keys), scope)
    balance, overdue = func.sum(BALANCE).label("waiting_balance"), func.sum(case((is_["late"], BALANCE))).label("overdue_balance")
    joined = select(*keys, balance, overdue).join_from(handover_change, client_month, HELD.client_id == CHANGE.client_id)
    yield warehouse.read(joined.where(HELD.month == closed_month(warehouse, scope), CHANGE.changed_on <= day, is_["waiting"]).group_by(*keys), scope)
    yield _uncovered(warehouse, scope)


def _uncovered(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Active clients without an RM at the end of the closed month; those of the tiers that must have one apart from the others."""
    held = care_month.c
    must = held.star_tier.in_(COVERED_TIERS)
    balance = case((held.segment == "personal", held.aum_yuan), else_=held.deposit_yuan)
    sums = (
        func.sum(case((must, held.client_count), else_=0)).label("uncovered_n"), func.sum(case((must, 0), else_=held.client_count)).label("other_uncovered_n"),
        func.sum(case((must, balance))).label("uncovered_balance"),
    )  # fmt: skip
    statement = select(held.outlet_id, held.rm_id, *sums).where(held.month == closed_month(warehouse, scope), held.rm_id == "")
    return warehouse.read(statement.group_by(held.outlet_id, held.rm_id), scope)


NAMES = (client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"), rm.c.rm_name_zh.label("rm_zh"), rm.c.rm_name_en.label("rm_en"))
FOUND = ("client_id", "changed_on", "rm_id", "previous_rm_id", "outlet_id", "segment", "reason", "told_orally_on", "told_in_writing_on", "first_contact_on", "deadline_on", "gone_on")


def waiting(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Those of `found` who wait on the as-of day, the largest balance first."""
    def read() -> pl.DataFrame:
        return found(warehouse, scope, "waiting").sort("balance_yuan", "deadline_on", "client_id", descending=[True, False, False], nulls_last=True)

    return warehouse.once(("waiting for contact", scope.at_rest), read)


def found(warehouse: Warehouse, scope: Scope, which: str) -> pl.DataFrame:
    """One row per change of RM that is `which` of `standing` on the as-of day: who and whom, and `balance_yuan` where somebody still waits.

    Dates after the day are not known on it.
    """
    day = staffing.as_of_day(warehouse, scope)
    source = handover_change.join(client, client.c.client_id == CHANGE.client_id).join(rm, rm.c.rm_id == CHANGE.rm_id)
    wanted = (CHANGE.changed_on <= day, standing(day)[which])
    rows = warehouse.read(select(*(CHANGE[name] for name in FOUND), *NAMES).select_from(source).where(*wanted), scope)
    return marked(_known(rows, day), day).join(_balances(warehouse, scope, day), on=["client_id", "changed_on"], how="left")


def _known(rows: pl.DataFrame, day: date) -> pl.DataFrame:
    return rows.with_columns(pl.when(pl.col(name) <= day).then(name).alias(name) for name in ("told_orally_on", "told_in_writing_on", "first_contact_on", "gone_on"))


def marked(rows: pl.DataFrame, day: date) -> pl.DataFrame:
    """The rows with `standing` and `days`, from the change to the first contact, or for who still waits to the day."""
    contact, deadline, gone = pl.col("first_contact_on"), pl.col("deadline_on"), pl.col("gone_on")
    code = (
        pl.when(contact <= deadline).then(pl.lit("on_time")).when(gone <= deadline).then(pl.lit("void")).when(contact.is_not_null()).then(pl.lit("late_contacted"))
        .when(deadline >= day).then(pl.lit("pending")).when(gone.is_not_null()).then(pl.lit("late_gone")).otherwise(pl.lit("late_waiting"))
    )  # fmt: skip
    return rows.with_columns(standing=code, days=(pl.coalesce(contact, gone, pl.lit(day)) - pl.col("changed_on")).dt.total_days())


def _balances(warehouse: Warehouse, scope: Scope, day: date) -> pl.DataFrame:
    """(client_id, changed_on, balance_yuan) of those who wait."""
    joined = select(CHANGE.client_id, CHANGE.changed_on, BALANCE.label("balance_yuan")).join_from(handover_change, client_month, HELD.client_id == CHANGE.client_id)
    waiting = (HELD.month == closed_month(warehouse, scope), CHANGE.changed_on <= day, standing(day)["waiting"])
    return warehouse.read(joined.where(*waiting), scope).with_columns(pl.col("balance_yuan").cast(MONEY))


def by_deadline(warehouse: Warehouse, scope: Scope, first: date) -> pl.DataFrame:
    """(month, on_time_n, late_n): changes whose deadline lay in the month and had passed by the as-of day, oldest first."""
    day = staffing.as_of_day(warehouse, scope)
    is_ = standing(day)
    sums = (_how_many(is_["on_time"], "on_time_n"), _how_many(is_["late"], "late_n"))
    statement = select(CHANGE.deadline_month.label("month"), *sums).where(CHANGE.deadline_month >= first, CHANGE.deadline_on <= day, CHANGE.changed_on <= day)
    return warehouse.read(statement.group_by(CHANGE.deadline_month), scope).sort("month")


def rm_names(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(rm_id, rm_zh, rm_en) of everybody ever posted within the scope; others are beyond it."""
    def read() -> pl.DataFrame:
        statement = select(rm.c.rm_id, rm.c.rm_name_zh.label("rm_zh"), rm.c.rm_name_en.label("rm_en")).join_from(posting, rm, rm.c.rm_id == posting.c.rm_id)
        return warehouse.read(statement.distinct(), scope).sort("rm_id")

    return warehouse.once(("names of RMs", scope.at_rest), read)


def units(tree: Tree, scope: Scope) -> pl.DataFrame:
    """(outlet_id, node_id): the outlets below each unit of the next level down, or below each of several units."""
    wanted = tree.shown_children(scope.nodes[0]) if len(scope.nodes) == 1 else scope.nodes
    return pl.DataFrame(list(_below(tree, wanted)), schema={"outlet_id": pl.String, "node_id": pl.String}, orient="row")


def _below(tree: Tree, wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    for unit in wanted:
        waiting = [unit]
        while waiting:
            at = waiting.pop()
            below = tree.children.get(at, ())
            waiting += below
            if not below and at in tree.nodes:
                yield at, unit
