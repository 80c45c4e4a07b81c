"""The at-risk list, the call list and silent attrition on the pretend bank, against plain SQL."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries import at_risk, calls, churn, silent
from queries.access import Role, reach, role_viewer
from queries.engines import READ_ONLY_CONFIG
from queries.scope import BOOK
from queries.warning_policy import LIST_LEAST, WARNINGS

SCORE = " + ".join(f"CASE WHEN {warning.key} THEN {warning.points} ELSE 0 END" for warning in WARNINGS)
MONTH = date(2026, 10, 1)


@pytest.fixture(scope="module")
def sql(warehouse_place: str):
    path = Path(warehouse_place) / f"{(Path(warehouse_place) / 'CURRENT').read_text().strip()}.duckdb"
    with duckdb.connect(str(path), read_only=True, config=READ_ONLY_CONFIG) as bank:
        yield lambda text: bank.execute(text, [MONTH]).fetchall()


@pytest.fixture(scope="module")
def listed(warehouse, whole_bank) -> pl.DataFrame:
    return churn.at_risk(warehouse, whole_bank)


def test_the_list_is_every_client_at_the_line_by_score_then_balances(listed, sql):
    wanted = sql(f"SELECT client_id, {SCORE} AS score, balance_yuan FROM client_warning WHERE month = $1 AND score >= {LIST_LEAST.value} ORDER BY score DESC, balance_yuan DESC, revenue_year_yuan DESC, client_id")
    assert len(wanted) > 10
    assert listed.select("client_id", pl.col("score").cast(pl.Decimal(12, 1)), "balance_yuan").rows() == wanted
    assert listed["place"].to_list() == list(range(1, len(wanted) + 1))


def test_the_total_is_that_of_all_clients_at_the_line(warehouse, whole_bank, sql):
    wanted = sql(f"SELECT count(*), sum(balance_yuan), sum(revenue_year_yuan) FROM (SELECT *, {SCORE} AS score FROM client_warning WHERE month = $1) WHERE score >= {LIST_LEAST.value}")[0]
    assert calls.total(warehouse, whole_bank).row(0)[:3] == wanted
    assert calls.findings(warehouse, whole_bank)["amount_yuan"].to_list() == [wanted[1]]


def test_a_shorter_list_is_the_beginning_of_the_longer(warehouse, whole_bank):
    whole = at_risk.ranked(warehouse, whole_bank, 1, 100)
    for most in (1, 7, 40):
        assert at_risk.ranked(warehouse, whole_bank, 1, most).equals(whole.head(most))


def test_reasons_stand_in_words_of_both_languages_and_the_step_is_that_of_the_heaviest(listed):
    names = {warning.key: warning for warning in WARNINGS}
    for codes, zh, en, step in listed.select("reasons", "reasons_zh", "reasons_en", "step_en").iter_rows():
        reasons = [names[code] for code in codes.split(",")]
        assert reasons == sorted(reasons, key=lambda warning: -warning.points)
        assert (zh, en) == ("；".join(warning.why.zh for warning in reasons), "; ".join(warning.why.en for warning in reasons))
        assert step == reasons[0].step.en


def test_every_rule_counts_its_clients(warehouse, whole_bank, sql):
    rows = calls.by_rule(warehouse, whole_bank)
    for key, count, held in rows.select("rule", "client_count", "balance_yuan").iter_rows():
        assert [(count, held)] == sql(f"SELECT count(*), coalesce(sum(balance_yuan), 0::DECIMAL(38, 2)) FROM client_warning WHERE month = $1 AND {key}")


def test_the_call_list_holds_maturities_and_every_client_with_a_sign(warehouse, whole_bank, sql):
    rows = calls.call_list(warehouse, whole_bank)
    assert sql("SELECT count(*), count(matures_on), sum(maturing_yuan) FROM client_warning WHERE month = $1 AND " + "(" + " OR ".join(warning.key for warning in WARNINGS) + ")") == [
        (rows.height, rows["matures_on"].count(), rows["maturing_yuan"].sum())
    ]  # fmt: skip
    assert rows.filter(pl.col("matures_on").is_not_null()).filter(~pl.col("reasons").str.contains("maturing_untalked")).is_empty()


def test_the_run_of_months_is_each_month_counted_from_its_clients(warehouse, whole_bank, sql):
    wanted = sql(f"""SELECT month, count(*) FILTER (score >= {LIST_LEAST.value}), coalesce(sum(balance_yuan) FILTER (score >= {LIST_LEAST.value}), 0),
        coalesce(sum(revenue_year_yuan) FILTER (score >= {LIST_LEAST.value}), 0), count(*)
        FROM (SELECT *, {SCORE} AS score FROM client_warning WHERE month BETWEEN DATE '2025-10-01' AND $1) WHERE score > 0 GROUP BY month ORDER BY month""")
    assert calls.trend(warehouse, whole_bank).rows() == wanted
    going = sql("SELECT month, count(*), sum(aum_before_yuan - aum_yuan) FROM client_warning WHERE is_silent AND month BETWEEN DATE '2025-10-01' AND $1 GROUP BY month ORDER BY month")
    assert silent.trend(warehouse, whole_bank).rows() == going
    assert len(wanted) > 10
    assert going


def test_an_rm_is_given_the_clients_of_the_book(warehouse, sql):
    rm_id = sql("SELECT b.rm_id FROM client_warning w JOIN book_holder b USING (client_id) WHERE w.month = $1 GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")[0][0]
    scope = reach(role_viewer(Role.RM, warehouse, (f"{BOOK}{rm_id}",)), warehouse)
    shown = set(calls.call_list(warehouse, scope)["client_id"])
    assert calls.trend(warehouse, scope).filter(pl.col("month") == MONTH)["warned_count"].item() == len(shown)
    assert shown == {row[0] for row in sql(f"SELECT client_id FROM client_warning WHERE month = $1 AND client_id IN (SELECT client_id FROM book_holder WHERE rm_id = '{rm_id}') AND ({SCORE}) > 0")}


def test_who_may_not_see_clients_is_given_pseudonyms_and_the_same_figures(warehouse, whole_bank, listed):
    analyst = reach(role_viewer(Role.ANALYST, warehouse), warehouse)
    assert not analyst.names_visible
    masked = churn.at_risk(warehouse, analyst)
    for frame in (masked, calls.call_list(warehouse, analyst), silent.clients(warehouse, analyst)):
        assert all(value.startswith("#") for name in ("client_id", "client_zh", "client_en") for value in frame[name])
    money = ["score", "reasons", "balance_yuan", "revenue_year_yuan"]
    assert masked.select(money).sort(money).equals(listed.select(money).sort(money))


def test_silent_attrition_is_told_from_the_facts(warehouse, whole_bank, sql):
    wanted = sql("""
        WITH before AS (SELECT client_id, outlet_id, segment, sum(aum_yuan) AS three FROM client_month
            WHERE month >= $1 - INTERVAL 3 MONTH AND month < $1 AND NOT is_closed GROUP BY ALL HAVING count(*) = 3)
        SELECT m.client_id, round(b.three / 3 - m.aum_yuan, 2)::DECIMAL(18, 2) AS gone
        FROM client_month m JOIN before b USING (client_id, outlet_id, segment) JOIN client_life l USING (client_id, month)
        WHERE m.month = $1 AND l.state = 'active' AND b.three >= 150000 AND m.aum_yuan <= 0.7 * b.three / 3 ORDER BY gone DESC""")
    rows = silent.clients(warehouse, whole_bank)
    assert rows.height == len(wanted) > 3
    assert set(rows["client_id"]) == {client for client, _ in wanted}
    assert abs(rows["gone_yuan"].sum() - sum(gone for _, gone in wanted)) < Decimal("0.1")
    assert silent.total(warehouse, whole_bank).row(0) == (rows.height, rows["gone_yuan"].sum())


def test_units_add_up_to_the_whole_and_below_an_outlet_there_is_the_outlet(warehouse, whole_bank):
    units = silent.by_unit(warehouse, whole_bank)
    assert tuple(units.select(pl.col("silent_count", "silent_yuan").sum()).row(0)) == silent.total(warehouse, whole_bank).row(0)
    outlet = silent.clients(warehouse, whole_bank)["outlet_id"][0]
    assert silent.by_unit(warehouse, whole_bank.narrow(warehouse.tree(), [outlet]))["node_id"].to_list() == [outlet]


def test_a_month_without_warnings_says_nothing(warehouse, whole_bank):
    first = whole_bank.on(warehouse.months[0])
    for query in (churn.at_risk, calls.findings, silent.clients, silent.total):
        assert query(warehouse, first).is_empty()
