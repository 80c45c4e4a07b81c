"""The pretend bank's targets and actuals: plain SQL on the base tables for every RM, metric and period, and sums over the tree."""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries import targets
from queries.codes import PERIODS
from queries.engines import READ_ONLY_CONFIG
from queries.indicators import INDICATOR, INDICATORS
from queries.pace import LOWER
from queries.periods import first_month, last_of
from queries.workdays import counted

CLOSED, OPEN = date(2026, 10, 1), date(2026, 11, 1)
FLOW = "SELECT rm_id, sum({column})::DOUBLE FROM rm_day WHERE day BETWEEN $first AND $last GROUP BY rm_id"
LEVEL = "SELECT rm_id, sum({column})::DOUBLE FROM rm_day WHERE day = $last GROUP BY rm_id"
AVERAGE = "SELECT rm_id, sum({column})::DOUBLE / (date_diff('day', $first::DATE, $last::DATE) + 1) FROM rm_day WHERE day BETWEEN $first AND $last GROUP BY rm_id"
RATIO = "SELECT rm_id, sum(profile_points)::DOUBLE / sum(client_count) FROM rm_day WHERE day = $last GROUP BY rm_id HAVING sum(client_count) > 0"
GROWTH = """
    WITH ends AS (SELECT client_id, month, outlet_id, coalesce(rm_id, '') AS rm_id, segment, {column} AS amount FROM client_month WHERE NOT is_closed),
    months AS (SELECT DISTINCT month FROM client_month WHERE month BETWEEN date_trunc('year', $last::DATE) AND $last),
    stayed AS (
        SELECT n.rm_id, n.amount - coalesce(o.amount, 0) AS grown FROM months m JOIN ends n ON n.month = m.month
        LEFT JOIN ends o ON o.client_id = n.client_id AND o.month = m.month - INTERVAL 1 MONTH),
    gone AS (
        SELECT o.rm_id, -o.amount AS grown FROM months m JOIN ends o ON o.month = m.month - INTERVAL 1 MONTH
        LEFT JOIN ends n ON n.client_id = o.client_id AND n.month = m.month WHERE n.client_id IS NULL)
    SELECT rm_id, sum(grown)::DOUBLE FROM (FROM stayed UNION ALL FROM gone) GROUP BY rm_id
"""
IN_FORCE = """
    SELECT t.rm_id, t.metric, t.kind, t.outlet_id, t.segment, t.is_personal, t.target_value::DOUBLE AS target, r.join_on, r.leave_on FROM target_rm t
    JOIN rm r USING (rm_id) WHERE t.period = $period AND t.period_start = $first AND t.valid_from <= $day
    QUALIFY row_number() OVER (PARTITION BY t.rm_id, t.metric, t.kind ORDER BY t.valid_from DESC) = 1
"""


