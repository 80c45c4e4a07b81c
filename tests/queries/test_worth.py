"""What early warnings are worth: counted again client by client on the pretend bank, and the planted churners."""

from datetime import date
from math import sqrt
from pathlib import Path
from typing import Any

import duckdb
import pytest

from queries import worth
from queries.access import Role, reach, role_viewer
from queries.engines import READ_ONLY_CONFIG
from queries.periods import shifted
from queries.scope import Scope
from queries.warehouse import Shelf
from queries.warning_policy import HORIZONS, LIST_LEAST, WARNINGS
from tests.conftest import seed

LEAST = 5  # clients a published reference rests on
POINTS = {warning.key: warning.points for warning in WARNINGS}
Counted = dict[tuple[str, int], tuple[int, int, int, int, int]]


def opened(place: str) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(Path(place) / f"{(Path(place) / 'CURRENT').read_text().strip()}.duckdb"), read_only=True, config=READ_ONLY_CONFIG)


def one_by_one(place: str, month: date) -> Counted:
    """(hits, flagged, hits of the list's first as many, lost, active) by rule and horizon, in plain loops over clients."""
    with opened(place) as bank:
        life = bank.execute("SELECT month, client_id, state, event FROM client_life").fetchall()
        rows = bank.execute("SELECT * FROM client_warning").pl().rows(named=True)
    found: Counted = {}
    for horizon in HORIZONS:
        begin = shifted(month, -horizon)
        lost = {client for when, client, _, event in life if begin < when <= month and event == "lost"}
        active = {client for when, client, state, _ in life if when == begin and state == "active"}
        warned = [row for row in rows if row["month"] == begin]
        score = {row["client_id"]: sum(points for key, points in POINTS.items() if row[key]) for row in warned}
        order = [row for row in warned if score[row["client_id"]] > 0]
        order.sort(key=lambda row: (-score[row["client_id"]], -row["balance_yuan"], -row["revenue_year_yuan"], row["client_id"]))
        ranked = [row["client_id"] in lost for row in order]
        for key in POINTS:
            flagged = [row["client_id"] for row in warned if row[key]]
            first = ranked[: min(1_000, len(flagged))]
            found[key, horizon] = (sum(client in lost for client in flagged), len(flagged), sum(first), len(lost & active), len(active))
        listed = [client for client, points in score.items() if points >= LIST_LEAST.value]
        found["list", horizon] = (sum(client in lost for client in listed), len(listed), 0, len(lost & active), len(active))
    return found


def told(warehouse: Any, scope: Scope) -> dict[tuple[str, int], dict[str, Any]]:
    return {(row["rule"], row["horizon_months"]): row for row in worth.rules(warehouse, scope).iter_rows(named=True)}


@pytest.mark.parametrize("back", [0, 2])
def test_every_count_is_that_of_a_loop_over_clients(back: int, warehouse, whole_bank, warehouse_place):
    scope = whole_bank.on(shifted(whole_bank.month, -back))
    counted, rows = one_by_one(warehouse_place, scope.month), told(warehouse, scope)
    assert rows.keys() == {key for key, (_, flagged, *_) in counted.items() if flagged >= LEAST and shifted(scope.month, -key[1]) in warehouse.months[2:]}
    for key, row in rows.items():
        hits, flagged, first, lost, active = counted[key]
        assert (row["hit_count"], row["flagged_count"], row["lost_count"], row["active_count"]) == (hits, flagged, lost, active)
        assert row["precision_share"] == pytest.approx(hits / flagged)
        assert row["recall_share"] == pytest.approx(hits / lost)
        assert row["lift"] == pytest.approx(hits / flagged / (lost / active))
        if key[0] != "list":
            assert row["list_lift"] == pytest.approx(first / min(flagged, 1_000) / (lost / active))


def test_a_planted_bank_is_ranked_at_least_as_well_as_by_any_single_rule(warehouse, whole_bank):
    rows = [row for (key, horizon), row in told(warehouse, whole_bank).items() if horizon == 6 and key != "list"]
    assert len(rows) >= 7
    assert [row["rule"] for row in rows if row["list_lift"] < row["lift"]] == []


def test_precision_and_recall_of_the_list_are_stated(warehouse, whole_bank):
    row = told(warehouse, whole_bank)["list", 6]
    assert (row["hit_count"], row["flagged_count"], row["lost_count"]) == (12, 13, 36)


@pytest.mark.slow
def test_the_demonstration_bank_is_ranked_at_least_as_well_as_by_any_single_rule(tmp_path):
    seed(tmp_path / "demo", "demo", "--size", "demo", "--until", "2026-10")
    bank = Shelf(str(tmp_path / "demo")).current()
    rows = told(bank, reach(role_viewer(Role.EXECUTIVE, bank), bank))
    bank.close()
    assert [key for (key, horizon), row in rows.items() if horizon == 6 and key != "list" and row["list_lift"] < row["lift"]] == []
    assert rows["list", 6]["precision_share"] == pytest.approx(0.70, abs=0.02)
    assert rows["list", 6]["recall_share"] == pytest.approx(0.37, abs=0.02)


def test_a_wilson_interval_is_the_share_whose_distance_is_the_normal_quantile():
    for hits, of in ((3, 10), (1, 7), (264, 292)):
        for limit in worth.wilson(hits, of):
            assert abs(hits / of - limit) / sqrt(limit * (1 - limit) / of) == pytest.approx(1.959964, abs=1e-6)
    assert worth.wilson(0, 8)[0] == 0
    assert worth.wilson(8, 8)[1] == 1


def test_there_is_nothing_to_test_before_six_months_have_gone(warehouse, whole_bank):
    assert worth.rules(warehouse, whole_bank.on(warehouse.months[5])).is_empty()


def test_a_branch_is_told_the_worth_for_the_whole_bank(warehouse, whole_bank):
    branch = next(node.node_id for node in warehouse.tree().nodes.values() if node.level == "branch")
    assert worth.rules(warehouse, whole_bank.narrow(warehouse.tree(), [branch])).equals(worth.rules(warehouse, whole_bank))
