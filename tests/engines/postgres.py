"""A real PostgreSQL for tests, and the demonstration bank's generation in it: the same rows, the same roll-ups."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi as adbc
import duckdb
from sqlalchemy import Table, insert

from queries import marts
from queries.dialects import Rows
from queries.engines import POSTGRES, READ_ONLY_CONFIG
from queries.schema import (
    MARTS,
    book_holder,
    book_month,
    client_life,
    coverage,
    handover_change,
    metadata,
    org_closure,
    published_headline,
    result_day,
    result_outlet,
)
from seed import staging
from seed.publish import headlines

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
ANEW = 3  # the open month, the latest closed and the one before; `make engines` builds every month
OWNER = "postgres"  # PostgreSQL refuses to run as root
QUICK = "-F -c listen_addresses='' -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=4GB -c shared_buffers=256MB"


def is_installed() -> bool:
    return (PROGRAMS / "initdb").exists()


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty database, reached by a socket in a folder of its own and gone afterwards.

    Its words sort by the rules of Chinese, as a bank's own server would have it.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
    data = str(folder / "data")
    try:
        _run("initdb", "-D", data, "-U", OWNER, "-A", "trust", "-N", "-E", "UTF8", "--locale=C.UTF-8",
             "--locale-provider=icu", "--icu-locale=zh-CN")  # fmt: skip
        _run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", f"{QUICK} -k {folder}", "start")
        yield f"postgresql:///postgres?host={folder}&user={OWNER}"
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            _run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *words: str) -> None:
    other = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*other, str(PROGRAMS / program), *words], cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise RuntimeError(f"{program}: {done.stderr}")


def copy(path: Path, address: str, as_of: date, anew: int = ANEW) -> None:
    """The generation of a DuckDB file as a schema of the same name: all copied, then the roll-ups of the newest `anew` months built here."""
    with duckdb.connect(str(path), read_only=True, config=READ_ONLY_CONFIG) as source, adbc.connect(address) as target:
        with target.cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA "{path.stem}"')
            cursor.execute(f'SET search_path TO "{path.stem}"')
            for table in metadata.sorted_tables:
                for sentence in staging.definition(table):
                    cursor.execute(sentence)
            for table in metadata.sorted_tables:
                if table is not published_headline:
                    cursor.adbc_ingest(table.name, source.execute(f'SELECT * FROM "{table.name}"').to_arrow_table(), mode="append")
            cursor.execute("ANALYZE")
            _build_marts(cursor, source, as_of, anew)
            _put(cursor, published_headline, headlines(path.stem), as_of)
        target.commit()


def _build_marts(cursor: Any, source: duckdb.DuckDBPyConnection, as_of: date, anew: int) -> None:
    loaded = sorted(month for (month,) in source.execute("SELECT DISTINCT month FROM client_month").fetchall())
    newest = staging.months(source)[-anew:]
    for month, table in product(newest, MARTS):
        if "month" in table.c:
            cursor.execute(f'DELETE FROM "{table.name}" WHERE month = $1', (month,))
    cursor.execute(f'DELETE FROM "{handover_change.name}"')
    _put(cursor, handover_change, marts.changes(), as_of)
    for month in newest:
        every = ((org_closure, marts.closure()), (result_day, marts.results()), (result_outlet, marts.of_outlets()))
        for table, rows in (*every, *(marts.in_turn() if month in loaded else ()), *(marts.statements() if month in loaded else ())):
            _put(cursor, table, rows, month, loaded)
    cursor.execute(f'DELETE FROM "{book_holder.name}"')
    covered = staging.row_count(source, coverage)
    _put(cursor, book_holder, marts.book_holders() if covered else marts.book_holders_of_facts(), as_of if covered else loaded[-1])


def _put(cursor: Any, table: Table, rows: Rows, on: date, loaded: Sequence[date] = ()) -> None:
    """Insert a month's roll-up. What later roll-ups join is analysed: else a month nobody counted yet is planned as one row."""
    sql, values = filled(insert(table).from_select(list(table.c.keys()), rows), on, loaded)
    cursor.execute(sql, values)
    if table in {org_closure, book_month, client_life}:
        cursor.execute(f'ANALYZE "{table.name}"')


def filled(statement: Any, month: date, loaded: Sequence[date] = ()) -> tuple[str, tuple[Any, ...]]:
    """A mart's SQL for PostgreSQL, and its values with the months put in."""
    done = statement.compile(dialect=POSTGRES, compile_kwargs={"render_postcompile": True})
    months = marts.looked_back(month, loaded)
    return str(done), tuple(months.get(name, done.params[name]) for name in done.positiontup)
