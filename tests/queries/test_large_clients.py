"""Large clients in the roll-up: drawn by hand with a group, and plain SQL on the pretend bank."""

from datetime import date
from pathlib import Path

import duckdb
import polars as pl
from sqlalchemy import select

from queries.access import Role, reach, role_viewer
from queries.engines import READ_ONLY_CONFIG
from queries.schema import book_month
from tests.queries.banks import bank
from tests.tables import table

MONTHS = {"8": date(2026, 8, 1), "9": date(2026, 9, 1), "10": date(2026, 10, 1)}
DRAWN = """
    | client_id | month | rm_id | outlet_id | segment   | group_id | aum_yuan | deposit_yuan | loan_yuan |
    | up        |     8 | R1    | O1        | personal  |          |   500000 |              |           |
    | up        |     9 | R1    | O1        | personal  |          |  1000000 |              |           |
    | up        |    10 | R2    | O1        | personal  |          |  1500000 |              |           |
    | short     |     9 | R1    | O1        | personal  |          |   999998 |              |           |
    | short     |    10 | R1    | O1        | personal  |          |  1000001 |              |           |
    | new       |    10 | R1    | O1        | personal  |          |  1000000 |              |           |
    | firm      |    10 | R3    | O2        | corporate |          |  9000000 |      4000000 |   6000000 |
    | rich      |    10 | R3    | O2        | corporate |          | 99000000 |      4000000 |   5999999 |
    | mother    |     9 | R4    | O3        | corporate | G        |          |      6000000 |           |
    | mother    |    10 | R4    | O3        | corporate | G        |          |      8000000 |           |
    | daughter  |    10 | R3    | O2        | corporate | G        |          |      3000000 |           |
    | owner     |    10 | R1    | O1        | personal  | G        |      100 |              |           |
    | left      |     9 | R4    | O3        | corporate | G        |          |     90000000 |           |
    | alone     |    10 | R4    | O3        | corporate | H        |          |      9000000 |           |
"""


def drawn_facts() -> pl.DataFrame:
    money = dict.fromkeys(("aum_yuan", "deposit_yuan", "loan_yuan"), pl.Decimal(18, 2))
    rows = table(DRAWN, money).with_columns(pl.col("month").replace_strict(MONTHS, return_dtype=pl.Date))
    gone = pl.DataFrame({"month": [MONTHS["10"]], "client_id": ["left"], "outlet_id": ["O3"], "rm_id": ["R4"], "segment": ["corporate"], "group_id": ["G"], "is_closed": [True]})
    return pl.concat([rows.with_columns(is_closed=pl.lit(value=False)), gone], how="diagonal")


def test_a_client_is_large_by_its_own_mean_or_by_its_groups(tmp_path: Path):
    opened = bank(tmp_path, drawn_facts(), rms=["R1", "R2", "R3", "R4"])
    scope = reach(role_viewer(Role.EXECUTIVE, opened), opened)
    held = book_month.c
    rows = opened.read(select(held.month, held.rm_id, held.segment, held.client_count, held.large_count), scope).sort("month", "rm_id", "segment")
    opened.close()
    now = rows.filter(pl.col("month") == MONTHS["10"]).drop("month").rows()
    assert now == [
        ("R1", "personal", 3, 2),  # new (one month is what there is), and owner: group G has 7 + 3 million and their own 100
        ("R2", "personal", 1, 1),  # up: (0.5 + 1.0 + 1.5) ÷ 3 = 1.0 million, with whoever has them now
        ("R3", "corporate", 3, 2),  # firm: 4 + 6 million; daughter by the group; rich has wealth but a yuan too little
        ("R4", "corporate", 2, 1),  # mother, by the group; alone has 9 million and nobody beside; left is closed
    ]
    assert rows.filter(pl.col("month") == MONTHS["9"])["large_count"].to_list() == [0, 2]  # up (0.75) and short; then G: 6 + 90 million


def test_large_clients_of_every_month_equal_plain_sql_on_the_facts(warehouse_place):
    value = "CASE WHEN segment = 'personal' THEN aum_yuan ELSE coalesce(deposit_yuan, 0) + coalesce(loan_yuan, 0) END"
    with duckdb.connect(str(Path(warehouse_place) / "wh-0001.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as connection:
        plain = connection.execute(f"""
            WITH v AS (SELECT *, avg({value}) OVER (PARTITION BY client_id ORDER BY month RANGE BETWEEN INTERVAL 2 MONTH PRECEDING AND CURRENT ROW) m
                       FROM client_month),
                 g AS (SELECT *, sum(m) OVER (PARTITION BY month, group_id) mg FROM v WHERE NOT is_closed)
            SELECT month, outlet_id, coalesce(rm_id, ''), count(*) FROM g
            WHERE greatest(m, CASE WHEN group_id IS NOT NULL THEN mg ELSE m END) >= CASE WHEN segment = 'personal' THEN 1000000 ELSE 10000000 END
            GROUP BY ALL ORDER BY ALL""").fetchall()
        marted = connection.execute(
            "SELECT month, outlet_id, rm_id, sum(large_count)::BIGINT FROM book_month GROUP BY ALL HAVING sum(large_count) > 0 ORDER BY ALL"
        ).fetchall()
    assert len(plain) > 100
    assert marted == plain
