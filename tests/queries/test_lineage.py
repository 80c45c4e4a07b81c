"""What the warehouse says of itself: its loads, their rows and checks, and every column."""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
from sqlalchemy import select

from queries import lineage, schema
from queries.access import Role, Viewer, of_role, reach, role_viewer
from queries.engines import DUCKDB_CONFIG
from queries.schema import load_check, load_table
from queries.scope import Scope
from queries.shell import as_csv
from queries.warehouse import Shelf
from seed.publish import check, rollback, status
from tests.queries.banks import MONTH, bank

QUERIES = (lineage.loads, lineage.tables, lineage.checks, lineage.dictionary)


def facts(*outlets: str) -> pl.DataFrame:
    """One client with a loan of 5.00 in each outlet."""
    return pl.DataFrame({"client_id": [f"C{n}" for n, _ in enumerate(outlets)], "outlet_id": outlets}).with_columns(
        loan_yuan=pl.lit(Decimal("5.00"), dtype=pl.Decimal(18, 2))
    )


def whole(warehouse) -> Scope:
    return reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse)


def counts(warehouse, scope: Scope) -> dict[str, tuple[int, int | None, int | None]]:
    return {name: rest for name, *rest in lineage.tables(warehouse, scope).drop("table_zh", "table_en").rows()}


def test_the_newest_load_stands_first_and_the_one_before_is_kept_to_go_back_to(tmp_path: Path):
    for outlets in (["O1"], ["O1", "O2"], ["O1", "O2", "O3"]):
        warehouse = bank(tmp_path, facts(*outlets))
    found = lineage.loads(warehouse, whole(warehouse))
    # 10 nodes of the tree, then a client and a fact for each outlet named
    assert found.select("generation", "standing_en", "row_count").rows() == [
        ("wh-0003", "published", 16), ("wh-0002", "kept, to go back to", 14), ("wh-0001", "no longer kept", 12),
    ]  # fmt: skip
    assert found["content_hash"].n_unique() == 3


def test_after_going_back_nothing_is_left_to_go_back_to(tmp_path: Path):
    for outlets in (["O1"], ["O1", "O2"], ["O1", "O2", "O3"]):
        bank(tmp_path, facts(*outlets)).close()
    assert rollback(tmp_path) == "wh-0002"
    again = Shelf(str(tmp_path)).current()
    assert lineage.loads(again, whole(again)).select("generation", "standing_en").rows() == [
        ("wh-0002", "published"), ("wh-0001", "no longer kept"),
    ]  # fmt: skip
    assert status(tmp_path)["generation"].to_list() == ["wh-0002"]


def test_rows_of_every_table_stand_beside_those_of_the_load_before(tmp_path: Path):
    bank(tmp_path, facts("O1")).close()
    warehouse = bank(tmp_path, facts("O1", "O2", "O3"))
    found = counts(warehouse, whole(warehouse))
    assert set(found) == {table.name for table in schema.metadata.sorted_tables if table not in schema.SIGNED}
    assert (found["client_month"], found["org_month"], found["rm"]) == ([3, 1, 2], [10, 10, 0], [0, 0, 0])
    assert found["org_closure"] == [15, 15, 0]


def test_a_first_load_has_nothing_before_it(tmp_path: Path):
    warehouse = bank(tmp_path, facts("O1"))
    assert counts(warehouse, whole(warehouse))["client_month"] == [1, None, None]


def test_control_totals_say_how_many_places_they_compared(tmp_path: Path):
    warehouse = bank(tmp_path, facts("O1", "O2"))
    found = lineage.checks(warehouse, whole(warehouse)).select("rule", "compared_count", "failed_count").rows()
    # books of two outlets; two facts; loans of B0, R1, F1 and S1 against what is below each; three outlets
    assert found == [("books-equal-facts", 2, 0), ("facts-in-tree", 2, 0), ("levels-add-up", 4, 0), ("strict-tree", 3, 0)]


@pytest.mark.parametrize("role, node, segments", [
    (Role.BRANCH_HEAD, "F1", ()), (Role.BRANCH_HEAD, "O1", ()), (Role.BUSINESS_HEAD, "B0", ("corporate",)), (Role.RM, "rm:R1", ()),
])  # fmt: skip
def test_who_does_not_hold_the_whole_bank_sees_no_row_count_hash_or_control_total(tmp_path: Path, role, node, segments):
    warehouse = bank(tmp_path, facts("O1", "O2"))
    scope = reach(role_viewer(role, warehouse, (node,), segments), warehouse)
    assert lineage.loads(warehouse, scope).select("generation", "row_count", "content_hash").rows() == [("wh-0001", None, None)]
    assert lineage.tables(warehouse, scope).is_empty()
    assert lineage.checks(warehouse, scope).is_empty()
    assert all(warehouse.read(select(table), scope).is_empty() for table in (load_table, load_check))


