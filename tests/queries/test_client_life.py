"""What becomes of a client from month to month, drawn one transition a row."""

from datetime import date

import duckdb
import pytest
from sqlalchemy import select

from queries.engines import DUCKDB_CONFIG
from queries.schema import client_life
from seed import staging
from tests.queries.lives import facts_of, lives, month, published, told

# ten months; losses are told from the fourth on
DRAWN = {
    "steady": "500|500|500|500|500|500|500|500|500|500",
    "third quiet month": "500|500|500|500|q|q|q|q|q|q",
    "two quiet months": "500|500|500|500|q|q|500|q|q|500",
    "dormant, then active": "500|500|500|500|q|q|q|q|500|500",
    "closed": "500|500|500|500|500|x|.|.|.|.",
    "closed and reopened": "500|500|500|500|x|.|.|500|500|500",
    "reopened and quiet": "500|500|500|500|x|.|q|q|500|500",
    "closed while dormant": "500|500|500|500|q|q|q|q|x|.",
    "quiet at the left edge": "q|q|q|q|q|500|500|500|500|500",
    "closed at the left edge": "500|x|.|.|.|.|500|500|500|500",
    "a month without a row": "500|500|500|q|.|q|q|q|q|q",
    "gone without a row": "500|500|500|500|500|.|.|.|.|.",
    "in the red": "500|500|500|500|-500|-500|-500|500|500|500",
    "moved and lost": "O1/R1:500|500|500|500|500|O2/R2:x|.|.|.|.",
    "moved and quiet": "O1/R1:500|500|500|500|500|q|q|O2/R2:q|q|q",
    "several RMs in a month": "O1/R1:500|500|500|500|500|O1/R3:500|500|500|500|500",
}
NEW = {
    "new": ".|.|.|.|500|500|500|500|500|500", "unused, then new": ".|.|.|.|q|q|q|q|500|500",
    "closed in the month of opening": ".|.|.|.|x|.|.|.|.|.", "opened, never used, closed": ".|.|.|.|q|q|x|.|.|.",
}  # fmt: skip


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    rows = [row for name, cells in DRAWN.items() for row in facts_of(name, cells)]
    rows += [row for name, cells in NEW.items() for row in facts_of(name, cells, date(2026, 5, 10))]
    rows += list(facts_of("only transactions", "500|500|500|500|q|q|q|q|q|q", counter_count=1))
    rows += list(facts_of("only a loan", "500|500|500|500|q|q|q|q|q|q", loan_yuan=500))
    rows += list(facts_of("transactions not supplied", "500|500|500|500|q|q|q|q|q|q", counter_count=None, inflow_yuan=1))
    rows += list(facts_of("closed by the register", "500|500|500|500|500|q|q|q|q|q"))
    closed = {"gone without a row": date(2026, 7, 31), "closed by the register": date(2026, 6, 15)}
    opened = published(tmp_path_factory.mktemp("lives") / "bank", rows, closed=closed)
    yield opened
    opened.close()


@pytest.mark.parametrize("client, events", [
    ("steady", {}),
    ("third quiet month", {7: "lost"}),
    ("two quiet months", {}),
    ("dormant, then active", {7: "lost", 9: "reactivated"}),
    ("closed", {6: "lost"}),
    ("closed and reopened", {5: "lost", 8: "reactivated"}),
    ("reopened and quiet", {5: "lost", 9: "reactivated"}),
    ("closed while dormant", {7: "lost"}),
    ("quiet at the left edge", {6: "reactivated"}),
    ("closed at the left edge", {7: "reactivated"}),
    ("a month without a row", {7: "lost"}),
    ("gone without a row", {7: "lost"}),
    ("closed by the register", {6: "lost"}),
    ("in the red", {7: "lost", 8: "reactivated"}),
    ("moved and lost", {6: "lost"}),
    ("moved and quiet", {8: "lost"}),
    ("several RMs in a month", {}),
    ("new", {5: "new"}),
    ("unused, then new", {9: "new"}),
    ("closed in the month of opening", {}),
    ("opened, never used, closed", {}),
    ("only transactions", {}),
    ("only a loan", {}),
    ("transactions not supplied", {}),
])  # fmt: skip
def test_each_transition_happens_in_its_month_and_no_other_does(drawn, client, events):
    assert told(drawn, client) == events


