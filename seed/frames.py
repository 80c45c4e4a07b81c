"""How a table of the schema looks as a Polars frame."""

from functools import cache

import polars as pl
import sqlalchemy as sa
from sqlalchemy import Table

from queries.errors import LoadRefused
from queries.text import Text

DTYPES: tuple[tuple[type[sa.types.TypeEngine], pl.DataType], ...] = (  # the first that fits
    (sa.BigInteger, pl.Int64()),
    (sa.Integer, pl.Int32()),
    (sa.DateTime, pl.Datetime("us")),
    (sa.Date, pl.Date()),
    (sa.Boolean, pl.Boolean()),
    (sa.String, pl.String()),
)


def dtype(kind: sa.types.TypeEngine) -> pl.DataType:
    """The Polars type of a column of the schema."""
    if isinstance(kind, sa.Numeric):
        return pl.Decimal(kind.precision, kind.scale)
    return next(found for of, found in DTYPES if isinstance(kind, of))


@cache
def _schema(table: Table) -> tuple[tuple[str, pl.DataType], ...]:
    return tuple((column.name, dtype(column.type)) for column in table.columns)


def frame_schema(table: Table) -> dict[str, pl.DataType]:
    """Column names and Polars types of a table, in the table's order."""
    return dict(_schema(table))


def shaped(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with exactly the table's columns, order and types; missing nullable columns come as null.

    Columns the table does not have are dropped. Raises LoadRefused where a required column is missing.
    """
    missing = [column.name for column in table.columns if column.name not in frame.columns and not column.nullable]
    if missing:
        listed = ", ".join(missing)
        raise LoadRefused(
            Text(f"表 {table.name} 缺少必填列：{listed}", f"table {table.name} lacks required columns: {listed}"),
            Text("请在提取映射或演示生成器中补上这些列。", "Add these columns to the extract map or to the demo generator."),
        )
    here = set(frame.columns)
    return frame.select(
        (pl.col(name).cast(kind) if name in here else pl.lit(None, dtype=kind)).alias(name) for name, kind in _schema(table)
    )
