"""What a read may take, and what it leaves behind: a time limit in the database, and nothing on a pooled connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi as adbc
import pytest
from sqlalchemy import func, literal, select

from queries.dialects import Rows
from queries.engines import DuckEngine, PostgresEngine
from queries.errors import WarehouseTooSlow
from queries.schema import org_month

A_BLINK = 0.05


def long_sum() -> Rows:
    """Nine hundred million products, which no engine adds up in a blink."""
    one, other = (func.generate_series(1, 30_000).table_valued("n", name=name).render_derived() for name in ("one", "other"))
    return select(func.sum(one.c.n * other.c.n % 7).label("total")).select_from(one.join(other, one.c.n != -other.c.n))


def test_duckdb_cancels_what_runs_past_the_limit(file: Path):
    engine = DuckEngine(file, A_BLINK)
    with pytest.raises(WarehouseTooSlow, match=r"ran past 0\.05 seconds and was cancelled"):
        engine.run(long_sum())
    assert engine.run(select(literal(1).label("one")))["one"].to_list() == [1]


def test_postgres_cancels_what_runs_past_the_limit(address: str):
    engine = PostgresEngine(address, "wh-0001", A_BLINK)
    with pytest.raises(WarehouseTooSlow, match=r"ran past 0\.05 seconds and was cancelled"):
        engine.run(long_sum())
    assert engine.run(select(literal(1).label("one")))["one"].to_list() == [1]


def test_postgres_errors_other_than_the_limit_keep_their_name(address: str):
    with pytest.raises(adbc.Error, match="org_month"):
        PostgresEngine(address, "wh-none", 30.0).run(select(org_month))


class PoolOfOne:
    """A connection pool as services have them: whoever is done hands the connection on, open."""

    def __init__(self, address: str) -> None:
        self.connection = adbc.connect(address)

    @contextmanager
    def connect(self, _address: str) -> Iterator[Any]:
        yield self.connection
        self.connection.rollback()


def settings_of(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path'), current_setting('statement_timeout')")
        return list(cursor.fetchone())


def test_the_next_user_of_a_pooled_connection_inherits_neither_generation_nor_limit(address: str, monkeypatch: pytest.MonkeyPatch):
    pool = PoolOfOne(address)
    before = settings_of(pool.connection)
    monkeypatch.setattr(adbc, "connect", pool.connect)
    inside = PostgresEngine(address, "wh-0042", 30.0).run(
        select(func.current_setting("search_path").label("path"), func.current_setting("statement_timeout").label("limit"))
    )
    assert inside.row(0) == ("wh-0042", "30s")
    assert settings_of(pool.connection) == before == ['"$user", public', "0"]
    pool.connection.close()
