"""A warning of a month knows nothing of what came after it: the bank as it stood then gives the same warnings as the bank of today."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from queries import marts
from queries.engines import DUCKDB, DUCKDB_CONFIG, READ_ONLY_CONFIG, compiled
from queries.marts.warnings import warnings
from queries.periods import last_day, shifted
from seed import staging

MONTH = date(2026, 6, 1)
LATER = {  # what a day after the month's end takes away: whole rows, or only what was not known yet
    "client_month": ("month", ()), "contact": ("contacted_on", ()), "complaint": ("opened_on", ("closed_on",)),
    "coverage": ("valid_from", ("valid_to", "told_orally_on", "told_in_writing_on", "first_contact_on")), "maturity": ("opened_on", ("talked_on",)),
}  # fmt: skip


def as_it_stood(place: str, folder: Path, end: date) -> duckdb.DuckDBPyConnection:
    """The pretend bank with nothing dated after `end`, and with undated attributes set to anything; its roll-ups built anew."""
    path = folder / "then.duckdb"
    shutil.copy(Path(place) / f"{(Path(place) / 'CURRENT').read_text().strip()}.duckdb", path)
    then = duckdb.connect(str(path), config=DUCKDB_CONFIG)
    for table, (day, unknown) in LATER.items():
        then.execute(f"DELETE FROM {table} WHERE {day} > $1", [end])
        for column in unknown:
            then.execute(f"UPDATE {table} SET {column} = NULL WHERE {column} > $1", [end])
    then.execute("UPDATE maturity SET rolled_over_yuan = NULL")
    then.execute("UPDATE client SET closed_on = NULL, close_reason = NULL WHERE closed_on > $1", [end])
    then.execute("UPDATE client SET is_phone_valid = NOT is_phone_valid, profile_confirmed_on = NULL, profile_share = 0, wallet_yuan = 1, risk_class = 'high'")
    months = [month for month in staging.months(then) if month <= end]
    staging._build_in_turn(then, months, months)
    then.execute("DELETE FROM client_warning")
    for month in months:
        sql, values = compiled(warnings().params(marts.looked_back(month, months)), DUCKDB)
        then.execute(f"INSERT INTO client_warning BY NAME {sql}", values)
    return then


def loaded(bank: duckdb.DuckDBPyConnection) -> list[date]:
    return [row[0] for row in bank.execute("SELECT DISTINCT month FROM client_month ORDER BY month").fetchall()]


def warned(bank: duckdb.DuckDBPyConnection, month: date, **leaked: date) -> pl.DataFrame:
    """What the roll-up gives for a month, with some of its days moved."""
    sql, values = compiled(warnings().params(marts.looked_back(month, loaded(bank)) | leaked), DUCKDB)
    return bank.execute(sql, values).pl().sort("client_id")


@pytest.fixture(scope="module")
def today(warehouse_place: str):
    path = Path(warehouse_place) / f"{(Path(warehouse_place) / 'CURRENT').read_text().strip()}.duckdb"
    with duckdb.connect(str(path), read_only=True, config=READ_ONLY_CONFIG) as bank:
        yield bank


@pytest.fixture(scope="module")
def then(warehouse_place: str, tmp_path_factory: pytest.TempPathFactory):
    bank = as_it_stood(warehouse_place, tmp_path_factory.mktemp("then"), last_day(MONTH))
    yield bank
    bank.close()


def test_the_warnings_of_a_month_are_those_that_stood_then(today, then):
    for month in (MONTH, shifted(MONTH, -1), shifted(MONTH, -4)):
        seen, known = (bank.execute("SELECT * FROM client_warning WHERE month = $1", [month]).pl().sort("client_id") for bank in (today, then))
        assert seen.height > 50
        assert_frame_equal(seen, known)


def test_the_check_goes_red_when_one_month_is_leaked(today, then):
    assert_frame_equal(warned(today, MONTH), warned(then, MONTH))
    leaked = warned(today, MONTH, month_after=shifted(MONTH, 2))
    assert not leaked.equals(warned(then, MONTH, month_after=shifted(MONTH, 2)))


LEAKS = {  # what happened in the month after, told as if it had happened on the last day
    "contact": "INSERT INTO contact SELECT * REPLACE ($1 AS contacted_on) FROM today.contact WHERE contacted_on > $1 AND contacted_on < $2",
    "complaint": "INSERT INTO complaint SELECT * REPLACE ($1 AS opened_on, NULL AS closed_on) FROM today.complaint WHERE opened_on > $1 AND opened_on < $2",
    "coverage": "INSERT INTO coverage SELECT * REPLACE ($1 AS valid_from) FROM today.coverage WHERE valid_from > $1 AND valid_from < $2",
    "maturity": "UPDATE maturity SET talked_on = $1 FROM today.maturity t WHERE t.contract_id = maturity.contract_id AND t.talked_on > $1 AND t.talked_on < $2",
    "client_month": "UPDATE client_month SET aum_yuan = t.aum_yuan FROM today.client_month t WHERE client_month.month = $1 - 29 AND t.month = $1 + 1 AND t.client_id = client_month.client_id AND $2 > $1",
}  # fmt: skip


@pytest.mark.parametrize("table", LEAKS)
def test_the_check_goes_red_when_a_month_of_one_table_is_leaked(table, today, then):
    known = warned(then, MONTH)
    path = today.execute("SELECT path FROM duckdb_databases() WHERE database_name = current_database()").fetchone()[0]
    then.execute(f"ATTACH IF NOT EXISTS '{path}' AS today (READ_ONLY)")
    then.begin()
    then.execute(LEAKS[table], [last_day(MONTH), shifted(MONTH, 2)])
    leaked = warned(then, MONTH)
    then.rollback()
    assert not leaked.equals(known)
    assert_frame_equal(warned(then, MONTH), known)
