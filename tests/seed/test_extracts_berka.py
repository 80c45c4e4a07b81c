"""A whole bank's files, from the folder to the published generation: made-up ones always, the real ones where they are."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from seed.extracts.load import load
from tests.seed.berka_fixture import MAP, REAL, write

HHI = """
    SELECT holder, total_yuan, holder_count, round(square_sum::DOUBLE / total_yuan::DOUBLE ^ 2, 6) AS hhi
    FROM concentration_month
    WHERE node_id = 'bank' AND measure = 'loans' AND holder IN ('client', 'outlet', 'region') ORDER BY holder
"""


def published(files: Path, warehouse: Path) -> duckdb.DuckDBPyConnection:
    name = load(files, MAP, warehouse, lambda _what, _done: None)
    return duckdb.connect(str(warehouse / f"{name}.duckdb"), read_only=True)


def concentrations(total: str, *rows: tuple[str, int, float]) -> pl.DataFrame:
    holders, counts, hhis = zip(*rows, strict=True)
    columns = {"holder": holders, "total_yuan": [Decimal(total)] * len(rows), "holder_count": counts, "hhi": hhis}
    return pl.DataFrame(columns, schema_overrides={"total_yuan": pl.Decimal(18, 2)})


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder = tmp_path_factory.mktemp("made-up")
    return published(write(folder / "files"), folder / "warehouse")


def test_every_made_up_loan_arrives_at_its_owner_and_outlet(made_up):
    totals = made_up.sql("SELECT count(*), count(DISTINCT client_id), sum(loan_yuan) FROM client_month").fetchone()
    assert totals == (30, 30, Decimal("4560000.00"))
    first = made_up.sql("""
        SELECT month, client_id, outlet_id, rm_id, segment, loan_yuan, loan_grade, is_closed
        FROM client_month WHERE client_id = '2'
    """).fetchone()
    assert first == (date(1998, 12, 1), "2", "3", None, "personal", Decimal("94000.00"), "loss", False)


def test_missing_levels_are_filled_by_pass_through_nodes_named_after_their_child(made_up):
    path = made_up.sql("""
        SELECT level, node_id, parent_id, name_en, is_pass_through FROM org_month
        WHERE node_id IN ('bank', 'Prague', '3') OR node_id LIKE '3@%' ORDER BY level
    """).fetchall()
    assert path == [
        ("bank", "bank", None, "Berka bank", False),
        ("branch", "3@branch", "Prague", "District 3", True),
        ("outlet", "3", "3@sub_branch", "District 3", False),
        ("region", "Prague", "bank", "Prague", False),
        ("sub_branch", "3@sub_branch", "3@branch", "District 3", True),
    ]


def test_tables_that_the_bank_does_not_supply_stay_empty(made_up):
    for table in ("rm", "posting", "coverage", "target_rm", "contact", "planted_truth"):
        assert made_up.sql(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_concentration_of_the_made_up_bank_is_what_a_pencil_says(made_up):
    """Σ amount = 4,560,000; Σ amount² over 30 loans = Σ (90,000 + 4,000 k)² = 729,080,000,000."""
    clients = made_up.sql(HHI).pl().filter(pl.col("holder") == "client")
    assert_frame_equal(clients, concentrations("4560000", ("client", 30, 0.035063)), check_dtypes=False)


def test_the_same_files_loaded_twice_have_the_same_content_hash(tmp_path):
    files = write(tmp_path / "files")
    hashes = [published(files, tmp_path / home).sql("SELECT content_hash FROM load_run").fetchone() for home in ("one", "two")]
    assert hashes[0] == hashes[1]


@pytest.mark.skipif(not REAL.is_dir(), reason="not run: the Berka data is not on this machine")
def test_the_real_berka_bank_has_its_known_loans_and_concentration(tmp_path):
    warehouse = published(REAL, tmp_path / "warehouse")
    expected = concentrations("103261740", ("client", 682, 0.002287), ("outlet", 77, 0.029650), ("region", 8, 0.138413))
    assert_frame_equal(warehouse.sql(HHI).pl(), expected, check_dtypes=False)
