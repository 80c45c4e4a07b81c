"""One generation being built: tables, rows, marts. Nobody reads it until it is published."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from sqlalchemy import Table, insert

from queries import marts
from queries.dialects import Rows, column_type
from queries.engines import DUCKDB, DUCKDB_CONFIG
from queries.errors import LoadRefused
from queries.schema import MARTS, SIGNED, SOURCES, client_month, metadata, org_closure, org_month, result_day, result_outlet
from queries.text import Text

MONTHS = marts.looked_back(date(2000, 1, 1)).keys()  # names that stand for months in the statements
IN_TURN = tuple(table for table, _ in marts.in_turn())
SIDE_BY_SIDE = 100_000  # client facts a month
Step = Callable[[date], None]
Sentence = tuple[str, tuple[Any, ...]]


def create(path: Path) -> duckdb.DuckDBPyConnection:
    """An empty generation with every table and its comments."""
    connection = duckdb.connect(str(path), config={**DUCKDB_CONFIG, "memory_limit": "3GB", "checkpoint_threshold": "1TB", "temp_directory": str(path) + ".tmp"})
    for table in metadata.sorted_tables:
        for sentence in definition(table):
            connection.execute(sentence)
    return connection


def definition(table: Table) -> Iterable[str]:
    """CREATE TABLE and its comments, for DuckDB and PostgreSQL alike. Keys are checked by the loader, not by an index."""
    columns = (f'"{c.name}" {column_type(c.type)}{"" if c.nullable else " NOT NULL"}' for c in table.c)
    yield f'CREATE TABLE "{table.name}" ({", ".join(columns)})'
    yield f'COMMENT ON TABLE "{table.name}" IS {_quoted(table.comment)}'
    for c in table.c:
        yield f'COMMENT ON COLUMN "{table.name}"."{c.name}" IS {_quoted(c.comment)}'


def _quoted(words: str | None) -> str:
    return "'" + (words or "").replace("'", "''") + "'"


def add(connection: duckdb.DuckDBPyConnection, name: str, rows: pl.DataFrame) -> int:
    """Append rows to a source table; returns how many. Columns are matched by name."""
    table = metadata.tables[name]
    columns = ", ".join(f'"{c.name}"' for c in table.c)
    before = row_count(connection, table)
    arrow = rows.select(list(table.c.keys())).to_arrow(compat_level=pl.CompatLevel.oldest())
    connection.register("incoming", arrow)
    connection.execute(f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM incoming')
    connection.unregister("incoming")
    if row_count(connection, table) - before != rows.height:
        raise LoadRefused(
            Text(f"表 {name} 写入的行数与来源不符。", f"{name}: the rows written differ from the rows read."),
            Text("请重新装载；若再次出现请检查磁盘。", "Load again; if it happens again, check the disk."),
        )
    return rows.height


def row_count(connection: duckdb.DuckDBPyConnection, table: Table) -> int:
    found = connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()
    return int(found[0]) if found else 0


@cache
def _sentence(table: str, rows: Callable[[], Rows]) -> Sentence:
    return insertion(metadata.tables[table], rows())


@cache
def _sentences(*, in_turn: bool) -> tuple[Sentence, ...]:
    """The month's roll-ups compiled once; only the months change from run to run."""
    return tuple(insertion(table, rows) for table, rows in (marts.in_turn() if in_turn else marts.statements()))


def insertion(table: Table, rows: Rows) -> Sentence:
    """The SQL, and for each `$n` its value, or the name of the month to be put there."""
    done = insert(table).from_select(list(table.c.keys()), rows).compile(dialect=DUCKDB, compile_kwargs={"render_postcompile": True})
    return str(done), tuple(Slot(name) if name in MONTHS else done.params[name] for name in done.positiontup or ())


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a statement where a month goes."""

    name: str



def run(connection: duckdb.DuckDBPyConnection, sentence: Sentence, slots: Mapping[str, Any]) -> None:
    sql, values = sentence
    connection.execute(sql, [slots[value.name] if isinstance(value, Slot) else value for value in values])


def put(connection: duckdb.DuckDBPyConnection, table: Table, rows: Callable[[], Rows], on: date) -> None:
    """Insert the rows of a select that has `on` bound as :month."""
    run(connection, _sentence(table.name, rows), marts.looked_back(on))


def months(connection: duckdb.DuckDBPyConnection) -> list[date]:
    """Every month of the tree, oldest first."""
    found = connection.execute(f"SELECT DISTINCT month FROM {org_month.name} ORDER BY month").fetchall()
    return [row[0] for row in found]


def build_marts(connection: duckdb.DuckDBPyConnection, of: Iterable[date], done: Step = lambda _: None) -> None:
    """Build the roll-ups of these months anew. The full build names them all, a refresh those from the changed one on.

    What is told from the month before is built first, in order. No month leans on another's other roll-ups, so that a small
    bank's are built side by side, one core each; a large bank's months take all cores and the memory, one after another.
    """
    rows = dict(connection.execute(f"SELECT month, count(*) FROM {client_month.name} GROUP BY month").fetchall())
    wanted, loaded = list(of), sorted(rows)
    _build_in_turn(connection, wanted, loaded)
    workers = min(os.cpu_count() or 1, 4) if max(rows.values(), default=0) < SIDE_BY_SIDE else 1
    connection.execute("SET threads = 1" if workers > 1 else "RESET threads")

    def build(month: date) -> None:
        with connection.cursor() as cursor:
            _build_month(cursor, month, loaded)
        done(month)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(build, wanted))
    connection.execute("RESET threads")


def _build_in_turn(connection: duckdb.DuckDBPyConnection, of: Iterable[date], loaded: Sequence[date]) -> None:
    for month, table in product(of, IN_TURN):
        connection.execute(f'DELETE FROM "{table.name}" WHERE month = $1', [month])
    for month, sentence in product(sorted(set(of) & set(loaded)), _sentences(in_turn=True)):
        run(connection, sentence, marts.looked_back(month, loaded))


def _build_month(cursor: duckdb.DuckDBPyConnection, month: date, loaded: Sequence[date]) -> None:
    for table in MARTS:
        if "month" in table.c and table not in IN_TURN:
            cursor.execute(f'DELETE FROM "{table.name}" WHERE month = $1', [month])
    put(cursor, org_closure, marts.closure, month)
    put(cursor, result_day, marts.results, month)
    put(cursor, result_outlet, marts.of_outlets, month)
    if month in loaded:
        for sentence in _sentences(in_turn=False):
            run(cursor, sentence, marts.looked_back(month, loaded))


def content_hash(connection: duckdb.DuckDBPyConnection) -> str:
    """The same for the same rows, in whatever order they came."""
    digest = hashlib.sha256()
    for table in SOURCES:
        if table not in SIGNED:
            sums = connection.execute(f'SELECT count(*), coalesce(sum(hash(t)::HUGEINT), 0) FROM "{table.name}" t').fetchone()
            digest.update(f"{table.name}:{sums}".encode())
    return digest.hexdigest()
