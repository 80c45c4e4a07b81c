"""Targets on the screen: what is said of each metric, of whom, and what stands where there is no target."""

from dataclasses import replace

import polars as pl
import pytest

from dashboard import tables, theme, words
from dashboard.figures.histogram import steps
from dashboard.page import Answers, View
from dashboard.pages import targets as page
from dashboard.pages.targets_rows import said
from queries import targets
from queries.access import ROLE_NAMES, Role, reach, role_viewer
from queries.indicators import INDICATOR
from queries.scope import Scope
from queries.target_shapes import Asked, parts

REMEMBERED = Answers(200)


def view_of(warehouse, role=Role.EXECUTIVE, nodes=(), segments=(), lang="en", held=(), **choices) -> View:
    scope = reach(role_viewer(role, warehouse, held), warehouse).narrow(warehouse.tree(), nodes, segments)
    asked = scope.asking(**{"period": "year", "metric": "deposits", **choices})
    return View(warehouse, asked, lang, theme.LIGHT, ROLE_NAMES[role], "local:x", may_export=True, answer=REMEMBERED)


def panels(view: View):
    return {panel.key: panel for panel in page.answer(view).panels}


def test_cards_say_what_the_query_says_of_the_metric(warehouse):
    view = view_of(warehouse, metric="fee_income")
    row = view.load(targets.total).row(0, named=True)
    cards = page.answer(view).cards
    shown = cards.figures.row(-1, named=True)
    assert (shown["attainment_share"], shown["pace_share"]) == pytest.approx((row["attainment_share"], row["pace_share"]), rel=1e-12)
    assert shown["actual_yuan"] == row["actual_yuan"]
    assert (shown["target_yuan"], shown["forecast_yuan"], shown["required"]) == (row["target_yuan"], row["forecast_yuan"], row["required_rate"])
    assert cards.plan == {"actual_yuan": float(row["plan_yuan"])}
    assert {metric.key for metric in cards.metrics} <= set(cards.figures.columns)


def test_every_metric_with_a_target_is_a_bar_and_the_table_has_them_all(warehouse):
    view = view_of(warehouse)
    every = view.load(targets.total, replace(view.scope, metric=""))
    panel = panels(view)["metrics"]
    assert len(panel.chart.figure.data[0].y) == every["attainment_share"].count()
    assert panel.frame.height == every.height == panel.shown.height
    assert panel.drills == "metric"


def test_units_stand_against_plan_to_date_with_the_worst_on_top(warehouse):
    panel = panels(view_of(warehouse))["units"]
    changes = [value for value in panel.chart.figure.data[2].x if value is not None]
    assert changes == sorted(changes)
    assert panel.drills == "node"


def test_a_segment_shows_its_rms_but_no_cascade_because_units_targets_are_not_cut(warehouse):
    shown = panels(view_of(warehouse, segments=["corporate"]))
    assert shown["cascade"].frame.is_empty()
    assert shown["cascade"].empty == words.NO_CASCADE_OF_CUT
    assert shown["rms"].frame.height == shown["league"].frame.height > 0


def test_targets_of_a_segment_are_those_of_its_rms_and_marked_as_summed(warehouse):
    told = dict(panels(view_of(warehouse, segments=["corporate"]))["reach"].frame.select("fact_en", "fact_value_en").rows())
    assert told["Target"].endswith(" (summed from below)")


def test_an_outlet_shows_its_rms_where_others_show_units(warehouse):
    outlet = view_of(warehouse).load(targets.by_rm)["outlet_id"].drop_nulls().mode().sort()[0]
    shown = panels(view_of(warehouse, nodes=[outlet]))
    assert "units" not in shown
    assert set(shown["rms"].frame["outlet_id"]) == {outlet}
    assert shown["heat"].title == words.HEAT_OF_RMS


def test_a_single_book_has_its_own_targets(warehouse):
    who = view_of(warehouse).load(targets.by_rm).filter((pl.col("rm_id") != "") & pl.col("target_yuan").is_not_null())["rm_id"][0]
    shown = panels(view_of(warehouse, Role.RM, held=(f"rm:{who}",)))
    assert shown["rms"].frame["rm_id"].to_list() == [who]
    assert shown["cascade"].frame.is_empty()


def test_an_empty_scope_says_why_in_each_panel(warehouse, whole_bank):
    view = replace(view_of(warehouse), scope=Scope.nothing(whole_bank.month))
    content = page.answer(view)
    assert {panel.empty for panel in content.panels} == {words.NOTHING_IN_SCOPE}
    assert all(panel.frame.is_empty() for panel in content.panels)


def test_a_period_that_is_over_has_nothing_left_to_come(warehouse):
    shown = panels(view_of(warehouse, period="month"))
    assert shown["outcome"].frame.is_empty()
    assert shown["outcome"].empty == words.NO_OUTCOME
    assert shown["run"].empty == words.NO_RUN


@pytest.mark.parametrize(("metric", "lang"), [("npl", "zh"), ("accounts_opened", "en"), ("profile_completeness", "zh")])
def test_no_panel_has_two_columns_of_one_name_or_one_without(warehouse, metric, lang):
    for panel in page.answer(view_of(warehouse, metric=metric, lang=lang)).panels:
        for frame in (panel.frame, panel.shown if panel.shown is not None else panel.frame):
            columns = tables.in_language(frame, lang).columns
            headings = [tables.heading(name, lang) for name in columns]
            assert not [name for name in columns if tables.heading(name, lang) == name], panel.key
            assert len(set(headings)) == len(headings), panel.key


def test_what_is_secured_likely_and_missing_add_up_to_the_target():
    rows = pl.DataFrame({
        "node_id": ["A", "B", "C"], "name_zh": ["甲", "乙", "丙"], "name_en": ["A", "B", "C"], "target_count": [100, 100, 100], "actual_count": [40, 60, 120],
        "forecast_count": [80, 110, 150], "reaching_share": [0.1, 0.6, 1.0],
    })  # fmt: skip
    found = parts(Asked(INDICATOR["accounts_opened"], "flow"), rows)
    assert found.select("node_id", "secured_count", "likely_count", "missing_count").rows() == [("A", 40, 40, 20), ("B", 60, 40, 0), ("C", 120, 0, 0)]


def test_steps_of_attainment_hold_everybody_once_and_the_far_ones_at_the_end():
    counts = steps(pl.Series([-0.2, 0.0, 0.099, 0.7, 0.999, 1.0, 2.0, 9.9]))
    assert dict(counts.filter(pl.col("rms_count") > 0).select("name_en", "rms_count").rows()) == {
        "0–10%": 3, "70–80%": 1, "90–100%": 1, "100–110%": 1, "200% and above": 2
    }  # fmt: skip


def test_amounts_in_words_carry_their_sign_and_unit():
    deposits = INDICATOR["deposits"]
    assert (said(deposits, -24_810_000).en, said(deposits, 4_980_325_298).zh, said(deposits, 0).en) == ("−24.81 m", "49.80 亿元", "0")
    assert said(INDICATOR["accounts_opened"], 12, signed=True).en == "+12"
    assert said(deposits, None).en == "–"
