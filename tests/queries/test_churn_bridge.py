"""Clients and balances from opening to closing: pencil examples, and banks drawn at random against a plain loop."""

import random
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from queries import churn, retention
from queries.access import Role, reach, role_viewer
from queries.errors import BadRequest, UnsupportedCut
from tests.queries.lives import facts_of, month, published

CELLS = {
    "stays": "O1/R1:1000|1000|1000|1000|1000|1300", "shrinks": "O1/R1:1000|1000|1000|1000|1000|400", "closes": "O1/R1:700|700|700|700|700|x",
    "moves out": "O1/R1:2000|2000|2000|2000|2000|O3/R4:2500", "moves inside": "O1/R1:300|300|300|300|300|O2/R2:200",
    "changes RM": "O1/R1:50000|50000|50000|50000|50000|O1/R3:50000", "moves and closes": "O1/R1:900|900|900|900|900|O3/R4:x",
    "quiet at last": "O1/R1:800|800|800|q|q|q", "comes back": "O3/R4:600|q|q|q|q|650", "no RM": "O1/:500|500|500|500|500|600",
}  # fmt: skip
STEPS = ("opening", "new", "expansion", "reactivated", "contraction", "lost", "moved_in", "moved_out", "closing")
AT = month(6)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    rows = [row for name, cells in CELLS.items() for row in facts_of(name, cells)] + list(facts_of("new", ".|.|.|.|.|O1/R1:150", date(2026, 6, 3)))
    opened = published(tmp_path_factory.mktemp("bridge") / "bank", rows)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def executive(drawn):
    return reach(role_viewer(Role.EXECUTIVE, drawn), drawn)


def walk(drawn, scope, measure="deposits") -> dict[str, int]:
    row = churn.bridge(drawn, scope.asking(measure=measure)).row(0, named=True)
    return {name: int(row[f"{name}_yuan"]) for name in STEPS if row[f"{name}_yuan"]}


def counted(drawn, scope) -> dict[str, int]:
    row = churn.clients(drawn, scope).row(0, named=True)
    return {name: row[f"{name}_count"] for name in ("opening", "new", "lost", "reactivated", "moved_in", "moved_out", "closing") if row[f"{name}_count"]}


def test_in_the_whole_bank_all_moves_cancel(drawn, executive):
    assert walk(drawn, executive) == {"opening": 56400, "new": 150, "expansion": 900, "reactivated": 650, "contraction": 700, "lost": 1600, "closing": 55800}
    assert counted(drawn, executive) == {"opening": 9, "new": 1, "lost": 3, "reactivated": 1, "closing": 8}
    assert churn.clients(drawn, executive)["churn_share"].item() == pytest.approx(3 / 9)


def test_who_moved_is_moved_with_its_opening_balance_and_changes_at_the_new_place(drawn, executive):
    left, right = (executive.narrow(drawn.tree(), [node]) for node in ("R1", "R2"))
    assert walk(drawn, right) == {"expansion": 500, "reactivated": 650, "moved_in": 2000, "closing": 3150}
    assert walk(drawn, left) == {"opening": 56400, "new": 150, "expansion": 400, "contraction": 700, "lost": 1600, "moved_out": 2000, "closing": 52650}
    assert counted(drawn, right) == {"reactivated": 1, "moved_in": 1, "closing": 2}


def test_who_moved_and_was_lost_in_one_month_is_lost_at_the_old_place(drawn, executive):
    assert counted(drawn, executive.narrow(drawn.tree(), ["O3"])) == {"reactivated": 1, "moved_in": 1, "closing": 2}
    assert counted(drawn, executive.narrow(drawn.tree(), ["O1"]))["lost"] == 3


