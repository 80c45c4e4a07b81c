"""No statement leans on one engine: each compiles for DuckDB, PostgreSQL and Spark, and DuckDB and PostgreSQL agree.

One file, so that one PostgreSQL serves all of it.
"""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import sqlglot
from polars.testing import assert_frame_equal
from pyhive.sqlalchemy_hive import HiveDialect
from sqlalchemy import Integer, Numeric, Table, func, insert, select
from sqlalchemy.engine import Dialect

from queries import marts
from queries.catalog import QUERIES
from queries.engines import DUCKDB, POSTGRES, DuckEngine, Engine, PostgresEngine
from queries.schema import (
    MARTS,
    SOURCES,
    book_holder,
    client_month,
    handover_change,
    org_closure,
    published_headline,
    result_day,
    result_outlet,
)
from queries.warehouse import Warehouse
from seed.publish import headlines
from tests.engines import postgres
from tests.engines.conftest import SECONDS
from tests.engines.questions import Question, Recorder, dealt, questions

EVERY = 999  # months, more than there are
SPARK = HiveDialect()
SPARK.cte_follows_insert = True  # INSERT INTO … WITH … SELECT, the only order Spark reads
ENGINES: dict[str, Dialect] = {"duckdb": DUCKDB, "postgres": POSTGRES, "spark": SPARK}
ROLL_UPS = (
    (org_closure, marts.closure()), (result_day, marts.results()), (result_outlet, marts.of_outlets()), (book_holder, marts.book_holders()), (book_holder, marts.book_holders_of_facts()),
    (handover_change, marts.changes()),
    *marts.in_turn(), *marts.statements(), (published_headline, headlines("wh-0001")),
)  # fmt: skip
MONTHS = marts.looked_back(date(2026, 10, 1))
SELECTS = [rows.params(MONTHS) for _, rows in ROLL_UPS]
INSERTS = [insert(table).from_select(list(table.c.keys()), rows) for (table, _), rows in zip(ROLL_UPS, SELECTS, strict=True)]
Answered = list[tuple[Question, pl.DataFrame]]


@pytest.fixture(scope="module")
def recorder(duck: DuckEngine) -> Recorder:
    return Recorder(duck)


@pytest.fixture(scope="module")
def answered(recorder: Recorder) -> Answered:
    """DuckDB's answer to each question; the recorder has every statement that took."""
    asked = list(dealt(recorder.engine))
    warehouse = Warehouse(recorder)
    return [(question, question.query(warehouse, question.scope)) for question in asked]


def sql(statement: Any, dialect: Dialect, **how: bool) -> str:
    return str(statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True, **how}))


@pytest.mark.parametrize("dialect", ENGINES.values(), ids=ENGINES)
def test_every_roll_up_compiles(dialect: Dialect):
    assert all(sql(statement, dialect) for statement in INSERTS)


@pytest.mark.parametrize("dialect", ENGINES.values(), ids=ENGINES)
def test_every_statement_of_the_catalogue_compiles(dialect: Dialect, recorder: Recorder, answered: Answered):
    assert len(answered) > 200
    assert len({sql(statement, dialect) for statement in recorder.statements}) > 100


def test_spark_can_read_what_it_is_given():
    """The roll-ups: Spark never answers a click."""
    for sentence in {sql(s, SPARK, literal_binds=True) for s in (*SELECTS, *INSERTS)}:
        assert_spark_reads(sentence)


def assert_spark_reads(sentence: str) -> None:
    parsed = sqlglot.parse_one(sentence, dialect="spark")
    assert isinstance(parsed, sqlglot.exp.Query | sqlglot.exp.Insert)
    assert not list(parsed.find_all(sqlglot.exp.Command, sqlglot.exp.Placeholder))
    bare = re.findall(r"DECIMAL(?!\(\d+, \d+\))\S*", sentence)
    assert bare == [], f"Spark reads a bare DECIMAL as ten digits and none after the point: {sentence}"


def everything(engine: Engine, table: Table) -> pl.DataFrame:
    """All rows and columns, sorted by the key, numbers in one type whichever engine gave them."""
    kinds = {c.name: pl.Decimal(38, c.type.scale) if isinstance(c.type, Numeric) else pl.Int64()
             for c in table.c if isinstance(c.type, Numeric | Integer)}  # fmt: skip
    return engine.run(select(table)).cast(kinds).sort(*table.primary_key.columns.keys())


def row_count(engine: Engine, table: Table) -> int:
    return int(engine.run(select(func.count().label("found")).select_from(table))["found"][0])


def test_both_engines_hold_the_same_facts(duck: DuckEngine, served: PostgresEngine):
    assert {t.name: row_count(served, t) for t in SOURCES} == {t.name: row_count(duck, t) for t in SOURCES}
    assert_frame_equal(everything(served, client_month), everything(duck, client_month))


@pytest.mark.parametrize("table", [*MARTS, published_headline], ids=lambda table: table.name)
def test_roll_ups_built_by_postgres_are_duckdbs_row_for_row(table: Table, duck: DuckEngine, served: PostgresEngine):
    here, there = everything(duck, table), everything(served, table)
    assert here.height > 0
    assert_frame_equal(there, here)


def test_books_taken_from_the_facts_are_the_same(duck: DuckEngine, served: PostgresEngine):
    rows = marts.book_holders_of_facts().params(month=Warehouse(duck).generation.last_closed_month)
    here, there = (engine.run(rows).sort(*book_holder.c.keys()) for engine in (duck, served))
    assert here.height > 100
    assert_frame_equal(there, here)


def test_every_query_has_the_same_answer_on_both_engines(answered: Answered, served: PostgresEngine):
    """Each query with a part of the shapes; `make engines` asks everything."""
    by_query: dict[str, Answered] = {}
    for one in answered:
        by_query.setdefault(one[0].query.key, []).append(one)
    assert set(by_query) == set(QUERIES)
    some = [asked for turn, of_query in enumerate(by_query.values()) for asked in of_query[turn % len(of_query) :: 18]]
    assert_same_answers(some, Warehouse(served))


@pytest.mark.slow
def test_roll_ups_of_every_month_built_by_postgres_are_duckdbs(file: Path, duck: DuckEngine):
    with postgres.server() as address:
        postgres.copy(file, address, Warehouse(duck).generation.as_of, anew=EVERY)
        served = PostgresEngine(address, file.stem, SECONDS)
        for table in MARTS:
            assert_frame_equal(everything(served, table), everything(duck, table))


@pytest.mark.slow
def test_every_query_has_the_same_answer_on_both_engines_for_every_measure(duck: DuckEngine, served: PostgresEngine):
    warehouse = Warehouse(duck)
    assert_same_answers(((q, q.query(warehouse, q.scope)) for q in questions(duck)), Warehouse(served))


def assert_same_answers(answered: Iterable[tuple[Question, pl.DataFrame]], remote: Warehouse) -> None:
    for question, here in answered:
        there = question.query(remote, question.scope)
        assert there.schema == here.schema, f"{question}"
        assert there.equals(here), f"{question}:\n{here}\n{there}"
