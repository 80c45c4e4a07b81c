"""Value added, ramp and learning: drawn by hand, and plain SQL on the pretend bank."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries import fairness, learning
from queries.access import Role, reach, role_viewer
from queries.engines import READ_ONLY_CONFIG
from queries.results import To
from queries.schema import metadata
from seed.frames import shaped
from tests.queries.banks import bank, tree_rows

MONTHS = [date(2026, month, 1) for month in range(8, 11)]
COUNT = 60


def month_end(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Sixty RMs of one segment: fees follow the book but for R000, who brings 50,000 more a month; R059 joined in August 2026."""
    rms = [f"R{at:03}" for at in range(COUNT)]
    book = {rm: 1_000_000 * (1 + at % 13) for at, rm in enumerate(rms)}
    days = [
        {"day": month_end(month), "rm_id": rm, "outlet_id": "O1" if at % 2 else "O3", "segment": "corporate", "deposit_yuan": book[rm],
         "fee_yuan": 1_000 * (1 + at % 13) + (50_000 if at == 0 else 0)}
        for month in MONTHS for at, rm in enumerate(rms)
    ]  # fmt: skip
    held = pl.DataFrame({"rm_id": rms, "outlet_id": ["O1" if at % 2 else "O3" for at in range(COUNT)]}).with_columns(
        valid_from=pl.when(pl.col("rm_id") == "R059").then(date(2026, 8, 1)).otherwise(date(2020, 1, 1)), segment=pl.lit("corporate"), status=pl.lit("active"),
        kind=pl.lit("rm"), working_share=pl.lit(1), grade=pl.lit("rm_1"),
    )  # fmt: skip
    people = pl.DataFrame({"rm_id": rms, "rm_name_zh": rms, "rm_name_en": rms}).with_columns(
        join_on=pl.when(pl.col("rm_id") == "R059").then(date(2026, 5, 1)).otherwise(date(2020, 1, 1))
    )
    goals = pl.DataFrame([
        {"rm_id": rm, "outlet_id": "O1" if at % 2 else "O3", "segment": "corporate", "metric": "fee_income", "kind": "flow", "period": "month",
         "period_start": month, "valid_from": month, "target_value": 4_000, "is_personal": False}
        for month in MONTHS for at, rm in enumerate(rms)
    ])  # fmt: skip
    facts = pl.DataFrame({"client_id": "C1", "outlet_id": "O1", "rm_id": "R001", "segment": "corporate", "month": MONTHS})
    tables = {"rm": people, "posting": held, "rm_day": pl.DataFrame(days), "target_rm": goals}
    opened = bank(tmp_path_factory.mktemp("drawn"), facts, trees=tree_rows(MONTHS), extra=[(name, shaped(metadata.tables[name], rows)) for name, rows in tables.items()])
    yield opened
    opened.close()


def scope_of(warehouse, role=Role.EXECUTIVE, nodes=()):
    return reach(role_viewer(role, warehouse, nodes), warehouse)


def test_the_planted_over_performer_leads_by_value_added(drawn):
    rows = fairness.value_added(drawn, scope_of(drawn).asking(metric="fee_income"))
    assert rows.height == COUNT - 1  # R059 is two months in post
    best = rows.row(0, named=True)
    assert (best["rm_id"], best["value_place"], best["actual_yuan"]) == ("R000", 1, Decimal("51000.00"))
    assert best["value_added_yuan"] > Decimal(40_000)
    assert best["value_added_yuan"] == best["actual_yuan"] - best["expected_yuan"]
    assert (best["attainment_share"], best["attainment_place"]) == (12.75, 1)
    assert set(rows["basis_count"]) == {COUNT - 1}


def test_a_branch_head_sees_the_same_expectations_of_their_own_rms_only(drawn):
    asked = {"metric": "fee_income"}
    every = fairness.value_added(drawn, scope_of(drawn).asking(**asked))
    mine = fairness.value_added(drawn, scope_of(drawn, Role.BRANCH_HEAD, ("F2",)).asking(**asked))
    assert set(mine["outlet_id"]) == {"O3"}
    same = every.filter(pl.col("outlet_id") == "O3").sort("rm_id")
    assert mine.sort("rm_id").select("rm_id", "expected_yuan", "r2_share").equals(same.select("rm_id", "expected_yuan", "r2_share"))
    assert mine["value_place"].to_list() == sorted(mine["value_place"].to_list())
    one = fairness.value_added(drawn, scope_of(drawn).asking(metric="fee_income", who="R000"))
    assert one["rm_id"].to_list() == ["R000"]


def test_months_and_kinds_without_expectations_have_none(drawn):
    scope = scope_of(drawn)
    earlier = fairness.value_added(drawn, scope.on(MONTHS[0]))
    assert (earlier.height, earlier.columns) == (0, list(fairness.VALUES))
    assert fairness.value_added(drawn, scope.asking(period="year")).is_empty()  # results begin in August
    assert fairness.value_added(drawn, scope.asking(metric="npl")).is_empty()


def test_a_new_rms_attainment_is_set_against_the_ramp(drawn):
    row = fairness.ramped(drawn, scope_of(drawn).asking(metric="fee_income")).row(0, named=True)
    days = [date(2026, 10, 1) + timedelta(days=at) for at in range(31)]
    mean = sum(min(max(((day - date(2026, 5, 1)).days / (365.25 / 12) - 3) / 6, 0), 1) for day in days) / 31
    assert row["rm_id"] == "R059"
    assert row["ramp_share"] == pytest.approx(mean)
    assert row["attainment_share"] == 2.0  # 8,000 of 4,000
    assert row["ramp_attainment_share"] == pytest.approx(2.0 / mean)


