"""What industries and regions add to the HHI, and dependence both ways: drawn by hand, at random, and against plain SQL."""

from decimal import Decimal
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.access import Role, Viewer, of_role, reach, role_viewer
from queries.codes import MEASURES
from queries.concentration import dependence, parts, shares
from queries.engines import READ_ONLY_CONFIG
from tests.places import published
from tests.queries.banks import bank
from tests.tables import table

MONEY = pl.Decimal(18, 2)


def executive(warehouse):
    return reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse)


def drawn(folder: Path, amounts: str):
    return bank(folder, table(amounts, {"loan_yuan": MONEY}), rms=["M1", "M2"])


SIXTY_TWENTY = """
    | client_id | outlet_id | rm_id | industry     | loan_yuan |
    | C1        | O1        | M1    | construction |     60.00 |
    | C2        | O3        | M2    | energy       |     20.00 |
"""


def test_sixty_and_twenty_give_62_and_a_half_percent_and_four_times_twenty_a_quarter(tmp_path: Path):
    warehouse = drawn(tmp_path / "two", SIXTY_TWENTY)
    assert shares.summary(warehouse, executive(warehouse))["hhi"].to_list() == [0.625]
    lines = [f"| C{at} | O1 | M1 | energy | 20.00 |" for at in range(4)]
    four = drawn(tmp_path / "four", "\n".join(["| client_id | outlet_id | rm_id | industry | loan_yuan |", *lines]))
    assert shares.summary(four, executive(four))["hhi"].to_list() == [0.25]
    assert parts.whole(parts.hhi_parts(four, executive(four).asking(by="industry"))) == (0.25, 1.0)


def test_two_parts_of_one_client_each_are_the_whole(tmp_path: Path):
    warehouse = drawn(tmp_path, SIXTY_TWENTY)
    for by in ("industry", "region"):
        rows = parts.hhi_parts(warehouse, executive(warehouse).asking(by=by))
        assert rows["contribution_hhi"].to_list() == [0.5625, 0.0625]
        assert rows["one_client_hhi"].to_list() == [0.5625, 0.0625]
        assert rows["part_hhi"].to_list() == [1.0, 1.0]
        assert parts.whole(rows) == (0.625, 0.625)


def test_a_parts_contribution_is_its_share_squared_times_its_own_hhi(tmp_path: Path):
    warehouse = drawn(tmp_path, """
        | client_id | outlet_id | rm_id | industry     | loan_yuan |
        | C1        | O1        | M1    | construction |     40.00 |
        | C2        | O2        | M1    | construction |     20.00 |
        | C3        | O3        | M2    | energy       |     30.00 |
        | C4        | O3        | M2    |              |     10.00 |
        | C5        | O3        | M2    | energy       |      0.00 |
    """)  # fmt: skip
    rows = parts.hhi_parts(warehouse, executive(warehouse).asking(by="industry"))
    told = rows.select("part_en", "value_yuan", "share", "clients_count", "largest_share", "part_hhi", "contribution_hhi", "one_client_hhi").rows()
    assert told == [  # 0.6² × (4/9 + 1/9) = 0.20; 0.3² × 1; 0.1² × 1: together 0.30
        ("Construction", Decimal(60), 0.6, 2, pytest.approx(2 / 3), pytest.approx(5 / 9), pytest.approx(0.20), pytest.approx(0.36)),
        ("Energy", Decimal(30), 0.3, 1, 1.0, 1.0, pytest.approx(0.09), pytest.approx(0.09)),
        ("No industry", Decimal(10), 0.1, 1, 1.0, 1.0, pytest.approx(0.01), pytest.approx(0.01)),
    ]
    assert parts.whole(rows) == (pytest.approx(0.30), pytest.approx(0.46))
    assert shares.summary(warehouse, executive(warehouse))["hhi"].to_list() == pytest.approx([0.30])
    assert rows["contribution_share"].to_list() == pytest.approx([2 / 3, 0.3, 1 / 30])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 10**13)), min_size=1, max_size=60))
