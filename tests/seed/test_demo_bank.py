"""The demonstration bank holds what a real one must: exact sums, a strict tree, histories without overlap."""

from collections import defaultdict
from datetime import date, timedelta

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from queries import codes, schema
from seed.demo import SIZES, as_of_day, generate, step_count
from seed.frames import frame_schema

UNTIL = date(2026, 9, 1)
AS_OF = date(2026, 10, 16)
EMPTY = {"load_run", "published_headline", "published_reference"}
Bank = dict[str, pl.DataFrame]


def whole(seed: int) -> Bank:
    parts: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for name, frame in generate(SIZES["tiny"], seed, UNTIL):
        parts[name].append(frame)
    return {name: pl.concat(frames) for name, frames in parts.items()}


@pytest.fixture(scope="module")
def bank() -> Bank:
    return whole(7)


def last_day(month: str) -> pl.Expr:
    return pl.col(month).dt.month_end()


def test_every_frame_has_exactly_the_columns_and_types_of_its_table():
    for name, frame in generate(SIZES["tiny"], 7, UNTIL):
        assert dict(frame.schema) == frame_schema(schema.metadata.tables[name]), name


def test_the_progress_bar_counts_the_frames_there_are():
    assert sum(1 for _ in generate(SIZES["tiny"], 7, UNTIL)) == step_count(SIZES["tiny"])


def test_the_same_seed_gives_the_same_bank(bank: Bank):
    for name, frame in whole(7).items():
        assert_frame_equal(frame, bank[name])


def test_another_seed_gives_another_bank(bank: Bank):
    other = whole(8)
    for name in ("client_month", "rm", "posting", "coverage", "exposure", "rm_day", "target_node"):
        assert not other[name].equals(bank[name]), name


def test_every_source_table_has_rows(bank: Bank):
    assert {table.name for table in schema.SOURCES} - EMPTY == {name for name, frame in bank.items() if len(frame)}


def test_keys_are_unique_and_required_columns_are_filled(bank: Bank):
    for name, frame in bank.items():
        table = schema.metadata.tables[name]
        assert not frame.select(c.name for c in table.primary_key).is_duplicated().any(), name
        assert frame.select(pl.col(c.name).null_count() for c in table.columns if not c.nullable).sum_horizontal().item() == 0, (
            name
        )


def test_coded_columns_hold_known_codes_only(bank: Bank):
    for name, frame in bank.items():
        for column in schema.metadata.tables[name].columns:
            if (allowed := column.info["codes"]) is not None:
                assert set(frame[column.name].drop_nulls().unique()) <= set(allowed), (name, column.name)


def test_references_lead_to_someone(bank: Bank):
    nodes, people, clients = (set(bank[t][k]) for t, k in (("org_month", "node_id"), ("rm", "rm_id"), ("client", "client_id")))
    products = set(bank["product"]["product_id"])
    for name, frame in bank.items():
        if name != "planted_truth":
            for key, known in (("outlet_id", nodes), ("rm_id", people | {""}), ("client_id", clients), ("product_id", products)):
                if key in frame.columns:
                    assert set(frame[key].drop_nulls().unique()) <= known, (name, key)


def test_the_as_of_day_is_the_sixteenth_of_the_open_month():
    assert as_of_day(UNTIL) == AS_OF
    assert as_of_day(date(2026, 12, 1)) == date(2027, 1, 16)


def test_every_node_has_one_parent_of_the_level_above(bank: Bank):
    tree = bank["org_month"]
    levels = list(codes.LEVELS)
    above = tree.select("month", parent_id="node_id", parent_level="level")
    joined = tree.filter(pl.col("level") != "bank").join(above, on=["month", "parent_id"], how="left")
    expected = {levels[k]: levels[k - 1] for k in range(1, 5)}
    assert (joined["parent_level"] == joined["level"].replace_strict(expected)).all()
    assert tree.group_by("month").len()["len"].n_unique() == 1
    assert tree["month"].n_unique() == 16


def test_an_own_office_hangs_under_a_pass_through_node_of_its_name(bank: Bank):
    tree = bank["org_month"].filter(pl.col("month") == UNTIL)
    own = tree.filter("is_own_office").join(
        tree.select(parent_id="node_id", name="name_zh", through="is_pass_through"), on="parent_id"
    )
    assert len(own) == 4
    assert own["through"].all()
    assert (own["name"] == own["name_zh"]).all()


