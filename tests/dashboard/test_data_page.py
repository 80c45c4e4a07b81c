"""The data page: loads, rows, control totals and the dictionary, for whom they may be shown."""

import pytest

from dashboard import tables, theme, words
from dashboard.page import View, direct
from dashboard.pages import data
from queries.access import ROLE_NAMES, Role, reach, role_viewer


def view_of(warehouse, role: Role, lang="en", nodes=()) -> View:
    scope = reach(role_viewer(role, warehouse, nodes), warehouse)
    return View(warehouse, scope, lang, theme.LIGHT, ROLE_NAMES[role], "local:x", may_export=True, answer=direct)


def shown(view: View) -> dict[str, str]:
    content = data.answer(view)
    return {
        panel.key: tables.html_table(tables.in_language(panel.frame, view.lang).select(panel.columns), view.lang, content.scale)
        for panel in content.panels
    }


def test_an_executive_sees_loads_rows_control_totals_and_the_dictionary(warehouse):
    content = data.answer(view_of(warehouse, Role.EXECUTIVE))
    assert [panel.key for panel in content.panels] == ["loads", "checks", "tables", "dictionary"]
    assert not any(panel.frame.is_empty() for panel in content.panels)
    assert content.finding.en.startswith("Generation wh-0001 (demonstration data) is published")


def test_a_branch_head_is_told_why_rows_and_control_totals_are_not_shown(warehouse):
    content = data.answer(view_of(warehouse, Role.BRANCH_HEAD, nodes=("F01",)))
    empty = {panel.key: panel.empty for panel in content.panels if panel.frame.is_empty()}
    assert empty == {"checks": words.WHOLE_BANK_ONLY, "tables": words.WHOLE_BANK_ONLY}
    assert content.panels[0].frame["row_count"].to_list() == [None]


def test_times_days_months_and_flags_are_written_as_words(warehouse):
    loads = shown(view_of(warehouse, Role.EXECUTIVE, "zh"))["loads"]
    assert ">2026年10月</td>" in loads
    assert ">2026-11-16</td>" in loads
    assert '<td class="text is_synthetic">是</td>' in loads


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_that_are_the_same_in_every_language_are_marked_so(warehouse, lang):
    dictionary = shown(view_of(warehouse, Role.EXECUTIVE, lang))["dictionary"]
    assert '<td class="text table_name" translate="no">client_month</td>' in dictionary
