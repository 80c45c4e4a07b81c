"""The charts of an RM's file: the time line of postings, and a figure among its peers."""

from datetime import date

import pytest

from dashboard import figures
from tests.dashboard.charts import CHARTS, EN, LOADS, postings, texts


def test_a_bar_is_labelled_with_its_grade_and_the_outlet_where_it_is_another():
    chart = CHARTS["timeline"](EN)
    assert texts(chart)[:4] == ["Shenzhen High-tech Zone Outlet · RM level 2", "RM level 2", "RM level 2", "Jinan High-tech Zone Outlet · RM level 2"]
    assert texts(chart)[4:6] == ["RM level 2, on long leave", "RM level 2, other work"]
    assert chart.alt.en == "Time line of postings: 9 since 2019-01-01; the latest: Chengdu High-tech Zone Outlet · RM level 2."


def test_a_kind_of_work_has_its_own_fill_and_long_leave_is_hatched():
    trainee, plain, leave, other = CHARTS["timeline"](EN).figure.data
    assert [list(trace.y) for trace in (trainee, plain, leave, other)] == [[0], [1, 2, 3, 6, 7, 8], [4], [5]]
    assert (trainee.marker.color, plain.marker.color, other.marker.color) == (EN.colours.previous, EN.colours.actual, EN.colours.paper)
    assert leave.marker.pattern.shape == "/"
    assert other.marker.pattern.shape is None


def test_a_posting_that_lasts_is_drawn_to_the_as_of_day_and_says_so():
    bar = CHARTS["timeline of one"](EN).figure.data[0]
    assert list(bar.x) == [(date(2019, 10, 31) - date(2019, 1, 1)).days]
    assert list(bar.customdata) == ["<b>Shenzhen High-tech Zone Outlet · RM level 2</b><br>2019-01-01 – to date"]


def test_of_many_postings_the_latest_are_drawn():
    chart = CHARTS["timeline of 30"](EN)
    assert sum(len(trace.y) for trace in chart.figure.data) == 22
    assert chart.height == 22 * 40 + 30


def test_a_figure_stands_beside_the_middle_half_of_the_peers_on_a_scale_of_its_own():
    _, half, median, own = CHARTS["peers"](EN).figure.data
    assert list(half.base) == [60 / 141, 9e6 / 1.9e8]
    assert list(median.x) == [79 / 141, 1.48e7 / 1.9e8]
    assert list(own.x) == [1.0, 5.2e6 / 1.9e8]
    assert {"141", "79", "5.2 m", "14.8 m"} <= set(texts(CHARTS["peers"](EN)))
    assert CHARTS["peers"](EN).alt.en == "Against the segment's median: Clients 141 (median 79), Balances 5.2 m (median 14.8 m)."


@pytest.mark.parametrize(("chart", "said"), [
    (lambda: figures.timeline(postings(1).clear(), date(2026, 10, 31), EN, 120), "No postings."), (lambda: figures.peers(LOADS.clear(), {}, EN, 200), "No peers to stand against."),
])  # fmt: skip
def test_where_nothing_is_known_a_chart_is_drawn_and_says_so(chart, said):
    assert chart().alt.en == said