def test_one_outlet_moves_one_opens_and_one_closes(bank: Bank):
    outlets = bank["org_month"].filter(pl.col("level") == "outlet").sort("month").group_by("node_id", maintain_order=True)
    history = outlets.agg(
        parents=pl.col("parent_id").n_unique(), first=pl.col("is_open").first(), last=pl.col("is_open").last()
    )  # fmt: skip
    assert history.filter(pl.col("parents") > 1).height == 1
    assert history.filter(~pl.col("first") & pl.col("last")).height == 1
    assert history.filter(pl.col("first") & ~pl.col("last")).height == 1


def test_a_shut_outlet_has_no_clients(bank: Bank):
    shut = bank["org_month"].filter((pl.col("level") == "outlet") & ~pl.col("is_open")).select("month", outlet_id="node_id")
    assert bank["client_month"].join(shut, on=["month", "outlet_id"], how="semi").is_empty()


def test_postings_cover_employed_time_without_gap_or_overlap(bank: Bank):
    posts = bank["posting"].sort("rm_id", "valid_from").with_columns(follows=pl.col("valid_from").shift(-1).over("rm_id"))
    assert posts.filter(pl.col("valid_to").ne_missing(pl.col("follows")) & pl.col("follows").is_not_null()).is_empty()
    span = (
        posts.group_by("rm_id").agg(start=pl.col("valid_from").min(), end=pl.col("valid_to").last()).join(bank["rm"], on="rm_id")
    )
    assert len(span) == len(bank["rm"])
    assert (span["start"] == span["join_on"]).all()
    assert span["end"].eq_missing(span["leave_on"]).all()


def test_coverage_of_a_client_does_not_overlap_and_lies_within_the_rms_employment(bank: Bank):
    cover = (
        bank["coverage"].sort("client_id", "valid_from").with_columns(follows=pl.col("valid_from").shift(-1).over("client_id"))
    )
    assert cover.filter(pl.col("valid_to") <= pl.col("valid_from")).is_empty()
    assert cover.filter(
        pl.col("follows").is_not_null() & (pl.col("valid_to").is_null() | (pl.col("valid_to") > pl.col("follows")))
    ).is_empty()
    held = cover.join(bank["rm"], on="rm_id").join(bank["client"], on="client_id")
    assert held.filter(pl.col("valid_from") < pl.col("join_on")).is_empty()
    assert held.filter(pl.col("valid_from") < pl.col("opened_on")).is_empty()
    assert held.filter(pl.col("leave_on") < pl.col("valid_to").fill_null(AS_OF)).is_empty()
    assert held.filter(pl.col("closed_on") < pl.col("valid_to").fill_null(AS_OF)).is_empty()


def test_the_coverage_history_says_the_same_as_the_months(bank: Bank):
    months = bank["client_month"].select("client_id", "rm_id", "outlet_id", day=last_day("month"))
    cover = bank["coverage"].select("client_id", "valid_from", "valid_to", held_by="rm_id", held_at="outlet_id")
    valid = (pl.col("valid_from") <= pl.col("day")) & (pl.col("valid_to").is_null() | (pl.col("day") < pl.col("valid_to")))
    on_day = months.join(cover, on="client_id").filter(valid)
    joined = months.join(on_day.select("client_id", "day", "held_by", "held_at"), on=["client_id", "day"], how="left")
    assert len(joined) == len(months)
    assert joined["rm_id"].eq_missing(joined["held_by"]).all()
    assert joined.filter(pl.col("held_at").is_not_null() & (pl.col("held_at") != pl.col("outlet_id"))).is_empty()


def test_amounts_of_a_client_month_add_up_to_the_cent(bank: Bank):
    m = bank["client_month"]
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


def test_some_contributions_are_negative(bank: Bank):
    assert 0.05 < (bank["client_month"]["contribution_yuan"] < 0).mean() < 0.5


