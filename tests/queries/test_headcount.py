"""Heads: a pencil example and plain SQL on the pretend bank."""

from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from queries import headcount
from queries.access import Role, reach, role_viewer
from queries.engines import READ_ONLY_CONFIG
from queries.schema import metadata
from seed.frames import shaped
from tests.queries.banks import bank
from tests.tables import table


def test_a_head_counts_from_its_first_day_to_the_day_before_its_last_without_trainees(tmp_path: Path):
    facts = table("| month | client_id | outlet_id |\n| 2026-09-01 | C1 | O1 |\n| 2026-10-01 | C1 | O1 |", {}).with_columns(pl.col("month").str.to_date())
    held = table(
        """
        | rm_id | valid_from | valid_to   | outlet_id | grade   | kind       |
        | R1    | 2020-01-01 |            | O1        | rm_1    | rm         |
        | R2    | 2026-09-30 | 2026-10-31 | O1        | rm_2    | rm         |
        | R3    | 2026-10-31 |            | O3        | rm_2    | rm         |
        | R4    | 2020-01-01 |            | O1        | trainee | trainee    |
        | R5    | 2020-01-01 |            | O1        | rm_3    | other_work |
        """,
        {},
    ).with_columns(pl.col("valid_from", "valid_to").str.to_date())
    held = held.with_columns(segment=pl.lit("personal"), status=pl.lit("active"), working_share=pl.lit(1))
    warehouse = bank(tmp_path, facts, rms=["R1", "R2", "R3", "R4", "R5"], extra=[("posting", shaped(metadata.tables["posting"], held))])
    scope = reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse)
    assert headcount.trend(warehouse, scope).rows() == [(date(2026, 9, 1), 2), (date(2026, 10, 1), 2)]
    assert headcount.trend(warehouse, scope.narrow(warehouse.tree(), ["R2"])).rows() == [(date(2026, 10, 1), 1)]


def test_heads_equal_plain_sql_on_the_postings(warehouse, warehouse_place, whole_bank):
    name = (Path(warehouse_place) / "CURRENT").read_text().strip()
    with duckdb.connect(str(Path(warehouse_place) / f"{name}.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as connection:
        plain = connection.execute("""
            SELECT m.month, count(DISTINCT p.rm_id) FROM (SELECT DISTINCT month FROM client_month) m JOIN posting p
            ON p.valid_from <= last_day(m.month) AND coalesce(p.valid_to, DATE '9999-01-01') > last_day(m.month)
            WHERE p.kind = 'rm' AND p.grade <> 'trainee' GROUP BY 1 ORDER BY 1""").fetchall()
    shown = headcount.trend(warehouse, whole_bank).rows()
    assert len(shown) > 12
    assert shown == plain[-len(shown) :]
