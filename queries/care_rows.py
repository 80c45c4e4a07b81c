"""How clients are looked after, as counts by outlet and RM that add up over the tree.

Clients, products, transactions and large clients are those of a closed month's end; complaints, maturities, surveys and
notes are counted to a day. Where a bank supplies none of a kind, it stays unknown.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import polars as pl
from sqlalchemy import case, func, or_, select

from queries import staffing
from queries.care_policy import COMPLAINT_DAYS
from queries.handover_rows import closed_month
from queries.periods import shifted
from queries.schema import care_month, complaint, large_contact, maturity, survey, work_note
from queries.scope import Scope
from queries.warehouse import Warehouse

MONEY = pl.Decimal(38, 2)
YEAR, DUE = 12, (30, 60, 90)  # months looked back, days looked ahead
OF_CLIENTS = ("client_count", "product_client_count", "product_count", "several_count", "year_client_count", "cross_sold_count", "counter_count", "online_count")
NUMBERS = (
    *OF_CLIENTS, "large_n", "large_contacted_n", "complaints_n", "upheld_n", "judged_n", "closed_complaints_n", "closing_days_n", "open_complaints_n", "overdue_complaints_n",
    *(f"due_{days}_n" for days in DUE), "untalked_n", "score_n", "surveys_n", "notes_due_n", "notes_done_n", "notes_on_time_n", "notes_read_n",
)  # fmt: skip
AMOUNTS = ("overdue_contact_balance", *(f"due_{days}_amount" for days in DUE), "untalked_amount", "matured_amount", "rolled_amount")
BASE: dict[str, Any] = {"outlet_id": pl.String, "rm_id": pl.String} | dict.fromkeys(NUMBERS, pl.Int64) | dict.fromkeys(AMOUNTS, MONEY)
Part = Callable[[Warehouse, Scope], pl.DataFrame]


def base(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """BASE: one or more rows per outlet and RM; the RM is an empty string where there is none."""
    def read() -> pl.DataFrame:
        parts = [] if scope.is_empty else [part(warehouse, scope) for part in PARTS]
        rows = pl.concat([pl.DataFrame(schema=BASE), *parts], how="diagonal_relaxed").select(*BASE).cast(pl.Schema(BASE))
        return rows.with_columns(pl.col("rm_id").fill_null("")).group_by("outlet_id", "rm_id").agg(_known(name) for name in (*NUMBERS, *AMOUNTS)).sort("outlet_id", "rm_id")

    return warehouse.once(("client care", scope.at_rest), read)


def _known(name: str) -> pl.Expr:
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)


def _how_many(condition: Any, name: str) -> Any:
    return func.sum(case((condition, 1), else_=0)).label(name)


def clients(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Active clients, products and transactions."""
    held = care_month.c
    keys = (held.outlet_id, held.rm_id)
    statement = select(*keys, *(func.sum(held[name]).label(name) for name in OF_CLIENTS)).where(held.month == closed_month(warehouse, scope))
    return warehouse.read(statement.group_by(*keys), scope)


