"""Clients of the demonstration bank: coverage without overlap, exact sums, days that add up to months."""

from datetime import date, timedelta

import polars as pl
from polars.testing import assert_frame_equal

from tests.seed.conftest import AS_OF, UNTIL, Bank


def last_day(month: str) -> pl.Expr:
    return pl.col(month).dt.month_end()


def test_coverage_of_a_client_does_not_overlap_and_lies_within_the_rms_employment(demo_bank: Bank):
    cover = (
        demo_bank["coverage"].sort("client_id", "valid_from").with_columns(follows=pl.col("valid_from").shift(-1).over("client_id"))
    )
    assert cover.filter(pl.col("valid_to") <= pl.col("valid_from")).is_empty()
    assert cover.filter(
        pl.col("follows").is_not_null() & (pl.col("valid_to").is_null() | (pl.col("valid_to") > pl.col("follows")))
    ).is_empty()
    held = cover.join(demo_bank["rm"], on="rm_id").join(demo_bank["client"], on="client_id")
    assert held.filter(pl.col("valid_from") < pl.col("join_on")).is_empty()
    assert held.filter(pl.col("valid_from") < pl.col("opened_on")).is_empty()
    assert held.filter(pl.col("leave_on") < pl.col("valid_to").fill_null(AS_OF)).is_empty()
    assert held.filter(pl.col("closed_on") < pl.col("valid_to").fill_null(AS_OF)).is_empty()


def test_the_coverage_history_says_the_same_as_the_months(demo_bank: Bank):
    months = demo_bank["client_month"].select("client_id", "rm_id", "outlet_id", day=last_day("month"))
    cover = demo_bank["coverage"].select("client_id", "valid_from", "valid_to", held_by="rm_id", held_at="outlet_id")
    valid = (pl.col("valid_from") <= pl.col("day")) & (pl.col("valid_to").is_null() | (pl.col("day") < pl.col("valid_to")))
    on_day = months.join(cover, on="client_id").filter(valid)
    joined = months.join(on_day.select("client_id", "day", "held_by", "held_at"), on=["client_id", "day"], how="left")
    assert len(joined) == len(months)
    assert joined["rm_id"].eq_missing(joined["held_by"]).all()
    assert joined.filter(pl.col("held_at").is_not_null() & (pl.col("held_at") != pl.col("outlet_id"))).is_empty()


def test_amounts_of_a_client_month_add_up_to_the_cent(demo_bank: Bank):
    m = demo_bank["client_month"]
    assert (
        m["aum_yuan"] == m["deposit_yuan"] + m["wealth_yuan"] + m["fund_yuan"] + m["insurance_yuan"] + m["securities_yuan"]
    ).all()
    assert (m["revenue_yuan"] == m["net_interest_yuan"] + m["fee_yuan"]).all()
    costs = m["expected_loss_yuan"] + m["capital_cost_yuan"] + m["operating_cost_yuan"]
    assert (m["contribution_yuan"] == m["revenue_yuan"] - costs).all()
    assert (m["time_deposit_yuan"] <= m["deposit_yuan"]).all()
    assert (
        m.select((pl.col("^(deposit|loan|wealth|fund|insurance|securities|inflow|outflow|fee)_yuan$") < 0).any())
        .sum_horizontal()
        .item()
        == 0
    )


def test_some_contributions_are_negative(demo_bank: Bank):
    assert 0.05 < (demo_bank["client_month"]["contribution_yuan"] < 0).mean() < 0.5