def test_attainment_is_not_adjusted_while_the_ramp_is_too_low_to_say(drawn):
    row = fairness.ramped(drawn, scope_of(drawn).on(MONTHS[0]).asking(metric="fee_income")).row(0, named=True)
    assert (row["rm_id"], row["attainment_share"], row["ramp_attainment_share"]) == ("R059", 2.0, None)
    assert 0 < row["ramp_share"] < 0.25


def test_the_ramp_is_zero_for_three_months_and_whole_after_nine():
    rows = pl.DataFrame({"rm_id": ["R1", "R2", "R3"], "kind": ["flow", "flow", "growth"], "join_on": [date(2026, 9, 15), date(2025, 6, 1), date(2026, 1, 1)]})
    to = To(date(2026, 10, 31), date(2026, 10, 1), date(2026, 10, 1), date(2026, 1, 1), date(2025, 1, 1))
    shares = dict(fairness.ramps(rows, to).select("rm_id", "ramp_share").iter_rows())
    days = [date(2026, 1, 1) + timedelta(days=at) for at in range(304)]
    year = sum(min(max(((day - date(2026, 1, 1)).days / (365.25 / 12) - 3) / 6, 0), 1) for day in days) / 304
    assert shares == {"R1": 0.0, "R2": 1.0, "R3": pytest.approx(year)}


def month_rows(joiners: dict[int, float], settled: float = 100.0) -> pl.DataFrame:
    """Fees by month since joining of five joiners, beside six settled RMs."""
    rows = [(MONTHS[0], f"N{at}{months}", "personal", months, True, "fee_income", value) for months, value in joiners.items() for at in range(5)]
    rows += [(MONTHS[0], f"S{at}", "personal", 40, False, "fee_income", settled) for at in range(6)]
    return pl.DataFrame(rows, schema=["month", "rm_id", "segment", "months", "is_joiner", "metric", "value"], orient="row")


def test_a_new_rm_is_productive_from_the_first_whole_month_with_four_fifths_of_the_settled_median():
    found = learning.curve(month_rows({0: 90.0, 1: 30.0, 2: 79.9, 3: 80.0, 4: 60.0}))
    fees = found.filter((pl.col("metric") == "fee_income") & pl.col("relative_share").is_not_null())
    assert fees.select("month_no", "relative_share", "rms_count").rows() == [(0, 0.9, 5), (1, 0.3, 5), (2, 0.799, 5), (3, 0.8, 5), (4, 0.6, 5)]
    assert learning.productive_from(found, "fee_income") == 3
    assert learning.productive_from(found, "deposits") is None


def test_fewer_than_five_rms_have_no_median_and_a_median_of_nothing_compares_with_nothing():
    four = month_rows({2: 90.0}).filter(pl.col("rm_id") != "N02")
    assert learning.curve(four).filter(pl.col("rms_count") > 0).select("month_no", "relative_share", "rms_count").rows() == [(2, None, 4)]
    assert learning.curve(month_rows({2: 90.0}, settled=0.0))["rms_count"].sum() == 0
    few = month_rows({2: 90.0}).filter(~pl.col("rm_id").is_in(["S0", "S1"]))
    assert learning.curve(few)["rms_count"].sum() == 0


def test_the_pretend_banks_curve_equals_a_plain_loop(warehouse, whole_bank, warehouse_place):
    with duckdb.connect(str(Path(warehouse_place) / "wh-0001.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as plain:
        rows = plain.execute("""
            WITH heads AS (
                SELECT m.month, p.rm_id, p.outlet_id, p.segment, r.join_on, date_diff('month', r.join_on, m.month) AS months
                FROM (SELECT DISTINCT month FROM client_month) m JOIN posting p ON p.valid_from <= last_day(m.month) AND coalesce(p.valid_to, '9999-01-01') > last_day(m.month)
                JOIN rm r USING (rm_id) WHERE p.kind = 'rm' AND p.grade <> 'trainee'),
            fees AS (SELECT date_trunc('month', day)::DATE AS month, rm_id, outlet_id, segment, sum(fee_yuan)::DOUBLE AS fee FROM rm_day GROUP BY ALL),
            came AS (SELECT h.*, coalesce(f.fee, 0) AS fee FROM heads h LEFT JOIN fees f USING (month, rm_id, outlet_id, segment)),
            usual AS (SELECT month, segment, median(fee) AS usual FROM came WHERE months >= 12 GROUP BY ALL HAVING count(*) >= 5 AND median(fee) > 0)
            SELECT months, median(fee / usual), count(DISTINCT rm_id) FROM came JOIN usual USING (month, segment)
            WHERE months BETWEEN 0 AND 24 AND join_on >= (SELECT min(month) FROM client_month) GROUP BY months ORDER BY months""").fetchall()
    told = fairness.learning_curve(warehouse, whole_bank).filter((pl.col("metric") == "fee_income") & (pl.col("rms_count") > 0))
    assert told["month_no"].to_list() == [months for months, _, _ in rows]
    assert told["rms_count"].to_list() == [count for _, _, count in rows]
    assert told["relative_share"].to_list() == [pytest.approx(share) if count >= 5 else None for _, share, count in rows]
