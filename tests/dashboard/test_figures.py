"""What charts are made of, without drawing them."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from dashboard import figures, theme
from dashboard.figures import Look
from queries.concentration.shares import GINI, HHI, TOP_10
from queries.money import SCALES
from queries.text import Text

LOOK = Look("en", theme.LIGHT, SCALES["en"][1])
CURVE = pl.DataFrame({"holder_share": [0.0, 0.2, 0.5, 1.0], "measure_share": [0.0, 0.6, 0.9, 1.0]})


def holders(count: int) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "place": [*range(1, count + 1), None],
            "holder_zh": [*(f"客户{n}" for n in range(count)), "无行业"],
            "holder_en": [*(f"<b>Client</b> {n}" for n in range(count)), "No industry"],
            "value_yuan": [Decimal(10_000_000 - n) for n in range(count + 1)],
            "share": [0.1] * (count + 1),
            "cumulative_share": [0.1 * n for n in range(1, count + 2)],
        }
    )


def test_a_ranking_draws_at_most_22_rows_from_zero_with_labels_on_the_bars():
    figure = figures.ranking(holders(40), Text("甲", "A"), LOOK, 400).figure
    assert len(figure.data[0].x) == 22
    assert figure.layout.xaxis.range[0] == 0
    assert figure.data[0].text[0] == "10.0"
    assert len(figure.layout.annotations) == 22


def test_lines_that_are_no_holder_stay_out_of_the_ranking():
    assert len(figures.ranking(holders(3), Text("甲", "A"), LOOK, 400).figure.data[0].x) == 3


def test_a_name_with_markup_is_shown_as_written_in_a_chart():
    figure = figures.ranking(holders(2), Text("甲", "A"), LOOK, 400).figure
    assert figure.data[0].customdata[0] == "&lt;b&gt;Client&lt;/b&gt; 0"
    assert figure.layout.yaxis.ticktext[0].startswith("&lt;b&gt;Client&lt;/b&gt; 0")


def test_the_lorenz_curve_marks_the_fifth_and_the_pareto_point_on_the_line():
    figure = figures.lorenz(CURVE, 0.6, 0.35, LOOK, 400).figure
    assert list(figure.data[2].x) == [0.2, 0.35]
    assert list(figure.data[2].y) == pytest.approx([0.6, 0.75])
    assert [a.text for a in figure.layout.annotations] == ["all equal", "20% hold 60.0%", "35.0% reach 80%"]


def test_a_trend_has_one_scale_per_figure_and_names_its_first_and_last_value():
    months = pl.DataFrame({
        "month": [date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)],
        "top_10_share": [0.1, 0.2, 0.3], "hhi": [0.01, 0.02, None], "gini": [0.5, 0.6, 0.7],
    })  # fmt: skip
    chart = figures.trend(months, (TOP_10, HHI, GINI), LOOK, 400)
    assert [trace.yaxis for trace in chart.figure.data] == ["y", "y2", "y3"]
    assert list(chart.figure.data[0].text) == ["10.0%\u2002", "", "\u200230.0%"]
    assert "from 10.0% to 30.0%" in chart.alt.en
    assert "由 10.0% 到 30.0%" in chart.alt.zh


@pytest.mark.parametrize("chart", [figures.ranking(holders(2), Text("甲", "A"), LOOK, 400), figures.lorenz(CURVE, 0.6, 0.35, LOOK, 400)])
def test_every_chart_is_told_in_both_languages(chart):
    assert chart.alt.zh
    assert chart.alt.en
    assert chart.alt.zh != chart.alt.en