def test_a_fifth_of_the_clients_holds_about_four_fifths(demo_bank: Bank):
    held = demo_bank["client_month"].filter((pl.col("month") == UNTIL) & ~pl.col("is_closed"))
    aum = held["aum_yuan"].cast(pl.Float64).sort(descending=True)
    assert 0.7 < aum.head(len(aum) // 5).sum() / aum.sum() < 0.92
    loans = held["loan_yuan"].cast(pl.Float64).sort(descending=True)
    twentieth = len(held) // 20
    assert loans.head(twentieth).sum() / loans.sum() > aum.head(twentieth).sum() / aum.sum()


def test_a_client_that_closed_shows_a_last_empty_month_and_none_after(demo_bank: Bank):
    months = demo_bank["client_month"]
    closing = months.filter("is_closed").join(demo_bank["client"], on="client_id")
    assert len(closing) > 20
    assert (closing["closed_on"].dt.truncate("1mo") == closing["month"]).all()
    assert closing["aum_yuan"].sum() == 0
    assert closing["loan_yuan"].sum() == 0
    last = months.group_by("client_id").agg(pl.col("month").max().alias("last")).join(closing, on="client_id")
    assert (last["last"] == last["month"]).all()


def test_contracts_add_up_to_the_clients_loans(demo_bank: Bank):
    on_balance = demo_bank["exposure"].filter(pl.col("kind") == "on_balance")
    sums = on_balance.group_by("month", "client_id").agg(pl.col("principal_yuan").sum())
    lent = demo_bank["client_month"].filter(pl.col("loan_yuan") > 0).select("month", "client_id", "loan_yuan")
    joined = lent.join(sums, on=["month", "client_id"], how="full")
    assert joined["loan_yuan"].eq_missing(joined["principal_yuan"]).all()
    assert (demo_bank["exposure"]["mitigation_yuan"] <= demo_bank["exposure"]["principal_yuan"]).all()
    assert (demo_bank["exposure"]["granted_on"] < demo_bank["exposure"]["matures_on"]).all()


def test_the_last_rm_day_of_a_month_is_the_sum_of_its_client_months(demo_bank: Bank):
    keys = ["month", "outlet_id", "rm_id", "segment"]
    levels = ["deposit_yuan", "loan_yuan", "aum_yuan"]
    month_ends = demo_bank["rm_day"].filter(pl.col("day") == last_day("day")).with_columns(month=pl.col("day").dt.month_start())
    found = month_ends.filter(pl.col("client_count") > 0).select(*keys, *levels, "client_count").sort(keys)
    open_ones = demo_bank["client_month"].filter(~pl.col("is_closed")).with_columns(pl.col("rm_id").fill_null(""))
    expected = open_ones.group_by(keys).agg(*(pl.col(c).sum() for c in levels), client_count=pl.len().cast(pl.Int32)).sort(keys)
    assert_frame_equal(found, expected.select(found.columns), check_dtypes=False)


def test_flows_of_rm_days_are_not_negative_and_fees_are_those_of_the_months(demo_bank: Bank):
    days = demo_bank["rm_day"]
    assert days.select((pl.col("^.*(sales|granted|recovered|fee)_yuan$") < 0).any()).sum_horizontal().item() == 0
    by_month = days.filter(pl.col("day") < date(2026, 10, 1)).group_by(month=pl.col("day").dt.month_start())
    fees = by_month.agg(pl.col("fee_yuan").sum()).sort("month")
    expected = demo_bank["client_month"].group_by("month").agg(pl.col("fee_yuan").sum()).sort("month")
    assert_frame_equal(fees, expected, check_dtypes=False)


def test_rm_days_reach_the_as_of_day_and_no_further(demo_bank: Bank):
    assert demo_bank["rm_day"]["day"].max() == AS_OF
    assert demo_bank["client_month"]["month"].max() == UNTIL
    for name, column in (("contact", "contacted_on"), ("product_sale", "sold_on"), ("complaint", "opened_on")):
        assert AS_OF - timedelta(days=20) < demo_bank[name][column].max() <= AS_OF, name
    assert demo_bank["posting"]["valid_from"].max() <= AS_OF


def test_no_contact_by_an_rm_comes_before_its_first_one(demo_bank: Bank):
    cover = (
        demo_bank["coverage"]
        .filter(pl.col("previous_rm_id").is_not_null())
        .select("client_id", "rm_id", "valid_from", "valid_to", "first_contact_on")
    )
    joined = demo_bank["contact"].join(cover, on=["client_id", "rm_id"])
    during = joined.filter(
        (pl.col("contacted_on") >= pl.col("valid_from"))
        & (pl.col("contacted_on") < pl.col("valid_to").fill_null(date(2099, 1, 1)))
    )
    assert during.filter(pl.col("first_contact_on").is_null() | (pl.col("contacted_on") < pl.col("first_contact_on"))).is_empty()