def test_contributions_add_up_to_the_hhi_of_any_clients_by_plain_numpy(clients):
    frame = pl.DataFrame(clients, schema={"part": pl.Int64, "cents": pl.Int64}, orient="row").with_columns(yuan=pl.col("cents").cast(pl.Decimal(38, 2)) / 100)
    found = parts.decomposed(frame.group_by(pl.col("part").cast(pl.String).alias("part_id")).agg(
        value_yuan=pl.col("yuan").sum(), clients_count=pl.len(), top_yuan=pl.col("yuan").max(), square_sum=(pl.col("yuan").cast(pl.Float64) ** 2).sum(),
    ))  # fmt: skip
    x, part = frame["cents"].to_numpy().astype(float), frame["part"].to_numpy()
    s = x / x.sum()
    hhi, one = float((s**2).sum()), sum(float(s[part == each].sum()) ** 2 for each in set(part))
    assert parts.whole(found) == (pytest.approx(hhi, rel=1e-12), pytest.approx(one, rel=1e-12))
    rebuilt = (found["share"] ** 2 * found["part_hhi"]).sum()
    assert rebuilt == pytest.approx(hhi, rel=1e-12)


@pytest.fixture(scope="module")
def facts(warehouse_place):
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        yield connection


@pytest.mark.parametrize("by", ["industry", "region"])
@pytest.mark.parametrize("measure", MEASURES)
def test_parts_of_the_pretend_bank_add_up_to_its_hhi_in_every_scope(warehouse, whole_bank, measure, by):
    tree = warehouse.tree()
    first, second = sorted(key for key, each in tree.nodes.items() if each.level == "branch")[:2]
    for scope in (whole_bank, whole_bank.narrow(tree, [first]), whole_bank.narrow(tree, [first, second]), whole_bank.narrow(tree, segments=["corporate"])):
        found = parts.hhi_parts(warehouse, scope.asking(measure=measure, by=by))
        clients = shares.summary(warehouse, scope.asking(measure=measure, by="client")).row(0, named=True)
        assert found["value_yuan"].sum() == clients["total_yuan"]
        assert found["clients_count"].sum() == clients["holder_count"]
        assert parts.whole(found)[0] == pytest.approx(clients["hhi"], rel=1e-12)
        if by == "region":
            assert parts.whole(found)[1] == pytest.approx(shares.summary(warehouse, scope.asking(measure=measure, by="region"))["hhi"][0], rel=1e-9) or measure == "contribution"


def test_gini_lorenz_and_hhi_agree_with_plain_numpy(facts, warehouse, whole_bank):
    x = np.sort(facts.execute("SELECT deposit_yuan::DOUBLE FROM client_month WHERE month = '2026-10-01' AND NOT is_closed AND deposit_yuan > 0").pl().to_series().to_numpy())
    scope = whole_bank.asking(measure="deposits")
    told = shares.summary(warehouse, scope).row(0, named=True)
    n = len(x)
    assert told["hhi"] == pytest.approx(float(((x / x.sum()) ** 2).sum()), rel=1e-12)
    assert told["gini"] == pytest.approx(float(2 * (np.arange(1, n + 1) * x).sum() / (n * x.sum()) - (n + 1) / n), rel=1e-12)
    falling = np.cumsum(x[::-1]) / x.sum()
    for part, held in shares.lorenz(warehouse, scope).rows()[1:]:
        assert held == pytest.approx(float(falling[round(part * n) - 1]), rel=1e-12)


def test_an_own_book_is_decomposed_from_its_clients(facts, warehouse):
    busy, = facts.execute("SELECT rm_id FROM book_holder GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1").fetchone()
    own = reach(role_viewer(Role.RM, warehouse, (f"rm:{busy}",)), warehouse).asking(measure="deposits", by="industry")
    assert parts.whole(parts.hhi_parts(warehouse, own))[0] == pytest.approx(shares.summary(warehouse, own.asking(by="client"))["hhi"][0], rel=1e-12)


def test_parts_of_fewer_than_five_clients_are_merged_for_an_analyst_and_still_add_up(warehouse):
    scope = reach(Viewer("analyst", of_role(Role.ANALYST, (warehouse.tree().root,)), "salt"), warehouse).asking(measure="loans", by="industry")
    rows = parts.hhi_parts(warehouse, scope)
    assert rows["clients_count"].min() >= 5
    assert "Merged (too few clients)" in rows["part_en"].to_list()
    assert parts.whole(rows)[0] == pytest.approx(shares.summary(warehouse, scope.asking(by="client"))["hhi"][0], rel=1e-12)


