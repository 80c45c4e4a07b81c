"""Rules of one row or one table: required values, sets, signs, ranges, keys, sums of parts."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache

import dataframely as dy
import polars as pl
from sqlalchemy import Column, Table

from queries import schema
from queries.text import Text
from seed.extracts import rules
from seed.extracts.derive import PARTS, contribution, sum_of
from seed.extracts.pieces import PIECE, ROW, Piece
from seed.extracts.report import Problem
from seed.extracts.rules import Rule
from seed.frames import dtype

SIGNED = {  # money and counts that may rightly be below zero; rates and targets always may
    "deposit_yuan", "deposit_average_yuan", "aum_yuan", "net_interest_yuan", "fee_yuan", "revenue_yuan", "expected_loss_yuan",
    "operating_cost_yuan", "contribution_yuan", "net_outflow_yuan", "net_capital_yuan", "tier1_yuan", "settlement_yuan",
    "npl_recovered_yuan", "premium_clients_won_count",
}  # fmt: skip
RANGES = {"profile_share": 1, "working_share": 1, "rate_share": 1, "cover_share": 20}  # greatest sensible size
PERIODS = ("valid_from", "valid_to")
TABLE_RULES: dict[str, tuple[Rule, str]] = {  # dataframely's rule → our rule and the column to name
    "aum_is_sum": (rules.AUM_PARTS, "aum_yuan"),
    "revenue_is_sum": (rules.REVENUE_PARTS, "revenue_yuan"),
    "contribution_is_rest": (rules.CONTRIBUTION_PARTS, "contribution_yuan"),
    "leaves_late": (rules.LEAVES_EARLY, "leave_on"),
    "closes_late": (rules.ENDS_EARLY, "closed_on"),
    "ends_late": (rules.ENDS_EARLY, "valid_to"),
    "mitigation_within": (rules.MITIGATION_ABOVE, "mitigation_yuan"),
}
COLUMN_RULES: dict[str, Rule] = {
    "nullability": rules.REQUIRED,
    "check__in_set": rules.OUTSIDE_SET,
    "check__not_negative": rules.NEGATIVE,
    "check__in_range": rules.OUT_OF_RANGE,
    "check__not_future": rules.FUTURE,
}


@cache
def table_schema(table: Table, as_of: dt.date) -> type[dy.Schema]:
    """The table as a dataframely schema; two more columns lead each row back to its source."""
    fields: dict[str, object] = {column.name: _column(column, as_of) for column in table.columns}
    fields |= {PIECE: dy.Int64(nullable=True), ROW: dy.Int64(nullable=True)}
    fields |= {name: dy.rule()(lambda _cls, test=test: test) for name, test in _table_rules(table)}
    return type(table.name, (dy.Schema,), fields)


def _column(column: Column, as_of: dt.date) -> dy.Column:
    checks: dict[str, Callable[[pl.Expr], pl.Expr]] = {}
    unit, name = column.info["unit"], column.name
    if column.info["codes"]:
        checks["in_set"] = lambda it: it.is_in(list(column.info["codes"]))
    if unit in ("yuan", "count", "hours") and name not in SIGNED:
        checks["not_negative"] = lambda it: it >= 0
    if name in RANGES:
        checks["in_range"] = lambda it: it.abs() <= RANGES[name]
    if name in ("month", "day") and column.table.name not in ("working_day", "establishment"):
        checks["not_future"] = lambda it: it <= as_of
    return _of_type(dtype(column.type), column.nullable, column.primary_key, checks or None)


def _of_type(kind: pl.DataType, nullable: bool, key: bool, check: dict[str, Callable[[pl.Expr], pl.Expr]] | None) -> dy.Column:
    if isinstance(kind, pl.Decimal):
        return dy.Decimal(kind.precision, kind.scale, nullable=nullable, primary_key=key, check=check)
    made = {pl.Int64: dy.Int64, pl.Int32: dy.Int32, pl.Date: dy.Date, pl.Boolean: dy.Bool, pl.String: dy.String}[type(kind)]
    return made(nullable=nullable, check=check) if made is dy.Bool else made(nullable=nullable, primary_key=key, check=check)


def _table_rules(table: Table) -> Iterator[tuple[str, pl.Expr]]:
    if table is schema.client_month:
        for name, whole in (("aum_is_sum", "aum_yuan"), ("revenue_is_sum", "revenue_yuan")):
            parts = sum_of(PARTS[whole])
            yield name, pl.col(whole).is_null() | parts.is_null() | (pl.col(whole) == parts)
        yield "contribution_is_rest", contribution() == pl.col("contribution_yuan")
    if table is schema.rm:
        yield "leaves_late", pl.col("leave_on") >= pl.col("join_on")
    if table is schema.client:
        yield "closes_late", pl.col("closed_on") >= pl.col("opened_on")
    if table is schema.exposure:
        yield "mitigation_within", pl.col("mitigation_yuan").is_null() | (pl.col("mitigation_yuan") <= pl.col("principal_yuan"))
    if set(PERIODS) <= set(table.columns.keys()):
        yield "ends_late", pl.col("valid_to") > pl.col("valid_from")


def validated(table: Table, rows: pl.DataFrame, pieces: list[Piece], as_of: dt.date) -> tuple[pl.DataFrame, list[Problem]]:
    """The good rows, and a problem for each rule that each other row breaks."""
    good, failures = table_schema(table, as_of).filter(rows)
    if not len(failures):
        return good, []
    details = failures.details().sort(PIECE, ROW, nulls_last=True)
    return good, [*_problems(table, details, pieces), *_two_groups(table, details, pieces)]


def _two_groups(table: Table, details: pl.DataFrame, pieces: list[Piece]) -> Iterator[Problem]:
    """Rows of one key that name several groups: beside the key being there twice, the client is in two groups."""
    if "group_id" not in table.columns or table is schema.client_group:
        return
    named = details.filter(pl.col("group_id").is_not_null())
    for row in named.filter(pl.col("group_id").n_unique().over([c.name for c in table.primary_key]) > 1).iter_rows(named=True):
        yield problem_at(pieces, row, rules.TWO_GROUPS, "group_id", _key_words(table, row))


def _problems(table: Table, details: pl.DataFrame, pieces: list[Piece]) -> Iterator[Problem]:
    verdicts = [name for name in details.columns if name not in table.columns and name not in (PIECE, ROW)]
    for name in verdicts:
        rule, column = _rule(table, name)
        for row in details.filter(pl.col(name).cast(pl.String) == "invalid").iter_rows(named=True):
            yield problem_at(pieces, row, rule, column, _key_words(table, row) if rule is rules.DUPLICATE_KEY else None)


def _rule(table: Table, name: str) -> tuple[Rule, str]:
    if name == "primary_key":
        return rules.DUPLICATE_KEY, next(column.name for column in reversed(list(table.primary_key)))
    if name in TABLE_RULES:
        return TABLE_RULES[name]
    column, _, check = name.partition("|")
    return COLUMN_RULES[check], column


def _key_words(table: Table, row: dict[str, object]) -> Text:
    key = ", ".join(f"{column.name}={row[column.name]}" for column in table.primary_key)
    return Text(f"{table.name} 的键：{key}", f"key of {table.name}: {key}")


def problem_at(pieces: list[Piece], row: dict[str, object], rule: Rule, column: str, detail: Text | None = None) -> Problem:
    """A problem of a warehouse row, told at its place in the bank's source."""
    if row[PIECE] is None or row[ROW] is None:
        return Problem(rule, pieces[0].source, None, column, str(row.get(column)), detail)
    piece = pieces[int(str(row[PIECE]))]
    shown = None if column in piece.wanted else str(row.get(column))
    return piece.problem(rule, int(str(row[ROW])), column, detail, shown)
