"""The headcount page: what it says, and what it says where something is missing."""

import html
import re
from dataclasses import replace

import polars as pl
import pytest

from dashboard import tables, theme, words
from dashboard.page import View, direct
from dashboard.pages import headcount as page
from queries import headcount, outlook
from queries.access import ROLE_NAMES, Role, of_role, reach, role_viewer
from queries.access import Viewer as Person
from queries.scope import Scope
from queries.text import LANGS


def looking(warehouse, scope, lang="en") -> View:
    return View(warehouse, scope, lang, theme.LIGHT, ROLE_NAMES[Role.EXECUTIVE], "local:x", may_export=True, answer=direct)


def panels(content) -> dict:
    return {panel.key: panel for panel in content.panels}


@pytest.fixture(scope="module")
def whole(warehouse, whole_bank):
    return page.answer(looking(warehouse, whole_bank.asking(period="year")))


def test_the_page_opens_with_one_sentence_and_seven_cards(whole, warehouse, whole_bank):
    row = headcount.total(warehouse, whole_bank).row(0, named=True)
    assert whole.finding.en.startswith(f"Head Office: {row['headcount_count']} RMs for {row['establishment_count']} posts")
    assert [metric.key for metric in whole.cards.metrics] == [
        "headcount_count", "available_count", "fte_count", "establishment_count", "fill_rate_share", "vacancies_count", "attrition_share",
    ]  # fmt: skip
    assert whole.cards.figures["month"].to_list() == [whole_bank.month.replace(year=whole_bank.month.year - 1), whole_bank.month]


def test_every_panel_holds_rows_and_its_chart_is_told_in_words(whole):
    found = panels(whole)
    assert set(found) == {"bridge", "units", "trend", "pyramid", "moves", "bands", "conflicts", "events", "groups", "figures"}
    assert [key for key, panel in found.items() if panel.frame.is_empty()] == []
    assert all(panel.chart.alt.zh for panel in found.values() if panel.chart is not None)


def test_the_bars_of_the_bridge_lead_from_the_opening_to_the_closing_heads(whole):
    steps = panels(whole)["bridge"].frame
    changes = steps.filter(kind="change")["step_count"].sum()
    first, last = steps.filter(kind="balance")["step_count"]
    assert first + changes == last


def test_an_outlet_lists_its_rms_instead_of_units_below(warehouse, whole_bank):
    outlet = next(node for node, each in warehouse.tree().nodes.items() if each.level == "outlet" and each.is_open)
    found = panels(page.answer(looking(warehouse, whole_bank.narrow(warehouse.tree(), [outlet]))))
    assert "units" not in found
    assert found["people"].frame.height == headcount.total(warehouse, whole_bank.narrow(warehouse.tree(), [outlet]))["headcount_count"][0]


def test_a_segment_is_told_that_duties_are_not_kept_by_segment(warehouse, whole_bank):
    content = page.answer(looking(warehouse, whole_bank.narrow(warehouse.tree(), segments=["corporate"])))
    found = panels(content)
    assert found["conflicts"].empty == words.NOT_BY_SEGMENT
    assert "RM share of staff" in found["figures"].legend.en


def test_an_own_book_and_an_empty_scope_say_why_there_is_nothing(warehouse, whole_bank):
    rm = headcount.people(warehouse, whole_bank)["rm_id"][0]
    book = reach(Person("rm", of_role(Role.RM, (f"rm:{rm}",)), "salt"), warehouse)
    assert page.answer(looking(warehouse, book)).finding == words.NO_STAFF_OF_BOOK
    nothing = page.answer(looking(warehouse, Scope.nothing(whole_bank.month)))
    assert all(panel.frame.is_empty() for panel in nothing.panels)


def test_a_bank_without_establishment_is_told_so_and_keeps_the_rest(warehouse, whole_bank):
    def without_posts(key, scope, of):
        frame = direct(key, scope, of)
        return frame.with_columns(pl.lit(None, frame[name].dtype).alias(name) for name in page.STRENGTH[1:] if name in frame.columns)

    content = page.answer(replace(looking(warehouse, whole_bank), answer=without_posts))
    assert panels(content)["units"].legend == words.NO_ESTABLISHMENT_LEGEND
    assert "Establishment" in panels(content)["figures"].legend.en
    assert "posts" not in content.finding.en


def test_the_chart_states_what_a_forecast_of_a_year_ago_missed(warehouse, whole_bank):
    def tested(key, scope, of):
        frame = direct(key, scope, of)
        return pl.DataFrame({"forecast_miss_share": [0.0213], "forecast_covered_share": [0.75]}) if key == outlook.back_test.key else frame

    content = page.answer(replace(looking(warehouse, whole_bank), answer=tested))
    assert "missed by 2.1% on average; 75.0% of months lay within" in panels(content)["trend"].legend.en


def test_an_analyst_sees_the_same_figures(warehouse, whole, whole_bank):
    analyst = reach(role_viewer(Role.ANALYST, warehouse), warehouse).asking(period="year")
    assert page.answer(looking(warehouse, analyst)).finding == whole.finding


def test_a_chinese_page_shows_no_english_words(warehouse, whole_bank):
    content = page.answer(looking(warehouse, whole_bank.asking(period="year"), "zh"))
    shown = "".join(
        tables.html_table(tables.in_language(panel.frame if panel.shown is None else panel.shown, "zh").select(panel.columns), "zh", content.scale)
        for panel in content.panels
    )
    said = " ".join(text.to(LANGS[0]) for panel in content.panels for text in (panel.title, panel.legend, panel.empty))
    text = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r'<td[^>]*translate="no">[^<]*</td>', "", shown)))
    assert {word for word in re.findall(r"[A-Za-z]+", text + said) if not re.fullmatch(r"R", word)} <= {"max", "min", "pp"}
