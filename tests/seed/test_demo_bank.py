"""The demonstration bank holds what a real one must: known codes, keys that lead to someone, a strict tree, postings without gaps."""

from datetime import date

import polars as pl
from polars.testing import assert_frame_equal

from queries import codes, schema
from seed.demo import SIZES, as_of_day, generate, step_count
from seed.frames import frame_schema
from tests.seed.conftest import AS_OF, UNTIL, Bank, whole

EMPTY = {table.name for table in schema.SIGNED} | {"published_reference", "rm_expected"}  # a load writes them


def test_every_frame_has_exactly_the_columns_and_types_of_its_table():
    for name, frame in generate(SIZES["tiny"], 7, UNTIL):
        assert dict(frame.schema) == frame_schema(schema.metadata.tables[name]), name


def test_the_progress_bar_counts_the_frames_there_are():
    assert sum(1 for _ in generate(SIZES["tiny"], 7, UNTIL)) == step_count(SIZES["tiny"])


def test_the_same_seed_gives_the_same_bank(demo_bank: Bank):
    for name, frame in whole(7).items():
        assert_frame_equal(frame, demo_bank[name])


def test_another_seed_gives_another_bank(demo_bank: Bank):
    other = whole(8)
    for name in ("client_month", "rm", "posting", "coverage", "exposure", "rm_day", "target_node"):
        assert not other[name].equals(demo_bank[name]), name


def test_every_source_table_has_rows(demo_bank: Bank):
    assert {table.name for table in schema.SOURCES} - EMPTY == {name for name, frame in demo_bank.items() if len(frame)}


def test_keys_are_unique_and_required_columns_are_filled(demo_bank: Bank):
    for name, frame in demo_bank.items():
        table = schema.metadata.tables[name]
        assert not frame.select(c.name for c in table.primary_key).is_duplicated().any(), name
        assert frame.select(pl.col(c.name).null_count() for c in table.columns if not c.nullable).sum_horizontal().item() == 0, (
            name
        )


def test_coded_columns_hold_known_codes_only(demo_bank: Bank):
    for name, frame in demo_bank.items():
        for column in schema.metadata.tables[name].columns:
            if (allowed := column.info["codes"]) is not None:
                assert set(frame[column.name].drop_nulls().unique()) <= set(allowed), (name, column.name)


def test_references_lead_to_someone(demo_bank: Bank):
    nodes, people, clients = (set(demo_bank[t][k]) for t, k in (("org_month", "node_id"), ("rm", "rm_id"), ("client", "client_id")))
    products = set(demo_bank["product"]["product_id"])
    for name, frame in demo_bank.items():
        if name != "planted_truth":
            for key, known in (("outlet_id", nodes), ("rm_id", people | {""}), ("client_id", clients), ("product_id", products)):
                if key in frame.columns:
                    assert set(frame[key].drop_nulls().unique()) <= known, (name, key)


def test_the_as_of_day_is_the_sixteenth_of_the_open_month():
    assert as_of_day(UNTIL) == AS_OF
    assert as_of_day(date(2026, 12, 1)) == date(2027, 1, 16)


def test_every_node_has_one_parent_of_the_level_above(demo_bank: Bank):
    tree = demo_bank["org_month"]
    levels = list(codes.LEVELS)
    above = tree.select("month", parent_id="node_id", parent_level="level")
    joined = tree.filter(pl.col("level") != "bank").join(above, on=["month", "parent_id"], how="left")
    expected = {levels[k]: levels[k - 1] for k in range(1, 5)}
    assert (joined["parent_level"] == joined["level"].replace_strict(expected)).all()
    assert tree.group_by("month").len()["len"].n_unique() == 1
    assert tree["month"].n_unique() == 16


def test_an_own_office_hangs_under_a_pass_through_node_of_its_name(demo_bank: Bank):
    tree = demo_bank["org_month"].filter(pl.col("month") == UNTIL)
    own = tree.filter("is_own_office").join(
        tree.select(parent_id="node_id", name="name_zh", through="is_pass_through"), on="parent_id"
    )
    assert len(own) == 4
    assert own["through"].all()
    assert (own["name"] == own["name_zh"]).all()


def test_one_outlet_moves_one_opens_and_one_closes(demo_bank: Bank):
    outlets = demo_bank["org_month"].filter(pl.col("level") == "outlet").sort("month").group_by("node_id", maintain_order=True)
    history = outlets.agg(
        parents=pl.col("parent_id").n_unique(), first=pl.col("is_open").first(), last=pl.col("is_open").last()
    )  # fmt: skip
    assert history.filter(pl.col("parents") > 1).height == 1
    assert history.filter(~pl.col("first") & pl.col("last")).height == 1
    assert history.filter(pl.col("first") & ~pl.col("last")).height == 1


def test_a_shut_outlet_has_no_clients(demo_bank: Bank):
    shut = demo_bank["org_month"].filter((pl.col("level") == "outlet") & ~pl.col("is_open")).select("month", outlet_id="node_id")
    assert demo_bank["client_month"].join(shut, on=["month", "outlet_id"], how="semi").is_empty()


def test_postings_cover_employed_time_without_gap_or_overlap(demo_bank: Bank):
    posts = demo_bank["posting"].sort("rm_id", "valid_from").with_columns(follows=pl.col("valid_from").shift(-1).over("rm_id"))
    assert posts.filter(pl.col("valid_to").ne_missing(pl.col("follows")) & pl.col("follows").is_not_null()).is_empty()
    span = (
        posts.group_by("rm_id").agg(start=pl.col("valid_from").min(), end=pl.col("valid_to").last()).join(demo_bank["rm"], on="rm_id")
    )
    assert len(span) == len(demo_bank["rm"])
    assert (span["start"] == span["join_on"]).all()
    assert span["end"].eq_missing(span["leave_on"]).all()
