"""Leaving and load on the screen: what is said of each kind of viewer and scope."""

import pytest

from dashboard import tables, theme, words
from dashboard.page import View, direct
from dashboard.pages import people
from queries import attrition, workload
from queries.access import ROLE_NAMES, Role, reach, role_viewer
from queries.codes import LEAVE_REASONS


def view_of(warehouse, role: Role = Role.EXECUTIVE, nodes=(), lang="en", held=()) -> View:
    scope = reach(role_viewer(role, warehouse, held), warehouse).narrow(warehouse.tree(), nodes)
    return View(warehouse, scope, lang, theme.LIGHT, ROLE_NAMES[role], "local:x", may_export=True, answer=direct)


def panels(view: View):
    return {panel.key: panel for panel in people.answer(view).panels}


def test_the_sentence_says_how_many_left_and_what_share_they_were(warehouse):
    view = view_of(warehouse)
    now = view.load(attrition.summary).row(-1, named=True)
    said = people.answer(view).finding.en
    assert said == f"Head Office: {now['leavers_year_count']} RMs left in 12 months, attrition {now['attrition_share']:.1%}."


def test_cards_of_leaving_and_load_are_those_of_the_queries(warehouse):
    view = view_of(warehouse)
    cards = people.answer(view).cards
    now = cards.figures.row(-1, named=True)
    assert now["attrition_share"] == view.load(attrition.summary)["attrition_share"][-1]
    assert now["key_5_share"] == view.load(workload.summary)["key_5_share"][-1]
    assert {metric.key for metric in cards.metrics} <= set(cards.figures.columns)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_panel_has_two_columns_of_one_name_or_one_without(warehouse, lang):
    for panel in people.answer(view_of(warehouse, lang=lang)).panels:
        columns = tables.in_language(panel.frame, lang).columns
        headings = [tables.heading(name, lang) for name in columns]
        assert len(set(headings)) == len(headings), panel.key
        assert not [name for name in columns if tables.heading(name, lang) == name], panel.key


def test_an_unseen_reason_is_told_as_such_and_no_coded_reason_slips_out(warehouse):
    shown = panels(view_of(warehouse, Role.ANALYST))
    assert shown["reasons"].frame["name_en"].to_list() == ["Not supplied or not visible"]
    assert not set(shown["leavers"].frame["reason_en"]) & {reason.en for reason in LEAVE_REASONS.values()}


def test_too_few_for_a_curve_is_said_in_its_place(warehouse):
    shown = panels(view_of(warehouse))
    assert shown["tenure-channel"].frame.is_empty()
    assert shown["tenure-channel"].empty == words.TOO_FEW_WATCHED.fill(least=30)


def test_a_single_book_has_neither_and_says_so(warehouse, whole_bank):
    who = workload.key_persons(warehouse, whole_bank)["rm_id"][0]
    content = people.answer(view_of(warehouse, Role.RM, held=(f"rm:{who}",)))
    assert content.finding == words.NO_PEOPLE_OF_BOOK
    assert all(panel.frame.is_empty() for panel in content.panels)


def test_outliers_and_key_persons_are_named(warehouse):
    shown = panels(view_of(warehouse))
    assert shown["key-persons"].frame["holder_en"].null_count() == 0
    named = shown["spread-balance_yuan"].frame.row(0, named=True)
    assert named["outliers_count"] == len(named["outliers_en"].split(", "))