def test_a_fifth_of_the_clients_holds_about_four_fifths(bank: Bank):
    held = bank["client_month"].filter((pl.col("month") == UNTIL) & ~pl.col("is_closed"))
    aum = held["aum_yuan"].cast(pl.Float64).sort(descending=True)
    assert 0.7 < aum.head(len(aum) // 5).sum() / aum.sum() < 0.92
    loans = held["loan_yuan"].cast(pl.Float64).sort(descending=True)
    twentieth = len(held) // 20
    assert loans.head(twentieth).sum() / loans.sum() > aum.head(twentieth).sum() / aum.sum()


def test_a_client_that_closed_shows_a_last_empty_month_and_none_after(bank: Bank):
    months = bank["client_month"]
    closing = months.filter("is_closed").join(bank["client"], on="client_id")
    assert len(closing) > 20
    assert (closing["closed_on"].dt.truncate("1mo") == closing["month"]).all()
    assert closing["aum_yuan"].sum() == 0
    assert closing["loan_yuan"].sum() == 0
    last = months.group_by("client_id").agg(pl.col("month").max().alias("last")).join(closing, on="client_id")
    assert (last["last"] == last["month"]).all()


def test_contracts_add_up_to_the_clients_loans(bank: Bank):
    on_balance = bank["exposure"].filter(pl.col("kind") == "on_balance")
    sums = on_balance.group_by("month", "client_id").agg(pl.col("principal_yuan").sum())
    lent = bank["client_month"].filter(pl.col("loan_yuan") > 0).select("month", "client_id", "loan_yuan")
    joined = lent.join(sums, on=["month", "client_id"], how="full")
    assert joined["loan_yuan"].eq_missing(joined["principal_yuan"]).all()
    assert (bank["exposure"]["mitigation_yuan"] <= bank["exposure"]["principal_yuan"]).all()
    assert (bank["exposure"]["granted_on"] < bank["exposure"]["matures_on"]).all()


def test_the_last_rm_day_of_a_month_is_the_sum_of_its_client_months(bank: Bank):
    keys = ["month", "outlet_id", "rm_id", "segment"]
    levels = ["deposit_yuan", "loan_yuan", "aum_yuan"]
    month_ends = bank["rm_day"].filter(pl.col("day") == last_day("day")).with_columns(month=pl.col("day").dt.month_start())
    found = month_ends.filter(pl.col("client_count") > 0).select(*keys, *levels, "client_count").sort(keys)
    open_ones = bank["client_month"].filter(~pl.col("is_closed")).with_columns(pl.col("rm_id").fill_null(""))
    expected = open_ones.group_by(keys).agg(*(pl.col(c).sum() for c in levels), client_count=pl.len().cast(pl.Int32)).sort(keys)
    assert_frame_equal(found, expected.select(found.columns), check_dtypes=False)


def test_flows_of_rm_days_are_not_negative_and_fees_are_those_of_the_months(bank: Bank):
    days = bank["rm_day"]
    assert days.select((pl.col("^.*(sales|granted|recovered|fee)_yuan$") < 0).any()).sum_horizontal().item() == 0
    by_month = days.filter(pl.col("day") < date(2026, 10, 1)).group_by(month=pl.col("day").dt.month_start())
    fees = by_month.agg(pl.col("fee_yuan").sum()).sort("month")
    expected = bank["client_month"].group_by("month").agg(pl.col("fee_yuan").sum()).sort("month")
    assert_frame_equal(fees, expected, check_dtypes=False)


def test_rm_days_reach_the_as_of_day_and_no_further(bank: Bank):
    assert bank["rm_day"]["day"].max() == AS_OF
    assert bank["client_month"]["month"].max() == UNTIL
    for name, column in (("contact", "contacted_on"), ("product_sale", "sold_on"), ("complaint", "opened_on")):
        assert AS_OF - timedelta(days=20) < bank[name][column].max() <= AS_OF, name
    assert bank["posting"]["valid_from"].max() <= AS_OF


def test_no_contact_by_an_rm_comes_before_its_first_one(bank: Bank):
    cover = (
        bank["coverage"]
        .filter(pl.col("previous_rm_id").is_not_null())
        .select("client_id", "rm_id", "valid_from", "valid_to", "first_contact_on")
    )
    joined = bank["contact"].join(cover, on=["client_id", "rm_id"])
    during = joined.filter(
        (pl.col("contacted_on") >= pl.col("valid_from"))
        & (pl.col("contacted_on") < pl.col("valid_to").fill_null(date(2099, 1, 1)))
    )
    assert during.filter(pl.col("first_contact_on").is_null() | (pl.col("contacted_on") < pl.col("first_contact_on"))).is_empty()
