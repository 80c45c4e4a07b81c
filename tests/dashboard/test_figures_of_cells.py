"""Heat maps and matrices."""


import polars as pl
import pytest

from dashboard import figures
from dashboard.figures.shades import contrast, readable
from tests.dashboard.charts import (
    CHARTS,
    CHURN,
    EN,
    STATES,
    cells,
    look,
    texts,
)


def test_cells_of_a_heat_map_hold_figures_where_a_phone_has_room_for_them():
    few = figures.heat_map(cells(3, (("甲", "A"), ("乙", "B")), 0.1, 0.2), CHURN, EN, 300)
    many = figures.heat_map(cells(3, tuple((f"第{at}月", f"M{at}") for at in range(36)), 0.1, 0.2), CHURN, EN, 300)
    assert few.figure.data[1].text[0] == "10.0%"
    assert list(many.figure.data[1].text) == []


def test_headings_of_a_heat_map_that_stand_on_end_break_between_words():
    heads = (("关注类占比", "Special-mention share"), ("不良贷款率", "Non-performing share"), *((f"第{at}列", f"Measure {at}") for at in range(5)))
    chart = figures.heat_map(cells(3, heads, 0.1, 0.2), CHURN, EN, 300)
    assert chart.figure.layout.xaxis.tickangle == -90
    assert chart.figure.layout.xaxis.ticktext[:2] == ("Special-mention<br>share", "Non-performing<br>share")


def test_the_worst_cell_of_a_heat_map_is_the_highest_where_low_is_good():
    frame = pl.DataFrame({"row_zh": ["甲"] * 2, "row_en": ["A"] * 2, "column_zh": ["一", "二"], "column_en": ["One", "Two"], "value": [0.1, 0.3]})
    chart = figures.heat_map(frame, CHURN, EN, 300, is_variance=True)
    assert chart.alt.en == "Churn: worst A, Two (30.0%), best A, One (10.0%)."


def test_shares_of_a_transition_matrix_are_of_each_row():
    chart = figures.transition_matrix(pl.DataFrame({"before": [0, 0, 1], "after": [0, 1, 0], "clients": [75, 25, 10]}), STATES[:2], EN, 300)
    assert list(chart.figure.data[1].text) == ["75.0%", "25.0%", "100.0%"]
    assert texts(chart) == ["100", "10", "Clients", "From row to column, % of the row"]
    assert chart.alt.en == "110 clients: 68.2% stayed, 9.1% moved up, 22.7% moved down."


@pytest.mark.parametrize("kind", ["light", "dark"])
@pytest.mark.parametrize("name", ["heat map", "heat map of variances", "transition matrix"])
def test_a_figure_in_a_cell_stands_out_from_its_cell(name, kind):
    seen = look("zh", kind)
    grid, text = CHARTS[name](seen).figure.data
    fills = [shade for _, shade in grid.colorscale]
    assert list(text.text)
    assert min(contrast(readable(fill), fill) for fill in fills) >= 4.5
