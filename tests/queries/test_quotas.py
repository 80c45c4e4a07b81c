"""Targets in force: what a period's target is made of where only months are set, what held on a day, and which cannot be judged."""

import json
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from queries import quotas, standings, targets
from queries.access import Role, reach, role_viewer
from queries.results import To
from queries.schema import metadata
from queries.workdays import counted
from seed.frames import shaped
from tests.queries.banks import bank, tree_rows

MONTH, YEAR = date(2026, 10, 1), date(2026, 1, 1)
OCTOBER = counted(date(2026, 10, 1), date(2026, 10, 31))


def goal(owner: dict[str, str], metric: str, kind: str, value: float, period: str = "year", start: date = YEAR, since: date = YEAR) -> dict[str, object]:
    return {**owner, "metric": metric, "kind": kind, "period": period, "period_start": start, "valid_from": since, "target_value": value}


def of_months(scope, metric: str, kind: str, values: list[float]) -> dict[str, object]:
    """The last quarter's target of an owner who has months' targets alone."""
    rows = [goal({"node_id": "A"}, metric, kind, value, "month", date(2026, 10 + at, 1)) for at, value in enumerate(values)]
    frame = pl.DataFrame(rows, schema_overrides={"target_value": pl.Decimal(20, 4)})
    to = To(date(2026, 10, 31), MONTH, MONTH, YEAR, YEAR)
    return quotas.of_period(frame, "node_id", scope.asking(period="quarter"), to, OCTOBER).row(0, named=True)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Four RMs at O1: one on target, one asked for nothing, one for less than nothing until it was put right, one without a target; O3 is asked for nothing."""
    rms = ["R1", "R2", "R3", "R4"]
    posts = pl.DataFrame({"rm_id": rms}).with_columns(
        outlet_id=pl.lit("O1"), segment=pl.lit("personal"), valid_from=pl.lit(date(2020, 1, 1)), kind=pl.lit("rm"), grade=pl.lit("rm_1"), status=pl.lit("active"), working_share=pl.lit(1)
    )
    post = {"outlet_id": "O1", "segment": "personal", "is_personal": False}
    given = [goal({"rm_id": rm, **post}, "fee_income", "flow", value) for rm, value in (("R1", 100), ("R2", 0), ("R3", -5))]
    given += [goal({"rm_id": "R3", **post}, "fee_income", "flow", 50, since=date(2026, 3, 1)), goal({"rm_id": "R1", **post}, "npl", "level", 0)]
    units = [goal({"node_id": "O1"}, "fee_income", "flow", 150), goal({"node_id": "O3"}, "fee_income", "flow", -1), goal({"node_id": "S1"}, "fee_income", "flow", 150)]
    days = [{"day": date(2026, 10, 31), "rm_id": rm, "outlet_id": "O1", "segment": "personal", "fee_yuan": fee} for rm, fee in (("R1", 80), ("R2", 30), ("R4", 7))]
    days.append({**days[0], "day": date(2026, 1, 31), "fee_yuan": 0})  # the year is known from its first month on
    facts = pl.DataFrame({"client_id": ["C1"], "outlet_id": ["O1"], "rm_id": ["R1"]})
    tables = {"posting": posts, "target_rm": pl.DataFrame(given), "target_node": pl.DataFrame(units), "rm_day": pl.DataFrame(days)}
    made = [(name, shaped(metadata.tables[name], rows)) for name, rows in tables.items()]
    opened = bank(tmp_path_factory.mktemp("goals"), facts, trees=tree_rows([date(2026, month, 1) for month in range(1, 11)]), rms=rms, extra=made)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def scope(drawn):
    return reach(role_viewer(Role.EXECUTIVE, drawn), drawn).asking(period="year")


@pytest.mark.parametrize(
    "metric,kind,target",
    [
        ("fee_income", "flow", Decimal(600)),
        ("deposits", "level", Decimal(300)),
        ("deposits", "growth", Decimal(300)),
        ("deposits", "average", Decimal("200.0000")),  # (100 × 31 + 200 × 30 + 300 × 31) ÷ 92
        ("profile_completeness", "ratio", Decimal(300)),
    ],
)
def test_a_quarter_of_which_only_months_are_set_is_made_of_them_and_says_so(scope, metric, kind, target):
    found = of_months(scope, metric, kind, [100, 200, 300])
    assert (found["target"], found["is_of_months"]) == (target, True)


def test_a_quarter_with_a_month_missing_has_no_target(scope):
    rows = pl.DataFrame([goal({"node_id": "A"}, "fee_income", "flow", 100, "month", MONTH)], schema_overrides={"target_value": pl.Decimal(20, 4)})
    assert quotas.of_period(rows, "node_id", scope.asking(period="quarter"), To(MONTH, MONTH, MONTH, YEAR, YEAR), OCTOBER).is_empty()


def test_a_target_of_its_own_leads_and_is_not_called_made_of_months(scope):
    rows = [goal({"node_id": "A"}, "fee_income", "flow", 90, "quarter", MONTH), *(goal({"node_id": "A"}, "fee_income", "flow", 20, "month", date(2026, 10 + at, 1)) for at in range(3))]
    frame = pl.DataFrame(rows, schema_overrides={"target_value": pl.Decimal(20, 4)})
    found = quotas.of_period(frame, "node_id", scope.asking(period="quarter"), To(date(2026, 10, 31), MONTH, MONTH, YEAR, YEAR), OCTOBER).row(0, named=True)
    assert (found["target"], found["path_share"], found["is_of_months"]) == (Decimal(90), pytest.approx(1 / 3), False)


def test_the_target_of_a_day_is_the_one_that_was_valid_then():
    rows = pl.DataFrame([goal({"node_id": "A"}, "aum", "growth", 100), goal({"node_id": "A"}, "aum", "growth", 120, since=date(2026, 4, 1))])
    assert quotas.in_force(rows, "node_id")["target_value"].to_list() == [120]
    assert quotas.in_force(rows.filter(pl.col("valid_from") <= date(2026, 3, 31)), "node_id")["target_value"].to_list() == [100]


def test_targets_of_nothing_or_less_and_rms_without_any_are_named_and_nothing_else(drawn, scope):
    found = targets.unjudged(drawn, scope).select("issue_code", "node_id", "rm_id", "metric").rows()
    assert found == [("missing", "O1", "R4", None), ("negative", "O3", None, "fee_income"), ("zero", "O1", "R2", "fee_income")]


def test_they_show_no_ratio(drawn, scope):
    rows = targets.by_rm(drawn, scope.asking(metric="fee_income")).filter(pl.col("rm_id").is_in(["R2", "R4"]))
    assert rows.select("rm_id", "actual_yuan", "target_yuan", "attainment_share", "pace_share", "band").rows() == [
        ("R2", Decimal("30.00"), None, None, None, None), ("R4", Decimal("7.00"), None, None, None, None),
    ]  # fmt: skip


def test_they_are_findings_ranked_by_what_is_judged_against_nothing(drawn, scope):
    found = [row for row in targets.findings(drawn, scope).iter_rows(named=True) if row["is_good"] is None]
    assert [(row["amount_yuan"], row["sentence_en"]) for row in found] == [
        (Decimal("30.00"), "Fee income: targets of the year that are zero or negative: 2 (Unit O3 first)"),
        (Decimal("7.00"), "RMs without any target of the year: 1 (Manager R4 first)"),
    ]
    assert json.loads(found[0]["choices"]) == {"period": ["year"], "metric": ["fee_income"]}


@given(st.lists(st.floats(0, 3, allow_nan=False), min_size=1, max_size=30))
@settings(max_examples=25, deadline=None)
def test_an_rm_with_neither_target_nor_actual_changes_nothing(shares):
    rows = pl.DataFrame({"metric": "fee_income", "kind": "flow", "attainment_share": shares, "target": shares, "path_share": 0.5, "path_from": None, "path_to": None, "is_of_months": False})
    nobody = pl.DataFrame({"metric": ["fee_income"], "kind": ["flow"], "target": [0.0], "path_share": [0.5], "is_of_months": [False]})
    both = pl.concat([rows, nobody], how="diagonal_relaxed")
    assert_frame_equal(quotas.summed_up(both, None), quotas.summed_up(rows, None))
    judged = [frame.filter(pl.col("attainment_share").is_not_null()) for frame in (rows, both)]
    assert_frame_equal(standings.spread_of(judged[0]), standings.spread_of(judged[1]))


@given(st.lists(st.integers(0, 366), min_size=3, max_size=3).map(sorted))
@settings(max_examples=25, deadline=None)
def test_a_move_in_mid_period_loses_and_doubles_no_working_day(places):
    year, (begun, moved, ended) = counted(date(2026, 1, 1), date(2026, 12, 31)), places
    days = [date.fromordinal(YEAR.toordinal() + place) for place in (begun, moved, ended)]
    posts = year.between(pl.Series([days[0], days[1], days[0]], dtype=pl.Date), pl.Series([days[1], days[2], days[2]], dtype=pl.Date)).to_list()
    assert posts[0] + posts[1] == posts[2]
