"""Limits of the pretend bank: every planted breach is found at the right limit and level, and none is invented."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries.concentration import depositors, ladder, limits
from queries.engines import READ_ONLY_CONFIG


@pytest.fixture(scope="module")
def plain(warehouse_place):
    name = (Path(warehouse_place) / "CURRENT").read_text().strip()
    with duckdb.connect(str(Path(warehouse_place) / f"{name}.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as connection:
        yield connection


def noted(warehouse, scope):
    rows = limits.limits(warehouse, scope).filter(pl.col("standing_code") != "within")
    return {(row["holder_id"], row["limit_key"], row["standing_code"]): round(row["use_share"] * 100, 1) for row in rows.iter_rows(named=True)}


def test_every_planted_breach_is_found_in_every_month_and_none_is_invented(warehouse, whole_bank, plain):
    planted = {}
    for month, kind, subject, detail in plain.execute("SELECT month, kind, subject_id, detail FROM planted_truth WHERE kind LIKE 'limit_%'").fetchall():
        for part in detail.split("; "):
            key, used = part.split(": ")
            planted.setdefault(month, {})[subject, key, kind.removeprefix("limit_")] = float(used.rstrip("%"))
    for month in warehouse.months:
        found = noted(warehouse, whole_bank.on(month))
        assert found.keys() == planted.get(month, {}).keys(), month
        assert found == pytest.approx(planted.get(month, {}), abs=0.11)
    last = planted[warehouse.months[-1]]
    assert {key for _, key, _ in last} == {limit.key for limit in ladder.LIMITS}, "a case stands for each limit"


ANOTHER_WAY = """
    WITH owed AS (
        SELECT e.client_id, coalesce(r.exposure_class, 'non_bank') AS class, f.group_id, max(f.loan_yuan) AS loan, sum(e.principal_yuan) AS gross,
               sum(e.principal_yuan - coalesce(e.mitigation_yuan, 0)) AS net
        FROM exposure e JOIN client r USING (client_id) JOIN client_month f ON f.month = e.month AND f.client_id = e.client_id
        WHERE e.month = $1 GROUP BY ALL),
    base AS (SELECT net_capital_yuan AS capital, tier1_yuan AS tier1 FROM bank_month WHERE month = $1),
    asked AS (
        SELECT client_id AS holder, 'single_client_loans' AS key, loan AS used, capital * 0.10 AS most FROM owed, base WHERE class = 'non_bank'
        UNION ALL SELECT client_id, 'single_client_exposure', net, tier1 * 0.15 FROM owed, base WHERE class = 'non_bank'
        UNION ALL SELECT client_id, 'bank_exposure', net, tier1 * 0.25 FROM owed, base WHERE class IN ('bank', 'gsib')
        UNION ALL SELECT client_id, 'basel_gsib', net, tier1 * 0.15 FROM owed, base WHERE class = 'gsib'
        UNION ALL SELECT client_id, 'basel_exposure', net, tier1 * 0.25 FROM owed, base WHERE class IN ('non_bank', 'bank', 'gsib')
        UNION ALL SELECT group_id, 'group_exposure', sum(net), any_value(tier1) * 0.20 FROM owed, base WHERE group_id IS NOT NULL AND class = 'non_bank' GROUP BY 1
        UNION ALL SELECT group_id, 'basel_exposure', sum(net), any_value(tier1) * 0.25 FROM owed, base WHERE group_id IS NOT NULL AND class = 'non_bank' GROUP BY 1
        UNION ALL SELECT group_id, 'group_credit', sum(gross), any_value(capital) * 0.15 FROM owed, base WHERE group_id IS NOT NULL AND class = 'non_bank' GROUP BY 1)
    SELECT holder, key, used, used / most AS share FROM asked WHERE used > 0 ORDER BY share DESC, holder, key"""


def test_the_whole_ladder_agrees_with_sql_written_another_way(warehouse, whole_bank, plain):
    found = ladder.of_month(warehouse, whole_bank)
    expected = {(holder, key): (used, share) for holder, key, used, share in plain.execute(ANOTHER_WAY, [whole_bank.month]).fetchall()}
    got = {(row["holder_id"], row["limit_key"]): (row["use_yuan"], row["use_share"]) for row in found.iter_rows(named=True)}
    assert set(got) <= set(expected)
    for key, (used, share) in got.items():
        assert used == expected[key][0]
        assert share == pytest.approx(float(expected[key][1]), rel=1e-6)
    left_out = [share for key, (_, share) in expected.items() if key not in got]
    assert max(left_out, default=0) < 0.2


def test_the_broken_group_spans_branches_and_each_branch_head_sees_only_a_part_of_it(warehouse, whole_bank):
    from queries.access import Role, reach, role_viewer

    rows = limits.limits(warehouse, whole_bank).filter((pl.col("limit_key") == "group_exposure") & (pl.col("standing_code") == "broken"))
    number, used, parts = rows["holder_id"][0], rows["use_yuan"][0], []
    for node in (key for key, each in warehouse.tree().nodes.items() if each.level == "branch"):
        seen = limits.limits(warehouse, reach(role_viewer(Role.BRANCH_HEAD, warehouse, (node,)), warehouse))
        assert seen["headroom_yuan"].null_count() == seen["use_share"].null_count() == seen.height
        parts += seen.filter((pl.col("holder_id") == number) & (pl.col("limit_key") == "group_exposure"))["use_yuan"].to_list()
    assert len(parts) > 1
    assert sum(parts) == used


def test_the_ten_largest_depositors_agree_with_plain_sql(warehouse, whole_bank, plain):
    held = plain.execute("SELECT deposit_yuan FROM client_month WHERE month = $1 AND NOT is_closed AND segment <> 'interbank' AND deposit_yuan > 0 ORDER BY 1 DESC", [whole_bank.month]).fetchall()
    amounts = [amount for amount, in held]
    row = depositors.depositors(warehouse, whole_bank).row(0, named=True)
    assert row["top_deposits_yuan"] == sum(amounts[:10])
    assert row["top_deposits_share"] == pytest.approx(float(sum(amounts[:10])) / float(sum(amounts)))
    listed = depositors.largest_depositors(warehouse, whole_bank)
    assert listed["deposit_yuan"].to_list() == amounts[:20]
    liquid, due = plain.execute("SELECT liquid_assets_yuan, liquid_liabilities_yuan FROM bank_month WHERE month = $1", [whole_bank.month]).fetchone()
    assert listed["liquidity_after_share"][0] == pytest.approx(float(liquid - amounts[0]) / float(due - amounts[0]))
