"""Who rose and fell between tiers, drawn by hand; large clients coming and going; and clients on their way to being large."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest
from sqlalchemy import select

from queries import client_file
from queries.access import Role, reach, role_viewer
from queries.concentration import large, potential, pyramid
from queries.crossing import months_to_line
from queries.engines import DUCKDB_CONFIG
from queries.schema import client_potential
from queries.scope import Scope
from queries.warehouse import Warehouse
from seed import staging
from tests.queries.lives import facts_of, month, published

# the trailing year's contribution of four months, by client: who is first of its outlet's five (or fewer) is core or above
BROUGHT = {
    "riser": "10|10|10|90", "faller": "50|10|10|10", "third": "5|5|5|5", "fourth": "4|4|4|4", "fifth": "3|3|3|3", "star": "400|400|400|400",
}  # fmt: skip


def drawn_rows() -> Iterator[dict[str, Any]]:
    for client, cells in BROUGHT.items():
        tiers = ("star_4", "star_4", "star_4", "star_5") if client == "riser" else ("star_3",) * 4
        place = "O3" if client == "star" else "O1"
        for row, brought, tier in zip(facts_of(client, "|".join([f"{place}/R1:500", *["500"] * 3])), cells.split("|"), tiers, strict=True):
            yield row | {"contribution_yuan": int(brought), "star_tier": tier}
    yield from ({**row, "contribution_yuan": 900, "star_tier": "star_7"} for row in facts_of("lost", "O2/R2:500|500|500|x"))
    yield from ({**row, "contribution_yuan": 800, "star_tier": "pre_star"} for row in facts_of("mover", "O2/R2:500|500|500|O3/R3:500"))
    yield from ({**row, "contribution_yuan": 1, "star_tier": "pre_star"} for row in facts_of("newcomer", ".|.|.|O2/R2:500", month(4)))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    opened = published(tmp_path_factory.mktemp("moves") / "bank", drawn_rows())
    yield opened
    opened.close()


def scope_of(opened: Warehouse, *nodes: str) -> Scope:
    return reach(role_viewer(Role.EXECUTIVE, opened), opened).narrow(opened.tree(), nodes)


def passed(rows: pl.DataFrame) -> dict[tuple[str, str], int]:
    return {(was, now): clients for was, now, clients in rows.select("from_tier", "to_tier", "clients_count").iter_rows()}


def test_the_matrix_has_everybody_who_was_or_is_active_once(drawn):
    # months before: O1 faller 70, riser 30 → faller is core; O2 lost 2700, mover 2400 → lost; O3 star → F2's. In S1 faller and lost: lost rises to the top
    # now: O1 riser 120, faller 80 → riser; O2 newcomer 1; S1 riser; O3 mover 3200, star 1600 → mover
    assert passed(pyramid.pyramid_moves(drawn, scope_of(drawn))) == {
        ("platinum", "none"): 1, ("gold", "other"): 1, ("core", "other"): 1, ("other", "gold"): 1, ("other", "platinum"): 1, ("other", "other"): 3, ("none", "core"): 1,
    }  # fmt: skip
    assert passed(pyramid.star_moves(drawn, scope_of(drawn))) == {
        ("star_7", "none"): 1, ("star_4", "star_5"): 1, ("star_3", "star_3"): 5, ("pre_star", "pre_star"): 1, ("none", "pre_star"): 1,
    }  # fmt: skip


def test_whoever_sees_one_end_of_a_move_is_told_outside_for_the_other(drawn):
    rows = {node: passed(pyramid.pyramid_moves(drawn, scope_of(drawn, node))) for node in ("R1", "R2")}
    assert rows["R1"] == {("platinum", "none"): 1, ("core", "other"): 1, ("other", "gold"): 1, ("other", "outside"): 1, ("other", "other"): 3, ("none", "core"): 1}
    assert rows["R2"] == {("outside", "platinum"): 1, ("gold", "other"): 1}


def test_movers_are_named_with_what_they_held(drawn):
    rows = pyramid.pyramid_movers(drawn, scope_of(drawn))
    found = {row["client_id"]: row for row in rows.iter_rows(named=True)}
    assert {client: (row["from_en"], row["to_en"], row["way"]) for client, row in found.items()} == {
        "lost": ("Platinum", "Not active", "lost"), "faller": ("Core", "Other", "down"), "riser": ("Other", "Gold", "up"), "mover": ("Other", "Platinum", "up"),
        "star": ("Gold", "Other", "down"), "newcomer": ("Not active", "Core", "new"),
    }  # fmt: skip
    assert (found["lost"]["aum_then_yuan"], found["lost"]["aum_now_yuan"]) == (500, 0)
    assert (found["mover"]["outlet_en"], found["lost"]["outlet_en"]) == ("Unit O3", "Unit O2")
    inside = pyramid.pyramid_movers(drawn, scope_of(drawn, "R2")).filter(pl.col("client_id") == "mover").row(0, named=True)
    assert (inside["from_en"], inside["aum_then_yuan"], inside["way"]) == ("Outside", None, "in")


def test_clients_fallen_out_of_the_top_tiers_are_a_finding(drawn):
    rows = pyramid.pyramid_findings(drawn, scope_of(drawn))
    assert rows["sentence_en"].to_list() == [
        "1 gold client fell out this month, AUM 500.0 yuan before; the largest is Client star (now other)",
        "1 platinum client fell out this month, AUM 500.0 yuan before; the largest is Client lost (lost)",
    ]
    assert pyramid.pyramid_findings(drawn, scope_of(drawn).on(month(1))).is_empty()


HELD = {  # AUM in 10,000 yuan, month by month; the line is 100
    "grown": "90|95|110|130", "shrunk": "120|110|90|70", "closed": "150|150|150|x", "opened": ".|.|.|140", "moved": "O1/R1:150|150|150|O3/R3:150", "moved and grown": "O1/R1:60|60|60|O3/R3:190", "small": "5|5|5|5",
}  # fmt: skip


@pytest.fixture(scope="module")
def holdings(tmp_path_factory):
    def amounts(cells: str) -> str:
        return "|".join(":".join([*cell.split(":")[:-1], str(int(cell.split(":")[-1]) * 10_000)]) if cell.split(":")[-1].isdigit() else cell for cell in cells.split("|"))

    rows = [row for client, cells in HELD.items() for row in facts_of(client, amounts(cells), month(4) if client == "opened" else date(2020, 1, 1))]
    opened = published(tmp_path_factory.mktemp("large") / "bank", rows)
    yield opened
    opened.close()


def test_large_clients_come_go_and_move_so_that_the_count_balances(holdings):
    def figures(node: str) -> dict[str, int]:
        row = large.large_summary(holdings, scope_of(holdings, node)).row(-1, named=True)
        return {name: row[f"large_{name}_count"] for name in ("clients", "entered", "left", "moved_in", "moved_out")}

    # three-month means: grown 98.3 → 111.7; shrunk 106.7 → 90; moved and grown 60 → 103.3, having gone to R2
    assert figures("B0") == {"clients": 4, "entered": 3, "left": 2, "moved_in": 0, "moved_out": 0}
    assert figures("R1") == {"clients": 2, "entered": 2, "left": 2, "moved_in": 0, "moved_out": 1}
    assert figures("R2") == {"clients": 2, "entered": 0, "left": 0, "moved_in": 2, "moved_out": 0}
    units = large.large_by_unit(holdings, scope_of(holdings, "B0"))
    assert units.select("node_id", "large_clients_count", "large_moved_in_count").rows() == [("R1", 2, 0), ("R2", 2, 2)]
    assert large.large_movers(holdings, scope_of(holdings, "R1")).select("client_id", "way").rows() == [("closed", "lost"), ("moved", "out"), ("opened", "new"), ("grown", "up"), ("shrunk", "down")]


def grown(start: float, rate: float, months: int = 12) -> str:
    return "|".join(str(round(start * (1 + rate) ** number)) for number in range(months))


COURSES = {
    "on the way": grown(600_000, 0.03), "too slow": grown(700_000, 0.004), "falling": grown(900_000, -0.02), "there": grown(900_000, 0.02), "far": grown(300_000, 0.03),
    "nine months": "|".join([".", ".", ".", *grown(600_000, 0.03, 9).split("|")]), "eight months": "|".join([*["."] * 4, *grown(600_000, 0.03, 8).split("|")]),
    "came late": "|".join(["O2/R2:500000", *["500000"] * 5, "O1/R1:600000", *["700000"] * 5]), "uneven": "600000|640000|610000|650000|640000|700000|.|690000|730000|760000|740000|800000",
}  # fmt: skip


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    opened = published(tmp_path_factory.mktemp("courses") / "bank", [row for client, cells in COURSES.items() for row in facts_of(client, cells)])
    yield opened
    opened.close()


def fitted(cells: str) -> float:
    points = [(at, float(cell)) for at, cell in enumerate(cells.split("|")) if cell != "."]
    return float(np.polyfit([at for at, _ in points], np.log([value for _, value in points]), 1)[0])


def test_slopes_are_numpys_and_need_nine_month_ends_in_one_place(courses):
    rows = courses._engine.run(select(client_potential).where(client_potential.c.month == month(12)))
    found = dict(rows.select("client_id", "slope_share").iter_rows())
    assert found.keys() == COURSES.keys() - {"there", "far"}
    assert {client for client, slope in found.items() if slope is None} == {"came late", "eight months"}
    for client in ("on the way", "too slow", "falling", "nine months", "uneven"):
        assert float(found[client]) == pytest.approx(fitted(COURSES[client]), abs=1e-6)
    assert dict(rows.select("client_id", "present_count").iter_rows())["came late"] == 6


def test_the_month_of_crossing_is_where_the_mean_grown_at_that_rate_meets_the_line(courses):
    rows = {row["client_id"]: row for row in potential.potential_large(courses, scope_of(courses)).iter_rows(named=True)}
    assert rows.keys() == {"on the way", "nine months", "uneven"}
    for client, row in rows.items():
        last = [float(cell) for cell in COURSES[client].split("|")[-3:]]
        mean, slope = sum(last) / 3, fitted(COURSES[client])
        months = next(number for number in range(1, 13) if mean * np.exp(slope * number) >= 1_000_000)
        assert (row["months_left"], row["crosses_on"]) == (months, month(12 + months)), client
        assert float(row["mean_yuan"]) == pytest.approx(mean, abs=0.01)
    assert rows["on the way"]["growth_share"] == pytest.approx(0.03, abs=1e-5)


@pytest.mark.parametrize("mean, slope, months", [(500_000, 0.06, 12), (500_000, 0.05, None), (999_999, 0.5, 1), (900_000, 0.0, None), (900_000, -0.1, None), (1_000_000 / np.e, 0.25, 4)])
def test_a_client_who_is_exactly_there_is_not_put_off_by_a_month(mean, slope, months):
    assert months_to_line(mean, slope, 1_000_000) == months


def test_what_forecasts_were_worth_is_counted_a_year_later(tmp_path: Path):
    courses = {f"came true {at}": grown(600_000, 0.03, 24) for at in range(3)} | {f"came to nothing {at}": grown(600_000, 0.03) + "|600000" * 12 for at in range(2)}
    others = {f"other {at}": "|".join(["700000"] * 24) for at in range(4)} | {"surprise": "|".join(["700000"] * 18 + ["2000000"] * 6)}
    opened = published(tmp_path / "bank", [row for client, cells in (courses | others).items() for row in facts_of(client, cells)])
    rows = potential.potential_past(opened, scope_of(opened))
    opened.close()
    assert rows.select("segment", "foreseen_count", "crossed_count", "others_count", "others_crossed_count").rows() == [("all", 5, 3, 5, 1), ("personal", 5, 3, 5, 1)]
    assert rows["crossed_share"].to_list() == [0.6, 0.6]


def test_a_correction_of_an_old_month_is_rolled_up_as_a_full_build_would(tmp_path: Path):
    published(tmp_path / "bank", drawn_rows()).close()
    path = next((tmp_path / "bank").glob("*.duckdb"))
    tables = ("client_pyramid", "tier_month", "tier_move", "client_potential", "large_contact")
    with duckdb.connect(str(path), config=DUCKDB_CONFIG) as connection:
        connection.execute("UPDATE client_month SET contribution_yuan = 2000, aum_yuan = 1000000 WHERE client_id = 'third' AND month = $1", [month(2)])
        staging.build_marts(connection, [month(number) for number in range(2, 5)])
        refreshed = [connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in tables]
        staging.build_marts(connection, [month(number) for number in range(1, 5)])
        assert [connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in tables] == refreshed
        assert connection.execute("SELECT count(*) FROM client_pyramid WHERE client_id = 'third' AND month >= $1", [month(2)]).fetchone() == (3,)


def test_a_clients_path_is_told_run_by_run_of_the_same_tiers(drawn):
    scope = scope_of(drawn)
    paths = {client: client_file.tiers(drawn, scope.asking(client=client)).select("since_month", "until_month", "tier_en", "star_en").rows() for client in ("riser", "lost", "mover")}
    assert paths["riser"] == [(month(4), month(4), "Gold", "Five-star"), (month(1), month(3), "Other", "Four-star")]
    assert paths["lost"] == [(month(1), month(3), "Platinum", "Seven-star")]
    assert client_file.tiers(drawn, scope_of(drawn, "R2").asking(client="mover")).select("since_month", "tier_en").rows() == [(month(4), "Platinum")]
    assert client_file.tiers(drawn, replace(scope, client="riser", names_visible=False)).is_empty()
