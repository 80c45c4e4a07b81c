"""The watch-and-exit list: drawn by hand, against what was planted, and blind to what comes after its month."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from queries import marts
from queries.access import Role, reach, role_viewer
from queries.concentration import watch
from queries.engines import DUCKDB, READ_ONLY_CONFIG, compiled
from queries.marts.credit import checks, graded
from queries.marts.watch import worsened
from queries.periods import shifted
from queries.schema import WATCH_SIGNS, metadata
from seed.frames import shaped
from tests.places import published
from tests.queries.banks import bank
from tests.queries.test_no_look_ahead import as_it_stood, loaded
from tests.tables import table

MONEY = pl.Decimal(18, 2)
MONTHS = {"25": date(2025, 10, 1), "9": date(2026, 9, 1), "10": date(2026, 10, 1)}
FACTS = """
    | client_id | month | outlet_id | rating | loan_grade      | deposit_yuan | loan_yuan |
    | rated     |    25 | O1        | AA     | normal          |      9000000 |   5000000 |
    | rated     |    10 | O1        | BBB    | normal          |      9000000 |   5000000 |
    | notch     |    25 | O1        | AA     | normal          |      9000000 |   5000000 |
    | notch     |    10 | O1        | A      | normal          |      9000000 |   5000000 |
    | graded    |     9 | O1        | A      | special_mention |      9000000 |   5000000 |
    | graded    |    10 | O1        | A      | substandard     |      9000000 |   5000000 |
    | covered   |    25 | O2        | A      | normal          |      9000000 |   5000000 |
    | covered   |    10 | O2        | A      | normal          |      9000000 |   5000000 |
    | drained   |    25 | O2        | A      | normal          |     30000000 |   1000000 |
    | drained   |    10 | O2        | A      | normal          |      2000000 |   1000000 |
    | small     |    25 | O2        | AA     | normal          |        90000 |   5000000 |
    | small     |    10 | O2        | CCC    | normal          |        90000 |   5000000 |
    | repaid    |    25 | O2        | AA     | normal          |     20000000 |   5000000 |
    | repaid    |    10 | O2        | CCC    |                 |     20000000 |           |
    | moved     |    25 | O1        | AA     | normal          |     20000000 |   5000000 |
    | moved     |    10 | O3        | CCC    | normal          |     20000000 |   5000000 |
"""
EXPOSURES = """
    | client_id | month | outlet_id | exposure_id | principal_yuan | cover_share | exit_planned_yuan | exit_done_yuan | risk_owner_id |
    | rated     |    10 | O1        | E1          |        3000000 |             |           1000000 |         250000 | R1            |
    | rated     |    10 | O1        | E2          |        2000000 |             |                   |                | R2            |
    | notch     |    10 | O1        | E3          |        5000000 |             |                   |                | R1            |
    | graded    |    10 | O1        | E4          |        5000000 |             |                   |                |               |
    | covered   |    25 | O2        | E5          |        4000000 |         0.9 |                   |                | R1            |
    | covered   |    25 | O2        | E6          |        1000000 |         0.4 |                   |                | R1            |
    | covered   |    10 | O2        | E5          |        4000000 |         0.6 |                   |                | R9            |
    | drained   |    10 | O2        | E7          |        1000000 |             |                   |                | R1            |
    | small     |    10 | O2        | E8          |        5000000 |             |                   |                | R1            |
    | moved     |    10 | O3        | E9          |        5000000 |             |                   |                | R1            |
