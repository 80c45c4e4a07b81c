"""The pretend bank's price and contribution: plain loops and plain SQL on the base tables."""

import shutil
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries import client_file
from queries.access import Role, reach, role_viewer
from queries.concentration import concession, contribution, terms
from queries.engines import DUCKDB_CONFIG, READ_ONLY_CONFIG
from seed import staging

CENT = Decimal("0.01")
ROLL_UPS = ("contribution_month", "large_contribution", "contract_price", "price_month", "large_price", "loan_renewal")


def file_of(place) -> Path:
    return Path(place) / f"{(Path(place) / 'CURRENT').read_text().strip()}.duckdb"


@pytest.fixture(scope="module")
def plain(warehouse_place):
    with duckdb.connect(str(file_of(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        yield connection


@pytest.fixture(scope="module")
def priced(plain, warehouse) -> dict[str, tuple[str, str, str | None, Decimal, Decimal | None]]:
    """contract → (client, outlet, RM, amount, conceded a year or unknown) at the latest month-end, contract by contract."""
    month = warehouse.months[-1]
    end = plain.execute("SELECT last_day($1::DATE)", [month]).fetchone()[0]
    rates: dict[tuple, list] = {}
    for at, line, rating, term, rate in plain.execute("SELECT month, line, rating, term_months, rate_share FROM benchmark_rate").fetchall():
        rates.setdefault((at, line, rating), []).append((term, rate))
    ratings = {(client, outlet, at): rating for client, outlet, at, rating in plain.execute("SELECT client_id, outlet_id, month, rating FROM client_month").fetchall()}
    first = {key: at for *key, at in ((contract, outlet, at) for contract, outlet, at in plain.execute("SELECT exposure_id, outlet_id, min(month) FROM exposure GROUP BY ALL").fetchall()) for key in [tuple(key)]}

    def gap(agreed, line, rating, term, rate, sign):
        known = rates.get((agreed.replace(day=1), line, rating), [])
        return sign * (min(known, key=lambda one: (abs(one[0] - term), one[0]))[1] - rate) if known else None

    found = {}
    for contract, client, outlet, rm, amount, rate, term, granted in plain.execute(
        "SELECT exposure_id, client_id, outlet_id, rm_id, principal_yuan, rate_share, term_months, granted_on FROM exposure WHERE month = $1 AND kind = 'on_balance'", [month]
    ).fetchall():  # fmt: skip
        rating = ratings.get((client, outlet, first[contract, outlet]))
        found[contract] = (client, outlet, rm, amount, gap(granted, "loan", rating, term, rate, 1))
    for contract, client, outlet, rm, amount, rate, term, opened in plain.execute(
        "SELECT contract_id, client_id, outlet_id, rm_id, amount_yuan, rate_share, term_months, opened_on FROM maturity WHERE product_id IN ('P-TD', 'P-CD') AND opened_on <= $1 AND matures_on > $1", [end]
    ).fetchall():  # fmt: skip
        found[contract] = (client, outlet, rm, amount, gap(opened, "time_deposit", "AAA", term, rate, -1))
    return {key: (*rest, amount, None if one is None else (amount * one).quantize(CENT, ROUND_HALF_UP)) for key, (*rest, amount, one) in found.items()}


def test_what_is_conceded_is_the_sum_of_contracts_priced_one_by_one(priced, warehouse, whole_bank):
    row = concession.concession(warehouse, whole_bank).row(-1, named=True)
    known = [conceded for *_, conceded in priced.values() if conceded is not None]
    assert row["conceded_yuan"] == sum(known)
    assert (row["contracts_count"], row["unpriced_count"]) == (len(priced), len(priced) - len(known))
    assert row["unpriced_count"] > 10
    assert row["contracts_yuan"] == sum(amount for *_, amount, _ in priced.values())


def test_units_rms_tiers_and_lines_add_up_to_it_at_every_level(priced, warehouse, whole_bank):
    tree = warehouse.tree()
    for node in (key for key, each in tree.nodes.items() if each.level in {"bank", "region", "branch", "outlet"}):
        scope = whole_bank.narrow(tree, [node])
        inside = {key for key in tree.nodes if tree.is_within(key, [node])}
        expected = sum((one[-1] for one in priced.values() if one[1] in inside and one[-1] is not None), Decimal(0))
        cuts = (concession.concession_by_rm, concession.concession_by_tier, concession.concession_by_line, *([concession.concession_by_unit] if tree.shown_children(node) else []))
        for query in cuts:
            assert query(warehouse, scope)["conceded_yuan"].sum() == expected, (node, query.key)
    by_rm = {row["rm_id"]: row["conceded_yuan"] for row in concession.concession_by_rm(warehouse, whole_bank).iter_rows(named=True)}
    for rm in ("R00004", None):
        mine = [one[-1] for one in priced.values() if one[2] == rm and one[-1] is not None]
        assert by_rm.get(rm) == (sum(mine) if mine else None)


def test_contribution_is_that_of_the_client_facts_at_every_node(warehouse, whole_bank, plain):
    month = warehouse.months[-1]
    ledger = dict(plain.execute("""SELECT c.node_id, sum(revenue_yuan - expected_loss_yuan - capital_cost_yuan - operating_cost_yuan)
        FROM client_month f JOIN org_closure c ON c.month = f.month AND c.outlet_id = f.outlet_id
        WHERE f.month > $1::DATE - INTERVAL 1 YEAR AND f.month <= $1 AND NOT is_closed GROUP BY 1""", [month]).fetchall())  # fmt: skip
    for node in warehouse.tree().nodes:
        scope = whole_bank.narrow(warehouse.tree(), [node])
        assert contribution.contribution(warehouse, scope).row(-1, named=True)["contribution_year_yuan"] == ledger[node], node
        if warehouse.tree().shown_children(node):
            assert contribution.contribution_by_unit(warehouse, scope)["contribution_year_yuan"].sum() == ledger[node], node
        assert contribution.contributors(warehouse, scope)["contribution_year_yuan"].sum() == ledger[node], node


def test_large_clients_that_lose_money_are_those_of_the_client_facts(warehouse, whole_bank, plain):
    month = warehouse.months[-1]
    large = {row[0] for row in plain.execute("SELECT client_id FROM large_contact WHERE month = $1", [month]).fetchall()}
    rows = plain.execute("""SELECT client_id, sum(contribution_yuan) FROM client_month WHERE month > $1::DATE - INTERVAL 1 YEAR AND month <= $1 AND NOT is_closed
        GROUP BY 1 HAVING sum(contribution_yuan) < 0 ORDER BY 2""", [month]).fetchall()  # fmt: skip
    expected = [(client, total) for client, total in rows if client in large]
    assert contribution.losers(warehouse, whole_bank).select("client_id", "contribution_year_yuan").rows() == expected
    assert expected


def test_borrowers_planted_at_a_loss_are_found_with_what_they_are_given(warehouse, whole_bank, plain):
    planted = dict(plain.execute("SELECT subject_id, amount_yuan FROM planted_truth WHERE kind = 'conceded_at_loss' AND month = $1", [warehouse.months[-1]]).fetchall())
    rows = {row["client_id"]: row for row in concession.concessions(warehouse, whole_bank).iter_rows(named=True)}
    losing = set(contribution.losers(warehouse, whole_bank)["client_id"])
    assert planted
    for client, given in planted.items():
        assert rows[client]["is_to_talk_to"]
        assert rows[client]["conceded_yuan"] - given < 200  # deposits may add a little to what their loans are given
        assert client in losing
    assert concession.pricing_findings(warehouse, whole_bank).height == min(3, len(losing & set(rows)))


def test_a_clients_contracts_add_up_to_what_the_roll_up_tells_of_them(warehouse, whole_bank):
    for row in concession.concessions(warehouse, whole_bank).head(8).iter_rows(named=True):
        contracts = client_file.prices(warehouse, whole_bank.asking(client=row["client_id"]))
        assert contracts["given_yuan"].sum() == row["conceded_yuan"], row["client_id"]
        assert contracts["contract_yuan"].sum() == row["contracts_yuan"]
        parts = client_file.contribution(warehouse, whole_bank.asking(client=row["client_id"])).row(0, named=True)
        assert parts["contribution_year_yuan"] == row["contribution_year_yuan"]
        costs = sum(parts[name] for name in ("expected_loss_year_yuan", "capital_cost_year_yuan", "operating_cost_year_yuan"))
        assert parts["income_year_yuan"] - costs == parts["contribution_year_yuan"]


def test_terms_and_renewals_are_those_of_the_exposures(warehouse, whole_bank, plain):
    month = warehouse.months[-1]
    cover, tenor, exceptions = plain.execute("""SELECT sum(principal_yuan * cover_share) / sum(principal_yuan), sum(principal_yuan * term_months) / sum(principal_yuan),
        count(*) FILTER (is_exception) FROM exposure WHERE month = $1 AND kind = 'on_balance'""", [month]).fetchone()  # fmt: skip
    row = terms.terms(warehouse, whole_bank).row(-1, named=True)
    assert (row["cover_mean_share"], row["tenor_months"], row["exceptions_count"]) == (pytest.approx(cover), pytest.approx(tenor), exceptions)
    count, amount, eased = plain.execute("""
        SELECT count(*), sum(a.principal_yuan), count(*) FILTER (b.cover_share - a.cover_share >= 0.1 OR a.term_months - b.term_months >= 6)
        FROM exposure a JOIN exposure b ON b.exposure_id = a.renewed_from_id AND b.month = a.month - INTERVAL 1 MONTH AND b.outlet_id = a.outlet_id
        WHERE a.kind = 'on_balance' AND date_trunc('month', a.granted_on) = a.month AND a.month > $1::DATE - INTERVAL 1 YEAR AND a.month <= $1""", [month]).fetchone()  # fmt: skip
    row = terms.renewed(warehouse, whole_bank).row(0, named=True)
    assert (row["renewals_count"], row["renewed_yuan"], row["eased_count"]) == (count, amount, eased)


def test_what_is_built_month_by_month_again_is_what_was_built_whole(warehouse, warehouse_place, tmp_path):
    copy = tmp_path / "again.duckdb"
    shutil.copy(file_of(warehouse_place), copy)
    with duckdb.connect(str(copy), config=DUCKDB_CONFIG) as connection:
        before = {name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").pl() for name in ROLL_UPS}  # noqa: S608
        staging.build_marts(connection, staging.months(connection)[-4:])
        for name, rows in before.items():
            assert rows.height > 10, name
            assert connection.execute(f"SELECT * FROM {name} ORDER BY ALL").pl().equals(rows), name  # noqa: S608


def test_an_analyst_sees_no_client_and_an_rm_their_own_book(warehouse):
    analyst = reach(role_viewer(Role.ANALYST, warehouse), warehouse)
    for query in (contribution.contributors, concession.concessions, terms.terms_by_client, terms.renewals):
        shown = query(warehouse, analyst)["client_id"].drop_nulls()
        assert shown.str.starts_with("#").all(), query.key
    own = reach(role_viewer(Role.RM, warehouse, ("rm:R00004",)), warehouse)
    assert set(concession.concessions(warehouse, own)["rm_id"]) <= {"R00004", None}
    assert isinstance(contribution.losers(warehouse, own), pl.DataFrame)
