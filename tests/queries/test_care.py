"""Client care on the demonstration bank, beside plain SQL on the facts."""

from typing import Any

import duckdb
import polars as pl
import pytest

from queries import care
from queries.access import Role, reach, role_viewer
from queries.care_policy import CONTACT_DAYS
from queries.engines import READ_ONLY_CONFIG
from queries.errors import UnsupportedCut
from tests.places import published

END = "DATE '2026-10-31'"
ACTIVE = "client_month m JOIN client_life l USING (client_id) WHERE m.month = '2026-10-01' AND l.month = m.month AND l.state = 'active'"


@pytest.fixture(scope="module")
def facts(warehouse_place):
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        yield connection


@pytest.fixture(scope="module")
def now(warehouse, whole_bank) -> dict[str, Any]:
    return care.summary(warehouse, whole_bank).row(-1, named=True)


def asked(facts, sql: str) -> tuple[Any, ...]:
    return facts.execute(sql).fetchone()


def test_products_and_transactions_are_those_of_active_clients(facts, now):
    clients, products, several, online = asked(facts, f"""SELECT count(*), avg(m.product_count), avg(CASE WHEN m.product_count >= 3 THEN 1 ELSE 0 END),
        sum(online_count) / sum(online_count + counter_count) FROM {ACTIVE}""")
    assert now["care_clients_count"] == clients > 500
    assert now["products_per_client"] == pytest.approx(products)
    assert now["several_products_share"] == pytest.approx(several)
    assert now["off_counter_share"] == pytest.approx(online)


def test_cross_sold_are_those_who_hold_more_products_than_a_year_before_at_the_same_outlet(facts, now):
    share, = asked(facts, """SELECT avg(CASE WHEN m.product_count > b.product_count THEN 1.0 ELSE 0 END) FROM client_month m
        JOIN client_life l ON l.client_id = m.client_id AND l.month = m.month AND l.state = 'active'
        JOIN client_month b ON b.client_id = m.client_id AND b.month = '2025-10-01' AND b.outlet_id = m.outlet_id AND NOT b.is_closed
        WHERE m.month = '2026-10-01'""")
    assert now["cross_sold_share"] == pytest.approx(share)


def test_contact_coverage_counts_large_clients_reached_within_their_tiers_days(facts, warehouse, whole_bank, now):
    days = " ".join(f"WHEN '{tier}' THEN {int(rule.value)}" for tier, rule in CONTACT_DAYS.items())
    large, reached = asked(facts, f"""SELECT count(*), count(*) FILTER (EXISTS (FROM contact c WHERE c.client_id = g.client_id AND c.outlet_id = g.outlet_id
        AND c.is_reached AND c.contacted_on <= {END} AND c.contacted_on > {END} - CASE g.star_tier {days} END)) FROM large_contact g WHERE month = '2026-10-01'""")
    assert (now["care_large_count"], now["overdue_contacts_count"]) == (large, large - reached)
    assert now["contact_coverage_share"] == pytest.approx(reached / large)
    late = care.overdue(warehouse, whole_bank)
    assert late.height == large - reached
    assert late["balance_yuan"].sum() == now["overdue_contacts_yuan"]
    held, = asked(facts, "SELECT sum(large_count) FROM book_month WHERE month = '2026-10-01'")
    assert large == held


def test_complaints_of_twelve_months(facts, warehouse, whole_bank, now):
    known = f"opened_on BETWEEN '2025-11-01' AND {END}"
    count, upheld, days = asked(facts, f"""SELECT count(*), sum(is_upheld::INT) FILTER (closed_on <= {END}) / count(is_upheld) FILTER (closed_on <= {END}),
        avg(closed_on - opened_on) FILTER (closed_on <= {END}) FROM complaint WHERE {known}""")
    waiting, too_long = asked(facts, f"""SELECT count(*), count(*) FILTER ({END} - opened_on > 15) FROM complaint
        WHERE opened_on <= {END} AND (closed_on IS NULL OR closed_on > {END})""")
    assert (now["complaints_year_count"], now["complaints_open_count"], now["complaints_overdue_count"]) == (count, waiting, too_long)
    assert now["complaints_upheld_share"] == pytest.approx(upheld)
    assert now["complaint_closing_days"] == pytest.approx(days)
    assert now["complaints_per_thousand"] == pytest.approx(1000 * count / now["care_clients_count"])
    assert care.causes(warehouse, whole_bank)["complaints_count"].sum() == count
    assert care.open_complaints(warehouse, whole_bank).height == waiting


