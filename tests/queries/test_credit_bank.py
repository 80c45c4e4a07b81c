"""Credit risk of the demonstration bank, beside plain SQL on the facts."""

from typing import Any

import duckdb
import polars as pl
import pytest

from queries import credit
from queries.access import Role, reach, role_viewer
from queries.engines import READ_ONLY_CONFIG
from queries.errors import UnsupportedCut
from tests.places import published

BAD = "loan_grade IN ('substandard', 'doubtful', 'loss')"
LENT = "client_month WHERE month = '2026-10-01' AND NOT is_closed AND loan_yuan > 0"


@pytest.fixture(scope="module")
def facts(warehouse_place):
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        yield connection


@pytest.fixture(scope="module")
def now(warehouse, whole_bank) -> dict[str, Any]:
    return credit.summary(warehouse, whole_bank).row(-1, named=True)


def asked(facts, sql: str) -> tuple[Any, ...]:
    return facts.execute(sql).fetchone()


def test_loans_by_grade_and_overdue_are_those_of_the_facts(facts, now, warehouse, whole_bank):
    total, special, bad, late, amount, clients = asked(facts, f"""SELECT sum(loan_yuan), sum(loan_yuan) FILTER (loan_grade = 'special_mention'), sum(loan_yuan) FILTER ({BAD}),
        sum(loan_yuan) FILTER (overdue_days > 0), sum(overdue_yuan), count(*) FROM {LENT}""")
    assert (now["credit_loans_yuan"], now["special_mention_yuan"], now["npl_yuan"]) == (total, special, bad)
    assert (now["overdue_loans_yuan"], now["overdue_amount_yuan"], now["borrowers_count"]) == (late, amount, clients)
    assert now["npl_share"] == pytest.approx(float(bad) / float(total))
    assert now["npl_yuan"] > 0
    appraised, = asked(facts, "SELECT sum(npl_yuan) FROM result_day WHERE day = '2026-10-31'")
    assert appraised == bad  # what targets are judged by
    long, = asked(facts, f"SELECT sum(loan_yuan) FROM {LENT} AND overdue_days > 90")
    assert now["long_overdue_to_npl"] == pytest.approx(float(long) / float(bad))
    assert credit.overdue(warehouse, whole_bank)["overdue_yuan"].sum() == amount


def test_checks_are_judged_by_the_end_of_their_month(facts, now, warehouse, whole_bank):
    due, in_time, late, missed = asked(facts, """SELECT count(*), count(*) FILTER (check_done_on <= check_due_on), count(*) FILTER (check_done_on > check_due_on AND check_done_on <= last_day(month)),
        count(*) FILTER (coalesce(check_done_on, DATE '2099-01-01') > last_day(month)) FROM exposure WHERE date_trunc('month', check_due_on) = month AND month > '2025-10-01'""")
    assert (now["checks_due_count"], now["checks_late_count"], now["checks_missed_count"]) == (due, late, missed)
    assert now["checks_in_time_share"] == pytest.approx(in_time / due)
    assert min(late, missed) > 0
    open_now, amount = asked(facts, """SELECT count(*), sum(principal_yuan) FROM exposure WHERE month = '2026-10-01' AND check_due_on <= '2026-10-31' AND (check_done_on IS NULL OR check_done_on > '2026-10-31')""")
    left = credit.unchecked(warehouse, whole_bank)
    assert (left.height, left["principal_yuan"].sum()) == (open_now, amount)
    assert now["checks_missed_yuan"] == amount


def test_units_and_rms_add_up_to_the_whole_and_the_trend_ends_with_it(warehouse, whole_bank, now):
    units, people = credit.by_unit(warehouse, whole_bank), credit.by_rm(warehouse, whole_bank)
    for name in ("credit_loans_yuan", "npl_yuan", "special_mention_yuan", "overdue_amount_yuan", "borrowers_count", "checks_due_count", "checks_missed_count"):
        assert units[name].sum() == people[name].sum() == now[name]
    last = credit.trend(warehouse, whole_bank).row(-1, named=True)
    assert {name: now[name] for name in last} == pytest.approx(last)
    a_year_ago = credit.summary(warehouse, whole_bank).row(0, named=True)
    then = credit.trend(warehouse, whole_bank).row(-13, named=True)
    assert {name: a_year_ago[name] for name in then} == pytest.approx(then)


