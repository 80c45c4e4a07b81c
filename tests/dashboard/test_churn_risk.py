"""The panels of early warnings: what they say, and the call list as a spreadsheet for a branch."""

import io

import openpyxl
import pytest

from dashboard import exports, theme
from dashboard.page import View, direct
from dashboard.pages import churn_risk
from queries import calls, worth
from queries.access import ROLE_NAMES, Role, reach, role_viewer
from queries.scope import Scope
from queries.settings import settings

EXCEL = next(kind for kind in exports.KINDS if kind.key == "xlsx")


def seen_by(warehouse, role: Role, scope: Scope | None = None, lang: str = "en") -> View:
    reached = reach(role_viewer(role, warehouse), warehouse)
    return View(warehouse, scope or reached, lang, theme.LIGHT, ROLE_NAMES[role], "local:someone", may_export=True, answer=direct)


def panels_of(view: View) -> dict[str, object]:
    return {panel.key: panel for row in churn_risk.panels(view, churn_risk.unit_of(view)) for panel in row}


@pytest.fixture
def state_place(tmp_path, monkeypatch):
    monkeypatch.setenv("RM_COCKPIT_WAREHOUSE", str(tmp_path / "warehouse"))
    settings.cache_clear()
    yield
    settings.cache_clear()


def lines_of(view: View, panel) -> list[tuple[object, ...]]:
    made = exports.of_panel(view, panel, churn_risk.unit_of(view), EXCEL).make()
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if "Reasons" in row)
    return [row for row in rows[top:] if row[0] is not None]


def test_a_branchs_call_list_is_a_spreadsheet_of_every_client_with_a_sign(warehouse, whole_bank, state_place):
    branch = next(node.node_id for node in warehouse.tree().nodes.values() if node.level == "branch")
    view = seen_by(warehouse, Role.EXECUTIVE, whole_bank.narrow(warehouse.tree(), [branch]))
    heads, *clients = lines_of(view, panels_of(view)["call-list"])
    frame = calls.call_list(warehouse, view.scope)
    assert len(clients) == frame.height > 20
    at = {name: place for place, name in enumerate(heads)}
    assert {"Client", "Client number", "RM", "Outlet", "Reasons", "Next step", "Matures on", "Maturing", "Last contact", "Telephone works"} <= at.keys()
    assert [row[at["Client number"]] for row in clients] == frame["client_id"].to_list()
    assert [row[at["Reasons"]] for row in clients] == frame["reasons_en"].to_list()
    assert sum(row[at["Matures on"]] is not None for row in clients) == frame["matures_on"].count() > 0


def test_whoever_may_not_see_clients_gets_a_call_list_of_pseudonyms(warehouse, state_place):
    view = seen_by(warehouse, Role.ANALYST)
    heads, *clients = lines_of(view, panels_of(view)["call-list"])
    assert all(str(row[heads.index(name)]).startswith("#") for row in clients for name in ("Client", "Client number"))


def test_the_worth_chart_draws_the_shorter_horizon_and_its_table_holds_both(warehouse, whole_bank):
    panel = panels_of(seen_by(warehouse, Role.EXECUTIVE))["warning-worth"]
    rows = worth.rules(warehouse, whole_bank)
    assert panel.frame.equals(rows)
    assert len(panel.chart.figure.data[0].x) == (rows["horizon_months"] == 6).sum()
    assert rows["horizon_months"].n_unique() == 2


def test_nothing_in_scope_is_said_in_every_panel(warehouse):
    view = seen_by(warehouse, Role.EXECUTIVE, Scope.nothing(warehouse.generation.last_closed_month))
    assert all(panel.frame.is_empty() and panel.empty.en for panel in panels_of(view).values())
