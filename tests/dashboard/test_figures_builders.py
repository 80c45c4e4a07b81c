"""What every chart draws: the frame's values, good and bad by the metric's direction, at most 22 rows, words in both languages."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from dashboard import figures, theme
from dashboard.figures import Chart, stack
from queries.portfolio import REVENUE
from queries.text import Text
from tests.dashboard.charts import (
    CHARTS,
    CHURN,
    DEPOSITS,
    EN,
    FAR,
    RMS,
    SPREADS,
    STATES,
    YEAR_AGO,
    ZH,
    against_base,
    ages,
    cells,
    curves,
    monthly,
    moves,
    steps,
    texts,
    units,
)


def sizes(part: Any) -> Iterator[float]:
    """Every font size that is set anywhere in a figure."""
    if isinstance(part, dict):
        for name, value in part.items():
            if "font" in name and isinstance(value, dict) and "size" in value:
                yield value["size"]
            yield from sizes(value)
    elif isinstance(part, (list, tuple)):
        for value in part:
            yield from sizes(value)


def marks(chart: Chart) -> int:
    return sum(len(trace.x) if trace.type != "heatmap" else sum(map(len, trace.z)) for trace in chart.figure.data)


@pytest.mark.parametrize("name", CHARTS)
def test_plotly_accepts_every_property_of_a_chart(name):
    chart = CHARTS[name](EN)
    assert len(go.Figure(chart.figure.to_plotly_json()).data) == len(chart.figure.data)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_told_in_both_languages_with_its_figures(name):
    alt = CHARTS[name](EN).alt
    assert alt.zh != alt.en
    assert any(sign.isdigit() for sign in alt.en)
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in alt.en)
    assert "  " not in alt.en
    assert "{" not in alt.zh + alt.en


@pytest.mark.parametrize("name", CHARTS)
def test_no_text_is_smaller_than_11_pixels_and_nothing_can_be_dragged(name):
    chart = CHARTS[name](EN)
    assert min(sizes(chart.figure.to_plotly_json())) >= 11
    assert chart.figure.layout.template.layout.xaxis.fixedrange
    assert chart.figure.layout.template.layout.yaxis.fixedrange


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_at_most_2000_marks_and_no_second_axis_over_the_first(name):
    chart = CHARTS[name](EN)
    assert marks(chart) <= 2_000
    assert not [axis for axis in chart.figure.to_plotly_json()["layout"].values() if isinstance(axis, dict) and "overlaying" in axis]


@pytest.mark.parametrize("name", [name for name in CHARTS if CHARTS[name](EN).picks])
def test_a_mark_that_can_be_clicked_carries_its_unit(name):
    keys = {told[0] for trace in CHARTS[name](EN).figure.data for told in trace.customdata}
    assert keys
    assert all(key == "" or key.startswith("N") for key in keys)


def test_months_without_an_actual_show_the_forecast_hatched_with_its_interval():
    chart = figures.months(monthly(14, 2), DEPOSITS, ZH, 300)
    year_ago, actual, forecast, plan = chart.figure.data
    assert list(actual.x) == list(range(14))
    assert list(actual.y[-3:])[1:] == [None, None]
    assert list(forecast.y[-3:]) == [None, 2060, 2090]
    assert forecast.marker.pattern.shape == "/"
    assert list(forecast.error_y.array[-2:]) == pytest.approx([103, 104.5])
    assert year_ago.marker.color == theme.LIGHT.previous
    assert plan.line.dash == "dot"
    assert texts(chart) == ["1,700.0", "2,055.0", "2,090.0"]


def test_months_need_no_more_than_the_actual():
    chart = figures.months(monthly(12, 0).select("month", "actual"), DEPOSITS, EN, 300)
    assert chart.native == figures.Native("column", "month", ("actual",))
    assert "Plan" not in chart.alt.en


def test_a_pyramid_sets_now_against_a_year_ago_on_one_scale():
    chart = figures.pyramid(ages(), RMS, EN, 260)
    before, now = chart.figure.data
    assert list(before.x) == [6, 40, 1_084, 71, None]
    assert list(now.x) == [8, 44, 1_080, 66, 5]
    assert chart.figure.layout.xaxis.range[0] == chart.figure.layout.xaxis2.range[1]
    assert texts(chart)[10:15] == ["+2", "+4", "−4", "−5", "–"]


def test_survival_curves_are_named_at_their_ends_and_count_who_is_at_risk():
    chart = figures.survival(curves(2), EN, 340)
    assert texts(chart)[:2] == ["Handed over<br><b>82.5%</b>", "Not handed<br>over<br><b>67.9%</b>"]
    assert texts(chart)[2:9] == ["At risk", "3,000", "2,460", "1,920", "1,380", "840", "Handed over"]
    assert len(chart.figure.data) == 6


def test_a_sixth_curve_is_not_drawn_and_the_chart_says_so():
    chart = figures.survival(curves(7), EN, 340)
    assert len(chart.figure.data) == 15
    assert chart.note == Text("另有 2 组未显示", "2 more groups are not shown")
    assert chart.alt.zh.endswith("另有 2 组未显示。")


NOTHING_KNOWN = {
    "variance": lambda: figures.variance(units(2, actual=[None, None], base=[None, None]), DEPOSITS, EN, 300, against=YEAR_AGO),
    "months": lambda: figures.months(monthly(3, 0).with_columns(pl.exclude("month") * None), DEPOSITS, EN, 300),
    "dot to full": lambda: figures.dot_to_full(units(2, attainment=[None, None]), DEPOSITS, EN, 300),
    "bullet": lambda: figures.bullet(units(2, actual=[None, None], plan=[None, None]), DEPOSITS, EN, 300),
    "bridge": lambda: figures.bridge(steps(1, 1).with_columns(value=pl.lit(None)), DEPOSITS, EN, 300),
    "pareto": lambda: figures.pareto(units(2, value=[None, None]), DEPOSITS, EN, 300),
    "heat map": lambda: figures.heat_map(cells(2, (("甲", "A"),), 0, 1).with_columns(value=pl.lit(None)), CHURN, EN, 300),
    "transition matrix": lambda: figures.transition_matrix(moves().clear(), STATES, EN, 300),
    "pyramid": lambda: figures.pyramid(ages().with_columns(now=None, year_ago=None), RMS, EN, 300),
    "survival": lambda: figures.survival(curves(1).with_columns(share=None, low=None, high=None, at_risk=None), EN, 300),
    "no units": lambda: figures.variance(against_base(2).clear(), DEPOSITS, EN, 300, against=YEAR_AGO),
    "no months": lambda: figures.months(monthly(1, 0).clear(), DEPOSITS, EN, 300),
    "no steps": lambda: figures.bridge(steps(1, 1).clear(), DEPOSITS, EN, 300),
    "no cells": lambda: figures.heat_map(cells(1, (("甲", "A"),), 0, 1).clear(), CHURN, EN, 300),
    "no groups": lambda: figures.pyramid(ages().clear(), RMS, EN, 300),
    "no spread": lambda: figures.boxes(SPREADS.clear(), FAR.clear(), RMS, EN, 300),
    "no curves": lambda: figures.survival(curves(1).clear(), EN, 300),
}


@pytest.mark.parametrize("name", NOTHING_KNOWN)
def test_where_nothing_is_known_a_chart_is_drawn_and_says_so(name):
    chart = NOTHING_KNOWN[name]()
    assert go.Figure(chart.figure.to_plotly_json()).layout.height >= 300
    assert chart.alt.en


def test_a_long_name_goes_on_two_lines_and_loses_nothing():
    assert stack.wrapped("浙江明远精密制造集团有限公司", 21, 2) == "浙江明远精密制<br>造集团有限公司"
    assert stack.wrapped("Zhejiang Mingyuan Precision", 21, 2) == "Zhejiang Mingyuan<br>Precision"
    assert stack.wrapped("A & B", 21, 2) == "A &amp; B"
    assert stack.wrapped("浙江明远精密制造集团有限公司", 21, 1) == "浙江明远精密制造集…"


def test_a_chart_grows_where_its_rows_need_more_height():
    assert CHARTS["variance of 40"](EN).height == 23 * 17 + 22 + 4
    assert CHARTS["variance"](EN).height == 360


def test_the_legend_of_curves_tells_the_chance_only_where_there_are_two_to_compare():
    rows = pl.DataFrame({"group_en": ["A", "B"], "log_rank_p": [0.0002, 0.0002]})
    legend = Text("线", "Curves")
    assert figures.by_chance(legend, rows).en == "Curves; chance that the groups differ only by luck: < 0.001"
    assert figures.by_chance(legend, rows.head(1)) == legend
    assert figures.by_chance(legend, rows.with_columns(log_rank_p=pl.lit(None, dtype=pl.Float64))) == legend


def test_a_small_amount_in_a_trend_says_its_own_unit():
    months = pl.DataFrame({"month": [date(2026, 9, 1), date(2026, 10, 1)], DEPOSITS.key: [9e12, 9.5e12], REVENUE.key: [20_000.0, 25_100.0]})
    chart = figures.trend(months, (DEPOSITS, REVENUE), EN, 300)
    assert texts(chart) == ["<b>Deposits</b>", "<b>Revenue (K)</b>"]
    assert chart.figure.data[1].text[1].strip() == "25.1"