@pytest.mark.parametrize("period, opening", [("month", "2026-09-01"), ("quarter", "2026-09-01"), ("half", "2026-06-01"), ("year", "2025-12-01")])
def test_grades_migrate_as_plain_sql_says(facts, warehouse, whole_bank, period, opening):
    plain = facts.execute(f"""
        WITH a AS (SELECT client_id, loan_grade g, loan_yuan x FROM client_month WHERE month = '{opening}' AND loan_yuan > 0 AND NOT is_closed),
             b AS (SELECT client_id, loan_grade g, loan_yuan x FROM client_month WHERE month = '2026-10-01' AND loan_yuan > 0 AND NOT is_closed)
        SELECT coalesce(a.g, 'new'), coalesce(b.g, 'repaid'), count(*), coalesce(sum(a.x), 0), coalesce(sum(b.x), 0) FROM a FULL JOIN b USING (client_id) GROUP BY 1, 2""").fetchall()
    found = credit.grade_moves(warehouse, whole_bank.asking(period=period)).select("before", "after", "clients_count", "opening_yuan", "closing_yuan")
    assert sorted(found.rows()) == sorted(plain)


@pytest.mark.parametrize("level", ["region", "branch", "outlet"])
def test_moves_inside_a_unit_add_up_to_its_loans_at_both_ends(facts, warehouse, whole_bank, level):
    tree, seen = warehouse.tree(), set()
    for node in sorted(key for key, each in tree.nodes.items() if each.level == level):
        rows = credit.grade_moves(warehouse, whole_bank.narrow(tree, [node]).asking(period="year"))
        for month, column in (("2025-12-01", "opening_yuan"), ("2026-10-01", "closing_yuan")):
            held, = asked(facts, f"""SELECT coalesce(sum(loan_yuan), 0) FROM client_month m JOIN org_closure c ON c.month = m.month AND c.outlet_id = m.outlet_id AND c.node_id = '{node}'
                WHERE m.month = '{month}' AND NOT is_closed AND loan_yuan > 0""")
            assert rows[column].sum() == held
        seen |= {*rows["before"], *rows["after"]}
    assert {"new", "repaid", "normal"} <= seen


def test_bad_and_overdue_loans_are_listed_with_their_grade_at_the_opening(facts, warehouse, whole_bank):
    rows = credit.borrowers(warehouse, whole_bank.asking(period="month"))
    plain = facts.execute(f"""SELECT m.client_id, m.loan_yuan, b.loan_grade FROM {LENT.replace('client_month', 'client_month m LEFT JOIN (SELECT client_id, loan_grade FROM client_month WHERE month = DATE_TRUNC(' + "'month', DATE '2026-09-01')) b USING (client_id)", 1)}
        AND (m.loan_grade <> 'normal' OR overdue_days > 0) ORDER BY 2 DESC, 1""").fetchall()
    assert rows.select("client_id", "loan_yuan").rows() == [(number, amount) for number, amount, _ in plain]
    assert rows["grade_before_en"].is_null().to_list() == [grade is None for *_, grade in plain]


def test_an_own_book_has_lists_and_moves_but_no_figures_of_its_own(facts, warehouse):
    busy, = asked(facts, "SELECT h.rm_id FROM book_holder h JOIN graded_loan g USING (client_id) GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
    own = reach(role_viewer(Role.RM, warehouse, (f"rm:{busy}",)), warehouse)
    with pytest.raises(UnsupportedCut):
        credit.summary(warehouse, own)
    held, = asked(facts, f"SELECT sum(loan_yuan) FROM {LENT.replace('client_month', 'client_month JOIN book_holder h USING (client_id)')} AND h.rm_id = '{busy}'")
    assert credit.grade_moves(warehouse, own)["closing_yuan"].sum() == held
    assert credit.risk_findings(warehouse, own).is_empty()


def test_nobody_sees_nothing(warehouse, whole_bank):
    nobody = type(whole_bank).nothing(whole_bank.month)
    for query in (credit.summary, credit.by_unit, credit.by_rm, credit.trend, credit.grades, credit.overdue, credit.grade_moves, credit.borrowers, credit.unchecked, credit.risk_findings):
        assert query(warehouse, nobody).is_empty(), query.key


def test_the_headline_says_the_share_and_its_change(warehouse, whole_bank):
    from queries.text import Text

    said = credit.headline(credit.summary(warehouse, whole_bank), Text("全行", "Bank"), whole_bank.month)
    assert "non-performing" in said.en
    assert "pp on last year" in said.en
    assert "不良率" in said.zh
    assert credit.headline(pl.DataFrame(schema={"month": pl.Date}), Text("全行", "Bank"), whole_bank.month).en == "Bank: no graded loans in this month."
