"""Kaplan–Meier and the log-rank test: pencil examples, and lifelines as a second opinion."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test

from queries import leaving, survival


def rows(*spans: tuple[int, int, bool]) -> pl.DataFrame:
    return pl.DataFrame(spans, schema=["entry_days", "exit_days", "is_event"], orient="row")


histories = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30), st.booleans()), min_size=5, max_size=60).map(
    lambda drawn: rows((0, 99, False), *((entry, entry + stay, left) for entry, stay, left in drawn))
)  # lifelines refuses a history with days on which nobody is at risk, so one is there throughout


def by_lifelines(watched: pl.DataFrame) -> KaplanMeierFitter:
    entry, out, event = (watched[name].to_numpy() for name in ("entry_days", "exit_days", "is_event"))
    return KaplanMeierFitter().fit(out, event, entry=entry)


def assert_agrees(watched: pl.DataFrame) -> None:
    found, fitted = survival.table(watched), by_lifelines(watched)
    days = found["days"].to_numpy()
    assert found["share"].to_numpy() == pytest.approx(fitted.survival_function_at_times(days).to_numpy(), abs=1e-9)
    inner = found.filter(pl.col("share") > 0)
    bands = fitted.confidence_interval_survival_function_.loc[inner["days"].to_numpy()].to_numpy()
    assert inner.select("low", "high").to_numpy() == pytest.approx(bands, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(histories)
def test_random_histories_agree_with_lifelines(watched):
    assert_agrees(watched)


def test_the_banks_own_histories_agree_with_lifelines(warehouse, whole_bank):
    watched = leaving.watched_in(warehouse, whole_bank)
    assert watched["is_event"].sum() > 3
    assert (watched["entry_days"] > 0).any()
    assert_agrees(watched)


def test_whoever_came_later_is_not_at_risk_before():
    watched = rows((0, 2, True), (0, 10, False), (5, 6, True), (5, 10, False))
    found = survival.table(watched)
    assert found.select("days", "at_risk", "left", "share").rows() == [(2, 2, 1, 0.5), (6, 3, 1, pytest.approx(1 / 3))]


def test_a_day_on_which_all_leave_ends_the_curve_at_nothing():
    found = survival.table(rows((0, 3, True), (0, 3, True)))
    assert found.select("days", "share", "low", "high").rows() == [(3, 0.0, 0.0, 0.0)]


def test_nobody_leaving_gives_no_steps():
    assert survival.table(rows((0, 3, False))).is_empty()
    assert survival.table(rows()).is_empty()


def test_a_curve_starts_where_thirty_are_at_risk_and_there_everybody_stays():
    early = [(0, 40, True)] * 29
    late = [(100, 400, False)] * 29 + [(100, 131, True)]
    curve = survival.curve(rows(*early, *late), 30, 6)
    assert curve.select("month", "at_risk").rows() == [(4, 30), (5, 29), (6, 29)]
    assert curve["share"].to_list() == pytest.approx([1.0, 29 / 30, 29 / 30])
    assert survival.curve(rows(*early, *late), 31, 6).is_empty()


def test_a_curve_begun_late_is_the_curve_of_those_seen_from_then_on():
    rng = np.random.default_rng(4)
    entry = rng.integers(0, 300, 200)
    watched = rows(*((int(a), int(a + b), bool(e)) for a, b, e in zip(entry, rng.integers(1, 900, 200), rng.random(200) < 0.5, strict=True)))
    first, seen = survival.begun(watched, 60)
    assert first is not None
    assert first > 0
    assert_agrees(seen)


def test_the_chance_to_leave_within_a_year_is_what_the_curve_loses():
    watched = rows(*[(0, 500, False)] * 30, *[(0, 100, True)] * 10, *[(0, 400, True)] * 10)
    found = survival.chance(watched, np.array([0, 99, 100, 200, 450]), 365, 30)
    assert found[:4].tolist() == pytest.approx([10 / 50, 20 / 50, 10 / 40, np.nan], nan_ok=True)
    assert np.isnan(found[4])


def test_the_log_rank_test_agrees_with_lifelines_where_all_are_seen_from_the_start():
    rng = np.random.default_rng(3)
    out, left, group = rng.integers(1, 60, 150), rng.random(150) < 0.6, rng.integers(0, 3, 150)
    found = survival.difference(pl.DataFrame({"entry_days": 0, "exit_days": out, "is_event": left, "group": group.astype(str)}), "group")
    expected = multivariate_logrank_test(out, group, left)
    assert found.statistic == pytest.approx(expected.test_statistic, abs=1e-9)
    assert found.p_value == pytest.approx(expected.p_value, abs=1e-9)


def test_the_log_rank_test_with_delayed_entry_agrees_with_a_loop_over_days():
    rng = np.random.default_rng(5)
    entry = rng.integers(0, 30, 120)
    out, left, is_first = entry + rng.integers(1, 40, 120), rng.random(120) < 0.6, rng.random(120) < 0.5
    seen = expected = spread = 0.0
    for day in sorted(set(out[left])):
        risk = (entry < day) & (out >= day)
        gone = (out == day) & left
        share = (risk & is_first).sum() / risk.sum()
        seen += (gone & is_first).sum()
        expected += gone.sum() * share
        spread += gone.sum() * share * (1 - share) * (risk.sum() - gone.sum()) / max(risk.sum() - 1, 1)
    frame = pl.DataFrame({"entry_days": entry, "exit_days": out, "is_event": left, "group": is_first})
    assert survival.difference(frame, "group").statistic == pytest.approx((seen - expected) ** 2 / spread, abs=1e-9)


@pytest.mark.parametrize("statistic, freedom", [(3.841458820694124, 1), (5.991464547107979, 2), (7.814727903251179, 3), (9.487729036781154, 4)])
def test_five_percent_lie_beyond_the_usual_points_of_chi_square(statistic, freedom):
    assert survival.beyond(statistic, freedom) == pytest.approx(0.05, abs=1e-12)