def contacts(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Large clients, and those contacted in time; unknown in the first three months, in which earlier contacts are not seen."""
    month, told = closed_month(warehouse, scope), large_contact.c
    if month < shifted(warehouse.months[0], 2):
        return pl.DataFrame()
    balance = case((told.segment == "personal", told.aum_yuan), else_=told.deposit_yuan)
    sums = (func.count(told.client_id).label("large_n"), _how_many(told.is_contacted.is_(True), "large_contacted_n"), func.sum(case((told.is_contacted.is_(False), balance))).label("overdue_contact_balance"))
    return warehouse.read(select(told.outlet_id, told.rm_id, *sums).where(told.month == month).group_by(told.outlet_id, told.rm_id), scope)


def complaints(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Complaints of twelve months by outlet and RM, judged, closed and open on the day."""
    rows = complaint_rows(warehouse, scope)
    recent = pl.col("opened_on") >= shifted(scope.month, 1 - YEAR)
    closed = pl.col("closed_on").is_not_null()
    return rows.group_by("outlet_id", "rm_id").agg(
        complaints_n=recent.sum(), upheld_n=(recent & pl.col("is_upheld").fill_null(value=False)).sum(), judged_n=(recent & pl.col("is_upheld").is_not_null()).sum(),
        closed_complaints_n=(recent & closed).sum(), closing_days_n=pl.col("days").filter(recent & closed).sum(), open_complaints_n=closed.not_().sum(),
        overdue_complaints_n=(closed.not_() & (pl.col("days") > int(COMPLAINT_DAYS.value))).sum(),
    )  # fmt: skip


def complaint_rows(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Complaints opened in the twelve months to the day or still open on it, with `days` to closing or so far; what came later is not known."""
    day, told = staffing.as_of_day(warehouse, scope), complaint.c

    def read() -> pl.DataFrame:
        columns = (told.complaint_id, told.client_id, told.outlet_id, told.rm_id, told.segment, told.opened_on, told.closed_on, told.cause, told.is_upheld)
        still = or_(told.opened_on >= shifted(scope.month, 1 - YEAR), told.closed_on.is_(None), told.closed_on > day)
        rows = warehouse.read(select(*columns).where(told.opened_on <= day, still), scope)
        done = pl.col("closed_on") <= day
        known = rows.with_columns(pl.when(done).then("closed_on").alias("closed_on"), pl.when(done).then("is_upheld").alias("is_upheld"))
        return known.with_columns(days=(pl.col("closed_on").fill_null(day) - pl.col("opened_on")).dt.total_days()).sort("opened_on", "complaint_id")

    return warehouse.once(("complaints", scope.at_rest), read)


def maturities(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """What falls due within 30, 60 and 90 days, and what of it nobody has talked about."""
    day, due = staffing.as_of_day(warehouse, scope), maturity.c
    ahead, sums = due.matures_on > day, []
    for days in DUE:
        near = due.matures_on <= day + timedelta(days=days)
        sums += [_how_many(ahead & near, f"due_{days}_n"), func.sum(case((ahead & near, due.amount_yuan))).label(f"due_{days}_amount")]
    near = due.matures_on <= day + timedelta(days=DUE[1])
    untalked = ahead & near & or_(due.talked_on.is_(None), due.talked_on > day)
    sums += [_how_many(untalked, "untalked_n"), func.sum(case((untalked, due.amount_yuan))).label("untalked_amount")]
    window = (ahead, due.matures_on <= day + timedelta(days=DUE[-1]))
    return warehouse.read(select(due.outlet_id, due.rm_id, *sums).where(*window).group_by(due.outlet_id, due.rm_id), scope)


def matured(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """What fell due in the twelve months to the day, and what of it was rolled over."""
    due, day = maturity.c, staffing.as_of_day(warehouse, scope)
    sums = (func.sum(due.amount_yuan).label("matured_amount"), func.sum(due.rolled_over_yuan).label("rolled_amount"))
    window = (due.matures_on.between(shifted(scope.month, 1 - YEAR), day), due.rolled_over_yuan.is_not(None))
    return warehouse.read(select(due.outlet_id, due.rm_id, *sums).where(*window).group_by(due.outlet_id, due.rm_id), scope)


def surveys(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Answers of the last twelve months and the sum of their scores."""
    told, day = survey.c, staffing.as_of_day(warehouse, scope)
    sums = (func.sum(told.score).label("score_n"), func.count(told.score).label("surveys_n"))
    window = told.answered_on.between(shifted(scope.month, 1 - YEAR), day)
    return warehouse.read(select(told.outlet_id, told.rm_id, *sums).where(window).group_by(told.outlet_id, told.rm_id), scope)


def notes(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """Notes due in the three months to the day: done by it, done in time, read."""
    first, day = shifted(scope.month, -2), staffing.as_of_day(warehouse, scope)
    keys = (work_note.c.outlet_id, work_note.c.rm_id)
    return warehouse.read(select(*keys, *note_sums(day)).where(work_note.c.due_on.between(first, day)).group_by(*keys), scope)


def note_sums(day: date) -> tuple[Any, ...]:
    """Counts of `work_note` as known on the day."""
    told = work_note.c
    done, read = told.done_on <= day, told.read_on <= day
    return (
        func.count(told.due_on).label("notes_due_n"), _how_many(done, "notes_done_n"), _how_many(done & (told.done_on <= told.due_on), "notes_on_time_n"), _how_many(read, "notes_read_n"),
    )  # fmt: skip


PARTS: tuple[Part, ...] = (clients, contacts, complaints, maturities, matured, surveys, notes)
