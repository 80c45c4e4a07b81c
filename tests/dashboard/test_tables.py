"""Frames as HTML tables."""

import re
from datetime import date
from decimal import Decimal

import polars as pl

from dashboard.tables import heading, html_table, in_language, written
from queries.money import SCALES

ROWS = pl.DataFrame({"holder_zh": ["<b>甲</b>"], "holder_en": ["<b>A</b>"], "value_yuan": [Decimal("12345.00")], "cumulative_share": [0.25]})


def test_a_name_in_a_table_is_escaped():
    assert "&lt;b&gt;甲&lt;/b&gt;" in html_table(in_language(ROWS, "zh"), "zh", SCALES["zh"][1])
    assert "<b>" not in html_table(in_language(ROWS, "zh"), "zh", SCALES["zh"][1])


def test_cells_are_written_in_the_unit_of_the_page_and_a_running_share_carries_its_bar():
    table = html_table(in_language(ROWS, "en"), "en", SCALES["en"][2])
    assert ">12.3</td>" in table
    assert '<i style="--part:25.0%"></i><u>25.0%</u>' in table


def test_only_the_readers_language_is_kept():
    assert in_language(ROWS, "zh").columns == ["holder", "value_yuan", "cumulative_share"]


def test_a_metrics_column_goes_by_the_metrics_name():
    assert heading("top_10_share", "zh") == "前十大占比"
    assert heading("holder", "en") == "Name"


def test_an_unknown_value_is_a_dash_and_a_month_is_a_word():
    rows = pl.DataFrame({"month": [date(2026, 10, 1)], "gini": [None]}, schema_overrides={"gini": pl.Float64})
    assert ">Oct 2026</td>" in html_table(rows, "en", SCALES["en"][0])
    assert ">–</td>" in html_table(rows, "en", SCALES["en"][0])


def test_figures_stand_right_and_texts_left_by_what_the_column_holds():
    rows = pl.DataFrame({"name": ["甲"], "seen_count": [3], "score": ["17.3"], "opened_on": [date(2026, 10, 1)], "is_large": [True]})
    table = html_table(rows, "zh", SCALES["zh"][0])
    assert re.findall(r'<td class="(text|figure) (\w+)">', table) == [
        ("text", "name"), ("figure", "seen_count"), ("figure", "score"), ("text", "opened_on"), ("text", "is_large"),
    ]  # fmt: skip


def test_only_a_column_with_a_long_text_may_break_it_into_lines():
    rows = pl.DataFrame({"outlet": ["Shanghai Huanghe Road Outlet", "Head"], "rm": ["Zhong Xuanzhen", "Li Na"], "table_name": ["client_month_of_the_bank"] * 2})
    table = html_table(rows, "en", SCALES["en"][0])
    assert table.count('class="text long outlet"') == 3
    assert "long rm" not in table
    assert "long table_name" not in table


def test_whole_numbers_among_those_with_a_decimal_have_one_too():
    assert written("median_count", [2.5, 3.0, None], "en", SCALES["en"][0]) == ["2.5", "3.0", "–"]
    assert written("median_count", [2.0, 3.0], "en", SCALES["en"][0]) == ["2", "3"]
    assert written("seen_count", [1200, 3], "en", SCALES["en"][0]) == ["1,200", "3"]
