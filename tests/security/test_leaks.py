"""What a viewer is shown is a function of the rows in their scope alone.

For each viewer a second bank is made in which every row outside their scope is another: other amounts, other
names, other RMs. Whatever they can ask must have the same answer in both banks. The check itself is checked: with
a predicate of the door taken away it must find a leak.
"""

import contextlib
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain, product
from pathlib import Path

import duckdb
import polars as pl
import pytest
from sqlalchemy import select, text, true

from queries import door, headcount, marts, search, teams
from queries.access import Grant, Role, Viewer, of_role, reach
from queries.catalog import QUERIES
from queries.codes import HOLDERS, MEASURES
from queries.engines import DUCKDB_CONFIG, READ_ONLY_CONFIG
from queries.errors import UnsupportedCut
from queries.marts.watch import worsened
from queries.schema import (
    book_holder,
    book_month,
    client_exposure,
    client_month,
    client_potential,
    client_pyramid,
    concentration_month,
    credit_watch,
    graded_loan,
    large_holder,
    load_check,
    load_table,
    part_month,
    posting,
    score_year,
    tier_month,
    tier_move,
)
from queries.scope import ALL_SEGMENTS
from queries.warehouse import Shelf, Warehouse
from seed import staging


def branches(warehouse) -> list[str]:
    return sorted(n.node_id for n in warehouse.tree().nodes.values() if n.level == "branch")