@pytest.fixture(scope="module")
def plain(warehouse_place):
    name = (Path(warehouse_place) / "CURRENT").read_text().strip()
    with duckdb.connect(str(Path(warehouse_place) / f"{name}.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as connection:
        yield connection


def last_shown(month: date) -> date:
    return date(2026, 11, 16) if month == OPEN else last_of(month, "month")


def amount() -> pl.Expr:
    return pl.coalesce(pl.col("actual_yuan").cast(pl.Float64), pl.col("actual_count").cast(pl.Float64), "actual_share")


def wanted() -> pl.Expr:
    return pl.coalesce(pl.col("target_yuan").cast(pl.Float64), pl.col("target_count").cast(pl.Float64), "target_share")


@pytest.mark.parametrize("month", [CLOSED, OPEN], ids=str)
@pytest.mark.parametrize("period", PERIODS)
def test_every_rms_actual_is_that_of_plain_sql(warehouse, whole_bank, plain, month, period):
    rows = targets.by_rm(warehouse, whole_bank.on(month).asking(period=period)).with_columns(actual=amount())
    days = {"first": first_month(month, period), "last": last_shown(month)}
    compared = 0
    for (metric, kind), mine in rows.group_by("metric", "kind"):
        if kind == "growth" and month == OPEN:
            continue
        one = INDICATOR[metric]
        sentence = {"flow": FLOW, "level": LEVEL, "average": AVERAGE, "ratio": RATIO, "growth": GROWTH}[kind].format(column=one.column)
        used = days if kind in ("flow", "average") else {"last": days["last"]}
        known = {rm: value for rm, value in plain.execute(sentence, used).fetchall() if value is not None}
        for rm_id, actual in mine.select("rm_id", "actual").iter_rows():
            expected = known.get(rm_id, None if kind == "ratio" else 0.0)
            assert actual == (expected if expected is None else pytest.approx(expected, abs=0.006)), (metric, kind, rm_id)
            compared += 1
        assert {rm for rm, value in known.items() if value} <= {*mine["rm_id"]}
    assert compared > 300


@pytest.mark.parametrize("period", ["month", "year"])
def test_every_rms_target_is_that_of_plain_sql_for_the_days_posted(warehouse, whole_bank, plain, period):
    first, last, day = first_month(CLOSED, period), last_of(CLOSED, period), last_shown(CLOSED)
    own = tuple(plain.execute("SELECT day, is_working FROM working_day ORDER BY day").fetchall())
    span = counted(first, last, own)
    posts = plain.execute("SELECT rm_id, outlet_id, segment, valid_from, valid_to FROM posting WHERE kind = 'rm' AND grade <> 'trainee'").fetchall()

    def worked(begun: date, ended: date | None) -> int:
        each, until, days = max(begun, first), min(ended or date(9999, 1, 1), last + timedelta(days=1)), 0
        while each < until:
            days += span.gone(each) - span.gone(each - timedelta(days=1))
            each += timedelta(days=1)
        return days

    expected = {}
    for rm, metric, kind, outlet, segment, personal, value, joined, left in plain.execute(IN_FORCE, {"period": period, "first": first, "day": day}).fetchall():
        here = [post for post in posts if post[:3] == (rm, outlet, segment) and worked(*post[3:])]
        days = worked(joined, left) if personal and here else sum(worked(*post[3:]) for post in here)
        if kind in ("level", "average", "ratio"):
            if any(post[3] <= day < (post[4] or date(9999, 1, 1)) for post in here):
                expected[rm, metric, kind] = value
        elif days:
            expected[rm, metric, kind] = value * days / span.total
    rows = targets.by_rm(warehouse, whole_bank.asking(period=period)).with_columns(goal=wanted()).filter(pl.col("goal").is_not_null())
    found = {(rm, metric, kind): goal for rm, metric, kind, goal in rows.select("rm_id", "metric", "kind", "goal").iter_rows()}
    assert {key for key, value in expected.items() if value > 0} == {*found}
    for key, goal in found.items():
        rounding = 0.51 if INDICATOR[key[1]].unit.value == "count" else 0.01
        assert goal == pytest.approx(expected[key], abs=rounding), key


@pytest.mark.parametrize("month", [CLOSED, OPEN], ids=str)
def test_children_add_up_to_their_parent_at_every_level(warehouse, whole_bank, month):
    tree, compared = warehouse.tree(month), 0
    for node in tree.nodes:
        if not tree.shown_children(node):
            continue
        scope = whole_bank.on(month).asking(period="year").narrow(tree, [node])
        above, below = targets.total(warehouse, scope), targets.by_unit(warehouse, scope)
        known = below.with_columns(actual=amount()).filter(pl.col("kind").is_in(["flow", "level", "growth"])).group_by("metric", "kind").agg(pl.col("actual").sum(), pl.len())
        both = above.with_columns(whole=amount()).join(known, on=["metric", "kind"])
        assert both.height > 10
        for metric, kind, whole, parts in both.select("metric", "kind", "whole", "actual").iter_rows():
            assert parts == pytest.approx(whole or 0, abs=0.01 * len(tree.nodes)), (node, metric, kind)
            compared += 1
    assert compared > 100


def test_flows_of_a_quarter_are_those_of_its_months(warehouse, whole_bank):
    flows = [one.key for one in INDICATORS if one.column.endswith("_count") or one.key in ("fee_income", "loans_granted")]
    months = [targets.total(warehouse, whole_bank.on(date(2026, month, 1))).with_columns(actual=amount()) for month in (7, 8, 9)]
    added = pl.concat(months).group_by("metric").agg(pl.col("actual").sum())
    quarter = targets.total(warehouse, whole_bank.on(date(2026, 9, 1)).asking(period="quarter")).with_columns(whole=amount())
    both = quarter.join(added, on="metric").filter(pl.col("metric").is_in(flows))
    assert both.height > 5
    for metric, whole, parts in both.select("metric", "whole", "actual").iter_rows():
        assert parts == pytest.approx(whole), metric


def test_the_run_of_a_year_is_each_months_total(warehouse, whole_bank):
    for metric in ("deposits", "fee_income"):
        run = targets.trend(warehouse, whole_bank.asking(period="year", metric=metric))
        assert run["month"].unique().sort().to_list() == [date(2026, month, 1) for month in range(1, 11)]
        for month in (date(2026, 3, 1), CLOSED):
            then = targets.total(warehouse, whole_bank.on(month).asking(period="year", metric=metric))
            assert run.filter(pl.col("month") == month).drop("month").equals(then.select(run.columns[1:]))


def test_an_outlets_results_are_those_of_its_rms(plain):
    sums = "sum(fee_yuan), sum(deposit_days_yuan), sum(loan_growth_yuan), sum(accounts_opened_count), sum(aum_moved_yuan)"
    of_rms, of_outlets = (plain.execute(f"SELECT day, outlet_id, segment, {sums} FROM {table} GROUP BY ALL ORDER BY ALL").fetchall() for table in ("result_day", "result_outlet"))
    assert len(of_rms) > 100
    assert of_outlets == of_rms


def test_moves_cancel_over_the_bank_and_not_for_each_rm(plain):
    sums = plain.execute("SELECT day, sum(deposit_moved_yuan), sum(loan_moved_yuan), sum(aum_moved_yuan), sum(abs(deposit_moved_yuan)) FROM result_day GROUP BY day").fetchall()
    assert all(not any(row[1:4]) for row in sums)
    assert sum(row[4] or 0 for row in sums) > 1_000_000


def test_growth_and_moves_carry_each_month_over_to_the_next(plain):
    wrong = plain.execute("""
        SELECT count(*) FILTER (abs(n.v - coalesce(o.v, 0) - n.g - coalesce(n.m, 0)) > 0.005), count(*)
        FROM (SELECT month, outlet_id, rm_id, segment, coalesce(deposit_yuan, 0) AS v, deposit_growth_yuan AS g, deposit_moved_yuan AS m FROM result_day) n
        LEFT JOIN (SELECT month, outlet_id, rm_id, segment, deposit_yuan AS v FROM result_day WHERE day = last_day(month)) o
          ON o.month = n.month - INTERVAL 1 MONTH AND (o.outlet_id, o.rm_id, o.segment) = (n.outlet_id, n.rm_id, n.segment)
        WHERE n.g IS NOT NULL""").fetchone()
    assert wrong[0] == 0
    assert wrong[1] > 500


def test_planted_cascade_breaks_are_found_and_nothing_else(warehouse, whole_bank, plain):
    rows = targets.cascade(warehouse, whole_bank.asking(period="year")).filter(pl.col("break_code").is_not_null())
    planted = {(node, detail.split(":")[0]) for node, detail in plain.execute("SELECT subject_id, detail FROM planted_truth WHERE kind = 'cascade_break'").fetchall()}
    assert {*rows.select("node_id", "metric").iter_rows()} == planted
    assert {*rows["break_code"]} >= {"low", "missing", "months"}


def test_the_cascade_is_what_units_targets_add_up_to(warehouse, whole_bank):
    rows = targets.cascade(warehouse, whole_bank.asking(period="year", metric="fee_income"))
    own = dict(rows.filter(pl.col("break_code").ne_missing("months")).select("node_id", "target_yuan").iter_rows())
    tree = warehouse.tree(whole_bank.month)
    for node, below, children in rows.filter(pl.col("break_code").ne_missing("months")).select("node_id", "below_yuan", "children_count").iter_rows():
        known = list(tree.shown_children(node))
        if all(child in own for child in known):
            assert sum(own[child] for child in known) == below
            assert len(known) == children


def test_what_has_grown_since_a_year_end_that_is_not_loaded_is_unknown_and_not_zero(warehouse, whole_bank):
    grows = pl.col("kind").is_in(["level", "growth"]) & ~pl.col("metric").is_in(LOWER) & pl.col("attainment_share").is_not_null()
    early, late = (targets.total(warehouse, whole_bank.on(month)).filter(grows) for month in (warehouse.months[2], warehouse.months[-1]))
    assert early.height > 0
    assert early["pace_share"].null_count() == early["band"].null_count() == early.height
    assert late["pace_share"].null_count() == 0
