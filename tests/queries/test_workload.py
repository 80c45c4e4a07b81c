"""Load and dependence: a small team drawn by hand, plain SQL on the pretend bank, and the key persons planted there."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pytest

from queries import leaving, loads, workload
from queries.access import Role, reach, role_viewer
from queries.engines import READ_ONLY_CONFIG
from queries.schema import metadata
from queries.warehouse import Warehouse
from seed.frames import shaped
from tests.queries.banks import bank

CLIENTS = {"R1": 3, "R2": 3, "R3": 3, "R4": 3, "R5": 4, "R6": 4, "R7": 2, "R8": 12}
MONTHS = [date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """Eight personal RMs; R8 looks after 12 clients of 100, the others after some of 10; one client of 500 has nobody."""
    rows = [(month, f"{rm}-{at}", rm, "O2" if rm == "R8" else "O1", 100 if rm == "R8" else 10) for month in MONTHS for rm, many in CLIENTS.items() for at in range(many)]
    rows += [(month, "L", "R7", "O1", amount) for month, amount in zip(MONTHS, (500_000, 1_000_000, 1_500_000), strict=True)]
    rows += [(month, "N", None, "O3", 500) for month in MONTHS]
    facts = pl.DataFrame(rows, schema=["month", "client_id", "rm_id", "outlet_id", "aum_yuan"], orient="row")
    facts = facts.with_columns(pl.col("aum_yuan").cast(pl.Decimal(18, 2)), deposit_yuan=pl.lit(0, pl.Decimal(18, 2)), revenue_yuan=pl.lit(1, pl.Decimal(18, 2)))
    held = pl.DataFrame({"rm_id": list(CLIENTS), "outlet_id": ["O1"] * 7 + ["O2"], "grade": ["rm_1"] * 4 + ["rm_4"] * 3 + ["assistant"]}).with_columns(
        valid_from=pl.lit(date(2020, 1, 1)), segment=pl.lit("personal"), status=pl.lit("active"), kind=pl.lit("rm"), working_share=pl.lit(1)
    )
    opened = bank(tmp_path_factory.mktemp("drawn"), facts, rms=CLIENTS, extra=[("posting", shaped(metadata.tables["posting"], held))])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def everyone(drawn):
    return reach(role_viewer(Role.EXECUTIVE, drawn), drawn)


def test_who_lies_beyond_the_fence_is_overloaded(drawn, everyone):
    # clients 3 3 3 3 3 4 4 12 (R7 has L too): quartiles 3 and 4, fences 1.5 and 5.5
    shown = workload.by_rm(drawn, everyone).select("rm_id", "clients_count", "load_share", "load_en").rows()
    assert shown[0] == ("R8", 12, 4.0, "Overloaded")
    assert shown[1][:3] == ("R5", 4, pytest.approx(4 / 3))
    assert [load for *_, load in shown[1:]] == [None] * 7


def test_quartiles_and_outliers_are_told_from_eight_of_a_segment_up(drawn, everyone):
    clients = workload.distribution(drawn, everyone).row(by_predicate=pl.col("measure") == "clients_count", named=True)
    names = ("rms_count", "least", "first_quartile", "median", "third_quartile", "most", "outliers_count", "outliers_en")
    assert [clients[name] for name in names] == [8, 3, 3, 3, 4, 12, 1, "Manager R8"]
    seven = workload.distribution(drawn, everyone.narrow(drawn.tree(), ["O1"])).row(0, named=True)
    assert (seven["rms_count"], seven["outliers_count"], seven["outliers_en"]) == (7, None, None)


def test_a_client_is_large_by_the_mean_of_three_months(drawn, everyone):
    large = workload.by_rm(drawn, everyone).filter(pl.col("large_count") > 0)
    assert large.select("rm_id", "large_count").rows() == [("R7", 1)]  # (0.5 + 1.0 + 1.5) ÷ 3 = 1.0 million


def test_rms_needed_to_bring_everyone_to_the_median(drawn, everyone):
    shown = workload.needed(drawn, everyone).select("grade_band", "now_count", "clients_count", "median_clients", "needed_count", "gap_count")
    assert shown.rows() == [("middle", 7, 23, 3.0, 8, 1), ("assistant", 1, 12, 12.0, 1, 0)]


def test_shares_are_of_all_balances_those_without_rm_included(drawn, everyone):
    total = Decimal(1_500_000 + 20 + 200 + 1200 + 500)
    shown = workload.key_persons(drawn, everyone).select("place", "rm_id", "balance_yuan", "share").head(2).rows()
    assert shown == [(1, "R7", Decimal(1_500_020), pytest.approx(1_500_020 / float(total))), (2, "R8", Decimal(1200), pytest.approx(1200 / float(total)))]
    now = workload.summary(drawn, everyone).row(-1, named=True)
    assert now["key_1_share"] == pytest.approx(1_500_020 / float(total))
    assert now["key_3_share"] == pytest.approx((1_500_020 + 1200 + 40) / float(total))
    assert (now["balances_at_risk_yuan"], now["load_clients"]) == (None, 3)
    assert workload.dependence(drawn, everyone).select("node_id", "rm_id").rows() == [("O1", "R7"), ("O2", "R8")]


def test_the_chance_of_leaving_is_that_of_like_rms_and_else_of_the_wider_group():
    seen = [("middle", "campus", 0, 800, False)] * 40 + [("middle", "campus", 0, 300, True)] * 10 + [("assistant", "online", 0, 100, True)] * 30
    watch = pl.DataFrame(seen, schema=["band", "join_channel", "entry_days", "exit_days", "is_event"], orient="row")
    people = pl.DataFrame({"band": ["middle", "middle", "senior", "middle"], "join_channel": ["campus", "counter", "job_fair", "campus"], "tenure_days": [10, 10, 10, 9_000]})
    found = leaving.chances(people, watch)["chance_share"].to_numpy()
    assert found == pytest.approx(np.array([10 / 50, 10 / 50, 40 / 80, 0.0]))


def test_balances_at_risk_are_balances_times_the_chance(warehouse, whole_bank):
    rows = loads.keepers(warehouse, whole_bank)
    watched = loads.with_chance(warehouse, whole_bank, rows)
    known = watched.filter(pl.col("chance_share").is_not_null())
    assert (known["at_risk_yuan"].cast(float) - known["balance_yuan"].cast(float) * known["chance_share"]).abs().max() in (None, pytest.approx(0, abs=0.01))
    assert watched.height == rows.height


def test_books_equal_plain_sql_on_the_client_facts(warehouse, warehouse_place, whole_bank):
    with opened(warehouse_place) as connection:
        plain = connection.execute(f"""
            SELECT p.rm_id, count(f.client_id), coalesce(sum(CASE WHEN f.segment = 'personal' THEN f.aum_yuan ELSE f.deposit_yuan END), 0)
            FROM posting p LEFT JOIN client_month f ON f.rm_id = p.rm_id AND f.month = DATE '{whole_bank.month}' AND NOT f.is_closed
            WHERE p.kind = 'rm' AND p.grade <> 'trainee' AND p.valid_from <= last_day(DATE '{whole_bank.month}')
              AND coalesce(p.valid_to, DATE '9999-01-01') > last_day(DATE '{whole_bank.month}') GROUP BY 1 ORDER BY 1""").fetchall()
        large = connection.execute(f"""
            SELECT rm_id, sum(large_count)::BIGINT FROM book_month WHERE month = DATE '{whole_bank.month}' AND rm_id <> ''
            GROUP BY 1 HAVING sum(large_count) > 0 ORDER BY 1""").fetchall()
    shown = workload.by_rm(warehouse, whole_bank).sort("rm_id")
    assert shown.select("rm_id", "clients_count", "balance_yuan").rows() == plain
    assert shown.filter(pl.col("large_count") > 0).select("rm_id", "large_count").rows() == large


def test_every_planted_key_person_is_found_in_their_outlet(warehouse, warehouse_place, whole_bank):
    with opened(warehouse_place) as connection:
        planted = connection.execute(
            f"SELECT subject_id, left(detail, 5) FROM planted_truth WHERE kind = 'key_person' AND month = DATE '{whole_bank.month}'"
        ).fetchall()
    found = workload.dependence(warehouse, whole_bank).filter(pl.col("share") >= 0.4).select("rm_id", "node_id").rows()
    assert planted
    assert set(planted) <= set(found)
    for person, outlet in planted:
        inside = workload.key_persons(warehouse, whole_bank.narrow(warehouse.tree(), [outlet])).row(0, named=True)
        assert inside["rm_id"] == person
        assert inside["share"] >= 0.4


def opened(place: str) -> duckdb.DuckDBPyConnection:
    name = (Path(place) / "CURRENT").read_text().strip()
    return duckdb.connect(str(Path(place) / f"{name}.duckdb"), read_only=True, config=READ_ONLY_CONFIG)