def largest_rm(place: str) -> str:
    with duckdb.connect(str(published(place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        return connection.execute("SELECT rm_id FROM book_holder GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1").fetchone()[0]


def viewers(warehouse, place: str) -> dict[str, Viewer]:
    """One of each kind of viewer whose scope is not the whole bank."""
    first, second, *_ = branches(warehouse)
    root = warehouse.tree().root
    outlet = next(n for n in sorted(warehouse.tree().nodes) if warehouse.tree().is_within(n, [first]) and warehouse.tree().nodes[n].level == "outlet")
    grants = {
        "head of a branch": of_role(Role.BRANCH_HEAD, (first,)),
        "head of two branches": of_role(Role.BRANCH_HEAD, (first, second)),
        "head of an outlet": of_role(Role.BRANCH_HEAD, (outlet,)),
        "business head, bank-wide": of_role(Role.BUSINESS_HEAD, (root,), ("corporate",)),
        "business head in a branch": of_role(Role.BUSINESS_HEAD, (first,), ("personal",)),
        "two grants of different segments": (Grant(Role.BRANCH_HEAD, first, ALL_SEGMENTS), Grant(Role.BUSINESS_HEAD, second, ("corporate",))),
        "RM": of_role(Role.RM, (f"rm:{largest_rm(place)}",)),
    }  # fmt: skip
    return {name: Viewer(name, given, "salt") for name, given in grants.items()}


VIEWERS = ["head of a branch", "head of two branches", "head of an outlet", "business head, bank-wide", "business head in a branch",
           "two grants of different segments", "RM"]  # fmt: skip


def published(place: str) -> Path:
    return Path(place) / f"{(Path(place) / 'CURRENT').read_text().strip()}.duckdb"


def inside(viewer: Viewer) -> str:
    """SQL for the viewer's client rows, written from the definition of the roles and not from the door."""
    ways = []
    for grant in viewer.grants:
        if grant.node.startswith("rm:"):
            ways.append(f"client_id IN (SELECT client_id FROM book_holder WHERE rm_id = '{grant.node[3:]}')")
        else:
            segments = ", ".join(f"'{s}'" for s in grant.segments)
            ways.append(f"(segment IN ({segments}) AND outlet_id IN (SELECT outlet_id FROM org_closure WHERE node_id = '{grant.node}' "
                        "AND month = (SELECT max(month) FROM org_month)))")  # fmt: skip
    return " OR ".join(ways)


def inside_outlets(viewer: Viewer) -> str:
    """SQL for the viewer's rows of facts that know no client: by outlet and segment; an RM's are their own."""
    ways = []
    for grant in viewer.grants:
        segments = ", ".join(f"'{s}'" for s in grant.segments)
        below = f"SELECT outlet_id FROM org_closure WHERE node_id = '{grant.node}' AND month = (SELECT max(month) FROM org_month)"
        own = f"rm_id = '{grant.node[3:]}'"
        ways.append(own if grant.node.startswith("rm:") else f"(segment IN ({segments}) AND outlet_id IN ({below}))")
    return f"({' OR '.join(ways)})"


def other_bank(place: str, viewer: Viewer, folder: Path) -> Warehouse:
    """The same bank for this viewer, and another one everywhere else."""
    folder.mkdir()
    shutil.copy(published(place), folder / "wh-0001.duckdb")
    (folder / "CURRENT").write_text("wh-0001")
    with duckdb.connect(str(folder / "wh-0001.duckdb"), config=DUCKDB_CONFIG) as connection:
        out = f"NOT coalesce(({inside(viewer)}), false)"
        came = _came_in(connection, inside(viewer))
        connection.execute(f"""UPDATE client_month SET rating = 'D', group_id = NULL, industry = 'mining',
            loan_grade = CASE WHEN loan_grade IS NOT NULL THEN 'loss' END, overdue_days = overdue_days + 400, overdue_yuan = overdue_yuan + 9 WHERE {out}""")
        connection.execute(f"""UPDATE client_month SET loan_yuan = loan_yuan * 3 + 7, deposit_yuan = deposit_yuan * 2 + 5, aum_yuan = aum_yuan * 5 + 3,
            net_interest_yuan = net_interest_yuan + 11, revenue_yuan = revenue_yuan + 11, contribution_yuan = contribution_yuan + 13,
            expected_loss_yuan = expected_loss_yuan - 2, star_tier = 'star_7' WHERE {out} AND {came}""")
        connection.execute(f"""UPDATE client SET client_name_zh = 'CANARY', client_name_en = 'CANARY' WHERE client_id NOT IN
            (SELECT client_id FROM client_month WHERE {inside(viewer)})""")
        connection.execute(f"""UPDATE posting SET rm_id = rm_id || 'X', valid_from = DATE '2020-01-01' WHERE NOT coalesce({inside_outlets(viewer)}, false)""")
        outside = f"NOT coalesce({inside_outlets(viewer)}, false)"
        connection.execute(f"UPDATE score_year SET score = 100 - score WHERE {outside}")
        connection.execute(f"UPDATE training SET course = 'CANARY ' || course, hours = hours + 1 WHERE {outside}")
        connection.execute(f"UPDATE exam SET is_passed = NOT is_passed, grade = 'trainee' WHERE {outside}")
        connection.execute(f"UPDATE rm_event SET happened_on = DATE '2020-01-01' WHERE {outside}")
        below = ", ".join(f"'{grant.node}'" for grant in viewer.grants)
        connection.execute(f"UPDATE team SET team_name_zh = 'CANARY' WHERE outlet_id NOT IN (SELECT outlet_id FROM org_closure WHERE node_id IN ({below}))")
        for table, change in CLIENT_CHANGES.items():
            connection.execute(f"UPDATE {table} SET {change} WHERE {out}")
        connection.execute(f"UPDATE work_note SET done_on = NULL, read_on = NULL WHERE {outside}")
        connection.execute("UPDATE load_table SET row_count = row_count + 1")
        connection.execute("UPDATE load_check SET compared_count = compared_count + 1")
        connection.execute("UPDATE load_run SET row_count = row_count + 1, content_hash = 'CANARY'")
        months = staging.months(connection)
        rebuilt = [months[-2], months[-3], months[-2].replace(year=months[-2].year - 1)]
        staging.build_marts(connection, rebuilt)
        _keep_classes(connection, published(place), inside(viewer))
        _roll_up_classes(connection, rebuilt)
        for table, change in CREDIT_CHANGES.items():
            connection.execute(f"UPDATE {table} SET {change} WHERE {out if 'client' in change else outside}")
    return Shelf(str(folder)).current()


def _came_in(connection: duckdb.DuckDBPyConnection, own: str) -> str:
    """SQL that leaves out what clients had in the year before they came into the scope.

    It is the scope's to know: they moved in with their opening balance (domain 4.2, 4.3), and their warnings and yearly revenue look back.
    """
    connection.execute(f"""CREATE TEMP TABLE came AS SELECT DISTINCT f.client_id, f.month FROM client_month f JOIN
        (SELECT client_id, month FROM client_month WHERE {own}) n ON n.client_id = f.client_id AND n.month > f.month AND n.month <= f.month + INTERVAL 12 MONTH""")
    return "(client_id, month) NOT IN (SELECT client_id, month FROM came)"


def _keep_classes(connection: duckdb.DuckDBPyConnection, before: Path, own: str) -> None:
    """Who is large, and a client's pyramid tier, are classes of the client, told over the whole bank (domain 4.0): inside the scope they stay as they were."""
    keys = ("month", "outlet_id", "rm_id", "segment", "industry")
    connection.execute(f"ATTACH '{before}' AS before (READ_ONLY)")
    connection.execute(f"""UPDATE book_month SET large_count = o.large_count FROM before.book_month o
        WHERE {" AND ".join(f"book_month.{key} = o.{key}" for key in keys)}""")
    connection.execute("""UPDATE care_outlet SET large_count = o.large_count, contacted_count = o.contacted_count FROM before.care_outlet o
        WHERE care_outlet.month = o.month AND care_outlet.outlet_id = o.outlet_id AND care_outlet.segment = o.segment""")
    connection.execute("""UPDATE contribution_month SET large_count = o.large_count FROM before.contribution_month o
        WHERE contribution_month.month = o.month AND contribution_month.outlet_id = o.outlet_id AND contribution_month.rm_id = o.rm_id
        AND contribution_month.segment = o.segment AND contribution_month.star_tier = o.star_tier""")
    connection.execute("""UPDATE loan_renewal SET is_large = o.is_large FROM before.loan_renewal o
        WHERE loan_renewal.month = o.month AND loan_renewal.contract_id = o.contract_id""")
    for table in ("large_contribution", "large_price"):  # who is large may differ, what is told of one who is in both may not
        connection.execute(f"DELETE FROM {table} WHERE ({own}) AND (month, client_id) NOT IN (SELECT month, client_id FROM before.{table})")
        connection.execute(f"INSERT INTO {table} SELECT * FROM before.{table} AS o WHERE ({own}) AND (month, client_id) NOT IN (SELECT month, client_id FROM {table})")
    connection.execute(f"DELETE FROM large_contact WHERE {own}")
    connection.execute(f"INSERT INTO large_contact SELECT * FROM before.large_contact WHERE {own}")
    connection.execute(f"DELETE FROM client_pyramid WHERE {own}")
    connection.execute("UPDATE client_pyramid SET tier = CASE tier WHEN 'core' THEN 'gold' ELSE 'core' END")
    connection.execute(f"INSERT INTO client_pyramid SELECT * FROM before.client_pyramid WHERE {own}")
    connection.execute("DETACH before")
    for (month,) in connection.execute("SELECT DISTINCT month FROM credit_watch").fetchall():  # whose signs follow from the facts, once it is said who is large
        connection.execute("DELETE FROM credit_watch WHERE month = $1", [month])
        staging.put(connection, credit_watch, worsened, month)


def _roll_up_classes(connection: duckdb.DuckDBPyConnection, rebuilt: list[date]) -> None:
    """What is rolled up of the classes, from those kept inside and changed outside."""
    loaded = [row[0] for row in connection.execute("SELECT DISTINCT month FROM client_month ORDER BY month").fetchall()]
    for month, (table, rows) in product(rebuilt, marts.statements()):
        if table in (tier_month, tier_move):
            connection.execute(f"DELETE FROM {table.name} WHERE month = $1", [month])
            staging.run(connection, staging.insertion(table, rows), marts.looked_back(month, loaded))


CLIENT_CHANGES = {  # what happens with clients outside the scope, by table
    "coverage": "rm_id = rm_id || 'X', first_contact_on = NULL", "handover_change": "rm_id = rm_id || 'X', first_contact_on = NULL, gone_on = NULL",
    "contact": "contacted_on = DATE '2020-01-01', is_reached = NOT is_reached", "complaint": "cause = 'fees', closed_on = NULL", "survey": "score = 1",
    "maturity": "amount_yuan = amount_yuan * 3, talked_on = NULL, rate_share = rate_share + 0.001",
    "exposure": "principal_yuan = principal_yuan * 3 + 1, rate_share = rate_share - 0.001, cover_share = cover_share / 2, term_months = term_months + 6, is_exception = NOT is_exception, mitigation_yuan = 0, provision_yuan = 7, rwa_yuan = rwa_yuan * 2, check_done_on = NULL, risk_owner_id = 'CANARY', exit_planned_yuan = 1, exit_done_yuan = 1",
}  # fmt: skip
CREDIT_CHANGES = {  # in every month of the roll-ups, also in those that are not built anew
    "credit_month": "loan_yuan = loan_yuan * 2 + 1, overdue_yuan = overdue_yuan + 1", "check_month": "due_count = due_count + 1, missed_count = missed_count + 1",
    "graded_loan": "client_id = client_id || 'X', loan_yuan = loan_yuan + 1", "credit_watch": "client_id = client_id || 'X', exposure_yuan = exposure_yuan + 1",
}  # fmt: skip
EVERY_CHOICE = tuple(product(MEASURES, HOLDERS))
SOME_CHOICES = (("loans", "client"), ("deposits", "group"), ("aum", "industry"), ("contribution", "rm"))
ROLLED = (client_month, client_exposure, posting, score_year, book_month, book_holder, concentration_month, large_holder, load_table, load_check, client_pyramid, tier_month, tier_move, client_potential, graded_loan, credit_watch, part_month)


def answers(warehouse: Warehouse, viewer: Viewer, choices: Iterable[tuple[str, str]]) -> Iterator[tuple[str, pl.DataFrame]]:
    """What the viewer can ask: each query and choice, for their whole reach and for a node of it."""
    widest = reach(viewer, warehouse)
    tree = warehouse.tree()
    below = [child for node in widest.nodes for child in tree.shown_children(node)][:1]
    for picks in ([], *([node] for node in below)):
        scope = widest.narrow(tree, picks)
        for (key, asked), (at, (measure, by)) in product(QUERIES.items(), enumerate(choices)):
            if at and not (asked.measures or asked.holders):
                continue  # it takes no choice: one answer is all there is
            if asked.measures and measure not in asked.measures:
                continue
            with contextlib.suppress(UnsupportedCut):
                yield f"{key} {measure} {by} {picks}", asked(warehouse, scope.asking(measure=measure, by=by))


def rms(warehouse: Warehouse, viewer: Viewer) -> tuple[str, str]:
    """An RM of the scope, if there is one who was outside it too, and one who was never in it; from the bank itself, not through the door."""
    everyone, own = (warehouse._engine.run(select(posting.c.rm_id).where(text(where)).distinct())["rm_id"].sort() for where in ("true", inside_outlets(viewer)))
    elsewhere = warehouse._engine.run(select(posting.c.rm_id).where(text(f"NOT coalesce({inside_outlets(viewer)}, false)")))["rm_id"]
    both = own.filter(own.is_in(elsewhere.implode()))
    return [*both, *own][0], next(rm for rm in everyone if rm not in own)


def files(warehouse: Warehouse, viewer: Viewer, asked: tuple[str, str]) -> Iterator[tuple[str, pl.DataFrame]]:
    """The files of an RM inside and of one outside; and the teams of an outlet."""
    widest, tree = reach(viewer, warehouse), warehouse.tree()
    for (key, query), who in product(((key, query) for key, query in QUERIES.items() if key.startswith("rm_file.")), asked):
        yield f"{key} {who}", query(warehouse, widest.asking(who=who))
    outlets = sorted(node for node, each in tree.nodes.items() if each.level == "outlet" and tree.is_within(node, widest.nodes))
    for query in (teams.by_team, headcount.people) if outlets else ():
        yield f"{query.key} {outlets[0]}", query(warehouse, widest.narrow(tree, outlets[:1]).asking(team="T0001"))
    for (key, query), number in product(((key, query) for key, query in QUERIES.items() if key.startswith("client_file.") or key == "concentration.client_limits"), some_clients(warehouse, viewer)):
        yield f"{key} {number}", query(warehouse, widest.asking(client=number))


def stressed(warehouse: Warehouse, viewer: Viewer, asked: tuple[str, str]) -> Iterator[tuple[str, pl.DataFrame]]:
    """What a stress of one's own tells: an industry, and RMs inside and outside who leave with part of their book."""
    scope = reach(viewer, warehouse).asking(depositors=3, borrowers=30, loss_rate=Decimal("0.6"), industry="mining", industry_loss=Decimal("0.2"), book_loss=Decimal("0.5"))
    for (key, query), who in product(((key, query) for key, query in QUERIES.items() if key.startswith("concentration.stress")), ("", *asked)):
        yield f"{key} {who}", query(warehouse, scope.asking(who=who))


def some_clients(warehouse: Warehouse, viewer: Viewer) -> tuple[str, str]:
    """A client of the scope who was outside it too, if there is one, and one who was never in it; from the bank itself, not through the door."""
    own, elsewhere = (
        warehouse._engine.run(select(client_month.c.client_id).where(text(where)).distinct())["client_id"].sort() for where in (inside(viewer), f"NOT coalesce(({inside(viewer)}), false)")
    )
    return [*own.filter(own.is_in(elsewhere.implode())), *own][0], next(number for number in elsewhere if number not in set(own))


def found(warehouse: Warehouse, viewer: Viewer) -> Iterator[tuple[str, pl.DataFrame]]:
    """What the search box gives for names, pinyin and numbers that are and are not within the scope."""
    scope = reach(viewer, warehouse)
    for term in ("王", "wang", "zhang", "CANARY", "C0000", "R000", "支行", "网点"):
        yield f"search {term}", search.found(warehouse, scope, term)


def rows(warehouse: Warehouse, viewer: Viewer) -> Iterator[tuple[str, pl.DataFrame]]:
    """Every row of every changed table that the door lets the viewer read."""
    scope = reach(viewer, warehouse)
    # an RM may see their own totals of clients once held, without names: that is what book_month and tier_month have of them
    for table in (t for t in ROLLED if not (scope.books and t in (book_month, tier_month))):
        with contextlib.suppress(UnsupportedCut):
            found = warehouse.read(select(*(column for column in table.c if column.name != "pair_no")), scope)  # it only tells which two rows belong together
            yield table.name, found.sort(found.columns)


def leaks(warehouse: Warehouse, other: Warehouse, viewer: Viewer, choices: Iterable[tuple[str, str]] = SOME_CHOICES) -> list[str]:
    choices = tuple(choices)
    asked = rms(warehouse, viewer)
    mine, theirs = (chain(rows(bank, viewer), found(bank, viewer), files(bank, viewer, asked), stressed(bank, viewer, asked), answers(bank, viewer, choices)) for bank in (warehouse, other))
    pairs = zip(mine, theirs, strict=True)
    return [name for (name, one), (_, another) in pairs if not one.equals(another)]


ASKING = {"head of a branch", "two grants of different segments", "RM"}  # the others with `make leaks`


@pytest.mark.parametrize("name", [pytest.param(name, marks=[] if name in ASKING else [pytest.mark.slow]) for name in VIEWERS])
def test_rows_outside_the_scope_change_nothing(name, warehouse, warehouse_place, tmp_path):
    viewer = viewers(warehouse, warehouse_place)[name]
    other = other_bank(warehouse_place, viewer, tmp_path / "other")
    assert leaks(warehouse, other, viewer) == []
    assert any(frame.height for _, frame in answers(warehouse, viewer, SOME_CHOICES[:1]))


@pytest.mark.parametrize("name", sorted(ASKING))
def test_an_rm_outside_the_scope_has_no_file_and_one_inside_has(name, warehouse, warehouse_place):
    viewer = viewers(warehouse, warehouse_place)[name]
    inside_one, outside_one = rms(warehouse, viewer)
    known = {key: frame.height for key, frame in files(warehouse, viewer, (inside_one, outside_one)) if "everyone" not in key and "largest" not in key}
    assert known[f"rm_file.card {inside_one}"] == 1
    assert {key: count for key, count in known.items() if key.endswith(outside_one) and count} == {}
    inside_client, outside_client = some_clients(warehouse, viewer)
    assert known[f"client_file.card {inside_client}"] == 1
    assert {key: count for key, count in known.items() if key.endswith(outside_client) and count} == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", VIEWERS)
def test_rows_outside_the_scope_change_nothing_whatever_is_asked(name, warehouse, warehouse_place, tmp_path):
    viewer = viewers(warehouse, warehouse_place)[name]
    assert leaks(warehouse, other_bank(warehouse_place, viewer, tmp_path / "other"), viewer, EVERY_CHOICE) == []


@pytest.mark.parametrize("predicate, name", [("_granted", "head of a branch"), ("_whole_nodes", "head of a branch"),
                                             ("_whole_bank", "business head, bank-wide"), ("_segments", "business head, bank-wide"),
                                             ("_books", "RM")])  # fmt: skip
def test_the_check_goes_red_when_a_predicate_of_the_door_is_removed(predicate, name, warehouse, warehouse_place, tmp_path, monkeypatch):
    viewer = viewers(warehouse, warehouse_place)[name]
    other = other_bank(warehouse_place, viewer, tmp_path / "other")
    monkeypatch.setattr(door, predicate, lambda *_: true())
    if not predicate.startswith("_whole"):
        monkeypatch.setattr(door, "_picked", lambda *_: true())
    assert leaks(warehouse, other, viewer, ()) != []


def test_an_analyst_is_never_shown_who_a_client_is(warehouse, warehouse_place):
    viewer = Viewer("analyst", of_role(Role.ANALYST, (warehouse.tree().root,)), "salt")
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        secrets = {value for row in connection.execute(
            "SELECT client_id, client_name_zh, client_name_en FROM client UNION ALL SELECT group_id, group_name_zh, group_name_en FROM client_group"
        ).fetchall() for value in row}  # fmt: skip
        people = {value for row in connection.execute("SELECT rm_name_zh, rm_name_en FROM rm").fetchall() for value in row}
    seen = 0
    for name, frame in answers(warehouse, viewer, SOME_CHOICES):
        for column, kind in frame.schema.items():
            if kind == pl.String and not column.startswith("rm_"):
                values = set(frame[column].drop_nulls())
                seen += len(values)
                assert not (values & secrets) - people, name
    assert seen > 100


def test_parts_of_fewer_than_five_clients_are_not_shown_to_an_analyst(warehouse, warehouse_place):
    from queries.concentration import shares

    viewer = Viewer("analyst", of_role(Role.ANALYST, (warehouse.tree().root,)), "salt")
    scope = reach(viewer, warehouse).asking(by="industry", measure="deposits")
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        clients = dict(connection.execute(
            f"SELECT industry, count(*) FROM client_month WHERE month = DATE '{scope.month}' AND NOT is_closed GROUP BY 1"
        ).fetchall())  # fmt: skip
    shown = shares.largest(warehouse, scope)["holder_id"].drop_nulls().to_list()
    assert min(clients.values()) < 5
    assert all(clients[industry] >= 5 for industry in shown)