def test_a_hand_over_charges_and_credits_no_rm_and_their_lines_add_up_to_the_unit(drawn, executive):
    outlet = executive.narrow(drawn.tree(), ["O1"])
    rows = {row["rm_id"]: row for row in churn.by_rm(drawn, outlet.asking(measure="deposits")).iter_rows(named=True)}
    assert set(rows) == {"R1", "R3", None}
    wanted = ("opening_yuan", "expansion_yuan", "contraction_yuan", "moved_in_yuan", "moved_out_yuan", "closing_yuan")
    assert [int(rows["R3"][name]) for name in wanted] == [0, 0, 0, 50000, 0, 50000]
    assert [int(rows["R1"][name]) for name in wanted] == [55900, 300, 600, 0, 52300, 1850]
    assert [int(rows[None][name]) for name in wanted] == [500, 100, 0, 0, 0, 600]
    unit = churn.bridge(drawn, outlet.asking(measure="deposits")).row(0, named=True)
    net = {name: sum(row[name] for row in rows.values()) for name in unit}
    assert {name: net[name] for name in unit if not name.startswith("moved")} == {name: unit[name] for name in unit if not name.startswith("moved")}
    assert net["moved_in_yuan"] - net["moved_out_yuan"] == unit["moved_in_yuan"] - unit["moved_out_yuan"] == -2300


def test_before_losses_are_told_there_is_no_row_and_revenue_is_unknown_under_a_year(drawn, executive):
    assert churn.clients(drawn, executive.on(month(3))).is_empty()
    assert churn.bridge(drawn, executive.asking(measure="revenue")).row(0) == (None,) * 9
    assert churn.trend(drawn, executive)["month"].to_list() == [month(4), month(5), AT]
    assert churn.trend(drawn, executive)["churn_year_share"].null_count() == 3


def test_a_measure_without_a_bridge_and_an_own_book_are_refused(drawn, executive):
    with pytest.raises(BadRequest):
        churn.bridge(drawn, executive.asking(measure="contribution"))
    with pytest.raises(UnsupportedCut):
        churn.bridge(drawn, reach(role_viewer(Role.RM, drawn, ("rm:R1",)), drawn))


def test_one_month_of_history_gives_no_row_and_says_so(tmp_path):
    opened = published(tmp_path / "bank", facts_of("C", "500"))
    scope = reach(role_viewer(Role.EXECUTIVE, opened), opened)
    for query in (churn.clients, churn.bridge, churn.by_unit, churn.by_rm, churn.by_tier, churn.trend, churn.survival, retention.total, retention.states):
        assert query(opened, scope.asking(measure="deposits")).is_empty(), query.key
    where = opened.tree().nodes["B0"].name
    assert churn.headline(churn.trend(opened, scope), where, scope, []).en == "Unit B0: under four months of history, so losses cannot be told yet."
    opened.close()


# ── random banks ──────────────────────────────────────────────────────────────────────────────────────────
LENGTH, CLIENTS, OUTLETS = 9, 60, ("O1", "O2", "O3")


def random_cells(draw: random.Random) -> str:
    cells, start = [], draw.choice([0, 0, 0, draw.randrange(LENGTH)])
    closed = False
    for at in range(LENGTH):
        place = f"{draw.choice(OUTLETS)}/{draw.choice(['R1', 'R2', ''])}:" if at == start or draw.random() < 0.15 else ""
        if at < start or (closed and draw.random() < 0.7):
            cells.append(".")
            continue
        what = draw.choices(["amount", "q", "x", "."], [6, 4, 0.5, 0.5])[0] if at > start else "amount"
        closed = what == "x"
        cells.append(place + (str(draw.randrange(-50, 3000)) if what == "amount" else what))
    return "|".join(cells)


def by_loop(rows: list[dict[str, Any]]) -> dict[tuple[int, str], tuple[str, str | None, str, Decimal]]:
    """(month, client) → state, event, outlet, balance: the definition of domain 4.3 word for word, for one client at a time."""
    found = {}
    for client in {row["client_id"] for row in rows}:
        own = {row["month"]: row for row in rows if row["client_id"] == client}
        state, quiet, used, place, held = "", 0, False, "", Decimal(0)
        for number in range(1, LENGTH + 1):
            row, was = own.get(month(number)), state
            if row is None and not was:
                continue
            if row is not None:
                is_quiet = row["deposit_yuan"] < 100 and not row["counter_count"]
                quiet = 0 if row["is_closed"] or not is_quiet else quiet + 1
                used = used or (not row["is_closed"] and (not is_quiet or number == 1))
                if row["is_closed"]:
                    state = "closed"
                elif not used:
                    state = "unused"
                elif not is_quiet:
                    state = "active"
                elif was == "active" or not was:
                    state = "dormant" if quiet >= 3 else "active"
                else:
                    state = "dormant"
            fell, rose = was == "active" and state in {"closed", "dormant"}, state == "active" and was != "active"
            event = None if number <= 3 else "lost" if fell else ("new" if was in {"", "unused"} else "reactivated") if rose else None
            if row is not None and not fell and not (state == "closed" and was):
                place = row["outlet_id"]
            held = Decimal(0) if state == "closed" else Decimal(row["deposit_yuan"]) if row is not None else held
            found[number, client] = (state, event, place, held)
    return found


