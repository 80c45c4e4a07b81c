"""Frames as HTML tables."""

from datetime import date
from decimal import Decimal

import polars as pl

from dashboard.tables import heading, html_table, in_language
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
