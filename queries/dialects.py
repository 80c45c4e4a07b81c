"""Where the engines differ: casts, and how each is spoken to. Nothing else in the code names an engine's SQL."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, Numeric, Select, String, cast
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import functions
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine

Rows = Select[*tuple[Any, ...]]  # any select of a known shape


def cents(amount: ColumnElement[Any]) -> ColumnElement[Any]:
    """Money as a whole number of cents."""
    return cast(amount * 100, BigInteger)


def wide(value: ColumnElement[Any], scale: int) -> ColumnElement[Any]:
    """A Decimal wide enough for sums of squares and of running totals."""
    return cast(value, Numeric(38, scale))


class exact_sum(functions.GenericFunction[Any]):
    """Sum of BIGINTs beyond the range of a BIGINT."""

    type = Numeric(38, 0)
    inherit_cache = True


@compiles(exact_sum)
def _exact_sum(call: exact_sum, compiler: Any, **how: Any) -> str:
    return f"sum(CAST({compiler.process(call.clauses, **how)} AS DECIMAL(38, 0)))"


@compiles(exact_sum, "duckdb")
def _exact_sum_duckdb(call: exact_sum, compiler: Any, **how: Any) -> str:
    """DuckDB adds BIGINTs up in 128 bits, three times as fast as DECIMALs; Spark would overflow."""
    return f"sum({compiler.process(call.clauses, **how)})"


@compiles(Numeric, "hive")
def _hive_decimal(kind: Numeric[Any], _compiler: Any, **_: Any) -> str:
    """PyHive writes a bare DECIMAL, which Spark reads as ten digits. One without a precision is a whole number to divide by."""
    return f"DECIMAL({kind.precision or 20}, {kind.scale or 0})"


class months_later(functions.GenericFunction[Any]):
    """The same day some months later, or that month's last day where it has none such: `months_later(day, months)`."""

    type = Date()
    inherit_cache = True


@compiles(months_later)
def _months_later(call: months_later, compiler: Any, **how: Any) -> str:
    day, months = call.clauses
    return f"CAST({compiler.process(day, **how)} + INTERVAL '{int(months.value)}' MONTH AS DATE)"


COLUMN_TYPES: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (BigInteger, "BIGINT"), (Integer, "INTEGER"), (Boolean, "BOOLEAN"), (DateTime, "TIMESTAMP"), (Date, "DATE"),
    (String, "VARCHAR"),
)  # fmt: skip


def column_type(kind: TypeEngine[Any]) -> str:
    """The type as written in a CREATE TABLE; the same words serve DuckDB and PostgreSQL."""
    if isinstance(kind, Numeric):
        return f"DECIMAL({kind.precision}, {kind.scale})"
    return next(word for base, word in COLUMN_TYPES if isinstance(kind, base))
