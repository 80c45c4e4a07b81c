"""How each engine is read: SQLAlchemy compiles, the engine runs natively, Arrow comes back as Polars."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import duckdb
import duckdb_sqlalchemy
import polars as pl
from sqlalchemy import BigInteger, Integer, Numeric, String, cast, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect

from queries.dialects import Rows
from queries.errors import WarehouseMissing, WarehouseTooSlow
from queries.text import Text

DUCKDB: Dialect = duckdb_sqlalchemy.Dialect(paramstyle="numeric_dollar")
POSTGRES: Dialect = postgresql.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]


# DuckDB 1.5.6 answers some UNION ALLs of one join wrongly when this optimizer folds their shared part (duckdb#25819).
DUCKDB_CONFIG: dict[str, str | bool | int | float | list[str]] = {"disabled_optimizers": "common_subplan"}
QUERY_CANCELED = "57014"  # PostgreSQL's code; its words come in the server's language
READ_ONLY_CONFIG = {
    **DUCKDB_CONFIG, "enable_external_access": "false", "lock_configuration": "true", "autoinstall_known_extensions": "false",
}  # fmt: skip


class Engine(Protocol):
    """One open generation of one engine. Safe to use from several threads."""

    stamp: str
    kept: tuple[str, ...]  # the generations that stood beside it when it was opened, and itself

    def run(self, statement: Rows) -> pl.DataFrame: ...

    def close(self) -> None: ...


def compiled(statement: Any, dialect: Dialect) -> tuple[str, list[Any]]:
    """The statement's SQL with `$1, $2, …` and its values in that order."""
    done = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    return str(done), [done.params[name] for name in done.positiontup or ()]


def too_slow(seconds: float) -> WarehouseTooSlow:
    return WarehouseTooSlow(
        Text(f"查询超过 {seconds:g} 秒，已在数据库中取消。", f"The query ran past {seconds:g} seconds and was cancelled in the database."),
        Text("请缩小机构或期间范围后重试。", "Choose a smaller unit or a shorter period and try again."),
    )


class DuckEngine:
    """A generation file, opened read-only and locked against everything but reading it."""

    def __init__(self, path: Path, seconds: float) -> None:
        self.stamp = path.stem
        self.kept = tuple(sorted(other.stem for other in path.parent.glob("wh-*.duckdb")))
        self._seconds = seconds
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config=READ_ONLY_CONFIG)
        except duckdb.Error as problem:
            raise WarehouseMissing(
                Text(f"数据批次 {path.name} 无法打开。", f"The generation {path.name} cannot be opened."),
                Text("请运行 python -m seed check；必要时 python -m seed rollback。",
                     "Run `python -m seed check`, and `python -m seed rollback` if it is damaged."),
            ) from problem  # fmt: skip

    def run(self, statement: Rows) -> pl.DataFrame:
        sql, values = compiled(statement, DUCKDB)
        with self._connection.cursor() as cursor, self._limited(cursor):
            return cursor.execute(sql, values).pl()

    @contextmanager
    def _limited(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
        timer = threading.Timer(self._seconds, cursor.interrupt)
        timer.start()
        try:
            yield
        except duckdb.InterruptException:
            raise too_slow(self._seconds) from None
        finally:
            timer.cancel()

    def close(self) -> None:
        self._connection.close()


class PostgresEngine:
    """A generation kept as a schema of a PostgreSQL database, read through ADBC."""

    def __init__(self, address: str, generation: str, seconds: float) -> None:
        self.stamp = generation
        self.kept: tuple[str, ...] = (generation,)
        self._address = address
        self._seconds = seconds

    def run(self, statement: Rows) -> pl.DataFrame:
        import adbc_driver_postgresql.dbapi as adbc  # an optional extra, needed only with a served warehouse

        sql, values = compiled(_numeric_as_text(statement), POSTGRES)
        with adbc.connect(self._address) as connection, connection.cursor() as cursor:
            # for this transaction only, so that the next user of a pooled connection inherits nothing
            cursor.execute("SELECT set_config('search_path', $1, true)", (self.stamp,))
            cursor.execute("SELECT set_config('statement_timeout', $1, true)", (str(int(self._seconds * 1000)),))
            try:
                cursor.execute(sql, tuple(values))
                frame = pl.from_arrow(cursor.fetch_arrow_table())
            except adbc.OperationalError as problem:
                if problem.sqlstate == QUERY_CANCELED:
                    raise too_slow(self._seconds) from None
                raise
        assert isinstance(frame, pl.DataFrame)
        return frame

    def close(self) -> None:
        """Nothing is kept open between reads."""


def _numeric_as_text(statement: Rows) -> Rows:
    """ADBC hands NUMERIC over as an opaque type: send it as text and let the door give it back its type. Sums of BIGINTs are NUMERIC too."""
    inner = statement.subquery("answer")
    def sent(column: Any) -> Any:
        if isinstance(column.type, Numeric):
            return cast(column, String).label(column.name)
        return cast(column, BigInteger).label(column.name) if isinstance(column.type, Integer) else column

    return select(*map(sent, inner.c))
