"""A real PostgreSQL for tests, and the demonstration bank's generation in it: the same rows, the same roll-ups."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi as adbc
import duckdb
from sqlalchemy import Table, insert

from queries import marts
from queries.dialects import Rows
from queries.engines import POSTGRES, READ_ONLY_CONFIG
from queries.schema import SOURCES, book_holder, book_month, coverage, metadata, org_closure, published_headline, result_day
from seed import staging
from seed.publish import headlines

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
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


def copy(path: Path, address: str, as_of: date) -> None:
    """The generation of a DuckDB file as a schema of the same name: facts copied, roll-ups built anew, here, month by month."""
    with duckdb.connect(str(path), read_only=True, config=READ_ONLY_CONFIG) as source, adbc.connect(address) as target:
        with target.cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA "{path.stem}"')
            cursor.execute(f'SET search_path TO "{path.stem}"')
            for table in metadata.sorted_tables:
                for sentence in staging.definition(table):
                    cursor.execute(sentence)
            for table in SOURCES:
                if table is not published_headline:
                    cursor.adbc_ingest(table.name, source.execute(f'SELECT * FROM "{table.name}"').to_arrow_table(), mode="append")
            cursor.execute("ANALYZE")
            _build_marts(cursor, source, as_of)
            _put(cursor, published_headline, partial(headlines, path.stem), as_of)
        target.commit()


def _build_marts(cursor: Any, source: duckdb.DuckDBPyConnection, as_of: date) -> None:
    closed = {month for (month,) in source.execute("SELECT DISTINCT month FROM client_month").fetchall()}
    for month in staging.months(source):
        _put(cursor, org_closure, marts.closure, month)
        _put(cursor, result_day, marts.results, month)
        for table, rows in marts.statements() if month in closed else ():
            _put(cursor, table, lambda rows=rows: rows, month)
    covered = staging.row_count(source, coverage)
    _put(cursor, book_holder, marts.book_holders if covered else marts.book_holders_of_facts, as_of if covered else max(closed))


def _put(cursor: Any, table: Table, rows: Callable[[], Rows], on: date) -> None:
    """Insert a month's roll-up. What later roll-ups join is analysed: else a month nobody counted yet is planned as one row."""
    sql, values = filled(insert(table).from_select(list(table.c.keys()), rows()), on)
    cursor.execute(sql, values)
    if table in {org_closure, book_month}:
        cursor.execute(f'ANALYZE "{table.name}"')


def filled(statement: Any, month: date) -> tuple[str, tuple[Any, ...]]:
    """A mart's SQL for PostgreSQL, and its values with the months put in."""
    done = statement.compile(dialect=POSTGRES, compile_kwargs={"render_postcompile": True})
    months = marts.looked_back(month)
    return str(done), tuple(months.get(name, done.params[name]) for name in done.positiontup)
