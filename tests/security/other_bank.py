"""A second bank in which every row outside a viewer's scope is another: other amounts, other names, other RMs."""

import shutil
from datetime import date
from itertools import product
from pathlib import Path

import duckdb

from queries import marts
from queries.access import Viewer
from queries.engines import DUCKDB_CONFIG
from queries.marts.watch import worsened
from queries.schema import (
    credit_watch,
    tier_month,
    tier_move,
)
from queries.warehouse import Shelf, Warehouse
from seed import staging
from tests.places import published


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
