"""The pretend bank's headcount: plain SQL on the base tables, for every node."""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries import headcount, team_shape
from queries.codes import PERIODS
from queries.engines import READ_ONLY_CONFIG

WALK = """
    WITH here AS (
        SELECT c.node_id, c.level = 'bank' AS is_all, p.rm_id, p.valid_from, p.valid_to, r.join_on, r.leave_on,
               CASE WHEN p.kind = 'trainee' OR (p.kind = 'rm' AND p.grade = 'trainee') THEN 'trainee' ELSE p.kind END AS work
        FROM posting p JOIN rm r USING (rm_id) JOIN org_closure c ON c.outlet_id = p.outlet_id AND c.month = $month),
    met AS (
        SELECT h.*, b.work AS came, a.work AS went FROM here h
        LEFT JOIN here b ON b.node_id = h.node_id AND b.rm_id = h.rm_id AND b.valid_to = h.valid_from
        LEFT JOIN here a ON a.node_id = h.node_id AND a.rm_id = h.rm_id AND a.valid_from = h.valid_to
        WHERE h.work = 'rm'),
    told AS (
        SELECT *, valid_from > $opening AND valid_from <= $closing AND came IS DISTINCT FROM 'rm' AS begins,
               valid_to > $opening AND valid_to <= $closing AND went IS DISTINCT FROM 'rm' AS ends, is_all OR join_on >= valid_from AS is_new,
               is_all OR coalesce(leave_on <= valid_to, false) AS is_gone FROM met)
    SELECT node_id,
        count(*) FILTER (valid_from <= $opening AND coalesce(valid_to > $opening, true)),
        count(*) FILTER (begins AND (came = 'other_work' OR (came IS NULL AND is_new))),
        count(*) FILTER (begins AND came IS NULL AND NOT is_new),
        count(*) FILTER (begins AND came = 'trainee'),
        count(*) FILTER (ends AND went IS NULL AND is_gone),
        count(*) FILTER (ends AND went IS NULL AND NOT is_gone),
        count(*) FILTER (ends AND went IS NOT NULL),
        count(*) FILTER (valid_from <= $closing AND coalesce(valid_to > $closing, true))
    FROM told GROUP BY node_id
"""
STRENGTH = """
    WITH held AS (
        SELECT outlet_id, CASE WHEN grade LIKE 'senior%' THEN 'senior' WHEN grade = 'assistant' THEN 'assistant' ELSE 'middle' END AS grade_band, count(*) AS n
        FROM posting WHERE kind = 'rm' AND grade <> 'trainee' AND valid_from <= last_day($month) AND coalesce(valid_to > last_day($month), true) GROUP BY ALL),
    posts AS (SELECT outlet_id, grade_band, sum(establishment_count) AS e FROM establishment WHERE month = $month GROUP BY ALL),
    both_of AS (SELECT outlet_id, coalesce(n, 0) AS n, coalesce(e, 0) AS e FROM held FULL JOIN posts USING (outlet_id, grade_band))
    SELECT c.node_id, sum(n)::INT, sum(e)::INT, sum(greatest(e - n, 0))::INT, sum(greatest(n - e, 0))::INT
    FROM both_of JOIN org_closure c ON c.outlet_id = both_of.outlet_id AND c.month = $month GROUP BY 1
"""


