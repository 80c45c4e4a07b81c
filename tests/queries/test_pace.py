"""The formulas of targets against actuals, each by a drawn table and the published checks."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.pace import Stage, judged
from queries.quotas import PATH

HALF = Stage(gone=10, total=20, days_gone=15, days_total=30, path=0.5, of_month=0.5)


def row(metric: str, kind: str, **values: float | None) -> pl.DataFrame:
    """One row of results beside a target."""
    known = {"actual": None, "over": None, "base": None, "grown": None, "moved": None, "target": None, **dict.fromkeys(PATH)} | values
    return pl.DataFrame({"metric": [metric], "kind": [kind], **{name: [value] for name, value in known.items()}}, schema_overrides=dict.fromkeys(known, pl.Float64))


def told(stage: Stage, metric: str, kind: str, **values: float | None) -> dict[str, object]:
    return judged(row(metric, kind, **values), stage).row(0, named=True)


def at(elapsed: float) -> Stage:
    return Stage(gone=round(elapsed * 10_000), total=10_000, days_gone=10, days_total=30, path=elapsed, of_month=elapsed)


def test_the_published_flow_is_77_percent_done_and_a_little_ahead_of_its_time():
    said = told(at(0.7527), "fee_income", "flow", actual=70_000, target=90_000)
    assert (round(said["attainment_share"], 4), round(said["pace_share"], 4), said["band"]) == (0.7778, 1.0333, "on_track")


def test_the_published_flow_at_five_sixths_paces_96_percent():
    said = told(Stage(5, 6, 25, 30, 5 / 6, 5 / 6), "fee_income", "flow", actual=240_000, target=300_000)
    assert said["pace_share"] == pytest.approx(0.96)
    assert said["plan"] == pytest.approx(250_000)
    assert (said["gap"], said["gap_to_full"]) == (-10_000, -60_000)


@pytest.mark.parametrize(
    "kind,values,attainment,plan,pace",
    [
        ("flow", {"actual": 60, "target": 100}, 0.6, 50, 1.2),
        ("level", {"actual": 150, "base": 100, "grown": 50, "moved": 0, "target": 200}, 0.75, 150, 1.0),
        ("level", {"actual": 190, "base": 100, "grown": 10, "moved": 80, "target": 200}, 0.95, 150, 0.2),  # a windfall is no growth
        ("level", {"actual": 150, "base": 200, "grown": -50, "moved": 0, "target": 200}, 0.75, 200, None),  # no growth needed
        ("growth", {"actual": 30, "grown": 30, "base": 500, "moved": 0, "target": 100}, 0.3, 50, 0.6),
        ("average", {"actual": 95, "target": 100}, 0.95, 100, 0.95),
        ("ratio", {"actual": 85, "over": 100, "target": 0.9}, 0.85 / 0.9, 0.9, 0.85 / 0.9),
    ],
)
def test_each_kind_of_target_has_its_own_rule(kind, values, attainment, plan, pace):
    metric = {"flow": "fee_income", "ratio": "profile_completeness"}.get(kind, "deposits")
    said = told(HALF, metric, kind, **values)
    assert said["attainment_share"] == pytest.approx(attainment)
    assert said["plan"] == pytest.approx(plan)
    assert said["pace_share"] == (None if pace is None else pytest.approx(pace))


@pytest.mark.parametrize(
    "actual,target,attainment", [(80, 100, 1.25), (50, 100, 1.5), (0, 100, 1.5), (100, 0, 0.0), (0, 0, None), (125, 100, 0.8), (5, None, None)]
)
def test_where_lower_is_better_the_target_is_over_the_actual_and_capped(actual, target, attainment):
    said = told(HALF, "npl", "level", actual=actual, base=100, target=target)
    assert said["attainment_share"] == attainment
    assert said["pace_share"] == attainment


def test_a_gap_is_signed_in_the_good_direction():
    assert told(HALF, "npl", "level", actual=90, base=100, target=80)["gap"] == 0
    assert told(HALF, "npl", "level", actual=95, base=100, target=80)["gap"] == -5


@pytest.mark.parametrize("target", [0, -5, None])
def test_a_target_of_nothing_or_less_gives_no_ratio(target):
    said = told(HALF, "fee_income", "flow", actual=10, target=target)
    assert [said[name] for name in ("attainment_share", "pace_share", "band", "plan", "gap", "required_rate")] == [None] * 6


@pytest.mark.parametrize("pace,band", [(1.05, "ahead"), (1.0499, "on_track"), (0.95, "on_track"), (0.9499, "behind"), (0.8, "behind"), (0.7999, "at_risk")])
def test_bands_are_half_open(pace, band):
    assert told(HALF, "fee_income", "flow", actual=pace * 50, target=100)["band"] == band


def test_a_finer_target_leads_the_plan():
    assert told(HALF, "fee_income", "flow", actual=60, target=100, path_share=0.7)["plan"] == pytest.approx(70)
    stepped = told(HALF, "deposits", "level", actual=150, base=100, grown=50, moved=0, target=200, path_from=120, path_to=140)
    assert (stepped["plan"], stepped["is_phased"]) == (130, True)
    assert told(HALF, "deposits", "level", actual=150, base=100, grown=50, moved=0, target=200, path_to=140)["plan"] == 120


def test_the_required_rate_is_what_each_day_left_must_bring_over_what_each_day_brought():
    said = told(Stage(5, 20, 7, 30, 0.25, 0.25), "fee_income", "flow", actual=10, target=100)
    assert (said["daily_so_far"], said["daily_needed"], said["required_rate"]) == (2, 6, 3)
    assert told(HALF, "fee_income", "flow", actual=120, target=100)["required_rate"] == 0
    assert told(HALF, "fee_income", "flow", actual=0, target=100)["required_rate"] is None
    assert told(Stage(20, 20, 30, 30, 1, 1), "fee_income", "flow", actual=10, target=100)["required_rate"] is None


def test_an_average_says_which_level_the_days_left_must_hold():
    assert told(HALF, "deposits", "average", actual=90, target=100)["daily_needed"] == 110


@given(st.floats(1, 1e9), st.floats(0.01, 1))
@settings(max_examples=25, deadline=None)
def test_a_flow_on_plan_paces_one_and_has_no_gap(target, elapsed):
    stage = at(elapsed)
    said = told(stage, "fee_income", "flow", actual=target * stage.elapsed, target=target)
    assert said["pace_share"] == pytest.approx(1)
    assert said["gap"] == pytest.approx(0, abs=1e-5)
