"""What every chart draws: the frame's values, good and bad by the metric's direction, at most 22 rows, words in both languages."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from dashboard import figures, theme
from dashboard.figures import Chart, stack
from dashboard.figures.shades import contrast, readable
from queries.portfolio import REVENUE
from queries.text import Text
from tests.dashboard.charts import (
    ATTAINMENT,
    CHARTS,
    CHURN,
    COST,
    DEPOSITS,
    FAR,
    RMS,
    SPREADS,
    STATES,
    YEAR_AGO,
    against_base,
    ages,
    cells,
    curves,
    look,
    monthly,
    moves,
    steps,
    units,
    used,
    yuan,
)

GOOD, BAD = theme.LIGHT.good, theme.LIGHT.bad
EN = look("en")
ZH = look("zh")


def texts(chart: Chart) -> list[str]:
    return [annotation.text for annotation in chart.figure.layout.annotations]


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


def test_variances_stand_worst_first_with_amounts_and_both_gaps_beside_the_bars():
    rows = units(3, actual=[yuan(100), yuan(300), yuan(200)], base=[yuan(90), yuan(320), yuan(220)])
    chart = figures.variance(rows, DEPOSITS, ZH, 300, against=YEAR_AGO)
    before, now, gap = chart.figure.data
    assert list(now.x) == [300, 200, 100]
    assert list(before.x) == [320, 220, 90]
    assert list(gap.x) == [-20, -20, 10]
    assert list(gap.marker.color) == [BAD, BAD, GOOD]
    assert texts(chart) == ["300.0", "200.0", "100.0", "−6.2%", "−9.1%", "+11.1%", "−20.0", "−20.0", "+10.0", "实绩", "Δ 同比"]


def test_a_rise_of_what_is_good_when_low_is_bad_and_on_top():
    rows = units(2, actual=[yuan(90), yuan(110)], base=[yuan(100), yuan(100)])
    chart = figures.variance(rows, COST, EN, 300, against=YEAR_AGO)
    assert list(chart.figure.data[2].x) == [1, -1]
    assert list(chart.figure.data[2].marker.color) == [BAD, GOOD]
    assert "worst Jinan Branch (+1.0 +10.0%)" in chart.alt.en


def test_a_metric_that_is_neither_good_nor_bad_has_no_colour():
    chart = figures.variance(units(1, actual=[12], base=[10]), RMS, EN, 300, against=YEAR_AGO)
    assert list(chart.figure.data[2].marker.color) == [theme.LIGHT.actual]


def test_a_variance_of_shares_is_told_in_points_only():
    chart = figures.variance(units(1, actual=[0.05], base=[0.07]), CHURN, EN, 300, against=YEAR_AGO)
    assert texts(chart) == ["5.0%", "−2.0 pp", "Actual", "Δ YoY"]


def test_a_plan_is_an_outline_and_last_year_is_filled_lighter():
    rows = units(1, actual=[yuan(1)], base=[yuan(2)])
    plan = figures.variance(rows, DEPOSITS, EN, 300, against=Text("计划", "plan"), is_plan=True).figure.data[0]
    year = figures.variance(rows, DEPOSITS, EN, 300, against=YEAR_AGO).figure.data[0]
    assert plan.marker.color == "rgba(0,0,0,0)"
    assert plan.marker.line.color == theme.LIGHT.plan
    assert year.marker.color == theme.LIGHT.previous


def test_of_forty_units_the_eleven_worst_and_best_are_drawn_and_the_chart_says_so():
    chart = figures.variance(against_base(40), DEPOSITS, EN, 380, against=YEAR_AGO)
    assert len(chart.figure.data[1].x) == 22
    assert chart.note == Text("首尾各 11 个，中间 18 个未显示", "11 worst and 11 best; 18 not shown in between")
    assert chart.note.en in texts(chart)
    assert chart.alt.en.endswith(f"{chart.note.en}.")
    assert 11 not in chart.figure.data[1].y


def test_units_without_a_base_come_last_and_are_the_first_to_be_left_out():
    few, many = (figures.variance(against_base(count), DEPOSITS, EN, 380, against=YEAR_AGO) for count in (13, 40))
    assert few.figure.data[2].x[-1] is None
    assert None not in many.figure.data[2].x


def test_bars_start_at_zero():
    for chart in (CHARTS["variance"](EN), CHARTS["bullet"](EN), CHARTS["bridge"](EN), CHARTS["pareto"](EN), CHARTS["ranking"](EN)):
        assert chart.figure.layout.xaxis.range[0] == 0
    assert CHARTS["months"](EN).figure.layout.yaxis.range[0] == 0


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


def test_attainment_is_tied_to_the_100_percent_line_and_what_is_off_the_scale_is_an_arrow():
    chart = figures.dot_to_full(units(13, attainment=ATTAINMENT), DEPOSITS, EN, 340)
    ties, dots = chart.figure.data
    assert ties.base == 1
    assert list(dots.x[:3]) == [0.8, 0.935, 0.98]
    assert dots.marker.symbol[0] == "triangle-left"
    assert dots.marker.symbol[-2] == "triangle-right"
    assert texts(chart)[:2] == ["72.0%", "93.5%"]
    assert list(dots.marker.color[:5]) == [BAD, BAD, BAD, BAD, theme.LIGHT.actual]
    assert dots.marker.color[5] == GOOD
    assert "4 of 12 miss the goal" in chart.alt.en


def test_more_than_the_limit_is_bad_where_low_is_good():
    chart = figures.dot_to_full(units(2, attainment=[0.9, 1.1]), COST, EN, 340)
    assert list(chart.figure.data[1].x) == [1.1, 0.9]
    assert list(chart.figure.data[1].marker.color) == [BAD, GOOD]


def test_a_bullet_has_its_plan_as_a_stroke_over_bands_of_90_and_110_percent():
    chart = figures.bullet(units(1, actual=[yuan(90)], plan=[yuan(100)]), DEPOSITS, ZH, 300)
    wide, narrow, actual, plan = chart.figure.data
    assert [trace.x[0] for trace in (wide, narrow, actual, plan)] == pytest.approx([110, 90, 90, 100])
    assert plan.marker.symbol == "line-ns"
    assert texts(chart) == ["90.0", "90.0%", "实绩", "完成率"]


def test_a_bridge_ends_in_the_balance_and_shows_what_the_changes_leave_open():
    chart = figures.bridge(steps(1_700, 1_870), DEPOSITS, ZH, 300)
    bars = chart.figure.data[0]
    assert texts(chart)[:-1] == ["<b>1,700.0</b>", "+300.0", "+220.0", "−410.0", "+60.0", "<b>1,870.0</b>"]
    assert list(bars.base) == [0, 1_700, 2_000, 2_220, 1_810, 0]
    assert list(bars.x) == [1_700, 300, 220, -410, 60, 1_870]
    assert list(bars.marker.color) == [theme.LIGHT.actual, GOOD, GOOD, BAD, theme.LIGHT.warning, theme.LIGHT.actual]


def test_a_bridge_that_adds_up_has_no_step_of_its_own_and_works_out_a_balance_that_is_null():
    assert len(figures.bridge(steps(1_700, 1_810), DEPOSITS, EN, 300).figure.data[0].x) == 5
    assert texts(figures.bridge(steps(1_700, None), DEPOSITS, ZH, 300))[4] == "<b>1,810.0</b>"


def test_changes_that_are_small_beside_the_balance_are_drawn_on_a_scale_that_is_cut_off_and_says_so():
    chart = CHARTS["bridge of small changes"](EN)
    opening, new, grown, lost, closing = chart.figure.data[0].x
    assert (new, grown, lost) == (30, 22, -41)
    assert closing - opening == pytest.approx(11)
    assert 0 < opening < 30
    assert "Scale cut off at the left" in texts(chart)
    assert texts(chart).count("<b>//</b>") == 2


def test_a_pareto_cuts_under_the_row_that_reaches_80_percent_and_sums_the_tail():
    rows = units(30, value=[yuan(50), yuan(30), *[yuan(20 / 28)] * 28])
    chart = figures.pareto(rows, DEPOSITS, EN, 440)
    bars, running = chart.figure.data
    assert len(bars.x) == 22
    assert bars.customdata[-1][:2] == ["", "9 others"]
    assert list(running.x[:2]) == pytest.approx([0.5, 0.8])
    assert running.x[-1] == pytest.approx(1)
    assert chart.figure.layout.shapes[2].y0 == 1.5
    assert "2 of 22 rows hold 80.0%" in chart.alt.en


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


@pytest.mark.parametrize("kind", ["light", "dark"])
@pytest.mark.parametrize("name", ["heat map", "heat map of variances", "transition matrix"])
def test_a_figure_in_a_cell_stands_out_from_its_cell(name, kind):
    seen = look("zh", kind)
    grid, text = CHARTS[name](seen).figure.data
    fills = [shade for _, shade in grid.colorscale]
    assert list(text.text)
    assert min(contrast(readable(fill), fill) for fill in fills) >= 4.5


def test_use_of_limits_is_coloured_by_standing_and_ends_where_the_scale_does():
    chart = figures.used(used(12), EN, 360)
    bars = chart.figure.data[0]
    assert len(bars.x) == 11
    assert max(bars.x) == 1.6
    assert list(bars.marker.color[:1]) == [BAD]
    assert [tone for tone in bars.marker.color if tone == theme.LIGHT.warning] == [theme.LIGHT.warning] * 3
    assert [shape.x0 for shape in chart.figure.layout.shapes] == [0.8, 1.0]
    assert "170.0%" in texts(chart)
    assert chart.alt.en == "Use of limits: Zhejiang Mingyuan Precision 0 · Exposure to one client is highest with 170.0%; 8 broken, 3 near."


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