@pytest.fixture(scope="module")
def plain(warehouse_place):
    name = (Path(warehouse_place) / "CURRENT").read_text().strip()
    with duckdb.connect(str(Path(warehouse_place) / f"{name}.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as connection:
        yield connection


def first_of(month: date, period: str) -> date:
    return {"month": month, "quarter": month.replace(month=(month.month - 1) // 3 * 3 + 1), "half": month.replace(month=1 if month.month < 7 else 7),
            "year": month.replace(month=1)}[period]  # fmt: skip


def end_of(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def walks(warehouse, whole_bank, month, period) -> dict[str, tuple[int, ...]]:
    tree = warehouse.tree(month)
    scopes = {node: whole_bank.on(month).narrow(tree, [node]).asking(period=period) for node in tree.nodes}
    return {node: headcount.bridge(warehouse, scope).row(0) for node, scope in scopes.items()}


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("at", [-1, -5])
def test_the_bridge_of_every_node_balances_and_equals_plain_sql(at, period, warehouse, whole_bank, plain):
    month = warehouse.months[at]
    opening = max(first_of(month, period), warehouse.months[0]) - timedelta(days=1)
    expected = {row[0]: row[1:] for row in plain.execute(WALK, {"month": month, "opening": opening, "closing": end_of(month)}).fetchall()}
    shown = walks(warehouse, whole_bank, month, period)
    assert {node: row for node, row in shown.items() if any(row)} == {node: row for node, row in expected.items() if any(row)}
    assert all(a + b + c + d - e - f - g == h for a, b, c, d, e, f, g, h in shown.values())


def test_a_quarter_is_the_sum_of_its_months_for_every_node(warehouse, whole_bank):
    last = next(month for month in reversed(warehouse.months) if month.month % 3 == 0)
    whole = walks(warehouse, whole_bank, last, "quarter")
    months = [walks(warehouse, whole_bank, last.replace(month=last.month - back), "month") for back in (2, 1, 0)]
    for node, row in whole.items():
        events = [sum(month[node][at] for month in months) for at in range(1, 7)]
        assert (months[0][node][0], *events, months[-1][node][-1]) == row


def test_the_names_behind_the_bridge_are_as_many_as_its_bars(warehouse, whole_bank):
    scope = whole_bank.asking(period="year")
    row = headcount.bridge(warehouse, scope).row(0)
    assert headcount.events(warehouse, scope).height == sum(row[1:7])


def test_posts_and_vacancies_of_every_node_equal_plain_sql(warehouse, whole_bank, plain):
    tree, names = warehouse.tree(), ("headcount_count", "establishment_count", "vacancies_count", "over_strength_count")
    for node, *expected in plain.execute(STRENGTH, {"month": whole_bank.month}).fetchall():
        row = headcount.total(warehouse, whole_bank.narrow(tree, [node])).row(0, named=True)
        assert [row[name] for name in names] == expected, node


def test_heads_of_each_month_end_sum_up_the_tree(warehouse, whole_bank):
    tree = warehouse.tree(whole_bank.month)
    heads = {node: headcount.trend(warehouse, whole_bank.narrow(tree, [node]))["headcount_count"] for node in tree.nodes}
    for node, children in tree.children.items():
        assert heads[node].to_list() == [sum(each) for each in zip(*(heads[child] for child in children), strict=True)]


def test_attrition_is_leavers_of_a_year_over_the_mean_of_thirteen_month_ends(warehouse, whole_bank, plain):
    ends = [end_of(warehouse.months[-1 - back]) if back < len(warehouse.months) else warehouse.months[0] - timedelta(days=1) for back in range(13)]
    line = "kind = 'rm' AND grade <> 'trainee'"
    held = f"SELECT count(DISTINCT rm_id) FROM posting WHERE {line} AND valid_from <= $1 AND coalesce(valid_to > $1, true)"
    heads = [plain.execute(held, [day]).fetchone()[0] for day in ends]
    left = f"SELECT count(*) FROM posting JOIN rm USING (rm_id) WHERE {line} AND valid_to = leave_on AND leave_on > $1 AND leave_on <= $2"
    leavers = plain.execute(left, [ends[-1], ends[0]]).fetchone()[0]
    assert headcount.total(warehouse, whole_bank)["attrition_share"][0] == pytest.approx(leavers / (sum(heads) / 13), abs=1e-12)


def test_planted_conflicts_of_duty_are_all_found_and_nothing_else(warehouse, whole_bank, plain):
    planted = {row[0] for row in plain.execute("SELECT subject_id FROM planted_truth WHERE kind = 'duty_conflict'").fetchall()}
    assert set(team_shape.conflicts(warehouse, whole_bank)["rm_id"]) == planted
    assert team_shape.findings(warehouse, whole_bank).height == len(planted)


def test_the_groups_of_each_cut_hold_every_head_once(warehouse, whole_bank):
    heads = headcount.total(warehouse, whole_bank)["headcount_count"][0]
    groups = team_shape.groups(warehouse, whole_bank)
    assert dict(groups.group_by("cut_code").agg(pl.col("now_count").sum()).iter_rows()) == dict.fromkeys(team_shape.CUTS, heads)


def test_exams_training_and_staff_shares_of_the_bank_equal_plain_sql(warehouse, whole_bank, plain):
    day = end_of(whole_bank.month)
    line = "kind = 'rm' AND grade <> 'trainee' AND valid_from <= $1 AND coalesce(valid_to > $1, true)"
    heads, led, leaders = plain.execute(f"SELECT count(*), count(leader_id), count(DISTINCT leader_id) FROM posting WHERE {line}", [day]).fetchone()
    qualified = plain.execute(f"""SELECT count(*) FROM posting p WHERE {line} AND EXISTS (SELECT 1 FROM exam e WHERE e.rm_id = p.rm_id
        AND e.grade = p.grade AND e.is_passed AND e.taken_on <= $1 AND coalesce(e.valid_to >= $1, true))""", [day]).fetchone()[0]  # fmt: skip
    hours, planned, passed, tested = plain.execute("""SELECT sum(hours), sum(planned_hours), count(*) FILTER (is_passed), count(is_passed)
        FROM training WHERE held_on > $1 AND held_on <= $2""", [day.replace(year=day.year - 1), day]).fetchone()  # fmt: skip
    staff, sales = plain.execute("SELECT sum(all_staff_count), sum(sales_staff_count) FROM staff_month WHERE month = $1", [whole_bank.month]).fetchone()
    shape, now = team_shape.total(warehouse, whole_bank).row(0, named=True), headcount.total(warehouse, whole_bank).row(0, named=True)
    assert (shape["span_count"], shape["qualified_share"]) == pytest.approx((led / leaders, qualified / heads))
    assert (shape["training_plan_share"], shape["training_passed_share"]) == pytest.approx((float(hours) / float(planned), passed / tested))
    assert (now["rm_of_staff_share"], now["sales_of_staff_share"]) == pytest.approx((heads / staff, sales / staff))
