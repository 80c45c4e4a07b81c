"""The same figures by SQL as a person would write it for DuckDB: on the client facts, and on the roll-ups where there is one."""

from functools import partial
from math import isclose
from pathlib import Path
from typing import Any

import duckdb

from queries.engines import DUCKDB_CONFIG
from queries.warehouse import Warehouse
from tests.benchmarks.door import MEASURE, QUESTIONS, SCOPES, SEGMENT, Times, answer, branches, open_warehouse, scope_of
from tests.benchmarks.machine import QUIET, in_child, warm_seconds
from tests.benchmarks.places import UNTIL

COLUMN = f"{MEASURE}_yuan"
NODES = "outlet_id IN (SELECT outlet_id FROM org_closure c WHERE c.month = client_month.month AND node_id IN ({ids}))"
RANKED = """
    WITH holders AS (SELECT month, {column}::DOUBLE AS x FROM client_month WHERE {months} AND NOT is_closed AND {column} > 0 AND {where}),
    ranked AS (
        SELECT month, x, row_number() OVER down AS place, sum(x) OVER (down ROWS UNBOUNDED PRECEDING) AS running,
               count(*) OVER (PARTITION BY month) AS n, sum(x) OVER (PARTITION BY month) AS total
        FROM holders WINDOW down AS (PARTITION BY month ORDER BY x DESC))
"""
SUMMARY = """
    SELECT month, any_value(total) AS total_yuan, any_value(n) AS holder_count, max(x) / any_value(total) AS top_1_share,
           sum(x) FILTER (place <= 10) / any_value(total) AS top_10_share,
           sum(x) FILTER (place <= ceil(n * 0.2)) / any_value(total) AS top_20_percent_share,
           sum((x / total) ^ 2) AS hhi, 1 / sum((x / total) ^ 2) AS effective_count,
           2 * sum((n + 1 - place) * x) / (any_value(n) * any_value(total)) - (any_value(n) + 1) / any_value(n) AS gini,
           min(place) FILTER (running >= 0.8 * total) / any_value(n) AS pareto_share
    FROM ranked GROUP BY month ORDER BY month
"""
LORENZ = "SELECT place / n, running / total FROM ranked WHERE place IN ({places}) ORDER BY place"
PLACES = ", ".join(f"ceil(n * {part} / 100)" for part in (1, 5, 10, 20, 40, 60, 80))
LARGEST = """
    SELECT client_month.client_id, client_name_zh, client_name_en, client_month.{column}, client_month.rating, rm_name_zh, rm_name_en,
           ago.{column} AS year_ago_yuan
    FROM client_month JOIN client USING (client_id) LEFT JOIN rm USING (rm_id)
    LEFT JOIN client_month ago ON ago.client_id = client_month.client_id AND ago.month = client_month.month - INTERVAL 1 YEAR
    WHERE client_month.{months} AND NOT client_month.is_closed AND client_month.{where} ORDER BY client_month.{column} DESC LIMIT 20
"""
MART = "FROM concentration_month WHERE {months} AND node_id = {ids} AND measure = '{measure}' AND holder = 'client'"
MART_SUMMARY = """
    SELECT month, total_yuan, holder_count, top_1_yuan / total_yuan, top_10_yuan / total_yuan, top_20_percent_yuan / total_yuan,
           square_sum::DOUBLE / total_yuan::DOUBLE ^ 2 AS hhi, total_yuan::DOUBLE ^ 2 / square_sum::DOUBLE,
           (holder_count + 1) / holder_count - 2 * running_cents / 100 / (holder_count * total_yuan::DOUBLE) AS gini,
           pareto_count / holder_count
    {mart} ORDER BY month
"""
MART_LORENZ = "SELECT COLUMNS('top_.*_percent_yuan') / total_yuan {mart}"
MART_LARGEST = """
    SELECT client_id, client_name_zh, client_name_en, value_yuan, f.rating, rm_name_zh, rm_name_en, year_ago_yuan
    FROM large_holder JOIN client USING (client_id) JOIN client_month f USING (client_id, month) LEFT JOIN rm USING (rm_id)
    WHERE large_holder.{months} AND node_id = {ids} AND measure = '{measure}' AND holder = 'client' ORDER BY place
"""
ON_FACTS = {"summary": RANKED + SUMMARY, "trend": RANKED + SUMMARY, "lorenz": RANKED + LORENZ, "largest": LARGEST}
ON_MARTS = {"summary": MART_SUMMARY, "trend": MART_SUMMARY, "lorenz": MART_LORENZ, "largest": MART_LARGEST}


def on_facts(path: Path) -> Times:
    return in_child(_times, path, ON_FACTS, SCOPES).value


def on_marts(path: Path) -> Times:
    """Single nodes only: no roll-up answers for a union or a segment."""
    return in_child(_times, path, ON_MARTS, SCOPES[:2]).value


def _times(path: Path, sentences: dict[str, str], scopes: tuple[str, ...]) -> Times:
    warehouse = open_warehouse(path)
    ids = ids_of(warehouse)
    warehouse.close()
    with duckdb.connect(str(path), read_only=True, config=DUCKDB_CONFIG) as connection:
        connection.execute(QUIET)
        asked = {(scope, question): sentence(sentences[question], question, scope, ids) for scope in scopes for question in QUESTIONS}
        return {key: warm_seconds(partial(rows, connection, sql)) for key, sql in asked.items()}


def ids_of(warehouse: Warehouse) -> dict[str, str]:
    """The nodes of each scope that has any, as SQL."""
    root, (one, two) = warehouse.tree().root, branches(warehouse)
    return {"whole bank": f"'{root}'", "one branch": f"'{one}'", "two branches": f"'{one}', '{two}'"}


def sentence(template: str, question: str, scope: str, ids: dict[str, str]) -> str:
    """The SQL of one question on one scope."""
    where = {"whole bank": COLUMN + " IS NOT NULL", "one segment": f"segment = '{SEGMENT}'"}
    words = {
        "column": COLUMN, "measure": MEASURE, "ids": ids.get(scope, ""), "places": PLACES,
        "months": f"month <= DATE '{UNTIL}'" if question == "trend" else f"month = DATE '{UNTIL}'",
        "where": where.get(scope) or NODES.format(ids=ids[scope]),
    }  # fmt: skip
    return template.replace("{mart}", MART).format(**words)


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    return connection.execute(sql).pl()


def agree(path: Path) -> None:
    """Raise AssertionError unless the sentences on the facts give the door's figures: a race of wrong answers is none."""
    warehouse = open_warehouse(path)
    ids = ids_of(warehouse)
    ours = {scope: answer(warehouse, "summary", scope_of(scope, warehouse)).row(0, named=True) for scope in SCOPES}
    warehouse.close()
    with duckdb.connect(str(path), read_only=True, config=DUCKDB_CONFIG) as connection:
        connection.execute(QUIET)
        for scope in SCOPES:
            theirs = rows(connection, sentence(ON_FACTS["summary"], "summary", scope, ids)).row(0, named=True)
            for name, figure in theirs.items():
                assert name == "month" or isclose(float(ours[scope][name]), float(figure), rel_tol=1e-9), (scope, name, figure)
