"""The glossary is made from the catalogue and explains every figure, rule and heading."""

import html
import re

import polars as pl
import pytest

from dashboard import tables, theme, words
from dashboard.page import View, direct
from dashboard.pages import glossary
from queries.access import ROLE_NAMES, Role, reach, role_viewer
from queries.catalog import METRICS, QUERIES, RULES
from queries.metric import Good, Unit
from queries.scope import Scope


@pytest.fixture(scope="module")
def view(warehouse) -> View:
    scope = reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse)
    return View(warehouse, scope, "zh", theme.LIGHT, ROLE_NAMES[Role.EXECUTIVE], "local:x", may_export=True, answer=direct)


@pytest.fixture(scope="module")
def terms(view) -> pl.DataFrame:
    return glossary.terms_of(view)


def test_every_metric_stands_in_the_glossary_with_all_that_defines_it(terms):
    assert terms["key"].to_list() == list(METRICS)
    must = [f"{name}_{lang}" for name in ("metric", "sense", "formula", "unit", "good", "said_by") for lang in ("zh", "en")]
    assert terms.select(pl.col(*must, "queries").null_count()).sum_horizontal().item() == 0


def test_a_metric_names_the_queries_that_return_it_and_the_pages_that_show_it(terms):
    gini = terms.row(by_predicate=pl.col("key") == "gini", named=True)
    assert gini["queries"] == "concentration.summary, concentration.trend"
    assert (gini["pages_zh"], gini["pages_en"]) == ("大客户集中度", "Large-client concentration")


def test_a_metric_names_the_values_of_policy_in_it_and_who_set_them(terms):
    pareto = terms.row(by_predicate=pl.col("key") == "pareto_share", named=True)
    assert pareto["rules_en"] == "the share of the total at which the Pareto point is taken: 80% (Pareto rule)"


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_query_returns_the_same_columns_for_a_scope_of_nothing(warehouse, whole_bank, query):
    assert query(warehouse, Scope.nothing(whole_bank.month)).columns == query(warehouse, whole_bank).columns


def test_every_rule_is_shown_with_its_value_in_words():
    rules = glossary.rules_of_policy()
    assert rules["key"].to_list() == [rule.key for rule in RULES]
    values = {key: (zh, en) for key, zh, en in rules.select("key", "rule_value_zh", "rule_value_en").rows()}
    assert values["top_share"] == ("20%", "20%")
    assert values["large_client_personal"] == ("100.0 万元", "1.0 m yuan")
    assert values["handover_months"] == ("1 个月", "1 month")
    assert values["small_group"] == ("5", "5")
    assert values["rm_change_days"] == ("90 天", "90 days")


@pytest.mark.parametrize("column", words.COLUMNS)
def test_every_heading_of_a_table_explains_itself(column):
    said = tables.explanation(column)
    assert said is not None
    assert said.zh
    assert said.en


def test_a_metrics_heading_explains_itself_by_meaning_and_formula(view):
    table = tables.html_table(pl.DataFrame({"gini": [0.5]}), "en", glossary.answer(view).scale)
    assert 'class="figure gini" title="0 when all are equal, towards 1 when one holds all; one holder: 0. 2·Σ i·xᵢ' in table


def test_units_and_directions_have_words():
    assert set(words.METRIC_UNITS) == {unit.value for unit in Unit}
    assert set(words.DIRECTIONS) == {good.value for good in Good}


def test_a_chinese_glossary_holds_no_english_but_names_of_the_program(view):
    content = glossary.answer(view)
    drawn = "".join(tables.html_table(tables.in_language(p.frame, "zh").select(p.columns), "zh", content.scale) for p in content.panels)
    text = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r'<td[^>]*translate="no">[^<]*</td>', "", drawn)))
    assert set(re.findall(r"[A-Za-z]+", text)) <= {"HHI", "AUM", "RM", "n", "k", "i", "s", "x", "min", "max", "AAA"}
