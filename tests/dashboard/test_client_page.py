"""The client's file: all of it for whoever holds the client, a sentence for everybody else, and no name where names are hidden."""

import json
from dataclasses import replace

import duckdb
import polars as pl
import pytest
from streamlit.util import calc_hash

from dashboard import panel, tables, theme
from dashboard.page import View, direct
from dashboard.pages import care, handover
from dashboard.pages import client as page
from queries import client_file
from queries.access import ROLE_NAMES, Role, reach, role_viewer
from queries.engines import READ_ONLY_CONFIG
from tests.dashboard.test_app import open_app  # noqa: F401 - a fixture
from tests.dashboard.test_pages import said
from tests.places import published


def looking(warehouse, scope, lang="en", **more) -> View:
    return View(warehouse, scope, lang, theme.LIGHT, ROLE_NAMES[Role.EXECUTIVE], "local:x", may_export=True, answer=direct, **more)


@pytest.fixture(scope="module")
def facts(warehouse_place):
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        yield connection


@pytest.fixture(scope="module")
def busy(facts) -> str:
    """The client with most on record: handed over, contacted, warned of, with loans and in a group if there is one."""
    return facts.execute("""SELECT client_id FROM client_month m WHERE month = '2026-10-01' AND NOT is_closed AND EXISTS (FROM exposure e WHERE e.client_id = m.client_id AND e.month = m.month)
        ORDER BY (SELECT count(*) FROM handover_change h WHERE h.client_id = m.client_id) DESC, (group_id IS NULL), aum_yuan DESC, client_id LIMIT 1""").fetchone()[0]


@pytest.fixture(scope="module")
def file(warehouse, whole_bank, busy):
    return page.answer(looking(warehouse, whole_bank.asking(client=busy)))


def test_the_file_has_all_panels_and_every_table_the_columns_it_shows(file):
    assert [one.key for one in file.panels] == ["who", "warnings", "months", "tiers", "covers", "contribution", "holdings", "maturities", "prices", "contacts", "complaints", "credit", "exposures", "limits", "group"]
    for one in file.panels:
        if one.frame.height:
            assert set(one.columns) <= set(tables.in_language(one.frame if one.shown is None else one.shown, "en").columns), one.key


def test_what_it_says_is_what_the_facts_say(file, facts, busy, warehouse, whole_bank):
    shown = {one.key: one.frame for one in file.panels}
    counted = {
        "months": "client_month WHERE client_id = $1", "covers": "coverage WHERE valid_from <= '2026-10-31' AND client_id = $1",
        "contacts": "contact WHERE contacted_on <= '2026-10-31' AND client_id = $1", "complaints": "complaint WHERE opened_on <= '2026-10-31' AND client_id = $1",
        "exposures": "exposure WHERE month = '2026-10-01' AND client_id = $1",
        "maturities": "maturity WHERE matures_on BETWEEN '2025-11-01' AND DATE '2026-10-31' + 180 AND client_id = $1",
    }  # fmt: skip
    for key, rows in counted.items():
        assert shown[key].height == facts.execute(f"SELECT count(*) FROM {rows}", [busy]).fetchone()[0], key
    assert shown["covers"].height > 1
    row = client_file.card(warehouse, whole_bank.asking(client=busy)).row(0, named=True)
    assert (row["aum_yuan"], row["revenue_year_yuan"]) == facts.execute("SELECT aum_yuan, revenue_year_yuan FROM client_life WHERE month = '2026-10-01' AND client_id = $1", [busy]).fetchone()
    held = client_file.holdings(warehouse, whole_bank.asking(client=busy))
    assert held.filter(pl.col("line") != "loan_yuan")["value_yuan"].sum() == row["aum_yuan"]


def test_a_client_beyond_the_scope_has_no_file_and_nothing_says_that_there_is_one(warehouse, whole_bank, facts, busy):
    home, = facts.execute("SELECT node_id FROM org_closure c JOIN client_month m USING (month, outlet_id) WHERE client_id = $1 AND level = 'branch' ORDER BY month DESC LIMIT 1", [busy]).fetchone()
    been = {node for node, in facts.execute("SELECT DISTINCT node_id FROM org_closure c JOIN client_month m USING (month, outlet_id) WHERE client_id = $1", [busy]).fetchall()}
    others = [node.node_id for node in warehouse.tree().nodes.values() if node.level == "branch" and node.node_id not in been]
    assert home not in others
    beyond, nobody = (page.answer(looking(warehouse, whole_bank.narrow(warehouse.tree(), others).asking(client=number))) for number in (busy, "C9999999"))
    assert beyond.finding == nobody.finding
    assert [one.frame.height for one in beyond.panels] == [0]


def test_who_may_not_see_names_has_no_clients_file(warehouse, busy, facts):
    analyst = reach(role_viewer(Role.ANALYST, warehouse), warehouse).asking(client=busy)
    content = page.answer(looking(warehouse, analyst))
    name, = facts.execute("SELECT client_name_zh FROM client WHERE client_id = $1", [busy]).fetchone()
    written = json.dumps([content.finding, *(one.frame.rows() for one in content.panels)], default=str, ensure_ascii=False)
    assert name not in written
    assert busy not in written
    assert [one.frame.height for one in content.panels] == [0]
    for query in (client_file.card, client_file.months, client_file.covers, client_file.contacts, client_file.exposures, client_file.maturities, client_file.warnings, client_file.group):
        assert query(warehouse, analyst).is_empty(), query.key


def test_names_of_clients_lead_to_their_files_unless_they_are_pseudonyms(warehouse, whole_bank):
    routes = {"client": "client"}
    for scope, leads in ((whole_bank, True), (replace(whole_bank, names_visible=False, salt="x"), False)):
        for one in (handover, care):
            view = looking(warehouse, scope, routes=routes)
            listed = next(each for each in one.PAGE.answer(view).panels if each.key in {"waiting", "overdue"})
            found = panel._to_clients(view, listed, listed.frame)
            assert bool(found) is leads
            assert all(f"client={number}" in link for number, link in zip(listed.frame["client_id"], found.get("client", []), strict=False))


def test_opened_by_a_link_it_shows_the_file_and_an_unknown_number_is_left_out(open_app, busy, warehouse, whole_bank):  # noqa: F811
    app = open_app(lang="zh")
    app._page_hash = calc_hash("client")
    app.query_params["client"] = busy
    name = client_file.card(warehouse, whole_bank.asking(client=busy))["client_zh"][0]
    assert name in said(app.run())
    app.query_params["client"] = "C9999999"
    again = said(app.run())
    assert name not in again
    assert any("C9999999" in warning.value for warning in app.warning)


def test_the_credit_panel_has_a_row_a_month_with_what_the_facts_say(file, facts, busy):
    rows = next(one.frame for one in file.panels if one.key == "credit")
    plain = facts.execute("""SELECT m.month, rating, overdue_days, (SELECT sum(principal_yuan) FROM exposure e WHERE e.month = m.month AND e.client_id = m.client_id)
        FROM client_month m WHERE client_id = $1 ORDER BY 1 DESC""", [busy]).fetchall()  # fmt: skip
    assert rows.select("month", "rating", "overdue_days", "exposure_yuan").rows() == [row for row in plain if row[1] or row[3]]