@pytest.fixture(scope="module", params=[1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)])
def random_bank(request, tmp_path_factory):
    draw = random.Random(request.param)
    rows = [row for at in range(CLIENTS) for row in facts_of(f"C{at}", random_cells(draw))]
    opened = published(tmp_path_factory.mktemp("random") / "bank", rows, [month(number) for number in range(1, LENGTH + 1)])
    yield opened, by_loop(rows)
    opened.close()


def test_the_bridges_balance_to_the_cent_in_every_month_period_and_cut(random_bank):
    opened, _ = random_bank
    whole = reach(role_viewer(Role.EXECUTIVE, opened), opened)
    for number, node in product(range(4, LENGTH + 1), ("B0", "R1", "O3")):
        scope = whole.on(month(number)).narrow(opened.tree(), [node]).asking(measure=("deposits", "aum")[number % 2], period=("month", "year")[number % 2])
        for query in (churn.bridge, churn.by_rm, churn.by_tier):
            for row in query(opened, scope).iter_rows(named=True):
                opening, new, grew, back, shrank, lost, came, went, closing = (row[f"{name}_yuan"] for name in STEPS)
                assert opening + new + grew + back - shrank - lost + came - went == closing, (node, number, query.key)


def test_states_events_and_lines_are_those_of_a_loop_over_clients(random_bank):
    opened, expected = random_bank
    whole = reach(role_viewer(Role.EXECUTIVE, opened), opened)
    for number in range(4, LENGTH + 1):
        now = {client: told for (at, client), told in expected.items() if at == number}
        before = {client: told for (at, client), told in expected.items() if at == number - 1}
        for node, outlets in {"B0": set(OUTLETS), "R1": {"O1", "O2"}, "O1": {"O1"}}.items():
            row = churn.clients(opened, whole.on(month(number)).narrow(opened.tree(), [node])).row(0, named=True)
            events = Counter(event for _, event, place, _ in now.values() if place in outlets)
            assert [row[f"{name}_count"] for name in ("new", "lost", "reactivated")] == [events[name] for name in ("new", "lost", "reactivated")], (node, number)
            assert row["opening_count"] == sum(state == "active" and place in outlets for state, _, place, _ in before.values())
            assert row["closing_count"] == sum(state == "active" and place in outlets for state, _, place, _ in now.values())
            money = churn.bridge(opened, whole.on(month(number)).narrow(opened.tree(), [node]).asking(measure="deposits")).row(0, named=True)
            assert money["closing_yuan"] == sum(held for *_, place, held in now.values() if place in outlets)
            assert money["lost_yuan"] == sum(before[client][3] - held for client, (_, event, place, held) in now.items() if event == "lost" and place in outlets)


def test_a_periods_lines_are_the_sums_of_its_months(random_bank):
    opened, _ = random_bank
    scope = reach(role_viewer(Role.EXECUTIVE, opened), opened).on(month(LENGTH)).narrow(opened.tree(), ["R1"])
    year = walk(opened, scope.asking(period="year"))
    months = [walk(opened, scope.on(month(number))) for number in range(4, LENGTH + 1)]
    assert (year["opening"], year["closing"]) == (months[0]["opening"], months[-1]["closing"])
    for line in STEPS[1:-1]:
        assert year.get(line, 0) == sum(each.get(line, 0) for each in months), line