HELD = """
    | client_id | outlet_id | rm_id | group_id | loan_yuan   |
    | C1        | O1        | M1    | G1       |  6000000.00 |
    | C2        | O1        | M1    |          |  4000000.00 |
    | C3        | O2        | M1    |          |  2000000.00 |
    | C4        | O3        | M2    | G1       |  3000000.00 |
    | C5        | O3        |       |          |  1000000.00 |
    | C6        | O3        | M2    |          |    -5000.00 |
"""
GROUPS = pl.DataFrame({"group_id": ["G1"], "group_name_zh": ["集团一"], "group_name_en": ["Group One"]})


def test_dependence_both_ways(tmp_path: Path):
    from queries.schema import metadata
    from seed.frames import shaped

    warehouse = bank(tmp_path, table(HELD, {"loan_yuan": MONEY}), rms=["M1", "M2"], extra=[("client_group", shaped(metadata.tables["client_group"], GROUPS))])
    scope = executive(warehouse)
    units = dependence.unit_dependence(warehouse, scope)
    shown = {row["node_id"]: (row["client_id"], row["largest_yuan"], row["share"]) for row in units.iter_rows(named=True)}
    assert shown["O3"] == ("C4", Decimal(3_000_000), 0.75)
    assert shown["O2"] == ("C3", Decimal(2_000_000), 1.0)
    assert shown["B0"] == ("C1", Decimal(6_000_000), 6 / 16)
    assert units["share"].is_sorted(descending=True)
    people = dependence.rm_dependence(warehouse, scope).select("rm_id", "client_id", "largest_yuan", "book_yuan", "share").rows()
    assert people == [("M2", "C4", Decimal(3_000_000), Decimal(3_000_000), 1.0), ("M1", "C1", Decimal(6_000_000), Decimal(12_000_000), 0.5)]
    held = dependence.holder_members(warehouse, scope)
    first = held.filter(pl.col("holder_id") == "G1").select("client_id", "outlet_id", "rm_id", "value_yuan", "share", "book_share").rows()
    assert first == [("C1", "O1", "M1", Decimal(6_000_000), 2 / 3, 0.5), ("C4", "O3", "M2", Decimal(3_000_000), 1 / 3, 1.0)]
    assert held["holder_id"].to_list() == ["G1", "G1", "C2", "C3", "C5"]
    cells = dependence.holder_matrix(warehouse, scope)
    assert cells.row(0)[:5] == ("集团一", "Group One", "机构R1", "Unit R1", Decimal(6_000_000))
    inside = dependence.holder_matrix(warehouse, scope.narrow(warehouse.tree(), ["O3"]))
    assert inside.select("row_en", "column_en", "value").rows() == [("Group One", "M2", Decimal(3_000_000)), ("Client C5", "No RM", Decimal(1_000_000))]


def test_dependence_of_the_pretend_bank_by_plain_sql(facts, warehouse, whole_bank):
    plain = facts.execute("""SELECT rm_id, max(deposit_yuan), sum(deposit_yuan) FROM client_month WHERE month = '2026-10-01' AND NOT is_closed AND deposit_yuan > 0 AND rm_id IS NOT NULL
        GROUP BY 1 HAVING sum(deposit_yuan) >= 1000000 ORDER BY max(deposit_yuan) / sum(deposit_yuan)::DOUBLE DESC, 1""").fetchall()
    found = dependence.rm_dependence(warehouse, whole_bank.asking(measure="deposits"))
    assert found.select("rm_id", "largest_yuan", "book_yuan").rows() == plain
    assert found["client_id"].null_count() == 0
    top, total = facts.execute("SELECT node_id, top_1_yuan, total_yuan FROM concentration_month WHERE month = '2026-10-01' AND measure = 'deposits' AND holder = 'client'").pl(), {}
    total = {node: (most, held) for node, most, held in top.rows()}
    units = dependence.unit_dependence(warehouse, whole_bank.asking(measure="deposits"))
    assert units.height > 10
    assert all(total[row["node_id"]] == (row["largest_yuan"], row["book_yuan"]) for row in units.iter_rows(named=True))
    largest = facts.execute("SELECT node_id, client_id FROM large_holder WHERE month = '2026-10-01' AND measure = 'deposits' AND holder = 'client' AND place = 1").fetchall()
    named = dict(units.select("node_id", "client_id").rows())
    assert all(named[node] == number for node, number in largest if node in named)
    held = dependence.holder_members(warehouse, whole_bank.asking(measure="deposits"))
    groups = shares.largest(warehouse, whole_bank.asking(measure="deposits", by="group")).select("holder_id", "value_yuan").rows()
    assert held.select("holder_id", "holder_yuan").unique(maintain_order=True).rows() == groups