"""


def drawn(folder: Path):
    amounts = dict.fromkeys(("deposit_yuan", "loan_yuan", "principal_yuan", "exit_planned_yuan", "exit_done_yuan"), MONEY) | {"cover_share": pl.Decimal(12, 6)}
    rows, contracts = (table(text, {name: kind for name, kind in amounts.items() if name in text}).with_columns(pl.col("month").replace_strict(MONTHS, return_dtype=pl.Date)) for text in (FACTS, EXPOSURES))
    contracts = contracts.with_columns(segment=pl.lit("corporate"), kind=pl.lit("on_balance"))
    rows = rows.with_columns(segment=pl.lit("corporate"), is_closed=pl.lit(value=False))
    posted = pl.DataFrame({"rm_id": ["R1", "R2"], "outlet_id": ["O1", "O1"]}).with_columns(
        valid_from=pl.lit(date(2020, 1, 1)), segment=pl.lit("corporate"), grade=pl.lit("rm_1"), kind=pl.lit("rm"), status=pl.lit("active"), working_share=pl.lit(1)
    )  # fmt: skip
    extra = [("exposure", shaped(metadata.tables["exposure"], contracts)), ("posting", shaped(metadata.tables["posting"], posted))]
    return bank(folder, rows, rms=["R1", "R2"], extra=extra)


def test_who_worsened_and_why(tmp_path: Path):
    warehouse = drawn(tmp_path)
    scope = reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse)
    rows = watch.watchlist(warehouse, scope)
    told = {row["client_id"]: row for row in rows.iter_rows(named=True)}
    assert {number: row["signs_en"] for number, row in told.items()} == {
        "rated": "rating AA → BBB", "graded": "grade Special mention → Substandard", "covered": "cover 80% → 60%", "drained": "balances down 93%",
    }  # fmt: skip  # one notch is no sign; small is not large; repaid owes nothing; moved is compared from its new outlet on
    assert told["graded"]["signs_zh"] == "五级分类 关注 → 次级"
    assert rows["exposure_yuan"].to_list() == [Decimal(5_000_000), Decimal(5_000_000), Decimal(4_000_000), Decimal(1_000_000)]
    rated = told["rated"]
    assert (rated["exit_planned_yuan"], rated["exit_done_yuan"], rated["exit_done_share"]) == (Decimal(1_000_000), Decimal(250_000), 0.25)
    assert (rated["owner_id"], rated["owner_zh"]) == ("R1", "经理R1")  # of the largest contract
    assert (told["covered"]["owner_en"], told["graded"]["owner_en"]) == ("R9", "nobody named")
    assert (told["drained"]["balance_before_yuan"], told["drained"]["balance_yuan"]) == (Decimal(30_000_000), Decimal(2_000_000))
    trend = watch.watch_trend(warehouse, scope).select("month", "watched_count", "watched_exposure_yuan", "exit_progress_share").rows()
    assert trend == [(MONTHS["25"], 0, Decimal(0), None), (MONTHS["9"], 0, Decimal(0), None), (MONTHS["10"], 4, Decimal(15_000_000), 0.25)]
    assert watch.watch_findings(warehouse, scope).height == 3


def test_months_are_counted_back_to_the_first_sign_without_a_gap():
    rows = pl.DataFrame(
        [("a", "O1", 10), ("a", "O1", 9), ("a", "O1", 8), ("a", "O1", 6), ("b", "O1", 10), ("b", "O2", 9), ("c", "O1", 9)], schema={"client_id": pl.String, "outlet_id": pl.String, "m": pl.Int64}, orient="row"
    ).with_columns(month=pl.date(2026, pl.col("m"), 1))
    assert watch.unbroken(rows, date(2026, 10, 1)).rows() == [("a", "O1", date(2026, 8, 1), 2), ("b", "O1", date(2026, 10, 1), 0)]


@pytest.fixture(scope="module")
def facts(warehouse_place):
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        yield connection


def test_all_that_were_planted_are_found_and_none_is_invented(facts, warehouse, whole_bank):
    planted = facts.execute("SELECT month, subject_id, detail, amount_yuan FROM planted_truth WHERE kind = 'large_worsened' ORDER BY 1, 2").fetchall()
    signs = " || ".join(f"CASE WHEN {name} THEN '{name} ' ELSE '' END" for name, _, _ in WATCH_SIGNS)
    found = facts.execute(f"SELECT month, client_id, trim({signs}), exposure_yuan FROM credit_watch ORDER BY 1, 2").fetchall()
    assert found == planted
    said = " ".join(detail for _, _, detail, _ in planted)
    assert all(name in said for name, _, _ in WATCH_SIGNS)
    for month in warehouse.months[-4:]:
        listed = watch.watchlist(warehouse, whole_bank.on(month))
        assert sorted(listed["client_id"]) == [number for when, number, _, _ in planted if when == month]
        assert listed["owner_zh"].is_in(facts.execute("SELECT rm_name_zh FROM rm").pl()["rm_name_zh"].implode()).all()
        assert listed["signs_en"].str.len_chars().min() > 5


def test_signs_of_the_pretend_bank_by_sql_written_another_way(facts):
    plain = facts.execute("""
        WITH scale AS (SELECT unnest(['AAA','AA','A','BBB','BB','B','CCC','D']) AS r, unnest(range(8)) AS p),
             grade AS (SELECT unnest(['normal','special_mention','substandard','doubtful','loss']) AS g, unnest(range(5)) AS q),
             told AS (SELECT f.*, p, q, CASE WHEN segment = 'personal' THEN aum_yuan ELSE deposit_yuan END AS bal FROM client_month f LEFT JOIN scale ON r = rating LEFT JOIN grade ON g = loan_grade WHERE NOT is_closed),
             due AS (SELECT month, client_id, sum(principal_yuan) AS open, sum(principal_yuan * cover_share) / sum(principal_yuan)::DOUBLE AS cover FROM exposure GROUP BY ALL)
        SELECT n.month, n.client_id, coalesce(n.p - t.p >= 2, false), coalesce(n.q > t.q, false) OR coalesce(n.q > b.q, false), coalesce(round(dt.cover - d.cover, 6) >= 0.2, false),
               coalesce(t.bal >= 1000000 AND n.bal <= t.bal / 2, false), coalesce(n.q > 0, false)
        FROM told n JOIN due d USING (month, client_id)
        LEFT JOIN told t ON t.client_id = n.client_id AND t.outlet_id = n.outlet_id AND t.month = n.month - INTERVAL 12 MONTH
        LEFT JOIN told b ON b.client_id = n.client_id AND b.outlet_id = n.outlet_id AND b.month = n.month - INTERVAL 1 MONTH
        LEFT JOIN due dt ON dt.client_id = n.client_id AND dt.month = t.month
        LEFT JOIN large_contact l ON l.month = n.month AND l.client_id = n.client_id
        WHERE l.client_id IS NOT NULL OR CASE WHEN t.segment = 'personal' THEN t.aum_yuan >= 1000000 ELSE t.deposit_yuan + t.loan_yuan >= 10000000 END
        ORDER BY 1, 2""").fetchall()
    shown = [row for row in plain if any(row[2:])]
    names = ", ".join(name for name, _, _ in WATCH_SIGNS)
    assert facts.execute(f"SELECT month, client_id, {names} FROM credit_watch ORDER BY 1, 2").fetchall() == shown
    assert len(plain) > len(shown) > 5


MONTH = date(2026, 8, 1)
ENDS = date(2026, 8, 31)
LATER_CREDIT = ("DELETE FROM exposure WHERE month > $1", "UPDATE exposure SET check_done_on = NULL WHERE check_done_on > $1")


def told(connection: duckdb.DuckDBPyConnection, statement, month: date, key: str) -> pl.DataFrame:
    sql, values = compiled(statement().params(marts.looked_back(month, loaded(connection))), DUCKDB)
    return connection.execute(sql, values).pl().sort(key, "outlet_id")


def test_signs_grades_and_checks_of_a_month_know_nothing_of_what_came_after(warehouse_place, facts, tmp_path):
    then = as_it_stood(warehouse_place, tmp_path, ENDS)
    for sentence in LATER_CREDIT:
        then.execute(sentence, [ENDS])
    then.execute("DELETE FROM large_contact WHERE month > $1", [ENDS])
    for month in (MONTH, shifted(MONTH, -1)):
        for statement, key in ((worsened, "client_id"), (graded, "client_id"), (checks, "rm_id")):
            now, before = told(facts, statement, month, key), told(then, statement, month, key)
            assert now.height > 0
            assert_frame_equal(now, before, check_row_order=False)
    then.close()


LEAKS = ((worsened, "year_ago", 1), (checks, "month_after", 2), (graded, "loaded_before", 1))


@pytest.mark.parametrize("statement, name, months", LEAKS, ids=[each.__name__ for each, *_ in LEAKS])
def test_the_check_goes_red_when_a_month_after_is_leaked(statement, name, months, facts):
    key = "rm_id" if statement is checks else "client_id"

    def differs(month: date) -> bool:
        sql, values = compiled(statement().params(marts.looked_back(month, loaded(facts)) | {name: shifted(month, months)}), DUCKDB)
        return not facts.execute(sql, values).pl().sort(key, "outlet_id").equals(told(facts, statement, month, key))

    assert any(differs(shifted(MONTH, -back)) for back in range(6))
