"""Loans by grade, what is overdue, and post-loan checks, as sums by outlet and RM that add up over the tree.

Loans are those of a closed month's end, checks those of the twelve months up to it.
"""

from typing import Any

import polars as pl
from sqlalchemy import case, func, select

from queries.credit_metrics import OF_GRADES
from queries.credit_policy import BANDS, GRADES, LONG_OVERDUE_BANDS
from queries.handover_rows import closed_month
from queries.periods import shifted
from queries.schema import check_month, credit_month
from queries.scope import Scope
from queries.warehouse import Warehouse

MONEY = pl.Decimal(38, 2)
YEAR = 12  # months of checks
CHECKED = ("due_n", "in_time_n", "late_n", "missed_n")
AMOUNTS = (*OF_GRADES, "ungraded_amount", "loans_amount", "overdue_loans_amount", "long_overdue_amount", "overdue_amount", "missed_amount")
BASE: dict[str, Any] = {"outlet_id": pl.String, "rm_id": pl.String, "borrowers_n": pl.Int64} | dict.fromkeys(CHECKED, pl.Int64) | dict.fromkeys(AMOUNTS, MONEY)
HELD, DONE = credit_month.c, check_month.c


def base(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """BASE: one row per outlet and RM; the RM is an empty string where there is none."""
    def read() -> pl.DataFrame:
        parts = [] if scope.is_empty else [loans(warehouse, scope), checks(warehouse, scope)]
        rows = pl.concat([pl.DataFrame(schema=BASE), *parts], how="diagonal_relaxed").select(*BASE).cast(pl.Schema(BASE))
        known = (pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in list(BASE)[2:])
        return rows.group_by("outlet_id", "rm_id").agg(*known).sort("outlet_id", "rm_id")

    return warehouse.once(("credit", scope.at_rest), read)


def loan_sums() -> tuple[Any, ...]:
    """Sums of `credit_month` under the names of BASE."""
    def where(condition: Any, name: str) -> Any:
        return func.sum(case((condition, HELD.loan_yuan), else_=0)).label(name)

    grades = (where(HELD.loan_grade == grade, name) for grade, name in zip(GRADES, OF_GRADES, strict=True))
    return (
        func.sum(HELD.client_count).label("borrowers_n"), *grades, where(HELD.loan_grade == "", "ungraded_amount"), func.sum(HELD.loan_yuan).label("loans_amount"),
        where(HELD.overdue_band != BANDS[0], "overdue_loans_amount"), where(HELD.overdue_band.in_(LONG_OVERDUE_BANDS), "long_overdue_amount"), func.sum(HELD.overdue_yuan).label("overdue_amount"),
    )  # fmt: skip


def check_sums() -> tuple[Any, ...]:
    return tuple(func.sum(DONE[name.replace("_n", "_count")]).label(name) for name in CHECKED)


def loans(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    keys = (HELD.outlet_id, HELD.rm_id)
    return warehouse.read(select(*keys, *loan_sums()).where(HELD.month == closed_month(warehouse, scope)).group_by(*keys), scope)


def checks(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    keys, month = (DONE.outlet_id, DONE.rm_id), closed_month(warehouse, scope)
    unchecked = func.sum(case((DONE.month == month, DONE.missed_yuan), else_=0)).label("missed_amount")
    return warehouse.read(select(*keys, *check_sums(), unchecked).where(DONE.month.between(shifted(month, 1 - YEAR), month)).group_by(*keys), scope)