def test_an_executive_who_picked_a_branch_still_sees_them(tmp_path: Path):
    warehouse = bank(tmp_path, facts("O1", "O2"))
    scope = whole(warehouse).narrow(warehouse.tree(), ["F1"], ["corporate"])
    assert counts(warehouse, scope)["client_month"] == [2, None, None]


def test_who_holds_nothing_reads_nothing_of_a_load(tmp_path: Path):
    warehouse = bank(tmp_path, facts("O1"))
    assert lineage.loads(warehouse, Scope.nothing(MONTH)).is_empty()
    ended = reach(Viewer("ended", of_role(Role.BRANCH_HEAD, ("F9",)), "salt"), warehouse)
    assert lineage.tables(warehouse, ended).is_empty()


def test_a_grant_of_the_bank_for_some_segments_is_not_the_whole_bank(tmp_path: Path):
    warehouse = bank(tmp_path, facts("O1"))
    everything = whole(warehouse)
    cut = replace(everything, reach=tuple(replace(hold, segments=("corporate", "personal")) for hold in everything.reach))
    assert lineage.tables(warehouse, cut).is_empty()


def test_what_an_older_program_wrote_of_its_loads_is_left_where_it_is(tmp_path: Path):
    bank(tmp_path, facts("O1")).close()
    with duckdb.connect(str(tmp_path / "wh-0001.duckdb"), config=DUCKDB_CONFIG) as connection:
        connection.execute("ALTER TABLE load_run ADD COLUMN operator VARCHAR")
        connection.execute("DROP TABLE load_check")
    warehouse = bank(tmp_path, facts("O1", "O2"))
    assert lineage.loads(warehouse, whole(warehouse))["generation"].to_list() == ["wh-0002"]
    assert check(tmp_path) == []


def test_the_same_rows_have_the_same_content_hash_whatever_was_loaded_before(tmp_path: Path):
    for outlets in (["O1"], ["O2"], ["O1"]):
        warehouse = bank(tmp_path, facts(*outlets))
    hashes = lineage.loads(warehouse, whole(warehouse))["content_hash"].to_list()
    assert hashes[0] == hashes[2] != hashes[1]


def test_the_dictionary_has_every_column_once_with_its_words(warehouse, whole_bank):
    found = lineage.dictionary(warehouse, whole_bank)
    expected = sorted((str(t.name), str(c.name)) for t in schema.metadata.sorted_tables for c in t.c)
    assert sorted(found.select("table_name", "column_name").rows()) == expected
    loans = found.filter((pl.col("table_name") == "client_month") & (pl.col("column_name") == "loan_yuan")).row(0, named=True)
    assert (loans["sense_zh"], loans["unit_zh"], loans["is_key"], loans["seen_en"]) == ("贷款月末余额", "元", False, "within one's outlets")
    number = found.filter((pl.col("table_name") == "client") & (pl.col("column_name") == "client_id")).row(0, named=True)
    assert (number["is_key"], number["is_required"], number["seen_en"]) == (True, True, "right to client names")
    assert found.select(pl.exclude("codes_zh", "codes_en").null_count()).sum_horizontal().item() == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.key)
def test_a_file_from_the_shell_has_a_heading_of_its_own_for_every_column(warehouse, whole_bank, query, lang):
    headings = next(csv.reader(io.StringIO(as_csv(query(warehouse, whole_bank), lang))))
    assert len(set(headings)) == len(headings)


def test_the_headline_says_what_was_checked_only_to_who_may_know(tmp_path: Path):
    warehouse = bank(tmp_path, facts("O1", "O2"))
    scope = whole(warehouse)
    told = lineage.headline(lineage.loads(warehouse, scope), lineage.checks(warehouse, scope))
    assert told.en.endswith("; 4 control totals compared 11 places, 0 differ.")
    head = reach(role_viewer(Role.BRANCH_HEAD, warehouse, ("F1",)), warehouse)
    assert "control totals" not in lineage.headline(lineage.loads(warehouse, head), lineage.checks(warehouse, head)).en
