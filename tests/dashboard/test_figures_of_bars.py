"""Bars and dots: variances, attainment, bridges, shares and limits."""


import pytest

from dashboard import figures, theme
from queries.text import Text
from tests.dashboard.charts import (
    ATTAINMENT,
    CHARTS,
    CHURN,
    COST,
    DEPOSITS,
    EN,
    RMS,
    YEAR_AGO,
    ZH,
    against_base,
    steps,
    texts,
    units,
    used,
    yuan,
)

GOOD, BAD = theme.LIGHT.good, theme.LIGHT.bad


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