@pytest.mark.parametrize("client, states", [
    ("third quiet month", "aaaaaadddd"),
    ("dormant, then active", "aaaaaaddaa"),
    ("closed and reopened", "aaaacccaaa"),
    ("reopened and quiet", "aaaaccddaa"),
    ("quiet at the left edge", "aadddaaaaa"),
    ("a month without a row", "aaaaaadddd"),
    ("gone without a row", "aaaaaacccc"),
    ("unused, then new", "uuuuaa"),
    ("closed in the month of opening", "cccccc"),
])  # fmt: skip
def test_a_client_stands_in_one_state_at_each_month_end(drawn, client, states):
    assert "".join(state[0] for _, state, _ in lives(drawn, client)) == states


@pytest.mark.parametrize("client, at, place", [
    ("moved and lost", 6, ("O1", "R1")), ("moved and quiet", 8, ("O1", "R1")), ("moved and quiet", 9, ("O2", "R2")), ("several RMs in a month", 6, ("O1", "R3")),
])  # fmt: skip
def test_a_lost_client_stands_where_it_stood_the_month_before(drawn, client, at, place):
    columns = (client_life.c.outlet_id, client_life.c.rm_id)
    found = drawn._engine.run(select(*columns).where(client_life.c.client_id == client, client_life.c.month == month(at)))
    assert found.rows() == [place]


def test_a_closed_client_holds_nothing_and_one_without_a_row_what_it_held(drawn):
    held = drawn._engine.run(select(client_life.c.client_id, client_life.c.deposit_yuan).where(client_life.c.month == month(6)))
    amounts = dict(held.iter_rows())
    assert [int(amounts[name]) for name in ("closed", "gone without a row", "steady")] == [0, 500, 500]


def test_months_that_were_not_loaded_are_neither_quiet_nor_the_end_of_a_quiet_run(tmp_path):
    cells = {"quiet": "500|500|500|500|q|.|q|q|500", "moved": "500|500|500|500|500|.|O2/R2:500|500|500"}
    opened = published(tmp_path / "bank", [row for name, drawn in cells.items() for row in facts_of(name, drawn)])
    assert [number for number, *_ in lives(opened, "quiet")] == [1, 2, 3, 4, 5, 7, 8, 9]
    assert told(opened, "quiet") == {8: "lost", 9: "reactivated"}
    assert told(opened, "moved") == {}
    opened.close()


def test_a_correction_of_an_old_month_changes_the_states_after_it_as_a_full_build_would(tmp_path):
    cells = {"quiet": "500|500|500|500|q|q|500", "steady": "500|500|500|500|500|500|500"}
    published(tmp_path / "bank", [row for name, drawn in cells.items() for row in facts_of(name, drawn)]).close()
    path = next((tmp_path / "bank").glob("*.duckdb"))
    with duckdb.connect(str(path), config=DUCKDB_CONFIG) as connection:
        states = "SELECT string_agg(substr(state, 1, 1), '' ORDER BY month) FROM client_life WHERE client_id = 'quiet'"
        events = "SELECT list((month(month), event) ORDER BY month) FROM client_life WHERE event IS NOT NULL"
        every = "SELECT * FROM {} ORDER BY ALL"
        assert connection.execute(states).fetchone() == ("aaaaaaa",)
        connection.execute("UPDATE client_month SET deposit_yuan = 0, aum_yuan = 0, counter_count = 0 WHERE client_id = 'quiet' AND month(month) = 4")
        staging.build_marts(connection, [month(number) for number in range(4, 8)])
        assert connection.execute(states).fetchone() == ("aaaaada",)
        assert connection.execute(events).fetchone() == ([(6, "lost"), (7, "reactivated")],)
        rolled = ("client_life", "client_entry", "churn_month", "churn_move", "churn_inside", "churn_run_down", "churn_kept", "churn_cut", "churn_watch", "churn_cohort")
        before = [connection.execute(every.format(name)).fetchall() for name in rolled]
        staging.build_marts(connection, [month(number) for number in range(1, 8)])
        assert [connection.execute(every.format(name)).fetchall() for name in rolled] == before
