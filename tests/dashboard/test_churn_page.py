"""The churn page: what stands on it, for a unit, a measure without a balance and an own book."""

from dataclasses import replace

import pytest

from dashboard import theme, words
from dashboard.page import View, direct
from dashboard.pages import churn
from queries.access import Role, reach, role_viewer
from queries.text import Text

OWN = {"clients", "balances", "trend", "rms", "tiers", "reasons", "lost-by", "kept", "kept-tiers", "run-down", "states", "cohorts", "cohort-balances"}


@pytest.fixture(scope="module")
def view(warehouse, whole_bank):
    return View(warehouse, whole_bank.asking(measure="deposits"), "en", theme.LIGHT, Text("某", "somebody"), "somebody", True, answer=direct)


def panels(view):
    return {panel.key: panel for panel in churn.answer(view).panels}


def test_every_part_of_the_question_has_a_panel_with_rows(view):
    found = panels(view)
    assert {*OWN, "units", "figures"} <= set(found)
    assert [key for key in OWN if found[key].frame.is_empty()] == []
    assert found["units"].drills == "node"


def test_the_bridges_as_drawn_end_where_they_should(view):
    rows = panels(view)["balances"].frame
    opening, *changes, closing = rows["step_yuan"]
    assert opening + sum(changes) == closing
    assert rows["kind"].to_list() == ["balance", *["change"] * len(changes), "balance"]


def test_revenue_has_cohorts_of_aum_in_its_place(view):
    found = panels(replace(view, scope=view.scope.asking(measure="revenue")))
    assert found["cohort-balances"].title.en == "Cohorts by quarter of opening: AUM kept"
    assert found["balances"].frame.height > 2


def test_an_outlet_has_rms_and_no_units_below(view, warehouse):
    outlet = min(key for key, node in warehouse.tree().nodes.items() if node.level == "outlet")
    found = panels(replace(view, scope=view.scope.narrow(warehouse.tree(), [outlet])))
    assert "units" not in found
    assert not found["rms"].frame.is_empty()


def test_the_first_loaded_month_says_why_there_is_nothing(view, warehouse):
    found = panels(replace(view, scope=view.scope.on(warehouse.months[0])))
    assert found["clients"].frame.is_empty()
    assert found["clients"].empty == words.NO_CHURN
    assert found["kept"].empty == words.CHURN_NEEDS_YEAR


def test_an_own_book_has_no_churn_and_says_where_its_clients_at_risk_are(view, warehouse):
    own = reach(role_viewer(Role.RM, warehouse, ("rm:R00001",)), warehouse).asking(measure="deposits")
    content = churn.answer(replace(view, scope=own))
    assert content.finding == words.NO_CHURN_OF_BOOK
    assert [panel.empty for panel in content.panels] == [words.NO_CHURN_OF_BOOK]
