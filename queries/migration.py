"""How loans moved between the five grades from one month-end to another, within a scope.

Rows add up to the opening, columns to the closing. Beside the grades stand those who had no loan here at one end: new loans
and loans repaid in between, and loans that came from or went to a place beyond the scope.
"""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import select

from queries.codes import LOAN_GRADES, Codes
from queries.credit_policy import GRADES
from queries.handover_rows import closed_month
from queries.periods import first_month, shifted
from queries.schema import graded_loan
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse

MONEY = pl.Decimal(38, 2)
BEFORE: Codes = {**LOAN_GRADES, "new": Text("新增贷款", "New loans"), "moved_in": Text("移入", "Moved in")}
AFTER: Codes = {**LOAN_GRADES, "repaid": Text("结清", "Repaid"), "moved_out": Text("移出", "Moved out")}
MOVES: dict[str, Any] = {"before": pl.String, "after": pl.String, "clients_count": pl.Int64, "opening_yuan": MONEY, "closing_yuan": MONEY}
HELD = graded_loan.c


def opening_month(warehouse: Warehouse, scope: Scope) -> date | None:
    """The month-end before the period of the as-of month, or the first loaded; none where there is none before."""
    month = closed_month(warehouse, scope)
    first = max(shifted(first_month(month, scope.period), -1), warehouse.months[0])
    return first if first < month else None


def moves(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """MOVES: one row per pair that somebody made, by grade before and after."""
    opening, month = opening_month(warehouse, scope), closed_month(warehouse, scope)
    if opening is None:
        return pl.DataFrame(schema=MOVES)
    return paired(standing(warehouse, scope, opening), standing(warehouse, scope, month), steps(warehouse, scope, opening, month))


def standing(warehouse: Warehouse, scope: Scope, month: date) -> pl.DataFrame:
    """(client_id, loan_grade, loan_yuan) of the scope's graded loans at a month's end."""
    statement = select(HELD.client_id, HELD.loan_grade, HELD.loan_yuan).where(HELD.month == month, HELD.step != "repaid")
    return warehouse.read(statement, scope)


def steps(warehouse: Warehouse, scope: Scope, opening: date, month: date) -> pl.DataFrame:
    """(client_id, step) of whoever borrowed anew or repaid here after the opening."""
    statement = select(HELD.client_id, HELD.step).where(HELD.month > opening, HELD.month <= month, HELD.step != "held").distinct()
    return warehouse.read(statement, scope)


def paired(before: pl.DataFrame, after: pl.DataFrame, made: pl.DataFrame) -> pl.DataFrame:
    """MOVES of the loans at both ends; `made` tells what came about here from what came from elsewhere."""
    ends = before.rename({"loan_grade": "before", "loan_yuan": "opening_yuan"}).join(
        after.rename({"loan_grade": "after", "loan_yuan": "closing_yuan"}), on="client_id", how="full", coalesce=True
    )  # fmt: skip
    sides = {step: made.filter(pl.col("step") == step).select("client_id", pl.lit(value=True).alias(step)) for step in ("new", "repaid")}
    for side in sides.values():
        ends = ends.join(side, on="client_id", how="left")
    told = ends.with_columns(
        before=pl.coalesce("before", pl.when(pl.col("new").is_not_null()).then(pl.lit("new")).otherwise(pl.lit("moved_in"))),
        after=pl.coalesce("after", pl.when(pl.col("repaid").is_not_null()).then(pl.lit("repaid")).otherwise(pl.lit("moved_out"))),
    )  # fmt: skip
    sums = (pl.col(name).sum().fill_null(0).cast(MONEY) for name in ("opening_yuan", "closing_yuan"))
    counted = told.group_by("before", "after").agg(pl.len().cast(pl.Int64).alias("clients_count"), *sums)
    order = [pl.col(side).replace_strict({code: at for at, code in enumerate(codes)}, return_dtype=pl.Int64) for side, codes in (("before", BEFORE), ("after", AFTER))]
    return counted.sort(order).select(*MOVES).cast(pl.Schema(MOVES))


def worded(rows: pl.DataFrame) -> pl.DataFrame:
    """The moves with both ends in words, and the share of the row's clients and opening balance."""
    sides = (("before", "from", BEFORE), ("after", "to", AFTER))
    said = [pl.col(side).replace_strict({code: text.to(lang) for code, text in codes.items()}, return_dtype=pl.String).alias(f"{name}_{lang}") for side, name, codes in sides for lang in LANGS]
    part = pl.col("clients_count") / pl.col("clients_count").sum().over("before")
    return rows.with_columns(*said, share=part)


def places(rows: pl.DataFrame) -> pl.DataFrame:
    """(before, after, clients) of those graded at both ends, as places among the five grades."""
    both = rows.filter(pl.col("before").is_in(GRADES) & pl.col("after").is_in(GRADES))
    at = {grade: place for place, grade in enumerate(GRADES)}
    sides = [pl.col(side).replace_strict(at, return_dtype=pl.Int64) for side in ("before", "after")]
    return both.select(*sides, pl.col("clients_count").alias("clients"))
