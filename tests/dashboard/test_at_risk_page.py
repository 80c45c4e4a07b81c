"""Who goes next: what the page says, of a unit and of an own book, and the call list as a spreadsheet for a branch."""

import io

import openpyxl
import polars as pl
import pytest

from dashboard import exports, theme
from dashboard.page import View, direct
from dashboard.pages import at_risk
from queries import calls, worth
from queries.access import ROLE_NAMES, Role, reach, role_viewer
from queries.scope import Scope
from queries.settings import settings

EXCEL = next(kind for kind in exports.KINDS if kind.key == "xlsx")


def seen_by(warehouse, role: Role, scope: Scope | None = None, lang: str = "en") -> View:
    reached = reach(role_viewer(role, warehouse), warehouse)
    return View(warehouse, scope or reached, lang, theme.LIGHT, ROLE_NAMES[role], "local:someone", may_export=True, answer=direct)


def panels_of(view: View) -> dict[str, object]:
    return {panel.key: panel for panel in at_risk.answer(view).panels}


@pytest.fixture
def state_place(tmp_path, monkeypatch):
    monkeypatch.setenv("RM_COCKPIT_WAREHOUSE", str(tmp_path / "warehouse"))
    settings.cache_clear()
    yield
    settings.cache_clear()


def lines_of(view: View, panel) -> list[tuple[object, ...]]:
    made = exports.of_panel(view, panel, at_risk.unit_of(view), EXCEL).make()
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


def test_the_page_begins_with_what_hangs_on_whom_and_ends_with_how_long_clients_stay(warehouse, whole_bank):
    content = at_risk.answer(seen_by(warehouse, Role.EXECUTIVE))
    held = calls.total(warehouse, whole_bank).row(0, named=True)
    assert f"{held['at_risk_count']:,} clients at risk" in content.finding.en
    assert content.cards.figures.filter(pl.col("month") == whole_bank.month)["at_risk_balance_yuan"].item() == held["at_risk_balance_yuan"]
    assert [panel.key for panel in content.panels] == ["at-risk", "call-list", "warning-worth", "silent-units", "silent", "curve-star_tier", "curve-products", "curve-segment"]
    assert all(panel.frame.height for panel in content.panels)


def test_an_own_book_has_its_clients_to_call_and_no_curves(warehouse):
    own = reach(role_viewer(Role.RM, warehouse, ("rm:R00001",)), warehouse)
    view = View(warehouse, own, "en", theme.LIGHT, ROLE_NAMES[Role.RM], "local:someone", may_export=True, answer=direct)
    found = panels_of(view)
    assert {"at-risk", "call-list", "silent"} <= found.keys()
    assert not any(key.startswith("curve") for key in found)


def test_nothing_in_scope_is_said_in_every_panel(warehouse):
    view = seen_by(warehouse, Role.EXECUTIVE, Scope.nothing(warehouse.generation.last_closed_month))
    assert all(panel.frame.is_empty() and panel.empty.en for panel in panels_of(view).values())
