"""The pretend bank's churn: plain SQL on the base tables and client states."""

from datetime import date
from itertools import product
from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries import churn, churn_cuts, cohorts, retention
from queries.churn_rows import MEASURE_LEVELS
from queries.engines import READ_ONLY_CONFIG


@pytest.fixture(scope="module")
def plain(warehouse_place):
    name = (Path(warehouse_place) / "CURRENT").read_text().strip()
    with duckdb.connect(str(Path(warehouse_place) / f"{name}.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as connection:
        yield connection


PLACES = {"outlet": "outlet_id, segment", "rm": "outlet_id, rm_id, segment", "tier": "outlet_id, segment, star_tier"}


@pytest.mark.parametrize("grain", PLACES)
@pytest.mark.parametrize("measure", MEASURE_LEVELS.values())
def test_every_place_balances_in_every_month(measure, grain, plain):
    place = PLACES[grain]

    def sums(*steps: str) -> str:
        return " + ".join(f"coalesce({measure}_{step}_yuan, 0)" for step in steps)

    found = plain.execute(f"""
        WITH lines AS (
            SELECT month, {place}, {sums("opening", "new", "reactivated", "expansion")} - ({sums("contraction", "lost", "closing")}) AS rest FROM churn_month WHERE grain = $1
            UNION ALL SELECT month, {place}, {sums("moved_in")} - ({sums("moved_out")}) FROM churn_inside WHERE grain = $1
            UNION ALL SELECT month, {place}, CASE side WHEN 'in' THEN 1 ELSE -1 END * coalesce({measure}_yuan, 0) FROM churn_move)
        SELECT count(*), count(*) FILTER (rest <> 0) FROM (SELECT sum(rest) AS rest FROM lines GROUP BY month, {place})""", [grain]).fetchone()  # noqa: S608
    assert found[0] > 100
    assert found[1] == 0


def test_every_nodes_bridge_balances_and_closes_with_the_ledger(warehouse, whole_bank, plain):
    for month, measure in product((warehouse.months[-1], warehouse.months[-6]), ("deposits", "loans", "aum")):
        tree, level = warehouse.tree(month), MEASURE_LEVELS[measure]
        ledger = dict(plain.execute(f"""SELECT c.node_id, sum(b.{level}_yuan) FROM book_month b JOIN org_closure c USING (month, outlet_id)
            WHERE month = $1 GROUP BY 1""", [month]).fetchall())  # noqa: S608
        for node in tree.nodes:
            row = churn.bridge(warehouse, whole_bank.on(month).narrow(tree, [node]).asking(measure=measure)).row(0, named=True)
            opening, new, grew, back, shrank, lost, came, went, closing = row.values()
            assert opening + new + grew + back - shrank - lost + came - went == closing == ledger.get(node, 0), (node, month, measure)


def test_rms_and_no_rm_add_up_to_the_unit_once_their_moves_cancel(warehouse, whole_bank):
    for node in (key for key, each in warehouse.tree().nodes.items() if each.level in {"bank", "branch", "outlet"}):
        scope = whole_bank.narrow(warehouse.tree(), [node]).asking(measure="deposits")
        unit, rms = churn.bridge(warehouse, scope).row(0, named=True), churn.by_rm(warehouse, scope)
        summed = {name: rms[name].sum() for name in unit}
        for name in unit:
            if not name.startswith("moved"):
                assert summed[name] == unit[name], (node, name)
        assert summed["moved_in_yuan"] - summed["moved_out_yuan"] == unit["moved_in_yuan"] - unit["moved_out_yuan"]


def test_the_units_below_add_up_too_and_a_reorganisation_is_a_move(warehouse, whole_bank):
    scope = whole_bank.asking(measure="deposits", period="year")
    units, whole = churn.by_unit(warehouse, scope), churn.clients(warehouse, scope).row(0, named=True)
    assert units["closing_count"].sum() == whole["closing_count"]
    assert units["lost_count"].sum() == whole["lost_count"]
    assert (whole["moved_in_count"], whole["moved_out_count"]) == (0, 0)
    assert units["moved_in_count"].sum() == units["moved_out_count"].sum() > 100  # an outlet went from one region to the other


def test_churn_over_twelve_months_is_compounded_from_the_months(warehouse, whole_bank):
    run = churn.trend(warehouse, whole_bank).tail(12)
    stays = 1.0
    for opening, lost in run.select("opening_count", "lost_count").iter_rows():
        stays *= 1 - lost / opening
    assert run["churn_year_share"][-1] == pytest.approx(1 - stays)
    assert churn.by_unit(warehouse, whole_bank.asking(measure="aum"))["churn_year_share"].is_between(0, 0.2).all()


def test_retention_is_that_of_the_clients_who_were_active_a_year_ago_and_have_not_moved_out(warehouse, whole_bank, plain):
    month = warehouse.months[-1]
    for node in (key for key, each in warehouse.tree().nodes.items() if each.level in {"bank", "branch"}):
        expected = plain.execute("""
            WITH inside AS (SELECT outlet_id FROM org_closure WHERE month = $1 AND node_id = $2),
            pairs AS (SELECT greatest(a.deposit_yuan, 0) AS was, greatest(b.deposit_yuan, 0) AS now, b.state = 'active' AS is_active
                FROM client_life a JOIN client_life b USING (client_id)
                WHERE b.month = $1 AND a.month = $1 - INTERVAL 1 YEAR AND a.state = 'active' AND a.outlet_id IN (FROM inside) AND b.outlet_id IN (FROM inside))
            SELECT count(*), count(*) FILTER (is_active), sum(was), sum(least(was, now)), sum(now) FROM pairs""", [month, node]).fetchone()
        row = retention.total(warehouse, whole_bank.narrow(warehouse.tree(), [node])).filter(pl.col("measure") == "deposits").row(0, named=True)
        assert tuple(row[name] for name in ("client_count", "kept_count", "opening_yuan", "kept_yuan", "closing_yuan")) == expected, node
        assert row["gross_share"] == pytest.approx(float(expected[3] / expected[2]))
        assert row["net_share"] >= row["gross_share"]


def test_lost_clients_run_down_is_their_fall_from_the_years_highest_month_end(warehouse, whole_bank, plain):
    first, last = warehouse.months[-12], warehouse.months[-1]
    expected = plain.execute("""
        SELECT sum(peak - held)::DECIMAL(18, 2) FROM (
            SELECT l.client_id, l.month, max(p.deposit_yuan) AS peak, max(p.deposit_yuan) FILTER (p.month = l.month - INTERVAL 1 MONTH) AS held
            FROM client_life l JOIN client_life p ON p.client_id = l.client_id AND p.month < l.month AND p.month >= l.month - INTERVAL 1 YEAR
            WHERE l.event = 'lost' AND l.month BETWEEN $1 AND $2 GROUP BY ALL)""", [first, last]).fetchone()[0]
    row = retention.run_down(warehouse, whole_bank).row(0, named=True)
    assert row["run_down_yuan"] == expected > 0
    assert row["taken_share"] == pytest.approx(float((row["lost_yuan"] + expected) / (row["lost_yuan"] + row["contraction_yuan"])))


def test_each_cut_tells_all_lost_clients_once(warehouse, whole_bank, plain):
    rows = churn_cuts.by_cut(warehouse, whole_bank)
    lost = plain.execute("SELECT count(*) FROM client_life WHERE event = 'lost' AND month >= $1", [warehouse.months[-12]]).fetchone()[0]
    assert set(rows.group_by("cut").agg(pl.col("lost_count").sum()).rows()) == {(cut, lost) for cut in churn_cuts.CUTS}
    closed = plain.execute("""SELECT c.close_reason, count(*) FROM client_life l JOIN client c USING (client_id)
        WHERE l.event = 'lost' AND l.state = 'closed' AND l.month >= $1 GROUP BY 1""", [warehouse.months[-12]]).fetchall()
    told = rows.filter((pl.col("cut") == "reason") & (pl.col("group_key") != "dormant"))
    assert dict(told.select("group_key", "lost_count").iter_rows()) == dict(closed)


def test_cohorts_are_those_of_the_client_register(warehouse, whole_bank, plain):
    expected = plain.execute("""
        WITH members AS (
            SELECT c.client_id, date_trunc('quarter', c.opened_on)::DATE AS quarter FROM client c
            WHERE EXISTS (SELECT 1 FROM client_life l WHERE l.client_id = c.client_id AND l.state = 'active'
                          AND l.month < date_trunc('quarter', c.opened_on) + INTERVAL 3 MONTH))
        SELECT quarter, date_diff('month', quarter, l.month) - 2 AS months, count(*), count(*) FILTER (l.state = 'active'), sum(l.aum_yuan)
        FROM members JOIN client_life l USING (client_id) WHERE quarter >= $1 AND date_diff('month', quarter, l.month) >= 2 GROUP BY ALL ORDER BY 1, 2""",
        [warehouse.months[0]]).fetchall()  # fmt: skip
    found = cohorts.triangle(warehouse, whole_bank.asking(measure="aum"))
    assert found.select("quarter", "months_count", "member_count", "active_count", "balance_yuan").rows() == expected
    assert found["quarter"].min() == date(2025, 10, 1)  # August and September 2025 are only a part of their quarter
    assert found.filter(pl.col("months_count") == 0)["balance_share"].to_list() == [1.0] * found["quarter"].n_unique()


def test_states_and_events_of_the_year_add_up(warehouse, whole_bank, plain):
    now = dict(retention.states(warehouse, whole_bank).select("state", "clients_now_count").iter_rows())
    held = dict(plain.execute("SELECT state, count(*) FROM client_life WHERE month = $1 GROUP BY 1", [warehouse.months[-1]]).fetchall())
    assert {name: now[name] for name in ("active", "dormant", "unused")} == {name: held[name] for name in ("active", "dormant", "unused")}
    assert (now["lost_year_ago"], now["won_back"]) == (None, None)  # fifteen months of history cannot tell
