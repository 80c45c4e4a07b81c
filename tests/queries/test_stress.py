"""Stress: one example by pencil, a shock of nothing that changes nothing, and what a larger shock may not make smaller."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries.catalog import QUERIES
from queries.concentration import depositors, shocks, stress
from queries.concentration.capital import Capital
from queries.concentration.shocks import Borrower
from queries.errors import BadRequest
from tests.queries.owing import branch, owing, whole

# net capital 1,000, tier-1 800, RWA 8,000; liquid 400 ÷ 800; HQLA 300 ÷ 250
BANK = """
    | client_id | outlet_id | rm_id | segment   | industry      | loan_yuan | on_yuan | off_yuan | mitigation_yuan | provision_yuan | rwa_yuan | deposit_yuan |
    | C1        | O1        | R1    | corporate | energy        |     90.00 |   90.00 |    20.00 |           10.00 |           5.00 |    95.00 |       100.00 |
    | C2        | O1        | R1    | corporate | mining        |     80.00 |   80.00 |          |                 |           1.00 |          |        60.00 |
    | C3        | O3        | R2    | corporate | energy        |     40.00 |   40.00 |          |                 |          30.00 |    40.00 |        40.00 |
    | C4        | O3        | R2    | personal  |               |      0.00 |         |          |                 |                |          |        20.00 |
    | C5        | O3        |       | interbank |               |      0.00 |         |          |                 |                |          |       500.00 |
    | C6        | O3        | R1    | personal  |               |      0.00 |         |          |                 |                |          |        -5.00 |
    """
NOTHING = {"depositors": 0, "borrowers": 0, "loss_rate": Decimal(0)}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    opened = owing(tmp_path_factory.mktemp("owing") / "bank", BANK, rms=("R1", "R2"))
    yield opened
    opened.close()


def told(warehouse, scope, **choices):
    return stress.stress(warehouse, scope.asking(**choices)).row(0, named=True)


def test_an_example_recomputed_by_pencil(drawn):
    row = told(drawn, whole(drawn), depositors=1, borrowers=2, loss_rate=Decimal("0.5"), industry="energy", industry_loss=Decimal("0.8"), book_loss=Decimal("0.25"))
    # C1 owes 90 + 20 − 10 = 100 and is in energy, where more is lost: 80 − 5 = 75. C2: 40 − 1 = 39. C3, energy alone: 32 − 30 = 2.
    assert row["loss_yuan"] == Decimal("116.00")
    assert row["default_loss_yuan"] == Decimal("114.00")
    # C1 leaves with 100; R1 has most, 155, and goes with a quarter of the 60 that are left above nothing
    assert row["liquidity_lost_yuan"] == Decimal("115.00")
    assert (row["leaver_en"], row["industry_en"]) == ("Manager R1", "Energy")
    assert row["liquidity_after_share"] == pytest.approx((400 - 115) / (800 - 115))
    assert row["lcr_after_share"] == pytest.approx((300 - 115) / 250)
    assert row["capital_ratio_share"] == pytest.approx(1000 / 8000)
    assert row["capital_ratio_after_share"] == pytest.approx((1000 - 116) / (8000 - 95))  # C2's RWA are not known
    assert row["tier1_ratio_after_share"] == pytest.approx((800 - 116) / (8000 - 95))
    assert row["tier1_lost_share"] == pytest.approx(116 / 800)
    assert row["newly_broken_count"] == 1  # loans to C1 of 90 against 10 % of 884; its exposure of 100 is still below 15 % of 684
    limits = stress.stress_limits(drawn, whole(drawn).asking(depositors=0, borrowers=2, loss_rate=Decimal("0.5"), industry="energy", industry_loss=Decimal("0.8")))
    assert limits.select("holder_id", "limit_en", "limit_yuan").rows() == [("C1", "Loans to one client", Decimal("88.40"))]


def test_a_shock_of_nothing_changes_nothing(drawn):
    for choices in (NOTHING, NOTHING | {"borrowers": 3}, {"depositors": 0, "borrowers": 0, "industry": "energy", "book_loss": Decimal(0)}):
        row = told(drawn, whole(drawn), **choices)
        assert (row["loss_yuan"], row["liquidity_lost_yuan"], row["newly_broken_count"], row["tier1_lost_share"]) == (Decimal("0.00"), Decimal("0.00"), 0, 0.0)
        for name in ("liquidity", "lcr", "capital_ratio", "tier1_ratio"):
            assert row[f"{name}_after_share"] == row[f"{name}_share"] > 0


def test_a_stress_out_of_range_is_refused(drawn):
    for choices in ({"depositors": -1}, {"borrowers": 101}, {"loss_rate": Decimal("1.01")}, {"industry": "nonsense"}):
        with pytest.raises(BadRequest):
            told(drawn, whole(drawn), **choices)


def test_a_part_of_the_bank_is_told_amounts_and_no_ratios(drawn):
    row = told(drawn, branch(drawn, "R2"), depositors=1, borrowers=1, loss_rate=Decimal(1))
    assert (row["loss_yuan"], row["liquidity_lost_yuan"]) == (Decimal("10.00"), Decimal("40.00"))
    assert {name for name, value in row.items() if value is None} == {"capital_month", "newly_broken_count", *(name for name in row if name.endswith("_share") and "loss" not in name)}
    assert stress.stress_limits(drawn, branch(drawn, "R2")).is_empty()


def test_interbank_is_out_of_both_sides_of_the_depositors_share(drawn):
    row = depositors.depositors(drawn, whole(drawn)).row(0, named=True)
    assert (row["top_deposits_yuan"], row["top_deposits_share"]) == (Decimal("220.00"), 1.0)


def test_a_bank_without_capital_or_liquidity_is_told_amounts_only(tmp_path):
    warehouse = owing(tmp_path, BANK, capital={}, rms=("R1", "R2"))
    row = told(warehouse, whole(warehouse))
    assert row["loss_yuan"] > 0
    assert row["capital_ratio_after_share"] is row["lcr_after_share"] is row["newly_broken_count"] is None
    warehouse.close()


def test_ratios_of_a_bank_that_loses_more_than_it_has_are_none(drawn):
    own = Capital(None, Decimal(10), Decimal(8), Decimal(100), Decimal(40), Decimal(30), Decimal(20), Decimal(10))
    assert shocks.liquidity_ratio(own, Decimal(30)) is None  # nothing is left to divide by
    assert shocks.lcr(own, Decimal(30)) == -1.0
    assert shocks.capital_ratio(own, Decimal(11), Decimal(0)) == -0.01
    assert own.less(Decimal(9)).tier1_yuan is None


RATES = st.integers(0, 100).map(lambda percent: Decimal(percent) / 100)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(low=st.integers(0, 20), more=st.integers(0, 20), rate=RATES, higher=RATES)
def test_more_borrowers_depositors_or_a_higher_rate_never_cost_less(warehouse, whole_bank, low, more, rate, higher):
    def lost(count, share):
        row = told(warehouse, whole_bank, depositors=count, borrowers=count, loss_rate=share)
        return row["loss_yuan"], row["liquidity_lost_yuan"], row["tier1_lost_share"], -row["lcr_after_share"], row["newly_broken_count"] or 0

    few, many = lost(low, rate), lost(low + more, rate)
    assert all(one <= another for one, another in zip(few[:4], many[:4], strict=True))
    mild, hard = sorted((rate, higher))
    assert lost(low, mild)[0] <= lost(low, hard)[0]
    a, b = (told(warehouse, whole_bank, borrowers=low, loss_rate=share)["capital_ratio_after_share"] for share in (max(mild, Decimal("0.01")), max(hard, Decimal("0.01"))))
    assert b <= a


@settings(max_examples=200, deadline=None)
@given(owed=st.lists(st.tuples(st.integers(0, 10**13), st.integers(0, 10**12)), max_size=8), rate=RATES, higher=RATES)
def test_each_loss_is_nothing_or_what_provisions_do_not_cover(owed, rate, higher):
    def loss(share):
        return shocks.lost(Borrower("C", Decimal(fen) / 100, Decimal(held) / 100, None, share, defaults=True) for fen, held in owed)

    assert loss(Decimal(0)) == 0
    assert loss(min(rate, higher)) <= loss(max(rate, higher))
    assert loss(Decimal(1)) == sum(max(Decimal(0), Decimal(fen - held) / 100) for fen, held in owed)


def test_the_pretend_banks_default_stress_agrees_with_plain_sums(warehouse, whole_bank):
    row = stress.stress(warehouse, whole_bank).row(0, named=True)
    lines = stress.stress_borrowers(warehouse, whole_bank)
    assert lines.height == row["borrowers_count"] == 5
    assert lines["loss_yuan"].sum() == row["loss_yuan"]
    assert [max(Decimal(0), (exposure * Decimal("0.45")).quantize(Decimal("0.01")) - held) for exposure, held in lines.select("exposure_yuan", "provision_yuan").iter_rows()] == pytest.approx(lines["loss_yuan"].to_list(), abs=Decimal("0.01"))
    assert row["liquidity_lost_yuan"] == depositors.largest_depositors(warehouse, whole_bank)["deposit_yuan"].head(10).sum()
    assert stress.stress_limits(warehouse, whole_bank).height == row["newly_broken_count"]
    assert QUERIES["concentration.stress"] is stress.stress
    assert lines["exposure_yuan"].equals(lines["exposure_yuan"].sort(descending=True).cast(pl.Decimal(38, 2)))
