"""What the demonstration bank planted is true in its data."""

from collections import Counter, defaultdict
from datetime import date

import polars as pl
import pytest

from queries import codes
from seed.demo import SIZES, generate

UNTIL = date(2026, 9, 1)
AS_OF = date(2026, 10, 16)
Bank = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def bank() -> Bank:
    parts: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for name, frame in generate(SIZES["tiny"], 7, UNTIL):
        parts[name].append(frame)
    return {name: pl.concat(frames) for name, frames in parts.items()}


def planted(bank: Bank, kind: str) -> pl.DataFrame:
    return bank["planted_truth"].filter(pl.col("kind") == kind)


def test_every_kind_of_truth_is_planted(bank: Bank):
    assert set(bank["planted_truth"]["kind"].unique()) == set(codes.TRUTHS)


def test_a_client_planted_as_lost_closes_within_three_months_for_the_reason_given(bank: Bank):
    lost = planted(bank, "client_lost").join(bank["client"], left_on="subject_id", right_on="client_id")
    months = (
        (lost["closed_on"].dt.year() - lost["month"].dt.year()) * 12 + lost["closed_on"].dt.month() - lost["month"].dt.month()
    )
    assert set(months.unique()) == {1, 2, 3}
    assert (lost["detail"] == lost["close_reason"]).all()


def test_a_hand_over_planted_as_late_is_late(bank: Bank):
    late = planted(bank, "handover_late").with_columns(valid_from=pl.col("detail").str.slice(7).str.to_date())
    rows = late.join(bank["coverage"], left_on=["subject_id", "valid_from"], right_on=["client_id", "valid_from"])
    assert len(rows) == len(late) > 10
    deadline = pl.col("valid_from").dt.offset_by("1mo")
    assert rows.filter(
        (pl.col("first_contact_on") <= deadline) | (deadline >= AS_OF) | (pl.col("valid_to") <= deadline)
    ).is_empty()
    assert (rows["previous_rm_id"] != rows["rm_id"]).all()


def limits(bank: Bank) -> pl.DataFrame:
    """Use of its limit by each non-bank client and each group in the last closed month."""
    capital = bank["bank_month"].filter(pl.col("month") == UNTIL).row(0, named=True)
    rows = bank["exposure"].filter(pl.col("month") == UNTIL).join(bank["client"], on="client_id")
    loans = rows.filter((pl.col("kind") == "on_balance") & (pl.col("exposure_class") == "non_bank")).group_by(
        subject_id="client_id"
    )
    single = loans.agg(use=pl.col("principal_yuan").sum().cast(pl.Float64) / float(capital["net_capital_yuan"]) / 0.10)
    net = (pl.col("principal_yuan") - pl.col("mitigation_yuan")).sum().cast(pl.Float64)
    group = rows.drop_nulls("group_id").group_by(subject_id="group_id").agg(use=net / float(capital["tier1_yuan"]) / 0.20)
    return pl.concat([single, group])


def noted(bank: Bank, kind: str) -> list[tuple[str, str]]:
    """(limit, holder) of the last month."""
    rows = planted(bank, kind).filter(pl.col("month") == UNTIL).select("subject_id", "detail").iter_rows()
    return [(part.split(": ")[0], subject) for subject, detail in rows for part in detail.split("; ")]


def test_loans_and_groups_planted_as_broken_or_near_are_so_in_the_last_month(bank: Bank):
    use, keys = limits(bank), ("single_client_loans", "group_exposure")
    broken, near = ({subject for key, subject in noted(bank, kind) if key in keys} for kind in ("limit_broken", "limit_near"))
    assert broken == set(use.filter(pl.col("use") > 1)["subject_id"])
    assert near == set(use.filter(pl.col("use").is_between(0.8, 1))["subject_id"])
    assert (len(broken), len(near)) == (2, 4)


def test_a_case_is_planted_for_each_limit(bank: Bank):
    count = {kind: Counter(key for key, _ in noted(bank, kind)) for kind in ("limit_broken", "limit_near")}
    assert count["limit_broken"] == {"single_client_loans": 1, "single_client_exposure": 1, "group_exposure": 1, "group_credit": 2, "bank_exposure": 1, "basel_exposure": 1}
    assert count["limit_near"] == {"single_client_loans": 2, "single_client_exposure": 1, "group_exposure": 2, "group_credit": 1, "bank_exposure": 1, "basel_exposure": 2, "basel_gsib": 1}