def test_maturities_ahead_and_what_was_rolled_over(facts, warehouse, whole_bank, now):
    for ahead in (30, 60, 90):
        due, = asked(facts, f"SELECT sum(amount_yuan) FROM maturity WHERE matures_on > {END} AND matures_on <= {END} + {ahead}")
        assert now[f"due_{ahead}_yuan"] == due
    untalked, = asked(facts, f"SELECT sum(amount_yuan) FROM maturity WHERE matures_on > {END} AND matures_on <= {END} + 60 AND (talked_on IS NULL OR talked_on > {END})")
    rolled, = asked(facts, f"SELECT sum(rolled_over_yuan) / sum(amount_yuan)::DOUBLE FROM maturity WHERE matures_on BETWEEN '2025-11-01' AND {END} AND rolled_over_yuan IS NOT NULL")
    assert now["due_untalked_yuan"] == untalked
    assert now["rollover_share"] == pytest.approx(rolled)
    months = care.rollover(warehouse, whole_bank)
    assert months["ahead_yuan"].sum() == now["due_90_yuan"]
    assert float(months["rolled_yuan"].sum() / months["matured_yuan"].sum()) == pytest.approx(rolled, abs=0.01)


def test_surveys_and_notes(facts, warehouse, whole_bank, now):
    score, answers = asked(facts, f"SELECT avg(score), count(*) FROM survey WHERE answered_on BETWEEN '2025-11-01' AND {END}")
    due, done, read = asked(facts, f"""SELECT count(*), count(*) FILTER (done_on <= {END}), count(*) FILTER (read_on <= {END}) FROM work_note
        WHERE due_on BETWEEN '2026-08-01' AND {END}""")
    assert (now["satisfaction_score"], now["surveys_count"]) == (pytest.approx(score), answers)
    assert (now["notes_due_count"], now["notes_done_share"], now["notes_read_share"]) == (due, pytest.approx(done / due), pytest.approx(read / done))
    assert care.notes(warehouse, whole_bank)["notes_due_count"].sum() == due


def test_units_add_up_to_the_whole_and_the_trend_ends_with_it(warehouse, whole_bank, now):
    units = care.by_unit(warehouse, whole_bank)
    for name in ("care_clients_count", "care_large_count", "overdue_contacts_yuan", "complaints_year_count", "due_90_yuan", "surveys_count", "notes_due_count"):
        assert units[name].sum() == now[name]
    last = care.trend(warehouse, whole_bank).row(-1, named=True)
    assert {name: now[name] for name in last} == pytest.approx(last)
    assert care.trend(warehouse, whole_bank)["contact_coverage_share"].head(3).is_null().to_list() == [True, True, False]


def test_an_own_book_has_lists_but_no_figures_of_its_own(warehouse):
    own = reach(role_viewer(Role.RM, warehouse, ("rm:R00004",)), warehouse)
    with pytest.raises(UnsupportedCut):
        care.summary(warehouse, own)
    assert care.maturing(warehouse, own).height > 0


def test_the_open_month_looks_ahead_from_the_day_of_the_load(facts, warehouse, whole_bank):
    row = care.summary(warehouse, whole_bank.on(warehouse.open_month)).row(-1, named=True)
    due, = asked(facts, "SELECT sum(amount_yuan) FROM maturity WHERE matures_on > '2026-11-16' AND matures_on <= DATE '2026-11-16' + 30")
    assert row["due_30_yuan"] == due
    assert pl.DataFrame(row).height == 1