def test_no_limit_applies_to_the_central_government_however_much_it_owes(bank: Bank):
    exempt = bank["client"].filter(pl.col("exposure_class") == "central_government")["client_id"].to_list()
    capital = bank["bank_month"].filter(pl.col("month") == UNTIL)["net_capital_yuan"][0]
    assert bank["client_month"].filter((pl.col("month") == UNTIL) & pl.col("client_id").is_in(exempt))["loan_yuan"].max() > capital / 10
    assert not {subject for kind in ("limit_broken", "limit_near") for _, subject in noted(bank, kind)} & set(exempt)


def test_the_broken_group_lies_in_several_branches(bank: Bank):
    broken = planted(bank, "limit_broken").filter(pl.col("subject_id").str.starts_with("G"))["subject_id"].unique().to_list()
    members = (
        bank["client_month"].filter(pl.col("group_id").is_in(broken) & (pl.col("month") == UNTIL)).select("outlet_id", "month")
    )
    tree = bank["org_month"].select("month", "node_id", "parent_id")
    subs = members.join(tree, left_on=["month", "outlet_id"], right_on=["month", "node_id"])
    branches = subs.join(tree, left_on=["month", "parent_id"], right_on=["month", "node_id"], suffix="_above")
    assert branches["parent_id_above"].n_unique() >= 2


def test_a_key_person_holds_two_fifths_of_the_outlets_deposits(bank: Bank):
    months = bank["client_month"].filter(pl.col("month") == UNTIL)
    for row in planted(bank, "key_person").filter(pl.col("month") == UNTIL).iter_rows(named=True):
        outlet = months.filter(pl.col("outlet_id") == row["detail"][:5])
        held = outlet.filter(pl.col("rm_id") == row["subject_id"])["deposit_yuan"].sum()
        assert held == row["amount_yuan"]
        assert held / outlet["deposit_yuan"].sum() > 0.4


def test_a_duty_conflict_is_a_duty_that_excludes_rm_work(bank: Bank):
    rows = planted(bank, "duty_conflict").join(bank["duty"], left_on="subject_id", right_on="rm_id")
    assert set(rows["duty"]) == {"cash_teller", "business_supervisor", "rm_assistant", "loan_review"}


def test_targets_that_do_not_cascade_are_those_planted(bank: Bank):
    tree = bank["org_month"].filter(pl.col("month") == date(2026, 10, 1)).select("node_id", "parent_id")
    yearly = bank["target_node"].filter(
        (pl.col("period") == "year") & (pl.col("period_start") == date(2026, 1, 1)) & ~pl.col("kind").is_in(["ratio", "average"])
        & (pl.col("valid_from") == date(2026, 1, 1))
    ).with_columns(pl.col("target_value").cast(pl.Float64))  # fmt: skip
    below = yearly.join(tree, on="node_id").group_by("parent_id", "metric").agg(below=pl.col("target_value").sum())
    both = below.drop_nulls("parent_id").join(yearly, left_on=["parent_id", "metric"], right_on=["node_id", "metric"], how="left")
    ratio = pl.col("below") / pl.col("target_value")
    broken = both.filter(pl.col("target_value").is_null() | (ratio < 1 - 1e-9) | (ratio > 1.15 + 1e-9))
    months = {row["subject_id"] for row in planted(bank, "cascade_break").iter_rows(named=True) if "months" in row["detail"]}
    assert set(broken["parent_id"]) | months == set(planted(bank, "cascade_break")["subject_id"])
    assert 3 <= len(planted(bank, "cascade_break")) <= 8


def test_months_of_a_flow_target_add_up_to_the_year_except_where_planted(bank: Bank):
    fees = bank["target_node"].filter((pl.col("metric") == "fee_income") & (pl.col("period_start").dt.year() == 2026))
    year = fees.filter(pl.col("period") == "year").select("node_id", year="target_value")
    months = fees.filter(pl.col("period") == "month").group_by("node_id").agg(pl.col("target_value").sum())
    off = year.join(months, on="node_id").filter((pl.col("year") - pl.col("target_value")).abs() > 0.01)
    broken = planted(bank, "cascade_break").filter(pl.col("detail").str.contains("fee_income: months"))
    assert set(off["node_id"]) == set(broken["subject_id"])
    assert len(off) == 1
